import { NotEnoughData } from "../customer-data.ts";
import { type Calibration, calibrate, fitIsotonic, fitPlatt } from "./calibration.ts";
import { type Evaluation, evaluate } from "./evaluation.ts";
import { churnFeatures } from "./features.ts";
import {
  type BoostedModel,
  type BoostingOptions,
  boostedContributions,
  fitBoosting,
  predictBoosting,
} from "./gradient-boosting.ts";
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
  means: number[];
  logistic: LogisticModel | null;
  boosted: BoostedModel | null;
  /** Log-odds of the stack: intercept, then parametric, logistic, boosted. */
  blend: number[];
  calibration: Calibration;
}

export interface ChurnCard {
  method: ChurnModel["method"];
  /** Stable code of why. */
  why: "enough_data" | "too_few_rows" | "too_few_of_a_class" | "no_closed_window";
  rows: number;
  rate: number;
  horizonDays: number;
  /** Rolling origin: each cut judged by what was trained on windows that had closed before it. */
  cuts: {
    cutDay: number;
    trainedOn: number;
    stack: Evaluation | null;
    parametric: Evaluation;
    logistic: Evaluation | null;
    boosted: Evaluation | null;
  }[];
  importance: { feature: string; gain: number }[];
}

export interface TrainOptions {
  horizonDays: number;
  boosting?: BoostingOptions;
  /** Below these the process model alone is used: it wins on small bases (Tamaddoni, Stakhovych & Ewing 2016). */
  fewestRows?: number;
  fewestOfAClass?: number;
}

const clipped = (p: number) => logit(Math.min(1 - 1e-6, Math.max(1e-6, p)));

/**
 * Learns who will not buy within the horizon from earlier cuts, whose windows have all closed. The stack blends the purchase process, a logistic regression and boosted trees by their
 * log-odds on the last cut, which none of them has seen, and recalibrates there; then all parts are fitted again on everything. Throws NotEnoughData without a labelled cut.
 */
export function trainChurnModel(cuts: readonly Cut[], options: TrainOptions): { model: ChurnModel; card: ChurnCard } {
  const { fewestRows = 1_000, fewestOfAClass = 50 } = options;
  const ordered = [...cuts].filter((cut) => cut.labels.length > 0).sort((one, other) => one.cutDay - other.cutDay);
  const rows = ordered.reduce((sum, cut) => sum + cut.labels.length, 0);
  const churned = ordered.reduce((sum, cut) => sum + cut.labels.reduce((part, label) => part + label, 0), 0);
  if (rows === 0) throw new NotEnoughData("no_closed_window", { horizonDays: options.horizonDays });
  if (rows < 30) throw new NotEnoughData("too_few_customers", { rows, needed: 30 });
  if (churned === 0 || churned === rows) throw new NotEnoughData("one_class_only", { rows, churned });
  const head = { rows, rate: churned / rows, horizonDays: options.horizonDays };
  const judged = ordered.map((cut) => judge(cut, ordered, options));
  const why =
    ordered.length < 2
      ? "no_closed_window"
      : rows < fewestRows
        ? "too_few_rows"
        : Math.min(churned, rows - churned) < fewestOfAClass
          ? "too_few_of_a_class"
          : "enough_data";
  const last = ordered.at(-1) as Cut;
  if (why !== "enough_data") {
    const calibration =
      last.labels.length >= 200 && hasBoth(last.labels)
        ? fitPlatt(last.parametric, last.labels)
        : { kind: "none" as const };
    const model: ChurnModel = {
      method: "parametric",
      features: churnFeatures.map(({ id }) => id),
      means: [],
      logistic: null,
      boosted: null,
      blend: [0, 1, 0, 0],
      calibration,
    };
    return { model, card: { ...head, method: "parametric", why, cuts: judged, importance: [] } };
  }
  const model = fitStack(ordered, options);
  const importance = (model.boosted?.importance ?? [])
    .map((gain, place) => ({ feature: model.features[place] as string, gain }))
    .sort((one, other) => other.gain - one.gain);
  return { model, card: { ...head, method: "stack", why, cuts: judged, importance } };
}

const hasBoth = (labels: Uint8Array): boolean => labels.includes(0) && labels.includes(1);

function joined(cuts: readonly Cut[]): { columns: Float64Array[]; labels: Uint8Array; parametric: Float64Array } {
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

/** The process model's log-odds are one more column of both learners. */
const withParametric = (columns: Columns, parametric: Float64Array): Float64Array[] => [
  ...columns,
  parametric.map(clipped),
];

/** Money and counts are skewed: the logistic sees their logarithms. */
const tamed = (columns: Columns): Float64Array[] =>
  columns.map((column) =>
    column.map((value) => (Number.isNaN(value) ? value : Math.sign(value) * Math.log1p(Math.abs(value)))),
  );

function fitStack(cuts: readonly Cut[], options: TrainOptions): ChurnModel {
  const earlier = cuts.slice(0, -1);
  const last = cuts.at(-1) as Cut;
  const closed = earlier.filter((cut) => cut.cutDay + options.horizonDays <= last.cutDay);
  const learnt = joined(closed.length > 0 ? closed : earlier);
  const parts = fitParts(learnt, options);
  const { blend, calibration } = fitBlend(parts, last);
  const final = fitParts(joined(cuts), options);
  return {
    method: "stack",
    features: [...churnFeatures.map(({ id }) => id), "parametric"],
    ...final,
    blend,
    calibration,
  };
}

interface Parts {
  logistic: LogisticModel;
  boosted: BoostedModel;
  means: number[];
}

function fitParts({ columns, labels, parametric }: ReturnType<typeof joined>, options: TrainOptions): Parts {
  const all = withParametric(columns, parametric);
  const flat = tamed(all);
  return {
    logistic: fitLogistic(flat, labels, { ridge: 5 }),
    boosted: fitBoosting(all, labels, {
      trees: 150,
      depth: 3,
      learningRate: 0.06,
      minChildWeight: 20,
      ...options.boosting,
    }),
    means: flat.map(meanOfKnown),
  };
}

function opinions(
  parts: Parts,
  columns: Columns,
  parametric: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const all = withParametric(columns, parametric);
  return [parametric, predictLogistic(parts.logistic, tamed(all), parts.means), predictBoosting(parts.boosted, all)];
}

/** Weights of the three opinions: equal thirds drawn towards what the held-out window says, never against an opinion. */
function fitBlend(parts: Parts, held: Cut): { blend: number[]; calibration: Calibration } {
  const three = opinions(parts, held.columns, held.parametric);
  const odds = three.map((opinion) => opinion.map(clipped));
  const candidates: number[][] = [];
  for (let first = 0; first <= 4; first += 1)
    for (let second = 0; second <= 4 - first; second += 1)
      candidates.push([first / 4, second / 4, (4 - first - second) / 4]);
  let best = [1 / 3, 1 / 3, 1 / 3];
  let bestLoss = blendLoss(odds, best, held.labels) * 0.999;
  for (const weights of candidates) {
    const loss = blendLoss(odds, weights, held.labels);
    if (loss < bestLoss) {
      best = weights;
      bestLoss = loss;
    }
  }
  const blended = blendOf(odds, best);
  if (!hasBoth(held.labels)) return { blend: [0, ...best], calibration: { kind: "none" } };
  return { blend: [0, ...best], calibration: chooseCalibration(blended, held.labels) };
}

function blendOf(odds: Float64Array[], weights: number[]): Float64Array {
  const [one, two, three] = odds as [Float64Array, Float64Array, Float64Array];
  const [first, second, third] = weights as [number, number, number];
  return one.map((value, row) =>
    sigmoid(first * value + second * (two[row] as number) + third * (three[row] as number)),
  );
}

/** Log-loss after the best straight recalibration, so that weights are chosen by order and shape, not by level. */
function blendLoss(odds: Float64Array[], weights: number[], labels: Uint8Array): number {
  const blended = blendOf(odds, weights);
  if (!hasBoth(labels)) return evaluate(blended, labels).logLoss;
  const platt = fitPlatt(blended, labels);
  return evaluate(
    blended.map((p) => calibrate(platt, p)),
    labels,
  ).logLoss;
}

/** Isotonic needs many rows to be better than a straight line. */
function chooseCalibration(predicted: Float64Array, labels: Uint8Array): Calibration {
  const platt = fitPlatt(predicted, labels);
  if (labels.length < 5_000) return platt;
  const half = (part: number) => {
    const rows = Array.from(labels.keys()).filter((row) => row % 2 === part);
    return {
      p: Float64Array.from(rows, (row) => predicted[row] as number),
      y: Uint8Array.from(rows, (row) => labels[row] as number),
    };
  };
  const [train, check] = [half(0), half(1)];
  const lossOf = (calibration: Calibration) =>
    evaluate(
      check.p.map((p) => calibrate(calibration, p)),
      check.y,
    ).logLoss;
  return lossOf(fitIsotonic(train.p, train.y)) < lossOf(fitPlatt(train.p, train.y))
    ? fitIsotonic(predicted, labels)
    : platt;
}

function judge(cut: Cut, all: readonly Cut[], options: TrainOptions): ChurnCard["cuts"][number] {
  const closed = all.filter((other) => other.cutDay + options.horizonDays <= cut.cutDay);
  const parametric = evaluate(cut.parametric, cut.labels);
  const learnt = joined(closed);
  const nothing = {
    cutDay: cut.cutDay,
    trainedOn: closed.length,
    stack: null,
    parametric,
    logistic: null,
    boosted: null,
  };
  if (closed.length === 0 || learnt.labels.length < 200 || !hasBoth(learnt.labels)) return nothing;
  const parts = fitParts(learnt, options);
  const [, logistic, boosted] = opinions(parts, cut.columns, cut.parametric);
  const stack = closed.length >= 2 ? fitStack(closed, options) : null;
  return {
    ...nothing,
    logistic: evaluate(logistic, cut.labels),
    boosted: evaluate(boosted, cut.labels),
    stack: stack ? evaluate(scoreChurn(stack, cut.columns, cut.parametric), cut.labels) : null,
  };
}

/** P(no purchase in the horizon) per row. */
export function scoreChurn(model: ChurnModel, columns: Columns, parametric: Float64Array): Float64Array {
  if (model.method === "parametric" || !model.logistic || !model.boosted)
    return parametric.map((p) => calibrate(model.calibration, p));
  const parts = { logistic: model.logistic, boosted: model.boosted, means: model.means };
  const odds = opinions(parts, columns, parametric).map((opinion) => opinion.map(clipped));
  return blendOf(odds, model.blend.slice(1)).map((p) => calibrate(model.calibration, p));
}

export interface ChurnReason {
  feature: string;
  value: number | null;
  /** Added to the log-odds of leaving. */
  effect: number;
}

/** The three columns that say most about one row's score. Empty for the process model alone. */
export function churnReasons(
  model: ChurnModel,
  columns: Columns,
  parametric: Float64Array,
  row: number,
): ChurnReason[] {
  if (!model.boosted) return [];
  const all = withParametric(columns, parametric);
  const { columns: effects } = boostedContributions(model.boosted, all, row);
  return effects
    .map((effect, place) => {
      const value = (all[place] as Float64Array)[row] as number;
      return { feature: model.features[place] as string, value: Number.isNaN(value) ? null : value, effect };
    })
    .filter(({ feature }) => feature !== "season" && feature !== "seasonSine" && feature !== "parametric")
    .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect))
    .slice(0, 3);
}
