import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import type { Platform } from "../../../platform/platform.ts";
import { findVersion, moveVersion, notifyChange } from "../store.ts";

/**
 * Takes back a version that waits for its day; the one in force goes on and another may be published. The document stays with the version and
 * can be restored. Refuses with not_found, and with programme.not_scheduled for a version that is already being filled or further.
 */
export async function cancelScheduled(
  platform: Pick<Platform, "clock" | "audit">,
  tx: Tx,
  actor: Actor,
  version: number,
): Promise<void> {
  if (!(await findVersion(tx, version))) refuse("not_found");
  const at = platform.clock.now();
  const isMoved = await moveVersion(tx, { version, from: "scheduled", to: "cancelled", at });
  if (!isMoved) refuse("programme.not_scheduled");
  await platform.audit.record(tx, actor, {
    action: "programme.cancelled",
    target: `programme_version_${version}`,
    before: { status: "scheduled" },
    after: { status: "cancelled" },
  });
  await notifyChange(tx);
}
