const HOUR = 3_600_000;
const DAY = 86_400_000;
const MAX_CACHED_DAYS = 200_000;
/** Days from 1970 to 2099, which nearly all look-ups concern: in a list, which is read faster than a map. */
const NEAR_DAYS = 47_482;
/** A list takes a third of a megabyte; a shop has members in few zones. */
const MAX_LISTS = 32;

/** One UTC day: a constant offset, or the instant at which it changes. */
type DayOffset = number | { at: number; before: number; after: number };

interface ZoneCache {
  zone: string;
  format: Intl.DateTimeFormat;
  days: Map<number, DayOffset>;
  near: (DayOffset | undefined)[] | null;
}

const zones = new Map<string, ZoneCache>();
let latest: ZoneCache | null = null;

function zoneCache(zone: string): ZoneCache {
  if (latest?.zone === zone) return latest;
  const known = zones.get(zone);
  if (known) {
    latest = known;
    return known;
  }
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const cache = { zone, format, days: new Map<number, DayOffset>(), near: zones.size < MAX_LISTS ? [] : null };
  zones.set(zone, cache);
  return cache;
}

function computeOffset(cache: ZoneCache, at: number): number {
  const seconds = Math.floor(at / 1000) * 1000;
  const part: Record<string, string> = {};
  for (const { type, value } of cache.format.formatToParts(seconds)) part[type] = value;
  const year = part.era === "BC" ? 1 - Number(part.year) : Number(part.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return local.getTime() - seconds;
}

function computeDay(cache: ZoneCache, day: number): DayOffset {
  const start = day * DAY;
  const before = computeOffset(cache, start);
  const after = computeOffset(cache, start + DAY - 1000);
  if (before === after) return before;
  let low = start;
  let high = start + DAY - 1000;
  while (high - low > 1000) {
    const middle = low + Math.floor((high - low) / 2000) * 1000;
    if (computeOffset(cache, middle) === before) low = middle;
    else high = middle;
  }
  return { at: high, before, after };
}

/**
 * Milliseconds to add to a UTC instant to get the wall clock of `zone`.
 * Cached per zone and UTC day, so that a look-up costs a list read. Throws RangeError for an unknown zone.
 */
export function zoneOffset(at: number, zone: string): number {
  const cache = zoneCache(zone);
  const day = Math.floor(at / DAY);
  const { near } = cache;
  const known = near && day >= 0 && day < NEAR_DAYS ? nearDay(cache, near, day) : farDay(cache, day);
  if (typeof known === "number") return known;
  return at < known.at ? known.before : known.after;
}

function nearDay(cache: ZoneCache, near: (DayOffset | undefined)[], day: number): DayOffset {
  const known = near[day];
  if (known !== undefined) return known;
  const computed = computeDay(cache, day);
  if (near.length === 0) cache.near = Array.from({ length: NEAR_DAYS });
  if (cache.near) cache.near[day] = computed;
  return computed;
}

function farDay(cache: ZoneCache, day: number): DayOffset {
  const known = cache.days.get(day);
  if (known !== undefined) return known;
  if (cache.days.size >= MAX_CACHED_DAYS) cache.days.clear();
  const computed = computeDay(cache, day);
  cache.days.set(day, computed);
  return computed;
}

/**
 * The instant at which the wall clock of `zone` shows `local` (wall-clock milliseconds counted as if UTC).
 * A time that happens twice gives its first occurrence; a time skipped by daylight saving is pushed on by the gap.
 */
export function fromWallClock(local: number, zone: string): number {
  const before = zoneOffset(local - 26 * HOUR, zone);
  const early = local - before;
  if (zoneOffset(early, zone) === before) return early;
  const late = local - zoneOffset(local + 26 * HOUR, zone);
  return local - zoneOffset(late, zone) === late ? late : early;
}

/** As `fromWallClock`, but a time skipped by daylight saving gives the instant at which the clock jumps: looking back, later never comes before earlier. */
export function fromWallClockOrJump(local: number, zone: string): number {
  const pushed = fromWallClock(local, zone);
  const offset = zoneOffset(pushed, zone);
  const gap = pushed + offset - local;
  if (gap === 0) return pushed;
  let [before, after] = [pushed - gap, pushed];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zoneOffset(middle, zone) === offset) after = middle;
    else before = middle;
  }
  return after;
}

/** The zone as it is spelt canonically (`+08:00` for an offset); null when there is no such zone. */
export function canonicalZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
