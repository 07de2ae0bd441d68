import type { cohortsQuery, cohortsResponse } from "@regulars/contracts";
import { DateTime } from "luxon";
import type { z } from "zod";
import { rowsOf } from "../../segments/index.ts";
import { dayOf, headOf, instant, memberOrders, openMembers, type ReportScope, rowsBehind } from "../scope.ts";

type Query = z.output<typeof cohortsQuery>;
type Answer = z.output<typeof cohortsResponse>;

interface CellRow {
  grp: string;
  cohort: string;
  elapsed: number;
  members: number;
  revenue: number;
  orders: number;
}

const startOf = { day: "toDate", week: "toMonday", month: "toStartOfMonth" } as const;

const cohortsShown = { day: 30, week: 12, month: 12 } as const;

/** The question with a first day that begins a cohort, so that no cohort is cut: by default the last 12 months or weeks, or 30 days. */
export function wholeCohorts(query: Query, zone: string, now: Date): Query {
  const { grain } = query;
  const until = query.to
    ? DateTime.fromISO(query.to, { zone })
    : DateTime.fromJSDate(query.asOf ? new Date(query.asOf) : now, { zone });
  const from = query.from
    ? DateTime.fromISO(query.from, { zone })
    : until.minus({ [`${grain}s`]: cohortsShown[grain] - 1 });
  return { ...query, from: from.startOf(grain).toFormat("yyyy-MM-dd") };
}

function splitSql(split: Query["split"]): string {
  switch (split) {
    case "none":
      return "''";
    case "channel":
      return "ifNull(toString(m.source_channel), '')";
    case "store":
      return "ifNull(toString(m.source_store), '')";
    case "tier":
      return "toString(t.tier)";
  }
}

/** Triangles of retention, revenue or orders by the period members joined or first bought in. */
export async function cohorts(scope: ReportScope, query: Query): Promise<Answer> {
  const { by, grain, value, split } = query;
  const ladder = scope.programme.ladders[0]?.ladder.id ?? "";
  const first = startOf[grain];
  const started = by === "joined" ? "m.joined_at" : "f.first_at";
  const firstOrders = `(SELECT o.member_id AS member_id, min(o.placed_at) AS first_at FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id)`;
  const people = `(SELECT m.id AS id, ${splitSql(split)} AS grp, ${first}(${dayOf(started)}) AS cohort FROM members AS m
    ${by === "joined" ? "" : `INNER JOIN ${firstOrders} AS f ON f.member_id = m.id`}
    ${split === "tier" ? "LEFT JOIN (SELECT member_id, any(tier) AS tier FROM member_tiers WHERE ladder = {ladder:String} GROUP BY member_id) AS t ON t.member_id = m.id" : ""}
    WHERE ${openMembers(scope)} AND ${started} >= ${instant("start")} AND ${started} < ${instant("end")})`;
  const params = { ...scope.params, ladder };
  const elapsed = `dateDiff('${grain}', p.cohort, ${first}(${dayOf("o.placed_at")}))`;
  const [sizes, cells, days] = await Promise.all([
    scope.lens.query<{ grp: string; cohort: string; members: number }>(
      `SELECT grp, toString(cohort) AS cohort, count() AS members FROM ${people} GROUP BY grp, cohort ORDER BY grp, cohort`,
      params,
    ),
    scope.lens.query<CellRow>(
      `SELECT p.grp AS grp, toString(p.cohort) AS cohort, ${elapsed} AS elapsed, uniqExact(o.member_id) AS members,
         sum(o.net - o.refunded) AS revenue, count() AS orders
       FROM ${scope.orders} AS o INNER JOIN ${people} AS p ON p.id = o.member_id WHERE ${memberOrders(scope)} AND elapsed >= 0 GROUP BY grp, cohort, elapsed`,
      params,
    ),
    dayRetention(scope),
  ]);
  const asOfStart = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf(grain);
  const byGroup = Map.groupBy(sizes, (row) => row.grp);
  const found = new Map(cells.map((row) => [`${row.grp} ${row.cohort} ${row.elapsed}`, row]));
  const groups = [...byGroup].map(([grp, rows]) => {
    const made = rows.map((row) => {
      const start = DateTime.fromISO(row.cohort, { zone: scope.zone });
      const periods = Math.min(36, Math.round(asOfStart.diff(start, `${grain}s`)[`${grain}s`] ?? 0));
      let running = 0;
      return {
        start: row.cohort,
        members: row.members,
        rows:
          by === "joined" && split === "none" && !scope.isFiltered && !scope.storeId
            ? rowsOf(joinedIn(start, grain))
            : null,
        cells: Array.from({ length: Math.max(0, periods) + 1 }, (_, index) => {
          const cell = found.get(`${grp} ${row.cohort} ${index}`);
          running += cell?.revenue ?? 0;
          const amount = {
            retention: cell?.members ?? 0,
            revenue: cell?.revenue ?? 0,
            orders: cell?.orders ?? 0,
            cumulativeRevenue: running,
          }[value];
          return {
            members: cell?.members ?? 0,
            value: amount / row.members,
            complete: index < periods,
            rows:
              by === "joined" && split === "none" && !scope.isFiltered && !scope.storeId && !scope.channel
                ? rowsOf(boughtIn(start, grain, index, scope))
                : null,
          };
        }),
      };
    });
    return {
      group: split === "none" ? null : grp,
      name: split === "none" ? null : { zh: grp || "未知", en: grp || "Unknown" },
      cohorts: made,
      mean: meanOf(made),
    };
  });
  const definition = `cohort_${value}`;
  const head = await headOf(scope, [definition, "cohort_retention", "day_retention"], {
    "kpi.activationRetention": "share",
    "bench.retention": "share",
  });
  return { ...head, by, grain, value, definition, groups, dayRetention: days };
}

function joinedIn(start: DateTime, grain: Query["grain"]) {
  const end = start.plus({ [`${grain}s`]: 1 });
  return {
    all: [
      { not: { field: "member.joinedAt", op: "before" as const, value: start.toISO() ?? "" } },
      { field: "member.joinedAt", op: "before" as const, value: end.toISO() ?? "" },
    ],
  };
}

function boughtIn(start: DateTime, grain: Query["grain"], index: number, scope: ReportScope) {
  const from = start.plus({ [`${grain}s`]: index });
  const to = start.plus({ [`${grain}s`]: index + 1 });
  const last =
    scope.asOf.getTime() < to.toMillis() ? new Date(scope.asOf.getTime() + 1).toISOString() : (to.toISO() ?? "");
  return {
    all: [
      ...joinedIn(start, grain).all,
      { event: "order", window: { from: from.toISO() ?? "", to: last }, is: { count: { gte: 1 } } },
    ],
  };
}

/** Mean over cohorts, weighted by their size, of cells that are over. */
function meanOf(
  cohortRows: { members: number; cells: { value: number | null; complete: boolean }[] }[],
): (number | null)[] {
  const longest = Math.max(0, ...cohortRows.map(({ cells }) => cells.length));
  return Array.from({ length: longest }, (_, index) => {
    let sum = 0;
    let members = 0;
    for (const row of cohortRows) {
      const cell = row.cells[index];
      if (!cell?.complete || cell.value === null) continue;
      sum += cell.value * row.members;
      members += row.members;
    }
    return members === 0 ? null : sum / members;
  });
}

const retentionDays = [1, 7, 30] as const;
const cameBy = (n: number) =>
  `age >= ${n} AND arrayExists(d -> d >= ${n === 1 ? 1 : Math.ceil(n / 2)} AND d <= ${n}, came)`;

/** Members who joined in the period, how old their membership is and on which days of it they were seen. */
const seenDays = (scope: ReportScope) =>
  `SELECT m.id AS id, dateDiff('day', ${dayOf("any(m.joined_at)")}, ${dayOf(instant("asOf"))}) AS age, groupArray(dateDiff('day', ${dayOf("m.joined_at")}, ${dayOf("a.at")})) AS came
   FROM members AS m LEFT JOIN (
     SELECT o.member_id AS member_id, o.placed_at AS at FROM ${scope.orders} AS o WHERE ${memberOrders(scope)}
     UNION ALL SELECT e.member_id, e.at FROM events AS e WHERE e.at <= ${instant("asOf")}
   ) AS a ON a.member_id = m.id
   WHERE ${openMembers(scope)} AND m.joined_at >= ${instant("start")} AND m.joined_at < ${instant("end")} GROUP BY m.id`;

/** Who of them came back by a day. */
export const returnedBy = (scope: ReportScope, day: number): string =>
  `SELECT id FROM (${seenDays(scope)}) WHERE ${cameBy(day)}`;

/** Of members who joined in the period: who had an order or event in the second half of the days up to day n. */
async function dayRetention(scope: ReportScope): Promise<Answer["dayRetention"]> {
  const columns = retentionDays.map((n) => `countIf(age >= ${n}) AS m${n}, countIf(${cameBy(n)}) AS r${n}`);
  const [row] = await scope.lens.query<Record<string, number>>(
    `SELECT ${columns.join(", ")} FROM (${seenDays(scope)})`,
    scope.params,
  );
  return retentionDays.map((n) => {
    const members = row?.[`m${n}`] ?? 0;
    const returned = row?.[`r${n}`] ?? 0;
    return {
      day: n,
      members,
      returned,
      share: members === 0 ? null : returned / members,
      rows: rowsBehind(scope, `retention:${n}`),
      definition: "day_retention",
    };
  });
}
