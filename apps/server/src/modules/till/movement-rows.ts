import { rows, type Statement, type TillClient } from "./sql.ts";
import type {
  EventRecord,
  HoldRecord,
  ReversalRecord,
  SpendRecord,
  TierGrantRecord,
  TransferRecord,
} from "./till-records.ts";

/** Reads of the facts that have a table of their own beside orders, refunds and adjustments. */

interface FactRow<Outcome> {
  bucket: number;
  id: string;
  content_hash: Buffer;
  at: Date;
  recorded_at: Date;
  outcome: Outcome;
  programme_version: number;
  actor: string;
  demo: boolean;
}

function factOf<Outcome>(row: FactRow<Outcome>) {
  return {
    id: row.id,
    bucket: row.bucket,
    contentHash: row.content_hash,
    at: row.at,
    recordedAt: row.recorded_at,
    outcome: row.outcome,
    programmeVersion: row.programme_version,
    actor: row.actor,
    demo: row.demo,
  };
}

interface EventRow extends FactRow<EventRecord["outcome"]> {
  member_id: string | null;
  anonymous_id: string | null;
  type: string;
  source: string;
  external_id: string;
  store_id: string | null;
  channel: string | null;
  order_id: string | null;
  properties: EventRecord["properties"];
  import_id: string | null;
}

function toEvent(row: EventRow): EventRecord {
  return {
    ...factOf(row),
    memberId: row.member_id,
    anonymousId: row.anonymous_id,
    type: row.type,
    source: row.source,
    externalId: row.external_id,
    storeId: row.store_id,
    channel: row.channel,
    orderId: row.order_id,
    properties: row.properties,
    importId: row.import_id,
  };
}

interface SpendRow extends FactRow<SpendRecord["outcome"]> {
  member_id: string;
  source: string;
  external_id: string;
  wallet: string;
  points: number;
  reason: string;
}

function toSpend(row: SpendRow): SpendRecord {
  const { source, wallet, points, reason } = row;
  return { ...factOf(row), memberId: row.member_id, source, externalId: row.external_id, wallet, points, reason };
}

interface TransferRow extends FactRow<TransferRecord["outcome"]> {
  member_id: string;
  to_member_id: string;
  source: string | null;
  external_id: string | null;
  wallet: string;
  points: number;
  reason: TransferRecord["reason"];
  note: string | null;
  for_fact_id: string | null;
}

function toTransfer(row: TransferRow): TransferRecord {
  const { source, wallet, points, reason, note } = row;
  return {
    ...factOf(row),
    memberId: row.member_id,
    toMemberId: row.to_member_id,
    externalId: row.external_id,
    forFactId: row.for_fact_id,
    source,
    wallet,
    points,
    reason,
    note,
  };
}

interface TierGrantRow extends FactRow<TierGrantRecord["outcome"]> {
  member_id: string;
  source: string | null;
  external_id: string | null;
  ladder: string;
  tier: string | null;
  until: Date | null;
  lifetime: boolean;
  kind: string;
  reason: string;
  offer: string | null;
}

function toTierGrant(row: TierGrantRow): TierGrantRecord {
  const { source, ladder, tier, until, lifetime, kind, reason, offer } = row;
  return {
    ...factOf(row),
    memberId: row.member_id,
    externalId: row.external_id,
    isLifetime: lifetime,
    source,
    ladder,
    tier,
    until,
    kind,
    reason,
    offer,
  };
}

interface HoldRow extends FactRow<HoldRecord["outcome"]> {
  member_id: string;
  source: string | null;
  external_id: string | null;
  wallet: string;
  points: number;
  status: HoldRecord["status"];
  committed: number;
  expires_at: Date;
  reference: string;
  allocations: HoldRecord["allocations"];
  order_id: string | null;
  closed_at: Date | null;
  closing: HoldRecord["closing"];
}

function toHold(row: HoldRow): HoldRecord {
  const { source, wallet, points, status, committed, reference, allocations, closing } = row;
  return {
    ...factOf(row),
    memberId: row.member_id,
    externalId: row.external_id,
    expiresAt: row.expires_at,
    orderId: row.order_id,
    closedAt: row.closed_at,
    source,
    wallet,
    points,
    status,
    committed,
    reference,
    allocations,
    closing,
  };
}

interface ReversalRow extends FactRow<ReversalRecord["outcome"]> {
  member_id: string;
  entry_id: string;
  reason: string;
}

function toReversal(row: ReversalRow): ReversalRecord {
  return { ...factOf(row), memberId: row.member_id, entryId: row.entry_id, reason: row.reason };
}

export interface BusinessKey {
  source: string;
  externalId: string;
}

function byBusinessKey(table: string): Statement {
  return {
    name: `till_${table}_by_business_key`,
    text: `select t.* from unnest($1::text[], $2::text[]) k(source, external_id)
      cross join lateral (select * from ${table} t where t.source = k.source and t.external_id = k.external_id limit 1) t`,
  };
}

const eventsByKey = byBusinessKey("events");
const spendsByKey = byBusinessKey("spends");
const transfersByKey = byBusinessKey("transfers");
const grantsByKey = byBusinessKey("tier_grants");
const holdsByKey = byBusinessKey("holds");

function find<Row extends FactRow<unknown>>(client: TillClient, statement: Statement, keys: BusinessKey[]) {
  const columns = [keys.map((key) => key.source), keys.map((key) => key.externalId)];
  return keys.length === 0 ? Promise.resolve([]) : rows<Row>(client, statement, columns);
}

export async function findEvents(client: TillClient, keys: BusinessKey[]): Promise<EventRecord[]> {
  return (await find<EventRow>(client, eventsByKey, keys)).map(toEvent);
}

export async function findSpends(client: TillClient, keys: BusinessKey[]): Promise<SpendRecord[]> {
  return (await find<SpendRow>(client, spendsByKey, keys)).map(toSpend);
}

export async function findTransfers(client: TillClient, keys: BusinessKey[]): Promise<TransferRecord[]> {
  return (await find<TransferRow>(client, transfersByKey, keys)).map(toTransfer);
}

export async function findTierGrants(client: TillClient, keys: BusinessKey[]): Promise<TierGrantRecord[]> {
  return (await find<TierGrantRow>(client, grantsByKey, keys)).map(toTierGrant);
}

export async function findHoldsByKey(client: TillClient, keys: BusinessKey[]): Promise<HoldRecord[]> {
  return (await find<HoldRow>(client, holdsByKey, keys)).map(toHold);
}

interface RowKey {
  bucket: number;
  id: string;
}

function byId(table: string): Statement {
  return {
    name: `till_${table}_by_id`,
    text: `select t.* from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
      cross join lateral (select * from ${table} t where t.bucket = k.bucket and t.id = k.id limit 1) t`,
  };
}

const holdsById = byId("holds");
const transfersById = byId("transfers");

export async function findHoldsById(client: TillClient, keys: RowKey[]): Promise<HoldRecord[]> {
  if (keys.length === 0) return [];
  const columns = [keys.map((key) => key.bucket), keys.map((key) => key.id)];
  return (await rows<HoldRow>(client, holdsById, columns)).map(toHold);
}

export async function findTransfersById(client: TillClient, keys: RowKey[]): Promise<TransferRecord[]> {
  if (keys.length === 0) return [];
  const columns = [keys.map((key) => key.bucket), keys.map((key) => key.id)];
  return (await rows<TransferRow>(client, transfersById, columns)).map(toTransfer);
}

const openHolds = {
  name: "till_open_holds",
  text: `select h.* from unnest($1::smallint[], $2::uuid[]) k(bucket, member_id)
    cross join lateral (select * from holds h where h.bucket = k.bucket and h.member_id = k.member_id and h.status = 'held'
      order by h.id limit 1000000) h`,
};

/** The open holds of members, oldest first; `id` is the member's. */
export async function findOpenHolds(client: TillClient, members: RowKey[]): Promise<HoldRecord[]> {
  if (members.length === 0) return [];
  const columns = [members.map((key) => key.bucket), members.map((key) => key.id)];
  return (await rows<HoldRow>(client, openHolds, columns)).map(toHold);
}

const reversalsByEntry = {
  name: "till_reversals_by_entry",
  text: `select r.* from unnest($1::smallint[], $2::uuid[], $3::uuid[]) k(bucket, member_id, entry_id)
    cross join lateral (select * from reversals r
      where r.bucket = k.bucket and r.member_id = k.member_id and r.entry_id = k.entry_id limit 1) r`,
};

export async function findReversals(
  client: TillClient,
  entries: { bucket: number; memberId: string; id: string }[],
): Promise<ReversalRecord[]> {
  if (entries.length === 0) return [];
  const columns = [
    entries.map((entry) => entry.bucket),
    entries.map((entry) => entry.memberId),
    entries.map((entry) => entry.id),
  ];
  return (await rows<ReversalRow>(client, reversalsByEntry, columns)).map(toReversal);
}
