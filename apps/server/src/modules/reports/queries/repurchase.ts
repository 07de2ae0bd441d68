import type { repurchaseResponse } from "@regulars/contracts";
import type { z } from "zod";
import { dayOf, figure, headOf, instant, memberOrders, type ReportScope, ratio, rowsBehind } from "../scope.ts";

export const windows = [30, 60, 90, 180, 365] as const;
const deepest = 10;

const livesOf = (scope: ReportScope) =>
  `(SELECT o.member_id AS id, arraySort(groupUniqArray(${dayOf("o.placed_at")})) AS days, sum(o.net - o.refunded) AS net FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id)`;
const inside = (start: string, end: string) =>
  `days[1] >= ${dayOf(instant(start))} AND days[1] < ${dayOf(instant(end))}`;
const passed = (n: number) => `days[1] + ${n} <= ${dayOf(instant("asOf"))}`;
const again = (n: number) => `length(days) > 1 AND days[2] <= days[1] + ${n}`;

/** Members whose first order fell into the period and who bought again within so many days. */
export const boughtAgain = (scope: ReportScope, days: number): string =>
  `SELECT id FROM ${livesOf(scope)} WHERE ${inside("start", "end")} AND ${passed(days)} AND ${again(days)}`;

/** Whether and when members buy again: after their first order, after each further one, and how long it takes. Purchases of one day are one. */
export async function repurchase(scope: ReportScope): Promise<z.output<typeof repurchaseResponse>> {
  const lives = livesOf(scope);
  const columns = windows.flatMap((n) =>
    [
      ["now", inside("start", "end")],
      ["before", inside("previousStart", "start")],
    ].flatMap(([name, when]) => [
      `countIf(${when} AND ${passed(n)}) AS first_${name}_${n}`,
      `countIf(${when} AND ${passed(n)} AND ${again(n)}) AS again_${name}_${n}`,
    ]),
  );
  const [[row], ladder, gaps, [cycle]] = await Promise.all([
    scope.lens.query<Record<string, number>>(`SELECT ${columns.join(", ")} FROM ${lives}`, scope.params),
    scope.lens.query<{ place: number; members: number; next: number; median: number }>(
      `SELECT place, count() AS members, countIf(gap >= 0) AS next, ifNull(quantileExactIf(0.5)(gap, gap >= 0), 0) AS median FROM (
         SELECT arrayJoin(arrayEnumerate(days)) AS place, if(place < length(days), dateDiff('day', days[place], days[place + 1]), -1) AS gap FROM ${lives}
       ) WHERE place <= ${deepest} GROUP BY place ORDER BY place`,
      scope.params,
    ),
    scope.lens.query<{ bin: number; n: number }>(
      `SELECT least(12, intDiv(gap, 7)) AS bin, count() AS n FROM (SELECT arrayJoin(arraySlice(arrayDifference(arrayMap(d -> toInt32(d), days)), 2)) AS gap FROM ${lives}) GROUP BY bin ORDER BY bin`,
      scope.params,
    ),
    scope.lens.query<{ days: number; n: number }>(
      `WITH (SELECT quantileExact(0.8)(net) FROM ${lives}) AS top SELECT quantileExact(0.5)(greatest(0, dateDiff('day', ${dayOf("m.joined_at")}, l.days[2]))) AS days, count() AS n
       FROM ${lives} AS l INNER JOIN members AS m ON m.id = l.id WHERE l.net >= top AND length(l.days) > 1`,
      scope.params,
    ),
  ]);
  const value = (name: string) => row?.[name] ?? 0;
  const found = new Map(gaps.map((gap) => [gap.bin, gap.n]));
  return {
    ...(await headOf(scope, ["repurchase_window", "monetise_days"], { "bench.monetiseDays": "days" })),
    windows: windows.map((days) => ({
      days,
      firstOrders: value(`first_now_${days}`),
      again: value(`again_now_${days}`),
      rate: ratio(value(`again_now_${days}`), value(`first_now_${days}`)),
      previousRate: ratio(value(`again_before_${days}`), value(`first_before_${days}`)),
      definition: "repurchase_window",
      rows: rowsBehind(scope, `repurchase:${days}`),
    })),
    ladder: ladder.map((step) => ({
      order: step.place,
      members: step.members,
      next: step.next,
      rate: ratio(step.next, step.members),
      medianDays: step.next === 0 ? null : step.median,
    })),
    gaps: Array.from({ length: 13 }, (_, bin) => ({
      from: bin * 7,
      to: bin === 12 ? null : (bin + 1) * 7,
      members: found.get(bin) ?? 0,
      rows: null,
    })),
    monetisationDays: figure("monetise_days", cycle && cycle.n > 0 ? cycle.days : null),
  };
}
