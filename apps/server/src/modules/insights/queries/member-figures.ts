import type { Condition, LocalText } from "@regulars/engine";
import { stageSql } from "../../lifecycle/index.ts";
import { figure, memberRows } from "../figure.ts";
import {
  countedMembers,
  instant,
  localDay,
  lostStage,
  membersOf,
  narrowing,
  openMembers,
  type Scope,
  scopeParams,
} from "../scope.ts";

const noStage: LocalText = { zh: "未分阶段", en: "No stage" };

interface Counts {
  total: number;
  total_before: number;
}

interface DayRow {
  day: string;
  previous: number;
  n: number;
}

/** Days of the period and of the one before on which something happened to members. */
function membersByDay(scope: Scope, column: string, condition: string): Promise<DayRow[]> {
  return scope.lens.query<DayRow>(
    `SELECT ${localDay(`assumeNotNull(k.${column})`)} AS day, k.${column} < ${instant("start")} AS previous, count() AS n FROM ${scope.members} AS k
     WHERE ${countedMembers(scope, "k")} AND ${condition} AND k.${column} >= ${instant("previousStart")} AND k.${column} < ${instant("end")}
     GROUP BY day, previous`,
    { ...scopeParams(scope), lost: lostStage(scope.programme) ?? "" },
  );
}

const sum = (rows: DayRow[], previous: boolean): number =>
  rows.filter((row) => Boolean(row.previous) === previous).reduce((total, row) => total + row.n, 0);

/** How many members there are at both ends of the period. */
export async function memberTotals(scope: Scope): Promise<{ total: number; totalBefore: number }> {
  const [row] = await scope.lens.query<Counts>(
    `SELECT countIf(joined_at < ${instant("end")}) AS total, countIf(joined_at < ${instant("start")}) AS total_before FROM members WHERE ${countedMembers(scope)}`,
    scopeParams(scope),
  );
  return { total: row?.total ?? 0, totalBefore: row?.total_before ?? 0 };
}

const joinedWithin = ({ start, end }: Scope["period"]): Condition => ({
  all: [
    { not: { field: "member.joinedAt", op: "before", value: new Date(start).toISOString() } },
    { field: "member.joinedAt", op: "before", value: new Date(end).toISOString() },
  ],
});

/** Who became lost in this period and in the one before, by the stages as they are worked out anew: lost at its end, and not at its start. */
async function lostInPast(
  scope: Scope,
  stages: NonNullable<Scope["stages"]>,
): Promise<{ now: number; before: number }> {
  const [row] = await scope.lens.query<{ now: number; before: number }>(
    `SELECT countIf(e.stage = {lost:String} AND b.stage != {lost:String}) AS now, countIf(b.stage = {lost:String} AND p.stage != {lost:String}) AS before
     FROM (${stages.after.sql}) AS e LEFT JOIN (${stages.before.sql}) AS b ON b.member_id = e.member_id LEFT JOIN (${stages.earlier.sql}) AS p ON p.member_id = e.member_id
     WHERE ${scope.ofMembers("e.member_id")}`,
    {
      ...scopeParams(scope),
      ...stages.before.params,
      ...stages.earlier.params,
      lost: lostStage(scope.programme) ?? "lost",
    },
  );
  return { now: row?.now ?? 0, before: row?.before ?? 0 };
}

/** Totals, who joined and who was lost, and how they are spread. */
export async function memberFigures(scope: Scope, totals: { total: number; totalBefore: number }) {
  const [joined, lost, lostThen, byStage, byTier, flow] = await Promise.all([
    membersByDay(scope, "joined_at", "1"),
    scope.past ? [] : membersByDay(scope, "stage_since", "k.stage = {lost:String}"),
    scope.stages ? lostInPast(scope, scope.stages) : null,
    stageCounts(scope),
    tierCounts(scope),
    stageFlow(scope),
  ]);
  const { period } = scope;
  const joinedOn = new Map(joined.filter((row) => !row.previous).map((row) => [row.day, row.n]));
  const lostOn = new Map(lost.filter((row) => !row.previous).map((row) => [row.day, row.n]));
  let running = totals.totalBefore;
  const totalSpark = period.days.map((day) => {
    running += joinedOn.get(day) ?? 0;
    return running;
  });
  const isWhole = !scope.past && !scope.filter;
  const inPeriod = { from: period.from, to: period.to, ...narrowing(scope) };
  return {
    total: figure("membersTotal", {
      value: totals.total,
      previous: totals.totalBefore,
      spark: totalSpark,
      rows: isWhole ? "/v1/members" : membersOf(scope, { all: [] }),
    }),
    joined: figure("membersJoined", {
      value: sum(joined, false),
      previous: sum(joined, true),
      spark: period.days.map((day) => joinedOn.get(day) ?? 0),
      rows: isWhole ? memberRows("joined", inPeriod) : membersOf(scope, joinedWithin(period)),
    }),
    lost: figure("membersLost", {
      value: lostThen ? lostThen.now : sum(lost, false),
      previous: lostThen ? lostThen.before : sum(lost, true),
      spark: lostThen ? [] : period.days.map((day) => lostOn.get(day) ?? 0),
      rows: memberRows("lost", inPeriod),
    }),
    byStage,
    byTier,
    flow,
    movement: period.days.map((date) => ({
      date,
      joined: joinedOn.get(date) ?? 0,
      lost: scope.past ? null : (lostOn.get(date) ?? 0),
    })),
  };
}

/** Members by stage: the programme's stages in order, then whatever else there is. */
export async function stageCounts(scope: Scope) {
  const { lens, programme } = scope;
  const isWhole = !scope.past && !scope.filter;
  const rows = await lens.query<{ stage: string | null; n: number }>(
    `SELECT k.stage AS stage, count() AS n FROM ${scope.members} AS k WHERE ${countedMembers(scope, "k")} GROUP BY stage`,
    scopeParams(scope),
  );
  const counts = new Map(rows.map((row) => [row.stage, row.n]));
  const all = rows.reduce((total, row) => total + row.n, 0);
  const known = new Set(programme.stages.map((stage) => stage.id));
  const stages = [
    ...programme.stages.map((stage) => ({
      stage: stage.id as string | null,
      name: stage.name,
      color: stage.color ?? null,
    })),
    ...rows
      .filter((row) => row.stage === null || !known.has(row.stage))
      .map((row) => ({ stage: row.stage, name: wordFor(row.stage), color: null })),
  ];
  return stages.map((entry) => {
    const members = counts.get(entry.stage) ?? 0;
    const search = entry.stage === null ? null : { stage: entry.stage };
    const address = isWhole
      ? search && `/v1/members?${new URLSearchParams(search)}`
      : search && membersOf(scope, { stage: [search.stage] });
    return { ...entry, members, share: all === 0 ? 0 : members / all, rows: address };
  });
}

function wordFor(stage: string | null): LocalText {
  return stage === null ? noStage : { zh: stage, en: stage };
}

async function tierCounts(scope: Scope) {
  const { lens, programme } = scope;
  const isWhole = !scope.past && !scope.filter;
  const held = scope.past
    ? `(SELECT member_id, ladder, argMax(to_tier, (since, id)) AS tier FROM tier_changes WHERE tier_changes.since <= ${instant("pastAt")} GROUP BY member_id, ladder)`
    : "member_tiers";
  const rows = await lens.query<{ ladder: string; tier: string; n: number }>(
    `SELECT t.ladder AS ladder, t.tier AS tier, count() AS n FROM ${held} AS t WHERE t.member_id IN (SELECT id FROM members WHERE ${countedMembers(scope)}) GROUP BY ladder, tier`,
    scopeParams(scope),
  );
  return programme.ladders.map(({ ladder }) => {
    const ofLadder = rows.filter((row) => row.ladder === ladder.id);
    const all = ofLadder.reduce((total, row) => total + row.n, 0);
    return {
      ladder: ladder.id,
      name: ladder.name,
      tiers: ladder.tiers.map((tier) => {
        const members = ofLadder.find((row) => row.tier === tier.id)?.n ?? 0;
        const address = isWhole
          ? `/v1/members?${new URLSearchParams({ tier: `${ladder.id}:${tier.id}` })}`
          : membersOf(scope, { tier: { ladder: ladder.id, is: "exactly", tier: tier.id } });
        return {
          tier: tier.id,
          name: tier.name,
          color: tier.color ?? null,
          members,
          share: all === 0 ? 0 : members / all,
          rows: address,
        };
      }),
    };
  });
}

/** Stage at the start of the period against the stage now (or then). Days follow the programme's zone for everybody here. */
export async function stageFlow(scope: Scope) {
  const { lens, programme, period, stages } = scope;
  if (stages) {
    const rows = await lens.query<{ before: string; now: string | null; n: number }>(
      `SELECT b.stage AS before, nullIf(e.stage, '') AS now, count() AS n FROM (${stages.after.sql}) AS e
       LEFT JOIN (${stages.before.sql}) AS b ON b.member_id = e.member_id WHERE ${scope.ofMembers("e.member_id")} GROUP BY before, now ORDER BY n DESC`,
      { ...scopeParams(scope), ...stages.before.params },
    );
    return rows.map((row) => ({ from: row.before === "" ? null : row.before, to: row.now, members: row.n }));
  }
  const then = stageSql(programme, new Date(period.start), { zone: programme.zone });
  const rows = await lens.query<{ before: string; now: string | null; n: number }>(
    `SELECT if(m.joined_at >= ${instant("start")}, '', ${then.expression}) AS before, m.stage AS now, count() AS n
     FROM ${then.from} WHERE m.${openMembers} AND ${scope.ofMembers("m.member_id")} GROUP BY before, now ORDER BY n DESC`,
    { ...scope.params, ...then.params, start: period.start },
  );
  return rows.map((row) => ({ from: row.before === "" ? null : row.before, to: row.now, members: row.n }));
}
