import type { CreateMemberRequest } from "@regulars/contracts";
import type { Actor } from "../../../platform/auth/actor.ts";
import type { Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { newId, toPublicId } from "../../../platform/ids.ts";
import { refuseTaken, requireIdentity } from "../errors.ts";
import type { GivenIdentity, Identity } from "../identity.ts";
import type { MemberDeps } from "../index.ts";
import { claimIdentities, insertMembers } from "../insert-members.ts";
import { clientOf, statementClientOf } from "../sql-client.ts";
import { insertConsents } from "../store.ts";

const dayMilliseconds = 86_400_000;

/** Makes a member, with what registration gives, and returns the id. Refuses an identity that somebody else has. */
export async function createMember(
  deps: MemberDeps,
  tx: Tx,
  actor: Actor,
  input: CreateMemberRequest,
): Promise<string> {
  const now = deps.clock.now();
  const joinedAt = input.joinedAt === undefined ? now : new Date(input.joinedAt);
  if (joinedAt > now) refuse("member.date_in_future", { field: "joinedAt" });
  refuseUnborn(input.birthday, now);
  const country = await deps.country();
  const identities = identitiesOf(input).map((given) => requireIdentity(given, country));
  const claimed = (kind: Identity["kind"]) => identities.find((identity) => identity.kind === kind)?.value ?? null;

  const id = newId();
  const client = clientOf(tx);
  const { source, birthday, gender, zone } = input;
  const [made] = await insertMembers(
    client,
    [
      {
        id,
        key: null,
        name: input.name ?? null,
        phone: claimed("phone"),
        email: claimed("email"),
        externalId: claimed("external"),
        birthday: birthday ?? null,
        gender: gender ?? null,
        kind: input.kind,
        zone: zone ?? null,
        source: source ?? {},
        attributes: input.attributes,
        tags: [...new Set(input.tags)],
        consents: input.consents.filter((consent) => consent.granted).map((consent) => consent.purpose),
        joinedAt,
      },
    ],
    deps.enrolment(),
  );
  refuseTaken(await claimIdentities(client, id, identities));
  await insertConsents(tx, id, input.consents, now);
  if (made?.account?.isNew) await deps.settleNew(statementClientOf(tx), [id]);
  await deps.audit.record(tx, actor, {
    action: "member.created",
    target: toPublicId("mbr", id),
    after: { channel: source?.channel ?? null, identities: identities.map((identity) => identity.kind) },
  });
  await deps.outbox.publish(tx, [
    {
      topic: "member.created",
      key: id,
      payload: { memberId: toPublicId("mbr", id), joinedAt: joinedAt.toISOString() },
    },
  ]);
  return id;
}

function identitiesOf(input: CreateMemberRequest): GivenIdentity[] {
  const given: GivenIdentity[] = [];
  if (input.phone !== undefined) given.push({ kind: "phone", value: input.phone });
  if (input.email !== undefined) given.push({ kind: "email", value: input.email });
  if (input.externalId !== undefined) given.push({ kind: "external", value: input.externalId });
  if (input.card !== undefined) given.push({ kind: "card", value: input.card });
  return given;
}

/** A birthday may be tomorrow's date at the latest, for in some zone that is today. */
export function refuseUnborn(birthday: string | null | undefined, now: Date): void {
  if (birthday && Date.parse(birthday) > now.getTime() + dayMilliseconds) {
    refuse("member.date_in_future", { field: "birthday" });
  }
}
