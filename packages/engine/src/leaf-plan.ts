import type { Window } from "./condition.ts";
import type { HistoryLeaf } from "./leaf-key.ts";
import { type MeasureKind, measureOf } from "./measure.ts";
import { parseDuration } from "./time.ts";

const DAY = 86_400_000;
const LONGEST = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/** What is asked of a leaf again and again, worked out once. */
export interface LeafPlan {
  /** null for sequences and `last`. */
  kind: MeasureKind | null;
  of: string | null;
  /** Its window never reaches back further than so many milliseconds; null = not known. */
  reach: number | null;
}

const plans = new WeakMap<HistoryLeaf, LeafPlan>();

export function planOf(leaf: HistoryLeaf): LeafPlan {
  const known = plans.get(leaf);
  if (known) return known;
  const plan = makePlan(leaf);
  plans.set(leaf, plan);
  return plan;
}

function makePlan(leaf: HistoryLeaf): LeafPlan {
  if (!("event" in leaf)) return { kind: null, of: null, reach: "last" in leaf ? null : reachOf(leaf.window) };
  const { kind, of } = measureOf(leaf.is);
  return { kind, of, reach: reachOf(leaf.window) };
}

/** Longer than any window of this kind, by days enough for daylight saving and short months. */
function reachOf(window: Window | undefined): number | null {
  if (!window) return null;
  if ("last" in window) {
    const { months, days, time } = parseDuration(window.last);
    return (months * 31 + days + 4) * DAY + time;
  }
  if ("calendar" in window) return ((1 - (window.offset ?? 0)) * LONGEST[window.calendar] + 4) * DAY;
  return null;
}
