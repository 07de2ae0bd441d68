import { releaseBudgets } from "./budgets.ts";
import { releaseCaps } from "./caps.ts";
import { claw } from "./claw.ts";
import { change, type Draft, Refusal, walletWords } from "./draft.ts";
import type { Allocation, Instant, OrderOutcome, RefundFact, RefundResult } from "./facts.ts";
import { apportion, ratio, safe, sum } from "./integer.ts";
import { giveBack } from "./ledger.ts";
import { paidPerLine, refundedPoints, refundedShares } from "./order-history.ts";

export interface RefundPlan {
  lines: RefundResult["lines"];
  amount: number;
  complete: boolean;
  /** The order as it stands after this refund. */
  after: OrderOutcome;
}

type OutcomeLine = OrderOutcome["lines"][number];

function quantityLeft(line: OutcomeLine): number {
  return line.quantity - line.refundedQuantity;
}

function moneyLeft(line: OutcomeLine): number {
  return line.net - line.refundedAmount;
}

function everything(order: OrderOutcome): RefundResult["lines"] {
  return order.lines
    .filter((line) => quantityLeft(line) > 0 || moneyLeft(line) > 0)
    .map((line) => ({ lineNo: line.lineNo, quantity: quantityLeft(line), amount: moneyLeft(line) }));
}

/** The money of some units is their share of what is left of the line, so the last unit takes the rest to the cent. */
function byLines(order: OrderOutcome, wanted: readonly { lineNo: number; quantity: number }[]): RefundResult["lines"] {
  const quantities = new Map<number, number>();
  for (const { lineNo, quantity } of wanted) {
    if (!Number.isSafeInteger(quantity) || quantity <= 0)
      throw new Refusal("refund.invalid_quantity", { lineNo, quantity });
    quantities.set(lineNo, safe((quantities.get(lineNo) ?? 0) + quantity));
  }
  return [...quantities].map(([lineNo, quantity]) => {
    const line = order.lines.find((candidate) => candidate.lineNo === lineNo);
    if (!line) throw new Refusal("refund.unknown_line", { lineNo });
    const left = quantityLeft(line);
    if (quantity > left) throw new Refusal("refund.exceeds_order", { lineNo, quantity, left });
    return { lineNo, quantity, amount: ratio([moneyLeft(line), quantity], [left]) };
  });
}

function byAmount(order: OrderOutcome, amount: number): RefundResult["lines"] {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new Refusal("refund.invalid_amount", { amount });
  const weights = order.lines.map(moneyLeft);
  const left = sum(weights);
  if (amount > left) throw new Refusal("refund.exceeds_order", { amount, left });
  if (amount === left) return everything(order);
  const shares = apportion(amount, weights);
  return order.lines
    .map((line, index) => ({ lineNo: line.lineNo, quantity: 0, amount: shares[index] ?? 0 }))
    .filter((line) => line.amount > 0);
}

/** Which lines, how many units and how much money this refund takes; refuses more than is left. Changes nothing. */
export function planRefund(fact: RefundFact): RefundPlan {
  const { order } = fact;
  if (fact.lines !== undefined && fact.amount !== undefined) throw new Refusal("refund.lines_or_amount");
  const left = everything(order);
  if (left.length === 0) throw new Refusal("refund.exceeds_order", { left: 0 });
  const lines =
    fact.lines !== undefined
      ? byLines(order, fact.lines)
      : fact.amount !== undefined
        ? byAmount(order, fact.amount)
        : left;
  if (lines.length === 0) throw new Refusal("refund.nothing_to_refund");
  const taken = new Map(lines.map((line) => [line.lineNo, line]));
  const amount = sum(lines.map((line) => line.amount));
  const after: OrderOutcome = {
    ...order,
    refundedAmount: order.refundedAmount + amount,
    lines: order.lines.map((line) => {
      const part = taken.get(line.lineNo);
      return part
        ? {
            ...line,
            refundedQuantity: line.refundedQuantity + part.quantity,
            refundedAmount: line.refundedAmount + part.amount,
          }
        : line;
    }),
  };
  return { lines, amount, complete: everything(after).length === 0, after };
}

interface Part {
  wallet: string;
  amount: number;
}

function add(parts: Part[], wallet: string, amount: number): void {
  if (amount === 0) return;
  const known = parts.find((part) => part.wallet === wallet);
  if (known) known.amount += amount;
  else parts.push({ wallet, amount });
}

/**
 * The spent points that come back: as if only the rest had been spent, so the latest-expiring lots get theirs first.
 * `returned` of them have come back before.
 */
function returnAllocations(spent: readonly Allocation[], returned: number, amount: number): Allocation[] {
  const allocations: Allocation[] = [];
  let skip = returned;
  let left = amount;
  for (const { lotId, amount: share } of spent.toReversed()) {
    const skipped = Math.min(skip, share);
    skip -= skipped;
    const given = Math.min(share - skipped, left);
    left -= given;
    if (given > 0) allocations.push({ lotId, amount: given });
  }
  return allocations;
}

/** Gives back the share of the points paid that belongs to what is refunded. */
export function returnPayments(
  draft: Draft,
  fact: RefundFact,
  plan: RefundPlan,
  at: Instant,
): RefundResult["returned"] {
  const shares = refundedShares(plan.after.lines);
  const earlier = refundedShares(fact.order.lines);
  const result: RefundResult["returned"] = [];
  for (const spent of fact.order.spent) {
    const perLine = paidPerLine(fact.order, spent.amount);
    const due = refundedPoints(perLine, shares) - refundedPoints(perLine, earlier);
    const amount = Math.min(due, spent.amount - spent.returned);
    if (amount <= 0) continue;
    const allocations = returnAllocations(spent.allocations, spent.returned, amount);
    const words = walletWords(draft.compiled, spent.wallet);
    const lapsed = giveBack(draft, {
      wallet: spent.wallet,
      amount,
      at,
      allocations,
      relatedEntryId: spent.entryId,
      wasSpent: true,
      explain: (points, dead) => ({
        code: "return.refund",
        params: { ...words, points, paid: spent.amount, lapsed: dead },
      }),
    });
    result.push({ wallet: spent.wallet, amount, lapsed });
  }
  return result;
}

export interface ClawBack {
  clawedBack: Part[];
  arrears: Part[];
  waived: Part[];
}

/**
 * Takes back the earned points that belong to what is refunded: from the lot this order opened (also while pending), then from other
 * spendable lots, then as the wallet's `negative` policy says. Over all refunds of an order exactly the grant, never more.
 */
export function clawBack(draft: Draft, fact: RefundFact, plan: RefundPlan, at: Instant): ClawBack {
  const shares = refundedShares(plan.after.lines);
  const earlier = refundedShares(fact.order.lines);
  const result: ClawBack = { clawedBack: [], arrears: [], waived: [] };
  for (const earned of fact.order.earned) {
    const before = refundedPoints(earned.perLine, earlier);
    const due = refundedPoints(earned.perLine, shares) - before;
    if (due <= 0) continue;
    const wanted = Math.min(due, earned.amount - earned.clawedBack);
    if (wanted > 0) clawEntry(draft, earned, wanted, at, result);
    releaseCaps(draft, earned.ruleId, earned.wallet, fact.order.at, due, before + due === earned.amount);
    releaseBudgets(draft, earned.budgets ?? [], due, earned.amount, before);
  }
  return result;
}

function clawEntry(
  draft: Draft,
  earned: OrderOutcome["earned"][number],
  wanted: number,
  at: Instant,
  result: ClawBack,
): void {
  const { wallet, entryId, ruleId } = earned;
  const words = walletWords(draft.compiled, wallet);
  const taken = claw(draft, {
    wallet,
    lotId: entryId,
    wanted,
    at,
    ruleId,
    relatedEntryId: entryId,
    explain: ({ amount, fromOwn, ...rest }) => ({
      code: "revoke.refund",
      params: { ...words, points: amount, granted: earned.amount, fromOrder: fromOwn, ...rest },
    }),
  });
  change(draft, wallet, { earned: -taken.amount });
  add(result.clawedBack, wallet, taken.amount);
  add(result.arrears, wallet, taken.arrears);
  add(result.waived, wallet, taken.waived);
}
