import { bucketOf } from "../../platform/ids.ts";
import type { BatchResult } from "./plan.ts";
import { rows, type Statement, type TillClient } from "./sql.ts";
import type {
  AdjustmentRecord,
  EventRecord,
  HoldRecord,
  MemberWork,
  ReversalRecord,
  SpendRecord,
  TierGrantRecord,
  TransferRecord,
} from "./till-records.ts";

/** Writes of the rarer facts: one statement per table that the batch has rows for, none for the others. */

interface Column<Row> {
  name: string;
  type: string;
  of: (row: Row) => unknown;
}

interface Insert<Row> {
  statement: Statement;
  columns: Column<Row>[];
}

function insertInto<Row>(table: string, columns: Column<Row>[]): Insert<Row> {
  const names = columns.map(({ name }) => name).join(", ");
  const parameters = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(", ");
  const text = `insert into ${table} (${names}) select * from unnest(${parameters})`;
  return { statement: { name: `till_insert_${table}`, text }, columns };
}

async function insert<Row>(client: TillClient, { statement, columns }: Insert<Row>, records: Row[]): Promise<void> {
  if (records.length === 0) return;
  await rows(
    client,
    statement,
    columns.map(({ of }) => records.map(of)),
  );
}

type Fact = Pick<
  EventRecord,
  "bucket" | "id" | "contentHash" | "at" | "recordedAt" | "outcome" | "programmeVersion" | "actor" | "demo"
>;

const factColumns: Column<Fact>[] = [
  { name: "bucket", type: "smallint", of: ({ bucket }) => bucket },
  { name: "id", type: "uuid", of: ({ id }) => id },
  { name: "content_hash", type: "bytea", of: ({ contentHash }) => contentHash },
  { name: "at", type: "timestamptz", of: ({ at }) => at.toISOString() },
  { name: "recorded_at", type: "timestamptz", of: ({ recordedAt }) => recordedAt.toISOString() },
  { name: "outcome", type: "json", of: ({ outcome }) => JSON.stringify(outcome) },
  { name: "programme_version", type: "int", of: ({ programmeVersion }) => programmeVersion },
  { name: "actor", type: "text", of: ({ actor }) => actor },
  { name: "demo", type: "boolean", of: ({ demo }) => demo },
];

type Keyed = { source: string | null; externalId: string | null };
const keyColumns: Column<Keyed>[] = [
  { name: "source", type: "text", of: ({ source }) => source },
  { name: "external_id", type: "text", of: ({ externalId }) => externalId },
];

type Owned = { memberId: string | null };
const ownerColumn: Column<Owned> = { name: "member_id", type: "uuid", of: ({ memberId }) => memberId };

type Moved = { wallet: string; points: number };
const movedColumns: Column<Moved>[] = [
  { name: "wallet", type: "text", of: ({ wallet }) => wallet },
  { name: "points", type: "bigint", of: ({ points }) => points },
];

const reasonColumn: Column<{ reason: string }> = { name: "reason", type: "text", of: ({ reason }) => reason };

const insertEvents = insertInto<EventRecord>("events", [
  ...factColumns,
  ...keyColumns,
  ownerColumn,
  { name: "anonymous_id", type: "text", of: ({ anonymousId }) => anonymousId },
  { name: "type", type: "text", of: ({ type }) => type },
  { name: "store_id", type: "text", of: ({ storeId }) => storeId },
  { name: "channel", type: "text", of: ({ channel }) => channel },
  { name: "order_id", type: "uuid", of: ({ orderId }) => orderId },
  { name: "properties", type: "json", of: ({ properties }) => JSON.stringify(properties) },
  { name: "import_id", type: "uuid", of: ({ importId }) => importId },
]);

const insertSpends = insertInto<SpendRecord>("spends", [
  ...factColumns,
  ...keyColumns,
  ownerColumn,
  ...movedColumns,
  reasonColumn,
]);

const insertTransfers = insertInto<TransferRecord>("transfers", [
  ...factColumns,
  ...keyColumns,
  ownerColumn,
  ...movedColumns,
  reasonColumn,
  { name: "to_bucket", type: "smallint", of: ({ toMemberId }) => bucketOf(toMemberId) },
  { name: "to_member_id", type: "uuid", of: ({ toMemberId }) => toMemberId },
  { name: "note", type: "text", of: ({ note }) => note },
  { name: "for_fact_id", type: "uuid", of: ({ forFactId }) => forFactId },
]);

const insertReversals = insertInto<ReversalRecord>("reversals", [
  ...factColumns,
  ownerColumn,
  reasonColumn,
  { name: "entry_id", type: "uuid", of: ({ entryId }) => entryId },
]);

const insertTierGrants = insertInto<TierGrantRecord>("tier_grants", [
  ...factColumns,
  ...keyColumns,
  ownerColumn,
  reasonColumn,
  { name: "ladder", type: "text", of: ({ ladder }) => ladder },
  { name: "tier", type: "text", of: ({ tier }) => tier },
  { name: "until", type: "timestamptz", of: ({ until }) => until?.toISOString() ?? null },
  { name: "lifetime", type: "boolean", of: ({ isLifetime }) => isLifetime },
  { name: "kind", type: "text", of: ({ kind }) => kind },
  { name: "offer", type: "text", of: ({ offer }) => offer },
]);

const insertAdjustments = insertInto<AdjustmentRecord>("adjustments", [
  { name: "bucket", type: "smallint", of: ({ memberId }) => bucketOf(memberId) },
  { name: "id", type: "uuid", of: ({ id }) => id },
  { name: "content_hash", type: "bytea", of: ({ contentHash }) => contentHash },
  { name: "at", type: "timestamptz", of: ({ at }) => at.toISOString() },
  { name: "recorded_at", type: "timestamptz", of: ({ recordedAt }) => recordedAt.toISOString() },
  { name: "actor", type: "text", of: ({ actor }) => actor },
  { name: "demo", type: "boolean", of: ({ demo }) => demo },
  ...keyColumns,
  ownerColumn,
  ...movedColumns,
  reasonColumn,
  { name: "entry_kind", type: "text", of: ({ entryKind }) => entryKind },
  { name: "expires_at", type: "timestamptz", of: ({ expiresAt }) => expiresAt?.toISOString() ?? null },
  { name: "import_id", type: "uuid", of: ({ importId }) => importId },
  { name: "outcome", type: "json", of: ({ outcome }) => JSON.stringify(outcome) },
]);

const insertHolds = insertInto<HoldRecord>("holds", [
  ...factColumns,
  ...keyColumns,
  ownerColumn,
  ...movedColumns,
  { name: "status", type: "text", of: ({ status }) => status },
  { name: "committed", type: "bigint", of: ({ committed }) => committed },
  { name: "expires_at", type: "timestamptz", of: ({ expiresAt }) => expiresAt.toISOString() },
  { name: "reference", type: "text", of: ({ reference }) => reference },
  { name: "allocations", type: "json", of: ({ allocations }) => JSON.stringify(allocations) },
  { name: "order_id", type: "uuid", of: ({ orderId }) => orderId },
  { name: "closed_at", type: "timestamptz", of: ({ closedAt }) => closedAt?.toISOString() ?? null },
  { name: "closing", type: "json", of: ({ closing }) => (closing ? JSON.stringify(closing) : null) },
]);

const updateHolds = {
  name: "till_update_holds",
  text: `update holds h set status = k.status, committed = k.committed, order_id = k.order_id, closed_at = k.closed_at,
      closing = k.closing, txid = pg_current_xact_id()::text::bigint
    from unnest($1::smallint[], $2::uuid[], $3::text[], $4::bigint[], $5::uuid[], $6::timestamptz[], $7::json[])
      k(bucket, id, status, committed, order_id, closed_at, closing)
    where h.bucket = k.bucket and h.id = k.id`,
};

async function closeHolds(client: TillClient, holds: HoldRecord[]): Promise<void> {
  if (holds.length === 0) return;
  await rows(client, updateHolds, [
    holds.map((hold) => hold.bucket),
    holds.map((hold) => hold.id),
    holds.map((hold) => hold.status),
    holds.map((hold) => hold.committed),
    holds.map((hold) => hold.orderId),
    holds.map((hold) => hold.closedAt?.toISOString() ?? null),
    holds.map((hold) => (hold.closing ? JSON.stringify(hold.closing) : null)),
  ]);
}

/** Rows sorted by business key, so that two batches with the same keys wait for each other instead of deadlocking. */
function byKey<Row extends Keyed>(records: Row[]): Row[] {
  const keyOf = ({ source, externalId }: Row): string => `${source ?? ""}\n${externalId ?? ""}`;
  return records.length < 2 ? records : [...records].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Everything a batch did beside orders and refunds. */
export async function writeMovements(client: TillClient, result: BatchResult, members: MemberWork[]): Promise<void> {
  await insert(client, insertAdjustments, byKey(result.adjustments));
  await insert(client, insertEvents, byKey(result.events));
  await insert(client, insertSpends, byKey(result.spends));
  await insert(client, insertTransfers, byKey(result.transfers));
  await insert(client, insertReversals, result.reversals);
  await insert(client, insertTierGrants, byKey(result.tierGrants));
  const holds = members.flatMap((member) => [...member.changedHolds].flatMap((id) => member.holds.get(id) ?? []));
  await insert(client, insertHolds, byKey(holds.filter(({ id }) => result.newHolds.has(id))));
  await closeHolds(
    client,
    holds.filter(({ id }) => !result.newHolds.has(id)),
  );
}
