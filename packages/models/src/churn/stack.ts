import { type Calibration, calibrate, chooseCalibration, fitPlatt, hasBoth } from "./calibration.ts";
import { churnFeatures } from "./features.ts";
import { type BoostedModel, type BoostingOptions, fitBoosting, predictBoosting } from "./gradient-boosting.ts";
import {
  type Columns,
  fitLogistic,
  type LogisticModel,
  logit,
  meanOfKnown,
  predictLogistic,
  sigmoid,
} from "./logistic.ts";

/** Members at one day, with what became of them within the horizon. */
export interface Cut {
  cutDay: number;
  columns: Float64Array[];
  labels: Uint8Array;
  /** P(no purchase in the horizon) by a model of the purchase process fitted on what was known at the cut. */
  parametric: Float64Array;
}

export interface ChurnModel {
  method: "stack" | "parametric";
  features: string[];
  /** Per feature as the logistic sees it: mean of what it learnt from. */
  means: number[];
  /** Mean log-odds of the purchase process where the rest was learnt. */
  processMean: number;
  logistic: LogisticModel | null;
  boosted: BoostedModel | null;
  /** Log-odds of the stack: intercept, then parametric, logistic, boosted. */
  blend: number[];
  calibration: Calibration;
}

export interface Stack {
  model: ChurnModel;
  /** The cut on which the weights were learnt; null = equal weights, because no cut could be spared for them. */
  weighedOn: number | null;
  calibratedOn: number;
}

interface Parts {
  logistic: LogisticModel;
  boosted: BoostedModel;
  means: number[];
  processMean: number;
}

/** Cuts in order, and the learners fitted on the first so many of them, each size once. */
export interface History {
  cuts: readonly Cut[];
  /** How many of the cuts had their outcomes known on the evening of that day. */
  closedBy(day: number): number;
  /** Null when those cuts hold too few rows, or one class only. */
  partsOf(size: number): Parts | null;
}

const fewestToLearn = 200;
const equalWeights = [1 / 3, 1 / 3, 1 / 3];

export function historyOf(
  cuts: readonly Cut[],
  { horizonDays, boosting }: { horizonDays: number; boosting?: BoostingOptions },
): History {
  const fitted = new Map<number, Parts | null>();
  return {
    cuts,
    closedBy: (day) => cuts.filter((cut) => cut.cutDay + horizonDays <= day).length,
    partsOf(size) {
      const known = fitted.get(size);
      if (known !== undefined) return known;
      const learnt = joined(cuts.slice(0, size));
      const parts = canTeach(learnt.labels) ? fitParts(learnt, boosting) : null;
      fitted.set(size, parts);
      return parts;
    },
  };
}

export const canTeach = (labels: Uint8Array): boolean => labels.length >= fewestToLearn && hasBoth(labels);

/**
 * The stack as it can be made out of the first `size` cuts. Each step learns on a window that the steps before it had not seen, and from outcomes known by then: the learners on cuts closed before the weighing one, the weights
 * there (equal without such a cut), the calibration on the last cut with learners of what was closed before that. Then the learners are fitted again on everything. Null when no window was closed before the last cut.
 */
export function fitStack(history: History, size: number): Stack | null {
  const held = history.cuts.slice(0, size).findLast((cut) => canTeach(cut.labels));
  if (!held) return null;
  const final = history.partsOf(size);
  const before = history.closedBy(held.cutDay);
  const seen = history.partsOf(before);
  if (!final || !seen) return null;
  const { weights, weighedOn } = learnWeights(history, before);
  const blended = blendOf(oddsOf(seen, held.columns, held.parametric), weights);
  return {
    model: {
      method: "stack",
      features: [...churnFeatures.map(({ id }) => id), "parametric"],
      ...final,
      blend: [0, ...weights],
      calibration: chooseCalibration(blended, held.labels),
    },
    weighedOn,
    calibratedOn: held.cutDay,
  };
}

/**
 * Weights of the three opinions by the last of the first `size` cuts that has closed ones before it, never against an opinion. Equal weights are hard to beat (Clemen 1989), and the best of fifteen
 * looks good by luck: it is taken only when its mean loss there is lower by more than two standard errors of the difference.
 */
function learnWeights(history: History, size: number): { weights: number[]; weighedOn: number | null } {
  const held = history.cuts.slice(0, size).findLast((cut) => canTeach(cut.labels));
  const parts = held ? history.partsOf(history.closedBy(held.cutDay)) : null;
  if (!held || !parts) return { weights: equalWeights, weighedOn: null };
  const odds = oddsOf(parts, held.columns, held.parametric);
  const equal = blendLosses(odds, equalWeights, held.labels);
  let best = equalWeights;
  let bestLosses = equal;
  for (let first = 0; first <= 4; first += 1)
    for (let second = 0; second <= 4 - first; second += 1) {
      const weights = [first / 4, second / 4, (4 - first - second) / 4];
      const losses = blendLosses(odds, weights, held.labels);
      if (mean(losses) < mean(bestLosses)) {
        best = weights;
        bestLosses = losses;
      }
    }
  const gains = equal.map((loss, row) => loss - (bestLosses[row] as number));
  const gain = mean(gains);
  const error = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / gains.length);
  return { weights: gain > 2 * error ? best : equalWeights, weighedOn: held.cutDay };
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Log-loss of each row after the best straight recalibration, so that weights are chosen by order and shape, not by level. */
function blendLosses(odds: Float64Array[], weights: number[], labels: Uint8Array): Float64Array {
  const blended = blendOf(odds, weights);
  const platt = fitPlatt(blended, labels);
  return blended.map((p, row) => {
    const chance = calibrate(platt, p);
    return -Math.log(Math.max(1e-12, labels[row] === 1 ? chance : 1 - chance));
  });
}

function joined(cuts: readonly Cut[]): Omit<Cut, "cutDay"> {
  const size = cuts.reduce((sum, cut) => sum + cut.labels.length, 0);
  const places = cuts[0]?.columns.length ?? 0;
  const columns = Array.from({ length: places }, () => new Float64Array(size));
  const labels = new Uint8Array(size);
  const parametric = new Float64Array(size);
  let offset = 0;
  for (const cut of cuts) {
    cut.columns.forEach((column, place) => {
      columns[place]?.set(column, offset);
    });
    labels.set(cut.labels, offset);
    parametric.set(cut.parametric, offset);
    offset += cut.labels.length;
  }
  return { columns, labels, parametric };
}

function fitParts({ columns, labels, parametric }: Omit<Cut, "cutDay">, boosting?: BoostingOptions): Parts {
  const all = withParametric(columns, parametric);
  const flat = all.map((column) => column.map(tame));
  return {
    logistic: fitLogistic(flat, labels, { ridge: 5 }),
    boosted: fitBoosting(all, labels, { trees: 150, depth: 3, learningRate: 0.06, minChildWeight: 20, ...boosting }),
    means: flat.map(meanOfKnown),
    processMean: meanOfKnown(all.at(-1) as Float64Array),
  };
}

/** Log-odds of a chance that is kept a millionth away from 0 and 1. */
export const oddsOfChance = (p: number): number => logit(Math.min(1 - 1e-6, Math.max(1e-6, p)));

/** Money and counts are skewed: the logistic sees their logarithms. */
export const tame = (value: number): number =>
  Number.isNaN(value) ? value : Math.sign(value) * Math.log1p(Math.abs(value));

/** The process model's log-odds are one more column of both learners. */
const withParametric = (columns: Columns, parametric: Float64Array): Float64Array[] => [
  ...columns,
  parametric.map(oddsOfChance),
];

/** Chances of staying away by the two learners. */
export function opinionsOf(
  parts: Pick<Parts, "logistic" | "boosted" | "means">,
  columns: Columns,
  parametric: Float64Array,
): { logistic: Float64Array; boosted: Float64Array } {
  const all = withParametric(columns, parametric);
  const flat = all.map((column) => column.map(tame));
  return {
    logistic: predictLogistic(parts.logistic, flat, parts.means),
    boosted: predictBoosting(parts.boosted, all),
  };
}

function oddsOf(
  parts: Pick<Parts, "logistic" | "boosted" | "means">,
  columns: Columns,
  parametric: Float64Array,
): Float64Array[] {
  const { logistic, boosted } = opinionsOf(parts, columns, parametric);
  return [parametric, logistic, boosted].map((opinion) => opinion.map(oddsOfChance));
}

function blendOf(odds: Float64Array[], weights: number[]): Float64Array {
  const [one, two, three] = odds as [Float64Array, Float64Array, Float64Array];
  const [first, second, third] = weights as [number, number, number];
  return one.map((value, row) =>
    sigmoid(first * value + second * (two[row] as number) + third * (three[row] as number)),
  );
}

/** P(no purchase in the horizon) per row. */
export function scoreChurn(model: ChurnModel, columns: Columns, parametric: Float64Array): Float64Array {
  const { logistic, boosted, means, calibration } = model;
  if (model.method === "parametric" || !logistic || !boosted) return parametric.map((p) => calibrate(calibration, p));
  const odds = oddsOf({ logistic, boosted, means }, columns, parametric);
  return blendOf(odds, model.blend.slice(1)).map((p) => calibrate(calibration, p));
}
