import type { funnelResponse } from "@regulars/contracts";
import type { z } from "zod";
import { rowsOf } from "../../segments/index.ts";
import {
  dayOf,
  guest,
  headOf,
  instant,
  memberOrders,
  openMembers,
  type ReportScope,
  ratio,
  rowsBehind,
} from "../scope.ts";

export const steps = ["acquired", "activated", "retained", "paid", "referred"] as const;
const names = {
  acquired: { zh: "获客", en: "Acquired" },
  activated: { zh: "激活", en: "Activated" },
  retained: { zh: "留存", en: "Retained" },
  paid: { zh: "变现", en: "Earning" },
  referred: { zh: "推荐", en: "Referring" },
};
const firstDays = 30;
const wanted = 3;

interface StepRow {
  channel: string;
  previous: number;
  acquired: number;
  activated: number;
  retained: number;
  paid: number;
  referred: number;
}

const facts = (scope: ReportScope) =>
  `(SELECT m.id AS id, ifNull(toString(m.source_channel), '') AS channel, m.joined_at < ${instant("start")} AS previous, m.joined_at AS joined_at FROM members AS m
    WHERE ${openMembers(scope)} AND m.joined_at >= ${instant("previousStart")} AND m.joined_at < ${instant("end")})`;

/** Members who joined in the period or the one before, with the steps they took; each step holds only with the one before it. */
export function stepsTaken(scope: ReportScope): string {
  const bought = `(SELECT o.member_id AS member_id, min(o.placed_at) AS first_at, uniqExact(${dayOf("o.placed_at")}) AS days, sum(o.net - o.refunded) AS net
    FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id)`;
  const told = `(SELECT DISTINCT e.member_id AS member_id FROM events AS e WHERE e.member_id != ${guest} AND e.at <= ${instant("asOf")} AND match(lower(toString(e.type)), 'share|invit|refer'))`;
  const aov = `(SELECT avg(o.net - o.refunded) FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} AND o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")})`;
  return `SELECT p.id AS id, p.channel AS channel, p.previous AS previous, 1 AS acquired, b.member_id != ${guest} AND b.first_at < p.joined_at + INTERVAL ${firstDays} DAY AS activated,
      activated AND b.days >= 2 AS retained, retained AND b.net >= 2 * ifNull(${aov}, 0) AS paid, paid AND p.id IN (SELECT member_id FROM ${told}) AS referred
    FROM ${facts(scope)} AS p LEFT JOIN ${bought} AS b ON b.member_id = p.id`;
}

/** Members of the period whose first days are over, with how often they were seen in them (`n`, up to what is wanted). */
export function firstInteractions(scope: ReportScope): string {
  return `SELECT id, least(seen, ${wanted}) AS n FROM (
      SELECT p.id AS id, countIf(a.member_id != ${guest} AND a.at >= p.joined_at - INTERVAL 1 HOUR AND a.at < p.joined_at + INTERVAL ${firstDays} DAY) AS seen
      FROM ${facts(scope)} AS p LEFT JOIN (
        SELECT o.member_id AS member_id, o.placed_at AS at FROM ${scope.orders} AS o WHERE ${memberOrders(scope)}
        UNION ALL SELECT e.member_id, e.at FROM events AS e WHERE e.member_id != ${guest} AND e.at <= ${instant("asOf")}
      ) AS a ON a.member_id = p.id
      WHERE NOT p.previous AND p.joined_at <= ${instant("asOf")} - INTERVAL ${firstDays} DAY GROUP BY p.id
    )`;
}

/** AARRR of the members who joined in the period, followed up to `asOf`; each step counts members of the step before. */
export async function funnel(scope: ReportScope): Promise<z.output<typeof funnelResponse>> {
  const [rows, interactions] = await Promise.all([
    scope.lens.query<StepRow>(
      `SELECT channel, previous, ${steps.map((step) => `countIf(t.${step}) AS ${step}`).join(", ")} FROM (${stepsTaken(scope)}) AS t GROUP BY channel, previous`,
      scope.params,
    ),
    scope.lens.query<{ n: number; members: number }>(
      `SELECT n, count() AS members FROM (${firstInteractions(scope)}) GROUP BY n ORDER BY n`,
      scope.params,
    ),
  ]);
  const sum = (previous: boolean, step: (typeof steps)[number]) =>
    rows.filter((row) => Boolean(row.previous) === previous).reduce((total, row) => total + row[step], 0);
  const joined = {
    all: [
      { not: { field: "member.joinedAt", op: "before" as const, value: new Date(scope.period.start).toISOString() } },
      { field: "member.joinedAt", op: "before" as const, value: new Date(scope.period.end).toISOString() },
    ],
  };
  const counts = new Map(interactions.map((row) => [row.n, row.members]));
  const definitions = [...steps.map((step) => `funnel_${step}`), "onboarding"];
  return {
    ...(await headOf(scope, definitions, {
      "kpi.activationRetention": "share",
      "onboarding.interactions": "count",
      "bench.acqConversion": "share",
    })),
    steps: steps.map((step, index) => {
      const before = steps[index - 1];
      const members = sum(false, step);
      return {
        step,
        name: names[step],
        definition: `funnel_${step}`,
        members,
        conversion: before ? ratio(members, sum(false, before)) : null,
        ofFirst: ratio(members, sum(false, "acquired")),
        previousConversion: before ? ratio(sum(true, step), sum(true, before)) : null,
        rows:
          step === "acquired" && !scope.storeId && !scope.isFiltered
            ? rowsOf(joined)
            : rowsBehind(scope, `funnel:${step}`),
      };
    }),
    byChannel: [
      ...Map.groupBy(
        rows.filter((row) => !row.previous),
        (row) => row.channel,
      ),
    ]
      .map(([channel, [row]]) => ({ channel: channel || null, members: steps.map((step) => row?.[step] ?? 0) }))
      .sort((one, other) => (other.members[0] ?? 0) - (one.members[0] ?? 0)),
    onboarding: {
      definition: "onboarding",
      wanted,
      days: firstDays,
      buckets: [0, 1, 2, 3].map((n) => ({
        interactions: n,
        members: counts.get(n) ?? 0,
        rows: rowsBehind(scope, `onboarding:${n}`),
      })),
    },
  };
}
