import { type ScorecardDimension, type ScorecardSettings, scorecardSettingsSchema } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";
import { type Metric, metrics } from "../metrics/index.ts";
import { reportDefinitions } from "./definitions.ts";

const key = "insights.scorecard";

export const dimensionNames: Record<ScorecardDimension, { zh: string; en: string }> = {
  financial: { zh: "财务", en: "Financial" },
  behaviour: { zh: "用户行为", en: "Behaviour" },
  brand: { zh: "品牌价值", en: "Brand" },
};

const indicator = (id: string, weight: number) => ({ id, weight, target: null });

/** Before anybody changed it: a starting point, to be adjusted. */
export const defaultScorecard: ScorecardSettings = {
  dimensions: [
    {
      dimension: "financial",
      weight: 40,
      indicators: [
        indicator("memberRevenue", 30),
        indicator("arpu", 20),
        indicator("memberShare", 20),
        indicator("memberAverageOrder", 10),
        indicator("clv_mean", 20),
      ],
    },
    {
      dimension: "behaviour",
      weight: 40,
      indicators: [
        indicator("activeMembers", 25),
        indicator("repurchaseRate", 25),
        indicator("ordersPerMember", 15),
        indicator("engagedMembers", 15),
        indicator("churn_mean", 20),
      ],
    },
    { dimension: "brand", weight: 20, indicators: [indicator("nps", 100)] },
  ],
};

/** What is told of an indicator, whether it is a metric or what models say. */
export interface IndicatorKind {
  id: string;
  name: { zh: string; en: string };
  unit: Metric["unit"];
  better: "more" | "less";
  /** Summed over the days: a goal is taken by the day. */
  adds: boolean;
  /** A rate, a mean or a standing number, of which one target is right for any number of days. */
  takesTarget: boolean;
}

const scores: Pick<IndicatorKind, "id" | "unit" | "better">[] = [
  { id: "clv_mean", unit: "money", better: "more" },
  { id: "churn_mean", unit: "share", better: "less" },
  { id: "health_mean", unit: "points", better: "more" },
  { id: "nps", unit: "points", better: "more" },
];

/** Every metric that is better one way, and what models and surveys say. */
export const indicatorKinds: ReadonlyMap<string, IndicatorKind> = new Map([
  ...[...metrics.values()].flatMap((metric): [string, IndicatorKind][] =>
    metric.better === "neutral"
      ? []
      : [
          [
            metric.id,
            {
              id: metric.id,
              name: metric.name,
              unit: metric.unit,
              better: metric.better,
              adds: !("ratio" in metric) && metric.additive && !metric.standing,
              takesTarget: "ratio" in metric || metric.standing === true,
            },
          ],
        ],
  ),
  ...scores.map((score): [string, IndicatorKind] => [
    score.id,
    {
      ...score,
      name: reportDefinitions[score.id]?.name ?? { zh: score.id, en: score.id },
      adds: false,
      takesTarget: true,
    },
  ]),
]);

export async function readScorecard(db: Db | Tx): Promise<ScorecardSettings> {
  const { rows } = await sql<{ value: unknown }>`select value from settings where key = ${key}`.execute(db);
  const parsed = scorecardSettingsSchema.safeParse(rows[0]?.value);
  return parsed.success ? parsed.data : defaultScorecard;
}

/** Refuses with `request.invalid` what is no indicator, and targets of what takes none. */
export async function writeScorecard(tx: Tx, settings: ScorecardSettings): Promise<void> {
  const faults = settings.dimensions.flatMap(({ indicators }, dimension) =>
    indicators.flatMap(({ id, target }, place) => {
      const kind = indicatorKinds.get(id);
      const pointer = `/dimensions/${dimension}/indicators/${place}`;
      if (!kind) return [{ pointer: `${pointer}/id`, code: "scorecard.unknown_indicator", message: id }];
      if (target !== null && !kind.takesTarget)
        return [{ pointer: `${pointer}/target`, code: "scorecard.target_not_taken", message: id }];
      return [];
    }),
  );
  if (faults.length > 0) throw new AppError("request.invalid", {}, faults);
  await sql`insert into settings (key, value) values (${key}, ${JSON.stringify(settings)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`.execute(tx);
}
