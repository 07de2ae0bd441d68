import type { NotEnoughDataAnswer, Recommendations } from "@regulars/contracts";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import { notEnough } from "./words.ts";

interface OfferRow {
  sku: string;
  name: string;
  category: string;
  score: number;
  repeat: number;
  because: string;
  because_name: string;
  /** Orders of the member with what it is because of. */
  times: number;
}

/**
 * CTEs `history` (member_id, sku, times = orders with it, weight: each visit further back counts nine tenths) and `wanted` (member_id, sku, score, because) of members: cosine neighbours of what they bought. `whose` picks rows of `orders`; the latest 2,000 lines of a
 * member count. Sums are rounded so that the same history gives the same order.
 */
const wantedOf = (whose: string) => `history AS (
    SELECT member_id, sku, count() AS times, sum(pow(0.9, age)) AS weight FROM (
      SELECT member_id, sku, dense_rank() OVER (PARTITION BY member_id ORDER BY toDate(placed_at) DESC) - 1 AS age
      FROM (SELECT member_id, toString(lines.sku) AS sku, placed_at FROM orders ARRAY JOIN lines WHERE ${whose} AND NOT complete_refund ORDER BY placed_at DESC LIMIT 2000 BY member_id)
      GROUP BY member_id, sku, placed_at
    ) GROUP BY member_id, sku
  ), wanted AS (
    SELECT h.member_id AS member_id, toString(n.neighbour) AS sku, round(sum(h.weight * n.cosine), 9) AS score, argMax(h.sku, (h.weight * n.cosine, h.sku)) AS because
    FROM history AS h INNER JOIN item_neighbours AS n ON n.sku = h.sku GROUP BY h.member_id, n.neighbour
  )`;

/** The next best offer of the members of some buckets: what neighbours speak most for of what was never bought; when nothing is left, of what was. */
export const fillNextOffers = `INSERT INTO next_offers
  WITH ${wantedOf(`bucket >= {from:UInt16} AND bucket < {to:UInt16} AND member_id != toUUID('${noMember}') AND placed_at <= fromUnixTimestamp64Milli({asOf:Int64}, 'UTC')`)}
  SELECT member_id, sku, because FROM wanted
  ORDER BY member_id, (member_id, sku) IN (SELECT member_id, sku FROM history), score DESC, sku LIMIT 1 BY member_id`;

/** What products were called last, by SKU. */
export async function productNames(lens: Lens, skus: readonly string[]): Promise<Map<string, string>> {
  const rows = await lens.query<{ sku: string; name: string }>(
    "SELECT toString(sku) AS sku, argMax(toString(name), placed_at) AS name FROM order_lines WHERE has({skus:Array(String)}, toString(sku)) GROUP BY sku",
    { skus },
  );
  return new Map(rows.filter(({ name }) => name !== "").map(({ sku, name }) => [sku, name]));
}

/** The name and category each product had last. */
const products = `SELECT toString(sku) AS sku, argMax(toString(name), placed_at) AS name, argMax(toString(category), placed_at) AS category FROM order_lines GROUP BY sku`;

/** What a member may want next, with the purchase that says so. Members who switched personalisation off get nothing, and nobody does when the last run could not learn from purchases (`refused`). */
export async function recommendationsOf(
  lens: Lens,
  { id, limit, onlyNew, refused }: { id: string; limit: number; onlyNew: boolean; refused: NotEnoughDataAnswer | null },
): Promise<Recommendations> {
  const [member] = await lens.query<{ refused: number }>(
    "SELECT has(refusals, 'personalisation') AS refused FROM members WHERE id = {id:UUID}",
    { id },
  );
  if (member?.refused === 1) return { method: "personalisation_off", notEnoughData: null, items: [] };
  if (refused) return { method: "not_enough_data", notEnoughData: refused, items: [] };
  const rows = await lens.query<OfferRow>(
    `WITH ${wantedOf("member_id = {id:UUID}")}
     SELECT c.sku AS sku, p.name AS name, p.category AS category, c.score AS score, c.sku IN (SELECT sku FROM history) AS repeat,
       c.because AS because, q.name AS because_name, own.times AS times
     FROM wanted AS c INNER JOIN history AS own ON own.sku = c.because LEFT JOIN (${products}) AS p ON p.sku = c.sku LEFT JOIN (${products}) AS q ON q.sku = c.because
     ${onlyNew ? "WHERE c.sku NOT IN (SELECT sku FROM history)" : ""} ORDER BY c.score DESC, c.sku LIMIT {limit:UInt16}`,
    { id, limit },
  );
  if (rows.length > 0) return { method: "item_knn", notEnoughData: null, items: rows.map(present) };
  const popular = await lens.query<Omit<OfferRow, "repeat" | "because" | "because_name" | "times">>(
    `SELECT toString(sku) AS sku, argMax(toString(name), placed_at) AS name, argMax(toString(category), placed_at) AS category, toFloat64(uniqExact(order_id)) AS score
     FROM order_lines WHERE NOT complete_refund GROUP BY sku ORDER BY score DESC, sku LIMIT {limit:UInt16}`,
    { limit },
  );
  if (popular.length === 0) return { method: "not_enough_data", notEnoughData: notEnough("no_purchases"), items: [] };
  return {
    method: "popular",
    notEnoughData: null,
    items: popular.map((row) => ({
      sku: row.sku,
      name: row.name || null,
      category: row.category || null,
      score: row.score,
      repeat: false,
      because: null,
      reason: { zh: "大家都在买", en: "Popular with everybody" },
    })),
  };
}

function present(row: OfferRow): Recommendations["items"][number] {
  const own = row.because === row.sku;
  const name = row.because_name || row.because;
  return {
    sku: row.sku,
    name: row.name || null,
    category: row.category || null,
    score: row.score,
    repeat: row.repeat === 1,
    because: own ? null : { sku: row.because, name: row.because_name || null },
    reason: own
      ? row.times > 1
        ? { zh: "常买的商品", en: "Bought again and again" }
        : { zh: "买过的商品", en: "Bought before" }
      : { zh: `因为买过“${name}”`, en: `Because of “${name}”` },
  };
}
