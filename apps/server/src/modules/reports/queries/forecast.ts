import type { forecastQuery, forecastResponse } from "@regulars/contracts";
import { forecastSeries } from "@regulars/models";
import { DateTime } from "luxon";
import type { z } from "zod";
import { answer } from "../../metrics/index.ts";
import { reasonOf } from "../../scores/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import { headOf, type ReportScope } from "../scope.ts";

type Query = z.output<typeof forecastQuery>;

const metricOf = {
  revenue: "revenue",
  memberRevenue: "memberRevenue",
  orders: "orders",
  newMembers: "newMembers",
  membersTotal: "totalMembers",
  activeMembers: "activeMembers",
} as const;
const seasons = { day: 7, week: 52, month: 12 } as const;
const longest = { day: 400, week: 160, month: 60 } as const;

/** A metric carried on: whole days, weeks or months that are over, exponential smoothing with an interval, and how well it would have done before. `members` = whom the filter holds of. */
export async function forecast(
  scope: ReportScope,
  query: Query,
  members: MembersWhere | null = null,
): Promise<z.output<typeof forecastResponse>> {
  const { grain, horizon, level } = query;
  const metric = metricOf[query.metric];
  const end = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf(grain);
  const from = end.minus({ [`${grain}s`]: longest[grain] });
  const found = await answer(scope.lens, scope.programme, {
    measures: [metric],
    dimensions: [grain],
    start: from.toMillis(),
    end: end.toMillis(),
    asOf: scope.asOf.getTime(),
    storeId: scope.storeId,
    channel: scope.channel,
    members,
    ladder: "",
  });
  const values = new Map(found.rows.map((row) => [row.keys[0] ?? "", row.values[0] ?? 0]));
  const first = [...values.keys()].sort()[0];
  const actual: { date: string; value: number }[] = [];
  let last = 0;
  if (first !== undefined)
    for (let at = DateTime.fromISO(first, { zone: scope.zone }); at < end; at = at.plus({ [`${grain}s`]: 1 })) {
      const date = at.toFormat("yyyy-MM-dd");
      last = values.get(date) ?? (query.metric === "membersTotal" ? last : 0);
      actual.push({ date, value: last });
    }
  const head = await headOf(scope, [metric]);
  const unit = query.metric === "revenue" || query.metric === "memberRevenue" ? ("money" as const) : ("count" as const);
  const common = { ...head, metric, unit, grain, actual };
  try {
    const made = forecastSeries(
      actual.map(({ value }) => value),
      { season: seasons[grain], horizon, level },
    );
    const floor = (value: number) => Math.max(0, value);
    return {
      ...common,
      notEnoughData: null,
      method: {
        zh: `指数平滑（${made.method.trend === "damped" ? "阻尼趋势" : "无趋势"}，${made.method.seasonal ? `季节长度 ${made.method.season}` : "无季节"}），区间覆盖 ${Math.round(level * 100)}%`,
        en: `Exponential smoothing (${made.method.trend === "damped" ? "damped trend" : "no trend"}, ${made.method.seasonal ? `season of ${made.method.season}` : "no season"}), intervals of ${Math.round(level * 100)}%`,
      },
      forecast: made.points.map((point, index) => ({
        date: end.plus({ [`${grain}s`]: index }).toFormat("yyyy-MM-dd"),
        value: floor(point.value),
        low: floor(point.low),
        high: floor(point.high),
      })),
      backtest: made.backtest,
    };
  } catch (error) {
    return { ...common, notEnoughData: reasonOf(error), method: null, forecast: [], backtest: null };
  }
}
