import type {
  Condition,
  EventLeaf,
  FieldLeaf,
  LastLeaf,
  Leaf,
  ScheduleLeaf,
  SequenceLeaf,
  StoreLeaf,
  TierLeaf,
} from "./condition.ts";
import type { Instant } from "./facts.ts";
import { fitsField } from "./field.ts";
import { bucketOf } from "./hash.ts";
import { leafKey } from "./leaf-key.ts";
import { measureState } from "./leaf-measure.ts";
import { fitsCmp, measureOccurrences, measureOf } from "./measure.ts";
import { occurrencesOf, type SequencePoint, sequenceDoneAt, stepsOf, worldOfEvent } from "./occurrences.ts";
import { lookupPath } from "./paths.ts";
import { readPath } from "./read-path.ts";
import { isoWeekday, minuteOfDay } from "./time.ts";
import { inRange, isMature, windowRange } from "./windows.ts";
import { type GeoPoint, LookupError, MissingLeafError, type World, zoneOf } from "./world.ts";

/**
 * Whether a condition holds for a world as of an instant.
 * Event leaves read `world.history` when given, else `world.account.leaves`.
 * Throws MissingLeafError for a leaf state that is not filled, LookupError for a name that does not exist or segments in a circle.
 */
export function holds(condition: Condition, world: World, asOf: Instant): boolean {
  return evaluate(condition, world, asOf, false, []);
}

function evaluate(
  condition: Condition,
  world: World,
  asOf: Instant,
  negated: boolean,
  segments: readonly string[],
): boolean {
  if ("all" in condition) return condition.all.every((child) => evaluate(child, world, asOf, negated, segments));
  if ("any" in condition) return condition.any.some((child) => evaluate(child, world, asOf, negated, segments));
  if ("not" in condition) return !evaluate(condition.not, world, asOf, !negated, segments);
  if ("segment" in condition) {
    return evaluate(segmentTree(condition.segment, world, segments), world, asOf, negated, [
      ...segments,
      condition.segment,
    ]);
  }
  return leafHolds(condition, world, asOf, negated);
}

/** The tree behind a segment id. Throws LookupError when unknown or when it is already being followed. */
export function segmentTree(id: string, world: Pick<World, "segment">, following: readonly string[]): Condition {
  if (following.includes(id)) throw new LookupError("segment.cycle", id);
  const tree = world.segment?.(id);
  if (!tree) throw new LookupError("segment.unknown", id);
  return tree;
}

/**
 * Whether one leaf (no segment) holds. `negated` says that the leaf stands under an odd number of `not`:
 * a leaf with `mature` then holds for members known too briefly, so that the whole does not.
 */
export function leafHolds(
  leaf: Exclude<Leaf, { segment: string }>,
  world: World,
  asOf: Instant,
  negated: boolean,
): boolean {
  if ("field" in leaf) return fieldHolds(leaf, world, asOf);
  if ("event" in leaf) {
    if (leaf.mature && !isMature(leaf.window, asOf, world)) return negated;
    return fitsCmp(measureOf(leaf.is).cmp, measureLeaf(leaf, world, asOf));
  }
  if ("sequence" in leaf || "last" in leaf) return measureLeaf(leaf, world, asOf) === 1;
  if ("tier" in leaf) return tierHolds(leaf, world);
  if ("stage" in leaf) return world.account.stage !== null && leaf.stage.includes(world.account.stage.id);
  if ("tag" in leaf) return leaf.tag.some((tag) => world.profile.tags.includes(tag));
  if ("bucket" in leaf) {
    const bucket = bucketOf(world.profile.id, leaf.bucket.salt ?? "");
    return bucket >= leaf.bucket.from && bucket < leaf.bucket.to;
  }
  if ("consent" in leaf) return world.profile.consents.includes(leaf.consent);
  if ("store" in leaf) return storeHolds(leaf, world);
  return scheduleHolds(leaf, zoneOf(world), asOf);
}

function fieldHolds(leaf: FieldLeaf, world: World, asOf: Instant): boolean {
  const info = lookupPath(leaf.field);
  if (!info) throw new LookupError("path.unknown", leaf.field);
  if (info.scope === "line" && !world.line) {
    return (world.order?.lines ?? []).some((line) => fieldHolds(leaf, { ...world, line }, asOf));
  }
  const actual = readPath(leaf.field, world, asOf);
  if (actual === null) return leaf.op === "notExists";
  const kind = info.type === "instant" || info.type === "date" ? info.type : "plain";
  return fitsField(leaf, actual, kind, asOf, zoneOf(world));
}

/** What an event, sequence or last leaf amounts to: the measure, or 1 / 0; null = missing. */
export function measureLeaf(leaf: EventLeaf | SequenceLeaf | LastLeaf, world: World, asOf: Instant): number | null {
  if (world.history) return measureHistory(leaf, world, asOf);
  const key = leafKey(leaf);
  const state = world.account.leaves[key];
  if (!state) throw new MissingLeafError(key);
  return measureState(leaf, state, asOf, world);
}

function judge(where: Condition, world: World, at: Instant): boolean {
  return holds(where, world, at);
}

function measureHistory(leaf: EventLeaf | SequenceLeaf | LastLeaf, world: World, asOf: Instant): number | null {
  const history = world.history ?? [];
  if ("last" in leaf) return lastHolds(leaf, world, asOf);
  const range = windowRange(leaf.window, asOf, world);
  if (!range) return null;
  if ("sequence" in leaf) {
    const points: SequencePoint[] = history
      .filter((event) => inRange(event.at, range, asOf, true))
      .map((event) => ({ at: event.at, steps: stepsOf(leaf, event, world, judge) }))
      .sort((a, b) => a.at - b.at);
    return sequenceDoneAt(leaf, points, zoneOf(world)) === null ? 0 : 1;
  }
  const inside = history.filter((event) => inRange(event.at, range, asOf, leaf.including !== false));
  const occurrences = inside.flatMap((event) => occurrencesOf(leaf, event, world, judge));
  return measureOccurrences(measureOf(leaf.is).kind, occurrences, zoneOf(world));
}

function lastHolds(leaf: LastLeaf, world: World, asOf: Instant): number | null {
  const past = (world.history ?? []).filter((event) => event.type === leaf.last && event.at <= asOf);
  const latest = past.reduce((newest, event) => Math.max(newest, event.at), Number.NEGATIVE_INFINITY);
  if (past.length === 0) return null;
  const fits = past.some((event) => event.at === latest && holds(leaf.where, worldOfEvent(world, event), event.at));
  return fits ? 1 : 0;
}

/** Whether the tier in force is the one asked for, or on the side of it that is asked for. */
export function tierHolds({ tier: wanted }: TierLeaf, world: World): boolean {
  const order = world.ladders[wanted.ladder];
  if (!order) throw new LookupError("ladder.unknown", wanted.ladder);
  const threshold = order.indexOf(wanted.tier);
  if (threshold < 0) throw new LookupError("tier.unknown", wanted.tier);
  const current = world.account.tiers[wanted.ladder];
  if (!current) return false;
  const rank = order.indexOf(current.tier);
  if (rank < 0) throw new LookupError("tier.unknown", current.tier);
  if (wanted.is === "at_least") return rank >= threshold;
  return wanted.is === "at_most" ? rank <= threshold : rank === threshold;
}

const EARTH_RADIUS_KM = 6371.0088;

/** Great-circle distance in kilometres (haversine). */
export function distanceKm(a: GeoPoint, b: GeoPoint): number {
  const radians = Math.PI / 180;
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const chord =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Where the member is: at the store of the order at hand, else where the world says. */
function storeHolds({ store }: StoreLeaf, world: World): boolean {
  const locate = (id: string): GeoPoint | undefined => {
    if (!world.storeLocation) throw new LookupError("store.no_directory", id);
    return world.storeLocation(id);
  };
  const target = typeof store.of === "string" ? locate(store.of) : store.of;
  const here = world.order?.storeId ? locate(world.order.storeId) : world.membersLocation;
  return target !== undefined && here !== undefined && distanceKm(here, target) <= store.within;
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

const hours = new WeakMap<ScheduleLeaf["schedule"], { from: number; to: number }>();

/** Minutes of the day at which a schedule begins and ends. */
function hoursOf(schedule: ScheduleLeaf["schedule"]): { from: number; to: number } {
  const known = hours.get(schedule);
  if (known) return known;
  const to = schedule.to === undefined ? 24 * 60 : minutes(schedule.to);
  const made = { from: minutes(schedule.from ?? "00:00"), to };
  hours.set(schedule, made);
  return made;
}

/** Whether an instant is inside a weekly schedule; hours over midnight belong to the day they start on, equal ends mean the whole day. */
export function scheduleHolds({ schedule }: ScheduleLeaf, memberZone: string, at: Instant): boolean {
  const zone = schedule.zone ?? memberZone;
  const weekday = isoWeekday(at, zone);
  const now = minuteOfDay(at, zone);
  const fitsDay = (day: number): boolean => !schedule.days || schedule.days.includes(day);
  const { from, to } = hoursOf(schedule);
  if (from === to) return fitsDay(weekday);
  if (from < to) return fitsDay(weekday) && now >= from && now < to;
  if (now >= from) return fitsDay(weekday);
  return now < to && fitsDay(weekday === 1 ? 7 : weekday - 1);
}
