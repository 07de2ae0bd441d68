import type { LocalText } from "@regulars/engine";
import { stageSql } from "../../lifecycle/index.ts";
import { figure, memberRows } from "../figure.ts";
import { instant, localDay, lostStage, openMembers, type Scope, scopeParams } from "../scope.ts";

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
    `SELECT ${localDay(`assumeNotNull(${column})`)} AS day, ${column} < ${instant("start")} AS previous, count() AS n FROM members
     WHERE ${openMembers} AND ${condition} AND ${column} >= ${instant("previousStart")} AND ${column} < ${instant("end")}
     GROUP BY day, previous`,
    { ...scopeParams(scope), lost: lostStage(scope.programme) ?? "" },
  );
}

const sum = (rows: DayRow[], previous: boolean): number =>
  rows.filter((row) => Boolean(row.previous) === previous).reduce((total, row) => total + row.n, 0);

/** How many members there are at both ends of the period. */
export async function memberTotals(scope: Scope): Promise<{ total: number; totalBefore: number }> {
  const [row] = await scope.lens.query<Counts>(
    `SELECT countIf(joined_at < ${instant("end")}) AS total, countIf(joined_at < ${instant("start")}) AS total_before FROM members WHERE ${openMembers}`,
    scopeParams(scope),
  );
  return { total: row?.total ?? 0, totalBefore: row?.total_before ?? 0 };
}

/** Totals, who joined and who was lost, and how they are spread. */
export async function memberFigures(scope: Scope, totals: { total: number; totalBefore: number }) {
  const [joined, lost, byStage, byTier, flow] = await Promise.all([
    membersByDay(scope, "joined_at", "1"),
    membersByDay(scope, "stage_since", "stage = {lost:String}"),
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
  const inPeriod = { from: period.from, to: period.to };
  return {
    total: figure("membersTotal", {
      value: totals.total,
      previous: totals.totalBefore,
      spark: totalSpark,
      rows: "/v1/members",
    }),
    joined: figure("membersJoined", {
      value: sum(joined, false),
      previous: sum(joined, true),
      spark: period.days.map((day) => joinedOn.get(day) ?? 0),
      rows: memberRows("joined", inPeriod),
    }),
    lost: figure("membersLost", {
      value: sum(lost, false),
      previous: sum(lost, true),
      spark: period.days.map((day) => lostOn.get(day) ?? 0),
      rows: memberRows("lost", inPeriod),
    }),
    byStage,
    byTier,
    flow,
    movement: period.days.map((date) => ({ date, joined: joinedOn.get(date) ?? 0, lost: lostOn.get(date) ?? 0 })),
  };
}

/** Members by present stage: the programme's stages in order, then whatever else there is. */
export async function stageCounts({ lens, programme }: Pick<Scope, "lens" | "programme">) {
  const rows = await lens.query<{ stage: string | null; n: number }>(
    `SELECT stage, count() AS n FROM members WHERE ${openMembers} GROUP BY stage`,
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
    const rowsAddress = entry.stage === null ? null : `/v1/members?${new URLSearchParams({ stage: entry.stage })}`;
    return { ...entry, members, share: all === 0 ? 0 : members / all, rows: rowsAddress };
  });
}

function wordFor(stage: string | null): LocalText {
  return stage === null ? noStage : { zh: stage, en: stage };
}

async function tierCounts({ lens, programme }: Scope) {
  const rows = await lens.query<{ ladder: string; tier: string; n: number }>(
    `SELECT ladder, tier, count() AS n FROM member_tiers WHERE member_id IN (SELECT id FROM members WHERE ${openMembers}) GROUP BY ladder, tier`,
  );
  return programme.ladders.map(({ ladder }) => {
    const ofLadder = rows.filter((row) => row.ladder === ladder.id);
    const all = ofLadder.reduce((total, row) => total + row.n, 0);
    return {
      ladder: ladder.id,
      name: ladder.name,
      tiers: ladder.tiers.map((tier) => {
        const members = ofLadder.find((row) => row.tier === tier.id)?.n ?? 0;
        const address = `/v1/members?${new URLSearchParams({ tier: `${ladder.id}:${tier.id}` })}`;
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

/** Stage at the start of the period against the stage now. Days follow the programme's zone for everybody here. */
export async function stageFlow({ lens, programme, period }: Pick<Scope, "lens" | "programme" | "period">) {
  const then = stageSql(programme, new Date(period.start), { zone: programme.zone });
  const rows = await lens.query<{ before: string; now: string | null; n: number }>(
    `SELECT if(m.joined_at >= ${instant("start")}, '', ${then.expression}) AS before, m.stage AS now, count() AS n
     FROM ${then.from} WHERE m.${openMembers} GROUP BY before, now ORDER BY n DESC`,
    { ...then.params, start: period.start },
  );
  return rows.map((row) => ({ from: row.before === "" ? null : row.before, to: row.now, members: row.n }));
}
