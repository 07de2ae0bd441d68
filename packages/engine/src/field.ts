import type { FieldLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import {
  addMonths,
  civilOfDay,
  dayOfCivil,
  dayOfIso,
  isoOfDay,
  type LocalDay,
  localDate,
  localDay,
  startOfLocalDay,
  subtractDuration,
} from "./time.ts";

export type Scalar = string | number | boolean;

/** Compares strings by code point (not by UTF-16 unit): negative, zero or positive. */
export function compareText(a: string, b: string): number {
  const left = a[Symbol.iterator]();
  const right = b[Symbol.iterator]();
  for (;;) {
    const x = left.next();
    const y = right.next();
    if (x.done || y.done) return (x.done ? 0 : 1) - (y.done ? 0 : 1);
    const difference = (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
}

function order(a: Scalar, b: Scalar): number | null {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  return null;
}

/** Turns a list entry with `*` wildcards into a LIKE pattern; both readers match with it. */
export function likePattern(entry: string): string {
  return entry.replace(/[\\%_]/g, (special) => `\\${special}`).replaceAll("*", "%");
}

function matchesWildcard(text: string, entry: string): boolean {
  const parts = entry.split("*");
  const first = parts[0] ?? "";
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  const last = parts[parts.length - 1] ?? "";
  return text.length - last.length >= position && text.endsWith(last);
}

/** The `MM-DD` days on which `onAnniversary` holds as of a local day, and the first of them; the origin must be earlier. */
export interface AnniversaryDays {
  monthDays: string[];
  first: string;
}

/**
 * Which birthdays or origins fit: value absent or `day` = today, `month` = any day of this month, a number = that many days either side.
 * 29 February is celebrated on the 28th in common years.
 */
export function anniversaryDays(value: FieldLeaf["value"], asOf: Instant, zone: string): AnniversaryDays {
  const today = localDay(asOf, zone);
  let from = today;
  let to = today;
  if (value === "month") {
    const start = { ...civilOfDay(today), day: 1 };
    from = dayOfCivil(start);
    to = dayOfCivil(addMonths(start, 1)) - 1;
  } else if (typeof value === "number") {
    from = today - value;
    to = today + value;
  }
  const monthDays = new Set<string>();
  for (let day = from; day <= to; day += 1) {
    monthDays.add(isoOfDay(day).slice(5));
    if (isoOfDay(day).endsWith("-02-28") && isoOfDay(day + 1).endsWith("-03-01")) monthDays.add("02-29");
  }
  return { monthDays: [...monthDays], first: isoOfDay(from) };
}

/** The instant that `before` (exclusive upper end) or `after` (inclusive lower end) compares with; a date means the whole local day. */
export function instantBound(op: "before" | "after", value: string, zone: string): Instant {
  const day = dayOfIso(value);
  if (day === null) return op === "before" ? Date.parse(value) : Date.parse(value) + 1;
  return startOfLocalDay(op === "before" ? day : day + 1, zone);
}

function fitsInstant(leaf: FieldLeaf, at: Instant, asOf: Instant, zone: string): boolean {
  const { op, value } = leaf;
  if (op === "onAnniversary") return fitsAnniversary(leaf, localDate(at, zone), asOf, zone);
  if (typeof value !== "string") return false;
  if (op === "before") return at < instantBound("before", value, zone);
  if (op === "after") return at >= instantBound("after", value, zone);
  const inside = at >= subtractDuration(asOf, value, zone) && at <= asOf;
  if (op === "inLast") return inside;
  return op === "notInLast" && !inside;
}

const MAX_KNOWN_DAYS = 20_000;
const knownDays = new WeakMap<FieldLeaf, Map<LocalDay, AnniversaryDays>>();

function daysOf(leaf: FieldLeaf, asOf: Instant, zone: string): AnniversaryDays {
  const day = localDay(asOf, zone);
  const known = knownDays.get(leaf) ?? new Map<LocalDay, AnniversaryDays>();
  const found = known.get(day);
  if (found) return found;
  if (known.size >= MAX_KNOWN_DAYS) known.clear();
  const days = anniversaryDays(leaf.value, asOf, zone);
  known.set(day, days);
  knownDays.set(leaf, known);
  return days;
}

function fitsAnniversary(leaf: FieldLeaf, date: string, asOf: Instant, zone: string): boolean {
  const days = daysOf(leaf, asOf, zone);
  return date < days.first && days.monthDays.includes(date.slice(5));
}

function folded(value: Scalar, fold: boolean): Scalar {
  return fold && typeof value === "string" ? value.toLowerCase() : value;
}

function fitsList(leaf: FieldLeaf, actual: Scalar, fold: boolean): boolean {
  if (!Array.isArray(leaf.value)) return false;
  // A value of a type that the list does not hold counts as missing.
  const list = leaf.value.filter((entry) => typeof entry === typeof actual).map((entry) => folded(entry, fold));
  if (list.length === 0 && leaf.value.length > 0) return false;
  if (leaf.op === "matchesList")
    return typeof actual === "string" && list.some((entry) => matchesWildcard(actual, String(entry)));
  return list.some((entry) => entry === actual) === (leaf.op === "in");
}

/**
 * Whether a present value fits a field leaf. `kind` says how to read it: an instant (epoch ms), a date, or a plain scalar.
 * A value of another type than the one compared with counts as missing: false.
 */
export function fitsField(
  leaf: FieldLeaf,
  actual: Scalar,
  kind: "instant" | "date" | "plain",
  asOf: Instant,
  zone: string,
): boolean {
  if (leaf.op === "exists") return true;
  if (leaf.op === "notExists") return false;
  if (kind === "instant") return typeof actual === "number" && fitsInstant(leaf, actual, asOf, zone);
  const fold = leaf.fold === true;
  const left = folded(actual, fold);
  if (leaf.op === "in" || leaf.op === "notIn" || leaf.op === "matchesList") return fitsList(leaf, left, fold);
  if (leaf.op === "onAnniversary") return kind === "date" && fitsAnniversary(leaf, String(actual), asOf, zone);
  if (leaf.value === undefined || Array.isArray(leaf.value)) return false;
  const right = folded(leaf.value, fold);
  if (typeof left !== typeof right) return false;
  if (leaf.op === "eq") return left === right;
  if (leaf.op === "ne") return left !== right;
  if (leaf.op === "contains") return typeof left === "string" && left.includes(String(right));
  if (leaf.op === "startsWith") return typeof left === "string" && left.startsWith(String(right));
  const difference = order(left, right);
  if (difference === null) return false;
  return fitsOrder(leaf.op, difference);
}

function fitsOrder(op: FieldLeaf["op"], difference: number): boolean {
  switch (op) {
    case "gt":
    case "after":
      return difference > 0;
    case "gte":
      return difference >= 0;
    case "lt":
    case "before":
      return difference < 0;
    case "lte":
      return difference <= 0;
    default:
      return false;
  }
}
