import type { Locale, ReferenceLine, ReportQuery } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import { DateTime } from "luxon";
import type { Db } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import { factsAt } from "../../platform/lens/facts-at.ts";
import { noMember } from "../../platform/lens/tables.ts";
import type { Lens } from "../../platform/lens.ts";
import { readFilter } from "../insights/index.ts";
import { definitionsOf, referenceLines } from "../metrics/index.ts";
import { isLongAgo } from "../segments/index.ts";
import { reportDefinitions } from "./definitions.ts";
import type { ReportsDeps } from "./index.ts";

export const guest = `toUUID('${noMember}')`;

/** What a report is about. Days are whole days of the programme's zone; facts after `asOf` count nowhere. */
export interface ReportScope {
  db: Db;
  lens: Lens;
  programme: CompiledProgramme;
  zone: string;
  currency: string;
  asOf: Date;
  /** `asOf` when it is long ago, so that states and orders are those of then; null = now. */
  past: Date | null;
  period: {
    from: string;
    to: string;
    previousFrom: string;
    previousTo: string;
    start: number;
    end: number;
    previousStart: number;
  };
  /** Orders and their lines, to stand behind FROM: as they are, or for a past `asOf` as they stood before later refunds. */
  orders: string;
  lines: string;
  storeId: string | null;
  channel: string | null;
  /** `column IN (members of the filter)`, or `1`. */
  ofMembers(column: string): string;
  isFiltered: boolean;
  /** As it was asked. */
  query: ReportQuery;
  /** Parameters every statement may name. */
  params: Record<string, unknown>;
}

export const instant = (name: string): string => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
/** Local day of a column. */
export const dayOf = (column: string): string => `toDate(toTimeZone(${column}, {zone:String}))`;

const longestDays = 1_830;

export async function scopeOf(deps: ReportsDeps, query: ReportQuery, locale: Locale): Promise<ReportScope> {
  const { db, lens, clock, programmes, segments } = deps;
  const { programme } = programmes.active();
  const { zone } = programme;
  const now = clock.now();
  const asOf = query.asOf ? new Date(query.asOf) : now;
  const past = isLongAgo(asOf, now) ? asOf : null;
  const today = DateTime.fromJSDate(asOf, { zone }).startOf("day");
  const to = query.to ? DateTime.fromISO(query.to, { zone }) : today;
  const from = query.from ? DateTime.fromISO(query.from, { zone }) : to.minus({ days: 29 });
  const length = Math.round(to.diff(from, "days").days) + 1;
  if (length < 1 || length > longestDays)
    throw new AppError("request.invalid", { from: from.toISODate() ?? "", to: to.toISODate() ?? "" }, [
      {
        pointer: query.from ? "/from" : "/to",
        code: "period.invalid",
        message: locale === "en" ? `a period has 1 to ${longestDays} days` : `时间段须为 1 至 ${longestDays} 天`,
      },
    ]);
  const condition = query.filter ? readFilter(query.filter, programme, locale) : null;
  const where = condition ? await segments.where(condition, { asOf, paramPrefix: "f" }) : null;
  const day = (at: DateTime) => at.toFormat("yyyy-MM-dd");
  const period = {
    from: day(from),
    to: day(to),
    previousFrom: day(from.minus({ days: length })),
    previousTo: day(from.minus({ days: 1 })),
    start: from.toMillis(),
    end: Math.min(to.plus({ days: 1 }).toMillis(), asOf.getTime() + 1),
    previousStart: from.minus({ days: length }).toMillis(),
  };
  return {
    db,
    lens,
    programme,
    zone,
    currency: programme.programme.currency,
    asOf,
    past,
    period,
    ...factsAt(past ? instant("asOf") : null),
    storeId: query.storeId ?? null,
    channel: query.channel ?? null,
    ofMembers: (column) => (where ? `${column} IN (${where.sql})` : "1"),
    isFiltered: where !== null,
    query,
    params: {
      zone,
      currency: programme.programme.currency,
      start: period.start,
      end: period.end,
      previousStart: period.previousStart,
      asOf: asOf.getTime(),
      storeId: query.storeId ?? "",
      channel: query.channel ?? "",
      ...where?.params,
    },
  };
}

/** Whether the last scoring was by `asOf`. */
export const isScored =
  "(SELECT ifNull(maxOrNull(toUnixTimestamp64Milli(as_of)), toInt64(0)) FROM value_runs) <= {asOf:Int64}";
/** Scores are kept of the last scoring only: of an instant before it nothing is known. */
export const memberValues = `(SELECT * FROM member_values WHERE ${isScored})`;

/** Why a report has no scored members, as a code. `untrained` = when no model was ever fitted. */
export function whyNoScores(
  { asOf, isFiltered, storeId }: ReportScope,
  model: { trained_at: Date } | undefined,
  untrained: string,
): string {
  if (model && asOf < model.trained_at) return "scored_later";
  if (isFiltered || storeId) return "nobody_matches";
  return model ? "not_run" : untrained;
}

/** Orders of members that stand, up to `asOf`, of the store, channel and members asked for. `alias` names the table. */
export function memberOrders(scope: ReportScope, alias = "o"): string {
  return `${alias}.member_id != ${guest} AND ${standing(scope, alias)} AND ${scope.ofMembers(`${alias}.member_id`)}`;
}

/** Orders that stand, of members and guests. */
export function standing({ storeId, channel }: ReportScope, alias = "o"): string {
  return [
    `NOT ${alias}.complete_refund AND ${alias}.currency = {currency:String} AND ${alias}.placed_at <= ${instant("asOf")}`,
    ...(storeId ? [`${alias}.store_id = {storeId:String}`] : []),
    ...(channel ? [`${alias}.channel = {channel:String}`] : []),
  ].join(" AND ");
}

/** Members on the books who joined by `asOf`; of the store they joined at when one is asked for. */
export function openMembers(scope: ReportScope, alias = "m"): string {
  return [
    `${alias}.status NOT IN ('merged', 'erased') AND ${alias}.joined_at <= ${instant("asOf")}`,
    ...(scope.storeId ? [`${alias}.source_store = {storeId:String}`] : []),
    scope.ofMembers(`${alias}.id`),
  ].join(" AND ");
}

/** The ids of members on the books who joined by `asOf`, wherever they joined and whoever they are. */
export function onTheBooks(scope: ReportScope): string {
  return `(SELECT m.id FROM members AS m WHERE ${openMembers({ ...scope, storeId: null, ofMembers: () => "1" })})`;
}

/** The head of a report: when, how much, in what, what the words mean. */
export async function headOf(
  scope: ReportScope,
  definitions: readonly string[],
  references: Record<string, ReferenceLine["unit"]> = {},
) {
  const { from, to, previousFrom, previousTo } = scope.period;
  const own = Object.fromEntries(
    definitions.flatMap((id) => (reportDefinitions[id] ? [[id, reportDefinitions[id]]] : [])),
  );
  return {
    asOf: scope.asOf.toISOString(),
    currency: scope.currency,
    zone: scope.zone,
    period: { from, to, previousFrom, previousTo },
    definitions: { ...definitionsOf(definitions), ...own },
    references: await referenceLines(scope.db, references),
  };
}

/** Address of the members behind a number that no condition can say; `numberMembers` finds them. */
export function rowsBehind({ period, query }: ReportScope, number: string): string {
  const { storeId, channel, filter, asOf } = query;
  const asked = { number, from: period.from, to: period.to, storeId, channel, filter, asOf };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) search.set(name, value);
  return `/v1/insights/rows?${search}`;
}

/** part / whole, or null when there is no whole. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function figure(
  definition: string,
  value: number | null,
  previous: number | null = null,
  rows: string | null = null,
) {
  const change = value === null || previous === null || previous === 0 ? null : (value - previous) / Math.abs(previous);
  return { value, previous, change, spark: [], definition, rows };
}

/** Months `YYYY-MM` from the one of `from` to the one of `to`. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (
    let at = DateTime.fromISO(`${from.slice(0, 7)}-01`);
    at.toFormat("yyyy-MM") <= to.slice(0, 7);
    at = at.plus({ months: 1 })
  )
    months.push(at.toFormat("yyyy-MM"));
  return months;
}

/** Days since 1970 of a local day. */
export function dayNumberOf(day: DateTime): number {
  return Math.round(Date.parse(`${day.toFormat("yyyy-MM-dd")}T00:00:00Z`) / 86_400_000);
}
