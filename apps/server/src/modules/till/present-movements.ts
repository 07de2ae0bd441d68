import type { eventSchema, holdSchema } from "@regulars/contracts";
import type { z } from "zod";
import { toPublicId } from "../../platform/ids.ts";
import { outcomeView, type Reader } from "./present.ts";
import type { Accepted } from "./till-answer.ts";
import type { EventRecord, HoldRecord } from "./till-records.ts";

export function eventView(event: EventRecord): z.output<typeof eventSchema> {
  return {
    id: toPublicId("evt", event.id),
    externalId: event.externalId,
    source: event.source,
    type: event.type,
    memberId: event.memberId && toPublicId("mbr", event.memberId),
    anonymousId: event.anonymousId,
    orderId: event.orderId && toPublicId("ord", event.orderId),
    storeId: event.storeId,
    channel: event.channel,
    properties: event.properties,
    at: event.at.toISOString(),
    recordedAt: event.recordedAt.toISOString(),
  };
}

/** A hold as of an instant: past its time it is expired, whether or not that is booked yet. */
export function holdView(hold: HoldRecord, now: Date): z.output<typeof holdSchema> {
  const isOver = hold.status === "held" && hold.expiresAt <= now;
  return {
    id: toPublicId("hld", hold.id),
    memberId: toPublicId("mbr", hold.memberId),
    wallet: hold.wallet,
    points: hold.points,
    committed: hold.committed,
    status: isOver ? "expired" : hold.status,
    expiresAt: hold.expiresAt.toISOString(),
    reference: hold.reference,
    orderId: hold.orderId && toPublicId("ord", hold.orderId),
    createdAt: hold.at.toISOString(),
    closedAt: (isOver ? hold.expiresAt : hold.closedAt)?.toISOString() ?? null,
  };
}

/** What a transfer or its reversal did to the other member. */
export function counterpartView({ counterpart }: Accepted, reader: Reader) {
  if (!counterpart) return null;
  const { entries, wallets } = counterpart;
  return {
    memberId: toPublicId("mbr", counterpart.memberId),
    outcome: outcomeView({ entries, wallets, tierChanges: [] }, reader),
  };
}
