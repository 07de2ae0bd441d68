import { bucketOf } from "../../platform/ids.ts";
import type { BatchContext } from "./batch-context.ts";
import { businessKey, orderKeyOf } from "./business-key.ts";
import { accepted } from "./decide-batch.ts";
import { answerAgain, entryKeys, findEarlierMovements, outcomeKeys } from "./earlier-movements.ts";
import { findEntries, findEntriesOfFacts } from "./entry-rows.ts";
import { findOrdersByBusinessKey, findOrdersById } from "./read-store.ts";
import { rows, type TillClient } from "./sql.ts";
import type { Accepted } from "./till-answer.ts";
import type { RefundCommand, TillCommand } from "./till-command.ts";
import type { EntryRecord, FactOutcome, OrderRecord, RefundOutcome, RefundRecord } from "./till-records.ts";

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
  text: `select a.source, a.external_id, a.content_hash, a.member_id, a.id, a.outcome from unnest($1::text[], $2::text[]) k(source, external_id)
    cross join lateral (select * from adjustments a where a.source = k.source and a.external_id = k.external_id limit 1) a`,
};

/** The orders of the batch that are there already. */
export function findEarlierOrders(client: TillClient, commands: TillCommand[]): Promise<OrderRecord[]> {
  return findOrdersByBusinessKey(
    client,
    commands.filter((command) => command.kind === "order"),
  );
}

/** Looks up every business key of the batch; what is found carries its first outcome. `known` are the orders of it. */
export async function findEarlier(
  client: TillClient,
  commands: TillCommand[],
  context: BatchContext & { known: OrderRecord[] },
): Promise<EarlierFacts> {
  const orders = context.known;
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
  const movements = await findEarlierMovements(client, commands, context);
  const entries = new Map(
    (
      await findEntries(client, [
        ...[...orders, ...claimed].flatMap((order) => entryKeys(order.memberId, order.ledger.entryIds)),
        ...refunds.flatMap((refund) => entryKeys(refund.memberId, refund.outcome.entryIds)),
        ...movements.flatMap(outcomeKeys),
      ])
    ).map((entry) => [entry.id, entry]),
  );
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
  for (const movement of movements)
    found.set(movement.key, { hash: movement.hash, answer: answerAgain(movement, pick) });
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
    outcome: FactOutcome | null;
  }>(client, adjustmentsByBusinessKey, [keys.map((key) => key.source), keys.map((key) => key.externalId)]);
  if (adjustments.length === 0) return;
  const entries = await findEntriesOfFacts(
    client,
    adjustments.map((row) => ({ bucket: bucketOf(row.member_id), memberId: row.member_id, id: row.id })),
  );
  for (const row of adjustments) {
    const own = entries.filter((entry) => entry.factId === row.id);
    const { tierChanges = [], wallets = [] } = row.outcome ?? {};
    found.set(`adjust\n${businessKey(row.source, row.external_id)}`, {
      hash: row.content_hash,
      answer: accepted({
        status: "repeated",
        memberId: row.member_id,
        factId: row.id,
        entries: own,
        tierChanges,
        wallets,
      }),
    });
  }
}
