import type { acquisitionResponse, ReportQuery } from "@regulars/contracts";
import { DateTime } from "luxon";
import type { z } from "zod";
import { costsBetween } from "../../metrics/index.ts";
import type { MembersWhere } from "../../segments/index.ts";
import {
  figure,
  headOf,
  instant,
  memberOrders,
  memberValues,
  monthsBetween,
  openMembers,
  type ReportScope,
  ratio,
  rowsBehind,
} from "../scope.ts";

const joinedIn = "formatDateTime(toTimeZone(m.joined_at, {zone:String}), '%Y-%m')";
const joinedNow = `m.joined_at >= ${instant("start")} AND m.joined_at < ${instant("end")}`;

/** Members who joined in the period: by a channel ('' = unknown), or in one of its months. */
export const newBy = (scope: ReportScope, by: "channel" | "month", value: string): MembersWhere => ({
  sql: `SELECT m.id FROM members AS m WHERE ${openMembers(scope)} AND ${joinedNow} AND ${by === "channel" ? "ifNull(toString(m.source_channel), '')" : joinedIn} = {joinedBy:String}`,
  params: { ...scope.params, joinedBy: value },
});

/** The question over whole months, since costs are entered by month: those that its days touch. Members of half a month over the costs of a whole one would make each look dear. */
export function wholeMonths(query: ReportQuery, zone: string, now: Date): ReportQuery {
  const today = DateTime.fromJSDate(query.asOf ? new Date(query.asOf) : now, { zone });
  const to = query.to ? DateTime.fromISO(query.to, { zone }) : today;
  const from = query.from ? DateTime.fromISO(query.from, { zone }) : to.minus({ days: 29 });
  const day = (at: DateTime) => at.toFormat("yyyy-MM-dd");
  return { ...query, from: day(from.startOf("month")), to: day(to.endOf("month")) };
}

/** What winning members costs by channel and month, and what they are worth against it; the period is whole months, and the one before as many. */
export async function acquisition(scope: ReportScope): Promise<z.output<typeof acquisitionResponse>> {
  const { from, to } = scope.period;
  const start = DateTime.fromISO(from, { zone: scope.zone });
  const earliest = start.minus({ months: monthsBetween(from, to).length });
  const [previousFrom, previousTo] = [earliest.toFormat("yyyy-MM-dd"), start.minus({ days: 1 }).toFormat("yyyy-MM-dd")];
  const [costs, before, joined, [earlier]] = await Promise.all([
    costsBetween(scope.db, from.slice(0, 7), to.slice(0, 7)),
    costsBetween(scope.db, previousFrom.slice(0, 7), previousTo.slice(0, 7)),
    scope.lens.query<{ channel: string; month: string; n: number; bought: number; ltv: number; valued: number }>(
      `SELECT ifNull(toString(m.source_channel), '') AS channel, ${joinedIn} AS month, count() AS n,
         countIf(m.id IN (SELECT o.member_id FROM ${scope.orders} AS o WHERE ${memberOrders(scope)})) AS bought, toFloat64(sum(ifNull(w.clv_predicted, 0))) AS ltv, countIf(isNotNull(w.clv_predicted)) AS valued
       FROM members AS m LEFT JOIN ${memberValues} AS w ON w.member_id = m.id
       WHERE ${openMembers(scope)} AND ${joinedNow} GROUP BY channel, month`,
      scope.params,
    ),
    scope.lens.query<{ n: number }>(
      `SELECT count() AS n FROM members AS m WHERE ${openMembers(scope)} AND m.joined_at >= ${instant("previousStart")} AND m.joined_at < ${instant("start")}`,
      { ...scope.params, previousStart: earliest.toMillis() },
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
      rows: rowsBehind(scope, `acquisition:channel:${channel}`),
    };
  });
  const dearest = Math.max(0, ...channels.map((row) => row.cac ?? 0));
  const types = Map.groupBy(costs, (row) => row.type);
  const cacBefore = before.length === 0 ? null : ratio(total(before), earlier?.n ?? 0);
  return {
    ...(await headOf(scope, ["cost", "newMembers", "cac", "ltv_cac"], { "bench.fissionCacCut": "share" })),
    period: { from, to, previousFrom, previousTo },
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
      return {
        month: at,
        newMembers: n,
        cost: amount,
        cac: amount === null ? null : ratio(amount, n),
        rows: rowsBehind(scope, `acquisition:month:${at}`),
      };
    }),
    costsByType: [...types].map(([type, rows]) => ({ type, amount: total(rows) })),
  };
}
