import type { EventFact } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import { businessKey, orderKeyOf } from "./business-key.ts";
import { eventHash } from "./content-hash.ts";
import { accepted, type Booked, bookFact } from "./decide-batch.ts";
import { toOutcome } from "./fact-outcome.ts";
import { effectiveAt, farFutureMilliseconds, type Plan, type Run, repeated, take } from "./plan.ts";
import { type Refused, refused } from "./till-answer.ts";
import type { EventCommand } from "./till-command.ts";
import type { EventRecord, MemberWork } from "./till-records.ts";

/** An event of a member is decided on; one of nobody known is kept. */
export function planEvent(run: Run, command: EventCommand, member: MemberWork | undefined): Plan {
  const { context, options } = run;
  const hash = eventHash(command);
  const key = `event\n${businessKey(command.source, command.externalId)}`;
  const id = newId(member?.bucket);
  const order = command.order && context.eventOrders.get(orderKeyOf(command.order));
  const orderId = order && order.memberId === (member?.id ?? null) ? order.id : null;
  const fact = toFact(command, { id, orderId, now: options.now });
  return {
    needs: member && !run.earlier.has(key) ? [{ memberId: member.id, fact }] : [],
    decide: () => {
      const repeat = repeated(run, key, hash);
      if (repeat) return repeat;
      const problem = checkEvent(run, command, orderId);
      if (problem) return problem;
      const origin = { factKind: "event" as const, factId: id, orderId, actor: command.actor };
      const booked = member ? bookFact(run, member, fact, origin) : null;
      if (booked?.status === "refused") return booked;
      const event = toEvent(run, command, { id, hash, member, orderId, booked });
      run.events.push(event);
      const { entries, tierChanges, wallets } = booked ?? { entries: [], tierChanges: [], wallets: [] };
      const parts = { memberId: member?.id ?? null, factId: id, event, entries, tierChanges, wallets };
      return take(run, key, hash, accepted({ status: "recorded", ...parts }));
    },
  };
}

function checkEvent(run: Run, command: EventCommand, orderId: string | null): Refused | null {
  const { now, knownStores } = run.options;
  if (command.at.getTime() > now.getTime() + farFutureMilliseconds) {
    return refused("event.in_future", { at: command.at.toISOString() });
  }
  if (command.storeId && !knownStores.has(command.storeId)) {
    return refused("order.store_unknown", { storeId: command.storeId });
  }
  return command.order && orderId === null ? refused("order.not_found") : null;
}

interface FactParts {
  id: string;
  orderId: string | null;
  now: Date;
}

function toFact(command: EventCommand, { id, orderId, now }: FactParts): EventFact {
  const { type, source, properties } = command;
  return {
    kind: "event",
    id,
    at: effectiveAt(command.at, now),
    recordedAt: now.getTime(),
    type,
    source,
    storeId: command.storeId ?? null,
    channel: command.channel ?? null,
    properties,
    orderId,
  };
}

interface EventParts {
  id: string;
  hash: Buffer;
  member: MemberWork | undefined;
  orderId: string | null;
  booked: Booked | null;
}

function toEvent(run: Run, command: EventCommand, { id, hash, member, orderId, booked }: EventParts): EventRecord {
  const { type, source, externalId, properties, at, actor } = command;
  return {
    id,
    bucket: member?.bucket ?? Number.parseInt(id.slice(-2), 16),
    memberId: member?.id ?? null,
    anonymousId: command.anonymousId ?? null,
    type,
    source,
    externalId,
    contentHash: hash,
    storeId: command.storeId ?? null,
    channel: command.channel ?? null,
    orderId,
    properties,
    at,
    recordedAt: run.options.now,
    outcome: toOutcome(booked),
    programmeVersion: run.context.programme.version,
    actor,
    importId: command.importId ?? null,
    demo: member?.demo ?? command.demo ?? false,
  };
}
