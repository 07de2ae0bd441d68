import type { LensValue } from "./lens-field.ts";
import { localDateSql } from "./lens-field.ts";
import { type LensParams, UnsupportedInLens } from "./lens-params.ts";
import type { LensTable, LensTables } from "./lens-tables.ts";
import { rowAlias } from "./lens-tables.ts";
import { lookupPath, pathKey } from "./paths.ts";

/** Where a column of a member comes from: the member's row `k`, the latest tier `s`, all orders so far `c`, what models say `v`, or a join of its own. */
type Origin = "member" | "tier" | "orders" | "scores" | { join: string };

interface Column {
  sql: string;
  origin: Origin;
}

/** What the rows of each table must know of their member: a row a member, joined as `j`. */
export class RowMembers {
  readonly #columns = new Map<LensTable, Map<string, Column>>();

  /** The column over a row of the table. */
  column(table: LensTable, name: string, sql: string, origin: Origin = "member"): string {
    const columns = this.#columns.get(table) ?? new Map<string, Column>();
    columns.set(name, { sql, origin });
    this.#columns.set(table, columns);
    return `j.${name}`;
  }

  /** The join for a scan of the table; '' when its rows need nothing of their member. */
  joinSql(table: LensTable, tables: LensTables, ordersUpTo: string): string {
    const columns = this.#columns.get(table);
    if (!columns) return "";
    const origins = new Set([...columns.values()].map(({ origin }) => origin));
    const joins = [
      ...(origins.has("tier") ? [`LEFT JOIN ${tierSinceSql(tables)} AS s ON s.member_id = k.member_id`] : []),
      ...(origins.has("orders")
        ? [`LEFT JOIN ${ordersSoFarSql(tables, ordersUpTo)} AS c ON c.member_id = k.member_id`]
        : []),
      ...(origins.has("scores") ? [`LEFT JOIN ${tables.scores} AS v ON v.member_id = k.member_id`] : []),
      ...new Set([...origins].flatMap((origin) => (typeof origin === "object" ? [origin.join] : []))),
    ];
    const picked = [...columns].map(([name, { sql }]) => `, ${sql} AS ${name}`).join("");
    return ` INNER JOIN (SELECT k.member_id AS member_id${picked} FROM ${tables.members} AS k ${joins.join(" ")}) AS j ON j.member_id = ${rowAlias[table]}.member_id`;
  }
}

/** When the latest tier of each member began. */
export function tierSinceSql(tables: LensTables): string {
  return `(SELECT member_id, toNullable(max(since)) AS tier_since FROM ${tables.member_tiers} GROUP BY member_id)`;
}

/** From when a ladder counts that counts since the tier began, per member. */
export function tierCountsSql(ladder: string, params: LensParams, tables: LensTables): string {
  if (tables.tier_counts === undefined) throw new UnsupportedInLens("a window since a tier of one ladder");
  return `(SELECT member_id, toNullable(max(counts_from)) AS counts_from FROM ${tables.tier_counts} WHERE ladder = ${params.text(ladder)} GROUP BY member_id)`;
}

function ordersSoFarSql(tables: LensTables, upTo: string): string {
  return `(SELECT z.member_id AS member_id, count() AS n, sum(z.net - z.refunded_amount) AS net, toNullable(min(z.placed_at)) AS first_at, toNullable(max(z.placed_at)) AS last_at
    FROM ${tables.orders} AS z WHERE z.placed_at <= ${upTo} AND z.status != 'refunded' GROUP BY z.member_id)`;
}

const memberColumns: Record<string, { kind: "instant" | "date" | "text"; column: string }> = {
  "member.joinedAt": { kind: "instant", column: "joined_at" },
  "member.birthday": { kind: "date", column: "birthday" },
  "member.gender": { kind: "text", column: "gender" },
  "member.kind": { kind: "text", column: "kind" },
  "member.source.channel": { kind: "text", column: "channel" },
  "member.source.storeId": { kind: "text", column: "store_id" },
  "member.source.campaign": { kind: "text", column: "campaign" },
};

/** A value on the member's own row; `column` names where a column of it is. Null for values that are worked out. */
export function memberColumnValue(
  path: string,
  column: (name: string) => string,
  params: LensParams,
): LensValue | null {
  const found = memberColumns[path];
  if (found) {
    const sql = column(found.column);
    return { kind: found.kind, sql: found.kind === "text" ? `nullIf(${sql}, '')` : sql };
  }
  return path.startsWith("member.attributes.")
    ? { kind: "json", column: column("attributes"), key: params.text(pathKey(path)) }
    : null;
}

/** Scores that are 0 where missing; words are '' then, and the rest is nullable. */
const scoreZeroes = new Set(["rfmR", "rfmF", "rfmM"]);

/** What models say; `column` names where a column of `scores` is. */
export function scoreValue(path: string, column: (name: string) => string): LensValue {
  const name = path.slice("score.".length);
  const sql = column(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  switch (lookupPath(path)?.type) {
    case "string":
      return { kind: "text", sql: `nullIf(toString(${sql}), '')` };
    case "date":
      return { kind: "date", sql };
    case "boolean":
      return { kind: "boolean", sql: `if(${column("scored")} = 1, toNullable(${sql}), NULL)` };
    default:
      return { kind: "number", sql: scoreZeroes.has(name) ? `nullIf(${sql}, 0)` : sql };
  }
}

/** Whole years from a birthday to the local day of an instant that differs by row. */
function ageAtSql(birthday: string, at: string, zone: string): string {
  const day = localDateSql(at, zone);
  const monthDay = (date: string): string => `(toMonth(${date}) * 100 + toDayOfMonth(${date}))`;
  return `(toYear(${day}) - toYear(${birthday}) - (${monthDay(birthday)} > ${monthDay(day)}))`;
}

/** A fact of the member whose row it is; the age is that on the day of the row. */
export function rowMemberValue(
  path: string,
  {
    table,
    at,
    zone,
    params,
    members,
  }: {
    table: LensTable;
    at: string;
    zone: string;
    params: LensParams;
    members: RowMembers;
  },
): LensValue | null {
  const own = (name: string): string => members.column(table, name, `k.${name}`);
  const orders = (name: string, sql: string): string => members.column(table, name, sql, "orders");
  switch (path) {
    case "member.age":
      return { kind: "number", sql: ageAtSql(own("birthday"), at, params.zone(zone)) };
    case "member.orders.count":
      return { kind: "number", sql: orders("orders_count", "ifNull(c.n, 0)") };
    case "member.orders.net":
      return { kind: "number", sql: orders("orders_net", "ifNull(c.net, 0)") };
    case "member.orders.firstAt":
      return { kind: "instant", sql: orders("orders_first", "c.first_at") };
    case "member.orders.lastAt":
      return { kind: "instant", sql: orders("orders_last", "c.last_at") };
    default:
      if (path.startsWith("score."))
        return scoreValue(path, (name) => members.column(table, `score_${name}`, `v.${name}`, "scores"));
      return memberColumnValue(path, own, params);
  }
}
