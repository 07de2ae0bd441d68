import { expect, test } from "vitest";
import { ApiError } from "../../shared/api/http.ts";
import { createDraftStore, type KeptCopy } from "./draft-store.ts";
import type { DraftAnswer, ProgrammeDocument } from "./programme-api.ts";

function answerOf(programme: ProgrammeDocument, revision: number, updatedBy = "me"): DraftAnswer {
  return {
    draft: { programme, revision, basedOn: 1, updatedAt: null, updatedBy },
    differences: [],
    words: { wallets: [], ladders: [], rules: [], ruleGroups: [], budgets: [], tierOffers: [], stages: [] },
  };
}

function openStore(options: { kept?: KeptCopy; revision?: number } = {}) {
  let server = answerOf({ step: 0 }, options.revision ?? 1);
  let now = 0;
  let kept: KeptCopy | null = options.kept ?? null;
  let gate: Promise<void> = Promise.resolve();
  let isDown = false;
  const timers: (() => void)[] = [];
  const store = createDraftStore(server, kept, {
    async save(programme, revision) {
      await gate;
      if (isDown) throw new ApiError({ status: 0, code: "network", title: "", detail: "", requestId: null });
      if (revision !== server.draft.revision) {
        throw new ApiError({ status: 409, code: "programme.draft_changed", title: "", detail: "", requestId: "r1" });
      }
      server = answerOf(programme, revision + 1);
      return server;
    },
    read: async () => server,
    keep: (copy) => {
      kept = copy;
    },
    later: (task) => {
      timers.push(task);
      return () => {
        timers.splice(timers.indexOf(task), 1);
      };
    },
    now: () => now,
  });
  return {
    store,
    edit(step: number) {
      now += 1000;
      store.change({ step });
    },
    server: () => server,
    kept: () => kept,
    timers,
    somebodySaves(programme: ProgrammeDocument) {
      server = answerOf(programme, server.draft.revision + 1, "Li Na");
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    down(value: boolean) {
      isDown = value;
    },
  };
}

test("a change is kept in the browser at once and saved after a pause", async () => {
  const { store, edit, kept, timers, server } = openStore();
  edit(1);
  edit(2);
  expect(kept()).toEqual({ revision: 1, document: { step: 2 } });
  expect(timers.length).toBe(1);
  timers[0]?.();
  await expect.poll(() => store.state().status).toBe("saved");
  expect(server().draft.programme).toEqual({ step: 2 });
  expect(kept()).toBeNull();
});

test("what is typed while a save is under way is saved too", async () => {
  const { store, edit, hold, server } = openStore();
  edit(1);
  const open = hold();
  const done = store.save();
  edit(2);
  open();
  expect(await done).toBe(true);
  expect(server().draft).toMatchObject({ programme: { step: 2 }, revision: 3 });
});

test("undo and redo walk through the session, and typing in one go is one step", () => {
  const { store, edit } = openStore();
  edit(1);
  store.change({ step: 1.5 });
  edit(2);
  store.undo();
  expect(store.state().document).toEqual({ step: 1.5 });
  store.undo();
  expect(store.state().document).toEqual({ step: 0 });
  store.redo();
  expect(store.state().document).toEqual({ step: 1.5 });
});

test("a conflict shows who saved, keeps what was typed, and may be overwritten", async () => {
  const { store, edit, somebodySaves, server, kept } = openStore();
  edit(1);
  somebodySaves({ step: 9 });
  expect(await store.save()).toBe(false);
  expect(store.state()).toMatchObject({
    status: "conflict",
    document: { step: 1 },
    theirs: { draft: { updatedBy: "Li Na" } },
  });
  expect(kept()?.document).toEqual({ step: 1 });
  expect(await store.overwrite()).toBe(true);
  expect(server().draft.programme).toEqual({ step: 1 });
});

test("taking the other's draft leaves one's own an undo away", async () => {
  const { store, edit, somebodySaves } = openStore();
  edit(1);
  somebodySaves({ step: 9 });
  await store.save();
  store.takeTheirs();
  expect(store.state()).toMatchObject({ status: "saved", document: { step: 9 } });
  store.undo();
  expect(store.state().document).toEqual({ step: 1 });
  expect(await store.save()).toBe(true);
});

test("a failed save keeps the work and succeeds later", async () => {
  const { store, edit, down, kept } = openStore();
  edit(1);
  down(true);
  expect(await store.save()).toBe(false);
  expect(store.state().status).toBe("failed");
  expect(kept()?.document).toEqual({ step: 1 });
  down(false);
  expect(await store.save()).toBe(true);
});

test("work kept by the browser comes back, and conflicts when the draft moved on", async () => {
  const { store } = openStore({ kept: { revision: 1, document: { step: 7 } }, revision: 2 });
  expect(store.state()).toMatchObject({ status: "unsaved", document: { step: 7 } });
  await store.save();
  expect(store.state().status).toBe("conflict");
});

test("one's own save whose answer was lost is no conflict", async () => {
  const { store, edit, somebodySaves, kept } = openStore();
  edit(1);
  somebodySaves({ step: 1 });
  expect(await store.save()).toBe(true);
  expect(store.state()).toMatchObject({ status: "saved", theirs: null });
  expect(kept()).toBeNull();
});
