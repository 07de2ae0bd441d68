import { type CohortPart, type cohortsQuery, type cohortsResponse, longestCohort } from "@regulars/contracts";
import type { Condition, LocalText } from "@regulars/engine";
import { DateTime } from "luxon";
import type { z } from "zod";
import { tiersAt } from "../../../platform/lens/facts-at.ts";
import { type MembersWhere, rowsOf } from "../../segments/index.ts";
import { dayOf, headOf, instant, memberOrders, openMembers, type ReportScope, rowsBehind } from "../scope.ts";

type Query = z.output<typeof cohortsQuery>;
type Answer = z.output<typeof cohortsResponse>;
type Shape = Pick<Query, "by" | "grain" | "split">;

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

const ladderOf = ({ programme }: ReportScope) => programme.ladders[0]?.ladder;

/** Members of cohorts: `id`, `grp` (part of the split; the tier is the one of `asOf`) and `cohort` (its first day); with the parameters that it names. */
function peopleOf(scope: ReportScope, { by, grain, split }: Shape): MembersWhere {
  const started = by === "joined" ? "m.joined_at" : "f.first_at";
  const firstOrders = `(SELECT o.member_id AS member_id, min(o.placed_at) AS first_at FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id)`;
  return {
    sql: `(SELECT m.id AS id, ${splitSql(split)} AS grp, ${startOf[grain]}(${dayOf(started)}) AS cohort FROM members AS m
    ${by === "joined" ? "" : `INNER JOIN ${firstOrders} AS f ON f.member_id = m.id`}
    ${split === "tier" ? `LEFT JOIN ${tiersAt(scope.past ? instant("asOf") : null)} AS t ON t.member_id = m.id` : ""}
    WHERE ${openMembers(scope)} AND ${started} >= ${instant("start")} AND ${started} < ${instant("end")})`,
    params: { ...scope.params, ladder: ladderOf(scope)?.id ?? "" },
  };
}

/** Whole periods from the start of a cohort to an order. */
const elapsedSql = (grain: Query["grain"]) =>
  `dateDiff('${grain}', p.cohort, ${startOf[grain]}(${dayOf("o.placed_at")}))`;

/** The members of a cohort, or those of them who bought so many periods after it began. */
export function cohortMembers(scope: ReportScope, { group, start, elapsed, ...shape }: CohortPart): MembersWhere {
  const people = peopleOf(scope, shape);
  const isMeant = "p.grp = {cohortGroup:String} AND toString(p.cohort) = {cohortStart:String}";
  return {
    sql:
      elapsed === null
        ? `SELECT p.id FROM ${people.sql} AS p WHERE ${isMeant}`
        : `SELECT p.id FROM ${scope.orders} AS o INNER JOIN ${people.sql} AS p ON p.id = o.member_id
           WHERE ${memberOrders(scope)} AND ${isMeant} AND ${elapsedSql(shape.grain)} = {cohortElapsed:Int32}`,
    params: { ...people.params, cohortGroup: group, cohortStart: start, cohortElapsed: elapsed ?? 0 },
  };
}

/** Names of the parts of a split, by their ids; what goes by its own name is left out. */
export async function groupNames(
  { lens, programme }: Pick<ReportScope, "lens" | "programme">,
  split: Query["split"],
): Promise<Record<string, LocalText>> {
  if (split === "tier")
    return Object.fromEntries(programme.ladders[0]?.ladder.tiers.map(({ id, name }) => [id, name]) ?? []);
  if (split !== "store") return {};
  const stores = await lens.query<{ id: string; name: string }>("SELECT s.id AS id, s.name AS name FROM stores AS s");
  return Object.fromEntries(stores.map(({ id, name }) => [id, { zh: name, en: name }]));
}

/** Triangles of retention, revenue or orders by the period members joined or first bought in. */
export async function cohorts(scope: ReportScope, query: Query): Promise<Answer> {
  const { by, grain, value, split } = query;
  const { sql: people, params } = peopleOf(scope, query);
  const [sizes, cells, names, days] = await Promise.all([
    scope.lens.query<{ grp: string; cohort: string; members: number }>(
      `SELECT grp, toString(cohort) AS cohort, count() AS members FROM ${people} GROUP BY grp, cohort ORDER BY grp, cohort`,
      params,
    ),
    scope.lens.query<CellRow>(
      `SELECT p.grp AS grp, toString(p.cohort) AS cohort, ${elapsedSql(grain)} AS elapsed, uniqExact(o.member_id) AS members,
         sum(o.net - o.refunded) AS revenue, count() AS orders
       FROM ${scope.orders} AS o INNER JOIN ${people} AS p ON p.id = o.member_id WHERE ${memberOrders(scope)} AND elapsed >= 0 GROUP BY grp, cohort, elapsed`,
      params,
    ),
    groupNames(scope, split),
    dayRetention(scope),
  ]);
  const asOfStart = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf(grain);
  const byGroup = Map.groupBy(sizes, (row) => row.grp);
  const found = new Map(cells.map((row) => [`${row.grp} ${row.cohort} ${row.elapsed}`, row]));
  const groups = [...byGroup].map(([grp, rows]) => {
    const made = rows.map((row) => {
      const start = DateTime.fromISO(row.cohort, { zone: scope.zone });
      const periods = Math.min(longestCohort, Math.round(asOfStart.diff(start, `${grain}s`)[`${grain}s`] ?? 0));
      const opens = opener(scope, query, { group: grp, start });
      let running = 0;
      return {
        start: row.cohort,
        members: row.members,
        rows: opens(null, row.members),
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
            rows: opens(index, cell?.members ?? 0),
          };
        }),
      };
    });
    return {
      group: split === "none" ? null : grp,
      name: split === "none" ? null : (names[grp] ?? { zh: grp || "未知", en: grp || "Unknown" }),
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

/**
 * Addresses of the members of a cohort, whole (`null`) or by the period they bought in: a condition, which can be kept as a segment, where one says the same; else the number's name.
 * Cells of nobody without a condition open nothing: most cells of a fine split are such, and each name is long.
 */
function opener(scope: ReportScope, { by, grain, split }: Shape, { group, start }: { group: string; start: DateTime }) {
  const isWhole = !scope.isFiltered && !scope.storeId && !scope.channel && !scope.past;
  const ofGroup = isWhole ? groupConditions(scope, split, group) : null;
  const began = ofGroup && [...beganIn(scope, { by, grain, start }), ...ofGroup];
  return (elapsed: number | null, members: number): string | null => {
    if (began)
      return rowsOf({ all: elapsed === null ? began : [...began, boughtIn(scope, { grain, start, elapsed })] });
    if (members === 0) return null;
    const part: CohortPart = { by, grain, split, group, start: start.toFormat("yyyy-MM-dd"), elapsed };
    return rowsBehind(scope, `cohort:${JSON.stringify(part)}`);
  };
}

/** Who is of a part of the split; null where no condition says it. */
function groupConditions(scope: ReportScope, split: Query["split"], group: string): Condition[] | null {
  const sourceIs = (field: string): Condition[] => [
    group === "" ? { field, op: "notExists" } : { field, op: "eq", value: group },
  ];
  switch (split) {
    case "none":
      return [];
    case "channel":
      return sourceIs("member.source.channel");
    case "store":
      return sourceIs("member.source.storeId");
    case "tier": {
      const ladder = ladderOf(scope);
      const isTier = ladder?.tiers.some(({ id }) => id === group) ?? false;
      return ladder && isTier ? [{ tier: { ladder: ladder.id, is: "exactly", tier: group } }] : null;
    }
  }
}

/** Joined, or first bought, in the days of a cohort that the report is about. */
function beganIn(
  { period, zone }: ReportScope,
  { by, grain, start }: Pick<Shape, "by" | "grain"> & { start: DateTime },
): Condition[] {
  const asked = DateTime.fromISO(period.to, { zone }).plus({ days: 1 });
  const end = DateTime.min(start.plus({ [`${grain}s`]: 1 }), asked);
  const field = by === "joined" ? "member.joinedAt" : "member.orders.firstAt";
  return [
    { not: { field, op: "before", value: start.toISO() ?? "" } },
    { field, op: "before", value: end.toISO() ?? "" },
  ];
}

function boughtIn(
  { asOf }: ReportScope,
  { grain, start, elapsed }: Pick<Shape, "grain"> & { start: DateTime; elapsed: number },
): Condition {
  const from = start.plus({ [`${grain}s`]: elapsed });
  const to = start.plus({ [`${grain}s`]: elapsed + 1 });
  const last = asOf.getTime() < to.toMillis() ? new Date(asOf.getTime() + 1).toISOString() : (to.toISO() ?? "");
  return { event: "order", window: { from: from.toISO() ?? "", to: last }, is: { count: { gte: 1 } } };
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
