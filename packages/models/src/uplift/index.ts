import { type Columns, fitLogistic, type LogisticModel, meanOfKnown, predictLogistic } from "../churn/logistic.ts";
import { checkLengths, NotEnoughData } from "../customer-data.ts";

export interface UpliftModel {
  treated: LogisticModel;
  untreated: LogisticModel;
  means: number[];
}

/** Throws RangeError for an arm that is neither 0 nor 1 or columns of different lengths, NotEnoughData when one of the arms has nobody. */
function checkArms(treated: Uint8Array, ...columns: ArrayLike<unknown>[]): void {
  checkLengths(treated, ...columns);
  const odd = treated.findIndex((arm) => arm > 1);
  if (odd >= 0) throw new RangeError(`row ${odd}: arm ${treated[odd]}`);
  const rows = treated.length;
  if (rows === 0) throw new NotEnoughData("no_units", { rows });
  if (!(treated.includes(0) && treated.includes(1))) throw new NotEnoughData("one_arm_only", { rows });
}

/** T-learner: one logistic regression per arm; the uplift is the difference of what they predict (Künzel et al. 2019). Throws NotEnoughData when an arm has nobody or one outcome only, RangeError for rows that cannot be. */
export function fitTLearner(columns: Columns, outcome: Uint8Array, treated: Uint8Array): UpliftModel {
  checkArms(treated, outcome, ...columns);
  const part = (arm: number) => {
    const rows = Array.from(treated.keys()).filter((row) => treated[row] === arm);
    return fitLogistic(
      columns.map((column) => Float64Array.from(rows, (row) => column[row] as number)),
      Uint8Array.from(rows, (row) => outcome[row] as number),
    );
  };
  return { treated: part(1), untreated: part(0), means: columns.map(meanOfKnown) };
}

/** Predicted difference that the treatment makes to each row's chance. */
export function predictUplift(model: UpliftModel, columns: Columns): Float64Array {
  const withIt = predictLogistic(model.treated, columns, model.means);
  const without = predictLogistic(model.untreated, columns, model.means);
  return withIt.map((p, row) => p - (without[row] as number));
}

export interface UpliftScore {
  /** Difference of the outcome between the arms over all rows. */
  averageEffect: number;
  /** The same among the share of rows with the highest predicted uplift. */
  topEffect: number | null;
  /**
   * Area between the Qini curve and the straight line to its end, divided by the number of rows. The curve after the first k rows by predicted uplift: Y_t(k) - Y_c(k) N_t(k) / N_c(k)
   * (Radcliffe 2007); trapezoids, k = 1..n.
   */
  qini: number;
}

/** Judges a ranking on rows whose arm was drawn by lot. Throws NotEnoughData when an arm has nobody, RangeError for an uplift that is no number. */
export function scoreUplift(uplift: Float64Array, outcome: Uint8Array, treated: Uint8Array, top = 0.3): UpliftScore {
  checkArms(treated, outcome, uplift);
  const unknown = uplift.findIndex((value) => !Number.isFinite(value));
  if (unknown >= 0) throw new RangeError(`row ${unknown}: uplift ${uplift[unknown]}`);
  // Differences beyond nine digits are rounding: such rows stay in the order given, so that the same rows give the same figures.
  const rank = uplift.map((value) => Math.round(value * 1e9));
  const order = Array.from(uplift.keys()).sort((one, other) => (rank[other] as number) - (rank[one] as number));
  const n = order.length;
  let yt = 0;
  let yc = 0;
  let nt = 0;
  let nc = 0;
  let area = 0;
  let previous = 0;
  let topEffect: number | null = null;
  const topRows = Math.round(n * top);
  order.forEach((row, index) => {
    if (treated[row] === 1) {
      nt += 1;
      yt += outcome[row] as number;
    } else {
      nc += 1;
      yc += outcome[row] as number;
    }
    const gain = nc === 0 ? 0 : yt - (yc * nt) / nc;
    area += (previous + gain) / 2;
    previous = gain;
    if (index + 1 === topRows && nt > 0 && nc > 0) topEffect = yt / nt - yc / nc;
  });
  return { averageEffect: yt / nt - yc / nc, topEffect, qini: (area - (previous * n) / 2) / n };
}
