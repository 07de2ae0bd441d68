import type { listOrdersQuery } from "@regulars/contracts";
import type pg from "pg";
import type { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { bucketOf, fromPublicId } from "../../platform/ids.ts";
import { type OrderRow, toOrderRecord } from "./read-store.ts";
import type { OrderRecord } from "./till-records.ts";

type Query = z.output<typeof listOrdersQuery>;

export interface OrderPage {
  items: OrderRecord[];
  nextCursor: string | null;
}

/** A page of orders, newest first; only those of `storeId` when the caller is bound to a store. */
export async function listOrders(
  client: Pick<pg.Pool, "query">,
  query: Query,
  { storeId, now }: { storeId: string | null; now: Date },
): Promise<OrderPage> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  if (query.memberId) {
    const memberId = fromPublicId("mbr", query.memberId);
    conditions.push(`bucket = ${bind(bucketOf(memberId))}::smallint and member_id = ${bind(memberId)}::uuid`);
  }
  if (query.externalId) conditions.push(`external_id = ${bind(query.externalId)}`);
  if (query.guest) conditions.push(query.guest === "true" ? "member_id is null" : "member_id is not null");
  if (query.standing) conditions.push(query.standing === "true" ? "not complete_refund" : "complete_refund");
  const store = storeId ?? query.storeId;
  if (store) conditions.push(`store_id = ${bind(store)}`);
  const from = query.from ?? (query.memberId || query.externalId ? undefined : monthBefore(query.to, now));
  if (from) conditions.push(`placed_at >= ${bind(from)}::timestamptz`);
  if (query.to) conditions.push(`placed_at < ${bind(query.to)}::timestamptz`);
  if (query.cursor) {
    const { at, id } = readCursor(query.cursor);
    conditions.push(`(placed_at, id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
  }
  const where = conditions.length > 0 ? `where ${conditions.join(" and ")}` : "";
  const { rows } = await client.query<OrderRow & { cursor_at: string }>(
    `select *, placed_at::text as cursor_at from orders ${where} order by placed_at desc, id desc limit ${bind(query.limit + 1)}`,
    values,
  );
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    items: rows.slice(0, query.limit).map(toOrderRecord),
    nextCursor: last ? Buffer.from(`${last.cursor_at}|${last.id}`).toString("base64url") : null,
  };
}

const thirtyOneDays = 31 * 86_400_000;

/** Without a member, a number and a start, a month is enough: nobody pages through all orders of all time by accident. */
function monthBefore(to: string | undefined, now: Date): string {
  return new Date((to ? Date.parse(to) : now.getTime()) - thirtyOneDays).toISOString();
}

function readCursor(cursor: string): { at: string; id: string } {
  const match = /^([\d :.+-]{10,40})\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2]) throw new AppError("cursor.malformed");
  return { at: match[1], id: match[2] };
}
