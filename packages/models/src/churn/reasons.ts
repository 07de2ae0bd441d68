import { boostedContributions } from "./gradient-boosting.ts";
import type { Columns } from "./logistic.ts";
import { type ChurnModel, oddsOfChance, tame } from "./stack.ts";

export interface ChurnReason {
  feature: string;
  value: number | null;
  /** Added to the log-odds of leaving, before recalibration. */
  effect: number;
}

/** Not for people: the season is the same for everybody, and the process is itself made of the orders. */
const unsaid = new Set(["season", "seasonSine", "parametric"]);

/** The up to three columns that say most about one row's score, as the stack weighs its learners. Empty for the purchase process alone. */
export function churnReasons(
  model: ChurnModel,
  columns: Columns,
  parametric: Float64Array,
  row: number,
): ChurnReason[] {
  return strongest(
    effectsOn(model, columns, parametric, row).filter(({ feature, effect }) => effect !== 0 && !unsaid.has(feature)),
  );
}

/** The up to three reasons with the largest effects, effects of one feature added up. */
export function strongest(reasons: readonly ChurnReason[]): ChurnReason[] {
  const byFeature = new Map<string, ChurnReason>();
  for (const reason of reasons) {
    const known = byFeature.get(reason.feature);
    byFeature.set(reason.feature, known ? { ...known, effect: known.effect + reason.effect } : reason);
  }
  return [...byFeature.values()].sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect)).slice(0, 3);
}

/**
 * What each column adds to one row's log-odds against a member of average columns: the logistic's term, the boosted trees' steps and the process' own log-odds, each times its weight. Differences between rows add up to
 * those of their scores before recalibration.
 */
export function effectsOn(model: ChurnModel, columns: Columns, parametric: Float64Array, row: number): ChurnReason[] {
  const { logistic, boosted, means, blend, processMean } = model;
  if (!logistic || !boosted) return [];
  const [, process = 0, linear = 0, trees = 0] = blend;
  const cells = columns.map((column) => column[row] as number);
  const odds = oddsOfChance(parametric[row] as number);
  cells.push(odds);
  const steps = boostedContributions(boosted, cells).columns;
  return cells.map((cell, place) => {
    const isMissing = Number.isNaN(cell);
    const away = isMissing ? 0 : tame(cell) - (means[place] as number);
    const own = place === columns.length ? process * (odds - processMean) : 0;
    return {
      feature: model.features[place] as string,
      value: isMissing ? null : cell,
      effect: linear * (logistic.coefficients[place] as number) * away + trees * (steps[place] as number) + own,
    };
  });
}
