import type { Window } from "./condition.ts";
import type { Instant } from "./facts.ts";
import type { HistoryLeaf } from "./leaf-key.ts";
import { type MeasureKind, measureOf } from "./measure.ts";
import { durationBounds } from "./time.ts";

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
  /** Its window never ends before the instant it is looked at from. */
  isOpen: boolean;
  /** The instants of a window between two of them, half-open. */
  span: WindowSpan | null;
  /** Older occurrences are kept by local day; where the window never moves past a part of them, one total is enough. */
  keepsDays: boolean;
  /** What an event of the leaf's type adds without being looked at: one, or the order's money. null = it must be looked at. */
  adds: "one" | "net" | null;
  /** Its window always reaches back at least so many milliseconds; null = not known. */
  reach: number | null;
  /** Its window never reaches back further than so many milliseconds; null = not known. */
  reachMost: number | null;
}

interface WindowSpan {
  from: Instant;
  to: Instant;
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
  const shared = {
    reach: reachOf(window),
    exact: exactLimit(leaf, window),
    keepsAll: neverLeaves(window),
    span: spanOf(window),
    isOpen: isOpen(window),
    reachMost: reachMost(window),
  };
  if (!("event" in leaf)) return { kind: null, of: null, isCounted: false, keepsDays: false, adds: null, ...shared };
  const { kind, of } = measureOf(leaf.is);
  const adds = leaf.where ? null : of === null ? "one" : of === "order.net" ? "net" : null;
  const isCounted = kind === "count" || kind === "daysWith";
  return { kind, of, isCounted, keepsDays: kind === "daysWith" || movesOn(window), adds, ...shared };
}

function isOpen(window: Window | undefined): boolean {
  if (!window || "last" in window || "since" in window) return true;
  return "calendar" in window && (window.offset ?? 0) === 0;
}

function spanOf(window: Window | undefined): WindowSpan | null {
  if (!window || !("from" in window)) return null;
  return { from: Date.parse(window.from), to: Date.parse(window.to) };
}

function movesOn(window: Window | undefined): boolean {
  if (!window || "from" in window) return false;
  return !("since" in window) || window.since !== "joined";
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

function reachMost(window: Window | undefined): number | null {
  return window && "last" in window ? durationBounds(window.last).most : null;
}

/** Shorter than any window of this kind, by a day for daylight saving. */
function reachOf(window: Window | undefined): number | null {
  if (!window) return null;
  if ("last" in window) return durationBounds(window.last).least;
  if ("calendar" in window) return (-(window.offset ?? 0) * SHORTEST[window.calendar] - 1) * DAY;
  return null;
}
