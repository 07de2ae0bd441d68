import { accepted, bookFact } from "./decide-batch.ts";
import { orderFact } from "./order-outcome.ts";
import { withLedger } from "./order-record.ts";
import { effectiveAt, type Plan, type Run, refusal } from "./plan.ts";
import { refused } from "./till-answer.ts";
import type { ClaimCommand } from "./till-command.ts";
import type { MemberWork, OrderRecord } from "./till-records.ts";

export function planClaim(run: Run, command: ClaimCommand, member: MemberWork | undefined): Plan {
  const { context, options } = run;
  const first = context.orders.get(command.orderId);
  if (!first) return refusal("order.not_found");
  if (!member) return refusal("member.not_found");
  const claimed = claimedBy(first, member);
  const fact = orderFact(claimed, [], effectiveAt(first.placedAt, options.now));
  return {
    needs: first.memberId === null ? [{ memberId: member.id, fact }] : [],
    decide: () => {
      const order = context.orders.get(command.orderId);
      if (!order) return refused("order.not_found");
      if (order.memberId === member.id)
        return run.earlier.answerFor(order) ?? accepted({ status: "repeated", memberId: member.id, order });
      if (order.memberId) return refused("order.already_claimed");
      if (order.completeRefund) return refused("order.nothing_left");
      const origin = { factKind: "claim" as const, factId: order.id, orderId: order.id, actor: command.actor };
      const booked = bookFact(run, member, fact, origin);
      if (booked.status === "refused") return booked;
      const { decision, entries, tierChanges, wallets } = booked;
      const owned = withLedger(claimed, decision, {
        entries,
        tierChanges,
        wallets,
        programme: context.programme,
      });
      const kept = { ...owned, gross: order.gross, discount: order.discount, net: order.net, lines: claimed.lines };
      context.orders.set(order.id, kept);
      run.movedOrders.push({ order: kept, fromBucket: order.bucket });
      return accepted({ status: "recorded", memberId: member.id, order: kept, entries, tierChanges, wallets });
    },
  };
}

/** The guest order as its new owner's, counting refunds from here. */
function claimedBy(order: OrderRecord, member: MemberWork): OrderRecord {
  const lines = order.lines.map((line) =>
    line.refundedAmount === 0 && line.refundedQuantity === 0
      ? line
      : { ...line, claimedQuantity: line.refundedQuantity, claimedAmount: line.refundedAmount },
  );
  return { ...order, memberId: member.id, bucket: member.bucket, lines };
}
