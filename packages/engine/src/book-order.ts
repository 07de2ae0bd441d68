import type { CompiledProgramme } from "./compile.ts";
import { type Draft, Refusal } from "./draft.ts";
import { earn } from "./earning.ts";
import type { Instant, OrderFact, OrderResult } from "./facts.ts";
import type { PricedOrder } from "./happening.ts";
import { foldAll } from "./history.ts";
import { apportion, safe, sum } from "./integer.ts";
import { isPaidWithPoints, payWithPoints, pricePayments } from "./payment.ts";
import { worldAt } from "./stage.ts";
import type { HistoryEvent, OrderView } from "./world.ts";

/** An order's lines with their worth, before points pay for any of it. */
export interface PricedLines {
  lines: PricedOrder["lines"];
  gross: number;
  discount: number;
}

/** Prices an order by itself. Throws Refusal when it is not well formed. */
export function priceOrder(compiled: CompiledProgramme, fact: OrderFact): PricedLines {
  const { currency } = compiled.programme;
  if (fact.currency !== currency)
    throw new Refusal("order.currency_not_in_programme", { currency: fact.currency, expected: currency });
  checkTenders(fact);
  checkLineNumbers(fact);
  const lines = fact.lines.map((line) => {
    const { lineNo, quantity, unitPrice, discount } = line;
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
  let gross = 0;
  let discount = 0;
  for (const line of lines) {
    gross = safe(gross + line.gross);
    discount = safe(discount + line.discount);
  }
  return { lines, gross, discount };
}

const FEW_LINES = 8;

function checkLineNumbers({ lines }: OrderFact): void {
  if (lines.length > FEW_LINES) {
    const seen = new Set<number>();
    for (const { lineNo } of lines) {
      if (seen.has(lineNo)) throw new Refusal("order.duplicate_line", { lineNo });
      seen.add(lineNo);
    }
    return;
  }
  for (let index = 1; index < lines.length; index += 1) {
    const lineNo = lines[index]?.lineNo ?? 0;
    for (let earlier = 0; earlier < index; earlier += 1)
      if (lines[earlier]?.lineNo === lineNo) throw new Refusal("order.duplicate_line", { lineNo });
  }
}

function checkTenders({ tenders }: OrderFact): void {
  if (!tenders) return;
  for (const { kind, amount } of tenders)
    if (!Number.isSafeInteger(amount) || amount < 0) throw new Refusal("order.invalid_tender", { kind, amount });
}

/** Pays, earns and counts a priced order. Throws Refusal. */
export function bookOrder(draft: Draft, fact: OrderFact, priced: PricedLines): OrderResult {
  const { currency } = draft.compiled.programme;
  const payable = priced.gross - priced.discount;
  const payments = isPaidWithPoints(fact) ? pricePayments(draft, fact, payable) : [];
  const pointsPaid = sum(payments.map((payment) => payment.money));
  const lines = lessPointsPaid(priced.lines, pointsPaid);
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
  if (payments.length > 0) payWithPoints(draft, payments, fact.at);
  earnForOrder(draft, { view, lines, tenders: fact.tenders }, fact.at);
  count(draft, fact.at, net);
  return {
    gross: priced.gross,
    discount: priced.discount,
    pointsPaid,
    net,
    lines: lines.map((line) => ({ lineNo: line.lineNo, net: line.net })),
  };
}

/** The lines with the money that points paid taken off, in proportion. */
function lessPointsPaid(lines: PricedOrder["lines"], pointsPaid: number): PricedOrder["lines"] {
  if (pointsPaid === 0) return lines;
  const shares = apportion(
    pointsPaid,
    lines.map((line) => line.net),
  );
  return lines.map((line, index) => ({ ...line, net: line.net - (shares[index] ?? 0) }));
}

function earnForOrder(draft: Draft, order: PricedOrder, at: Instant): void {
  const event: HistoryEvent = { type: "order", at, order: order.view };
  const world = worldAt(draft.compiled, draft, event);
  foldAll(draft, [event], world);
  earn(draft, draft.compiled.rulesOf.order, { trigger: "order", at, budgetAt: at, world, order });
}

function count(draft: Draft, at: Instant, net: number): void {
  const { orders } = draft.account;
  orders.count += 1;
  orders.net = safe(orders.net + net);
  orders.firstAt = Math.min(orders.firstAt ?? at, at);
  orders.lastAt = Math.max(orders.lastAt ?? at, at);
}
