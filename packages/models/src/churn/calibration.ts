import { checkLengths, NotEnoughData } from "../customer-data.ts";
import { evaluate } from "./evaluation.ts";
import { fitLogistic, logit, sigmoid } from "./logistic.ts";

export type Calibration =
  | { kind: "none" }
  | { kind: "platt"; intercept: number; slope: number }
  | { kind: "isotonic"; from: number[]; value: number[] };

const inside = (p: number) => Math.min(1 - 1e-6, Math.max(1e-6, p));

function checkChances(predicted: Float64Array, y: Uint8Array): void {
  checkLengths(predicted, y);
  const row = predicted.findIndex((p) => !(p >= 0 && p <= 1));
  if (row >= 0) throw new RangeError(`row ${row}: chance ${predicted[row]}`);
}

/** Logistic recalibration of the log-odds (Platt 1999). Throws NotEnoughData when one class is missing, RangeError for what is no chance. */
export function fitPlatt(predicted: Float64Array, y: Uint8Array): Calibration {
  checkChances(predicted, y);
  const model = fitLogistic([predicted.map((p) => logit(inside(p)))], y, { ridge: 1e-3 });
  return { kind: "platt", intercept: model.intercept, slope: model.coefficients[0] as number };
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002). Equal predictions are one block from the start, so that a prediction has one answer. A block at an end that holds one class only
 * is drawn in by half a row of the other, though never past its neighbour. Throws NotEnoughData without any row, RangeError for what is no chance.
 */
export function fitIsotonic(predicted: Float64Array, y: Uint8Array): Calibration {
  checkChances(predicted, y);
  if (y.length === 0) throw new NotEnoughData("too_few_rows", { rows: 0 });
  const blocks: Block[] = [];
  for (const tie of tiesOf(predicted, y)) {
    let block = tie;
    for (let before = blocks.at(-1); before && rateOf(before) >= rateOf(block); before = blocks.at(-1)) {
      blocks.pop();
      block = { from: before.from, sum: before.sum + block.sum, n: before.n + block.n };
    }
    blocks.push(block);
  }
  const value = blocks.map(rateOf);
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first && last) {
    if (first.sum === 0) value[0] = Math.min(0.5 / first.n, value[1] ?? 1);
    if (last.sum === last.n) value[value.length - 1] = Math.max(1 - 0.5 / last.n, value.at(-2) ?? 0);
  }
  return { kind: "isotonic", from: blocks.map((block) => block.from), value };
}

interface Block {
  from: number;
  sum: number;
  n: number;
}

const rateOf = ({ sum, n }: Block): number => sum / n;

function tiesOf(predicted: Float64Array, y: Uint8Array): Block[] {
  const order = Array.from(predicted.keys()).sort(
    (one, other) => (predicted[one] as number) - (predicted[other] as number),
  );
  const ties: Block[] = [];
  for (const row of order) {
    const last = ties.at(-1);
    if (last && last.from === predicted[row]) {
      last.sum += y[row] as number;
      last.n += 1;
    } else ties.push({ from: predicted[row] as number, sum: y[row] as number, n: 1 });
  }
  return ties;
}

/** Isotonic needs many rows to be better than a straight line: it is taken where it says more about the half it has not seen. */
export function chooseCalibration(predicted: Float64Array, labels: Uint8Array): Calibration {
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
  if (!hasBoth(train.y)) return platt;
  const lossOf = (calibration: Calibration) =>
    evaluate(
      check.p.map((p) => calibrate(calibration, p)),
      check.y,
    ).logLoss;
  return lossOf(fitIsotonic(train.p, train.y)) < lossOf(fitPlatt(train.p, train.y))
    ? fitIsotonic(predicted, labels)
    : platt;
}

export const hasBoth = (labels: Uint8Array): boolean => labels.includes(0) && labels.includes(1);

/** The recalibrated chance. Throws RangeError for what is no chance. */
export function calibrate(calibration: Calibration, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`chance ${p}`);
  switch (calibration.kind) {
    case "none":
      return p;
    case "platt":
      return sigmoid(calibration.intercept + calibration.slope * logit(inside(p)));
    case "isotonic": {
      const { from, value } = calibration;
      let low = 0;
      let high = from.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((from[middle] as number) <= p) low = middle;
        else high = middle - 1;
      }
      return value[low] as number;
    }
  }
}
