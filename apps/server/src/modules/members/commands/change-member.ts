import type { ChangeMemberRequest } from "@regulars/contracts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import { refuseTaken, requireIdentity } from "../errors.ts";
import { type Identity, maskEmail, maskPhone } from "../identity.ts";
import type { MemberDeps } from "../index.ts";
import { claimIdentities } from "../insert-members.ts";
import { clientOf } from "../sql-client.ts";
import {
  dropIdentity,
  insertConsents,
  lockMember,
  type MemberRow,
  type MemberWrite,
  makeDue,
  updateMember,
} from "../store.ts";
import { refuseUnborn } from "./create-member.ts";

type ClaimedKind = "phone" | "email" | "external";

/** Changes what is given; null clears, absent leaves. Refuses for merged and erased members, and an identity that is taken. */
export async function changeMember(
  deps: MemberDeps,
  tx: Tx,
  actor: Actor,
  input: ChangeMemberRequest & { id: string },
): Promise<void> {
  const now = deps.clock.now();
  const before = await lockMember(tx, input.id);
  if (!before) refuse("not_found");
  if (before.status === "merged" || before.status === "erased") refuse("member.closed");
  refuseUnborn(input.birthday, now);
  const country = await deps.country();
  const identityOf = (kind: ClaimedKind, value: string | null | undefined, known: string | null): string | null => {
    if (value === undefined) return known;
    return value === null ? null : requireIdentity({ kind, value }, country).value;
  };
  const keep = <T>(given: T | undefined, known: T): T => (given === undefined ? known : given);
  const after: MemberWrite = {
    name: keep(input.name, before.name),
    phone: identityOf("phone", input.phone, before.phone),
    email: identityOf("email", input.email, before.email),
    externalId: identityOf("external", input.externalId, before.external_id),
    birthday: keep(input.birthday, before.birthday),
    gender: keep(input.gender, before.gender),
    kind: input.kind ?? before.kind,
    status: input.status ?? before.status,
    zone: keep(input.zone, before.zone),
    attributes: mergeAttributes(before.attributes, input.attributes ?? {}),
    tags: input.tags ? [...new Set(input.tags)] : before.tags,
  };
  await moveIdentities(tx, before, after);
  await insertConsents(tx, input.id, input.consents ?? [], now);
  await updateMember(tx, input.id, after, now);
  // Who is active again has occasions again.
  if (isSeenByConditions(input) || after.status !== before.status) await makeDue(tx, input.id, now);
  const changes = changesOf(before, after);
  if (input.consents) changes.push({ field: "consents", from: null, to: null });
  if (changes.length === 0) return;
  await deps.audit.record(tx, actor, {
    action: "member.changed",
    target: toPublicId("mbr", input.id),
    before: Object.fromEntries(changes.map((change) => [change.field, change.from])),
    after: Object.fromEntries(changes.map((change) => [change.field, change.to])),
  });
  await deps.outbox.publish(tx, [
    {
      topic: "member.updated",
      key: input.id,
      payload: { memberId: toPublicId("mbr", input.id), fields: changes.map((change) => change.field) },
    },
  ]);
}

function isSeenByConditions(input: ChangeMemberRequest): boolean {
  const { birthday, gender, kind, zone, attributes, tags, consents } = input;
  return [birthday, gender, kind, zone, attributes, tags, consents].some((value) => value !== undefined);
}

function mergeAttributes(known: Record<string, unknown>, given: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...known, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

async function moveIdentities(tx: Tx, before: MemberRow, after: MemberWrite): Promise<void> {
  const moves: { kind: ClaimedKind; from: string | null; to: string | null }[] = [
    { kind: "phone", from: before.phone, to: after.phone },
    { kind: "email", from: before.email, to: after.email },
    { kind: "external", from: before.external_id, to: after.externalId },
  ];
  const claims: Identity[] = [];
  for (const { kind, from, to } of moves) {
    if (from === to) continue;
    if (from !== null) await dropIdentity(tx, before.id, { kind, value: from });
    if (to !== null) claims.push({ kind, value: to });
  }
  refuseTaken(await claimIdentities(clientOf(tx), before.id, claims));
}

interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/** What the log keeps: names and values, except that ways to reach a person are masked and personal details only named. */
function changesOf(before: MemberRow, after: MemberWrite): Change[] {
  const pairs: [string, unknown, unknown][] = [
    ["phone", maskPhone(before.phone), maskPhone(after.phone)],
    ["email", maskEmail(before.email), maskEmail(after.email)],
    ["externalId", before.external_id, after.externalId],
    ["kind", before.kind, after.kind],
    ["status", before.status, after.status],
    ["zone", before.zone, after.zone],
    ["tags", before.tags, after.tags],
  ];
  const changes = pairs
    .filter(([, from, to]) => JSON.stringify(from) !== JSON.stringify(to))
    .map(([field, from, to]) => ({ field, from, to }));
  const named: [string, boolean][] = [
    ["phone", before.phone !== after.phone],
    ["email", before.email !== after.email],
    ["name", before.name !== after.name],
    ["birthday", before.birthday !== after.birthday],
    ["gender", before.gender !== after.gender],
    ["attributes", JSON.stringify(before.attributes) !== JSON.stringify(after.attributes)],
  ];
  const known = new Set(changes.map((change) => change.field));
  const quiet = named.filter(([field, changed]) => changed && !known.has(field));
  return [...changes, ...quiet.map(([field]) => ({ field, from: null, to: null }))];
}
