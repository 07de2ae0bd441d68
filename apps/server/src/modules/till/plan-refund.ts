import type { ErrorCode } from "@regulars/contracts";
import type { CompiledProgramme, RefundFact, RefundResult } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey, orderKeyOf } from "./business-key.ts";
import { refundHash } from "./content-hash.ts";
import { accepted, type Booked, bookFact } from "./decide-batch.ts";
import { refundGuest } from "./guest-refund.ts";
import { orderOutcome } from "./order-outcome.ts";
import { withRefund } from "./order-record.ts";
import { effectiveAt, farFutureMilliseconds, type Plan, type Run, repeated, take } from "./plan.ts";
import { type Accepted, type Refused, refused } from "./till-answer.ts";
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
    needs: member && first && !run.earlier.has(key) ? [{ memberId: member.id, fact: factOf(first) }] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const order = find();
      if (!order) return refused("order.not_found");
      if (command.refundedAt.getTime() < order.placedAt.getTime() - farFutureMilliseconds) {
        return refused("refund.before_order");
      }
      const fact = factOf(order);
      const origin = { factKind: "refund" as const, factId: id, orderId: order.id, actor: command.actor };
      const booked = member ? bookFact(run, member, fact, origin) : bookGuest(context.programme, fact);
      if (booked.status === "refused") return booked;
      const { decision, entries, tierChanges, wallets } = booked;
      if (!decision.refund) return refused("server.internal");
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
      const parts = { memberId: member?.id ?? null, order: changed, refund, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

function bookGuest(programme: CompiledProgramme, fact: RefundFact): Booked | Refused {
  const decision = refundGuest(programme, fact);
  if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
  return { status: "booked", decision, entries: [], tierChanges: [], wallets: [] };
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
