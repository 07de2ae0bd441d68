import { canonicalJson } from "@regulars/engine";
import { ApiError } from "../../shared/api/http.ts";
import type { DraftAnswer, ProgrammeDocument } from "./programme-api.ts";

export type SaveStatus = "saved" | "unsaved" | "saving" | "failed" | "conflict";

export interface DraftState {
  /** What the editor shows. */
  document: ProgrammeDocument;
  past: ProgrammeDocument[];
  future: ProgrammeDocument[];
  /** The server's latest answer. */
  answer: DraftAnswer;
  status: SaveStatus;
  error: unknown;
  /** What somebody else saved meanwhile. */
  theirs: DraftAnswer | null;
}

export interface KeptCopy {
  revision: number;
  document: ProgrammeDocument;
}

interface DraftCalls {
  save(document: ProgrammeDocument, revision: number): Promise<DraftAnswer>;
  read(): Promise<DraftAnswer>;
  /** Remembers unsaved work in this browser; null forgets it. */
  keep(copy: KeptCopy | null): void;
  /** Runs `task` later; returns how to call it off. */
  later(task: () => void, delayMs: number): () => void;
  now(): number;
}

export interface DraftStore {
  state(): DraftState;
  subscribe(listener: () => void): () => void;
  change(document: ProgrammeDocument): void;
  undo(): void;
  redo(): void;
  /** True when everything typed is on the server. */
  save(): Promise<boolean>;
  /** Continues with what the other person saved; one's own is one undo away. */
  takeTheirs(): void;
  /** Saves one's own over what the other person saved. */
  overwrite(): Promise<boolean>;
  /** Shows a document that the server made (preset, restore, discard); the former is one undo away. */
  adopt(answer: DraftAnswer): void;
  close(): void;
}

const IDLE_MS = 2500;
const SAME_STEP_MS = 700;
const MAX_STEPS = 200;

/** Whether two documents say the same; the database does not keep the order of keys. */
function isSame(one: ProgrammeDocument, other: ProgrammeDocument): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

/** The working copy of the draft: undo, saving after a pause, and nothing typed lost when a save is refused. */
export function createDraftStore(answer: DraftAnswer, kept: KeptCopy | null, calls: DraftCalls): DraftStore {
  const isKept = kept !== null && !isSame(kept.document, answer.draft.programme);
  let revision = isKept ? kept.revision : answer.draft.revision;
  let saved: ProgrammeDocument = answer.draft.programme;
  let state: DraftState = {
    document: isKept ? kept.document : saved,
    past: isKept ? [saved] : [],
    future: [],
    answer,
    status: isKept ? "unsaved" : "saved",
    error: null,
    theirs: null,
  };
  let changedAt = Number.NEGATIVE_INFINITY;
  let saving: Promise<boolean> | null = null;
  let callOff = () => {};
  const listeners = new Set<() => void>();

  function set(next: Partial<DraftState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function show(document: ProgrammeDocument, history: Pick<DraftState, "past" | "future">): void {
    calls.keep({ revision, document });
    set({ document, ...history, status: state.status === "conflict" ? "conflict" : "unsaved" });
    callOff();
    if (state.status !== "conflict") callOff = calls.later(() => void save(), IDLE_MS);
  }

  function accept(next: DraftAnswer): void {
    revision = next.draft.revision;
  }

  async function send(): Promise<boolean> {
    const sent = state.document;
    set({ status: "saving", error: null });
    try {
      const next = await calls.save(sent, revision);
      return arrived(next, sent);
    } catch (error) {
      if (error instanceof ApiError && error.code === "programme.draft_changed") return meet(error, sent);
      set({ status: "failed", error });
      return false;
    }
  }

  function arrived(next: DraftAnswer, sent: ProgrammeDocument): boolean {
    accept(next);
    saved = sent;
    const isDone = state.document === sent;
    calls.keep(isDone ? null : { revision, document: state.document });
    set({ answer: next, status: isDone ? "saved" : "unsaved" });
    return isDone;
  }

  async function meet(conflict: unknown, sent: ProgrammeDocument): Promise<boolean> {
    try {
      const theirs = await calls.read();
      // Not somebody else: one's own earlier save, whose answer was lost when the page or the network went away.
      if (isSame(theirs.draft.programme, sent)) return arrived(theirs, sent);
      set({ status: "conflict", theirs, error: conflict });
    } catch (error) {
      set({ status: "failed", error });
    }
    return false;
  }

  async function save(): Promise<boolean> {
    callOff();
    if (saving) await saving;
    if (state.status === "conflict") return false;
    if (state.document === saved) {
      calls.keep(null);
      if (state.status !== "saved") set({ status: "saved", error: null });
      return true;
    }
    saving = send();
    const isDone = await saving;
    saving = null;
    return isDone || (state.status === "unsaved" && save());
  }

  function adopt(next: DraftAnswer): void {
    callOff();
    accept(next);
    saved = next.draft.programme;
    calls.keep(null);
    const past = [...state.past, state.document].slice(-MAX_STEPS);
    set({ document: saved, past, future: [], answer: next, status: "saved", error: null, theirs: null });
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(document) {
      const at = calls.now();
      const isSameStep = at - changedAt < SAME_STEP_MS && state.past.length > 0 && state.future.length === 0;
      changedAt = at;
      const past = isSameStep ? state.past : [...state.past, state.document].slice(-MAX_STEPS);
      show(document, { past, future: [] });
    },
    undo() {
      const document = state.past.at(-1);
      if (!document) return;
      changedAt = Number.NEGATIVE_INFINITY;
      show(document, { past: state.past.slice(0, -1), future: [state.document, ...state.future] });
    },
    redo() {
      const [document, ...future] = state.future;
      if (!document) return;
      changedAt = Number.NEGATIVE_INFINITY;
      show(document, { past: [...state.past, state.document], future });
    },
    save,
    takeTheirs() {
      if (state.theirs) adopt(state.theirs);
    },
    overwrite() {
      if (!state.theirs) return Promise.resolve(false);
      accept(state.theirs);
      saved = state.theirs.draft.programme;
      set({ status: "unsaved", theirs: null, error: null });
      return save();
    },
    adopt,
    close() {
      callOff();
      if (state.document !== saved && state.status !== "conflict") void save();
    },
  };
}
