import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { recall, remember } from "../../shared/preferences.tsx";
import { createDraftStore, type DraftState, type DraftStore, type KeptCopy } from "./draft-store.ts";
import { type DraftAnswer, programmeApi, programmeKeys } from "./programme-api.ts";

const KEPT_KEY = "regulars.programme.unsaved";

function recallCopy(): KeptCopy | null {
  try {
    const kept: unknown = JSON.parse(recall(KEPT_KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("revision" in kept) || !("document" in kept)) return null;
    const { revision, document } = kept;
    if (typeof revision !== "number" || typeof document !== "object" || document === null) return null;
    return { revision, document: { ...document } };
  } catch {
    return null;
  }
}

const KEEP_AFTER_MS = 400;

/** Writes the copy when typing pauses: a large draft takes longer to write than a key to press. */
function createKeeper(): { keep(copy: KeptCopy | null): void; flush(): void } {
  let waiting: KeptCopy | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    if (waiting) remember(KEPT_KEY, JSON.stringify(waiting));
    waiting = null;
  };
  return {
    flush,
    keep(copy) {
      clearTimeout(timer);
      waiting = copy;
      if (copy) timer = setTimeout(flush, KEEP_AFTER_MS);
      else remember(KEPT_KEY, "");
    },
  };
}

/** The working copy of the draft for as long as the page is open; what is unsaved when it closes is saved, or kept in this browser. */
export function useDraftStore(answer: DraftAnswer, readOnly: boolean): { store: DraftStore; state: DraftState } {
  const queries = useQueryClient();
  const [keeper] = useState(createKeeper);
  const [store] = useState(() =>
    createDraftStore(answer, readOnly ? null : recallCopy(), {
      save: (document, revision) => programmeApi.save(document, revision),
      read: () => programmeApi.draft(),
      keep: keeper.keep,
      later: (task, delayMs) => {
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
    }),
  );
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { answer: latest } = state;
  useEffect(() => {
    queries.setQueryData(programmeKeys.draft, latest);
  }, [queries, latest]);
  useEffect(() => {
    const saveWhenHidden = () => {
      if (document.visibilityState !== "hidden") return;
      keeper.flush();
      void store.save();
    };
    document.addEventListener("visibilitychange", saveWhenHidden);
    return () => {
      document.removeEventListener("visibilitychange", saveWhenHidden);
      store.close();
      keeper.flush();
    };
  }, [store, keeper]);
  return { store, state };
}
