import type { Cmp, FieldLeaf } from "./condition.ts";
import { lookupPath, type PathInfo } from "./paths.ts";
import { parseDuration } from "./time.ts";
import { LookupError } from "./world.ts";

export type Locale = "zh" | "en";

/** Names and formats that a sentence takes from outside the tree; an id without a name is shown as it is. */
export interface SentenceNames {
  /** ISO 4217; without it money shows with two decimals and no currency. */
  currency?: string | undefined;
  /** For instants; default UTC. */
  zone?: string | undefined;
  ladder?: ((id: string) => string | undefined) | undefined;
  tier?: ((ladder: string, id: string) => string | undefined) | undefined;
  stage?: ((id: string) => string | undefined) | undefined;
  segment?: ((id: string) => string | undefined) | undefined;
  store?: ((id: string) => string | undefined) | undefined;
  tag?: ((id: string) => string | undefined) | undefined;
  event?: ((type: string) => string | undefined) | undefined;
  purpose?: ((id: string) => string | undefined) | undefined;
  /** Names of values with a picker other than `store`: channels, categories, sources ... */
  value?: ((picker: string, value: string) => string | undefined) | undefined;
}

export type Comparator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte";
export interface Comparison {
  op: Comparator;
  value: number;
}

const opposite: Record<Comparator, Comparator> = { eq: "ne", ne: "eq", gt: "lte", gte: "lt", lt: "gte", lte: "gt" };

/** The comparison that holds exactly when this one does not (for present values). */
export function flip(op: Comparator): Comparator {
  return opposite[op];
}

export function isComparator(op: FieldLeaf["op"]): op is Comparator {
  return op in opposite;
}

/** The comparisons of a measure, all of which must hold; negated: one of which must. */
export function comparisonsOf(cmp: Cmp, negated: boolean): Comparison[] {
  const found: Comparison[] = [];
  for (const op of ["eq", "ne", "gt", "gte", "lt", "lte"] as const) {
    const value = cmp[op];
    if (value !== undefined) found.push({ op, value });
  }
  if (cmp.between) found.push({ op: "gte", value: cmp.between[0] }, { op: "lt", value: cmp.between[1] });
  return negated ? found.map(({ op, value }) => ({ op: flip(op), value })) : found;
}

/** `none` when the comparisons say "zero", `some` when they say "at least one", else null. */
export function presenceOf(comparisons: readonly Comparison[]): "none" | "some" | null {
  const [only, ...more] = comparisons;
  if (!only || more.length > 0) return null;
  const { op, value } = only;
  if ((op === "eq" && value === 0) || (op === "lt" && value === 1) || (op === "lte" && value === 0)) return "none";
  if ((op === "ne" && value === 0) || (op === "gte" && value === 1) || (op === "gt" && value === 0)) return "some";
  return null;
}

const tags: Record<Locale, string> = { zh: "zh-CN", en: "en" };

/** A money amount in minor units, in the currency's own digits. */
export function money(minor: number, locale: Locale, currency: string | undefined): string {
  if (currency === undefined)
    return new Intl.NumberFormat(tags[locale], { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
      minor / 100,
    );
  const format = new Intl.NumberFormat(tags[locale], { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export function plainNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 4 }).format(value);
}

/** A date, or an instant with its time unless that is midnight. */
export function dateText(text: string, locale: Locale, zone: string | undefined): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return new Intl.DateTimeFormat(tags[locale], { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(text));
  }
  const timeZone = zone ?? "UTC";
  const at = Date.parse(text);
  if (Number.isNaN(at)) return text;
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone }).format(at);
  const date = new Intl.DateTimeFormat(tags[locale], { dateStyle: "long", timeZone }).format(at);
  return clock === "00:00" ? date : `${date} ${clock}`;
}

export interface DurationParts {
  years: number;
  months: number;
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** A duration in the units that people say; weeks are days. */
export function durationParts(iso: string): DurationParts {
  const { months, days, time } = parseDuration(iso);
  return {
    years: Math.floor(months / 12),
    months: months % 12,
    days,
    hours: Math.floor(time / 3_600_000),
    minutes: Math.floor(time / 60_000) % 60,
    seconds: Math.floor(time / 1000) % 60,
  };
}

/** What a path means. Throws LookupError for an unknown one. */
export function pathInfo(path: string): PathInfo {
  const info = lookupPath(path);
  if (!info) throw new LookupError("path.unknown", path);
  return info;
}

/** Paths whose value is always there, so that "or unknown" need not be said. */
export function isAlwaysPresent(info: PathInfo): boolean {
  if (info.scope === "order") return !["order.storeId", "order.channel"].includes(info.path);
  if (info.scope === "line") return !["line.name", "line.category"].includes(info.path);
  return ["member.joinedAt", "member.kind", "member.orders.count", "member.orders.net"].includes(info.path);
}

/** The name of a value, by its picker. */
export function valueName(info: PathInfo, value: string, names: SentenceNames): string {
  if (info.picker === "store") return names.store?.(value) ?? value;
  return (info.picker && names.value?.(info.picker, value)) ?? value;
}

/** A comparison on one value as the positive operator to say, and whether a missing value fits too. */
export function spokenOp(
  leaf: FieldLeaf,
  negated: boolean,
  info: PathInfo,
): { op: FieldLeaf["op"]; orMissing: boolean } {
  if (!negated) return { op: leaf.op, orMissing: false };
  const orMissing = !isAlwaysPresent(info);
  if (isComparator(leaf.op)) return { op: flip(leaf.op), orMissing };
  const pairs: Partial<Record<FieldLeaf["op"], FieldLeaf["op"]>> = {
    in: "notIn",
    notIn: "in",
    inLast: "notInLast",
    notInLast: "inLast",
  };
  if (leaf.op === "exists") return { op: "notExists", orMissing: false };
  if (leaf.op === "notExists") return { op: "exists", orMissing: false };
  return { op: pairs[leaf.op] ?? leaf.op, orMissing };
}
