import { definitions } from "../definitions.ts";
import { instant, localDay, openMembers, type Scope, scopeParams } from "../scope.ts";
import { stageCounts, stageFlow } from "./member-figures.ts";
import { stageSentence } from "./stage-explanation.ts";

/** Stages with their sizes and meaning, and how members moved in the period. */
export async function lifecyclePage(scope: Scope, scoredAsOf: Date | null) {
  const { lens, programme, period } = scope;
  const [stages, flow, entered] = await Promise.all([
    stageCounts(scope),
    stageFlow(scope),
    lens.query<{ day: string; stage: string; n: number }>(
      `SELECT ${localDay("assumeNotNull(stage_since)")} AS day, assumeNotNull(stage) AS stage, count() AS n FROM members
       WHERE ${openMembers} AND isNotNull(members.stage) AND stage_since >= ${instant("start")} AND stage_since < ${instant("end")} GROUP BY day, stage`,
      scopeParams(scope),
    ),
  ]);
  const byDay = Map.groupBy(entered, (row) => row.day);
  return {
    asOf: scoredAsOf?.toISOString() ?? null,
    template: programme.programme.lifecycle.template,
    stages: stages.map((stage) => ({ ...stage, sentence: stageSentence(programme, stage.stage ?? "") })),
    period: { from: period.from, to: period.to },
    flow,
    movement: period.days.map((date) => ({
      date,
      entered: Object.fromEntries((byDay.get(date) ?? []).map((row) => [row.stage, row.n])),
    })),
    definitions,
  };
}
