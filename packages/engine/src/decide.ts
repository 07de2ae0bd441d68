import { type CompiledProgramme, POINTS_EARNED } from "./compile.ts";
import { type Draft, openDraft, Refusal, walletWords } from "./draft.ts";
import { earnings, type Payment, type PricedOrder, pricePayments } from "./earning.ts";
import type {
  AdjustFact,
  Decision,
  Fact,
  Instant,
  MemberState,
  OrderFact,
  OrderResult,
  RefundFact,
  RefundResult,
  TierChangeDecision,
} from "./facts.ts";
import { foldAll, replaceAll } from "./history.ts";
import { AmountTooLargeError, apportion, safe, sum } from "./integer.ts";
import { credit, spend } from "./ledger.ts";
import { orderHistory } from "./order-history.ts";
import { clawBack, planRefund, returnPayments } from "./refund.ts";
import { settleLots } from "./settle-lots.ts";
import { stageOf, worldOf } from "./stage.ts";
import { raiseTiers, settleTiers, takeBackTiers } from "./tiers.ts";
import type { HistoryEvent, OrderView } from "./world.ts";
import { MissingLeafError } from "./world.ts";

type Accepted = Extract<Decision, { ok: true }>;

/**
 * What a fact does to a member: new state, ledger entries, tier and stage changes; or why it may not happen.
 * Pure: no clock, no I/O, the input is never changed; the same input gives the same result (ids come from `ids`).
 *
 * Order of things: time passes up to the fact (lots activate and expire, periods end), then the fact, then tiers, then the stage.
 * A fact from before `settledAt` lands at its own time: its points run from then, tiers and stage are judged as of `settledAt`.
 * Throws MissingLeafError when a condition needs a leaf state that has not been filled, and LookupError for a broken reference.
 */
export function decide(compiled: CompiledProgramme, state: MemberState, fact: Fact, ids: () => string): Decision {
  try {
    return accept(compiled, state, fact, ids);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, params: error.params };
    if (error instanceof AmountTooLargeError) return { ok: false, code: "amount.too_large", params: {} };
    throw error;
  }
}

function accept(compiled: CompiledProgramme, state: MemberState, fact: Fact, ids: () => string): Accepted {
  const draft = openDraft(compiled, state, fact.id, ids);
  const tierChanges: TierChangeDecision[] = [];
  settleLots(draft, fact.at);
  settleTiers(draft, tierChanges);
  const outcome = book(draft, fact);
  const stale = new Set(outcome.staleLeaves);
  if (fact.kind === "refund") takeBackTiers(draft, state.account.leaves, tierChanges, stale);
  raiseTiers(draft, tierChanges, stale);
  return {
    ok: true,
    state: { profile: state.profile, account: draft.account, lots: draft.lots },
    entries: draft.entries,
    tierChanges,
    stageChange: moveStage(draft, stale),
    order: outcome.order,
    refund: outcome.refund,
    changedLots: [...draft.changed.values()],
    staleLeaves: outcome.staleLeaves,
  };
}

interface Outcome {
  order: OrderResult | null;
  refund: RefundResult | null;
  staleLeaves: string[];
}

const nothing: Outcome = { order: null, refund: null, staleLeaves: [] };

function book(draft: Draft, fact: Fact): Outcome {
  switch (fact.kind) {
    case "order":
      return { ...nothing, order: bookOrder(draft, fact) };
    case "refund":
      return bookRefund(draft, fact);
    case "adjust":
      bookAdjustment(draft, fact);
      return nothing;
    case "settle":
      return nothing;
  }
}

function moveStage(draft: Draft, stale: ReadonlySet<string>): Accepted["stageChange"] {
  const now = draft.account.settledAt;
  let id: string | null;
  try {
    id = stageOf(draft.compiled, draft, now);
  } catch (error) {
    // The store fills this leaf again and settles the member, which finds the stage.
    if (error instanceof MissingLeafError && stale.has(error.key)) return null;
    throw error;
  }
  const from = draft.account.stage?.id ?? null;
  if (id === null || id === from) return null;
  draft.account.stage = { id, since: now };
  return { from, to: id };
}

function priceOrder(fact: OrderFact): { lines: PricedOrder["lines"]; gross: number; discount: number } {
  const seen = new Set<number>();
  const lines = fact.lines.map((line) => {
    const { lineNo, quantity, unitPrice, discount } = line;
    if (seen.has(lineNo)) throw new Refusal("order.duplicate_line", { lineNo });
    seen.add(lineNo);
    if (!Number.isSafeInteger(quantity) || quantity <= 0)
      throw new Refusal("order.invalid_line", { lineNo, field: "quantity" });
    if (!Number.isSafeInteger(unitPrice) || unitPrice < 0)
      throw new Refusal("order.invalid_line", { lineNo, field: "unitPrice" });
    const gross = safe(unitPrice * quantity);
    if (!Number.isSafeInteger(discount) || discount < 0 || discount > gross)
      throw new Refusal("order.invalid_line", { lineNo, field: "discount" });
    return {
      lineNo,
      sku: line.sku,
      name: line.name,
      category: line.category,
      quantity,
      unitPrice,
      discount,
      gross,
      net: gross - discount,
    };
  });
  return { lines, gross: sum(lines.map((line) => line.gross)), discount: sum(lines.map((line) => line.discount)) };
}

function payWithPoints(draft: Draft, payments: readonly Payment[], at: Instant): void {
  for (const { wallet, points, money } of payments) {
    spend(draft, {
      wallet,
      kind: "spend",
      amount: -points,
      at,
      explanation: { code: "spend.order", params: { ...walletWords(draft.compiled, wallet), points, money } },
    });
  }
}

function bookOrder(draft: Draft, fact: OrderFact): OrderResult {
  const { compiled } = draft;
  const { currency } = compiled.programme;
  if (fact.currency !== currency)
    throw new Refusal("order.currency_not_in_programme", { currency: fact.currency, expected: currency });
  const priced = priceOrder(fact);
  const payable = priced.gross - priced.discount;
  const payments = pricePayments(draft, fact.redeem, payable);
  const pointsPaid = sum(payments.map((payment) => payment.money));
  const shares = apportion(
    pointsPaid,
    priced.lines.map((line) => line.net),
  );
  const lines = priced.lines.map((line, index) => ({ ...line, net: line.net - (shares[index] ?? 0) }));
  const net = payable - pointsPaid;
  const view: OrderView = {
    net,
    gross: priced.gross,
    discount: priced.discount,
    storeId: fact.storeId,
    channel: fact.channel,
    source: fact.source,
    currency,
    placedAt: fact.at,
    lines,
  };
  payWithPoints(draft, payments, fact.at);
  earn(draft, fact, { view, lines });
  count(draft, fact.at, net);
  return {
    gross: priced.gross,
    discount: priced.discount,
    pointsPaid,
    net,
    lines: lines.map((line) => ({ lineNo: line.lineNo, net: line.net })),
  };
}

function earn(draft: Draft, fact: OrderFact, order: PricedOrder): void {
  const event: HistoryEvent = { type: "order", at: fact.at, order: order.view };
  const world = { ...worldOf(draft.compiled, draft), order: order.view, event };
  foldAll(draft, [event], world);
  const points = new Map<string, number>();
  // All rules are judged before the first is booked, so that none sees what another gave.
  for (const given of earnings(draft.compiled, order, world, fact.at)) {
    const { wallet, id } = given.rule;
    credit(draft, {
      wallet,
      kind: "earn",
      amount: given.points,
      at: fact.at,
      ruleId: id,
      perLine: given.perLine,
      explanation: given.explanation,
    });
    points.set(wallet, (points.get(wallet) ?? 0) + given.points);
  }
  const earned = [...points].map(
    ([wallet, amount]): HistoryEvent => ({ ...event, type: POINTS_EARNED, properties: { wallet, points: amount } }),
  );
  if (earned.length > 0) foldAll(draft, earned, world);
}

function count(draft: Draft, at: Instant, net: number): void {
  const { orders } = draft.account;
  orders.count += 1;
  orders.net = safe(orders.net + net);
  orders.firstAt = Math.min(orders.firstAt ?? at, at);
  orders.lastAt = Math.max(orders.lastAt ?? at, at);
}

function bookRefund(draft: Draft, fact: RefundFact): Outcome {
  const plan = planRefund(fact);
  // Tills' clocks differ; a refund is never earlier than its order.
  const at = Math.max(fact.at, fact.order.at);
  const { currency } = draft.compiled.programme;
  const world = worldOf(draft.compiled, draft);
  const staleLeaves = replaceAll(draft, orderHistory(fact.order, currency), orderHistory(plan.after, currency), world);
  // Points paid come back first, so that a claw-back can draw on them.
  const returned = returnPayments(draft, fact, plan, at);
  const claws = clawBack(draft, fact, plan, at);
  const { orders } = draft.account;
  orders.net = safe(orders.net - plan.amount);
  if (plan.complete) orders.count = Math.max(0, orders.count - 1);
  return {
    order: null,
    refund: { amount: plan.amount, lines: plan.lines, returned, ...claws, complete: plan.complete },
    staleLeaves,
  };
}

function bookAdjustment(draft: Draft, fact: AdjustFact): void {
  const { wallet, points, at } = fact;
  if (!draft.compiled.wallets.has(wallet)) throw new Refusal("points.unknown_wallet", { wallet });
  if (!Number.isSafeInteger(points) || points === 0) throw new Refusal("points.invalid_amount", { wallet, points });
  if (points > 0 && fact.expiresAt !== undefined && fact.expiresAt <= at)
    throw new Refusal("points.expired_before_given", { wallet });
  const explanation = {
    code: "adjust.manual",
    params: { ...walletWords(draft.compiled, wallet), points, reason: fact.reason },
  };
  if (points > 0) credit(draft, { wallet, kind: "adjust", amount: points, at, expiresAt: fact.expiresAt, explanation });
  else spend(draft, { wallet, kind: "adjust", amount: points, at, explanation });
}
