import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { transact } from "../../platform/transact.ts";
import type { ProgrammeCache } from "./cache.ts";
import { activate, failActivation } from "./commands/activate.ts";
import { type ApplyPreset, applyPreset } from "./commands/apply-preset.ts";
import { cancelScheduled } from "./commands/cancel-scheduled.ts";
import { discardDraft } from "./commands/discard-draft.ts";
import { type ImportDocument, importDocument } from "./commands/import-document.ts";
import { type Publish, type Published, publish } from "./commands/publish.ts";
import { restoreVersion } from "./commands/restore-version.ts";
import { type SaveDraft, saveDraft } from "./commands/save-draft.ts";
import { refusingCollisions } from "./errors.ts";
import { setFilled } from "./store.ts";

export interface ProgrammeCommands {
  /** The new revision. */
  saveDraft(tx: Tx, actor: Actor, input: SaveDraft): Promise<number>;
  discardDraft(tx: Tx, actor: Actor): Promise<void>;
  restoreVersion(tx: Tx, actor: Actor, version: number): Promise<number>;
  /** Restores an earlier version and publishes it in the same transaction, which undoes what came after. */
  restoreAndPublish(actor: Actor, version: number, input: Pick<Publish, "note" | "locale">): Promise<Published>;
  importDocument(tx: Tx, actor: Actor, input: ImportDocument): Promise<number>;
  /** Takes back a version that waits for its day; this process sees it when it returns. */
  cancelScheduled(actor: Actor, version: number): Promise<void>;
  applyPreset(tx: Tx, actor: Actor, input: ApplyPreset): Promise<number>;
  /** In a transaction of its own; this process sees the new version when it returns. */
  publish(actor: Actor, input: Publish & { dry?: boolean }): Promise<Published>;
  /** Puts a filled version in force; false when it is already. Call `load` after the commit to see it at once. */
  activate(tx: Tx, version: number): Promise<boolean>;
  /** Gives up on a version that could not be filled; the one in force stays. */
  failActivation(tx: Tx, failure: { version: number; error: string }): Promise<boolean>;
  /** Tells how many accounts have been filled so far. */
  reportFilled(version: number, filled: number): Promise<void>;
}

export function createProgrammeCommands(
  platform: Pick<Platform, "db" | "clock" | "audit" | "jobs" | "outbox">,
  cache: Pick<ProgrammeCache, "load">,
): ProgrammeCommands {
  /** In a transaction of its own; this process sees what came of it when it returns. */
  async function publishing<T>(dry: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
    const done = await refusingCollisions(() => transact(platform.db, { dry }, work));
    if (!dry) await cache.load();
    return done;
  }

  return {
    saveDraft: (tx, actor, input) => saveDraft(platform, tx, actor, input),
    discardDraft: (tx, actor) => discardDraft(platform, tx, actor),
    restoreVersion: (tx, actor, version) => restoreVersion(platform, tx, actor, version),
    applyPreset: (tx, actor, input) => applyPreset(platform, tx, actor, input),
    importDocument: (tx, actor, input) => importDocument(platform, tx, actor, input),
    publish: (actor, input) => publishing(input.dry ?? false, (tx) => publish(platform, tx, actor, input)),
    restoreAndPublish: (actor, version, input) =>
      publishing(false, async (tx) => {
        const revision = await restoreVersion(platform, tx, actor, version);
        return publish(platform, tx, actor, { ...input, revision });
      }),
    cancelScheduled: (actor, version) => publishing(false, (tx) => cancelScheduled(platform, tx, actor, version)),
    activate: (tx, version) => activate(platform, tx, version),
    failActivation: (tx, failure) => failActivation(platform, tx, failure),
    reportFilled: (version, filled) => setFilled(platform.db, version, filled),
  };
}
