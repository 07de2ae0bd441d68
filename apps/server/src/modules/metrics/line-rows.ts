import { lineColumns } from "../../platform/lens/facts-at.ts";

const ofOrders = ["id", "member_id", "placed_at", "store_id", "channel", "currency", "complete_refund"];

/**
 * Lines of the orders that `where` lets through (a condition on orders, called `o`), to stand behind FROM. Only the columns of lines that the expressions
 * name, as `o.category`, are there: ClickHouse reads every array that is joined, used or not, and orders that do not count need not be unfolded.
 */
export function lineRows(where: string, expressions: readonly string[]): string {
  const text = expressions.join(" ");
  const named = lineColumns.filter((column) => new RegExp(`\\bo\\.${column}\\b`).test(text));
  const columns = named.length > 0 ? named : ["line_no"];
  const kept = [...ofOrders, ...columns.map((column) => `lines.${column}`)].map((column) => `o.${column}`).join(", ");
  const joined = columns.map((column) => `lines.${column} AS ${column}`).join(", ");
  const [id, ...others] = ofOrders;
  return `(SELECT ${id} AS order_id, ${[...others, ...columns].join(", ")}
    FROM (SELECT ${kept} FROM orders AS o WHERE ${where}) ARRAY JOIN ${joined})`;
}
