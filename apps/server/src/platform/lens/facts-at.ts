import { ordersAt } from "./tables.ts";

/** Columns of an order's lines. */
export const lineColumns = [
  "line_no",
  "sku",
  "name",
  "category",
  "quantity",
  "unit_price",
  "discount",
  "net",
  "refunded_quantity",
  "refunded_amount",
];

/** Orders and their lines, to stand behind FROM: as they are now (`null`), or as they stood at an instant (an expression), with later refunds put back. */
export function factsAt(at: string | null): { orders: string; lines: string } {
  if (at === null) return { orders: "orders", lines: "order_lines" };
  const orders = ordersAt(at);
  const lines = `(SELECT t.id AS order_id, t.member_id AS member_id, t.placed_at AS placed_at, t.store_id AS store_id, t.channel AS channel, t.currency AS currency,
      t.complete_refund AS complete_refund, ${lineColumns.map((name, index) => `line.${index + 1} AS ${name}`).join(", ")}
    FROM ${orders} AS t ARRAY JOIN arrayZip(${lineColumns.map((name) => `t.\`lines.${name}\``).join(", ")}) AS line)`;
  return { orders, lines };
}

/** The tier of each member of a ladder (parameter `ladder`), to stand behind FROM: the one on the books (`null`), or at an instant (an expression) the one that the last change until then led to. */
export function tiersAt(at: string | null): string {
  return at === null
    ? "(SELECT member_id, any(tier) AS tier FROM member_tiers WHERE ladder = {ladder:String} GROUP BY member_id)"
    : `(SELECT c.member_id AS member_id, argMax(c.to_tier, (c.since, c.id)) AS tier FROM tier_changes AS c WHERE c.ladder = {ladder:String} AND c.since <= ${at} GROUP BY member_id)`;
}
