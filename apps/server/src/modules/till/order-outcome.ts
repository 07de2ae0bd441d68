import type { OrderFact, OrderOutcome } from "@regulars/engine";
import type { LineRecord, OrderRecord } from "./till-records.ts";

/** An order as the engine sees it. */
export function orderFact(order: OrderRecord, redeem: OrderFact["redeem"], at: number): OrderFact {
  return {
    kind: "order",
    id: order.id,
    at,
    recordedAt: order.recordedAt.getTime(),
    storeId: order.storeId,
    channel: order.channel,
    source: order.source,
    currency: order.currency,
    lines: order.lines.map((line) => openLine(line)),
    redeem,
    ...(order.tenders ? { tenders: order.tenders } : {}),
  };
}

/** What is left of a line that was partly refunded before its order got a member. */
function openLine(line: LineRecord): OrderFact["lines"][number] {
  const quantity = line.quantity - (line.claimedQuantity ?? 0);
  const net = line.net - (line.claimedAmount ?? 0);
  return {
    lineNo: line.lineNo,
    sku: line.sku,
    ...(line.name === undefined ? {} : { name: line.name }),
    ...(line.category === undefined ? {} : { category: line.category }),
    quantity,
    unitPrice: line.unitPrice,
    discount: line.claimedQuantity === undefined ? line.discount : Math.max(0, line.unitPrice * quantity - net),
  };
}

/** What an order did so far, as the engine needs it for a refund. */
export function orderOutcome(order: OrderRecord): OrderOutcome {
  return {
    orderId: order.id,
    at: Math.min(order.placedAt.getTime(), order.recordedAt.getTime()),
    storeId: order.storeId,
    channel: order.channel,
    source: order.source,
    lines: order.lines.map((line) => ({
      ...openLine(line),
      refundedQuantity: line.refundedQuantity - (line.claimedQuantity ?? 0),
      refundedAmount: line.refundedAmount - (line.claimedAmount ?? 0),
      net: line.net - (line.claimedAmount ?? 0),
    })),
    net: order.net - sumClaimed(order.lines),
    refundedAmount: order.refunded - sumClaimed(order.lines),
    earned: order.ledger.earned,
    spent: order.ledger.spent,
  };
}

function sumClaimed(lines: LineRecord[]): number {
  return lines.reduce((sum, line) => sum + (line.claimedAmount ?? 0), 0);
}
