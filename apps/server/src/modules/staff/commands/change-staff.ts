import type { ChangeOwnAccountRequest, ChangeStaffRequest } from "@regulars/contracts";
import type { Audit } from "../../../platform/audit.ts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { fromPublicId } from "../../../platform/ids.ts";
import { findPerson, lockOwners } from "../store.ts";

interface Context {
  audit: Audit;
  now: Date;
}

/** Changes a colleague. An owner always remains, and nobody changes their own role or shuts themselves out. */
export async function changeStaff(
  tx: Tx,
  actor: Actor,
  input: ChangeStaffRequest & { id: string },
  { audit, now }: Context,
): Promise<void> {
  const id = fromPublicId("stf", input.id);
  const owners = await lockOwners(tx);
  const before = await findPerson(tx, id);
  if (!before) refuse("not_found");
  const role = input.role ?? before.role;
  const disabled = input.disabled ?? before.disabled;
  const isDemoted = owners.includes(id) && (role !== "owner" || disabled);
  if (isDemoted && owners.length === 1) refuse("staff.last_owner");
  if (actor.id === input.id && (role !== before.role || disabled)) refuse("staff.own_role");
  const storeId = input.storeId === undefined ? before.storeId : input.storeId;
  const after = { name: input.name ?? before.name, role, disabled, storeId };
  await tx
    .updateTable("staff_users")
    .set({ name: after.name, role, disabled, store_id: storeId, updated_at: now })
    .where("id", "=", id)
    .execute();
  if (disabled) await tx.deleteFrom("staff_sessions").where("user_id", "=", id).execute();
  const { name, role: roleBefore, disabled: disabledBefore, storeId: storeBefore } = before;
  await audit.record(tx, actor, {
    action: "staff.changed",
    target: input.id,
    before: { name, role: roleBefore, disabled: disabledBefore, storeId: storeBefore },
    after,
  });
}

/** What people change about themselves. */
export async function changeOwnAccount(
  tx: Tx,
  actor: Actor,
  input: ChangeOwnAccountRequest,
  { audit, now }: Context,
): Promise<void> {
  if (actor.kind !== "staff") refuse("auth.forbidden");
  const before = await findPerson(tx, fromPublicId("stf", actor.id));
  if (!before) refuse("not_found");
  const after = { name: input.name ?? before.name, locale: input.locale === undefined ? before.locale : input.locale };
  await tx
    .updateTable("staff_users")
    .set({ ...after, updated_at: now })
    .where("id", "=", fromPublicId("stf", actor.id))
    .execute();
  const { name, locale } = before;
  await audit.record(tx, actor, { action: "staff.changed", target: actor.id, before: { name, locale }, after });
}
