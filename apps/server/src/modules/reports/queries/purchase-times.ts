import type { purchaseTimesResponse } from "@regulars/contracts";
import { DateTime } from "luxon";
import type { z } from "zod";
import { guest, headOf, instant, type ReportScope, ratio, standing } from "../scope.ts";

/** When people buy: by weekday and hour, by day of the month, by month, by channel. In the programme's zone. */
export async function purchaseTimes(scope: ReportScope): Promise<z.output<typeof purchaseTimesResponse>> {
  const within = `o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")} AND ${standing(scope)} AND (${scope.isFiltered ? "" : `o.member_id = ${guest} OR `}${scope.ofMembers("o.member_id")})`;
  const local = "toTimeZone(o.placed_at, {zone:String})";
  const [cells, days, months, channels] = await Promise.all([
    scope.lens.query<{ weekday: number; hour: number; orders: number; revenue: number; members: number }>(
      `SELECT toDayOfWeek(${local}) AS weekday, toHour(${local}) AS hour, count() AS orders, sum(o.net - o.refunded) AS revenue, countIf(o.member_id != ${guest}) AS members FROM ${scope.orders} AS o WHERE ${within} GROUP BY weekday, hour`,
      scope.params,
    ),
    scope.lens.query<{ day: number; orders: number; revenue: number }>(
      `SELECT toDayOfMonth(${local}) AS day, count() AS orders, sum(o.net - o.refunded) AS revenue FROM ${scope.orders} AS o WHERE ${within} GROUP BY day`,
      scope.params,
    ),
    scope.lens.query<{ month: number; orders: number; revenue: number }>(
      `SELECT toMonth(${local}) AS month, count() AS orders, sum(o.net - o.refunded) AS revenue FROM ${scope.orders} AS o WHERE ${within} GROUP BY month`,
      scope.params,
    ),
    scope.lens.query<{ channel: string; hour: number; orders: number }>(
      `SELECT ifNull(toString(o.channel), '') AS channel, toHour(${local}) AS hour, count() AS orders FROM ${scope.orders} AS o WHERE ${within} GROUP BY channel, hour ORDER BY channel`,
      scope.params,
    ),
  ]);
  const at = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const ofDay = new Map(days.map((row) => [row.day, row]));
  const ofMonth = new Map(months.map((row) => [row.month, row]));
  const occurs = new Map<number, number>();
  for (
    let day = DateTime.fromISO(scope.period.from);
    day.toFormat("yyyy-MM-dd") <= scope.period.to;
    day = day.plus({ days: 1 })
  )
    occurs.set(day.day, (occurs.get(day.day) ?? 0) + 1);
  return {
    ...(await headOf(scope, ["orders", "revenue"])),
    cells: [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
      Array.from({ length: 24 }, (_, hour) => {
        const cell = at.get(`${weekday} ${hour}`);
        return {
          weekday,
          hour,
          orders: cell?.orders ?? 0,
          revenue: cell?.revenue ?? 0,
          memberShare: cell ? ratio(cell.members, cell.orders) : null,
        };
      }),
    ),
    byDayOfMonth: Array.from({ length: 31 }, (_, index) => {
      const row = ofDay.get(index + 1);
      const times = occurs.get(index + 1) ?? 0;
      return {
        day: index + 1,
        orders: row?.orders ?? 0,
        revenue: row?.revenue ?? 0,
        perDay: times === 0 ? 0 : (row?.revenue ?? 0) / times,
      };
    }),
    byMonthOfYear: Array.from({ length: 12 }, (_, index) => ({
      month: index + 1,
      orders: ofMonth.get(index + 1)?.orders ?? 0,
      revenue: ofMonth.get(index + 1)?.revenue ?? 0,
    })),
    channels: [...Map.groupBy(channels, (row) => row.channel)].map(([channel, rows]) => ({
      channel: channel || null,
      byHour: Array.from({ length: 24 }, (_, hour) => rows.find((row) => row.hour === hour)?.orders ?? 0),
    })),
  };
}
