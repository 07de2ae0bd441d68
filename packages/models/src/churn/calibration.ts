import { fitLogistic, logit, sigmoid } from "./logistic.ts";

export type Calibration =
  | { kind: "none" }
  | { kind: "platt"; intercept: number; slope: number }
  | { kind: "isotonic"; from: number[]; value: number[] };

const inside = (p: number) => Math.min(1 - 1e-6, Math.max(1e-6, p));

/** Logistic recalibration of the log-odds (Platt 1999). */
export function fitPlatt(predicted: Float64Array, y: Uint8Array): Calibration {
  const model = fitLogistic([predicted.map((p) => logit(inside(p)))], y, { ridge: 1e-3 });
  return { kind: "platt", intercept: model.intercept, slope: model.coefficients[0] as number };
}

/** Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002); ends are drawn in by one imaginary row of each class. */
export function fitIsotonic(predicted: Float64Array, y: Uint8Array): Calibration {
  const order = Array.from(predicted.keys()).sort(
    (one, other) => (predicted[one] as number) - (predicted[other] as number),
  );
  const blocks: { from: number; sum: number; n: number }[] = [];
  for (const row of order) {
    blocks.push({ from: predicted[row] as number, sum: y[row] as number, n: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before) break;
      const isTie = before.from === last.from;
      if (!isTie && before.sum / before.n < last.sum / last.n) break;
      blocks.pop();
      before.sum += last.sum;
      before.n += last.n;
    }
  }
  return {
    kind: "isotonic",
    from: blocks.map((block) => block.from),
    value: blocks.map((block) => (block.sum + (block.sum === 0 ? 0.5 : block.sum === block.n ? -0.5 : 0)) / block.n),
  };
}

export function calibrate(calibration: Calibration, p: number): number {
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
