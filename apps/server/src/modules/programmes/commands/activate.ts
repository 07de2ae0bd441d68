import type { Tx } from "../../../platform/db.ts";
import type { Platform } from "../../../platform/platform.ts";
import { moveVersion, notifyChange, supersedePublished } from "../store.ts";

/** Puts a filled version in force. False when it was not waiting for that (any more), so that a repeated job does nothing. */
export async function activate(
  platform: Pick<Platform, "clock" | "outbox">,
  tx: Tx,
  version: number,
): Promise<boolean> {
  // The order matters: an index allows one published version at a time.
  await supersedePublished(tx, version);
  const moved = await moveVersion(tx, { version, from: "activating", to: "published", at: platform.clock.now() });
  if (!moved) return false;
  await platform.outbox.publish(tx, [{ topic: "programme.published", key: String(version), payload: { version } }]);
  await notifyChange(tx);
  return true;
}

/** Gives up on a version that could not be filled; the one in force stays. */
export async function failActivation(
  platform: Pick<Platform, "clock">,
  tx: Tx,
  failure: { version: number; error: string },
): Promise<boolean> {
  const at = platform.clock.now();
  const moved = await moveVersion(tx, { ...failure, from: "activating", to: "failed", at });
  if (moved) await notifyChange(tx);
  return moved;
}
