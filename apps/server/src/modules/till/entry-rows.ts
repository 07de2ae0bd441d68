import { rows, type TillClient } from "./sql.ts";
import type { EntryRecord } from "./till-records.ts";

interface EntryRow {
  bucket: number;
  member_id: string;
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balance_after: number;
  fact_kind: EntryRecord["factKind"];
  fact_id: string;
  order_id: string | null;
  rule_id: string | null;
  lot_id: string | null;
  related_entry_id: string | null;
  allocations: EntryRecord["allocations"] | null;
  per_line: EntryRecord["perLine"] | null;
  budgets: EntryRecord["budgets"] | null;
  explanation: EntryRecord["explanation"];
  programme_version: number;
  actor: string;
  effective_at: Date;
  recorded_at: Date;
  available_at: Date | null;
  expires_at: Date | null;
  demo: boolean;
}

function toEntryRecord(row: EntryRow): EntryRecord {
  return {
    bucket: row.bucket,
    memberId: row.member_id,
    id: row.id,
    wallet: row.wallet,
    kind: row.kind,
    amount: row.amount,
    balanceAfter: row.balance_after,
    factKind: row.fact_kind,
    factId: row.fact_id,
    orderId: row.order_id,
    ruleId: row.rule_id,
    lotId: row.lot_id,
    relatedEntryId: row.related_entry_id,
    allocations: row.allocations ?? [],
    perLine: row.per_line ?? [],
    budgets: row.budgets ?? [],
    explanation: row.explanation,
    programmeVersion: row.programme_version,
    actor: row.actor,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    availableAt: row.available_at,
    expiresAt: row.expires_at,
    demo: row.demo,
  };
}

const entriesById = {
  name: "till_entries_by_id",
  text: `select e.* from unnest($1::smallint[], $2::uuid[], $3::uuid[]) with ordinality k(bucket, member_id, id, ord)
    cross join lateral (select * from entries e where e.bucket = k.bucket and e.member_id = k.member_id and e.id = k.id limit 1) e
    order by k.ord`,
};

const entriesOfFacts = {
  name: "till_entries_of_facts",
  text: `select e.* from unnest($1::smallint[], $2::uuid[], $3::uuid[]) k(bucket, member_id, id)
    join entries e on e.bucket = k.bucket and e.member_id = k.member_id and e.fact_id = k.id order by e.id`,
};

interface EntryKey {
  bucket: number;
  memberId: string;
  id: string;
}

function keyColumns(keys: EntryKey[]): unknown[] {
  return [keys.map((key) => key.bucket), keys.map((key) => key.memberId), keys.map((key) => key.id)];
}

/** Entries by their keys, in the order asked; one that is not there is left out. */
export async function findEntries(client: TillClient, keys: EntryKey[]): Promise<EntryRecord[]> {
  if (keys.length === 0) return [];
  return (await rows<EntryRow>(client, entriesById, keyColumns(keys))).map(toEntryRecord);
}

/** All entries that facts of members made, in the order of booking; `id` is the fact's. */
export async function findEntriesOfFacts(client: TillClient, keys: EntryKey[]): Promise<EntryRecord[]> {
  if (keys.length === 0) return [];
  return (await rows<EntryRow>(client, entriesOfFacts, keyColumns(keys))).map(toEntryRecord);
}

const entryInBucket = {
  name: "till_entry_in_bucket",
  text: `select e.* from members m
    cross join lateral (select * from entries e where e.bucket = m.bucket and e.member_id = m.id and e.id = $2 limit 1) e
    where m.bucket = $1 limit 1`,
};

/** An entry whose member nobody named: its id tells the bucket, and one look per member of it finds it. */
export async function findEntryInBucket(client: TillClient, bucket: number, id: string): Promise<EntryRecord | null> {
  const [row] = await rows<EntryRow>(client, entryInBucket, [bucket, id]);
  return row ? toEntryRecord(row) : null;
}
