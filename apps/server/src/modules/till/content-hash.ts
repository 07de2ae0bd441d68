import { hash } from "node:crypto";
import type {
  AdjustCommand,
  EventCommand,
  HoldCommand,
  MemberReference,
  OrderCommand,
  RefundCommand,
  SpendCommand,
  TierGrantCommand,
  TierRedeemCommand,
  TransferCommand,
} from "./till-command.ts";

/** SHA-256 of what a fact says, so that a repeat can be told from another fact under the same number. Who sent it does not count. */
export function orderHash(order: OrderCommand): Buffer {
  const lines = order.lines.map((line) => [
    line.sku,
    line.name ?? null,
    line.category ?? null,
    line.quantity,
    line.unitPrice,
    line.discount,
  ]);
  const redeem = (order.redeem ?? []).map((payment) => [payment.wallet, payment.points]);
  // What only newer callers tell is added behind, so that repeats of older facts still match.
  const more = order.tenders?.length || order.holdIds?.length ? [order.tenders ?? [], order.holdIds ?? []] : [];
  return digest([
    whoOf(order),
    order.storeId ?? null,
    order.channel ?? null,
    order.currency,
    order.placedAt.getTime(),
    lines,
    redeem,
    ...more,
  ]);
}

export function refundHash(refund: RefundCommand): Buffer {
  const lines = refund.lines?.map((line) => [line.lineNo, line.quantity]) ?? null;
  return digest([refund.order, lines, refund.amount ?? null, refund.reason ?? null]);
}

export function adjustHash(adjustment: AdjustCommand): Buffer {
  const { memberId, wallet, points, reason, expiresAt, entryKind } = adjustment;
  const more = entryKind === "import" ? [adjustment.at.getTime(), expiresAt?.getTime() ?? null] : [];
  return digest([memberId, wallet, points, reason, ...more]);
}

export function eventHash(event: EventCommand): Buffer {
  return digest([
    whoOf(event),
    event.anonymousId ?? null,
    event.type,
    event.at.getTime(),
    event.storeId ?? null,
    event.channel ?? null,
    event.order ?? null,
    Object.entries(event.properties).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

export function spendHash({ memberId, wallet, points, reason }: SpendCommand): Buffer {
  return digest([memberId, wallet, points, reason]);
}

export function holdHash({ memberId, wallet, points, ttlSeconds, reference }: HoldCommand): Buffer {
  return digest([memberId, wallet, points, ttlSeconds, reference]);
}

export function transferHash({ memberId, toMemberId, wallet, points, note }: TransferCommand): Buffer {
  return digest([memberId, toMemberId, wallet, points, note ?? null]);
}

export function grantHash(grant: TierGrantCommand): Buffer {
  const { memberId, ladder, tier, until, isLifetime, grantKind, reason } = grant;
  return digest([memberId, ladder, tier, until?.getTime() ?? null, isLifetime, grantKind, reason]);
}

export function tierRedeemHash({ memberId, offer }: TierRedeemCommand): Buffer {
  return digest([memberId, "offer", offer]);
}

export function reverseHash(reason: string): Buffer {
  return digest([reason]);
}

/** Of rows that no caller can repeat. */
export const noContent = Buffer.alloc(0);

function whoOf({ memberId, identity }: MemberReference): string | null {
  return memberId ?? (identity ? `${identity.kind}:${identity.value}` : null);
}

function digest(content: unknown[]): Buffer {
  return hash("sha256", JSON.stringify(content), "buffer");
}
