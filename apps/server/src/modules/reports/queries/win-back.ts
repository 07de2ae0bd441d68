import type { ScoreSettings, winBackResponse } from "@regulars/contracts";
import type { Condition } from "@regulars/engine";
import { DateTime } from "luxon";
import type { z } from "zod";
import { costsBetween } from "../../metrics/index.ts";
import { notEnough, readSettings } from "../../scores/index.ts";
import { type MembersWhere, rowsOf } from "../../segments/index.ts";
import {
  dayNumberOf,
  dayOf,
  figure,
  headOf,
  instant,
  isScored,
  memberOrders,
  memberValues,
  onTheBooks,
  openMembers,
  type ReportScope,
  ratio,
  rowsBehind,
} from "../scope.ts";

type Answer = z.output<typeof winBackResponse>;

/** Fewer than this say nothing about what regained members spend. */
const fewest = 10;
const noDay = 2_147_483_647;

/** Members who stayed away for the horizon and came back: how many, what that may cost, what they spend after. Out of orders alone, so that any past period is answered as it was. */
export async function winBack(scope: ReportScope): Promise<Answer> {
  const settings = await readSettings(scope.db);
  const horizon = settings.horizonDays;
  const [flow, cost, after] = await Promise.all([
    lostAndRegained(scope, horizon),
    costOfNew(scope),
    spendAfter(scope, horizon),
  ]);
  const perMember = capOf(cost.cac, settings);
  const [targets, byChannel] = await Promise.all([
    worthwhile(scope, horizon, perMember ?? 0),
    lostByChannel(scope, horizon),
  ]);
  const isWhole = !scope.isFiltered && !scope.storeId && !scope.channel && !scope.past;
  const opens = (number: string, condition: Condition) =>
    isWhole ? rowsOf(condition, scope.asOf) : rowsBehind(scope, `win_back:${number}`);
  const silent = silentFor(horizon);
  return {
    ...(await headOf(scope, ["win_lost", "win_regained", "win_recovery", "win_cap", "win_after", "cac"], {
      "winback.maxCostRatio": "share",
      "bench.recoveryRate": "share",
      "bench.reactivatedUplift": "share",
    })),
    lost: figure(
      "win_lost",
      byChannel.reduce((sum, row) => sum + row.lost, 0),
      null,
      opens("silent", silent),
    ),
    regained: figure("win_regained", flow.regained, flow.regainedBefore, rowsBehind(scope, "win_back:regained")),
    recoveryRate: figure("win_recovery", ratio(flow.back, flow.lostAtStart), ratio(flow.backBefore, flow.lostBefore)),
    cap: {
      cac: cost.cac,
      ratio: settings.winBackCostRatio,
      perMember,
      reason: cost.cac === null ? notEnough("no_costs") : null,
    },
    capByChannel: byChannel.map((row) => {
      const cac = cost.byChannel.get(row.channel) ?? cost.cac;
      return {
        channel: row.channel || null,
        cac,
        perMember: cac === null ? null : cac * settings.winBackCostRatio,
        lost: row.lost,
        rows: opens(`channel:${row.channel}`, { all: [joinedThrough(row.channel), silent] }),
      };
    }),
    byMonth: flow.byMonth,
    after,
    targets: {
      members: targets.members,
      meanPredicted: targets.mean,
      reason: targets.members === null ? notEnough("values_not_kept") : null,
      rows: targets.members
        ? opens("targets", {
            all: [silent, { field: "score.clvPredicted", op: "gt", value: Math.floor(perMember ?? 0) }],
          })
        : null,
    },
  };
}

const joinedThrough = (channel: string): Condition => {
  const field = "member.source.channel";
  return channel === "" ? { field, op: "notExists" } : { field, op: "eq", value: channel };
};

/** Bought once, and not within the horizon. */
function silentFor(days: number): Condition {
  return {
    all: [
      { event: "order", is: { count: { gte: 1 } } },
      { event: "order", window: { last: `P${days}D` }, is: { count: { eq: 0 } } },
    ],
  };
}

/** Ordering days of each member, with the one that follows each. */
const habits = (
  scope: ReportScope,
) => `SELECT o.member_id AS member_id, arraySort(groupUniqArray(toInt32(toRelativeDayNum(${dayOf("o.placed_at")})))) AS days,
    arrayPushBack(arraySlice(days, 2), toInt32(${noDay})) AS nexts
  FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} AND o.member_id IN ${onTheBooks(scope)} GROUP BY o.member_id`;

const wentSilent = (horizon: number, from = "s", to = "e") =>
  `d + ${horizon} >= ${from} AND d + ${horizon} <= ${to} AND n > d + ${horizon}`;
const cameBack = (horizon: number, from = "s", to = "e") => `n >= ${from} AND n <= ${to} AND n - d > ${horizon}`;
const monthSpan = (month: DateTime, asOf: DateTime) => ({
  start: month,
  end: DateTime.min(month.endOf("month").startOf("day"), asOf),
});

/** Members who came back after the horizon's silence, or whose silence reached it, in a month (`YYYY-MM`) or in the period. */
export function movedBy(
  scope: ReportScope,
  horizon: number,
  { what, month }: { what: "lost" | "regained"; month: string | null },
): MembersWhere {
  const asOf = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf("day");
  const day = (text: string) => DateTime.fromISO(text, { zone: scope.zone });
  const { start, end } =
    month === null
      ? { start: day(scope.period.from), end: DateTime.min(day(scope.period.to), asOf) }
      : monthSpan(day(`${month}-01`), asOf);
  const condition = (what === "regained" ? cameBack : wentSilent)(horizon, "{moveFrom:Int32}", "{moveTo:Int32}");
  return {
    sql: `SELECT h.member_id FROM (${habits(scope)}) AS h WHERE arrayExists((d, n) -> ${condition}, h.days, h.nexts)`,
    params: { ...scope.params, moveFrom: dayNumberOf(start), moveTo: dayNumberOf(end) },
  };
}

/** Members in `spans` of days whom the silence lost, and who came back after it. */
async function lostAndRegained(scope: ReportScope, horizon: number) {
  const asOf = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf("day");
  const day = (text: string) => DateTime.fromISO(text, { zone: scope.zone });
  const months = Array.from({ length: 12 }, (_, index) => asOf.startOf("month").minus({ months: 11 - index }));
  const spans = [
    ...months.map((month) => monthSpan(month, asOf)),
    { start: day(scope.period.from), end: DateTime.min(day(scope.period.to), asOf) },
    { start: day(scope.period.previousFrom), end: day(scope.period.previousTo) },
  ];
  const count = (condition: string) =>
    `sumForEach(arrayMap((s, e) -> toUInt64(arrayExists((d, n) -> ${condition}, days, nexts)), {starts:Array(Int32)}, {ends:Array(Int32)}))`;
  const [row] = await scope.lens.query<{ lost: number[]; regained: number[]; standing: number[]; back: number[] }>(
    `SELECT ${count(wentSilent(horizon))} AS lost, ${count(cameBack(horizon))} AS regained,
       ${count(`d + ${horizon} < s AND n >= s AND n > d + ${horizon}`)} AS standing,
       ${count(`d + ${horizon} < s AND n >= s AND n <= e`)} AS back
     FROM (${habits(scope)})`,
    {
      ...scope.params,
      starts: spans.map((span) => dayNumberOf(span.start)),
      ends: spans.map((span) => dayNumberOf(span.end)),
    },
  );
  const at = (values: number[] | undefined, index: number) => Number(values?.[index] ?? 0);
  return {
    regained: at(row?.regained, 12),
    regainedBefore: at(row?.regained, 13),
    back: at(row?.back, 12),
    backBefore: at(row?.back, 13),
    lostAtStart: at(row?.standing, 12),
    lostBefore: at(row?.standing, 13),
    byMonth: months.map((month, index) => ({
      month: month.toFormat("yyyy-MM"),
      lost: at(row?.lost, index),
      regained: at(row?.regained, index),
      rows: rowsBehind(scope, `win_back:lost:${month.toFormat("yyyy-MM")}`),
      regainedRows: rowsBehind(scope, `win_back:regained:${month.toFormat("yyyy-MM")}`),
    })),
  };
}

/** Costs of the last twelve months over the members who joined in them; null without entered costs. */
async function costOfNew(scope: ReportScope): Promise<{ cac: number | null; byChannel: Map<string, number> }> {
  const end = DateTime.fromJSDate(scope.asOf, { zone: scope.zone });
  const from = end.startOf("month").minus({ months: 11 });
  const [costs, joined] = await Promise.all([
    costsBetween(scope.db, from.toFormat("yyyy-MM"), end.toFormat("yyyy-MM")),
    scope.lens.query<{ channel: string; n: number }>(
      `SELECT ifNull(toString(m.source_channel), '') AS channel, count() AS n FROM members AS m WHERE m.status NOT IN ('merged', 'erased') AND m.joined_at >= ${instant("yearStart")} AND m.joined_at <= ${instant("asOf")} GROUP BY channel`,
      { ...scope.params, yearStart: from.toMillis() },
    ),
  ]);
  const all = costs.reduce((sum, row) => sum + row.amount, 0);
  const byChannel = new Map<string, number>();
  for (const { channel, n } of joined) {
    const own = costs.filter((row) => row.channel === channel).reduce((sum, row) => sum + row.amount, 0);
    if (own > 0) byChannel.set(channel, own / n);
  }
  return {
    cac:
      costs.length === 0
        ? null
        : ratio(
            all,
            joined.reduce((sum, row) => sum + row.n, 0),
          ),
    byChannel,
  };
}

/** Buyers between two years and one year ago: on which day (since 1970) they came back, or were first seen, and whether they had been away. */
function yearAgo(scope: ReportScope, horizon: number): MembersWhere {
  const asOf = DateTime.fromJSDate(scope.asOf, { zone: scope.zone }).startOf("day");
  return {
    sql: `SELECT h.member_id AS member_id, arrayFirst((n, d) -> n >= {from:Int32} AND n < {to:Int32} AND n - d > ${horizon}, nexts, days) AS back_on,
         arrayFirst(d -> d >= {from:Int32} AND d < {to:Int32}, days) AS seen_on, arrayExists((d, n) -> least(n, {to:Int32}) - d > ${horizon} AND d < {to:Int32}, days, nexts) AS was_away
       FROM (${habits(scope)}) AS h`,
    params: {
      ...scope.params,
      from: dayNumberOf(asOf.minus({ months: 24 })),
      to: dayNumberOf(asOf.minus({ months: 12 })),
    },
  };
}

/** Of `yearAgo`. */
const followed = { regained: "p.back_on > 0", ordinary: "p.back_on = 0 AND p.seen_on > 0 AND NOT p.was_away" } as const;
export type Followed = keyof typeof followed;

/** The members whose spend after their return, or after a purchase like any other, is compared. */
export function followedMembers(scope: ReportScope, horizon: number, who: Followed): MembersWhere {
  const { sql, params } = yearAgo(scope, horizon);
  return { sql: `SELECT p.member_id FROM (${sql}) AS p WHERE ${followed[who]}`, params };
}

/** Net spend in the year that follows: of those regained between two years and one year ago, and of those who bought then and were never away. */
async function spendAfter(scope: ReportScope, horizon: number): Promise<Answer["after"]> {
  const people = yearAgo(scope, horizon);
  const [row] = await scope.lens.query<{ regained: number; back: number; ordinary: number; usual: number }>(
    `WITH people AS (${people.sql})
     SELECT countIf(${followed.regained}) AS regained, toFloat64(sumIf(s.net, ${followed.regained})) AS back, countIf(${followed.ordinary}) AS ordinary,
       toFloat64(sumIf(s.net, ${followed.ordinary})) AS usual
     FROM people AS p LEFT JOIN (
       SELECT o.member_id AS member_id, sumIf(o.net - o.refunded, day >= f.start_on AND day < f.start_on + 365) AS net
       FROM (SELECT o.*, toInt32(toRelativeDayNum(${dayOf("o.placed_at")})) AS day FROM ${scope.orders} AS o WHERE ${memberOrders(scope)}) AS o
       INNER JOIN (SELECT member_id, if(back_on > 0, back_on, seen_on) AS start_on FROM people WHERE back_on > 0 OR seen_on > 0) AS f ON f.member_id = o.member_id GROUP BY o.member_id
     ) AS s ON s.member_id = p.member_id`,
    people.params,
  );
  const regainedMembers = Number(row?.regained ?? 0);
  const ordinaryMembers = Number(row?.ordinary ?? 0);
  const regained = regainedMembers < fewest ? null : Number(row?.back ?? 0) / regainedMembers;
  const ordinary = ordinaryMembers < fewest ? null : Number(row?.usual ?? 0) / ordinaryMembers;
  return {
    regained,
    ordinary,
    ratio: regained !== null && ordinary ? regained / ordinary : null,
    regainedMembers,
    ordinaryMembers,
    regainedRows: rowsBehind(scope, "win_back:after:regained"),
    ordinaryRows: rowsBehind(scope, "win_back:after:ordinary"),
    reason:
      regained === null || ordinary === null
        ? notEnough("too_few_regained", { regained: regainedMembers, ordinary: ordinaryMembers, needed: fewest })
        : null,
  };
}

/** What regaining one member may cost; null without entered costs. */
const capOf = (cac: number | null, { winBackCostRatio }: ScoreSettings) =>
  cac === null ? null : cac * winBackCostRatio;

/** Members `m` on the books who bought once, and not within the horizon, to stand behind FROM. */
const silentMembers = (scope: ReportScope, horizon: number, more = "") =>
  `members AS m INNER JOIN (${lastDays(scope)}) AS l ON l.member_id = m.id ${more}
     WHERE ${openMembers(scope)} AND l.last_at <= ${instant("asOf")} - INTERVAL ${horizon} DAY`;
const channelOf = "ifNull(toString(m.source_channel), '')";

/** Lost members, all of them or those who joined through a channel ('' = unknown). */
export function lostMembers(scope: ReportScope, horizon: number, channel: string | null): MembersWhere {
  const ofChannel = channel === null ? "" : ` AND ${channelOf} = {lostChannel:String}`;
  return {
    sql: `SELECT m.id FROM ${silentMembers(scope, horizon)}${ofChannel}`,
    params: { ...scope.params, lostChannel: channel ?? "" },
  };
}

/** Lost members `m` whose predicted value is above the parameter `cap`, with their value `w`. */
const worthMore = (scope: ReportScope, horizon: number) =>
  `${silentMembers(scope, horizon, `INNER JOIN ${memberValues} AS w ON w.member_id = m.id`)} AND isNotNull(w.clv_predicted) AND w.clv_predicted > {cap:Float64}`;

/** Lost members whose predicted value is above what regaining one may cost. */
export async function targetMembers(scope: ReportScope, settings: ScoreSettings): Promise<MembersWhere> {
  const cap = capOf((await costOfNew(scope)).cac, settings) ?? 0;
  return {
    sql: `SELECT m.id FROM ${worthMore(scope, settings.horizonDays)}`,
    params: { ...scope.params, cap: Math.floor(cap) },
  };
}

/** How many they are and their mean value; null of a past day whose values were not kept. */
async function worthwhile(scope: ReportScope, horizon: number, cap: number) {
  const [row] = await scope.lens.query<{ known: number; members: number; mean: number | null }>(
    `SELECT ${isScored} AS known, count() AS members, if(members = 0, NULL, toNullable(avg(assumeNotNull(w.clv_predicted)))) AS mean FROM ${worthMore(scope, horizon)}`,
    { ...scope.params, cap: Math.floor(cap) },
  );
  return row?.known ? { members: row.members, mean: row.mean } : { members: null, mean: null };
}

function lostByChannel(scope: ReportScope, horizon: number): Promise<{ channel: string; lost: number }[]> {
  return scope.lens.query(
    `SELECT ${channelOf} AS channel, count() AS lost FROM ${silentMembers(scope, horizon)} GROUP BY channel ORDER BY lost DESC`,
    scope.params,
  );
}

const lastDays = (scope: ReportScope) =>
  `SELECT o.member_id AS member_id, max(o.placed_at) AS last_at FROM ${scope.orders} AS o WHERE ${memberOrders(scope)} GROUP BY o.member_id`;
