import type { OrderFact } from "@regulars/engine";
import { businessKey } from "./business-key.ts";
import { orderHash } from "./content-hash.ts";
import { accepted, toHold } from "./decide-batch.ts";
import { holdsOfOrder } from "./holds-of-order.ts";
import { orderFact } from "./order-outcome.ts";
import { guestOrder, newOrder, withLedger } from "./order-record.ts";
import { effectiveAt, type Plan, type Run, repeated, take } from "./plan.ts";
import { bookPayment, needsOfPayment } from "./pull-from-household.ts";
import { type Refused, refused, type TillAnswer } from "./till-answer.ts";
import type { OrderCommand } from "./till-command.ts";
import type { EntryRecord, HoldRecord, MemberWork, OrderRecord } from "./till-records.ts";

export function planOrder(run: Run, command: OrderCommand, member: MemberWork | undefined): Plan {
  const { options, context } = run;
  const hash = orderHash(command);
  const key = `order\n${businessKey(command.source, command.externalId)}`;
  const base = newOrder(command, { hash, member, now: options.now, version: context.programme.version });
  const at = effectiveAt(command.placedAt, options.now);
  const { holdIds = [], redeem = [] } = command;
  const factWith = (holds: HoldRecord[]): OrderFact => ({
    ...orderFact(base, redeem, at),
    ...(holds.length > 0 ? { holds: holds.map(toHold) } : {}),
  });
  const named = holdIds.flatMap((id) => context.holds.get(id) ?? []);
  return {
    needs:
      member && !run.earlier.has(key) ? needsOfPayment(run, member, { fact: factWith(named), payments: redeem }) : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      if (!member) return recordGuest(run, command, base, key, hash);
      const holds = holdsOfOrder(run, member, holdIds);
      if ("status" in holds) return holds;
      const booked = bookOrder(run, command, { member, base, fact: factWith(holds.open) });
      if ("status" in booked) return booked;
      closeHolds(run, booked.order, member, holds.open);
      run.newOrders.push(booked.order);
      const { order, entries, tierChanges } = booked;
      const { wallets } = order.ledger;
      const parts = { memberId: member.id, order, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

interface OrderWork {
  member: MemberWork;
  base: OrderRecord;
  fact: OrderFact;
}

function bookOrder(run: Run, command: OrderCommand, { member, base, fact }: OrderWork): Refused | OrderRecordBooked {
  const origin = { factKind: "order" as const, factId: base.id, orderId: base.id, actor: command.actor };
  const booked = bookPayment(run, member, { fact, origin, payments: command.redeem ?? [] });
  if (booked.status === "refused") return booked;
  const { decision, entries, tierChanges, wallets } = booked;
  const order = withLedger(base, decision, { entries, tierChanges, wallets, programme: run.context.programme });
  return { order, entries, tierChanges };
}

interface OrderRecordBooked {
  order: OrderRecord;
  entries: EntryRecord[];
  tierChanges: OrderRecord["ledger"]["tierChanges"];
}

function closeHolds(run: Run, order: OrderRecord, member: MemberWork, holds: HoldRecord[]): void {
  for (const { id } of holds) {
    const hold = member.holds.get(id);
    if (!hold) continue;
    member.holds.set(id, { ...hold, orderId: order.id });
    run.context.holds.set(id, { ...hold, orderId: order.id });
  }
}

function recordGuest(run: Run, command: OrderCommand, base: OrderRecord, key: string, hash: Buffer): TillAnswer {
  if (command.redeem?.length || command.holdIds?.length) return refused("points.member_required");
  const order = guestOrder(base);
  if (!order) return refused("amount.too_large");
  run.newOrders.push(order);
  return take(run, key, hash, accepted({ status: "recorded", memberId: null, order }));
}
