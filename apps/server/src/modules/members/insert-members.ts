import type { AccountState, CompiledProgramme } from "@regulars/engine";
import { bucketOf, newId } from "../../platform/ids.ts";
import { enrol } from "./enrol.ts";
import { type GivenIdentity, type Identity, identityKey, withCheckDigit } from "./identity.ts";
import type { SqlClient } from "./sql-client.ts";

/** A member to make. `id` comes from `newId()`; its last byte is the bucket. */
export interface NewMember {
  id: string;
  /** The identity that decides: when somebody owns it already, no member is made and the owner is returned. Normalised. */
  key: Identity | null;
  name?: string | null;
  phone?: string | null;
  email?: string | null;
  externalId?: string | null;
  birthday?: string | null;
  gender?: string | null;
  kind?: string;
  zone?: string | null;
  source?: {
    channel?: string | undefined;
    storeId?: string | undefined;
    campaign?: string | undefined;
    referralCode?: string | undefined;
  };
  attributes?: Record<string, string | number | boolean>;
  tags?: string[];
  /** Purposes consented to, for conditions; the consents themselves are written apart. */
  consents?: string[];
  joinedAt: Date;
  importId?: string | null;
  demo?: boolean;
}

export interface InsertOptions {
  version: number;
  programme: CompiledProgramme;
  /** The version being filled from history, if any. */
  upcoming: CompiledProgramme | null;
  now: Date;
}

export interface InsertedMember {
  /** The member to use: the one made, or the owner of the key. */
  id: string;
  made: boolean;
  memberNo: string | null;
  account: AccountState | null;
}

const insertText = `
with given as (
  select * from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[],
    $9::text[], $10::text[], $11::text[], $12::jsonb[], $13::jsonb[], $14::jsonb[], $15::timestamptz[], $16::uuid[],
    $17::boolean[], $18::text[], $19::text[], $20::jsonb[], $21::timestamptz[])
    as g(bucket, id, member_no, name, phone, email, external_id, birthday, gender, kind, zone, source, attributes, tags,
      joined_at, import_id, demo, key_kind, key_value, state, next_due_at)
), claimed as (
  insert into member_identities (kind, value, bucket, member_id)
  select key_kind, key_value, bucket, id from given where key_kind is not null order by key_kind, key_value
  on conflict do nothing
  returning member_id
), made as (
  insert into members (bucket, id, member_no, name, phone, email, external_id, birthday, gender, kind, zone, source,
    attributes, tags, joined_at, import_id, demo, created_at, updated_at)
  select bucket, id, member_no, name, phone, email, external_id, birthday, gender, kind, zone, source, attributes,
    array(select jsonb_array_elements_text(tags)), joined_at, import_id, demo, $33::timestamptz, $33::timestamptz
  from given where key_kind is null or id in (select member_id from claimed)
  returning bucket, id
), numbered as (
  insert into member_identities (kind, value, bucket, member_id)
  select 'member_no', g.member_no, g.bucket, g.id from given g join made m on m.id = g.id
), opened as (
  insert into member_accounts (bucket, member_id, state, next_due_at)
  select g.bucket, g.id, g.state, g.next_due_at from given g join made m on m.id = g.id
), enrolled as (
  select m.bucket, e.* from unnest($22::uuid[], $23::uuid[], $24::text[], $25::text[], $26::text[], $27::timestamptz[],
      $28::timestamptz[], $29::text[], $30::jsonb[], $31::boolean[])
    as e(member_id, id, ladder, from_tier, to_tier, since, until, reason, explanation, demo)
  join made m on m.id = e.member_id
), tiers as (
  insert into member_tiers (bucket, member_id, ladder, tier, since, until)
  select bucket, member_id, ladder, to_tier, since, until from enrolled
), changes as (
  insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, explanation,
    fact_kind, fact_id, programme_version, recorded_at, demo)
  select bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, explanation, 'enrol', member_id,
    $32::integer, $33::timestamptz, demo from enrolled
)
select id from made`;

/**
 * Makes members with their accounts, first tiers and member numbers in one statement, however many. The answers are in
 * the order given. Two callers claiming one key at once: the second waits for the first and gets its member.
 * Refuses nothing; normalise and validate before.
 */
export async function insertMembers(
  client: SqlClient,
  members: NewMember[],
  options: InsertOptions,
): Promise<InsertedMember[]> {
  if (members.length === 0) return [];
  const numbers = await nextMemberNumbers(client, members.length);
  const drafts = members.map((member, index) => ({
    member,
    bucket: bucketOf(member.id),
    memberNo: numbers[index] ?? "",
    opened: enrol(member, options),
  }));
  const tiers = drafts.flatMap(({ member, opened }) => opened.tierChanges.map((change) => ({ member, change })));
  const column = <T>(read: (draft: (typeof drafts)[number]) => T): T[] => drafts.map(read);
  const tierColumn = <T>(read: (tier: (typeof tiers)[number]) => T): T[] => tiers.map(read);
  const { rows } = await client.query<{ id: string }>(insertText, [
    column(({ bucket }) => bucket),
    column(({ member }) => member.id),
    column(({ memberNo }) => memberNo),
    column(({ member }) => member.name ?? null),
    column(({ member }) => member.phone ?? null),
    column(({ member }) => member.email ?? null),
    column(({ member }) => member.externalId ?? null),
    column(({ member }) => member.birthday ?? null),
    column(({ member }) => member.gender ?? null),
    column(({ member }) => member.kind ?? "person"),
    column(({ member }) => member.zone ?? null),
    column(({ member }) => JSON.stringify(member.source ?? {})),
    column(({ member }) => JSON.stringify(member.attributes ?? {})),
    column(({ member }) => JSON.stringify(member.tags ?? [])),
    column(({ member }) => member.joinedAt),
    column(({ member }) => member.importId ?? null),
    column(({ member }) => member.demo ?? false),
    column(({ member }) => member.key?.kind ?? null),
    column(({ member }) => member.key?.value ?? null),
    column(({ opened }) => JSON.stringify(opened.account)),
    column(({ opened }) => (opened.nextDueAt === null ? null : new Date(opened.nextDueAt))),
    tierColumn(({ member }) => member.id),
    tierColumn(({ member }) => newId(bucketOf(member.id))),
    tierColumn(({ change }) => change.ladder),
    tierColumn(({ change }) => change.from),
    tierColumn(({ change }) => change.to),
    tierColumn(({ change }) => new Date(change.since)),
    tierColumn(({ change }) => (change.until === null ? null : new Date(change.until))),
    tierColumn(({ change }) => change.reason),
    tierColumn(({ change }) => JSON.stringify(change.explanation)),
    tierColumn(({ member }) => member.demo ?? false),
    options.version,
    options.now,
  ]);
  const made = new Set(rows.map((row) => row.id));
  const lost = drafts.flatMap(({ member }) => (made.has(member.id) || !member.key ? [] : [member.key]));
  const owners = await resolveIdentities(client, lost);
  return drafts.map(({ member, memberNo, opened }) => {
    if (made.has(member.id)) return { id: member.id, made: true, memberNo, account: opened.account };
    const owner = member.key ? owners.get(identityKey(member.key)) : undefined;
    if (!owner) throw new Error("a member was neither made nor found by its key");
    return { id: owner, made: false, memberNo: null, account: null };
  });
}

async function nextMemberNumbers(client: SqlClient, count: number): Promise<string[]> {
  const { rows } = await client.query<{ number: number | string }>(
    "select nextval('member_numbers') as number from generate_series(1, $1::integer)",
    [count],
  );
  return rows.map((row) => withCheckDigit(Number(row.number)));
}

/** Owners of normalised identities by `identityKey`; one that nobody owns is absent. */
export async function resolveIdentities(client: SqlClient, identities: GivenIdentity[]): Promise<Map<string, string>> {
  if (identities.length === 0) return new Map();
  const { rows } = await client.query<{ kind: GivenIdentity["kind"]; value: string; member_id: string }>(
    `select k.kind, k.value, o.member_id
     from unnest($1::text[], $2::text[]) as k(kind, value)
     cross join lateral (select i.member_id from member_identities i where i.kind = k.kind and i.value = k.value limit 1) o`,
    [identities.map((identity) => identity.kind), identities.map((identity) => identity.value)],
  );
  return new Map(rows.map((row) => [identityKey(row), row.member_id]));
}

/** Claims further identities for a member; returns those that somebody else owns. Claiming one's own again does nothing. */
export async function claimIdentities(
  client: SqlClient,
  memberId: string,
  identities: Identity[],
): Promise<Identity[]> {
  if (identities.length === 0) return [];
  await client.query(
    `insert into member_identities (kind, value, bucket, member_id)
     select kind, value, $3::smallint, $4::uuid from unnest($1::text[], $2::text[]) as k(kind, value) order by kind, value
     on conflict do nothing`,
    [
      identities.map((identity) => identity.kind),
      identities.map((identity) => identity.value),
      bucketOf(memberId),
      memberId,
    ],
  );
  const owners = await resolveIdentities(client, identities);
  return identities.filter((identity) => owners.get(identityKey(identity)) !== memberId);
}
