import type { Locale } from "@regulars/contracts";
import { DateTime } from "luxon";
import { AppError } from "../../platform/errors.ts";

/** Half-open ranges of instants, cut at local midnights of the zone. */
export interface Period {
  zone: string;
  /** First and last day, both included, `YYYY-MM-DD`. */
  from: string;
  to: string;
  days: string[];
  previousFrom: string;
  previousTo: string;
  /** Epoch milliseconds: the period is `[start, end)`, the one before `[previousStart, start)`. */
  start: number;
  end: number;
  previousStart: number;
}

const defaultDays = 30;
const longestDays = 731;

interface PeriodOptions {
  zone: string;
  now: Date;
  locale: Locale;
  /** Nothing later is in the period. */
  until: Date | null;
}

/** The period asked for, by default the last 30 days up to today. Refuses with `request.invalid` when it ends before it begins or is longer than two years. */
export function periodOf(
  query: { from?: string | undefined; to?: string | undefined },
  { zone, now, locale, until }: PeriodOptions,
): Period {
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  const to = query.to ? DateTime.fromISO(query.to, { zone }) : today;
  const from = query.from ? DateTime.fromISO(query.from, { zone }) : to.minus({ days: defaultDays - 1 });
  const length = Math.round(to.diff(from, "days").days) + 1;
  if (length < 1 || length > longestDays) refuseSpan(from, to, locale);
  const previousFrom = from.minus({ days: length });
  return {
    zone,
    from: isoDay(from),
    to: isoDay(to),
    days: Array.from({ length }, (_, index) => isoDay(from.plus({ days: index }))),
    previousFrom: isoDay(previousFrom),
    previousTo: isoDay(from.minus({ days: 1 })),
    start: from.toMillis(),
    end: Math.min(to.plus({ days: 1 }).toMillis(), until ? until.getTime() + 1 : Number.POSITIVE_INFINITY),
    previousStart: previousFrom.toMillis(),
  };
}

function refuseSpan(from: DateTime, to: DateTime, locale: Locale): never {
  throw new AppError("request.invalid", { from: isoDay(from), to: isoDay(to) }, [
    {
      pointer: "/from",
      code: "period.invalid",
      message: locale === "en" ? `a period has 1 to ${longestDays} days` : `时间段须为 1 至 ${longestDays} 天`,
    },
  ]);
}

function isoDay(day: DateTime): string {
  return day.toFormat("yyyy-MM-dd");
}
