import type { ConsentInput } from "@regulars/contracts";
import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import { bucketOf, newId } from "../../platform/ids.ts";
import type { Identity, IdentityKind } from "./identity.ts";

export interface MemberRow {
  bucket: number;
  id: string;
  member_no: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  external_id: string | null;
  birthday: string | null;
  gender: "female" | "male" | "other" | null;
  kind: "person" | "company" | "partner";
  status: "active" | "frozen" | "cancelled" | "merged" | "erased";
  zone: string | null;
  source: Record<string, unknown>;
  attributes: Record<string, unknown>;
  tags: string[];
  joined_at: Date;
  stage: string | null;
  stage_since: Date | null;
  merged_into: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** Columns of `MemberRow`, for a table alias `m`. */
export const memberColumns = sql.raw(
  `m.bucket, m.id, m.member_no, m.name, m.phone, m.email, m.external_id, m.birthday, m.gender, m.kind, m.status, m.zone,
   m.source, m.attributes, m.tags, m.joined_at, m.stage, m.stage_since, m.merged_into, m.version, m.created_at, m.updated_at`,
);

/** The member for the rest of the transaction; null when there is none. */
export async function lockMember(tx: Tx, id: string): Promise<MemberRow | null> {
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from members m where m.bucket = ${bucketOf(id)} and m.id = ${id} for update`.execute(tx);
  return rows[0] ?? null;
}

export interface MemberWrite {
  name: string | null;
  phone: string | null;
  email: string | null;
  externalId: string | null;
  birthday: string | null;
  gender: string | null;
  kind: string;
  status: string;
  zone: string | null;
  attributes: Record<string, unknown>;
  tags: string[];
}

export async function updateMember(tx: Tx, id: string, write: MemberWrite, at: Date): Promise<void> {
  await sql`
    update members set name = ${write.name}, phone = ${write.phone}, email = ${write.email},
      external_id = ${write.externalId}, birthday = ${write.birthday}::date, gender = ${write.gender},
      kind = ${write.kind}, status = ${write.status}, zone = ${write.zone},
      attributes = ${JSON.stringify(write.attributes)}::jsonb, tags = ${write.tags}::text[],
      version = version + 1, txid = pg_current_xact_id()::text::bigint, updated_at = ${at}
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx);
}

export async function dropIdentity(tx: Tx, id: string, identity: Identity): Promise<void> {
  await sql`delete from member_identities
    where kind = ${identity.kind} and value = ${identity.value} and bucket = ${bucketOf(id)} and member_id = ${id}`.execute(
    tx,
  );
}

const copyColumns: Partial<Record<IdentityKind, string>> = {
  phone: "phone",
  email: "email",
  external: "external_id",
};

/** Shows a new identity on the member's own row when it shows none of that kind yet. */
export async function showIdentity(tx: Tx, id: string, identity: Identity, at: Date): Promise<void> {
  const column = copyColumns[identity.kind];
  const set = column ? sql`${sql.ref(column)} = coalesce(${sql.ref(column)}, ${identity.value}),` : sql``;
  await sql`update members set ${set} version = version + 1, txid = pg_current_xact_id()::text::bigint, updated_at = ${at}
    where bucket = ${bucketOf(id)} and id = ${id}`.execute(tx);
}

export async function insertConsents(tx: Tx, id: string, consents: ConsentInput[], now: Date): Promise<void> {
  if (consents.length === 0) return;
  await sql`
    insert into member_consents (bucket, member_id, id, purpose, granted, text_version, at, recorded_at)
    select ${bucketOf(id)}::smallint, ${id}::uuid, * , ${now}::timestamptz from unnest(
      ${consents.map(() => newId(bucketOf(id)))}::uuid[], ${consents.map((consent) => consent.purpose)}::text[],
      ${consents.map((consent) => consent.granted)}::boolean[], ${consents.map((consent) => consent.textVersion)}::text[],
      ${consents.map((consent) => (consent.at ? new Date(consent.at) : now))}::timestamptz[])`.execute(tx);
}

/** Has the member's tiers and stage looked at again, because something that conditions may read has changed. */
export async function makeDue(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update member_accounts set next_due_at = least(next_due_at, ${at}::timestamptz)
    where bucket = ${bucketOf(id)} and member_id = ${id}`.execute(tx);
}
