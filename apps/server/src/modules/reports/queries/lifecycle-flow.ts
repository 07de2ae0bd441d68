import type { LifecycleFlowQuery, Locale, lifecycleFlowResponse } from "@regulars/contracts";
import type { Condition, Lifecycle, LocalText, Stage } from "@regulars/engine";
import { DateTime } from "luxon";
import type { z } from "zod";
import { AppError } from "../../../platform/errors.ts";
import { readCondition, rowsOf, type Segments } from "../../segments/index.ts";
import { headOf, instant, memberOrders, type ReportScope, ratio } from "../scope.ts";

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

/** How many members are in each stage of a life cycle, now and at the start of past months, and how they moved in the period. */
export async function lifecycleFlow(
  scope: ReportScope,
  query: Pick<LifecycleFlowQuery, "template">,
  { templates, segments }: { templates: readonly Template[]; segments: Pick<Segments, "stages"> },
): Promise<Answer> {
  const template = templates.find(({ id }) => id === (query.template ?? "own"));
  if (!template)
    throw new AppError("request.invalid", { template: query.template ?? "" }, [
      {
        pointer: "/template",
        code: "lifecycle.unknown_template",
        message: templates.map(({ id }) => id).join(", "),
      },
    ]);
  const { stages } = template.lifecycle;
  const end = new Date(Math.min(scope.period.end - 1, scope.asOf.getTime()));
  const at = (asOf: Date, paramPrefix: string) => segments.stages(stages, { asOf, paramPrefix });
  const [before, after] = await Promise.all([at(new Date(scope.period.start), "b"), at(end, "e")]);
  const inScope = scope.ofMembers("s.member_id");
  const ofStore = scope.storeId ? "s.member_id IN (SELECT id FROM members WHERE source_store = {storeId:String})" : "1";
  const ask = <T>(sql: string, ...params: Record<string, unknown>[]) =>
    scope.lens.query<T>(sql, Object.assign({}, scope.params, ...params));
  const days = monthStarts(end, scope.zone);
  const [flow, spend, history] = await Promise.all([
    ask<{ source: string | null; target: string; n: number }>(
      `SELECT b.stage AS source, s.stage AS target, count() AS n FROM (${after.sql}) AS s
       LEFT JOIN (SELECT member_id, toNullable(stage) AS stage FROM (${before.sql})) AS b ON b.member_id = s.member_id WHERE ${inScope} AND ${ofStore} GROUP BY source, target`,
      before.params,
      after.params,
    ),
    ask<{ stage: string; net: number }>(
      `SELECT s.stage AS stage, toFloat64(sum(o.net - o.refunded)) AS net FROM ${scope.orders} AS o INNER JOIN (${after.sql}) AS s ON s.member_id = o.member_id
       WHERE ${memberOrders(scope)} AND ${ofStore} AND o.placed_at >= ${instant("start")} AND o.placed_at < ${instant("end")} GROUP BY stage`,
      after.params,
    ),
    Promise.all(
      days.map(async (day) => {
        const then = await at(day.at, "h");
        const rows = await ask<{ stage: string; n: number }>(
          `SELECT s.stage AS stage, count() AS n FROM (${then.sql}) AS s WHERE ${inScope} AND ${ofStore} GROUP BY stage`,
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
  const isWhole = !scope.isFiltered && !scope.storeId;
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
      const address = condition && isWhole ? rowsOf(condition, end) : null;
      return {
        ...stage,
        members,
        share: ratio(members, all),
        rows: address && address.length <= longestAddress ? address : null,
      };
    }),
    flow: flow
      .map((row) => ({ from: row.source, to: row.target, members: row.n, rows: null }))
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
