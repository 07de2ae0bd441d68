import type { Audit } from "../../../platform/audit.ts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { fromPublicId } from "../../../platform/ids.ts";

/** Makes a key void; revoking it again changes nothing. */
export async function revokeApiKey(
  tx: Tx,
  actor: Actor,
  publicId: string,
  context: { audit: Audit; now: Date },
): Promise<void> {
  const id = fromPublicId("key", publicId);
  const key = await tx
    .selectFrom("api_keys")
    .select(["name", "revoked_at"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!key) refuse("not_found");
  if (key.revoked_at) return;
  await tx.updateTable("api_keys").set({ revoked_at: context.now }).where("id", "=", id).execute();
  await context.audit.record(tx, actor, { action: "api_key.revoked", target: publicId, before: { name: key.name } });
}
