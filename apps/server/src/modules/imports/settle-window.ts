import type { Assembled, OrderGroup } from "./assemble-orders.ts";
import { type MatchedRow, matchRefund, type PastRefund, type SoldLine } from "./match-refunds.ts";
import type { CustomerIdentity, PersonDetails, PointsPaid, Reason, RefundRow, SaleRow } from "./order-rows.ts";
import { decidedByReading, type RowOutcome, settled } from "./row-outcomes.ts";

/** The till as the importer uses it. */
export interface OrderToRecord {
  kind: "order";
  externalId: string;
  customer: CustomerIdentity | null;
  person: PersonDetails;
  storeId: string | null;
  channel: string | null;
  currency: string;
  placedAt: number;
  paid: PointsPaid | null;
  lines: {
    sku: string;
    name: string | null;
    category: string | null;
    quantity: number;
    unitPrice: number;
    discount: number;
  }[];
}

export interface RefundToRecord {
  kind: "refund";
  externalId: string;
  orderId: string;
  lines: { lineNo: number; quantity: number }[] | null;
  amount: number | null;
  reason: string | null;
  refundedAt: number;
}

export type FactToRecord = OrderToRecord | RefundToRecord;

/** `amount` in minor units: the net of an order, the money of a refund. */
export type FactAnswer = { status: "recorded" | "repeated"; amount: number } | { status: "refused"; reason: Reason };

/** Which earlier lines refunds may take back. */
export interface SoldLinesQuery {
  customers: CustomerIdentity[];
  references: string[];
  /** null = lines of every SKU. */
  skus: string[] | null;
  currency: string;
  until: number;
}

export interface SoldLines {
  /** `customerKey` is the key of the customer asked for; null for an order found by its number. */
  lines: (SoldLine & { customerKey: string | null })[];
  past: PastRefund[];
}

export interface Ledger {
  record: (facts: FactToRecord[]) => Promise<FactAnswer[]>;
  findSoldLines: (query: SoldLinesQuery) => Promise<SoldLines>;
}

export interface WindowResult {
  outcomes: RowOutcome[];
  orders: { recorded: number; repeated: number; refused: number; net: number };
  refunds: { recorded: number; repeated: number; refused: number; amount: number };
}

interface Job {
  key: string;
  at: number;
  group: OrderGroup;
  kind: "order" | "refund";
}

/**
 * Brings a stretch of the file to the till: everything of one customer in the order it happened, customers side by side.
 * Each row gets its outcome.
 */
export async function settleWindow(items: readonly Assembled[], ledger: Ledger): Promise<WindowResult> {
  const result: WindowResult = {
    outcomes: [],
    orders: { recorded: 0, repeated: 0, refused: 0, net: 0 },
    refunds: { recorded: 0, repeated: 0, refused: 0, amount: 0 },
  };
  for (let rounds = planRounds(items, result); rounds.size > 0; ) {
    await recordOrders(takeLeading(rounds, "order"), ledger, result);
    await recordRefunds(takeLeading(rounds, "refund"), ledger, result);
    rounds = new Map([...rounds].filter(([, jobs]) => jobs.length > 0));
  }
  result.outcomes.sort((a, b) => a.line - b.line);
  return result;
}

function planRounds(items: readonly Assembled[], result: WindowResult): Map<string, Job[]> {
  const jobs: Job[] = [];
  const ownerOfOrder = new Map<string, string>();
  for (const item of items) {
    if (item.key === null) pushDecided([item.row], result);
    else if (item.refusal) refuseGroup(item, item.refusal, result);
    else {
      pushDecided(item.rows, result);
      for (const kind of ["order", "refund"] as const) {
        const first = item.rows.find((row) => row.kind === (kind === "order" ? "sale" : "refund"));
        if (first?.kind === "sale" || first?.kind === "refund")
          jobs.push({ key: item.key, at: first.head.at, group: item, kind });
      }
      ownerOfOrder.set(item.key, item.customerKey ?? `guest:${item.key}`);
    }
  }
  jobs.sort((a, b) => a.at - b.at);
  const rounds = new Map<string, Job[]>();
  for (const job of jobs) {
    const owner = ownerOf(job, ownerOfOrder);
    const list = rounds.get(owner);
    if (list) list.push(job);
    else rounds.set(owner, [job]);
  }
  return rounds;
}

/** A refund belongs after the order it names, whoever the file says it is for. */
function ownerOf(job: Job, ownerOfOrder: Map<string, string>): string {
  const referenced = job.group.rows.flatMap((row) => (row.kind === "refund" && row.reference ? [row.reference] : []));
  const [reference] = job.kind === "refund" ? referenced : [];
  return (reference && ownerOfOrder.get(reference)) ?? ownerOfOrder.get(job.key) ?? job.key;
}

function pushDecided(rows: OrderGroup["rows"], result: WindowResult): void {
  for (const row of rows) {
    const outcome = decidedByReading(row);
    if (outcome) result.outcomes.push(outcome);
  }
}

/** An order goes in whole or not at all, so that the corrected file can be sent again. */
function refuseGroup(group: OrderGroup, reason: Reason, result: WindowResult): void {
  for (const row of group.rows) result.outcomes.push(decidedByReading(row) ?? settled(row, "refused", reason));
  if (group.rows.some((row) => row.kind === "sale")) result.orders.refused++;
  if (group.rows.some((row) => row.kind === "refund")) result.refunds.refused++;
}

function takeLeading(rounds: Map<string, Job[]>, kind: Job["kind"]): Job[] {
  const taken: Job[] = [];
  for (const jobs of rounds.values()) {
    const end = jobs.findIndex((job) => job.kind !== kind);
    taken.push(...jobs.splice(0, end < 0 ? jobs.length : end));
  }
  return taken.sort((a, b) => a.at - b.at);
}

async function recordOrders(jobs: Job[], ledger: Ledger, result: WindowResult): Promise<void> {
  const groups = jobs.map(({ group }) => ({ group, sales: group.rows.filter((row) => row.kind === "sale") }));
  const answers = await ledger.record(groups.map(({ group, sales }) => toOrder(group, sales)));
  for (const [index, { sales }] of groups.entries()) {
    const answer = answers[index] ?? { status: "refused", reason: { code: "server.internal", params: {} } };
    result.orders[answer.status]++;
    if (answer.status !== "refused") result.orders.net += answer.amount;
    for (const row of sales) {
      result.outcomes.push(
        answer.status === "refused" ? settled(row, "refused", answer.reason) : settled(row, "accepted", null),
      );
    }
  }
}

function toOrder(group: OrderGroup, sales: SaleRow[]): OrderToRecord {
  const [first] = sales;
  if (!first) throw new Error(`order ${group.key} has no sales`);
  const { head } = first;
  return {
    kind: "order",
    externalId: group.key,
    customer: sales.find((row) => row.head.customer)?.head.customer ?? null,
    person: head.person,
    storeId: head.storeId,
    channel: head.channel,
    currency: head.currency,
    placedAt: head.at,
    paid: sales.find((row) => row.head.paid)?.head.paid ?? null,
    lines: sales.map((row) => row.item),
  };
}

async function recordRefunds(jobs: Job[], ledger: Ledger, result: WindowResult): Promise<void> {
  if (jobs.length === 0) return;
  const refunds = jobs.map((job) => ({ ...job, rows: job.group.rows.filter((row) => row.kind === "refund") }));
  const sold = await findSold(refunds, ledger);
  const plans = refunds.map((refund) => planRefund(refund, sold));
  const facts = plans.flatMap(({ refund, planned }) =>
    planned.map((plan): RefundToRecord => ({ kind: "refund", ...plan, refundedAt: refund.at })),
  );
  const answers = await ledger.record(facts);
  let next = 0;
  for (const plan of plans) {
    const own = answers.slice(next, next + plan.planned.length);
    next += plan.planned.length;
    noteRefund(plan, own, result);
  }
}

interface RefundJob extends Job {
  rows: RefundRow[];
}

async function findSold(refunds: RefundJob[], ledger: Ledger): Promise<SoldLines> {
  const rows = refunds.flatMap((refund) => refund.rows);
  const customers = new Map<string, CustomerIdentity>();
  for (const { reference, head } of rows) {
    if (reference === null && head.customer)
      customers.set(`${head.customer.kind}:${head.customer.value}`, head.customer);
  }
  const skus = rows.some((row) => row.sku === null) ? null : [...new Set(rows.flatMap((row) => row.sku ?? []))];
  return ledger.findSoldLines({
    customers: [...customers.values()],
    references: [...new Set(rows.flatMap((row) => row.reference ?? []))],
    skus,
    currency: rows[0]?.head.currency ?? "",
    until: Math.max(...refunds.map((refund) => refund.at)),
  });
}

interface RefundPlan extends ReturnType<typeof matchRefund> {
  refund: RefundJob;
  refusal: Reason | null;
}

function planRefund(refund: RefundJob, sold: SoldLines): RefundPlan {
  const whole = refund.rows.find((row) => row.sku === null);
  if (whole) return planWholeRefund(refund, whole, sold);
  const { customerKey } = refund.group;
  const references = new Set(refund.rows.map((row) => row.reference));
  const lines = sold.lines.filter((line) =>
    line.customerKey === null ? references.has(line.orderKey) : line.customerKey === customerKey,
  );
  const match = matchRefund(refund, lines, sold.past);
  const refusal = match.isConflict ? { code: "fact.duplicate_with_different_content", params: {} } : null;
  return { ...match, planned: refusal ? [] : match.planned, refund, refusal };
}

/** A row without SKU: an amount of the order it names, or all that is left of it. */
function planWholeRefund(refund: RefundJob, row: RefundRow, sold: SoldLines): RefundPlan {
  const refused = (code: string): RefundPlan => ({
    refund,
    refusal: { code, params: {} },
    rows: [],
    planned: [],
    isConflict: false,
    pastAmount: 0,
  });
  if (refund.rows.length > 1) return refused("refund.lines_or_amount");
  const order = sold.lines.find((line) => line.orderKey === row.reference);
  if (!order) return refused("order.not_found");
  const past = sold.past.find((entry) => entry.externalId === refund.key && entry.orderId === order.orderId);
  if (past && row.amount !== null && past.amount !== row.amount)
    return refused("fact.duplicate_with_different_content");
  const planned = past
    ? []
    : [{ externalId: refund.key, orderId: order.orderId, lines: null, amount: row.amount, reason: row.reason }];
  const matched: MatchedRow = { row, wanted: 1, matched: 1, plannedIndexes: new Set(planned.map((_, index) => index)) };
  return { refund, refusal: null, rows: [matched], planned, isConflict: false, pastAmount: past?.amount ?? 0 };
}

function noteRefund(plan: RefundPlan, answers: FactAnswer[], result: WindowResult): void {
  const { refund, refusal, rows, pastAmount } = plan;
  if (refusal) {
    result.refunds.refused++;
    for (const row of refund.rows) result.outcomes.push(settled(row, "refused", refusal));
    return;
  }
  for (const answer of answers) {
    result.refunds[answer.status]++;
    if (answer.status !== "refused") result.refunds.amount += answer.amount;
  }
  if (pastAmount > 0) result.refunds.repeated++;
  result.refunds.amount += pastAmount;
  for (const matched of rows) {
    const reason = refundReason(matched, answers);
    result.outcomes.push(settled(matched.row, reason ? "refused" : "accepted", reason));
  }
}

function refundReason({ matched, wanted, plannedIndexes }: MatchedRow, answers: FactAnswer[]): Reason | null {
  for (const index of plannedIndexes) {
    const answer = answers[index];
    if (answer?.status === "refused") return answer.reason;
  }
  if (matched === wanted) return null;
  if (matched === 0) return { code: "refund.no_matching_sale", params: { quantity: wanted } };
  return { code: "refund.partly_matched", params: { matched, quantity: wanted } };
}
