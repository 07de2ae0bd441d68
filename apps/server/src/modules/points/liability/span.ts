import {
  addMonths,
  civilOfDay,
  dayOfCivil,
  dayOfIso,
  isoOfDay,
  type LocalDay,
  localDay,
  startOfLocalDay,
} from "@regulars/engine";
import { refuse } from "../../../platform/errors.ts";

/** Local days `from <= day < to` of a zone, cut into calendar months; the first and the last may be shorter. */
export interface Span {
  from: string;
  to: string;
  periods: { key: string; from: Date; to: Date }[];
}

const mostMonths = 1200;

/** Absent `to` = up to the end of the day `now` is in; absent `from` = the first of the month eleven months before the last one. */
export function spanOf(given: { from?: string | undefined; to?: string | undefined }, zone: string, now: Date): Span {
  const to = given.to === undefined ? localDay(now.getTime(), zone) + 1 : endDay(given.to, zone);
  const from = given.from === undefined ? elevenMonthsBefore(to - 1) : dayOf(given.from, zone);
  if (from >= to) refuse("report.span_invalid");
  const periods: Span["periods"] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, nextMonth(start));
    periods.push({ key: isoOfDay(start), from: dateOf(start, zone), to: dateOf(end, zone) });
    if (periods.length > mostMonths) refuse("report.span_invalid");
    start = end;
  }
  return { from: isoOfDay(from), to: isoOfDay(to), periods };
}

function dayOf(text: string, zone: string): LocalDay {
  return dayOfIso(text) ?? localDay(Date.parse(text), zone);
}

/** The day after the last: a date as it is, an instant up to the end of its day. */
function endDay(text: string, zone: string): LocalDay {
  const day = dayOfIso(text);
  if (day !== null) return day;
  const at = Date.parse(text);
  const within = localDay(at, zone);
  return startOfLocalDay(within, zone) === at ? within : within + 1;
}

function elevenMonthsBefore(day: LocalDay): LocalDay {
  return dayOfCivil(addMonths({ ...civilOfDay(day), day: 1 }, -11));
}

function nextMonth(day: LocalDay): LocalDay {
  return dayOfCivil(addMonths({ ...civilOfDay(day), day: 1 }, 1));
}

function dateOf(day: LocalDay, zone: string): Date {
  return new Date(startOfLocalDay(day, zone));
}
