import type { affinitiesQuery, affinitiesResponse, BoughtPart } from "@regulars/contracts";
import type { LocalText } from "@regulars/engine";
import type { z } from "zod";
import { notEnough } from "../../scores/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import { guest, headOf, instant, onTheBooks, type ReportScope, ratio, rowsBehind } from "../scope.ts";

type Query = z.output<typeof affinitiesQuery>;
type Level = Query["level"];

const fewestOrders = 20;
const fewestTogether = 3;

/** What tells products apart, and what they are called, over lines `l`. */
const keyOf = (level: Level) => (level === "category" ? "toString(l.category)" : "toString(l.sku)");
const nameOf = (level: Level) => (level === "category" ? keyOf(level) : "argMax(toString(l.name), l.placed_at)");

/** Lines `l` of orders that stand, of members asked for and of guests, between two instants. */
function linesBetween(scope: ReportScope, start: "start" | "previousStart", end: "start" | "end"): string {
  return `l.placed_at >= ${instant(start)} AND l.placed_at < ${instant(end)} AND NOT l.complete_refund AND l.currency = {currency:String} AND l.placed_at <= ${instant("asOf")}
     ${scope.storeId ? "AND l.store_id = {storeId:String}" : ""} ${scope.channel ? "AND l.channel = {channel:String}" : ""}
     AND (${scope.isFiltered ? "" : `l.member_id = ${guest} OR `}${scope.ofMembers("l.member_id")})`;
}

/** The members who bought a product in the period, or two in one order. */
export function buyersOf(scope: ReportScope, { level, ids }: BoughtPart): MembersWhere {
  const key = keyOf(level);
  return {
    sql: `SELECT bought.buyer FROM (
        SELECT l.order_id AS id, any(l.member_id) AS buyer, groupUniqArray(${key}) AS products FROM ${scope.lines} AS l
        WHERE ${linesBetween(scope, "start", "end")} AND has({boughtIds:Array(String)}, ${key}) GROUP BY l.order_id
      ) AS bought WHERE hasAll(bought.products, {boughtIds:Array(String)}) AND bought.buyer IN ${onTheBooks(scope)}`,
    params: { ...scope.params, boughtIds: ids },
  };
}

/** What products are called, by their ids. */
export async function productNames(scope: ReportScope, { level, ids }: BoughtPart): Promise<Record<string, LocalText>> {
  const rows = await scope.lens.query<{ id: string; name: string }>(
    `SELECT ${keyOf(level)} AS id, ${nameOf(level)} AS name FROM ${scope.lines} AS l
     WHERE ${linesBetween(scope, "start", "end")} AND has({boughtIds:Array(String)}, ${keyOf(level)}) GROUP BY id`,
    { ...scope.params, boughtIds: ids },
  );
  return Object.fromEntries(rows.flatMap(({ id, name }) => (name ? [[id, { zh: name, en: name }]] : [])));
}

/** What is bought together, and how each product does. */
export async function affinities(
  scope: ReportScope,
  { level, limit }: Query,
): Promise<z.output<typeof affinitiesResponse>> {
  const key = keyOf(level);
  const name = nameOf(level);
  const base = (start: "start" | "previousStart", end: "start" | "end") => linesBetween(scope, start, end);
  const opens = (...ids: string[]) =>
    rowsBehind(scope, `bought:${JSON.stringify({ level, ids } satisfies BoughtPart)}`);
  const params = { ...scope.params, limit };
  const [[counted], items, pairs] = await Promise.all([
    scope.lens.query<{ orders: number; skus: number }>(
      `SELECT uniqExact(l.order_id) AS orders, uniqExact(l.sku) AS skus FROM ${scope.lines} AS l WHERE ${base("start", "end")}`,
      params,
    ),
    scope.lens.query<{
      id: string;
      name: string;
      orders: number;
      buyers: number;
      again: number;
      quantity: number;
      returned: number;
      revenue: number;
      before: number;
    }>(
      `SELECT n.*, b.revenue AS before FROM (
         SELECT ${key} AS id, ${name} AS name, uniqExact(l.order_id) AS orders, uniqExactIf(l.member_id, l.member_id IN ${onTheBooks(scope)} AS is_member) AS buyers,
           length(arrayFilter(c -> c > 1, (sumMapIf([l.member_id], [toUInt64(1)], is_member) AS per).2)) AS again, sum(l.quantity) AS quantity, sum(l.refunded_quantity) AS returned, sum(l.net - l.refunded_amount) AS revenue
         FROM ${scope.lines} AS l WHERE ${base("start", "end")} GROUP BY id
       ) AS n LEFT JOIN (SELECT ${key} AS id, sum(l.net - l.refunded_amount) AS revenue FROM ${scope.lines} AS l WHERE ${base("previousStart", "start")} GROUP BY id) AS b ON b.id = n.id
       ORDER BY n.revenue DESC, n.id LIMIT 200`,
      params,
    ),
    scope.lens.query<{ a: string; b: string; n: number; buyers: number; na: number; nb: number }>(
      `WITH baskets AS (SELECT l.order_id AS order_id, ${key} AS id, any(l.member_id) AS buyer FROM ${scope.lines} AS l WHERE ${base("start", "end")} GROUP BY order_id, id),
         sizes AS (SELECT id, count() AS n FROM baskets GROUP BY id)
       SELECT p.a AS a, p.b AS b, p.n AS n, p.buyers AS buyers, sa.n AS na, sb.n AS nb FROM (
         SELECT x.id AS a, y.id AS b, count() AS n, uniqExactIf(x.buyer, x.buyer IN ${onTheBooks(scope)}) AS buyers FROM baskets AS x INNER JOIN baskets AS y ON x.order_id = y.order_id WHERE x.id < y.id GROUP BY a, b HAVING n >= ${fewestTogether}
       ) AS p INNER JOIN sizes AS sa ON sa.id = p.a INNER JOIN sizes AS sb ON sb.id = p.b ORDER BY n DESC, a, b LIMIT {limit:UInt16}`,
      params,
    ),
  ]);
  const orders = counted?.orders ?? 0;
  const names = new Map(items.map((item) => [item.id, item.name]));
  const revenue = items.reduce((sum, item) => sum + item.revenue, 0);
  const shown = (id: string) => names.get(id) || id || "—";
  return {
    ...(await headOf(scope, ["lineRevenue", "units", "orders", "bought_together", "product_buyers"], {
      "bench.skuCount": "count",
      "kpi.crossSellUplift": "share",
    })),
    level,
    orders,
    pairs: pairs.map((pair) => ({
      a: pair.a,
      b: pair.b,
      nameA: shown(pair.a),
      nameB: shown(pair.b),
      orders: pair.n,
      buyers: pair.buyers,
      support: pair.n / orders,
      confidence: pair.n / Math.max(1, Math.min(pair.na, pair.nb)),
      lift: (pair.n * orders) / (pair.na * pair.nb),
      rows: opens(pair.a, pair.b),
    })),
    items: items.map((item) => ({
      id: item.id,
      name: item.name || item.id || "—",
      orders: item.orders,
      buyers: item.buyers,
      quantity: item.quantity,
      revenue: item.revenue,
      share: ratio(item.revenue, revenue),
      growth: item.before > 0 ? item.revenue / item.before - 1 : null,
      returnRate: ratio(item.returned, item.quantity),
      repurchase: ratio(item.again, item.buyers),
      rows: opens(item.id),
    })),
    skuCount: counted?.skus ?? 0,
    notEnoughData: orders < fewestOrders ? notEnough("no_purchases") : null,
  };
}
