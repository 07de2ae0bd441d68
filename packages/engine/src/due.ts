import type { Condition, EventLeaf, FieldLeaf, ScheduleLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { leavesWindowAt, nextChangeAt } from "./leaf-due.ts";
import { leafKey } from "./leaf-key.ts";
import { lookupPath } from "./paths.ts";
import { readPath } from "./read-path.ts";
import { holds, scheduleHolds, segmentTree } from "./reader.ts";
import { localDay, startOfLocalDay } from "./time.ts";
import { isMature, windowRange } from "./windows.ts";
import { MissingLeafError, type World, zoneOf } from "./world.ts";

const DAY = 86_400_000;
const YEAR_DAYS = 1463;

function earliest(moments: Iterable<Instant | null>): Instant | null {
  let best: Instant | null = null;
  for (const moment of moments) if (moment !== null && (best === null || moment < best)) best = moment;
  return best;
}

/** The first local midnight after `asOf` at which a leaf that depends on the date flips; a leap cycle is searched. */
function nextMidnightFlip(leaf: FieldLeaf, world: World, asOf: Instant): Instant | null {
  const zone = zoneOf(world);
  const now = holds(leaf, world, asOf);
  const today = localDay(asOf, zone);
  for (let day = today + 1; day <= today + YEAR_DAYS; day += 1) {
    const at = startOfLocalDay(day, zone);
    if (holds(leaf, world, at) !== now) return at;
  }
  return null;
}

function nextFieldChange(leaf: FieldLeaf, world: World, asOf: Instant): Instant | null {
  if (leaf.field === "member.age" && leaf.op !== "exists" && leaf.op !== "notExists")
    return nextMidnightFlip(leaf, world, asOf);
  if (leaf.op === "onAnniversary") return nextMidnightFlip(leaf, world, asOf);
  if ((leaf.op !== "inLast" && leaf.op !== "notInLast") || typeof leaf.value !== "string") return null;
  if (lookupPath(leaf.field)?.type !== "instant") return null;
  const at = readPath(leaf.field, world, asOf);
  if (typeof at !== "number") return null;
  if (at > asOf) return at;
  const leaves = leavesWindowAt(at, leaf.value, zoneOf(world));
  return leaves > asOf ? leaves : null;
}

function nextScheduleChange(leaf: ScheduleLeaf, world: World, asOf: Instant): Instant | null {
  const zone = leaf.schedule.zone ?? zoneOf(world);
  const now = scheduleHolds(leaf, zone, asOf);
  const minute = 60_000;
  // Schedules turn at whole minutes of the wall clock, and every zone in use is whole minutes from UTC.
  for (let at = Math.floor(asOf / minute) * minute + minute; at <= asOf + 8 * DAY; at += minute) {
    if (scheduleHolds(leaf, zone, at) !== now) return at;
  }
  return null;
}

/** When a member has been known for the whole window. */
function nextMaturity(leaf: EventLeaf, world: World, asOf: Instant): Instant | null {
  if (!leaf.mature || !leaf.window || isMature(leaf.window, asOf, world)) return null;
  if ("last" in leaf.window) {
    const leaves = leavesWindowAt(world.profile.joinedAt, leaf.window.last, zoneOf(world)) - 1;
    return leaves > asOf ? leaves : null;
  }
  if (!("calendar" in leaf.window)) return null;
  let at = asOf;
  while (!isMature(leaf.window, at, world)) {
    at = windowRange({ calendar: leaf.window.calendar, offset: 0 }, at, world)?.to ?? Number.POSITIVE_INFINITY;
  }
  return at;
}

function* changes(
  condition: Condition,
  world: World,
  asOf: Instant,
  segments: readonly string[],
): Generator<Instant | null> {
  if ("all" in condition) for (const child of condition.all) yield* changes(child, world, asOf, segments);
  else if ("any" in condition) for (const child of condition.any) yield* changes(child, world, asOf, segments);
  else if ("not" in condition) yield* changes(condition.not, world, asOf, segments);
  else if ("segment" in condition) {
    yield* changes(segmentTree(condition.segment, world, segments), world, asOf, [...segments, condition.segment]);
  } else if ("event" in condition || "sequence" in condition || "last" in condition) {
    const key = leafKey(condition);
    const state = world.account.leaves[key];
    if (!state) throw new MissingLeafError(key);
    yield nextChangeAt({ key, leaf: condition }, state, asOf, world);
    if ("event" in condition) yield nextMaturity(condition, world, asOf);
  } else if ("field" in condition) yield nextFieldChange(condition, world, asOf);
  else if ("schedule" in condition) yield nextScheduleChange(condition, world, asOf);
}

/**
 * When any leaf of some conditions may next change with no new fact: what a due-time index of live segments and stages stores.
 * It may come too early (the leaf changes, the whole does not), never too late. null = never. Reads leaf states, not `history`.
 */
export function nextConditionChangeAt(conditions: Iterable<Condition>, world: World, asOf: Instant): Instant | null {
  const moments: (Instant | null)[] = [];
  for (const condition of conditions) moments.push(...changes(condition, world, asOf, []));
  return earliest(moments);
}
