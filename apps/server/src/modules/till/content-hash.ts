import { hash } from "node:crypto";
import type { AdjustCommand, OrderCommand, RefundCommand } from "./till-command.ts";

/** SHA-256 of what a fact says, so that a repeat can be told from another fact under the same number. Who sent it does not count. */
export function orderHash(order: OrderCommand): Buffer {
  const who = order.memberId ?? (order.identity ? `${order.identity.kind}:${order.identity.value}` : null);
  const lines = order.lines.map((line) => [
    line.sku,
    line.name ?? null,
    line.category ?? null,
    line.quantity,
    line.unitPrice,
    line.discount,
  ]);
  const redeem = (order.redeem ?? []).map((payment) => [payment.wallet, payment.points]);
  return digest([
    who,
    order.storeId ?? null,
    order.channel ?? null,
    order.currency,
    order.placedAt.getTime(),
    lines,
    redeem,
  ]);
}

export function refundHash(refund: RefundCommand): Buffer {
  const lines = refund.lines?.map((line) => [line.lineNo, line.quantity]) ?? null;
  return digest([refund.order, lines, refund.amount ?? null, refund.reason ?? null]);
}

export function adjustHash(adjustment: AdjustCommand): Buffer {
  return digest([adjustment.memberId, adjustment.wallet, adjustment.points, adjustment.reason]);
}

function digest(content: unknown[]): Buffer {
  return hash("sha256", JSON.stringify(content), "buffer");
}
