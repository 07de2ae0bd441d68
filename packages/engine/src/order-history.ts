import { POINTS_EARNED } from "./compile.ts";
import type { OrderOutcome } from "./facts.ts";
import { apportion, ratio, sum } from "./integer.ts";
import type { HistoryEvent, LineView, OrderView } from "./world.ts";

/** How much of each line has been refunded: a share from 0 to 1 as an exact fraction, by line number. */
export type RefundedShares = Map<number, { part: number; whole: number }>;

/** Money decides where the line had any; free lines go by quantity. */
export function refundedShares(lines: OrderOutcome["lines"]): RefundedShares {
  return new Map(
    lines.map((line) => [
      line.lineNo,
      line.net > 0
        ? { part: line.refundedAmount, whole: line.net }
        : { part: line.refundedQuantity, whole: Math.max(line.quantity, 1) },
    ]),
  );
}

/** The refunded part of points that were shared out over lines; cumulative, so that all refunds together give exactly the whole. */
export function refundedPoints(perLine: readonly { lineNo: number; amount: number }[], shares: RefundedShares): number {
  return sum(
    perLine.map(({ lineNo, amount }) => {
      const share = shares.get(lineNo);
      return share ? ratio([amount, share.part], [share.whole]) : 0;
    }),
  );
}

/** Points paid, shared out over the lines by the money they paid for. */
export function paidPerLine(order: Pick<OrderOutcome, "lines">, points: number): { lineNo: number; amount: number }[] {
  const paid = order.lines.map((line) => Math.max(0, line.unitPrice * line.quantity - line.discount - line.net));
  const shares = apportion(points, paid);
  return order.lines.map((line, index) => ({ lineNo: line.lineNo, amount: shares[index] ?? 0 }));
}

function lineAsItStands(line: OrderOutcome["lines"][number]): LineView {
  const quantity = line.quantity - line.refundedQuantity;
  return {
    sku: line.sku,
    name: line.name,
    category: line.category,
    quantity,
    unitPrice: line.unitPrice,
    discount: ratio([line.discount, quantity], [Math.max(line.quantity, 1)]),
    net: line.net - line.refundedAmount,
  };
}

/** The order as conditions see it, refunds taken off. */
export function orderAsItStands(order: OrderOutcome, currency: string): OrderView {
  const lines = order.lines.map(lineAsItStands);
  return {
    net: order.net - order.refundedAmount,
    gross: sum(lines.map((line) => line.unitPrice * line.quantity)),
    discount: sum(lines.map((line) => line.discount)),
    storeId: order.storeId,
    channel: order.channel,
    source: order.source,
    currency,
    placedAt: order.at,
    lines: lines.filter((line) => line.quantity > 0),
  };
}

/** Whether nothing of the order is left: all its goods are refunded. A refund of all money counts as one of all goods. */
export function isGone(order: Pick<OrderOutcome, "net" | "refundedAmount" | "lines">): boolean {
  return order.lines.length > 0 && order.lines.every((line) => line.refundedQuantity >= line.quantity);
}

/**
 * What an order is in its member's history: the order as it now stands and, per wallet, the points it earned less what refunds take off.
 * Nothing when it is refunded completely. This is what `decide` folds, so leaf states filled from it agree with those kept at the till.
 */
export function orderHistory(order: OrderOutcome, currency: string): HistoryEvent[] {
  if (isGone(order)) return [];
  const view = orderAsItStands(order, currency);
  const events: HistoryEvent[] = [{ type: "order", at: order.at, order: view }];
  const shares = refundedShares(order.lines);
  const earned = new Map<string, number>();
  for (const { wallet, amount, perLine } of order.earned) {
    earned.set(wallet, (earned.get(wallet) ?? 0) + amount - refundedPoints(perLine, shares));
  }
  for (const [wallet, points] of earned) {
    if (points > 0) events.push({ type: POINTS_EARNED, at: order.at, order: view, properties: { wallet, points } });
  }
  return events;
}
