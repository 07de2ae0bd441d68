import type { ReferenceLine, ReportQuery, ScorecardSettings, scorecardResponse } from "@regulars/contracts";
import { sql } from "kysely";
import { DateTime } from "luxon";
import type { z } from "zod";
import { answer, metrics } from "../../metrics/index.ts";
import { notEnough } from "../../scores/index.ts";
import { type MembersWhere, rowsOf } from "../../segments/index.ts";
import { figure, headOf, memberValues, openMembers, type ReportScope } from "../scope.ts";
import { dimensionNames, type IndicatorKind, indicatorKinds, readScorecard } from "../scorecard-settings.ts";

type Answer = z.output<typeof scorecardResponse>;
type Dimension = Answer["dimensions"][number];
type Indicator = Dimension["indicators"][number];
type Asked = ScorecardSettings["dimensions"][number]["indicators"][number];

/** Reference values that say what a metric should be. */
const references: Record<string, { key: string; unit: ReferenceLine["unit"] }> = {
  memberShare: { key: "bench.memberRevenueShare", unit: "share" },
  skuCount: { key: "bench.skuCount", unit: "count" },
};

/** Financial, behaviour, brand: every indicator held against what it should be, and one number out of all that can be told. `members` = whom the filter holds of. */
export async function scorecard(scope: ReportScope, query: ReportQuery, members: MembersWhere | null): Promise<Answer> {
  const settings = await readScorecard(scope.db);
  const ids = settings.dimensions.flatMap(({ indicators }) => indicators.map(({ id }) => id));
  const lines = ids.flatMap((id) => references[id] ?? []);
  const head = await headOf(
    scope,
    [...ids, "scorecard_score", "scorecard_total"],
    Object.fromEntries(lines.map(({ key, unit }) => [key, unit])),
  );
  const [now, before, told, goals] = await Promise.all([
    metricsOf(scope, ids, members, { start: scope.period.start, end: scope.period.end }),
    metricsOf(scope, ids, members, { start: scope.period.previousStart, end: scope.period.start }),
    scoresOf(scope),
    query.filter ? new Map<string, Goal>() : goalsOf(scope, ids),
  ]);
  const dimensions = settings.dimensions.map(({ dimension, weight, indicators }): Dimension => {
    const judged = indicators.flatMap((asked) => {
      const kind = indicatorKinds.get(asked.id);
      if (!kind) return [];
      const line = head.references.find(({ key }) => key === references[asked.id]?.key);
      const score = told.get(asked.id);
      return [
        judge(scope, {
          asked,
          kind,
          value: score ? score.value : (now.get(asked.id) ?? null),
          previous: score ? null : (before.get(asked.id) ?? null),
          missing: score?.missing ?? "no_value",
          goal: goals.get(asked.id) ?? null,
          reference: line?.value ?? null,
          isWhole: !query.filter,
        }),
      ];
    });
    const mean = weighted(judged);
    const only = judged.length === 1 ? judged[0]?.reason : null;
    return {
      dimension,
      name: dimensionNames[dimension],
      weight,
      counts: null,
      score: mean.score,
      reason: mean.score === null ? (only ?? notEnough("no_indicators")) : null,
      indicators: judged.map((row, place) => ({ ...row, counts: mean.counts[place] ?? null })),
    };
  });
  const whole = weighted(dimensions);
  return {
    ...head,
    dimensions: dimensions.map((row, place) => ({ ...row, counts: whole.counts[place] ?? null })),
    total: whole.score,
  };
}

/** The mean of what can be told, and how much each counts in it. */
function weighted(rows: { weight: number; score: number | null }[]): {
  score: number | null;
  counts: (number | null)[];
} {
  const counted = rows.map(({ weight, score }) => (score === null ? 0 : weight));
  const sum = counted.reduce((total, weight) => total + weight, 0);
  return {
    score:
      sum === 0 ? null : rows.reduce((total, row, place) => total + (row.score ?? 0) * (counted[place] ?? 0), 0) / sum,
    counts: rows.map(({ score }, place) => (score === null || sum === 0 ? null : (counted[place] ?? 0) / sum)),
  };
}

interface Goal {
  target: number;
  /** Days that it is for. */
  days: number;
}

interface Judged {
  asked: Asked;
  kind: IndicatorKind;
  value: number | null;
  previous: number | null;
  /** Why there is no value. */
  missing: string;
  goal: Goal | null;
  reference: number | null;
  isWhole: boolean;
}

function judge(scope: ReportScope, judged: Judged): Indicator {
  const { asked, kind, value, previous } = judged;
  const held = heldAgainst(scope, judged);
  const score =
    value === null || held.target === null
      ? null
      : scoreOf(value, held.target, kind.better, held.kind === "previous" ? 50 : 100);
  return {
    figure: figure(asked.id, value, previous, judged.isWhole ? rowsBehind(scope, asked.id) : null),
    unit: kind.unit,
    better: kind.better,
    weight: asked.weight,
    counts: null,
    target: held.target,
    targetKind: held.kind,
    score,
    reason: score !== null ? null : notEnough(value === null ? judged.missing : "no_target"),
  };
}

function heldAgainst(
  { period }: ReportScope,
  { asked, kind, previous, goal, reference }: Judged,
): { target: number | null; kind: Indicator["targetKind"] } {
  const days = (period.end - period.start) / 86_400_000;
  if (goal) return { target: kind.adds ? (goal.target * days) / goal.days : goal.target, kind: "goal" };
  if (asked.target !== null) return { target: asked.target, kind: "own" };
  if (reference !== null) return { target: reference, kind: "reference" };
  return previous === null || previous <= 0 ? { target: null, kind: "none" } : { target: previous, kind: "previous" };
}

/** Reaching the target is worth `full`; in proportion below and above, 100 at most. A target of nothing is met or not. */
export function scoreOf(value: number, target: number, better: "more" | "less", full: number): number {
  if (better === "less" && value <= Math.min(0, target)) return 100;
  if (target <= 0) return better === "more" && value >= target ? 100 : 0;
  if (better === "more") return Math.min(100, (full * Math.max(0, value)) / target);
  return value <= 0 ? 100 : Math.min(100, (full * target) / value);
}

async function metricsOf(
  scope: ReportScope,
  ids: readonly string[],
  members: MembersWhere | null,
  { start, end }: { start: number; end: number },
): Promise<Map<string, number | null>> {
  const measures = ids.filter((id) => metrics.has(id));
  if (measures.length === 0) return new Map();
  const { totals } = await answer(scope.lens, scope.programme, {
    measures,
    dimensions: [],
    start,
    end,
    asOf: scope.asOf.getTime(),
    storeId: scope.storeId,
    channel: scope.channel,
    members,
    ladder: scope.programme.ladders[0]?.ladder.id ?? "",
  });
  return new Map(measures.map((id, place) => [id, totals[place] ?? null]));
}

/** What the last scoring says of the members asked about. */
async function scoresOf(scope: ReportScope): Promise<Map<string, { value: number | null; missing: string }>> {
  const [row] = await scope.lens.query<{
    runs: number;
    clv: number | null;
    churn: number | null;
    health: number | null;
  }>(
    `SELECT (SELECT count() FROM value_runs) AS runs, avg(toNullable(toFloat64(w.clv_predicted))) AS clv, avg(w.churn_probability) AS churn, avg(w.health) AS health
     FROM ${memberValues} AS w INNER JOIN members AS m ON m.id = w.member_id WHERE ${openMembers(scope)}`,
    scope.params,
  );
  const missing = Number(row?.runs ?? 0) === 0 ? "not_run" : "nobody_matches";
  return new Map([
    ["clv_mean", { value: row?.clv ?? null, missing }],
    ["churn_mean", { value: row?.churn ?? null, missing }],
    ["health_mean", { value: row?.health ?? null, missing }],
    ["nps", { value: null, missing: "no_nps" }],
  ]);
}

/** The goal of each metric that shares most days with the period; the later one of two alike. Goals of a store or channel are for it alone. */
async function goalsOf(scope: ReportScope, ids: readonly string[]): Promise<Map<string, Goal>> {
  const { from, to } = scope.period;
  const { rows } = await sql<{ metric: string; target: number; starts_on: string; ends_on: string }>`
    select distinct on (metric) metric, target, starts_on::text as starts_on, ends_on::text as ends_on from goals
    where metric = any(${ids}) and starts_on <= ${to}::date and ends_on >= ${from}::date
      and store_id is not distinct from ${scope.storeId} and channel is not distinct from ${scope.channel}
    order by metric, least(ends_on, ${to}::date) - greatest(starts_on, ${from}::date) desc, ends_on desc, id desc`.execute(
    scope.db,
  );
  return new Map(
    rows.map((row) => {
      const days = DateTime.fromISO(row.ends_on).diff(DateTime.fromISO(row.starts_on), "days").days + 1;
      return [row.metric, { target: Number(row.target), days }];
    }),
  );
}

/** Members by condition, or orders by days; null where neither is said. */
function rowsBehind(scope: ReportScope, id: string): string | null {
  const metric = metrics.get(id);
  if (!metric || "ratio" in metric || scope.channel) return null;
  const period = { start: new Date(scope.period.start), end: new Date(scope.period.end) };
  if (metric.members && !scope.storeId) return rowsOf(metric.members(period), scope.asOf);
  if (!metric.orders) return null;
  const search = new URLSearchParams({
    from: period.start.toISOString(),
    to: period.end.toISOString(),
    standing: "true",
  });
  if (scope.storeId) search.set("storeId", scope.storeId);
  if (metric.orders !== "all") search.set("guest", String(metric.orders === "guests"));
  return `/v1/orders?${search}`;
}
