import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { findPublished, type ProgrammeDocument, writeDraft } from "../store.ts";

export interface SaveDraft {
  programme: ProgrammeDocument;
  /** The revision that was read (0 = there was none); null writes over whatever is there. */
  revision: number | null;
  /** What the audit log calls it. */
  action?: "programme.draft_saved" | "programme.imported" | "programme.restored" | "programme.preset_applied";
  detail?: object;
}

/** Keeps the document as it is, complete or not, and returns the new revision. */
export async function saveDraft(
  platform: Pick<Platform, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  input: SaveDraft,
): Promise<number> {
  const published = await findPublished(tx);
  const revision = await writeDraft(tx, {
    document: input.programme,
    basedOn: published?.version ?? null,
    actor: actor.name,
    at: platform.clock.now(),
    revision: input.revision,
  });
  if (revision === null) refuse("programme.draft_changed");
  await platform.audit.record(tx, actor, {
    action: input.action ?? "programme.draft_saved",
    target: "programme_draft",
    after: { revision, ...input.detail },
  });
  return revision;
}
