import type { Window } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { anniversaryAfter, anniversaryBefore, startOf, subtractDuration } from "./time.ts";
import { type LeafContext, zoneOf } from "./world.ts";

/** Half-open `[from, to)`; an open end is infinite. The reader also leaves out what comes after `asOf`. */
export interface WindowRange {
  from: Instant;
  to: Instant;
}

/** The latest tier change of any ladder; null for a member without tiers. */
function latestTierSince(context: LeafContext): Instant | null {
  const starts = Object.values(context.account.tiers).map((tier) => tier.since);
  return starts.length === 0 ? null : Math.max(...starts);
}

/** From when a ladder counts that counts since the tier began. */
function ladderCountsFrom(ladder: string, { account }: LeafContext): Instant | null {
  const state = account.tiers[ladder];
  const earned = state?.grant?.earned ?? state;
  return earned ? (earned.countsFrom ?? earned.since) : null;
}

function sinceStart(window: Extract<Window, { since: unknown }>, asOf: Instant, context: LeafContext): Instant | null {
  switch (window.since) {
    case "joined":
      return context.profile.joinedAt;
    case "tier":
      return "ladder" in window ? ladderCountsFrom(window.ladder, context) : latestTierSince(context);
    case "stage":
      return context.account.stage?.since ?? null;
    case "anniversary":
      return anniversaryBefore(context.profile.joinedAt, asOf, zoneOf(context));
  }
}

/** When the window begins as seen from `asOf`, or null when it does not (no tier or stage yet). */
export function windowStart(window: Window | undefined, asOf: Instant, context: LeafContext): Instant | null {
  if (!window) return Number.NEGATIVE_INFINITY;
  if ("last" in window) return subtractDuration(asOf, window.last, zoneOf(context));
  if ("calendar" in window) return startOf(window.calendar, asOf, zoneOf(context), window.offset ?? 0);
  return "from" in window ? Date.parse(window.from) : sinceStart(window, asOf, context);
}

/** The window's range seen from `asOf`, or null when it has no start (no tier or stage yet). */
export function windowRange(window: Window | undefined, asOf: Instant, context: LeafContext): WindowRange | null {
  const from = windowStart(window, asOf, context);
  if (from === null) return null;
  if (window && "calendar" in window)
    return { from, to: startOf(window.calendar, asOf, zoneOf(context), (window.offset ?? 0) + 1) };
  return { from, to: window && "from" in window ? Date.parse(window.to) : Number.POSITIVE_INFINITY };
}

/** Whether an instant is inside a range as seen from `asOf`; the event at hand, at `asOf` itself, counts when `including`. */
export function inRange(at: Instant, range: WindowRange, asOf: Instant, including: boolean): boolean {
  if (at < range.from || at >= range.to) return false;
  return including ? at <= asOf : at < asOf;
}

/** Whether the member has been known for the whole window; windows without a fixed start are always known. */
export function isMature(window: Window | undefined, asOf: Instant, context: LeafContext): boolean {
  if (!window || "since" in window) return true;
  const range = windowRange(window, asOf, context);
  return range !== null && context.profile.joinedAt <= range.from;
}

/** The next instants at which the window moves by a calendar step, soonest first; none when it slides or stands still. */
export function nextWindowSteps(window: Window | undefined, asOf: Instant, context: LeafContext): Instant[] {
  if (!window) return [];
  const zone = zoneOf(context);
  if ("calendar" in window) {
    const steps = 1 - (window.offset ?? 0);
    return Array.from({ length: steps }, (_, step) => startOf(window.calendar, asOf, zone, step + 1));
  }
  if ("since" in window && window.since === "anniversary")
    return [anniversaryAfter(context.profile.joinedAt, asOf, zone)];
  return [];
}
