import type { Slot } from "./leaf-measure.ts";
import type { MeasureKind } from "./measure.ts";

/** No more distinct values are kept. */
export const MAX_VALUES = 1000;

/** A slot with one occurrence more. */
export function addToSlot<S extends Slot>(slot: S, kind: MeasureKind, value: number | string): S {
  const next = { ...slot, n: slot.n + 1 };
  if (kind === "sum" || kind === "avg") next.s = (slot.s ?? 0) + Number(value);
  if (kind === "min") next.lo = Math.min(slot.lo ?? Number.POSITIVE_INFINITY, Number(value));
  if (kind === "max") next.hi = Math.max(slot.hi ?? Number.NEGATIVE_INFINITY, Number(value));
  if (kind === "distinct") next.x = union(slot.x ?? [], [String(value)]);
  return next;
}

function union(a: string[], b: string[]): string[] {
  return [...new Set([...a, ...b])].slice(0, MAX_VALUES);
}

/** Two slots as one. */
export function mergeSlots<S extends Slot>(into: S, from: Slot): S {
  return {
    ...into,
    n: into.n + from.n,
    ...(from.s === undefined ? {} : { s: (into.s ?? 0) + from.s }),
    ...(from.lo === undefined ? {} : { lo: Math.min(into.lo ?? from.lo, from.lo) }),
    ...(from.hi === undefined ? {} : { hi: Math.max(into.hi ?? from.hi, from.hi) }),
    ...(from.x === undefined ? {} : { x: union(into.x ?? [], from.x) }),
  };
}

/** A slot with one occurrence less; lowest, highest and distinct values cannot be taken out. */
export function takeFromSlot<S extends Slot>(slot: S, kind: MeasureKind, value: number | string): S {
  const next = { ...slot, n: slot.n - 1 };
  if (kind === "sum" || kind === "avg") next.s = (slot.s ?? 0) - Number(value);
  return next;
}
