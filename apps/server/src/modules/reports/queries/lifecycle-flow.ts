import type { LifecycleFlowQuery, Locale, lifecycleFlowResponse, StageMovePart, StagePart } from "@regulars/contracts";
import type { Condition, Lifecycle, LocalText, Stage } from "@regulars/engine";
import { DateTime } from "luxon";
import type { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { type MembersWhere, readCondition, rowsOf, type Segments } from "../../segments/index.ts";
import { headOf, instant, memberOrders, type ReportScope, ratio, rowsBehind } from "../scope.ts";

type Answer = z.output<typeof lifecycleFlowResponse>;

export interface Template {
  id: string;
  name: LocalText;
  own: boolean;
  lifecycle: Lifecycle;
}

const noStage: LocalText = { zh: "未分阶段", en: "No stage" };
const ownName: LocalText = { zh: "本店的生命周期", en: "The programme's own" };
const monthsBack = 12;
/** An address longer than this is cut by browsers and proxies. */
const longestAddress = 3_500;

/** Life cycles whose conditions this programme can be asked: its own first, then the presets. */
export function templatesOf(
  scope: Pick<ReportScope, "programme">,
  presets: readonly { id: string; name: LocalText; lifecycle: Lifecycle }[],
  locale: Locale,
): Template[] {
  const { programme } = scope;
  const own: Template = { id: "own", name: ownName, own: true, lifecycle: programme.programme.lifecycle };
  const usable = presets.filter(({ lifecycle }) =>
    lifecycle.stages.every((stage) => {
      try {
        readCondition(stage.when, programme, locale);
        return true;
      } catch (error) {
        if (error instanceof AppError) return false;
        throw error;
      }
    }),
  );
  return [own, ...usable.map((preset) => ({ ...preset, own: false }))];
}

/** A stage is its own condition without those before it. */
function holds(stages: readonly Stage[], index: number): Condition {
  const stage = stages[index] as Stage;
  const earlier = stages.slice(0, index).map((other) => ({ not: other.when }));
  return earlier.length === 0 ? stage.when : { all: [...earlier, stage.when] };
}

export interface Lifecycles {
  templates: readonly Template[];
  segments: Pick<Segments, "stages">;
}

/** The life cycle of this id. Refuses an id that there is none for. */
export function templateOf(templates: readonly Template[], wanted: string): Template {
  const found = templates.find(({ id }) => id === wanted);
  if (found) return found;
  throw new AppError("request.invalid", { template: wanted }, [
    { pointer: "/template", code: "lifecycle.unknown_template", message: templates.map(({ id }) => id).join(", ") },
  ]);
}

/** The last instant that stages are asked of. */
const endOf = ({ period, asOf }: ReportScope) => new Date(Math.min(period.end - 1, asOf.getTime()));

/** Members of the filter who joined at the store asked for. */
const counted = (scope: ReportScope, column: string) =>
  `${scope.ofMembers(column)} AND ${scope.storeId ? `${column} IN (SELECT id FROM members WHERE source_store = {storeId:String})` : "1"}`;

/** Members by their stage at the start of the period (`source`, null = not yet a member) and at its end (`target`); '' = in none. */
async function stageMoves(
  scope: ReportScope,
  { lifecycle }: Template,
  segments: Lifecycles["segments"],
): Promise<MembersWhere> {
  const [before, after] = await Promise.all([
    segments.stages(lifecycle.stages, { asOf: new Date(scope.period.start), paramPrefix: "b" }),
    segments.stages(lifecycle.stages, { asOf: endOf(scope), paramPrefix: "e" }),
  ]);
  return {
    sql: `SELECT s.member_id AS id, b.stage AS source, s.stage AS target FROM (${after.sql}) AS s
       LEFT JOIN (SELECT member_id, toNullable(stage) AS stage FROM (${before.sql})) AS b ON b.member_id = s.member_id WHERE ${counted(scope, "s.member_id")}`,
    params: { ...scope.params, ...before.params, ...after.params },
  };
}

/** The members who ended the period in a stage, or of them those who began it in another. */
export async function stageMembers(
  scope: ReportScope,
  part: StagePart | StageMovePart,
  { templates, segments }: Lifecycles,
): Promise<MembersWhere> {
  const moves = await stageMoves(scope, templateOf(templates, part.template), segments);
  const set = (condition: string, params: Record<string, unknown>): MembersWhere => ({
    sql: `SELECT moved.id FROM (${moves.sql}) AS moved WHERE ${condition}`,
    params: { ...moves.params, ...params },
  });
  if ("stage" in part) return set("moved.target = {stageTo:String}", { stageTo: part.stage });
  if (part.from === null) return set("moved.source IS NULL AND moved.target = {stageTo:String}", { stageTo: part.to });
  return set("moved.source = {stageFrom:String} AND moved.target = {stageTo:String}", {
    stageFrom: part.from,
    stageTo: part.to,
  });
}

/** Names of the stages of a life cycle, by their ids. */
export function stageNames(templates: readonly Template[], template: string): Record<string, LocalText> {
  const { lifecycle } = templateOf(templates, template);
  return Object.fromEntries(lifecycle.stages.map((stage) => [stage.id, stage.name]));
}

/** How many members are in each stage of a life cycle, now and at the start of past months, and how they moved in the period. */
export async function lifecycleFlow(
  scope: ReportScope,
  query: Pick<LifecycleFlowQuery, "template">,
  { templates, segments }: Lifecycles,
): Promise<Answer> {
  const template = templateOf(templates, query.template ?? "own");
  const { stages } = template.lifecycle;
  const end = endOf(scope);
  const at = (asOf: Date, paramPrefix: string) => segments.stages(stages, { asOf, paramPrefix });
  const [moves, after] = await Promise.all([stageMoves(scope, template, segments), at(end, "e")]);
  const ask = <T>(sql: string, ...params: Record<string, unknown>[]) =>
    scope.lens.query<T>(sql, Object.assign({}, scope.params, ...params));
  const days = monthStarts(end, scope.zone);
  const [flow, spend, history] = await Promise.all([
    ask<{ source: string | null; target: string; n: number }>(
      `SELECT source, target, count() AS n FROM (${moves.sql}) GROUP BY source, target`,
      moves.params,
    ),
    ask<{ stage: string; net: number }>(
      `SELECT s.stage AS stage, toFloat64(sum(o.net - o.refunded)) AS net FROM ${scope.orders} AS o INNER JOIN (${after.sql}) AS s ON s.member_id = o.member_id
       WHERE ${memberOrders(scope)} AND ${counted(scope, "s.member_id")} AND o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")} GROUP BY stage`,
      after.params,
    ),
    Promise.all(
      days.map(async (day) => {
        const then = await at(day.at, "h");
        const rows = await ask<{ stage: string; n: number }>(
          `SELECT s.stage AS stage, count() AS n FROM (${then.sql}) AS s WHERE ${counted(scope, "s.member_id")} GROUP BY stage`,
          then.params,
        );
        return { date: day.date, members: Object.fromEntries(rows.map((row) => [row.stage, row.n])) };
      }),
    ),
  ]);
  const sizes = new Map<string, number>();
  for (const row of flow) sizes.set(row.target, (sizes.get(row.target) ?? 0) + row.n);
  const all = [...sizes.values()].reduce((sum, n) => sum + n, 0);
  const spent = new Map(spend.map((row) => [row.stage, row.net]));
  const isWhole = !scope.isFiltered && !scope.storeId && !scope.past;
  const opensStage = (stage: string, condition: Condition | null): string => {
    const address = condition && isWhole ? rowsOf(condition, end) : null;
    if (address && address.length <= longestAddress) return address;
    return rowsBehind(scope, `stage:${JSON.stringify({ template: template.id, stage } satisfies StagePart)}`);
  };
  const opensMove = (from: string | null, to: string): string =>
    rowsBehind(scope, `stage_move:${JSON.stringify({ template: template.id, from, to } satisfies StageMovePart)}`);
  const shown = [
    ...stages.map((stage, index) => ({
      stage: stage.id as string | null,
      name: stage.name,
      color: stage.color ?? null,
      condition: holds(stages, index) as Condition | null,
    })),
    ...(sizes.has("") ? [{ stage: null, name: noStage, color: null, condition: null }] : []),
  ];
  return {
    ...(await headOf(scope, ["stage_members", "stage_arpu", "stage_flow"], { "kpi.activationArpu": "money" })),
    template: template.id,
    templates: templates.map(({ id, name, own }) => ({ id, name, own })),
    stages: shown.map(({ condition, ...stage }) => {
      const members = sizes.get(stage.stage ?? "") ?? 0;
      return { ...stage, members, share: ratio(members, all), rows: opensStage(stage.stage ?? "", condition) };
    }),
    flow: flow
      .map((row) => ({ from: row.source, to: row.target, members: row.n, rows: opensMove(row.source, row.target) }))
      .sort((one, other) => other.members - one.members),
    history,
    stageArpu: shown.map(({ stage }) => ({
      stage,
      arpu: ratio((spent.get(stage ?? "") ?? 0) / monthsOf(scope), sizes.get(stage ?? "") ?? 0),
      definition: "stage_arpu",
    })),
  };
}

/** How many months of mean length the period is, as far as it is over. */
const monthsOf = ({ period }: ReportScope): number =>
  Math.max(1, Math.round((period.end - period.start) / 86_400_000)) / (365.25 / 12);

/** The starts of the last twelve months in the programme's zone, and the end itself. */
function monthStarts(end: Date, zone: string): { date: string; at: Date }[] {
  const month = DateTime.fromJSDate(end, { zone }).startOf("month");
  const starts = Array.from({ length: monthsBack }, (_, index) => month.minus({ months: monthsBack - 1 - index }));
  return [
    ...starts.map((start) => ({ date: start.toFormat("yyyy-MM-dd"), at: start.toJSDate() })),
    { date: DateTime.fromJSDate(end, { zone }).toFormat("yyyy-MM-dd"), at: end },
  ].filter((day, index, days) => days.findIndex((other) => other.date === day.date) === index);
}
