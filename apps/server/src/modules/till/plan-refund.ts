import type { ErrorCode } from "@regulars/contracts";
import type { RefundFact, RefundResult } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey, orderKeyOf } from "./batch-context.ts";
import { refundHash } from "./content-hash.ts";
import { accepted, applyFact, noteTierChanges, toEntries, walletsOf } from "./decide-batch.ts";
import { refundGuest } from "./guest-refund.ts";
import { orderOutcome } from "./order-outcome.ts";
import { withRefund } from "./order-record.ts";
import { bookingOf, effectiveAt, farFutureMilliseconds, type Plan, type Run, repeated, take } from "./plan.ts";
import { type Accepted, refused } from "./till-answer.ts";
import type { RefundCommand } from "./till-command.ts";
import type { MemberWork, OrderRecord, RefundRecord } from "./till-records.ts";

export function planRefund(run: Run, command: RefundCommand, member: MemberWork | undefined): Plan {
  const { options, context } = run;
  const find = (): OrderRecord | undefined => context.orders.get(orderKeyOf(command.order));
  const source = command.source ?? find()?.source ?? "";
  const hash = refundHash(command);
  const key = `refund\n${businessKey(source, command.externalId)}`;
  const id = newId(find()?.bucket);
  const factOf = (order: OrderRecord): RefundFact => ({
    kind: "refund",
    id,
    at: effectiveAt(command.refundedAt, options.now),
    recordedAt: options.now.getTime(),
    reason: command.reason ?? null,
    order: orderOutcome(order),
    ...(command.lines ? { lines: command.lines } : {}),
    ...(command.amount === undefined ? {} : { amount: command.amount }),
  });
  const first = find();
  return {
    memberId: member?.id ?? null,
    facts: member && first && !run.earlier.has(key) ? [factOf(first)] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const order = find();
      if (!order) return refused("order.not_found");
      if (command.refundedAt.getTime() < order.placedAt.getTime() - farFutureMilliseconds) {
        return refused("refund.before_order");
      }
      const fact = factOf(order);
      const decision = member ? applyFact(context, member, fact) : refundGuest(context.programme, fact);
      if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
      if (!decision.refund) return refused("server.internal");
      const origin = { ...bookingOf(run, command.actor), factKind: "refund" as const, factId: id, orderId: order.id };
      const entries = member ? toEntries(decision, member, origin) : [];
      const tierChanges = member ? noteTierChanges(decision, member, origin) : [];
      const wallets = member && options.withWallets ? walletsOf(member, options.now.getTime()) : [];
      if (member && decision.staleLeaves.length > 0) run.staleMembers.add(member.id);
      const refund = toRefund(run, command, {
        id,
        hash,
        source,
        order,
        result: decision.refund,
        entries,
        tierChanges,
        wallets,
      });
      const changed = withRefund(order, decision.refund, entries);
      context.orders.set(order.id, changed);
      context.orders.set(businessKey(order.source, order.externalId), changed);
      run.changedOrders = [...run.changedOrders.filter((other) => other.id !== order.id), changed];
      run.refunds.push(refund);
      run.entries.push(...entries);
      const parts = { memberId: member?.id ?? null, order: changed, refund, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

interface RefundParts extends Pick<Accepted, "entries" | "tierChanges" | "wallets"> {
  id: string;
  hash: Buffer;
  source: string;
  order: OrderRecord;
  result: RefundResult;
}

function toRefund(run: Run, command: RefundCommand, parts: RefundParts): RefundRecord {
  const { result, order } = parts;
  return {
    id: parts.id,
    bucket: order.bucket,
    orderId: order.id,
    memberId: order.memberId,
    source: parts.source,
    externalId: command.externalId,
    contentHash: parts.hash,
    refundedAt: command.refundedAt,
    recordedAt: run.options.now,
    amount: result.amount,
    lines: result.lines,
    reason: command.reason ?? null,
    outcome: {
      clawedBack: result.clawedBack,
      returned: result.returned,
      arrears: result.arrears,
      waived: result.waived,
      complete: result.complete,
      entryIds: parts.entries.map((entry) => entry.id),
      tierChanges: parts.tierChanges,
      wallets: parts.wallets,
    },
    programmeVersion: run.context.programme.version,
    actor: command.actor,
    importId: command.importId ?? null,
    demo: command.demo ?? false,
  };
}
