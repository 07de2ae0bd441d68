import type { Instant } from "./facts.ts";
import type { CompiledLeaf, HistoryLeaf } from "./leaf-key.ts";
import { type LeafState, measureState } from "./leaf-measure.ts";
import { addDuration, startOfLocalDay, subtractDuration } from "./time.ts";
import { nextWindowSteps, windowRange } from "./windows.ts";
import { type LeafContext, zoneOf } from "./world.ts";

const CLAMP_MS = 4 * 86_400_000;

/** The first instant whose rolling window `[t - duration, t]` no longer reaches back to `at`. */
export function leavesWindowAt(at: Instant, duration: string, zone: string): Instant {
  const hasLeft = (when: Instant): boolean => subtractDuration(when, duration, zone) > at;
  const guess = addDuration(at, duration, zone) + 1;
  // Months of unequal length: the 31st is still within a month of the 28th of the next one.
  if (!hasLeft(guess)) return firstBetween(guess, guess + CLAMP_MS, hasLeft);
  if (!hasLeft(guess - 1)) return guess;
  // The wall clock of `at` is skipped on the day the window ends: what is behind the gap is out as soon as the clock has jumped.
  return firstBetween(guess - CLAMP_MS, guess, hasLeft);
}

/** The first instant from which on something is so that is not yet so at `low`, but is at `high`. */
function firstBetween(low: Instant, high: Instant, isSo: (at: Instant) => boolean): Instant {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isSo(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** The instants at which the state's parts stand, oldest first. */
function moments(state: LeafState, zone: string): Instant[] {
  const merged = (state.days ?? []).map((slot) => startOfLocalDay(slot.d + 1, zone) - 1);
  return [...(state.base ? [state.base.u] : []), ...merged, ...state.at];
}

function rollingDuration(leaf: HistoryLeaf): string | null {
  if ("last" in leaf || !leaf.window || !("last" in leaf.window)) return null;
  return leaf.window.last;
}

/** Instants after `asOf` at which the measure may change, soonest first. */
function* candidates(leaf: HistoryLeaf, state: LeafState, asOf: Instant, context: LeafContext): Generator<Instant> {
  const zone = zoneOf(context);
  const all = moments(state, zone);
  const isIncluding = !("event" in leaf) || leaf.including !== false;
  const entries = all.map((at) => (isIncluding ? at : at + 1)).filter((at) => at > asOf);
  const duration = rollingDuration(leaf);
  if (duration === null) {
    // What is still to come enters and leaves by the steps after it.
    const turns = [asOf, ...all.filter((at) => at > asOf)];
    const steps = "last" in leaf ? [] : turns.flatMap((at) => nextWindowSteps(leaf.window, at, context));
    yield* [...entries, ...steps].sort((a, b) => a - b);
    return;
  }
  const from = windowRange({ last: duration }, asOf, context)?.from ?? Number.NEGATIVE_INFINITY;
  let entry = 0;
  for (const at of all) {
    if (at < from) continue;
    const exit = leavesWindowAt(at, duration, zone);
    for (let next = entries[entry]; next !== undefined && next < exit; next = entries[++entry]) yield next;
    yield exit;
  }
}

/**
 * When the measure would next change with no new event: a rolling window slides past an occurrence, a calendar window turns,
 * an occurrence dated after `asOf` comes into sight. null = never.
 */
export function nextChangeAt(
  { leaf }: CompiledLeaf,
  state: LeafState,
  asOf: Instant,
  context: LeafContext,
): Instant | null {
  const now = measureState(leaf, state, asOf, context);
  for (const at of candidates(leaf, state, asOf, context)) {
    if (at > asOf && measureState(leaf, state, at, context) !== now) return at;
  }
  return null;
}
