import type { Lot } from "@regulars/engine";
import { bucketOf } from "../../platform/ids.ts";
import { bigint, boolean, bytea, int, json, smallint, text, timestamptz, uuid } from "./binary-arrays.ts";
import { type Column, column, insertText, selectRows, valuesOf } from "./columns.ts";
import { type LedgerRow, toLedger } from "./ledger-rows.ts";
import { type FilledStatement, rows, type TillClient } from "./sql.ts";
import type { EntryRecord, MemberWork, OrderRecord, RefundRecord } from "./till-records.ts";

/** Writes of the hot path: one statement per table, however large the batch. Only this file writes these tables. */

const orderColumns: Column<OrderRecord>[] = [
  column("bucket", smallint, (order) => order.bucket),
  column("id", uuid, (order) => order.id),
  column("member_id", uuid, (order) => order.memberId),
  column("source", text, (order) => order.source),
  column("external_id", text, (order) => order.externalId),
  column("content_hash", bytea, (order) => order.contentHash),
  column("store_id", text, (order) => order.storeId),
  column("channel", text, (order) => order.channel),
  column("currency", text, (order) => order.currency),
  column("placed_at", timestamptz, (order) => order.placedAt.getTime()),
  column("recorded_at", timestamptz, (order) => order.recordedAt.getTime()),
  column("gross", bigint, (order) => order.gross),
  column("discount", bigint, (order) => order.discount),
  column("points_paid", bigint, (order) => order.pointsPaid),
  column("net", bigint, (order) => order.net),
  column("refunded", bigint, (order) => order.refunded),
  column("complete_refund", boolean, (order) => order.completeRefund),
  column("lines", json, (order) => JSON.stringify(order.lines)),
  column("outcome", json, (order) => JSON.stringify(order.ledger)),
  column("programme_version", int, (order) => order.programmeVersion),
  column("actor", text, (order) => order.actor),
  column("import_id", uuid, (order) => order.importId),
  column("demo", boolean, (order) => order.demo),
  column("tenders", json, (order) => (order.tenders ? JSON.stringify(order.tenders) : null)),
];

const insertOrdersStatement = { name: "till_insert_orders", text: insertText("orders", orderColumns) };

async function insertOrders(client: TillClient, orders: OrderRecord[]): Promise<void> {
  if (orders.length > 0) await rows(client, insertOrdersStatement, valuesOf(orderColumns, inKeyOrder(orders)));
}

/** Sorted by business key, so that two batches with the same receipts wait for each other instead of deadlocking. */
function inKeyOrder(orders: OrderRecord[]): OrderRecord[] {
  return [...orders].sort((a, b) => compareText(a.source, b.source) || compareText(a.externalId, b.externalId));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const updateOrdersStatement = {
  name: "till_update_orders",
  text: `update orders o set refunded = k.refunded, complete_refund = k.complete, lines = k.lines, outcome = k.outcome,
      txid = pg_current_xact_id()::text::bigint
    from unnest($1::smallint[], $2::uuid[], $3::bigint[], $4::boolean[], $5::json[], $6::json[]) k(bucket, id, refunded, complete, lines, outcome)
    where o.bucket = k.bucket and o.id = k.id`,
};

/** Orders that refunds have changed. */
export async function updateOrders(client: TillClient, orders: OrderRecord[]): Promise<void> {
  if (orders.length === 0) return;
  await rows(client, updateOrdersStatement, [
    orders.map((order) => order.bucket),
    orders.map((order) => order.id),
    orders.map((order) => order.refunded),
    orders.map((order) => order.completeRefund),
    orders.map((order) => JSON.stringify(order.lines)),
    orders.map((order) => JSON.stringify(order.ledger)),
  ]);
}

const deleteMovedOrderStatement = {
  name: "till_delete_moved_order",
  text: "delete from orders where bucket = $1 and id = $2",
};
const insertMoveStatement = {
  name: "till_insert_order_move",
  text: `insert into order_moves (bucket, order_id, to_bucket) values ($1, $2, $3)
    on conflict (bucket, order_id) do update set to_bucket = excluded.to_bucket`,
};

const moveRefundsStatement = {
  name: "till_move_refunds",
  text: `update refunds set bucket = $3, member_id = $4, txid = pg_current_xact_id()::text::bigint where bucket = $1 and order_id = $2`,
};

/** Puts a claimed guest order beside the rest of its member's rows; its id keeps naming the bucket it was born in. */
export async function moveOrder(client: TillClient, order: OrderRecord, fromBucket: number): Promise<void> {
  await rows(client, deleteMovedOrderStatement, [fromBucket, order.id]);
  await insertOrders(client, [order]);
  await rows(client, moveRefundsStatement, [fromBucket, order.id, order.bucket, order.memberId]);
  const bornIn = bucketOf(order.id);
  if (order.bucket !== bornIn) await rows(client, insertMoveStatement, [bornIn, order.id, order.bucket]);
}

const insertRefundsStatement = {
  name: "till_insert_refunds",
  text: `insert into refunds (bucket, id, order_id, member_id, source, external_id, content_hash, refunded_at, recorded_at, amount, lines,
      reason, outcome, programme_version, actor, import_id, demo)
    select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::bytea[], $8::timestamptz[],
      $9::timestamptz[], $10::bigint[], $11::jsonb[], $12::text[], $13::jsonb[], $14::int[], $15::text[], $16::uuid[], $17::boolean[])`,
};

export async function insertRefunds(client: TillClient, refunds: RefundRecord[]): Promise<void> {
  if (refunds.length === 0) return;
  await rows(client, insertRefundsStatement, [
    refunds.map((refund) => refund.bucket),
    refunds.map((refund) => refund.id),
    refunds.map((refund) => refund.orderId),
    refunds.map((refund) => refund.memberId),
    refunds.map((refund) => refund.source),
    refunds.map((refund) => refund.externalId),
    refunds.map((refund) => refund.contentHash),
    refunds.map((refund) => refund.refundedAt.toISOString()),
    refunds.map((refund) => refund.recordedAt.toISOString()),
    refunds.map((refund) => refund.amount),
    refunds.map((refund) => JSON.stringify(refund.lines)),
    refunds.map((refund) => refund.reason),
    refunds.map((refund) => JSON.stringify(refund.outcome)),
    refunds.map((refund) => refund.programmeVersion),
    refunds.map((refund) => refund.actor),
    refunds.map((refund) => refund.importId),
    refunds.map((refund) => refund.demo),
  ]);
}

const entryColumns: Column<LedgerRow>[] = [
  column("bucket", smallint, (entry) => entry.bucket),
  column("member_id", uuid, (entry) => entry.memberId),
  column("id", uuid, (entry) => entry.id),
  column("wallet", text, (entry) => entry.wallet),
  column("kind", text, (entry) => entry.kind),
  column("amount", bigint, (entry) => entry.amount),
  column("balance_after", bigint, (entry) => entry.balanceAfter),
  column("fact_kind", text, (entry) => entry.factKind),
  column("fact_id", uuid, (entry) => entry.factId),
  column("order_id", uuid, (entry) => entry.orderId),
  column("rule_id", text, (entry) => entry.ruleId),
  column("lot_id", uuid, (entry) => entry.lotId),
  column("related_entry_id", uuid, (entry) => entry.relatedEntryId),
  column("allocations", json, (entry) => entry.allocations),
  column("per_line", json, (entry) => entry.perLine),
  column("explanation", json, (entry) => entry.explanation),
  column("programme_version", int, (entry) => entry.programmeVersion),
  column("actor", text, (entry) => entry.actor),
  column("effective_at", timestamptz, (entry) => entry.effectiveAt),
  column("recorded_at", timestamptz, (entry) => entry.recordedAt),
  column("available_at", timestamptz, (entry) => entry.availableAt),
  column("expires_at", timestamptz, (entry) => entry.expiresAt),
  column("demo", boolean, (entry) => entry.demo),
  column("budgets", json, (entry) => entry.budgets),
  column("seq", bigint, (entry) => entry.seq),
  column("hash", bytea, (entry) => Buffer.from(entry.hash, "hex")),
];

interface MemberLot {
  member: MemberWork;
  lot: Lot;
}

const lotColumns: Column<MemberLot>[] = [
  column("bucket", smallint, ({ member }) => member.bucket),
  column("member_id", uuid, ({ member }) => member.id),
  column("id", uuid, ({ lot }) => lot.id),
  column("wallet", text, ({ lot }) => lot.wallet),
  column("amount", bigint, ({ lot }) => lot.amount),
  column("remaining", bigint, ({ lot }) => lot.remaining),
  column("active_from", timestamptz, ({ lot }) => lot.activeFrom),
  column("expires_at", timestamptz, ({ lot }) => lot.expiresAt),
  column("activated", boolean, ({ lot }) => lot.activated),
  column("lapsed", bigint, ({ lot }) => lot.lapsed ?? 0),
  column("fact_id", uuid, ({ lot }) => lot.factId),
  column("demo", boolean, ({ member }) => member.demo),
  column("awaits", text, ({ lot }) => lot.awaits ?? null),
  column("order_id", uuid, ({ lot }) => lot.orderId ?? null),
  column("cancelled_unless_awaited", boolean, ({ lot }) => lot.isCancelledUnlessAwaited ?? false),
];

const writeLotsText = `${insertText("lots", lotColumns)}
    on conflict (bucket, member_id, id) do update
      set remaining = excluded.remaining, activated = excluded.activated, lapsed = excluded.lapsed, active_from = excluded.active_from,
        expires_at = excluded.expires_at, awaits = excluded.awaits, cancelled_unless_awaited = excluded.cancelled_unless_awaited`;

/** New lots and changed ones, as they now are. */
function changedLotsOf(members: MemberWork[]): MemberLot[] {
  return members.flatMap((member) => [...member.changedLots.values()].map((lot) => ({ member, lot })));
}

interface DueAccount {
  member: MemberWork;
  dueAt: number | null;
}

const accountColumns: Column<DueAccount>[] = [
  column("bucket", smallint, ({ member }) => member.bucket),
  column("id", uuid, ({ member }) => member.id),
  column("state", json, ({ member }) => JSON.stringify(member.account)),
  column("due", timestamptz, ({ dueAt }) => dueAt),
];

const updateAccountsStatement = {
  name: "till_update_accounts",
  text: `update member_accounts a set state = k.state, next_due_at = case when a.next_due_at > $5 and (k.due is null or a.next_due_at <= k.due) then a.next_due_at else k.due end
    from (${selectRows(accountColumns)}) k
    where a.bucket = k.bucket and a.member_id = k.id`,
};

/**
 * `dueAt` says when time alone next changes something for the member. An earlier instant that is still to come is kept: being early costs
 * one look, while moving the instant at every order would cost an index entry each time.
 */
export async function updateAccounts(client: TillClient, members: MemberWork[], due: Due): Promise<void> {
  if (members.length > 0) await rows(client, updateAccountsStatement, accountValues(members, due));
}

export interface Due {
  dueAt: (member: MemberWork) => number | null;
  /** Instants after this are still to come. */
  settledUntil: Date;
}

function accountValues(members: MemberWork[], { dueAt, settledUntil }: Due): unknown[] {
  const accounts = members.map((member) => ({ member, dueAt: dueAt(member) }));
  return [...valuesOf(accountColumns, accounts), settledUntil.toISOString()];
}

export interface Facts {
  orders: OrderRecord[];
  entries: EntryRecord[];
  members: MemberWork[];
}

const factParts = [
  { text: insertOrdersStatement.text, parameters: orderColumns.length },
  { text: insertText("entries", entryColumns), parameters: entryColumns.length },
  { text: writeLotsText, parameters: lotColumns.length },
  { text: updateAccountsStatement.text, parameters: accountColumns.length + 1 },
];

const writeFactsStatement = {
  name: "till_write_facts",
  text: `with ${factParts.map((part, index) => `part${index} as (${numberFrom(part.text, parametersBefore(index))})`).join(", ")} select 1`,
};

function parametersBefore(index: number): number {
  return factParts.slice(0, index).reduce((sum, part) => sum + part.parameters, 0);
}

/** The statement with its parameters numbered after `offset` others. */
function numberFrom(statement: string, offset: number): string {
  return statement.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
}

/** What nearly every batch writes, as one statement: new orders, entries, new and changed lots, accounts. Null when there is nothing. */
export function factsStatement({ orders, entries, members }: Facts, due: Due): FilledStatement | null {
  if (orders.length === 0 && entries.length === 0 && members.length === 0) return null;
  // Before the accounts are written: the head of each chain is kept in them.
  const ledger = toLedger(entries, members);
  return {
    ...writeFactsStatement,
    values: [
      ...valuesOf(orderColumns, inKeyOrder(orders)),
      ...valuesOf(entryColumns, ledger),
      ...valuesOf(lotColumns, changedLotsOf(members)),
      ...accountValues(members, due),
    ],
  };
}
