import type pg from "pg";
import { bucketOf } from "../../platform/ids.ts";
import type { OrderCommand, RefundCommand, Till, TillAnswer, TillCommand } from "../till/index.ts";
import type { PastRefund } from "./match-refunds.ts";
import type { CustomerIdentity } from "./order-rows.ts";
import type {
  FactAnswer,
  FactToRecord,
  Ledger,
  OrderToRecord,
  RefundToRecord,
  SoldLines,
  SoldLinesQuery,
} from "./settle-window.ts";

const factsPerCall = 500;
const laneCount = 2;

export interface TillLedgerDeps {
  pool: Pick<pg.Pool, "query">;
  till: Pick<Till, "record">;
  /** The identity as the members module stores it. */
  normalise: (identity: CustomerIdentity) => Promise<{ kind: string; value: string } | null>;
}

export interface ImportOrigin {
  importId: string;
  source: string;
  actor: string;
  demo: boolean;
}

/** The importer's view of the till: the same recording as for every other order, in large batches. */
export function createTillLedger(deps: TillLedgerDeps, origin: ImportOrigin): Ledger {
  return {
    record: async (facts) => {
      const answers = new Array<FactAnswer>(facts.length);
      await Promise.all(intoLanes(facts).map((lane) => recordLane(deps, { lane, facts, answers, origin })));
      return answers;
    },
    findSoldLines: (query) => findSoldLines(deps, origin.source, query),
  };
}

/**
 * Facts of one customer, or of one order, stay in one lane and in their order; lanes run side by side, so that the program
 * decides one while the database writes the other. Answers positions into `facts`.
 */
function intoLanes(facts: FactToRecord[]): number[][] {
  const lanes = Array.from({ length: laneCount }, (): number[] => []);
  const laneOf = new Map<string, number[]>();
  for (const [index, fact] of facts.entries()) {
    const owner =
      fact.kind === "refund"
        ? bucketKey(fact.orderId)
        : fact.customer
          ? `${fact.customer.kind}:${fact.customer.value}`
          : null;
    const known = owner === null ? undefined : laneOf.get(owner);
    const shortest = lanes.reduce((left, right) => (right.length < left.length ? right : left));
    const lane = known ?? shortest;
    if (owner !== null) laneOf.set(owner, lane);
    lane.push(index);
  }
  return lanes.filter((lane) => lane.length > 0);
}

/** Refunds know their order, not its member: the bucket they share keeps two orders of one member together. */
const bucketKey = (orderId: string) => `bucket ${bucketOf(orderId)}`;

interface LaneWork {
  lane: number[];
  facts: FactToRecord[];
  answers: FactAnswer[];
  origin: ImportOrigin;
}

async function recordLane({ till }: TillLedgerDeps, { lane, facts, answers, origin }: LaneWork): Promise<void> {
  for (let start = 0; start < lane.length; start += factsPerCall) {
    const positions = lane.slice(start, start + factsPerCall);
    const commands = positions.flatMap((position) => {
      const fact = facts[position];
      return fact ? [toCommand(fact, origin)] : [];
    });
    const given = await till.record(commands, { reply: "brief" });
    for (const [index, position] of positions.entries()) {
      const answer = given[index];
      answers[position] = answer
        ? toAnswer(answer, commands[index])
        : { status: "refused", reason: { code: "server.internal", params: {} } };
    }
  }
}

function toCommand(fact: FactToRecord, { source, actor, importId, demo }: ImportOrigin): TillCommand {
  const shared = { source, actor, importId, demo };
  return fact.kind === "order" ? { ...shared, ...toOrderCommand(fact) } : { ...shared, ...toRefundCommand(fact) };
}

function toOrderCommand(order: OrderToRecord): Omit<OrderCommand, "source" | "actor"> {
  const { person, customer } = order;
  return {
    kind: "order",
    externalId: order.externalId,
    storeId: order.storeId,
    channel: order.channel,
    currency: order.currency,
    placedAt: new Date(order.placedAt),
    lines: order.lines.map((line) => ({ ...line, name: line.name ?? undefined, category: line.category ?? undefined })),
    ...(order.paid && { redeem: [order.paid] }),
    ...(customer && {
      identity: customer,
      createMember: {
        name: person.name,
        joinedAt: person.joinedAt === undefined ? undefined : new Date(person.joinedAt),
        sourceChannel: person.channel ?? order.channel ?? undefined,
        storeId: person.storeId ?? order.storeId ?? undefined,
        phone: person.phone,
        email: person.email,
        birthday: person.birthday,
        gender: person.gender,
      },
    }),
  };
}

function toRefundCommand(refund: RefundToRecord): Omit<RefundCommand, "source" | "actor"> {
  return {
    kind: "refund",
    externalId: refund.externalId,
    order: { id: refund.orderId },
    refundedAt: new Date(refund.refundedAt),
    reason: refund.reason ?? undefined,
    ...(refund.lines && { lines: refund.lines }),
    ...(refund.amount !== null && { amount: refund.amount }),
  };
}

function toAnswer(answer: TillAnswer, command: TillCommand | undefined): FactAnswer {
  if (answer.status === "refused") {
    const params = Object.fromEntries(
      Object.entries(answer.params).map(([key, value]) => [key, typeof value === "number" ? value : String(value)]),
    );
    return { status: "refused", reason: { code: answer.code, params } };
  }
  const amount = command?.kind === "refund" ? answer.refund?.amount : answer.order?.net;
  return { status: answer.status, amount: amount ?? 0 };
}

const lineColumns = `o.id, o.external_id, o.placed_at, o.refunded, l."lineNo" as line_no, l.sku, l.quantity::int as quantity, l."refundedQuantity"::int as refunded_quantity`;
const lineSource = `json_to_recordset(o.lines) as l("lineNo" int, sku text, quantity bigint, "refundedQuantity" bigint)`;

// Laterals with a limit keep the plan a chain of index look-ups whatever the statistics say.
const byCustomer = `select k.ord::int as ord, ${lineColumns}
  from unnest($1::text[], $2::text[]) with ordinality k(kind, value, ord)
  cross join lateral (select i.bucket, i.member_id from member_identities i where i.kind = k.kind and i.value = k.value limit 1) i
  cross join lateral (select * from orders o where o.bucket = i.bucket and o.member_id = i.member_id and o.placed_at <= $3
    order by o.placed_at desc limit 1000000) o
  cross join lateral ${lineSource}
  where o.currency = $4 and ($5::text[] is null or l.sku = any($5))`;

const byReference = `select 0 as ord, ${lineColumns}
  from unnest($1::text[]) k(external_id)
  cross join lateral (select * from orders o where o.source = $2 and o.external_id = k.external_id limit 1) o
  cross join lateral ${lineSource}
  where $3::text[] is null or l.sku = any($3)`;

const pastRefunds = `select r.external_id, r.order_id, r.amount, r.lines
  from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
  cross join lateral (select * from refunds r where r.bucket = k.bucket and r.order_id = k.id limit 10000) r
  where r.source = $3`;

interface LineRow {
  ord: number;
  id: string;
  external_id: string;
  placed_at: Date;
  refunded: number;
  line_no: number;
  sku: string;
  quantity: number;
  refunded_quantity: number;
}

async function findSoldLines(
  { pool, normalise }: TillLedgerDeps,
  source: string,
  query: SoldLinesQuery,
): Promise<SoldLines> {
  const rows: (LineRow & { customerKey: string | null })[] = [];
  if (query.customers.length > 0) {
    const stored = await Promise.all(query.customers.map(async (customer) => (await normalise(customer)) ?? customer));
    const values = [
      stored.map(({ kind }) => kind),
      stored.map(({ value }) => value),
      new Date(query.until),
      query.currency,
      query.skus,
    ];
    const found = await pool.query<LineRow>(byCustomer, values);
    for (const row of found.rows) {
      const customer = query.customers[row.ord - 1];
      rows.push({ ...row, customerKey: customer ? `${customer.kind}:${customer.value}` : null });
    }
  }
  if (query.references.length > 0) {
    const found = await pool.query<LineRow>(byReference, [query.references, source, query.skus]);
    for (const row of found.rows) rows.push({ ...row, customerKey: null });
  }
  const refunded = [...new Set(rows.flatMap((row) => (row.refunded > 0 || row.refunded_quantity > 0 ? [row.id] : [])))];
  return {
    lines: rows.map((row) => ({
      orderId: row.id,
      orderKey: row.external_id,
      placedAt: row.placed_at.getTime(),
      lineNo: row.line_no,
      sku: row.sku,
      left: row.quantity - row.refunded_quantity,
      customerKey: row.customerKey,
    })),
    past: await findPastRefunds(pool, source, refunded),
  };
}

async function findPastRefunds(
  pool: TillLedgerDeps["pool"],
  source: string,
  orderIds: string[],
): Promise<PastRefund[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await pool.query<{
    external_id: string;
    order_id: string;
    amount: number;
    lines: PastRefund["lines"];
  }>(pastRefunds, [orderIds.map(bucketOf), orderIds, source]);
  return rows.map((row) => ({
    externalId: row.external_id,
    orderId: row.order_id,
    amount: row.amount,
    lines: row.lines,
  }));
}
