import type { churnResponse } from "@regulars/contracts";
import type { Condition } from "@regulars/engine";
import { DateTime } from "luxon";
import { z } from "zod";
import { featureName, latestVersions, readSettings, type VersionRow } from "../../scores/index.ts";
import { type MembersWhere, rowsOf } from "../../segments/index.ts";
import {
  dayNumberOf,
  dayOf,
  figure,
  headOf,
  instant,
  memberOrders,
  onTheBooks,
  openMembers,
  type ReportScope,
  ratio,
  rowsBehind,
} from "../scope.ts";
import { localDay, standingOf } from "./churn-standing.ts";

type Answer = z.output<typeof churnResponse>;

const groupOrder = ["once", "two_or_three", "four_or_more"] as const;

const cardEvaluation = z.object({
  auc: z.number().nullable(),
  prAuc: z.number().nullable(),
  brier: z.number(),
  ece: z.number(),
  lift: z.number().nullable(),
  liftCap: z.number().nullable(),
  reliability: z.array(z.object({ predicted: z.number(), actual: z.number(), members: z.number() })),
});
const cardGroup = cardEvaluation.extend({
  group: z.enum(groupOrder),
  n: z.number(),
  predicted: z.number(),
  rate: z.number(),
});
/** What is kept of a fit, as far as the board shows it. */
const cardSchema = z.object({
  why: z.string(),
  cuts: z.array(
    z.object({ stack: cardEvaluation.nullable(), parametric: cardEvaluation, groups: z.array(cardGroup).optional() }),
  ),
  importance: z.array(z.object({ feature: z.string(), gain: z.number() })),
});

const whys: Record<string, { zh: string; en: string }> = {
  enough_data: {
    zh: "数据足够：组合模型在最近一个已结束的窗口上校准",
    en: "Enough data: the stack is calibrated on the last closed window",
  },
  too_few_rows: {
    zh: "样本较少：只用购买过程概率模型，它在小样本上更可靠",
    en: "Few rows: the purchase process alone, which is more reliable on small bases",
  },
  too_few_of_a_class: {
    zh: "流失或留存的样本太少：只用购买过程概率模型",
    en: "Too few of one outcome: the purchase process alone",
  },
  no_closed_window: {
    zh: "首尾相接且已结束的观察窗口不足三个（一个学习、一个校准、一个检验）：只用购买过程概率模型",
    en: "Fewer than three closed windows in a row (one to learn, one to calibrate, one to judge): the purchase process alone",
  },
};
export const bands = [
  { band: "low", from: 0, to: 0.5 },
  { band: "medium", from: 0.5, to: 0.8 },
  { band: "high", from: 0.8, to: 1.000001 },
] as const;

const probability = (from: number, to: number) => ({
  all: [
    { field: "score.churnProbability", op: "gte" as const, value: from },
    { field: "score.churnProbability", op: "lt" as const, value: to },
  ],
});

/** Members who bought twice or more in the 30 days three months ago and whose last 30 days fell behind by the share. */
export const droppedOff = (scope: ReportScope, drop: number): string => `SELECT d.id FROM (
    SELECT o.member_id AS id, countIf(o.placed_at > ${instant("asOf")} - INTERVAL 30 DAY) AS recent, countIf(o.placed_at > ${instant("asOf")} - INTERVAL 120 DAY AND o.placed_at <= ${instant("asOf")} - INTERVAL 90 DAY) AS before
    FROM ${scope.orders} AS o INNER JOIN members AS m ON m.id = o.member_id
    WHERE ${openMembers(scope)} AND NOT o.complete_refund AND o.placed_at <= ${instant("asOf")} AND o.placed_at > ${instant("asOf")} - INTERVAL 120 DAY GROUP BY o.member_id
  ) AS d WHERE d.before >= 2 AND d.recent <= d.before * ${1 - drop}`;

/** Who may leave, when, what it would cost, and how far the model may be trusted. */
export async function churnBoard(scope: ReportScope): Promise<Answer> {
  const settings = await readSettings(scope.db);
  const [trained, known] = await Promise.all([latestVersions(scope.db), latestVersions(scope.db, scope.asOf)]);
  const ofChurn = ({ kind }: VersionRow) => kind === "churn";
  const [{ standing, notEnoughData, partly }, [dropped], months] = await Promise.all([
    standingOf(scope, settings, trained.find(ofChurn)),
    scope.lens.query<{ members: number }>(
      `SELECT count() AS members FROM (${droppedOff(scope, settings.activityDrop)})`,
      scope.params,
    ),
    lostByMonth(scope, settings.horizonDays),
  ]);
  // What layers were kept of no condition says; the lists of conditions are those of the last scoring.
  const isKnown = notEnoughData === null;
  const opens = isKnown && !scope.isFiltered && !scope.storeId && partly?.code !== "layers_only";
  const rows = (condition: Condition, number: string): string | null => {
    if (opens) return rowsOf(condition);
    return isKnown ? rowsBehind(scope, `churn:${number}`) : null;
  };
  const version = known.find(ofChurn);
  const card = version ? cardSchema.parse(version.card) : undefined;
  const judged = card?.cuts.findLast((cut) => cut.stack) ?? card?.cuts.at(-1);
  const evaluation = judged?.stack ?? judged?.parametric ?? null;
  // The month of `asOf` is not over: its silence is not yet told.
  const last = months.at(-2);
  const before = months.at(-3);
  return {
    ...(await headOf(scope, ["churn_at_risk", "churn_value", "churn_monthly"], { "kpi.churnRate.max": "share" })),
    notEnoughData,
    partly,
    model: version
      ? {
          version: version.version,
          trainedAt: version.trained_at.toISOString(),
          method: version.method,
          why: whys[card?.why ?? ""] ?? { zh: card?.why ?? "", en: card?.why ?? "" },
          horizonDays: settings.horizonDays,
          threshold: settings.churnThreshold,
          auc: evaluation?.auc ?? null,
          prAuc: evaluation?.prAuc ?? null,
          brier: evaluation?.brier ?? null,
          ece: evaluation?.ece ?? null,
          lift: evaluation?.lift ?? null,
          liftCap: evaluation?.liftCap ?? null,
        }
      : null,
    atRisk: figure(
      "churn_at_risk",
      isKnown ? standing.atRisk : null,
      null,
      rows({ field: "score.churnProbability", op: "gte", value: settings.churnThreshold }, "at_risk"),
    ),
    valueAtRisk: figure("churn_value", isKnown ? standing.valueAtRisk : null),
    monthlyChurn: figure("churn_monthly", last?.rate ?? null, before?.rate ?? null),
    byMonth: months,
    bands: bands.map(({ band, from, to }) => {
      const row = standing.bands.find((entry) => entry.band === band);
      return {
        band,
        from,
        to: Math.min(1, to),
        members: row?.members ?? 0,
        value: row ? row.value : partly ? null : 0,
        rows: rows(probability(from, to), `band:${band}`),
      };
    }),
    calendar: standing.weeks.map((row) => {
      const from = DateTime.fromISO(row.week);
      const least = row.week <= localDay(scope) ? localDay(scope) : from.minus({ days: 1 }).toFormat("yyyy-MM-dd");
      const most = [from.plus({ days: 7 }).toFormat("yyyy-MM-dd"), localDay(scope, 85)].sort()[0] ?? "";
      return {
        weekStart: row.week,
        members: row.members,
        value: row.value,
        rows: opens ? rowsOf(datedBetween(least, most)) : null,
      };
    }),
    actNow: {
      leadDays: settings.leadDays,
      ...standing.due,
      rows: opens ? rowsOf(datedBetween(localDay(scope), localDay(scope, settings.leadDays + 1))) : null,
    },
    tenureBand: {
      fromMonths: settings.tenureBand.from,
      toMonths: settings.tenureBand.to,
      ...standing.tenured,
      rows: rows(joinedMonthsAgo(scope.asOf, settings.tenureBand), "watched"),
    },
    activityDrop: {
      drop: settings.activityDrop,
      members: dropped?.members ?? 0,
      rows: rowsBehind(scope, "churn:drop"),
    },
    reliability: evaluation?.reliability ?? [],
    byPurchases: groupOrder.flatMap((name) =>
      (judged?.groups ?? [])
        .filter(({ group }) => group === name)
        .map(({ group, n, predicted, rate, auc, ece }) => ({ group, members: n, predicted, actual: rate, auc, ece })),
    ),
    importance: (card?.importance ?? [])
      .filter(({ gain }) => gain > 0)
      .slice(0, 12)
      .map(({ feature, gain }) => ({
        feature,
        name:
          feature === "parametric"
            ? { zh: "购买过程模型的概率", en: "what the purchase process says" }
            : featureName(feature),
        gain,
      })),
  };
}

/** Scored members who joined in the calendar months (UTC) so long ago. */
function joinedMonthsAgo(asOf: Date, { from, to }: { from: number; to: number }): Condition {
  const month = DateTime.fromJSDate(asOf, { zone: "utc" }).startOf("month");
  const joined = (monthsAgo: number): Condition => ({
    field: "member.joinedAt",
    op: "before",
    value: month.minus({ months: monthsAgo }).toJSDate().toISOString(),
  });
  return {
    all: [{ not: joined(to) }, joined(from - 1), { field: "score.churnProbability", op: "gte", value: 0 }],
  };
}

/** Dates after `after` and before `before`. */
function datedBetween(after: string, before: string) {
  return {
    all: [
      { field: "score.churnDate", op: "after" as const, value: after },
      { field: "score.churnDate", op: "before" as const, value: before },
    ],
  };
}

const daysBought = (scope: ReportScope) =>
  `SELECT o.member_id AS id, arraySort(groupUniqArray(toInt32(toRelativeDayNum(${dayOf("o.placed_at")})))) AS days, arrayPushBack(arraySlice(days, 2), toInt32(2147483647)) AS nexts
   FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} AND o.member_id IN ${onTheBooks(scope)} GROUP BY o.member_id`;
const silentBy = (horizon: number, from = "s", to = "e") =>
  `d + ${horizon} > ${from} AND d + ${horizon} <= ${to} AND n > d + ${horizon}`;

/** The day before a month and its last one; a month that is not over ends today. */
function edgesOf(scope: ReportScope, month: DateTime): { start: number; end: number } {
  const today = dayNumberOf(DateTime.fromJSDate(scope.asOf, { zone: scope.zone }));
  return {
    start: dayNumberOf(month) - 1,
    end: Math.min(dayNumberOf(month.plus({ months: 1 })) - 1, today),
  };
}

/** Members whose silence reached the horizon in a month, `YYYY-MM`. */
export function lostIn(scope: ReportScope, horizonDays: number, month: string): MembersWhere {
  const { start, end } = edgesOf(scope, DateTime.fromISO(`${month}-01`, { zone: scope.zone }));
  return {
    sql: `SELECT b.id FROM (${daysBought(scope)}) AS b WHERE arrayExists((d, n) -> ${silentBy(horizonDays, "{lostFrom:Int32}", "{lostTo:Int32}")}, b.days, b.nexts)`,
    params: { ...scope.params, lostFrom: start, lostTo: end },
  };
}

/**
 * Members whose silence reached the horizon, by the month in which it did, over those who were within it at the month's start; the last twelve months. Out of the orders alone, so that any past month is
 * answered as it was.
 */
async function lostByMonth(scope: ReportScope, horizonDays: number): Promise<Answer["byMonth"]> {
  const end = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf("month");
  const months = Array.from({ length: 12 }, (_, index) => end.minus({ months: 11 - index }));
  const edges = months.map((month) => edgesOf(scope, month));
  const rows = await scope.lens.query<{ starts: number[]; lost: number[] }>(
    `SELECT sumForEach(arrayMap(s -> toUInt64(arrayExists(d -> d <= s AND d + ${horizonDays} > s, days)), {starts:Array(Int32)})) AS starts,
       sumForEach(arrayMap((s, e) -> toUInt64(arrayExists((d, n) -> ${silentBy(horizonDays)}, days, nexts)), {starts:Array(Int32)}, {ends:Array(Int32)})) AS lost
     FROM (${daysBought(scope)})`,
    { ...scope.params, starts: edges.map((edge) => edge.start), ends: edges.map((edge) => edge.end) },
  );
  return months.map((month, index) => {
    const atStart = Number(rows[0]?.starts[index] ?? 0);
    const lost = Number(rows[0]?.lost[index] ?? 0);
    const name = month.toFormat("yyyy-MM");
    return { month: name, lost, atStart, rate: ratio(lost, atStart), rows: rowsBehind(scope, `churn:lost:${name}`) };
  });
}
