import type { FieldLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { anniversaryDays, instantBound, likePattern } from "./field.ts";
import { type LensParams, UnsupportedInLens } from "./lens-params.ts";
import { subtractDuration } from "./time.ts";

/** A value in SQL; every expression may be NULL, which means missing. */
export type LensValue =
  | { kind: "text" | "number" | "date" | "instant" | "boolean"; sql: string }
  /** A member of a JSON object, typed by the value compared with. */
  | { kind: "json"; column: string; key: string };

interface FieldContext {
  params: LensParams;
  asOf: Instant;
  zone: string;
}

type Plain = string | number | boolean;

/** The JSON member as a value of the wanted type; a member of another type is NULL. */
export function jsonAs(type: "string" | "number" | "boolean", column: string, key: string): string {
  const found = `JSONType(${column}, ${key})`;
  if (type === "string") return `if(${found} = 'String', JSONExtractString(${column}, ${key}), NULL)`;
  if (type === "boolean") return `if(${found} = 'Bool', toUInt8(JSONExtractBool(${column}, ${key})), NULL)`;
  return `if(${found} IN ('Int64', 'UInt64', 'Double'), JSONExtractFloat(${column}, ${key}), NULL)`;
}

/** The JSON member as text, whatever its type; NULL when missing. */
export function jsonText(column: string, key: string): string {
  const found = `JSONType(${column}, ${key})`;
  return `multiIf(${found} = 'String', JSONExtractString(${column}, ${key}), ${found} = 'Null', NULL, JSONExtractRaw(${column}, ${key}))`;
}

/** The local date of an instant in SQL, as Date32. */
export function localDateSql(instant: string, zone: string): string {
  return `toDate32(toTimeZone(${instant}, ${zone}))`;
}

function typed(value: LensValue, wanted: Plain): string | null {
  const type = typeof wanted;
  if (value.kind === "json")
    return jsonAs(type === "string" ? "string" : type === "boolean" ? "boolean" : "number", value.column, value.key);
  if (value.kind === "date") return type === "string" ? `toString(${value.sql})` : null;
  if (value.kind === "text") return type === "string" ? value.sql : null;
  if (value.kind === "boolean") return type === "boolean" ? value.sql : null;
  return value.kind === "number" && type === "number" ? value.sql : null;
}

function literal(value: Plain, params: LensParams): string {
  if (typeof value === "string") return params.text(value);
  return params.number(Number(value));
}

function presence(value: LensValue): string {
  return value.kind === "json" ? `(JSONType(${value.column}, ${value.key}) != 'Null')` : `isNotNull(${value.sql})`;
}

const comparators: Partial<Record<FieldLeaf["op"], string>> = {
  eq: "=",
  ne: "!=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  before: "<",
  after: ">",
};

function comparison(leaf: FieldLeaf, value: LensValue, wanted: Plain, params: LensParams): string {
  const raw = typed(value, wanted);
  if (raw === null) return "0";
  const isFolded = leaf.fold === true && typeof wanted === "string";
  const left = isFolded ? `lowerUTF8(${raw})` : raw;
  const right = literal(isFolded ? String(wanted).toLowerCase() : wanted, params);
  if (leaf.op === "contains") return typeof wanted === "string" ? `ifNull(position(${left}, ${right}) > 0, 0)` : "0";
  if (leaf.op === "startsWith") return typeof wanted === "string" ? `ifNull(startsWith(${left}, ${right}), 0)` : "0";
  const operator = comparators[leaf.op];
  if (!operator) return "0";
  if (typeof wanted === "boolean" && leaf.op !== "eq" && leaf.op !== "ne") return "0";
  return `ifNull(${left} ${operator} ${right}, 0)`;
}

function membership(leaf: FieldLeaf, value: LensValue, params: LensParams): string {
  if (!Array.isArray(leaf.value)) return "0";
  if (leaf.value.length === 0) return leaf.op === "notIn" ? presence(value) : "0";
  const texts = leaf.value.filter((entry) => typeof entry === "string");
  const numbers = leaf.value.filter((entry) => typeof entry === "number");
  const parts: string[] = [];
  const test = (sql: string, list: string): void => {
    const found = `has(${list}, assumeNotNull(${sql}))`;
    parts.push(`(isNotNull(${sql}) AND ${leaf.op === "notIn" ? `NOT ${found}` : found})`);
  };
  const text = texts.length > 0 ? typed(value, "") : null;
  if (text !== null) {
    const folded = leaf.fold === true ? texts.map((entry) => entry.toLowerCase()) : texts;
    const left = leaf.fold === true ? `lowerUTF8(${text})` : text;
    if (leaf.op === "matchesList")
      parts.push(...folded.map((entry) => `ifNull(${left} LIKE ${params.text(likePattern(entry))}, 0)`));
    else test(left, params.texts(folded));
  }
  const number = numbers.length > 0 && leaf.op !== "matchesList" ? typed(value, 0) : null;
  if (number !== null) test(`toFloat64(${number})`, params.numbers(numbers));
  return parts.length === 0 ? "0" : `(${parts.join(" OR ")})`;
}

function anniversary(leaf: FieldLeaf, date: string, context: FieldContext): string {
  const days = anniversaryDays(leaf.value, context.asOf, context.zone);
  const text = `toString(${date})`;
  const list = context.params.texts(days.monthDays);
  return `ifNull(has(${list}, substring(assumeNotNull(${text}), 6)) AND ${text} < ${context.params.text(days.first)}, 0)`;
}

function instantTest(leaf: FieldLeaf, sql: string, context: FieldContext): string {
  const { params, zone, asOf } = context;
  if (leaf.op === "onAnniversary") return anniversary(leaf, localDateSql(sql, params.zone(zone)), context);
  if (typeof leaf.value !== "string") return "0";
  if (leaf.op === "before") return `ifNull(${sql} < ${params.instant(instantBound("before", leaf.value, zone))}, 0)`;
  if (leaf.op === "after") return `ifNull(${sql} >= ${params.instant(instantBound("after", leaf.value, zone))}, 0)`;
  const from = params.instant(subtractDuration(asOf, leaf.value, zone));
  const inside = `(${sql} >= ${from} AND ${sql} <= ${params.instant(asOf)})`;
  if (leaf.op === "inLast") return `ifNull(${inside}, 0)`;
  return leaf.op === "notInLast" ? `ifNull(NOT ${inside}, 0)` : "0";
}

/** A field leaf over a value as a two-valued SQL expression: missing compares as 0. The same meaning as `fitsField`. */
export function fieldSql(leaf: FieldLeaf, value: LensValue, context: FieldContext): string {
  if (leaf.op === "exists") return presence(value);
  if (leaf.op === "notExists") return `(NOT ${presence(value)})`;
  if (value.kind === "instant") return instantTest(leaf, value.sql, context);
  if (leaf.op === "onAnniversary") return value.kind === "date" ? anniversary(leaf, value.sql, context) : "0";
  if (leaf.op === "inLast" || leaf.op === "notInLast") throw new UnsupportedInLens(`${leaf.op} on ${leaf.field}`);
  if (leaf.op === "in" || leaf.op === "notIn" || leaf.op === "matchesList")
    return membership(leaf, value, context.params);
  if (leaf.value === undefined || Array.isArray(leaf.value)) return "0";
  return comparison(leaf, value, leaf.value, context.params);
}
