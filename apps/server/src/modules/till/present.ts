import type { orderSchema, outcomeSchema, refundSchema } from "@regulars/contracts";
import { explain } from "@regulars/engine";
import type { z } from "zod";
import { toPublicId } from "../../platform/ids.ts";
import type { Accepted } from "./till-answer.ts";
import type { EntryRecord, OrderRecord, RefundRecord, TierChangeRecord } from "./till-records.ts";

/** How facts look to API callers; explanations in the caller's language. */
export interface Reader {
  locale: "zh-CN" | "en";
  currency: string;
}

type OrderView = z.output<typeof orderSchema>;
type OutcomeView = z.output<typeof outcomeSchema>;
type RefundView = z.output<typeof refundSchema>;

export function orderView(order: OrderRecord): OrderView {
  return {
    id: toPublicId("ord", order.id),
    externalId: order.externalId,
    source: order.source,
    memberId: order.memberId ? toPublicId("mbr", order.memberId) : null,
    storeId: order.storeId,
    channel: order.channel,
    currency: order.currency,
    placedAt: order.placedAt.toISOString(),
    recordedAt: order.recordedAt.toISOString(),
    status: orderStatus(order),
    grossAmount: order.gross,
    discountAmount: order.discount,
    pointsPaidAmount: order.pointsPaid,
    netAmount: order.net,
    refundedAmount: order.refunded,
    programmeVersion: order.programmeVersion,
    lines: order.lines.map((line) => ({
      lineNo: line.lineNo,
      sku: line.sku,
      name: line.name ?? null,
      category: line.category ?? null,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      netAmount: line.net,
      refundedQuantity: line.refundedQuantity,
      refundedAmount: line.refundedAmount,
    })),
  };
}

function orderStatus(order: OrderRecord): OrderView["status"] {
  if (order.completeRefund) return "refunded";
  const isTouched = order.refunded > 0 || order.lines.some((line) => line.refundedQuantity > 0);
  return isTouched ? "partly_refunded" : "paid";
}

function entryView(entry: EntryRecord, reader: Reader): OutcomeView["entries"][number] {
  return {
    id: toPublicId("ent", entry.id),
    wallet: entry.wallet,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    availableAt: entry.availableAt?.toISOString() ?? null,
    expiresAt: entry.expiresAt?.toISOString() ?? null,
    ruleId: entry.ruleId,
    explanation: entry.explanation,
    text: explain(entry.explanation, languageOf(reader), { currency: reader.currency }),
  };
}

function tierChangeView(change: TierChangeRecord, reader: Reader): OutcomeView["tierChanges"][number] {
  return {
    ladder: change.ladder,
    from: change.from,
    to: change.to,
    since: new Date(change.since).toISOString(),
    until: change.until === null ? null : new Date(change.until).toISOString(),
    reason: change.reason,
    explanation: change.explanation,
    text: explain(change.explanation, languageOf(reader), { currency: reader.currency }),
  };
}

function languageOf(reader: Reader): "zh" | "en" {
  return reader.locale === "en" ? "en" : "zh";
}

export function outcomeView(
  answer: Pick<Accepted, "entries" | "tierChanges" | "wallets">,
  reader: Reader,
): OutcomeView {
  return {
    entries: answer.entries.map((entry) => entryView(entry, reader)),
    tierChanges: answer.tierChanges.map((change) => tierChangeView(change, reader)),
    issued: [],
    wallets: answer.wallets.map((wallet) => ({ ...wallet, asOf: new Date(wallet.asOf).toISOString() })),
  };
}

export function refundView(refund: RefundRecord, currency: string): RefundView {
  const { clawedBack, returned, arrears, waived, complete } = refund.outcome;
  return {
    id: toPublicId("rfd", refund.id),
    orderId: toPublicId("ord", refund.orderId),
    externalId: refund.externalId,
    amount: refund.amount,
    currency,
    refundedAt: refund.refundedAt.toISOString(),
    reason: refund.reason,
    lines: refund.lines,
    clawedBack,
    returned,
    arrears,
    waived,
    complete,
  };
}
