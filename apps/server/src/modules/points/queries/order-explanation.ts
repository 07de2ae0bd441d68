import type { explainResponse, Member } from "@regulars/contracts";
import type { Explanation } from "@regulars/engine";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { bucketOf, fromPublicId, toPublicId } from "../../../platform/ids.ts";
import { type EntryRow, entryColumns, entryView, type Reader, textOf } from "../present.ts";

type Explained = z.output<typeof explainResponse>;

interface OrderRow {
  id: string;
  external_id: string;
  placed_at: Date;
  net: number;
  currency: string;
  programme_version: number;
}

/** Why an order gave these points and this tier, with everything its refunds took back. Refuses an order of another member. */
export async function orderExplanation(
  db: Db,
  given: { memberId: string; order: string; reader: Reader; tiers: Member["tiers"] },
): Promise<Explained> {
  const { memberId, reader } = given;
  const orderId = fromPublicId("ord", given.order);
  const bucket = bucketOf(memberId);
  const { rows } = await sql<OrderRow>`
    select id, external_id, placed_at, net, currency, programme_version from orders
    where bucket = ${bucket} and id = ${orderId} and member_id = ${memberId}`.execute(db);
  const order = rows[0];
  if (!order) refuse("not_found");
  const inCurrency = { ...reader, currency: order.currency };
  return {
    order: {
      id: toPublicId("ord", order.id),
      externalId: order.external_id,
      placedAt: order.placed_at.toISOString(),
      net: order.net,
      currency: order.currency,
      programmeVersion: order.programme_version,
    },
    entries: await entriesOf(db, { bucket, orderId, reader: inCurrency }),
    tierChanges: await tierChangesOf(db, { bucket, orderId, memberId, reader: inCurrency }),
    tiers: given.tiers,
  };
}

async function entriesOf(
  db: Db,
  given: { bucket: number; orderId: string; reader: Reader },
): Promise<Explained["entries"]> {
  const { rows } = await sql<EntryRow & { per_line: { lineNo: number; amount: number }[] | null }>`
    select ${sql.raw(entryColumns)}, per_line from entries
    where bucket = ${given.bucket} and order_id = ${given.orderId} order by id`.execute(db);
  return rows.map((row) => ({ ...entryView(row, given.reader), perLine: row.per_line ?? [] }));
}

async function tierChangesOf(
  db: Db,
  given: { bucket: number; orderId: string; memberId: string; reader: Reader },
): Promise<Explained["tierChanges"]> {
  const { rows } = await sql<{
    ladder: string;
    from_tier: string | null;
    to_tier: string;
    since: Date;
    until: Date | null;
    reason: string;
    explanation: Explanation;
  }>`
    select ladder, from_tier, to_tier, since, until, reason, explanation from tier_changes
    where bucket = ${given.bucket} and member_id = ${given.memberId} and (fact_id = ${given.orderId} or fact_id in (
      select id from refunds where bucket = ${given.bucket} and order_id = ${given.orderId}))
    order by id`.execute(db);
  return rows.map((row) => ({
    ladder: row.ladder,
    from: row.from_tier,
    to: row.to_tier,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    reason: row.reason,
    explanation: row.explanation,
    text: textOf(row.explanation, given.reader),
  }));
}
