import type { Cmp, EventLeaf, Measure } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { localDay } from "./time.ts";

export type MeasureKind = "count" | "sum" | "avg" | "min" | "max" | "distinct" | "daysWith";

/** What is measured, without the numbers compared with. */
export interface MeasureOf {
  kind: MeasureKind;
  of: string | null;
  cmp: Cmp;
}

/** Splits a measure into its kind, its path and its comparison. */
export function measureOf(measure: Measure): MeasureOf {
  if ("count" in measure) return { kind: "count", of: null, cmp: measure.count };
  if ("daysWith" in measure) return { kind: "daysWith", of: null, cmp: measure.daysWith };
  if ("sum" in measure) return { kind: "sum", of: measure.sum.of, cmp: measure.sum };
  if ("avg" in measure) return { kind: "avg", of: measure.avg.of, cmp: measure.avg };
  if ("min" in measure) return { kind: "min", of: measure.min.of, cmp: measure.min };
  if ("max" in measure) return { kind: "max", of: measure.max.of, cmp: measure.max };
  return { kind: "distinct", of: measure.distinct.of, cmp: measure.distinct };
}

/** Whether every given comparison holds; a missing value (null) never fits. */
export function fitsCmp(cmp: Cmp, value: number | null): boolean {
  if (value === null) return false;
  if (cmp.eq !== undefined && value !== cmp.eq) return false;
  if (cmp.ne !== undefined && value === cmp.ne) return false;
  if (cmp.gt !== undefined && value <= cmp.gt) return false;
  if (cmp.gte !== undefined && value < cmp.gte) return false;
  if (cmp.lt !== undefined && value >= cmp.lt) return false;
  if (cmp.lte !== undefined && value > cmp.lte) return false;
  if (cmp.between && (value < cmp.between[0] || value >= cmp.between[1])) return false;
  return true;
}

/** One contribution to a measure: when, and the number or text that counts (1 for counts). */
export interface Occurrence {
  at: Instant;
  value: number | string;
}

/** The measure over occurrences inside a window: counts and sums of nothing are 0, the rest of nothing is null (missing). */
export function measureOccurrences(kind: MeasureKind, occurrences: readonly Occurrence[], zone: string): number | null {
  if (kind === "count") return occurrences.length;
  if (kind === "daysWith") return new Set(occurrences.map(({ at }) => localDay(at, zone))).size;
  if (kind === "distinct") return new Set(occurrences.map(({ value }) => value)).size;
  const numbers = occurrences.map(({ value }) => Number(value));
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (kind === "sum") return sum;
  if (numbers.length === 0) return null;
  if (kind === "avg") return sum / numbers.length;
  return numbers.reduce((best, value) => (kind === "min" ? Math.min(best, value) : Math.max(best, value)));
}

/** Whether a measure reads each line of an order instead of the order as a whole. */
export function readsLines(leaf: EventLeaf): boolean {
  return measureOf(leaf.is).of?.startsWith("line.") ?? false;
}
