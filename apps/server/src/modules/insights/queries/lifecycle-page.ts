import { definitions } from "../definitions.ts";
import { countedMembers, instant, localDay, type Scope, scopeParams } from "../scope.ts";
import { stageCounts, stageFlow } from "./member-figures.ts";
import { stageSentence } from "./stage-explanation.ts";

/** Stages with their sizes and meaning, and how members moved in the period. */
export async function lifecyclePage(scope: Scope, scoredAsOf: Date | null) {
  const { lens, programme, period } = scope;
  const [stages, flow, entered] = await Promise.all([
    stageCounts(scope),
    stageFlow(scope),
    lens.query<{ day: string; entered: string; n: number }>(
      `SELECT ${localDay("assumeNotNull(k.stage_since)")} AS day, assumeNotNull(k.stage) AS entered, count() AS n FROM ${scope.members} AS k
       WHERE ${countedMembers(scope, "k")} AND isNotNull(k.stage) AND k.stage_since >= ${instant("start")} AND k.stage_since < ${instant("end")} GROUP BY day, entered`,
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
      entered: Object.fromEntries((byDay.get(date) ?? []).map((row) => [row.entered, row.n])),
    })),
    definitions,
  };
}
