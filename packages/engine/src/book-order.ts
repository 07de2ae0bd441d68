import { POINTS_EARNED } from "./compile.ts";
import { type Draft, Refusal } from "./draft.ts";
import { earnings, type PricedOrder } from "./earning.ts";
import type { Instant, OrderFact, OrderResult } from "./facts.ts";
import { foldAll } from "./history.ts";
import { apportion, safe, sum } from "./integer.ts";
import { credit } from "./ledger.ts";
import { payWithPoints, pricePayments } from "./payment.ts";
import { worldOf } from "./stage.ts";
import type { HistoryEvent, OrderView } from "./world.ts";

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

/** Prices, pays, earns and counts an order. Throws Refusal. */
export function bookOrder(draft: Draft, fact: OrderFact): OrderResult {
  const { compiled } = draft;
  const { currency } = compiled.programme;
  if (fact.currency !== currency)
    throw new Refusal("order.currency_not_in_programme", { currency: fact.currency, expected: currency });
  const priced = priceOrder(fact);
  const payable = priced.gross - priced.discount;
  const payments = pricePayments(draft, fact, payable);
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
