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
