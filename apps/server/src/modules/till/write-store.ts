import { bucketOf } from "../../platform/ids.ts";
import { type LedgerRow, toLedger } from "./ledger-rows.ts";
import { rows, type TillClient } from "./sql.ts";
import type { EntryRecord, MemberWork, OrderRecord, RefundRecord } from "./till-records.ts";

/** Writes of the hot path: one statement per table, however large the batch. Only this file writes these tables. */

const insertOrdersStatement = {
  name: "till_insert_orders",
  text: `insert into orders (bucket, id, member_id, source, external_id, content_hash, store_id, channel, currency, placed_at, recorded_at,
      gross, discount, points_paid, net, refunded, complete_refund, lines, outcome, programme_version, actor, import_id, demo, tenders)
    select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[], $9::text[],
      $10::timestamptz[], $11::timestamptz[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::boolean[],
      $18::json[], $19::json[], $20::int[], $21::text[], $22::uuid[], $23::boolean[], $24::json[])`,
};

async function insertOrders(client: TillClient, orders: OrderRecord[]): Promise<void> {
  if (orders.length > 0) await rows(client, insertOrdersStatement, orderColumns(orders));
}

/** Sorted by business key, so that two batches with the same receipts wait for each other instead of deadlocking. */
function orderColumns(orders: OrderRecord[]): unknown[] {
  const sorted = [...orders].sort((a, b) => compareText(a.source, b.source) || compareText(a.externalId, b.externalId));
  return [
    sorted.map((order) => order.bucket),
    sorted.map((order) => order.id),
    sorted.map((order) => order.memberId),
    sorted.map((order) => order.source),
    sorted.map((order) => order.externalId),
    sorted.map((order) => order.contentHash),
    sorted.map((order) => order.storeId),
    sorted.map((order) => order.channel),
    sorted.map((order) => order.currency),
    sorted.map((order) => order.placedAt.toISOString()),
    sorted.map((order) => order.recordedAt.toISOString()),
    sorted.map((order) => order.gross),
    sorted.map((order) => order.discount),
    sorted.map((order) => order.pointsPaid),
    sorted.map((order) => order.net),
    sorted.map((order) => order.refunded),
    sorted.map((order) => order.completeRefund),
    sorted.map((order) => JSON.stringify(order.lines)),
    sorted.map((order) => JSON.stringify(order.ledger)),
    sorted.map((order) => order.programmeVersion),
    sorted.map((order) => order.actor),
    sorted.map((order) => order.importId),
    sorted.map((order) => order.demo),
    sorted.map((order) => (order.tenders ? JSON.stringify(order.tenders) : null)),
  ];
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

const insertEntriesStatement = {
  name: "till_insert_entries",
  text: `insert into entries (bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, order_id, rule_id, lot_id,
      related_entry_id, allocations, per_line, explanation, programme_version, actor, effective_at, recorded_at, available_at, expires_at, demo,
      budgets, seq, hash)
    select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::uuid[],
      $10::uuid[], $11::text[], $12::uuid[], $13::uuid[], $14::json[], $15::json[], $16::json[], $17::int[], $18::text[],
      $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::boolean[], $24::json[], $25::bigint[], $26::bytea[])`,
};

function entryColumns(entries: LedgerRow[]): unknown[] {
  return [
    entries.map((entry) => entry.bucket),
    entries.map((entry) => entry.memberId),
    entries.map((entry) => entry.id),
    entries.map((entry) => entry.wallet),
    entries.map((entry) => entry.kind),
    entries.map((entry) => entry.amount),
    entries.map((entry) => entry.balanceAfter),
    entries.map((entry) => entry.factKind),
    entries.map((entry) => entry.factId),
    entries.map((entry) => entry.orderId),
    entries.map((entry) => entry.ruleId),
    entries.map((entry) => entry.lotId),
    entries.map((entry) => entry.relatedEntryId),
    entries.map((entry) => entry.allocations),
    entries.map((entry) => entry.perLine),
    entries.map((entry) => entry.explanation),
    entries.map((entry) => entry.programmeVersion),
    entries.map((entry) => entry.actor),
    instants(entries.map((entry) => entry.effectiveAt)),
    instants(entries.map((entry) => entry.recordedAt)),
    instants(entries.map((entry) => entry.availableAt)),
    instants(entries.map((entry) => entry.expiresAt)),
    entries.map((entry) => entry.demo),
    entries.map((entry) => entry.budgets),
    entries.map((entry) => entry.seq),
    entries.map((entry) => `\\x${entry.hash}`),
  ];
}

/** As text; neighbours often share an instant. */
function instants(list: (number | null)[]): (string | null)[] {
  let last: number | null = null;
  let text: string | null = null;
  return list.map((at) => {
    if (at !== last) [last, text] = [at, at === null ? null : new Date(at).toISOString()];
    return text;
  });
}

const writeLotsStatement = {
  name: "till_write_lots",
  text: `insert into lots (bucket, member_id, id, wallet, amount, remaining, active_from, expires_at, activated, lapsed, fact_id, demo,
      awaits, order_id, cancelled_unless_awaited)
    select * from unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::timestamptz[], $8::timestamptz[],
      $9::boolean[], $10::bigint[], $11::uuid[], $12::boolean[], $13::text[], $14::uuid[], $15::boolean[])
    on conflict (bucket, member_id, id) do update
      set remaining = excluded.remaining, activated = excluded.activated, lapsed = excluded.lapsed, active_from = excluded.active_from,
        expires_at = excluded.expires_at, awaits = excluded.awaits, cancelled_unless_awaited = excluded.cancelled_unless_awaited`,
};

/** New lots and changed ones, as they now are. */
function lotColumns(members: MemberWork[]): unknown[] {
  const lots = members.flatMap((member) => [...member.changedLots.values()].map((lot) => ({ member, lot })));
  return [
    lots.map(({ member }) => member.bucket),
    lots.map(({ member }) => member.id),
    lots.map(({ lot }) => lot.id),
    lots.map(({ lot }) => lot.wallet),
    lots.map(({ lot }) => lot.amount),
    lots.map(({ lot }) => lot.remaining),
    lots.map(({ lot }) => new Date(lot.activeFrom).toISOString()),
    lots.map(({ lot }) => (lot.expiresAt === null ? null : new Date(lot.expiresAt).toISOString())),
    lots.map(({ lot }) => lot.activated),
    lots.map(({ lot }) => lot.lapsed ?? 0),
    lots.map(({ lot }) => lot.factId),
    lots.map(({ member }) => member.demo),
    lots.map(({ lot }) => lot.awaits ?? null),
    lots.map(({ lot }) => lot.orderId ?? null),
    lots.map(({ lot }) => lot.isCancelledUnlessAwaited ?? false),
  ];
}

const updateAccountsStatement = {
  name: "till_update_accounts",
  text: `update member_accounts a set state = k.state, next_due_at = case when a.next_due_at > $5 and (k.due is null or a.next_due_at <= k.due) then a.next_due_at else k.due end
    from unnest($1::smallint[], $2::uuid[], $3::json[], $4::timestamptz[]) k(bucket, id, state, due)
    where a.bucket = k.bucket and a.member_id = k.id`,
};

/**
 * `dueAt` says when time alone next changes something for the member. An earlier instant that is still to come is kept: being early costs
 * one look, while moving the instant at every order would cost an index entry each time.
 */
export async function updateAccounts(client: TillClient, members: MemberWork[], due: Due): Promise<void> {
  if (members.length > 0) await rows(client, updateAccountsStatement, accountColumns(members, due));
}

export interface Due {
  dueAt: (member: MemberWork) => number | null;
  /** Instants after this are still to come. */
  settledUntil: Date;
}

function accountColumns(members: MemberWork[], { dueAt, settledUntil }: Due): unknown[] {
  return [
    members.map((member) => member.bucket),
    members.map((member) => member.id),
    members.map((member) => JSON.stringify(member.account)),
    members.map((member) => {
      const due = dueAt(member);
      return due === null ? null : new Date(due).toISOString();
    }),
    settledUntil.toISOString(),
  ];
}

export interface Facts {
  orders: OrderRecord[];
  entries: EntryRecord[];
  members: MemberWork[];
}

const factParts = [insertOrdersStatement, insertEntriesStatement, writeLotsStatement, updateAccountsStatement];
const factColumns = [24, 26, 15, 5];

const writeFactsStatement = {
  name: "till_write_facts",
  text: `with ${factParts.map(({ text }, index) => `part${index} as (${numberFrom(text, sumBefore(index))})`).join(", ")} select 1`,
};

function sumBefore(index: number): number {
  return factColumns.slice(0, index).reduce((sum, count) => sum + count, 0);
}

/** The statement with its parameters numbered after `offset` others. */
function numberFrom(text: string, offset: number): string {
  return text.replaceAll(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`);
}

/** What nearly every batch writes, in one statement: new orders, entries, new and changed lots, accounts. */
export async function writeFacts(client: TillClient, { orders, entries, members }: Facts, due: Due): Promise<void> {
  if (orders.length === 0 && entries.length === 0 && members.length === 0) return;
  // Before the accounts are written: the head of each chain is kept in them.
  const ledger = toLedger(entries, members);
  const columns = [orderColumns(orders), entryColumns(ledger), lotColumns(members), accountColumns(members, due)];
  await rows(client, writeFactsStatement, columns.flat());
}
