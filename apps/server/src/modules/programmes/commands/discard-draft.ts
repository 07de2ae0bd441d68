import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import type { Platform } from "../../../platform/platform.ts";
import { deleteDraft, readDraft } from "../store.ts";

/** Forgets the draft; the log keeps what it was. Discarding nothing does nothing. */
export async function discardDraft(platform: Pick<Platform, "audit">, tx: Tx, actor: Actor): Promise<void> {
  const draft = await readDraft(tx, { lock: true });
  if (!draft) return;
  await deleteDraft(tx);
  await platform.audit.record(tx, actor, {
    action: "programme.draft_discarded",
    target: "programme_draft",
    before: { revision: draft.revision, programme: draft.document },
  });
}
