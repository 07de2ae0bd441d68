import { NotEnoughData } from "../customer-data.ts";
import { type Calibration, calibrate, fitPlatt } from "./calibration.ts";
import { type Evaluation, evaluate, evaluateByGroup, type GroupEvaluation } from "./evaluation.ts";
import { churnFeatures } from "./features.ts";
import type { BoostingOptions } from "./gradient-boosting.ts";
import { effectsOn } from "./reasons.ts";
import {
  type ChurnModel,
  type Cut,
  canTeach,
  fitStack,
  type History,
  historyOf,
  opinionsOf,
  scoreChurn,
} from "./stack.ts";

export interface JudgedCut {
  cutDay: number;
  /** Cuts whose windows had closed before this one. */
  trainedOn: number;
  /** As it would have been served that day; null when the process alone is served, or too few windows had closed. */
  stack: Evaluation | null;
  /** The cuts that stack was weighed (null = equal weights) and calibrated on. */
  weighedOn: number | null;
  calibratedOn: number | null;
  /** The process, recalibrated on the last window closed before; as it is where none had. */
  parametric: Evaluation;
  logistic: Evaluation | null;
  boosted: Evaluation | null;
  /** What was served, or the process, by how often members had bought. */
  groups: GroupEvaluation[];
}

export interface ChurnCard {
  method: ChurnModel["method"];
  /** Stable code of why. */
  why: "enough_data" | "too_few_rows" | "too_few_of_a_class" | "no_closed_window";
  rows: number;
  rate: number;
  horizonDays: number;
  /** The cuts the served model was weighed and calibrated on. */
  weighedOn: number | null;
  calibratedOn: number | null;
  /** Rolling origin: each cut judged by what could have been served that day. */
  cuts: JudgedCut[];
  /** Mean size of a column's effect on the log-odds over the last cut, as the stack weighs. */
  importance: { feature: string; gain: number }[];
}

export interface TrainOptions {
  horizonDays: number;
  boosting?: BoostingOptions;
  /** Below these the process model alone is used: it wins on small bases (Tamaddoni, Stakhovych & Ewing 2016). */
  fewestRows?: number;
  fewestOfAClass?: number;
}

/**
 * Learns who will not buy within the horizon from earlier cuts, whose windows have all closed, and judges each cut by what the cuts closed before it would have made. The stack of purchase process, logistic regression and
 * boosted trees is served where it could be judged on some cut: that takes three windows one after the other, one to learn, one to calibrate, one to judge. Else the process alone. Throws NotEnoughData without a labelled cut, RangeError for a horizon or cells that are no number.
 */
export function trainChurnModel(cuts: readonly Cut[], options: TrainOptions): { model: ChurnModel; card: ChurnCard } {
  const { horizonDays, fewestRows = 1_000, fewestOfAClass = 50 } = options;
  if (!(horizonDays > 0 && Number.isFinite(horizonDays))) throw new RangeError(`a horizon of ${horizonDays} days`);
  const ordered = [...cuts].filter((cut) => cut.labels.length > 0).sort((one, other) => one.cutDay - other.cutDay);
  const rows = ordered.reduce((sum, cut) => sum + cut.labels.length, 0);
  const churned = ordered.reduce((sum, cut) => sum + cut.labels.reduce((part, label) => part + label, 0), 0);
  if (rows === 0) throw new NotEnoughData("no_closed_window", { horizonDays });
  const customers = Math.max(...ordered.map((cut) => cut.labels.length));
  if (rows < 30) throw new NotEnoughData("too_few_customers", { customers, needed: 30, rows });
  if (churned === 0 || churned === rows) throw new NotEnoughData("one_class_only", { rows, churned });
  const head = { rows, rate: churned / rows, horizonDays };
  const history = historyOf(ordered, options);
  const alone = (why: ChurnCard["why"]) => {
    const { calibration, calibratedOn } = calibrateProcess(ordered);
    const judged = ordered.map((cut) => judgeProcess(history, cut));
    return {
      model: processAlone(calibration),
      card: {
        ...head,
        method: "parametric" as const,
        why,
        weighedOn: null,
        calibratedOn,
        cuts: judged,
        importance: [],
      },
    };
  };
  if (rows < fewestRows) return alone("too_few_rows");
  if (Math.min(churned, rows - churned) < fewestOfAClass) return alone("too_few_of_a_class");
  const judged = ordered.map((cut) => judge(history, cut));
  const served = judged.some((cut) => cut.stack) ? fitStack(history, ordered.length) : null;
  if (!served) return alone("no_closed_window");
  const { model, weighedOn, calibratedOn } = served;
  const importance = importanceOf(model, ordered.at(-1) as Cut);
  return {
    model,
    card: { ...head, method: "stack", why: "enough_data", weighedOn, calibratedOn, cuts: judged, importance },
  };
}

function processAlone(calibration: Calibration): ChurnModel {
  return {
    method: "parametric",
    features: churnFeatures.map(({ id }) => id),
    means: [],
    processMean: 0,
    logistic: null,
    boosted: null,
    blend: [0, 1, 0, 0],
    calibration,
  };
}

function calibrateProcess(cuts: readonly Cut[]): { calibration: Calibration; calibratedOn: number | null } {
  const last = cuts.findLast((cut) => canTeach(cut.labels));
  if (!last) return { calibration: { kind: "none" }, calibratedOn: null };
  return { calibration: fitPlatt(last.parametric, last.labels), calibratedOn: last.cutDay };
}

function judgeProcess(history: History, cut: Cut): JudgedCut {
  const trainedOn = history.closedBy(cut.cutDay);
  const { calibration } = calibrateProcess(history.cuts.slice(0, trainedOn));
  const chances = cut.parametric.map((p) => calibrate(calibration, p));
  return {
    cutDay: cut.cutDay,
    trainedOn,
    stack: null,
    weighedOn: null,
    calibratedOn: null,
    parametric: evaluate(chances, cut.labels),
    logistic: null,
    boosted: null,
    groups: evaluateByGroup(chances, cut.labels, groupsOf(cut)),
  };
}

const purchaseDays = churnFeatures.findIndex(({ id }) => id === "purchaseDays");

function groupsOf({ columns }: Cut): string[] {
  return Array.from(columns[purchaseDays] as Float64Array, (days) =>
    days <= 1 ? "once" : days <= 3 ? "two_or_three" : "four_or_more",
  );
}

function judge(history: History, cut: Cut): JudgedCut {
  const process = judgeProcess(history, cut);
  const parts = history.partsOf(process.trainedOn);
  if (!parts) return process;
  const { logistic, boosted } = opinionsOf(parts, cut.columns, cut.parametric);
  const learnt = { ...process, logistic: evaluate(logistic, cut.labels), boosted: evaluate(boosted, cut.labels) };
  const stack = fitStack(history, process.trainedOn);
  if (!stack) return learnt;
  const chances = scoreChurn(stack.model, cut.columns, cut.parametric);
  return {
    ...learnt,
    stack: evaluate(chances, cut.labels),
    weighedOn: stack.weighedOn,
    calibratedOn: stack.calibratedOn,
    groups: evaluateByGroup(chances, cut.labels, groupsOf(cut)),
  };
}

function importanceOf(model: ChurnModel, { columns, parametric }: Cut): ChurnCard["importance"] {
  const sums = new Float64Array(model.features.length);
  for (let row = 0; row < parametric.length; row += 1)
    effectsOn(model, columns, parametric, row).forEach(({ effect }, place) => {
      sums[place] = (sums[place] as number) + Math.abs(effect);
    });
  return model.features
    .map((feature, place) => ({ feature, gain: (sums[place] as number) / parametric.length }))
    .sort((one, other) => other.gain - one.gain);
}
