import type { BucketLeaf, Condition, FieldLeaf, ScheduleLeaf, StoreLeaf, TierLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { fieldSql, jsonAs, jsonText, type LensValue } from "./lens-field.ts";
import { type RowMembers, rowMemberValue } from "./lens-member.ts";
import { type LensParams, UnsupportedInLens } from "./lens-params.ts";
import { type LensTable, type LensTables, rowAlias } from "./lens-tables.ts";
import { lookupPath, pathKey } from "./paths.ts";
import { LookupError } from "./world.ts";

export { type LensTable, type LensTables, rowAlias } from "./lens-tables.ts";

export interface LensBasis {
  params: LensParams;
  asOf: Instant;
  zone: string;
  tables: LensTables;
  ladders: Record<string, string[]>;
  /** Whether a stage is read from the member's row; else it is worked out, which rows cannot. */
  hasStageColumn: boolean;
  /** What rows must know of their member. */
  members: RowMembers;
}

/** When a row happened. */
export function rowTime(table: LensTable): string {
  return table === "orders" || table === "order_lines" ? `${rowAlias[table]}.placed_at` : `${rowAlias[table]}.at`;
}

/** Columns of an order's row; a line's row carries those of its order, some under another name. */
const orderColumns: Record<string, { kind: "number" | "text" | "instant"; column: string; ofLine?: string }> = {
  "order.net": { kind: "number", column: "(o.net - o.refunded_amount)", ofLine: "l.order_net" },
  "order.gross": { kind: "number", column: "o.gross", ofLine: "l.order_gross" },
  "order.discount": { kind: "number", column: "o.discount", ofLine: "l.order_discount" },
  "order.quantity": { kind: "number", column: "o.quantity", ofLine: "l.order_quantity" },
  "order.lineCount": { kind: "number", column: "o.line_count", ofLine: "l.order_line_count" },
  "order.storeId": { kind: "text", column: "o.store_id" },
  "order.channel": { kind: "text", column: "o.channel" },
  "order.currency": { kind: "text", column: "o.currency" },
  "order.source": { kind: "text", column: "o.source" },
  "order.placedAt": { kind: "instant", column: "o.placed_at" },
};

/** Columns of a line's row; an order's row has each as an array over its lines, under `line_<column>`. */
const lineColumns: Record<string, { kind: "number" | "text"; column: string }> = {
  "line.sku": { kind: "text", column: "sku" },
  "line.name": { kind: "text", column: "name" },
  "line.category": { kind: "text", column: "category" },
  "line.quantity": { kind: "number", column: "quantity" },
  "line.unitPrice": { kind: "number", column: "unit_price" },
  "line.discount": { kind: "number", column: "discount" },
  "line.net": { kind: "number", column: "net" },
};

const present = (kind: string, sql: string): string => (kind === "text" ? `nullIf(${sql}, '')` : sql);

function orderValue(path: string, table: LensTable, basis: LensBasis): LensValue | null {
  const inRow = (column: string): string => column.replaceAll("o.", `${rowAlias[table]}.`);
  const found = orderColumns[path];
  if (found) {
    const column = table === "order_lines" ? (found.ofLine ?? inRow(found.column)) : inRow(found.column);
    return { kind: found.kind, sql: present(found.kind, column) };
  }
  const local = `toTimeZone(${inRow("o.placed_at")}, ${basis.params.zone(basis.zone)})`;
  if (path === "order.hour") return { kind: "number", sql: `toHour(${local})` };
  return path === "order.weekday" ? { kind: "number", sql: `toDayOfWeek(${local})` } : null;
}

/** The value of a path on a row of a table; a line's value only on a line's row. */
function rowValue(path: string, table: LensTable, basis: LensBasis): LensValue {
  const home = homeOf(path);
  if (home === "events" && table === "events" && path.startsWith("event.properties."))
    return { kind: "json", column: "e.properties", key: basis.params.text(pathKey(path)) };
  if (home === "events" && table === "points_earned" && path.startsWith("event.properties.")) return earnedValue(path);
  const line = table === "order_lines" ? lineColumns[path] : undefined;
  if (line) return { kind: line.kind, sql: present(line.kind, `l.${line.column}`) };
  const order = table === "events" ? null : orderValue(path, table, basis);
  if (order) return order;
  if (lookupPath(path)) throw new UnsupportedInLens(`${path} of ${table}`);
  throw new LookupError("path.unknown", path);
}

/** Points earned have a wallet and an amount, and no other property. */
function earnedValue(path: string): LensValue {
  const key = pathKey(path);
  if (key === "wallet") return { kind: "text", sql: "nullIf(toString(g.wallet), '')" };
  return { kind: "number", sql: key === "points" ? "toNullable(g.points)" : "CAST(NULL AS Nullable(Float64))" };
}

function homeOf(path: string): LensTable {
  if (path.startsWith("order.")) return "orders";
  return path.startsWith("line.") ? "order_lines" : "events";
}

/** The number (or text, for distinct values) that a row adds to a measure; NULL when missing. */
export function rowMeasure(path: string, table: LensTable, kind: "number" | "text", basis: LensBasis): string {
  const value = rowValue(path, table, basis);
  if (value.kind === "json")
    return kind === "text" ? jsonText(value.column, value.key) : jsonAs("number", value.column, value.key);
  if (kind === "text")
    return value.kind === "instant" ? `toString(toUnixTimestamp64Milli(${value.sql}))` : `toString(${value.sql})`;
  if (value.kind !== "number") throw new UnsupportedInLens(`${path} as a number`);
  return value.sql;
}

/** An order fits a leaf about lines when one of its lines does. */
function someLine(
  leaf: FieldLeaf,
  { kind, column }: { kind: "number" | "text"; column: string },
  alias: string,
  basis: LensBasis,
) {
  return `arrayExists(line -> ${fieldSql(leaf, { kind, sql: present(kind, "line") }, basis)}, ${alias}.line_${column})`;
}

function whereField(leaf: FieldLeaf, table: LensTable, basis: LensBasis): string {
  if (leaf.op === "inLast" || leaf.op === "notInLast" || leaf.op === "onAnniversary")
    throw new UnsupportedInLens(`${leaf.op} inside where`);
  const { params, zone, members } = basis;
  if (leaf.field.startsWith("member.") || leaf.field.startsWith("score.")) {
    const value =
      lookupPath(leaf.field) && rowMemberValue(leaf.field, { table, at: rowTime(table), zone, params, members });
    if (!value) throw new LookupError("path.unknown", leaf.field);
    return fieldSql(leaf, value, basis);
  }
  const line = table === "order_lines" ? undefined : lineColumns[leaf.field];
  if (line && table !== "events") return someLine(leaf, line, rowAlias[table], basis);
  return fieldSql(leaf, rowValue(leaf.field, table, basis), basis);
}

/** Whether the tier in force is the one asked for, or on the side of it that is asked for; `memberId` is a column. */
export function tierSql({ tier: wanted }: TierLeaf, memberId: string, { ladders, params, tables }: LensBasis): string {
  const order = ladders[wanted.ladder];
  if (!order) throw new LookupError("ladder.unknown", wanted.ladder);
  const rank = order.indexOf(wanted.tier);
  if (rank < 0) throw new LookupError("tier.unknown", wanted.tier);
  const from = wanted.is === "at_most" ? 0 : rank;
  const to = wanted.is === "at_least" ? order.length : rank + 1;
  const tiers = params.texts(order.slice(from, to));
  return `(${memberId} IN (SELECT member_id FROM ${tables.member_tiers} WHERE ladder = ${params.text(wanted.ladder)} AND has(${tiers}, tier)))`;
}

/** Whether the stable random number of the member lies in the range; `memberId` is a column. */
export function bucketSql({ bucket }: BucketLeaf, memberId: string, { params }: LensBasis): string {
  const number = `(murmurHash3_32(concat(${params.text(bucket.salt ?? "")}, ':', toString(${memberId}))) % 10000)`;
  return `(${number} >= ${params.number(bucket.from)} AND ${number} < ${params.number(bucket.to)})`;
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** The same weekly schedule as `scheduleHolds`, over a time column. */
function scheduleSql({ schedule }: ScheduleLeaf, time: string, basis: LensBasis): string {
  const { params } = basis;
  const local = `toTimeZone(${time}, ${params.zone(schedule.zone ?? basis.zone)})`;
  const now = `(toHour(${local}) * 60 + toMinute(${local}))`;
  const days = schedule.days ? params.numbers(schedule.days) : null;
  const onDay = days ? `has(${days}, toFloat64(toDayOfWeek(${local})))` : "1";
  const dayBefore = days ? `has(${days}, toFloat64(if(toDayOfWeek(${local}) = 1, 7, toDayOfWeek(${local}) - 1)))` : "1";
  const from = minutes(schedule.from ?? "00:00");
  const to = schedule.to === undefined ? 1440 : minutes(schedule.to);
  if (from === to) return `(${onDay})`;
  if (from < to) return `(${onDay} AND ${now} >= ${params.number(from)} AND ${now} < ${params.number(to)})`;
  return `((${now} >= ${params.number(from)} AND ${onDay}) OR (${now} < ${params.number(to)} AND ${dayBefore}))`;
}

/** Kilometres in a degree-free haversine, the same as `distanceKm`; `here` and `there` are pairs of SQL expressions. */
function distanceSql(here: [lat: string, lon: string], there: [lat: string, lon: string]): string {
  const chord = `pow(sin(radians(${there[0]} - ${here[0]}) / 2), 2) + cos(radians(${here[0]})) * cos(radians(${there[0]})) * pow(sin(radians(${there[1]} - ${here[1]}) / 2), 2)`;
  return `(2 * 6371.0088 * asin(least(1, sqrt(${chord}))))`;
}

/** Whether the store of an order lies within the distance. Rows without an order are nowhere. */
function storeSql({ store }: StoreLeaf, table: LensTable, basis: LensBasis): string {
  if (table === "events") return "0";
  const { params, tables } = basis;
  const { of } = store;
  const there: [string, string] =
    typeof of === "string"
      ? (["latitude", "longitude"].map(
          (column) => `(SELECT any(${column}) FROM ${tables.stores} WHERE id = ${params.text(of)})`,
        ) as [string, string])
      : [params.number(of.lat), params.number(of.lon)];
  const near = `ifNull(${distanceSql(["latitude", "longitude"], there)} <= ${params.number(store.within)}, 0)`;
  return `(ifNull(${rowAlias[table]}.store_id, '') IN (SELECT id FROM ${tables.stores} WHERE ${near}))`;
}

/** Joins SQL parts; nothing joined is the given constant. */
export function joinSql(parts: string[], operator: "AND" | "OR"): string {
  if (parts.length === 0) return operator === "AND" ? "1" : "0";
  return `(${parts.join(` ${operator} `)})`;
}

/** An event's `where` over a row of a table. Facts of the member are those the readers know now, the age is that on the day. Throws UnsupportedInLens for conditions on other events. */
export function whereSql(condition: Condition, table: LensTable, basis: LensBasis): string {
  if ("all" in condition)
    return joinSql(
      condition.all.map((child) => whereSql(child, table, basis)),
      "AND",
    );
  if ("any" in condition)
    return joinSql(
      condition.any.map((child) => whereSql(child, table, basis)),
      "OR",
    );
  if ("not" in condition) return `(NOT ${whereSql(condition.not, table, basis)})`;
  if ("field" in condition) return whereField(condition, table, basis);
  if ("schedule" in condition) return scheduleSql(condition, rowTime(table), basis);
  if ("store" in condition) return storeSql(condition, table, basis);
  const { params, members } = basis;
  const own = (name: string): string => members.column(table, name, `k.${name}`);
  const memberId = `${rowAlias[table]}.member_id`;
  if ("tier" in condition) return tierSql(condition, memberId, basis);
  if ("bucket" in condition) return bucketSql(condition, memberId, basis);
  if ("tag" in condition) return `hasAny(${own("tags")}, ${params.texts(condition.tag)})`;
  if ("consent" in condition) return `has(${own("consents")}, ${params.text(condition.consent)})`;
  if ("stage" in condition && basis.hasStageColumn) return `has(${params.texts(condition.stage)}, ${own("stage")})`;
  throw new UnsupportedInLens(`${Object.keys(condition)[0] ?? "a leaf"} inside where`);
}
