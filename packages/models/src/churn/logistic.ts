import { checkLengths, checkWeights, NotEnoughData } from "../customer-data.ts";
import { solveShifted } from "../math/minimise.ts";

/** Columns of equal length. */
export type Columns = readonly Float64Array[];

export interface LogisticModel {
  intercept: number;
  /** Per column, on the scale of the data; 0 for columns that did not vary. */
  coefficients: number[];
  converged: boolean;
  iterations: number;
  /** Places of columns left out because they hold one value only. */
  constant: number[];
}

export interface LogisticOptions {
  /** Ridge on standardised coefficients; keeps separable data finite. Default 1. */
  ridge?: number;
  weight?: Float64Array;
  maxIterations?: number;
}

/** Chance of these log-odds: 1 / (1 + e^-value), without overflow. */
export const sigmoid = (value: number): number =>
  value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value));
/** Log-odds of a chance; infinite at 0 and 1. */
export const logit = (p: number): number => Math.log(p / (1 - p));

/** Throws RangeError for columns of another length than the labels, a cell that is infinite or too large to square, or a label that is neither 0 nor 1. */
export function checkExamples(columns: Columns, y: Uint8Array): void {
  checkLengths(y, ...columns);
  const odd = y.findIndex((label) => label > 1);
  if (odd >= 0) throw new RangeError(`row ${odd}: label ${y[odd]}`);
  columns.forEach((column, place) => {
    const row = column.findIndex((cell) => Math.abs(cell) > largestCell);
    if (row >= 0) throw new RangeError(`row ${row}: column ${place} is ${column[row]}`);
  });
}

/** Squares of more, added up, would be infinite. */
const largestCell = 1e140;

/**
 * Logistic regression by iteratively reweighted least squares (McCullagh & Nelder 1989, 4.4) with a ridge; columns are standardised inside. A missing value (NaN) counts as the column's mean.
 * Without a ridge separable data have no finite optimum: `converged` is then false. Throws NotEnoughData when `y` (weighed) holds one class only, RangeError for examples, weights or a ridge that cannot be.
 */
export function fitLogistic(columns: Columns, y: Uint8Array, options: LogisticOptions = {}): LogisticModel {
  const { ridge = 1, weight, maxIterations = 50 } = options;
  const n = y.length;
  checkExamples(columns, y);
  checkLengths(y, weight);
  checkWeights(weight);
  if (!(ridge >= 0 && Number.isFinite(ridge))) throw new RangeError(`ridge ${ridge}`);
  const positives = y.reduce((sum, value, row) => sum + (value === 1 && (weight?.[row] ?? 1) > 0 ? 1 : 0), 0);
  const negatives = y.reduce((sum, value, row) => sum + (value === 0 && (weight?.[row] ?? 1) > 0 ? 1 : 0), 0);
  if (positives === 0 || negatives === 0) throw new NotEnoughData("one_class_only", { rows: n, positives });
  const standard = columns.map((column) => standardise(column));
  const used = standard.flatMap((part, place) => (part ? [{ ...part, place }] : []));
  const size = used.length + 1;
  const beta = new Float64Array(size);
  beta[0] = logit(positives / n);
  const eta = new Float64Array(n);
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  let iterations = 0;
  let converged = false;
  let before = Number.POSITIVE_INFINITY;
  let step = new Float64Array(size);
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    let loss = 0;
    hessian.fill(0);
    gradient.fill(0);
    for (let row = 0; row < n; row += 1) {
      let value = beta[0] as number;
      for (let index = 0; index < used.length; index += 1)
        value += (beta[index + 1] as number) * ((used[index] as Used).values[row] as number);
      eta[row] = value;
      const p = sigmoid(value);
      const copies = weight ? (weight[row] as number) : 1;
      const label = y[row] as number;
      loss += copies * (Math.max(value, 0) - value * label + Math.log1p(Math.exp(-Math.abs(value))));
      const spread = copies * Math.max(p * (1 - p), 1e-10);
      const miss = copies * (label - p);
      gradient[0] = (gradient[0] as number) + miss;
      hessian[0] = (hessian[0] as number) + spread;
      for (let index = 0; index < used.length; index += 1) {
        const x = (used[index] as Used).values[row] as number;
        if (x === 0) continue;
        gradient[index + 1] = (gradient[index + 1] as number) + miss * x;
        const line = (index + 1) * size;
        hessian[line] = (hessian[line] as number) + spread * x;
        for (let other = 0; other <= index; other += 1)
          hessian[line + other + 1] =
            (hessian[line + other + 1] as number) + spread * x * ((used[other] as Used).values[row] as number);
      }
    }
    for (let index = 1; index < size; index += 1) {
      const coefficient = beta[index] as number;
      loss += (ridge / 2) * coefficient ** 2;
      gradient[index] = (gradient[index] as number) - ridge * coefficient;
      hessian[index * size + index] = (hessian[index * size + index] as number) + ridge;
    }
    if (loss > before + 1e-12 * Math.abs(before)) {
      // Newton went too far: half the way back.
      step = step.map((part) => part / 2) as Float64Array<ArrayBuffer>;
      for (let index = 0; index < size; index += 1) beta[index] = (beta[index] as number) - (step[index] as number);
      continue;
    }
    before = loss;
    for (let line = 0; line < size; line += 1)
      for (let other = line + 1; other < size; other += 1)
        hessian[line * size + other] = hessian[other * size + line] as number;
    const found = solveShifted(hessian, gradient, 1e-9);
    if (!found) break;
    step = found as Float64Array<ArrayBuffer>;
    for (let index = 0; index < size; index += 1) beta[index] = (beta[index] as number) + (step[index] as number);
    converged = Math.max(...step.map(Math.abs)) < 1e-8;
  }
  const coefficients = new Array<number>(columns.length).fill(0);
  let intercept = beta[0] as number;
  used.forEach(({ place, mean, deviation }, index) => {
    const coefficient = (beta[index + 1] as number) / deviation;
    coefficients[place] = coefficient;
    intercept -= coefficient * mean;
  });
  return {
    intercept,
    coefficients,
    converged,
    iterations,
    constant: standard.flatMap((part, place) => (part ? [] : [place])),
  };
}

interface Used {
  values: Float64Array;
  mean: number;
  deviation: number;
  place: number;
}

function standardise(column: Float64Array): Omit<Used, "place"> | null {
  let sum = 0;
  let known = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  if (known === 0) return null;
  const mean = sum / known;
  let squares = 0;
  for (const value of column) if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  const deviation = Math.sqrt(squares / known);
  if (!(deviation > 1e-12 * Math.max(1, Math.abs(mean)))) return null;
  return { values: column.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / deviation)), mean, deviation };
}

/** Chance of the class 1 per row; missing values count as `means` of the training data when given, else 0 contribution. Throws RangeError for other columns than it learnt from. */
export function predictLogistic(model: LogisticModel, columns: Columns, means?: readonly number[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  if (columns.length !== model.coefficients.length)
    throw new RangeError(`${columns.length} columns, learnt from ${model.coefficients.length}`);
  checkLengths({ length: rows }, ...columns);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let value = model.intercept;
    for (let place = 0; place < columns.length; place += 1) {
      const coefficient = model.coefficients[place] as number;
      if (coefficient === 0) continue;
      const cell = (columns[place] as Float64Array)[row] as number;
      value += coefficient * (Number.isNaN(cell) ? (means?.[place] ?? 0) : cell);
    }
    out[row] = sigmoid(value);
  }
  return out;
}

/** Mean of the known values of a column; 0 when none is known. */
export function meanOfKnown(column: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  return known === 0 ? 0 : sum / known;
}
