import type { Instant } from "./facts.ts";
import type { CompiledLeaf, HistoryLeaf } from "./leaf-key.ts";
import { type LeafState, measureState } from "./leaf-measure.ts";
import { addDuration, startOfLocalDay, subtractDuration } from "./time.ts";
import { nextWindowSteps, windowRange } from "./windows.ts";
import { type LeafContext, zoneOf } from "./world.ts";

const CLAMP_MS = 4 * 86_400_000;

/** The first instant whose rolling window `[t - duration, t]` no longer reaches back to `at`. */
export function leavesWindowAt(at: Instant, duration: string, zone: string): Instant {
  const guess = addDuration(at, duration, zone) + 1;
  if (subtractDuration(guess, duration, zone) > at) return guess;
  // Months of unequal length: the 31st is still within a month of the 28th of the next one.
  let low = guess;
  let high = guess + CLAMP_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (subtractDuration(middle, duration, zone) > at) high = middle;
    else low = middle;
  }
  return high;
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
    const steps = "last" in leaf ? [] : nextWindowSteps(leaf.window, asOf, context);
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
