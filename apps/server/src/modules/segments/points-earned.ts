const columns = [
  "net",
  "refunded_amount",
  "gross",
  "discount",
  "quantity",
  "line_count",
  "store_id",
  "channel",
  "source",
  "currency",
  "placed_at",
];
const lists = ["sku", "name", "category", "quantity", "unit_price", "discount", "net"].map((name) => `line_${name}`);

/**
 * What orders and events gave, by wallet, in the shape that conditions are compiled for: per order what it gave less what its refunds took back; beside it what came without one, but for what
 * was reversed. `upTo` is an instant (an expression) after which nothing counts; `orders` has the columns of `condition_orders`.
 */
export function pointsEarned(orders: string, upTo: string | null): string {
  const untilThen = upTo === null ? "" : ` AND n.effective_at <= ${upTo}`;
  const reversed = `SELECT arrayJoin(n.alloc_lot) FROM entries AS n WHERE n.kind = 'revoke' AND n.fact_kind = 'reverse'${untilThen}`;
  return `(SELECT q.member_id AS member_id, q.placed_at AS at, g.wallet AS wallet, g.points AS points, ${columns.map((name) => `toNullable(q.${name}) AS ${name}`).join(", ")}, ${lists.map((name) => `q.${name} AS ${name}`).join(", ")}
    FROM (SELECT assumeNotNull(n.order_id) AS order_id, toString(n.wallet) AS wallet, sum(n.amount) AS points FROM entries AS n
      WHERE n.order_id IS NOT NULL AND n.fact_kind != 'event' AND n.kind IN ('earn', 'revoke')${untilThen} GROUP BY order_id, wallet HAVING points > 0) AS g
    INNER JOIN ${orders} AS q ON q.order_id = g.order_id WHERE q.status != 'refunded'
    UNION ALL
    SELECT n.member_id AS member_id, n.effective_at AS at, toString(n.wallet) AS wallet, n.amount AS points, ${columns.map((name) => `NULL AS ${name}`).join(", ")}, ${lists.map((name) => `[] AS ${name}`).join(", ")}
    FROM entries AS n WHERE n.kind = 'earn' AND (n.order_id IS NULL OR n.fact_kind = 'event') AND n.id NOT IN (${reversed})${untilThen})`;
}
