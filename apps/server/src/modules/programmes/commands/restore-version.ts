import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { findVersion } from "../store.ts";
import { saveDraft } from "./save-draft.ts";

/** Makes an earlier version the draft, over whatever draft there is. Publishing it then undoes what came after. */
export async function restoreVersion(
  platform: Pick<Platform, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  version: number,
): Promise<number> {
  const row = await findVersion(tx, version);
  if (!row) refuse("not_found");
  return saveDraft(platform, tx, actor, {
    programme: row.document,
    revision: null,
    action: "programme.restored",
    detail: { version },
  });
}
