import {
  type AccountState,
  type CompiledLeaf,
  type CompiledProgramme,
  emptyLeaf,
  foldEvent,
  type HistoryEvent,
  type Instant,
  type LeafContext,
  type OrderOutcome,
  orderHistory,
  POINTS_EARNED,
} from "@regulars/engine";
import type { LedgerLine, MemberHistory, OrderHappening, RefundHappening } from "./history.ts";

/** Folds what a member had done before `from` into the leaf states of an account, and counts the orders. Changes the account given. */
export function foldHistory(
  compiled: CompiledProgramme,
  history: MemberHistory,
  account: AccountState,
  from: Instant,
): void {
  const events = eventsBefore(history, from, compiled.leavesOf(POINTS_EARNED).length > 0);
  foldInto(account.leaves, compiled.leavesOf, events, { profile: history.profile, zone: compiled.zone, account });
  for (const event of events) {
    if (event.type !== "order" || !event.order) continue;
    const { orders } = account;
    orders.count += 1;
    orders.net += event.order.net;
    orders.firstAt = Math.min(orders.firstAt ?? event.at, event.at);
    orders.lastAt = Math.max(orders.lastAt ?? event.at, event.at);
  }
}

/** Folds events into leaf states; changes the record given, not the states in it. */
export function foldInto(
  leaves: AccountState["leaves"],
  leavesOf: (eventType: string) => readonly CompiledLeaf[],
  events: readonly HistoryEvent[],
  context: LeafContext,
): void {
  for (const event of events) {
    for (const leaf of leavesOf(event.type))
      leaves[leaf.key] = foldEvent(leaf, leaves[leaf.key] ?? emptyLeaf(leaf), event, context);
  }
}

/** What a member had done before an instant, as it then stood, in the order of time. */
export function eventsBefore(history: MemberHistory, from: Instant, withEarned: boolean): HistoryEvent[] {
  const outcomes = outcomesAt(history, from, withEarned);
  const events: HistoryEvent[] = [];
  for (const fact of history.happenings) {
    if (fact.at >= from) continue;
    if (fact.kind === "event") events.push({ type: fact.type, at: fact.at, properties: fact.properties });
    const outcome = fact.kind === "order" ? outcomes.get(fact.id) : undefined;
    if (fact.kind === "order" && outcome) events.push(...orderHistory(outcome, fact.currency));
  }
  if (withEarned) events.push(...otherEarnings(history.entries, from));
  return events.sort((a, b) => a.at - b.at);
}

/** Points that no order earned: for events, birthdays and the like; less what reversals took back. */
function otherEarnings(entries: readonly LedgerLine[], from: Instant): HistoryEvent[] {
  const reversed = new Set(
    entries.filter((entry) => entry.kind === "revoke" && entry.at < from).map((entry) => entry.relatedEntryId),
  );
  return entries
    .filter((entry) => entry.kind === "earn" && entry.orderId === null && entry.at < from && !reversed.has(entry.id))
    .map(({ wallet, amount, at }) => ({ type: POINTS_EARNED, at, properties: { wallet, points: amount } }));
}

/** The orders of a member as refunds had left them by an instant, by id; with what they earned and paid when it is asked for. */
export function outcomesAt(history: MemberHistory, from: Instant, withLedger: boolean): Map<string, OrderOutcome> {
  const outcomes = new Map<string, OrderOutcome>();
  for (const fact of history.happenings)
    if (fact.kind === "order" && fact.at < from) outcomes.set(fact.id, openOutcome(fact));
  for (const fact of history.happenings) {
    const outcome = fact.kind === "refund" && fact.at < from ? outcomes.get(fact.orderId) : undefined;
    if (fact.kind === "refund" && outcome) applyRefund(outcome, fact);
  }
  if (withLedger) for (const entry of history.entries) if (entry.at < from) applyEntry(outcomes, entry);
  return outcomes;
}

/** An order before any refund, as the member's: what a guest order had lost before it was claimed is not theirs. */
export function openOutcome(order: OrderHappening): OrderOutcome {
  return {
    orderId: order.id,
    at: order.at,
    storeId: order.storeId,
    channel: order.channel,
    source: order.source,
    lines: ownLines(order).map((line) => ({ ...line, refundedQuantity: 0, refundedAmount: 0 })),
    net: order.net - claimedAmount(order),
    refundedAmount: 0,
    earned: [],
    spent: [],
  };
}

/** What a guest order had lost to refunds before it became its member's. */
export function claimedAmount({ lines }: Pick<OrderHappening, "lines">): number {
  let claimed = 0;
  for (const line of lines) claimed += line.claimedAmount ?? 0;
  return claimed;
}

type OwnLine = Omit<OrderOutcome["lines"][number], "refundedQuantity" | "refundedAmount">;

/** The lines of an order as its member's. */
export function ownLines(order: OrderHappening): OwnLine[] {
  return order.lines.map((line) => {
    const quantity = line.quantity - (line.claimedQuantity ?? 0);
    const net = line.net - (line.claimedAmount ?? 0);
    return {
      lineNo: line.lineNo,
      sku: line.sku,
      name: line.name,
      category: line.category,
      quantity,
      unitPrice: line.unitPrice,
      discount: line.claimedQuantity === undefined ? line.discount : Math.max(0, line.unitPrice * quantity - net),
      net,
    };
  });
}

function applyRefund(outcome: OrderOutcome, refund: RefundHappening): void {
  for (const part of refund.lines) {
    const line = outcome.lines.find((candidate) => candidate.lineNo === part.lineNo);
    if (!line) continue;
    line.refundedQuantity += part.quantity;
    line.refundedAmount += part.amount;
  }
  outcome.refundedAmount += refund.amount;
}

function applyEntry(outcomes: Map<string, OrderOutcome>, entry: LedgerLine): void {
  const outcome = entry.orderId === null ? undefined : outcomes.get(entry.orderId);
  if (!outcome) return;
  const { id: entryId, wallet, amount, ruleId } = entry;
  if (entry.kind === "earn" && ruleId !== null)
    outcome.earned.push({ entryId, wallet, ruleId, amount, clawedBack: 0, perLine: entry.perLine ?? [] });
  if (entry.kind === "spend")
    outcome.spent.push({
      entryId,
      wallet,
      amount: -amount,
      moneyValue: 0,
      returned: 0,
      allocations: entry.allocations ?? [],
    });
  if (entry.kind === "revoke") {
    const earned = outcome.earned.find((candidate) => candidate.entryId === entry.relatedEntryId);
    if (earned) earned.clawedBack -= amount;
  }
  if (entry.kind === "return") {
    const spent = outcome.spent.find((candidate) => candidate.entryId === entry.relatedEntryId);
    if (spent) spent.returned += amount;
  }
}
