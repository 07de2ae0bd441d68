import type { ChangeHouseholdRequest, CreateHouseholdRequest, Household } from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import { refuse } from "../../platform/errors.ts";
import { fromPublicId, newId, toPublicId } from "../../platform/ids.ts";
import type { HouseholdsDeps } from "./index.ts";
import {
  deleteHousehold,
  deleteMember,
  findHousehold,
  type HouseholdRow,
  insertHousehold,
  insertMember,
  lockHousehold,
  memberIdsOf,
  statusOfMember,
  updateHousehold,
} from "./store.ts";

/** A household is looked through at every payment; it stays small. */
const mostMembers = 20;

type Deps = Pick<HouseholdsDeps, "clock" | "audit">;

/** Makes a household of its owner and others. Refuses whoever belongs to one already, is not active, or is unknown. */
export async function createHousehold(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  input: CreateHouseholdRequest,
): Promise<Household> {
  const row: HouseholdRow = {
    id: newId(),
    name: input.name,
    owner_id: fromPublicId("mbr", input.ownerId),
    created_at: deps.clock.now(),
  };
  await refuseInactive(tx, row.owner_id);
  await insertHousehold(tx, row);
  const others = input.memberIds.map((id) => fromPublicId("mbr", id)).filter((id) => id !== row.owner_id);
  // In key order, so that two households that want the same people do not wait for each other.
  for (const memberId of [...new Set([row.owner_id, ...others])].sort()) await join(deps, tx, actor, { row, memberId });
  return view(tx, row.id);
}

/** Renames it, or makes another of its members the owner. */
export async function changeHousehold(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  input: ChangeHouseholdRequest & { id: string },
): Promise<Household> {
  const before = await existing(tx, input.id);
  const ownerId = input.ownerId === undefined ? before.owner_id : fromPublicId("mbr", input.ownerId);
  if (!(await memberIdsOf(tx, before.id)).includes(ownerId)) refuse("household.not_member");
  const after = { ...before, name: input.name ?? before.name, owner_id: ownerId };
  await updateHousehold(tx, after);
  await deps.audit.record(tx, actor, {
    action: "household.changed",
    target: input.id,
    before: { name: before.name, ownerId: toPublicId("mbr", before.owner_id) },
    after: { name: after.name, ownerId: toPublicId("mbr", after.owner_id) },
  });
  return view(tx, before.id);
}

export async function addMember(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  input: { id: string; memberId: string },
): Promise<Household> {
  const row = await existing(tx, input.id);
  if ((await memberIdsOf(tx, row.id)).length >= mostMembers) refuse("household.full", { most: mostMembers });
  await join(deps, tx, actor, { row, memberId: fromPublicId("mbr", input.memberId) });
  return view(tx, row.id);
}

/**
 * A member leaves and takes along the points that are their own. An owner who leaves is followed by who is in it longest; with the last
 * member the household goes, and the answer is null.
 */
export async function leaveHousehold(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  input: { id: string; memberId: string },
): Promise<Household | null> {
  const row = await existing(tx, input.id);
  const memberId = fromPublicId("mbr", input.memberId);
  if (!(await deleteMember(tx, { householdId: row.id, memberId }))) refuse("household.not_member");
  await deps.audit.record(tx, actor, {
    action: "household.left",
    target: input.memberId,
    before: { household: input.id, name: row.name },
  });
  const [heir] = await memberIdsOf(tx, row.id);
  if (heir === undefined) {
    await deleteHousehold(tx, row.id);
    return null;
  }
  if (row.owner_id === memberId) await updateHousehold(tx, { ...row, owner_id: heir });
  return view(tx, row.id);
}

async function join(
  deps: Deps,
  tx: Tx,
  actor: Actor,
  { row, memberId }: { row: HouseholdRow; memberId: string },
): Promise<void> {
  await refuseInactive(tx, memberId);
  const isNew = await insertMember(tx, { householdId: row.id, memberId, at: deps.clock.now() });
  if (!isNew) refuse("household.already_member");
  await deps.audit.record(tx, actor, {
    action: "household.joined",
    target: toPublicId("mbr", memberId),
    after: { household: toPublicId("hsh", row.id), name: row.name },
  });
}

async function refuseInactive(tx: Tx, memberId: string): Promise<void> {
  const status = await statusOfMember(tx, memberId);
  if (status === null) refuse("member.not_found");
  if (status !== "active") refuse("member.not_active");
}

async function existing(tx: Tx, id: string): Promise<HouseholdRow> {
  const row = await lockHousehold(tx, fromPublicId("hsh", id));
  if (!row) refuse("not_found");
  return row;
}

async function view(tx: Tx, id: string): Promise<Household> {
  const household = await findHousehold(tx, id);
  if (!household) throw new Error("a household that was just written is not there");
  return household;
}
