import { newId } from "../../platform/ids.ts";
import {
  type GivenIdentity,
  type Identity,
  identityKey,
  normaliseEmail,
  normaliseIdentity,
  normalisePhone,
} from "./identity.ts";
import { type InsertedMember, type InsertOptions, insertMembers, type NewMember } from "./insert-members.ts";
import type { SqlClient } from "./sql-client.ts";

/** The part of a till command that may make a member. */
export interface EnsuringCommand {
  kind: string;
  memberId?: string | undefined;
  identity?: GivenIdentity | undefined;
  createMember?:
    | {
        name?: string | undefined;
        joinedAt?: Date | undefined;
        sourceChannel?: string | undefined;
        storeId?: string | undefined;
        phone?: string | undefined;
        email?: string | undefined;
        birthday?: string | undefined;
        gender?: "female" | "male" | "other" | undefined;
      }
    | undefined;
  placedAt?: Date | undefined;
  importId?: string | undefined;
  demo?: boolean | undefined;
}

interface Wanted {
  member: NewMember & { key: Identity };
  phone: string | null;
  email: string | null;
}

/**
 * Makes a member for each identity that nobody owns yet, set-based. The first command that names an identity gives the
 * details, the earliest order the day of joining. A phone or e-mail that somebody else has is left out.
 */
export async function ensureMembers(
  client: SqlClient,
  commands: readonly EnsuringCommand[],
  options: InsertOptions & { country: string },
): Promise<InsertedMember[]> {
  const wanted = new Map<string, Wanted>();
  for (const command of commands) want(wanted, command, options);
  const all = [...wanted.values()];
  const inserted = await insertMembers(
    client,
    all.map(({ member }) => member),
    options,
  );
  await claimContacts(
    client,
    all.filter((_, index) => inserted[index]?.made),
  );
  return inserted;
}

function want(wanted: Map<string, Wanted>, command: EnsuringCommand, options: { country: string; now: Date }): void {
  const { identity, createMember, placedAt } = command;
  if (command.memberId || !identity || !createMember) return;
  const key = normaliseIdentity(identity, options.country);
  if (!key) return;
  const joinedAt = createMember.joinedAt ?? placedAt ?? options.now;
  const known = wanted.get(identityKey(key));
  if (known) {
    if (joinedAt < known.member.joinedAt) known.member.joinedAt = joinedAt;
    return;
  }
  const { name, sourceChannel, storeId, birthday, gender } = createMember;
  wanted.set(identityKey(key), {
    phone: createMember.phone === undefined ? null : normalisePhone(createMember.phone, options.country),
    email: createMember.email === undefined ? null : normaliseEmail(createMember.email),
    member: {
      id: newId(),
      key,
      name: name ?? null,
      phone: key.kind === "phone" ? key.value : null,
      email: key.kind === "email" ? key.value : null,
      externalId: key.kind === "external" ? key.value : null,
      birthday: birthday ?? null,
      gender: gender ?? null,
      source: {
        ...(sourceChannel !== undefined && { channel: sourceChannel }),
        ...(storeId !== undefined && { storeId }),
      },
      joinedAt,
      importId: command.importId ?? null,
      demo: command.demo ?? false,
    },
  });
}

async function claimContacts(client: SqlClient, made: Wanted[]): Promise<void> {
  const contacts = made.flatMap(({ member, phone, email }) => [
    ...(phone !== null && member.key.kind !== "phone" ? [{ id: member.id, kind: "phone", value: phone }] : []),
    ...(email !== null && member.key.kind !== "email" ? [{ id: member.id, kind: "email", value: email }] : []),
  ]);
  if (contacts.length === 0) return;
  await client.query(
    `with given as (
       select kind, value, get_byte(uuid_send(id), 15)::smallint as bucket, id
       from unnest($1::text[], $2::text[], $3::uuid[]) as g(kind, value, id)
     ), claimed as (
       insert into member_identities (kind, value, bucket, member_id)
       select kind, value, bucket, id from given order by kind, value
       on conflict do nothing returning kind, value, bucket, member_id
     ), shown as (
       select bucket, member_id, max(value) filter (where kind = 'phone') as phone,
         max(value) filter (where kind = 'email') as email
       from claimed group by bucket, member_id
     )
     update members m set phone = coalesce(m.phone, s.phone), email = coalesce(m.email, s.email)
     from shown s where m.bucket = s.bucket and m.id = s.member_id`,
    [contacts.map(({ kind }) => kind), contacts.map(({ value }) => value), contacts.map(({ id }) => id)],
  );
}
