import { DateTime } from "luxon";

const months = 18;
/** January to December. */
const seasons = [0.95, 0.86, 0.98, 1, 1.03, 1.06, 1.1, 1.09, 1.02, 1.03, 0.97, 0.99];
/** Monday to Sunday. */
const weekdays = [1, 1, 1.02, 1.04, 1.14, 0.98, 0.86];

export interface Calendar {
  /** First local day. */
  start: DateTime;
  days: number;
  /** Busyness of the days before each day, added up; the mean of a day is 1. */
  busyness: Float64Array;
  /** Local dates by day. */
  dates: string[];
  months: number[];
  isWeekend: boolean[];
}

/** Eighteen months of business days up to and including `until` (YYYY-MM-DD). Throws RangeError when it is no date. */
export function calendarUntil(until: string): Calendar {
  const last = DateTime.fromISO(until, { zone: "utc" });
  if (!/^\d{4}-\d\d-\d\d$/.test(until) || !last.isValid) throw new RangeError(`not a date: ${until}`);
  const start = last.plus({ days: 1 }).minus({ months });
  const days = Math.round(last.diff(start, "days").days) + 1;
  const all = Array.from({ length: days }, (_, day) => start.plus({ days: day }));
  const weights = all.map((date) => (seasons[date.month - 1] ?? 1) * (weekdays[date.weekday - 1] ?? 1));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / days;
  const busyness = new Float64Array(days + 1);
  for (const [day, weight] of weights.entries()) busyness[day + 1] = (busyness[day] ?? 0) + weight / mean;
  return {
    start,
    days,
    busyness,
    dates: all.map((date) => date.toISODate() ?? ""),
    months: all.map((date) => date.month),
    isWeekend: all.map((date) => date.weekday > 5),
  };
}

/** The day in which the busyness added up reaches `amount`; `days` when it lies beyond the end. */
export function dayAt(calendar: Calendar, amount: number): number {
  const { busyness, days } = calendar;
  if (amount >= (busyness[days] ?? 0)) return days;
  let low = 0;
  let high = days - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((busyness[middle] ?? 0) <= amount) low = middle;
    else high = middle - 1;
  }
  return low;
}

export const daySeconds = 86_400;
const firstHour = 7;
/** Opening hours 7 to 22: how busy each hour is. */
const hours = {
  workday: sums([7, 14, 13, 9, 7, 9, 9, 8, 8, 7, 5, 4, 4, 3, 2]),
  weekend: sums([2, 5, 8, 10, 11, 11, 11, 11, 10, 8, 6, 5, 4, 3, 2]),
};

function sums(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const added = [0];
  for (const weight of weights) added.push((added.at(-1) ?? 0) + weight / total);
  return added;
}

const hoursOf = (calendar: Calendar, day: number): number[] =>
  calendar.isWeekend[day] ? hours.weekend : hours.workday;

/** The second (local, since the first day) at which the busyness added up reaches `amount`; null when it lies beyond the end. */
export function timeAt(calendar: Calendar, amount: number): number | null {
  const day = dayAt(calendar, amount);
  if (day >= calendar.days) return null;
  const { before, weight } = dayShare(calendar, day);
  const share = (amount - before) / weight;
  const profile = hoursOf(calendar, day);
  const hour = Math.max(
    0,
    profile.findLastIndex((sum) => sum <= share),
  );
  const from = profile[hour] ?? 0;
  const to = profile[hour + 1] ?? 1;
  const second = Math.min(3599, Math.floor(((share - from) / (to - from)) * 3600));
  return day * daySeconds + (firstHour + hour) * 3600 + second;
}

/** How much busyness has added up by a second: the inverse of `timeAt`. */
export function busynessAt(calendar: Calendar, time: number): number {
  const day = Math.floor(time / daySeconds);
  const { before, weight } = dayShare(calendar, day);
  const sinceOpening = (time % daySeconds) / 3600 - firstHour;
  const hour = Math.floor(sinceOpening);
  const profile = hoursOf(calendar, day);
  const from = profile[hour] ?? 1;
  const to = profile[hour + 1] ?? 1;
  return before + weight * (from + (to - from) * (sinceOpening - hour));
}

function dayShare({ busyness }: Calendar, day: number): { before: number; weight: number } {
  const before = busyness[day] ?? 0;
  return { before, weight: (busyness[day + 1] ?? 0) - before };
}
