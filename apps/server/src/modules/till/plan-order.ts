import type { ErrorCode } from "@regulars/contracts";
import { businessKey } from "./batch-context.ts";
import { orderHash } from "./content-hash.ts";
import { accepted, applyFact, noteTierChanges, toEntries, walletsOf } from "./decide-batch.ts";
import { orderFact } from "./order-outcome.ts";
import { guestOrder, newOrder, withLedger } from "./order-record.ts";
import { bookingOf, effectiveAt, type Plan, type Run, repeated, take } from "./plan.ts";
import { refused, type TillAnswer } from "./till-answer.ts";
import type { OrderCommand } from "./till-command.ts";
import type { MemberWork, OrderRecord } from "./till-records.ts";

export function planOrder(run: Run, command: OrderCommand, member: MemberWork | undefined): Plan {
  const { options, context } = run;
  const hash = orderHash(command);
  const key = `order\n${businessKey(command.source, command.externalId)}`;
  const base = newOrder(command, { hash, member, now: options.now, version: context.programme.version });
  const fact = orderFact(base, command.redeem ?? [], effectiveAt(command.placedAt, options.now));
  return {
    memberId: member?.id ?? null,
    facts: member && !run.earlier.has(key) ? [fact] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      if (!member) return recordGuest(run, command, base, key, hash);
      const decision = applyFact(context, member, fact);
      if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
      const origin = {
        ...bookingOf(run, command.actor),
        factKind: "order" as const,
        factId: base.id,
        orderId: base.id,
      };
      const entries = toEntries(decision, member, origin);
      const tierChanges = noteTierChanges(decision, member, origin);
      const wallets = options.withWallets ? walletsOf(member, options.now.getTime()) : [];
      const order = withLedger(base, decision, {
        entries,
        tierChanges,
        wallets,
        programme: context.programme.programme,
      });
      run.newOrders.push(order);
      run.entries.push(...entries);
      return take(
        run,
        key,
        hash,
        accepted({ status: "recorded", memberId: member.id, order, entries, tierChanges, wallets }),
      );
    },
  };
}

function recordGuest(run: Run, command: OrderCommand, base: OrderRecord, key: string, hash: Buffer): TillAnswer {
  if (command.redeem?.length) return refused("points.member_required");
  const order = guestOrder(base);
  if (!order) return refused("amount.too_large");
  run.newOrders.push(order);
  return take(run, key, hash, accepted({ status: "recorded", memberId: null, order }));
}
