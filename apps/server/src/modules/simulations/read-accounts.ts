import type { AccountState, MemberProfile } from "@regulars/engine";
import pg from "pg";
import { typeParsers } from "../../platform/db.ts";
import type { Place } from "./read-history.ts";

export interface MemberAccount {
  bucket: number;
  profile: MemberProfile;
  account: AccountState;
}

export interface AccountReader {
  /** Up to `size` members of buckets below `until`, after a place. */
  page(after: Place, until: number, size: number): Promise<MemberAccount[]>;
  close(): Promise<void>;
}

interface Row {
  bucket: number;
  id: string;
  joined_at: Date;
  birthday: string | null;
  gender: string | null;
  kind: string;
  zone: string | null;
  source: MemberProfile["source"];
  attributes: MemberProfile["attributes"];
  tags: string[];
  consents: string[] | null;
  state: AccountState;
}

const pageQuery = `
  select m.bucket, m.id, m.joined_at, m.birthday, m.gender, m.kind, m.zone, m.source, m.attributes, m.tags, a.state,
    (select array_agg(c.purpose) from (select distinct on (purpose) purpose, granted from member_consents mc
      where mc.bucket = m.bucket and mc.member_id = m.id order by purpose, at desc, id desc) c where c.granted) as consents
  from members m join member_accounts a on a.bucket = m.bucket and a.member_id = m.id
  where (m.bucket, m.id) > ($1, $2::uuid) and m.bucket < $3 and m.status <> 'merged'
  order by m.bucket, m.id limit $4`;

/** Members as they are now, without locking anything. */
export async function openAccounts(connectionString: string): Promise<AccountReader> {
  const client = new pg.Client({
    connectionString,
    types: typeParsers,
    application_name: "regulars simulation",
    options: "-c default_transaction_read_only=on -c jit=off",
  });
  await client.connect();
  return {
    async page(after, until, size) {
      const { rows } = await client.query<Row>({
        name: "simulation_accounts",
        text: pageQuery,
        values: [after.bucket, after.id, until, size],
      });
      return rows.map(toMember);
    },
    close: () => client.end(),
  };
}

function toMember(row: Row): MemberAccount {
  const { bucket, id, birthday, gender, kind, zone, source, attributes, tags, state } = row;
  const joinedAt = row.joined_at.getTime();
  const consents = row.consents ?? [];
  const profile = { id, joinedAt, birthday, gender, kind, zone, source, attributes, tags, consents };
  return { bucket, profile, account: state };
}
