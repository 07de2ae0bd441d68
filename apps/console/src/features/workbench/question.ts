import type { ExploreBody, SavedReport } from "../../shared/api/reports.ts";
import { zonedDay } from "../../shared/zoned-day.ts";

export type Question = SavedReport["question"];
type Span = Question["span"];

const dayMilliseconds = 86_400_000;

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds);
}

/** The span to keep: days that end today move on with the days, others stay. */
export function spanOf(from: string | undefined, to: string | undefined, today: string): Span {
  if (!from && !to) return { lastDays: 30 };
  const end = to ?? today;
  const start = from ?? new Date((dayNumber(end) - 29) * dayMilliseconds).toISOString().slice(0, 10);
  return end === today ? { lastDays: dayNumber(today) - dayNumber(start) + 1 } : { from: start, to: end };
}

/** The days of a span as of today, both included. */
export function daysOf(span: Span, zone: string): { from: string; to: string } {
  const today = zonedDay(zone);
  if ("from" in span) return span;
  if ("lastDays" in span) return { from: zonedDay(zone, 1 - span.lastDays), to: today };
  const [year = "", month = "01"] = today.split("-");
  if (span.calendar === "year") return { from: `${year}-01-01`, to: today };
  const first = span.calendar === "month" ? Number(month) : Math.floor((Number(month) - 1) / 3) * 3 + 1;
  return { from: `${year}-${String(first).padStart(2, "0")}-01`, to: today };
}

/** What is asked of the server for a kept question. */
export function bodyOf(question: Question, zone: string, limit = 1_000): ExploreBody {
  const { measures, dimensions, compare, storeId, channel, filter } = question;
  return {
    measures,
    dimensions,
    compare,
    direction: "desc",
    limit,
    ...daysOf(question.span, zone),
    ...(storeId && { storeId }),
    ...(channel && { channel }),
    ...(filter !== undefined && { filter }),
  };
}

/** The explorer's address for a kept question. */
export function searchOf(report: SavedReport, zone: string): Record<string, string | undefined> {
  const { question } = report;
  const isDefault = "lastDays" in question.span && question.span.lastDays === 30;
  return {
    report: report.id,
    measures: question.measures.join(","),
    by: question.dimensions.join(",") || ",",
    compare: question.compare,
    shape: question.shape,
    storeId: question.storeId,
    filter: question.filter === undefined ? undefined : JSON.stringify(question.filter),
    ...(isDefault ? {} : daysOf(question.span, zone)),
  };
}
