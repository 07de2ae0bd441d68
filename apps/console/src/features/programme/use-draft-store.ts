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

/** The working copy of the draft for as long as the page is open; what is unsaved when it closes is saved, or kept in this browser. */
export function useDraftStore(answer: DraftAnswer, readOnly: boolean): { store: DraftStore; state: DraftState } {
  const queries = useQueryClient();
  const [store] = useState(() =>
    createDraftStore(answer, readOnly ? null : recallCopy(), {
      save: (document, revision) => programmeApi.save(document, revision),
      read: () => programmeApi.draft(),
      keep: (copy) => remember(KEPT_KEY, copy ? JSON.stringify(copy) : ""),
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
      if (document.visibilityState === "hidden") void store.save();
    };
    document.addEventListener("visibilitychange", saveWhenHidden);
    return () => {
      document.removeEventListener("visibilitychange", saveWhenHidden);
      store.close();
    };
  }, [store]);
  return { store, state };
}
