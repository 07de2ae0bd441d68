import type { acquisitionResponse } from "@regulars/contracts";
import type { z } from "zod";
import { costsBetween } from "../../metrics/index.ts";
import {
  figure,
  headOf,
  instant,
  memberOrders,
  monthsBetween,
  openMembers,
  type ReportScope,
  ratio,
} from "../scope.ts";

/** What winning members costs by channel and month, and what they are worth against it. Costs belong to whole months: those the period touches. */
export async function acquisition(scope: ReportScope): Promise<z.output<typeof acquisitionResponse>> {
  const { from, to, previousFrom, previousTo } = scope.period;
  const month = "formatDateTime(toTimeZone(m.joined_at, {zone:String}), '%Y-%m')";
  const [costs, before, joined, [earlier]] = await Promise.all([
    costsBetween(scope.db, from.slice(0, 7), to.slice(0, 7)),
    costsBetween(scope.db, previousFrom.slice(0, 7), previousTo.slice(0, 7)),
    scope.lens.query<{ channel: string; month: string; n: number; bought: number; ltv: number; valued: number }>(
      `SELECT ifNull(toString(m.source_channel), '') AS channel, ${month} AS month, count() AS n,
         countIf(m.id IN (SELECT o.member_id FROM ${scope.orders} AS o WHERE ${memberOrders(scope)})) AS bought, toFloat64(sum(ifNull(w.clv_predicted, 0))) AS ltv, countIf(isNotNull(w.clv_predicted)) AS valued
       FROM members AS m LEFT JOIN member_values AS w ON w.member_id = m.id
       WHERE ${openMembers(scope)} AND m.joined_at >= ${instant("start")} AND m.joined_at < ${instant("end")} GROUP BY channel, month`,
      scope.params,
    ),
    scope.lens.query<{ n: number }>(
      `SELECT count() AS n FROM members AS m WHERE ${openMembers(scope)} AND m.joined_at >= ${instant("previousStart")} AND m.joined_at < ${instant("start")}`,
      scope.params,
    ),
  ]);
  const total = (rows: { amount: number }[]) => rows.reduce((sum, row) => sum + row.amount, 0);
  const members = joined.reduce((sum, row) => sum + row.n, 0);
  const cost = costs.length === 0 ? null : total(costs);
  const cac = cost === null ? null : ratio(cost, members);
  const valued = joined.reduce((sum, row) => sum + row.valued, 0);
  const ltv = ratio(
    joined.reduce((sum, row) => sum + row.ltv, 0),
    valued,
  );
  const channels = [
    ...new Set([...joined.map((row) => row.channel), ...costs.flatMap((row) => row.channel ?? [])]),
  ].map((channel) => {
    const own = joined.filter((row) => row.channel === channel);
    const n = own.reduce((sum, row) => sum + row.n, 0);
    const spent = costs.filter((row) => row.channel === channel);
    const amount = spent.length === 0 ? null : total(spent);
    const worth = ratio(
      own.reduce((sum, row) => sum + row.ltv, 0),
      own.reduce((sum, row) => sum + row.valued, 0),
    );
    const each = amount === null ? null : ratio(amount, n);
    return {
      channel: channel || null,
      newMembers: n,
      cost: amount,
      cac: each,
      ltv: worth,
      ratio: worth !== null && each ? worth / each : null,
      firstOrderRate: ratio(
        own.reduce((sum, row) => sum + row.bought, 0),
        n,
      ),
      gap: null as number | null,
      rows: null,
    };
  });
  const dearest = Math.max(0, ...channels.map((row) => row.cac ?? 0));
  const types = Map.groupBy(costs, (row) => row.type);
  const cacBefore = before.length === 0 ? null : ratio(total(before), earlier?.n ?? 0);
  return {
    ...(await headOf(scope, ["cost", "newMembers", "cac", "ltv_cac"], { "bench.fissionCacCut": "share" })),
    cost: figure("cost", cost, before.length === 0 ? null : total(before)),
    newMembers: figure("newMembers", members, earlier?.n ?? 0),
    cac: figure("cac", cac, cacBefore),
    ltvToCac: figure("ltv_cac", ltv !== null && cac ? ltv / cac : null),
    byChannel: channels
      .map((row) => ({ ...row, gap: row.cac !== null && dearest > 0 ? (dearest - row.cac) / dearest : null }))
      .sort((one, other) => other.newMembers - one.newMembers),
    byMonth: monthsBetween(from, to).map((at) => {
      const n = joined.filter((row) => row.month === at).reduce((sum, row) => sum + row.n, 0);
      const spent = costs.filter((row) => row.month === at);
      const amount = spent.length === 0 ? null : total(spent);
      return { month: at, newMembers: n, cost: amount, cac: amount === null ? null : ratio(amount, n), rows: null };
    }),
    costsByType: [...types].map(([type, rows]) => ({ type, amount: total(rows) })),
  };
}
