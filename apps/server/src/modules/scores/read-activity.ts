import type { churn } from "@regulars/models";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";

export interface Scope {
  lens: Lens;
  zone: string;
  currency: string;
  asOf: Date;
}

/** Orders of some members by column, sorted by member, then day. */
export interface Activity {
  members: string[];
  rows: churn.ActivityColumns;
}

interface MemberRow {
  member_id: string;
  days: number[];
  values: number[];
  items: number[];
  cancelled: number[];
  categories: number[];
}

const day = "toInt32(toRelativeDayNum(toDate(placed_at, {zone:String})))";

/** What one or several buckets of members (`from` to `to`, not included) bought up to `asOf`; `sample` keeps one member in so many. */
export async function readActivity(
  { lens, zone, currency, asOf }: Scope,
  { from, to, sample = 1 }: { from: number; to: number; sample?: number },
): Promise<Activity> {
  const found = await lens.query<MemberRow>(
    `SELECT member_id, arrayMap(t -> t.1, sorted) AS days, arrayMap(t -> t.2, sorted) AS values, arrayMap(t -> t.3, sorted) AS items,
       arrayMap(t -> t.4, sorted) AS cancelled, arrayMap(t -> t.5, sorted) AS categories
     FROM (
       SELECT member_id, arraySort(groupArray((${day}, net - refunded, arraySum(lines.quantity), complete_refund, length(arrayDistinct(lines.category))))) AS sorted
       FROM orders
       WHERE member_id != toUUID('${noMember}') AND bucket >= {from:UInt16} AND bucket < {to:UInt16} AND currency = {currency:String}
         AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC') AND cityHash64(member_id) % {sample:UInt32} = 0
         AND member_id IN (SELECT id FROM members WHERE status NOT IN ('merged', 'erased'))
       GROUP BY member_id
     ) ORDER BY member_id`,
    { zone, currency, from, to, sample, asOf: asOf.getTime() },
  );
  const size = found.reduce((sum, row) => sum + row.days.length, 0);
  const rows: churn.ActivityColumns = {
    customer: new Int32Array(size),
    day: new Int32Array(size),
    value: new Float64Array(size),
    items: new Float64Array(size),
    cancelled: new Uint8Array(size),
    categories: new Float64Array(size),
  };
  let place = 0;
  found.forEach((row, customer) => {
    const end = place + row.days.length;
    rows.customer.fill(customer, place, end);
    rows.day.set(row.days, place);
    rows.value.set(row.values.map(Number), place);
    rows.items.set(row.items.map(Number), place);
    rows.cancelled.set(row.cancelled, place);
    rows.categories.set(row.categories, place);
    place = end;
  });
  return { members: found.map((row) => row.member_id), rows };
}

/** How many members have orders, and how many orders they made. */
export async function countActivity({ lens, currency, asOf }: Scope): Promise<{ members: number; orders: number }> {
  const [row] = await lens.query<{ members: number; orders: number }>(
    `SELECT uniqExact(member_id) AS members, count() AS orders FROM orders
     WHERE member_id != toUUID('${noMember}') AND currency = {currency:String} AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')`,
    { currency, asOf: asOf.getTime() },
  );
  return row ?? { members: 0, orders: 0 };
}
