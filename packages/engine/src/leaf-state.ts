import { compileCondition } from "./compile-condition.ts";
import type { Condition, EventLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import type { CompiledLeaf, HistoryLeaf } from "./leaf-key.ts";
import { type LeafState, measureState } from "./leaf-measure.ts";
import { type LeafPlan, planOf } from "./leaf-plan.ts";
import { addToSlot, MAX_VALUES, mergeSlots, takeFromSlot } from "./leaf-slot.ts";
import { type MeasureKind, measureOf, type Occurrence } from "./measure.ts";
import { occurrencesOf, sequenceDoneAt, stepsOf, worldOfEvent } from "./occurrences.ts";
import { localDay, startOfLocalDay } from "./time.ts";
import { windowStart } from "./windows.ts";
import { type HistoryEvent, type LeafContext, type World, zoneOf } from "./world.ts";

export { type CompiledLeaf, collectLeaves, leafKey } from "./leaf-key.ts";
export type { LeafState } from "./leaf-measure.ts";

/**
 * How exact a state is. The newest occurrences (256 where the window has a sliding or sudden start, 16 elsewhere, never less than the
 * newest instant) are kept to the millisecond; older ones count by local day: a merged day is inside a window while any of it is.
 * At most 1,100 days and 1,000 distinct values are kept; older days are one total. A state answers for any `asOf` that is not
 * more than a week before its newest occurrence. Local days follow the zone at folding: refill when a member's zone changes.
 */
const MAX_DAYS = 1100;
const DAY_MS = 86_400_000;
const LATE_MS = 7 * DAY_MS;

/** The state of a leaf before anything happened. */
export function emptyLeaf(_leaf: CompiledLeaf): LeafState {
  // All states made alike are read faster than those to which parts come one by one.
  return {
    at: [],
    v: undefined,
    exactFrom: undefined,
    days: undefined,
    base: undefined,
    newest: undefined,
    doneAt: undefined,
  };
}

function judge(where: Condition, world: World, at: Instant): boolean {
  return compileCondition(where)(world, at);
}

/** `where` reads the event alone, so that a fold is the same whenever it happens. */
function foldWorld(context: LeafContext): World {
  return { ...context, ladders: {}, history: [] };
}

const NOTHING: Occurrence[] = [];

/** What an event adds: one occurrence per event where the measure allows it. */
function contributions(
  leaf: HistoryLeaf,
  { adds, kind }: LeafPlan,
  event: HistoryEvent,
  context: LeafContext,
): Occurrence[] {
  if ("event" in leaf && adds !== null) {
    if (event.type !== leaf.event) return NOTHING;
    if (adds === "one") return [{ at: event.at, value: 1 }];
    return event.order ? [{ at: event.at, value: event.order.net }] : NOTHING;
  }
  const world = foldWorld(context);
  if ("sequence" in leaf) {
    const steps = stepsOf(leaf, event, world, judge);
    return steps === 0 ? [] : [{ at: event.at, value: steps }];
  }
  if ("last" in leaf) {
    if (event.type !== leaf.last) return [];
    return [{ at: event.at, value: judge(leaf.where, worldOfEvent(world, event), event.at) ? 1 : 0 }];
  }
  const found = occurrencesOf(leaf, event, world, judge);
  if (kind === "distinct") return [...new Map(found.map((one) => [one.value, one])).values()];
  if (found.length < 2 || kind === "avg") return found;
  const numbers = found.map(({ value }) => Number(value));
  if (kind === "sum") return [{ at: event.at, value: numbers.reduce((sum, value) => sum + value, 0) }];
  return [{ at: event.at, value: kind === "min" ? Math.min(...numbers) : Math.max(...numbers) }];
}

function windowOf(leaf: HistoryLeaf): EventLeaf["window"] {
  return "last" in leaf ? undefined : leaf.window;
}

/** No `asOf` that the state answers for has a window that reaches back beyond this. */
function neededFrom(leaf: HistoryLeaf, { keepsAll }: LeafPlan, newest: Instant, context: LeafContext): Instant {
  if (keepsAll) return Number.NEGATIVE_INFINITY;
  return windowStart(windowOf(leaf), newest - LATE_MS, context) ?? Number.NEGATIVE_INFINITY;
}

function isNeverCounted({ span }: LeafPlan, at: Instant): boolean {
  return span !== null && (at < span.from || at >= span.to);
}

function copyState(state: LeafState): LeafState {
  const copy = { ...state, at: state.at.slice() };
  if (state.v) copy.v = state.v.slice();
  if (state.days) copy.days = state.days.slice();
  return copy;
}

/** Adds an occurrence to the merged part: its day, or the total of everything older. */
function mergeOccurrence(plan: LeafPlan, state: LeafState, one: Occurrence, zone: string): void {
  const { kind } = plan;
  if (!kind) return;
  const day = plan.keepsDays ? localDay(one.at, zone) : 0;
  const isBase = !plan.keepsDays || (state.base !== undefined && day <= localDay(state.base.u, zone));
  if (isBase) {
    // Whether this day is already among the counted ones is no longer known; the total stands.
    if (kind === "daysWith") return;
    const base = state.base ?? { n: 0, u: one.at };
    state.base = { ...addToSlot(base, kind, one.value), u: Math.max(base.u, one.at) };
    return;
  }
  const days = state.days ?? [];
  let index = days.length;
  while (index > 0 && (days[index - 1]?.d ?? day) > day) index -= 1;
  const known = days[index - 1];
  if (known?.d === day) days[index - 1] = addToSlot(known, kind, one.value);
  else days.splice(index, 0, addToSlot({ d: day, n: 0 }, kind, one.value));
  state.days = days;
}

/** Whether even the oldest occurrence is surely inside the window, told without the calendar. */
function isAllNeeded({ reach, keepsAll }: LeafPlan, { at, days, base, newest }: LeafState): boolean {
  if (keepsAll) return true;
  const first = days?.[0];
  // A local day begins within a day of the UTC day of the same number.
  const oldest = base?.u ?? (first ? (first.d - 1) * DAY_MS : at[0]);
  return reach !== null && oldest !== undefined && newest !== undefined && oldest >= newest - LATE_MS - reach;
}

function dropUnneeded(leaf: HistoryLeaf, plan: LeafPlan, state: LeafState, context: LeafContext): void {
  if (isAllNeeded(plan, state)) return;
  if (plan.reachMost !== null && !state.days && !state.base && state.newest !== undefined) {
    dropBefore(state, state.newest - LATE_MS - plan.reachMost);
    if (isAllNeeded(plan, state)) return;
  }
  const from = neededFrom(leaf, plan, state.newest ?? Number.NEGATIVE_INFINITY, context);
  if (from === Number.NEGATIVE_INFINITY) return;
  const zone = zoneOf(context);
  dropBefore(state, from);
  const first = state.days?.[0];
  if (state.days && first && startOfLocalDay(first.d + 1, zone) <= from)
    state.days = state.days.filter((slot) => startOfLocalDay(slot.d + 1, zone) > from);
  if (state.days?.length === 0) state.days = undefined;
  if (state.base && state.base.u < from) state.base = undefined;
}

function dropBefore({ at, v }: LeafState, from: Instant): void {
  while ((at[0] ?? from) < from) {
    at.shift();
    v?.shift();
  }
}

function takePoints(state: LeafState, count: number): Occurrence[] {
  const taken: Occurrence[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = state.at.shift();
    const value = state.v?.shift() ?? 1;
    if (at !== undefined) taken.push({ at, value });
  }
  return taken;
}

function mergeOldest(leaf: HistoryLeaf, plan: LeafPlan, state: LeafState, zone: string): void {
  while (state.at.length > plan.exact && state.at[0] !== state.at[state.at.length - 1]) {
    const oldest = state.at[0] ?? 0;
    let group = 1;
    while (state.at[group] === oldest) group += 1;
    if ("sequence" in leaf) rememberDone(leaf, state, zone);
    const merged = takePoints(state, group);
    state.exactFrom = oldest + 1;
    for (const one of merged) mergeOccurrence(plan, state, one, zone);
  }
}

function rememberDone(leaf: Extract<HistoryLeaf, { sequence: unknown }>, state: LeafState, zone: string): void {
  if (leaf.window || state.doneAt !== undefined) return;
  const done = sequenceDoneAt(
    leaf,
    state.at.map((at, index) => ({ at, steps: Number(state.v?.[index] ?? 0) })),
    zone,
  );
  if (done !== null) state.doneAt = done;
}

function boundDays(state: LeafState, kind: MeasureKind, zone: string): void {
  const { days } = state;
  if (!days) return;
  let values = kind === "distinct" ? days.reduce((sum, slot) => sum + (slot.x?.length ?? 0), 0) : 0;
  while (days.length > MAX_DAYS || values > MAX_VALUES) {
    const oldest = days.shift();
    if (!oldest) return;
    values -= oldest.x?.length ?? 0;
    const { d, ...slot } = oldest;
    const upTo = startOfLocalDay(d + 1, zone) - 1;
    state.base = { ...mergeSlots(state.base ?? { n: 0, u: upTo }, kind === "daysWith" ? { n: 1 } : slot), u: upTo };
  }
}

function addPoint({ isCounted }: LeafPlan, state: LeafState, one: Occurrence): void {
  let index = state.at.length;
  while (index > 0 && (state.at[index - 1] ?? one.at) > one.at) index -= 1;
  state.at.splice(index, 0, one.at);
  if (isCounted) return;
  state.v ??= [];
  state.v.splice(index, 0, one.value);
}

/** Adds one occurrence behind all others: what nearly every fold does. */
function append({ isCounted }: LeafPlan, state: LeafState, one: Occurrence): void {
  state.at.push(one.at);
  if (isCounted) return;
  state.v ??= [];
  state.v.push(one.value);
}

function isBehindAll({ at, exactFrom }: LeafState, one: Occurrence): boolean {
  return (at[at.length - 1] ?? one.at) <= one.at && (exactFrom === undefined || one.at >= exactFrom);
}

/**
 * The state with an event added at its own time, however late it comes; the same state when the event does not concern the leaf.
 * `isOwned`: the state was given away and is changed in place.
 */
export function foldEvent(
  { leaf }: CompiledLeaf,
  state: LeafState,
  event: HistoryEvent,
  context: LeafContext,
  isOwned = false,
): LeafState {
  const plan = planOf(leaf);
  if (isNeverCounted(plan, event.at)) return state;
  const added = contributions(leaf, plan, event, context);
  if (added.length === 0) return state;
  const newest = Math.max(state.newest ?? event.at, event.at);
  // Where the window is known to reach back, what is newest is inside it.
  const isInside = plan.keepsAll || (plan.reach !== null && event.at === newest);
  if (!isInside && event.at < neededFrom(leaf, plan, newest, context)) return state;
  const zone = zoneOf(context);
  const next = isOwned ? state : copyState(state);
  const [only] = added;
  if (only && added.length === 1 && isBehindAll(state, only)) append(plan, next, only);
  else insertAll(plan, next, added, zone);
  next.newest = newest;
  if (next.at.length > plan.exact) mergeOldest(leaf, plan, next, zone);
  dropUnneeded(leaf, plan, next, context);
  if (plan.kind && next.days) boundDays(next, plan.kind, zone);
  return next;
}

function insertAll(plan: LeafPlan, state: LeafState, added: readonly Occurrence[], zone: string): void {
  for (const one of added) {
    if (state.exactFrom === undefined || one.at >= state.exactFrom) addPoint(plan, state, one);
    else mergeOccurrence(plan, state, one, zone);
  }
}

/** Takes an occurrence out of the exact part; false when it is not there. */
function removePoint(state: LeafState, one: Occurrence): boolean {
  const index = state.at.findIndex((at, position) => at === one.at && (state.v?.[position] ?? 1) === one.value);
  if (index < 0) return false;
  state.at.splice(index, 1);
  state.v?.splice(index, 1);
  return true;
}

/** Takes an occurrence out of the merged part; false when what remains cannot be known. */
function removeMerged(leaf: EventLeaf, state: LeafState, one: Occurrence, zone: string): boolean {
  const { kind } = measureOf(leaf.is);
  if (kind === "min" || kind === "max" || kind === "distinct") return false;
  const day = localDay(one.at, zone);
  const index = state.days?.findIndex((slot) => slot.d === day) ?? -1;
  const slot = state.days?.[index];
  if (slot) {
    const rest = takeFromSlot(slot, kind, one.value);
    state.days?.splice(index, 1, ...(rest.n > 0 ? [rest] : []));
    return true;
  }
  if (!state.base || kind === "daysWith" || state.base.n === 0 || one.at > state.base.u) return false;
  state.base = takeFromSlot(state.base, kind, one.value);
  return true;
}

/**
 * The state with an earlier event taken back, as it was when it was added (a refund: take back the order as it was, add what remains).
 * null = what remains cannot be known from the state: drop the key and fill it from history again.
 */
export function unfoldEvent(
  { leaf }: CompiledLeaf,
  state: LeafState,
  event: HistoryEvent,
  context: LeafContext,
): LeafState | null {
  const plan = planOf(leaf);
  if (isNeverCounted(plan, event.at)) return state;
  const taken = contributions(leaf, plan, event, context);
  if (taken.length === 0) return state;
  if (event.at < neededFrom(leaf, plan, state.newest ?? Number.NEGATIVE_INFINITY, context)) return state;
  if (state.doneAt !== undefined) return null;
  const zone = zoneOf(context);
  const next = copyState(state);
  for (const one of taken) {
    const isExact = state.exactFrom === undefined || one.at >= state.exactFrom;
    const done = isExact ? removePoint(next, one) : "event" in leaf && removeMerged(leaf, next, one, zone);
    if (!done) return null;
  }
  // With the newest `last` gone, the one before it may have been forgotten.
  if ("last" in leaf && next.at.length === 0 && next.exactFrom !== undefined) return null;
  if (next.days?.length === 0) next.days = undefined;
  return next;
}

/** What a leaf amounts to as of an instant: the measure, or 1 / 0 for sequences and `last`; null = missing (comparisons are false). */
export function measure({ leaf }: CompiledLeaf, state: LeafState, asOf: Instant, context: LeafContext): number | null {
  return measureState(leaf, state, asOf, context);
}
