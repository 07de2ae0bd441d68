import { bucketOf } from "../../platform/ids.ts";
import { type BatchContext, businessKey, orderKeyOf } from "./batch-context.ts";
import { accepted } from "./decide-batch.ts";
import { findOrdersByBusinessKey, findOrdersById } from "./read-store.ts";
import { rows, type TillClient } from "./sql.ts";
import type { Accepted } from "./till-answer.ts";
import type { RefundCommand, TillCommand } from "./till-command.ts";
import type { EntryRecord, OrderRecord, RefundOutcome, RefundRecord } from "./till-records.ts";

/** Facts that are there already under the business keys of a batch, with the answers they got. */
export interface EarlierFacts {
  has(key: string): boolean;
  get(key: string): { hash: Buffer; answer: Accepted } | undefined;
  /** The first outcome of an order of the batch that was recorded before. */
  answerFor(order: OrderRecord): Accepted | undefined;
}

interface RefundRow {
  id: string;
  bucket: number;
  order_id: string;
  member_id: string | null;
  source: string;
  external_id: string;
  content_hash: Buffer;
  refunded_at: Date;
  recorded_at: Date;
  amount: number;
  lines: RefundRecord["lines"];
  reason: string | null;
  outcome: RefundOutcome;
  programme_version: number;
  actor: string;
  import_id: string | null;
  demo: boolean;
}

const refundsByBusinessKey = {
  name: "till_refunds_by_business_key",
  text: `select r.* from unnest($1::text[], $2::text[]) k(source, external_id)
    cross join lateral (select * from refunds r where r.source = k.source and r.external_id = k.external_id limit 1) r`,
};

const adjustmentsByBusinessKey = {
  name: "till_adjustments_by_business_key",
  text: `select a.source, a.external_id, a.content_hash, a.member_id, a.id, a.at from unnest($1::text[], $2::text[]) k(source, external_id)
    cross join lateral (select * from adjustments a where a.source = k.source and a.external_id = k.external_id limit 1) a`,
};

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
  explanation: EntryRecord["explanation"];
  programme_version: number;
  actor: string;
  effective_at: Date;
  recorded_at: Date;
  available_at: Date | null;
  expires_at: Date | null;
  demo: boolean;
}

const entriesById = {
  name: "till_entries_by_id",
  text: `select e.* from unnest($1::smallint[], $2::uuid[], $3::uuid[]) with ordinality k(bucket, member_id, id, ord)
    cross join lateral (select * from entries e where e.bucket = k.bucket and e.member_id = k.member_id and e.id = k.id limit 1) e
    order by k.ord`,
};

const adjustmentEntries = {
  name: "till_adjustment_entries",
  text: `select e.* from unnest($1::smallint[], $2::uuid[], $3::uuid[]) k(bucket, member_id, id)
    join entries e on e.bucket = k.bucket and e.member_id = k.member_id and e.fact_id = k.id order by e.id`,
};

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

async function loadEntries(
  client: TillClient,
  wanted: { memberId: string; id: string }[],
): Promise<Map<string, EntryRecord>> {
  if (wanted.length === 0) return new Map();
  const found = await rows<EntryRow>(client, entriesById, [
    wanted.map((key) => bucketOf(key.memberId)),
    wanted.map((key) => key.memberId),
    wanted.map((key) => key.id),
  ]);
  return new Map(found.map((row) => [row.id, toEntryRecord(row)]));
}

function entryKeys(memberId: string | null, ids: string[]): { memberId: string; id: string }[] {
  return memberId ? ids.map((id) => ({ memberId, id })) : [];
}

/** Looks up every business key of the batch; what is found carries its first outcome. */
export async function findEarlier(
  client: TillClient,
  commands: TillCommand[],
  context: BatchContext,
): Promise<EarlierFacts> {
  const orders = await findOrdersByBusinessKey(
    client,
    commands.filter((command) => command.kind === "order"),
  );
  const claimed = [...new Set(context.orders.values())].filter((order) =>
    commands.some((command) => command.kind === "claim" && command.orderId === order.id),
  );
  const refunds = await findRefunds(client, commands, context);
  const refundOrders = new Map(
    (
      await findOrdersById(
        client,
        refunds.map((refund) => refund.orderId),
        false,
      )
    ).map((order) => [order.id, order]),
  );
  const entries = await loadEntries(client, [
    ...[...orders, ...claimed].flatMap((order) => entryKeys(order.memberId, order.ledger.entryIds)),
    ...refunds.flatMap((refund) => entryKeys(refund.memberId, refund.outcome.entryIds)),
  ]);
  const pick = (ids: string[]): EntryRecord[] => ids.flatMap((id) => entries.get(id) ?? []);
  const answerOf = (order: OrderRecord): Accepted =>
    accepted({
      status: "repeated",
      memberId: order.memberId,
      order,
      entries: pick(order.ledger.entryIds),
      tierChanges: order.ledger.tierChanges,
      wallets: order.ledger.wallets,
    });
  const found = new Map<string, { hash: Buffer; answer: Accepted }>();
  for (const order of orders) {
    const key = `order\n${businessKey(order.source, order.externalId)}`;
    found.set(key, { hash: order.contentHash, answer: answerOf(order) });
  }
  for (const refund of refunds) {
    const key = `refund\n${businessKey(refund.source, refund.externalId)}`;
    found.set(key, {
      hash: refund.contentHash,
      answer: refundAnswer(refund, refundOrders.get(refund.orderId) ?? null, pick),
    });
  }
  await addAdjustments(client, commands, found);
  return {
    has: (key) => found.has(key),
    get: (key) => found.get(key),
    answerFor: (order) => (claimed.some((other) => other.id === order.id) ? answerOf(order) : undefined),
  };
}

async function findRefunds(
  client: TillClient,
  commands: TillCommand[],
  context: BatchContext,
): Promise<RefundRecord[]> {
  const keys = commands
    .filter((command): command is RefundCommand => command.kind === "refund")
    .flatMap((command) => {
      const source = command.source ?? context.orders.get(orderKeyOf(command.order))?.source;
      return source ? [{ source, externalId: command.externalId }] : [];
    });
  if (keys.length === 0) return [];
  const found = await rows<RefundRow>(client, refundsByBusinessKey, [
    keys.map((key) => key.source),
    keys.map((key) => key.externalId),
  ]);
  return found.map((row) => ({
    id: row.id,
    bucket: row.bucket,
    orderId: row.order_id,
    memberId: row.member_id,
    source: row.source,
    externalId: row.external_id,
    contentHash: row.content_hash,
    refundedAt: row.refunded_at,
    recordedAt: row.recorded_at,
    amount: row.amount,
    lines: row.lines,
    reason: row.reason,
    outcome: row.outcome,
    programmeVersion: row.programme_version,
    actor: row.actor,
    importId: row.import_id,
    demo: row.demo,
  }));
}

function refundAnswer(
  refund: RefundRecord,
  order: OrderRecord | null,
  pick: (ids: string[]) => EntryRecord[],
): Accepted {
  return accepted({
    status: "repeated",
    memberId: refund.memberId,
    order,
    refund,
    entries: pick(refund.outcome.entryIds),
    tierChanges: refund.outcome.tierChanges,
    wallets: refund.outcome.wallets,
  });
}

async function addAdjustments(
  client: TillClient,
  commands: TillCommand[],
  found: Map<string, { hash: Buffer; answer: Accepted }>,
): Promise<void> {
  const keys = commands.filter((command) => command.kind === "adjust");
  if (keys.length === 0) return;
  const adjustments = await rows<{
    id: string;
    member_id: string;
    source: string;
    external_id: string;
    content_hash: Buffer;
  }>(client, adjustmentsByBusinessKey, [keys.map((key) => key.source), keys.map((key) => key.externalId)]);
  if (adjustments.length === 0) return;
  const entries = await rows<EntryRow>(client, adjustmentEntries, [
    adjustments.map((row) => bucketOf(row.member_id)),
    adjustments.map((row) => row.member_id),
    adjustments.map((row) => row.id),
  ]);
  for (const row of adjustments) {
    const own = entries.filter((entry) => entry.fact_id === row.id).map(toEntryRecord);
    found.set(`adjust\n${businessKey(row.source, row.external_id)}`, {
      hash: row.content_hash,
      answer: accepted({ status: "repeated", memberId: row.member_id, entries: own }),
    });
  }
}
