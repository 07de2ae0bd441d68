import type { Window } from "./condition.ts";
import type { HistoryLeaf } from "./leaf-key.ts";
import { type MeasureKind, measureOf } from "./measure.ts";
import { parseDuration } from "./time.ts";

const DAY = 86_400_000;
const SHORTEST = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

/** What is asked of a leaf again and again, worked out once. */
export interface LeafPlan {
  /** null for sequences and `last`. */
  kind: MeasureKind | null;
  of: string | null;
  isCounted: boolean;
  /** How many occurrences are kept to the millisecond: more where the window has a sliding or sudden start. */
  exact: number;
  /** Nothing ever leaves its window. */
  keepsAll: boolean;
  /** Its window always reaches back at least so many milliseconds; null = not known. */
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
  const window = "last" in leaf ? undefined : leaf.window;
  const shared = { reach: reachOf(window), exact: exactLimit(leaf, window), keepsAll: neverLeaves(window) };
  if (!("event" in leaf)) return { kind: null, of: null, isCounted: false, ...shared };
  const { kind, of } = measureOf(leaf.is);
  return { kind, of, isCounted: kind === "count" || kind === "daysWith", ...shared };
}

const EXACT_SLIDING = 256;
const EXACT_FIXED = 16;

function startsWithTier(window: Window | undefined): boolean {
  return window !== undefined && "since" in window && (window.since === "tier" || window.since === "stage");
}

function exactLimit(leaf: HistoryLeaf, window: Window | undefined): number {
  if ("last" in leaf) return EXACT_FIXED;
  const isSliding = window !== undefined && "last" in window;
  return "sequence" in leaf || isSliding || startsWithTier(window) ? EXACT_SLIDING : EXACT_FIXED;
}

function neverLeaves(window: Window | undefined): boolean {
  return !window || startsWithTier(window);
}

/** Shorter than any window of this kind, by a day for daylight saving. */
function reachOf(window: Window | undefined): number | null {
  if (!window) return null;
  if ("last" in window) {
    const { months, days, time } = parseDuration(window.last);
    return (months * 28 + days - 1) * DAY + time;
  }
  if ("calendar" in window) return (-(window.offset ?? 0) * SHORTEST[window.calendar] - 1) * DAY;
  return null;
}
