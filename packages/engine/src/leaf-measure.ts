import type { EventLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import type { HistoryLeaf } from "./leaf-key.ts";
import { type LeafPlan, planOf } from "./leaf-plan.ts";
import type { MeasureKind } from "./measure.ts";
import { sequenceDoneAt } from "./occurrences.ts";
import { type LocalDay, localDay, startOfLocalDay } from "./time.ts";
import { inRange, type WindowRange, windowRange, windowStart } from "./windows.ts";
import { type LeafContext, zoneOf } from "./world.ts";

/** Occurrences merged together: how many, and what the measure needs of their values. */
export interface Slot {
  n: number;
  /** Sum. */
  s?: number;
  /** Lowest and highest value. */
  lo?: number;
  hi?: number;
  /** Distinct values. */
  x?: string[];
}

/**
 * What a member's past means to one leaf: compact JSON, bounded in size however long the past.
 * The newest occurrences are exact; older ones are merged by local day, the oldest of all into `base`.
 */
export interface LeafState {
  /** Exact occurrences, oldest first. */
  at: Instant[];
  /** Their values, step masks (sequences) or 1 / 0 (last); absent for counts. */
  v?: (number | string)[] | undefined;
  /** Everything before this instant is merged (or, for `last` and sequences, forgotten). */
  exactFrom?: Instant | undefined;
  /** By local day, oldest first. */
  days?: (Slot & { d: LocalDay })[] | undefined;
  /** Older than all days; `u` is the newest instant in it. For `daysWith`, `n` counts days. */
  base?: (Slot & { u: Instant }) | undefined;
  /** The newest occurrence ever folded; decides what the window can no longer need. */
  newest?: Instant | undefined;
  /** When a lifetime sequence was complete, once its points are forgotten. */
  doneAt?: Instant | undefined;
}

function sequenceMeasure(
  leaf: Extract<HistoryLeaf, { sequence: unknown }>,
  state: LeafState,
  asOf: Instant,
  context: LeafContext,
): number | null {
  const range = windowRange(leaf.window, asOf, context);
  if (!range) return null;
  if (state.doneAt !== undefined && state.doneAt <= asOf) return 1;
  const points = state.at.map((at, index) => ({ at, steps: Number(state.v?.[index] ?? 0) }));
  const inside = points.filter((point) => inRange(point.at, range, asOf, true));
  return sequenceDoneAt(leaf, inside, zoneOf(context)) === null ? 0 : 1;
}

function lastMeasure(state: LeafState, asOf: Instant): number | null {
  const latest = state.at.findLast((at) => at <= asOf);
  if (latest === undefined) return null;
  return state.at.some((at, index) => at === latest && state.v?.[index] === 1) ? 1 : 0;
}

class Total {
  count = 0;
  sum = 0;
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  readonly values = new Set<string>();

  addPoint(value: number | string): void {
    this.count += 1;
    if (typeof value === "string") {
      this.values.add(value);
      return;
    }
    this.sum += value;
    this.low = Math.min(this.low, value);
    this.high = Math.max(this.high, value);
  }

  addSlot(slot: Slot): void {
    this.count += slot.n;
    this.sum += slot.s ?? 0;
    this.low = Math.min(this.low, slot.lo ?? this.low);
    this.high = Math.max(this.high, slot.hi ?? this.high);
    for (const value of slot.x ?? []) this.values.add(value);
  }

  read(kind: MeasureKind): number | null {
    if (kind === "count") return this.count;
    if (kind === "distinct") return this.values.size;
    if (kind === "sum") return this.sum;
    if (this.count === 0) return null;
    if (kind === "avg") return this.sum / this.count;
    return kind === "min" ? this.low : this.high;
  }
}

/** Position of the first instant that is not before `from`. */
function firstFrom(at: readonly Instant[], from: Instant): number {
  let low = 0;
  let high = at.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[middle] ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts and sums of exact occurrences alone. */
function exactMeasure({ at, v }: LeafState, isSum: boolean, first: number, past: Instant): number {
  let last = at.length;
  while (last > first && (at[last - 1] ?? past) >= past) last -= 1;
  if (!isSum) return last - first;
  let sum = 0;
  for (let index = first; index < last; index += 1) {
    const value = v?.[index] ?? 1;
    if (typeof value === "number") sum += value;
  }
  return sum;
}

/** Position of the first occurrence inside the window; null when it has no start. */
function firstInside(
  leaf: EventLeaf,
  { reach, reachMost }: LeafPlan,
  at: readonly Instant[],
  asOf: Instant,
  context: LeafContext,
): number | null {
  if (!leaf.window) return 0;
  if (reach !== null && reachMost !== null) {
    // Mostly no occurrence is near the start of the window, and the calendar need not be asked where exactly that is.
    const first = firstFrom(at, asOf - reachMost);
    if ((at[first] ?? asOf) >= asOf - reach) return first;
  }
  const from = windowStart(leaf.window, asOf, context);
  return from === null ? null : firstFrom(at, from);
}

/** What the state of an event leaf amounts to as of an instant; null = missing. */
export function eventMeasure(leaf: EventLeaf, state: LeafState, asOf: Instant, context: LeafContext): number | null {
  const plan = planOf(leaf);
  const { kind } = plan;
  // Instants are whole milliseconds: what is not after `asOf` is before the next one.
  const past = leaf.including === false ? asOf : asOf + 1;
  if (plan.isOpen && !state.days && !state.base && (kind === "count" || kind === "sum")) {
    const first = firstInside(leaf, plan, state.at, asOf, context);
    return first === null ? null : exactMeasure(state, kind === "sum", first, past);
  }
  const range = windowRange(leaf.window, asOf, context);
  if (!range) return null;
  const zone = zoneOf(context);
  if (kind === "count" || kind === "sum") {
    const exact = exactMeasure(state, kind === "sum", firstFrom(state.at, range.from), Math.min(past, range.to));
    return exact + mergedMeasure(state, kind === "sum", { range, asOf, zone });
  }
  if (!kind) return null;
  if (kind === "daysWith") return dayCount(state, Math.min(past, range.to), { range, asOf, zone });
  const total = new Total();
  if (isInside(state.base, range)) total.addSlot(state.base);
  for (const slot of state.days ?? []) if (touches(slot.d, { range, asOf, zone })) total.addSlot(slot);
  state.at.forEach((at, index) => {
    if (!inRange(at, range, asOf, leaf.including !== false)) return;
    total.addPoint(state.v?.[index] ?? 1);
  });
  return total.read(kind);
}

/** How many local days have an occurrence before `past`. Merged days are no later than exact occurrences, and all are in order. */
function dayCount({ at, days, base }: LeafState, past: Instant, sight: Sight): number {
  let count = isInside(base, sight.range) ? base.n : 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const slot of days ?? []) {
    if (!touches(slot.d, sight)) continue;
    count += 1;
    latest = slot.d;
  }
  for (let index = firstFrom(at, sight.range.from); index < at.length; index += 1) {
    const one = at[index] ?? past;
    if (one >= past) break;
    const day = localDay(one, sight.zone);
    if (day !== latest) count += 1;
    latest = day;
  }
  return count;
}

interface Sight {
  range: WindowRange;
  asOf: Instant;
  zone: string;
}

const DAY = 86_400_000;

/** Whether any of a local day is inside the window and not after `asOf`. */
function touches(day: LocalDay, { range, asOf, zone }: Sight): boolean {
  // A local day begins within a day of the UTC day of the same number, which mostly tells without the calendar.
  const latestStart = (day + 1) * DAY;
  const isBefore = day * DAY <= range.from && startOfLocalDay(day + 1, zone) <= range.from;
  if (isBefore) return false;
  if (latestStart < range.to && latestStart <= asOf) return true;
  const start = startOfLocalDay(day, zone);
  return start < range.to && start <= asOf;
}

function isInside(base: LeafState["base"], { from, to }: WindowRange): base is NonNullable<LeafState["base"]> {
  return base !== undefined && base.u >= from && base.u < to;
}

/** Counts and sums of what is merged. */
function mergedMeasure({ base, days }: LeafState, isSum: boolean, sight: Sight): number {
  let total = 0;
  if (isInside(base, sight.range)) total = isSum ? (base.s ?? 0) : base.n;
  if (!days) return total;
  for (const slot of days) if (touches(slot.d, sight)) total += isSum ? (slot.s ?? 0) : slot.n;
  return total;
}

/** What a leaf's state amounts to as of an instant: the measure, or 1 / 0 for sequences and `last`; null = missing. */
export function measureState(leaf: HistoryLeaf, state: LeafState, asOf: Instant, context: LeafContext): number | null {
  if ("sequence" in leaf) return sequenceMeasure(leaf, state, asOf, context);
  if ("last" in leaf) return lastMeasure(state, asOf);
  return eventMeasure(leaf, state, asOf, context);
}
