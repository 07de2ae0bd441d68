import type { Instant } from "./facts.ts";
import { fromWallClock, fromWallClockOrJump, zoneOffset } from "./zone-offset.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** A local day as a number: days since 1970-01-01. */
export type LocalDay = number;

export interface CivilDate {
  year: number;
  /** 1..12 */
  month: number;
  /** 1..31 */
  day: number;
}

/** Days since 1970-01-01 of a Gregorian date (H. Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayOfCivil({ year, month, day }: CivilDate): LocalDay {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The Gregorian date of a day number; inverse of `dayOfCivil`. */
export function civilOfDay(day: LocalDay): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The same day of the month `months` later, or the last day of that month when it is shorter. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

/** `YYYY-MM-DD` of a day number. */
export function isoOfDay(day: LocalDay): string {
  const civil = civilOfDay(day);
  return `${String(civil.year).padStart(4, "0")}-${String(civil.month).padStart(2, "0")}-${String(civil.day).padStart(2, "0")}`;
}

/** The day number of `YYYY-MM-DD`, or null when it is not an existing date. */
export function dayOfIso(text: string): LocalDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const civil = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const day = dayOfCivil(civil);
  return isoOfDay(day) === text ? day : null;
}

/** Days since 1970-01-01 of the local date at an instant. */
export function localDay(at: Instant, zone: string): LocalDay {
  return Math.floor((at + zoneOffset(at, zone)) / DAY);
}

/** `YYYY-MM-DD` of the local date at an instant. */
export function localDate(at: Instant, zone: string): string {
  return isoOfDay(localDay(at, zone));
}

/** The first instant of a local day; where daylight saving skips midnight, the first instant after the gap. */
export function startOfLocalDay(day: LocalDay, zone: string): Instant {
  return fromWallClock(day * DAY, zone);
}

/** Minutes since local midnight, by the wall clock: 0..1439. */
export function minuteOfDay(at: Instant, zone: string): number {
  const local = at + zoneOffset(at, zone);
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

/** 1 = Monday .. 7 = Sunday, of a day number. */
export function weekdayOfDay(day: LocalDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** 1 = Monday .. 7 = Sunday, of the local date. */
export function isoWeekday(at: Instant, zone: string): number {
  return weekdayOfDay(localDay(at, zone));
}

function firstDayOf(unit: CalendarUnit, day: LocalDay, offset: number): LocalDay {
  if (unit === "day") return day + offset;
  if (unit === "week") return day - weekdayOfDay(day) + 1 + offset * 7;
  const { year, month } = civilOfDay(day);
  if (unit === "year") return dayOfCivil({ year: year + offset, month: 1, day: 1 });
  if (unit === "month") return dayOfCivil(addMonths({ year, month, day: 1 }, offset));
  return dayOfCivil(addMonths({ year, month: month - ((month - 1) % 3), day: 1 }, offset * 3));
}

const MAX_KNOWN_STARTS = 20_000;
/** By zone, then unit and offset, then local day: a handful of windows is asked about again and again. */
const starts = new Map<string, Record<CalendarUnit, Map<LocalDay, Instant>[]>>();

function knownStarts(unit: CalendarUnit, zone: string, offset: number): Map<LocalDay, Instant> | null {
  if (offset < 0 || offset > 2) return null;
  let ofZone = starts.get(zone);
  if (!ofZone) {
    if (starts.size > 500) starts.clear();
    ofZone = { day: [], week: [], month: [], quarter: [], year: [] };
    starts.set(zone, ofZone);
  }
  const known = ofZone[unit][offset] ?? new Map<LocalDay, Instant>();
  ofZone[unit][offset] = known;
  if (known.size > MAX_KNOWN_STARTS) known.clear();
  return known;
}

/** The first instant of the calendar unit around `at`, `offset` units later (negative: earlier). Weeks start on Monday. */
export function startOf(unit: CalendarUnit, at: Instant, zone: string, offset = 0): Instant {
  const day = localDay(at, zone);
  const known = knownStarts(unit, zone, offset);
  const found = known?.get(day);
  if (found !== undefined) return found;
  const start = startOfLocalDay(firstDayOf(unit, day, offset), zone);
  known?.set(day, start);
  return start;
}

interface Duration {
  months: number;
  days: number;
  time: number;
}

/** The latest answer of a duration: windows of one length are asked for one instant many times. */
interface Shifted {
  at: Instant;
  zone: string;
  sign: 1 | -1;
  result: Instant;
}

const durations = new Map<string, Duration & { latest?: Shifted }>();

/** An ISO 8601 duration in calendar months, calendar days and exact milliseconds. Throws RangeError when malformed. */
export function parseDuration(iso: string): Duration & { latest?: Shifted } {
  const known = durations.get(iso);
  if (known) return known;
  const match =
    /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(iso);
  if (!match) throw new RangeError(`not an ISO 8601 duration: ${iso}`);
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const parsed = {
    months: (years ?? 0) * 12 + (months ?? 0),
    days: (weeks ?? 0) * 7 + (days ?? 0),
    time: (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND,
  };
  if (durations.size > 10_000) durations.clear();
  durations.set(iso, parsed);
  return parsed;
}

function shift(at: Instant, iso: string, zone: string, sign: 1 | -1): Instant {
  const duration = parseDuration(iso);
  const { latest } = duration;
  if (latest && latest.at === at && latest.sign === sign && latest.zone === zone) return latest.result;
  const result = shiftBy(at, duration, zone, sign);
  if (latest) {
    latest.at = at;
    latest.zone = zone;
    latest.sign = sign;
    latest.result = result;
  } else duration.latest = { at, zone, sign, result };
  return result;
}

function shiftBy(at: Instant, { months, days, time }: Duration, zone: string, sign: 1 | -1): Instant {
  if (months === 0 && days === 0) return at + sign * time;
  const local = at + zoneOffset(at, zone);
  let day = Math.floor(local / DAY);
  const clock = local - day * DAY;
  if (months !== 0) day = dayOfCivil(addMonths(civilOfDay(day), sign * months));
  const shifted = (day + sign * days) * DAY + clock;
  return sign === 1 ? fromWallClock(shifted, zone) + time : fromWallClockOrJump(shifted, zone) - time;
}

/**
 * `at` plus an ISO 8601 duration, by the calendar of `zone`: a month keeps the day (or takes the last day of a shorter month),
 * a day keeps the wall-clock time across daylight saving, hours and less are exact.
 */
export function addDuration(at: Instant, iso: string, zone: string): Instant {
  return shift(at, iso, zone, 1);
}

/** `at` less an ISO 8601 duration; the same calendar rules as `addDuration`, but that a skipped wall-clock time gives the instant of the jump. */
export function subtractDuration(at: Instant, iso: string, zone: string): Instant {
  return shift(at, iso, zone, -1);
}

/** Between which lengths in milliseconds a duration always is, a day left for daylight saving on either side. */
export function durationBounds(iso: string): { least: number; most: number } {
  const { months, days, time } = parseDuration(iso);
  return { least: (months * 28 + days - 1) * DAY + time, most: (months * 31 + days + 1) * DAY + time };
}

/** The day on which `origin` has its anniversary in a year; 29 February falls on the 28th in common years. */
export function anniversaryDay(origin: CivilDate, year: number): LocalDay {
  return dayOfCivil(addMonths(origin, (year - origin.year) * 12));
}

/** The latest anniversary of `origin` on or before the local day of `at`: the first instant of its day. */
export function anniversaryBefore(origin: Instant, at: Instant, zone: string): Instant {
  const from = civilOfDay(localDay(origin, zone));
  const today = localDay(at, zone);
  const { year } = civilOfDay(today);
  const thisYear = anniversaryDay(from, year);
  return startOfLocalDay(thisYear <= today ? thisYear : anniversaryDay(from, year - 1), zone);
}

/** The first anniversary of `origin` after the local day of `at`: the first instant of its day. */
export function anniversaryAfter(origin: Instant, at: Instant, zone: string): Instant {
  const from = civilOfDay(localDay(origin, zone));
  const today = localDay(at, zone);
  const { year } = civilOfDay(today);
  const thisYear = anniversaryDay(from, year);
  return startOfLocalDay(thisYear > today ? thisYear : anniversaryDay(from, year + 1), zone);
}

/** Whole years between two local days. */
export function yearsBetween(from: LocalDay, to: LocalDay): number {
  const a = civilOfDay(from);
  const b = civilOfDay(to);
  return b.year - a.year - (b.month * 100 + b.day < a.month * 100 + a.day ? 1 : 0);
}
