import { type BgParams, type BgShape, CountTables, logLikelihoodOf } from "./bg-likelihood.ts";
import { type CustomerColumns, checkCustomers, type Fit, type FitOptions } from "./customer-data.ts";
import { type Search, searchOfSample } from "./fit-sample.ts";
import { minimiseFrom, type Objective, standardErrorsOf } from "./math/minimise.ts";

export interface CovariateColumns {
  /** One column per covariate, by name; values of the same scale as a yes (1) or no (0). */
  [name: string]: Float64Array;
}

/**
 * Maximum likelihood over the logarithms of the parameters (Fader, Hardie & Lee 2005, eq. (6) and (7)). Times are measured in their mean while fitting, so that days or years converge alike; `params.alpha` is in the unit of
 * the data. Throws NotEnoughData when nobody or hardly anybody came back, RangeError for a row that cannot be. Warnings: `no_dropout_seen`, `dropout_alike_for_all`, `rate_alike_for_all`.
 */
export function fitBg(shape: BgShape, data: CustomerColumns, options: FitOptions = {}): Fit<BgParams> {
  const { found, scale } = search(shape, data, options);
  const params = paramsOf(found.at);
  const errors = standardErrorsOf(found, [true, true, true, true]);
  let purchases = 0;
  for (let row = 0; row < data.x.length; row += 1) purchases += (data.x[row] as number) * (data.weight?.[row] ?? 1);
  const alphaError = errors[1] ?? null;
  return {
    params: { ...params, alpha: params.alpha * scale },
    // A density in time: each purchase brings one factor of the scale back.
    logLikelihood: -found.value - purchases * Math.log(scale),
    standardErrors: {
      r: errors[0] ?? null,
      alpha: alphaError === null ? null : alphaError * scale,
      a: errors[2] ?? null,
      b: errors[3] ?? null,
    },
    converged: found.converged,
    iterations: found.iterations,
    ...(data.unit && { unit: data.unit }),
    warnings: warningsOf(params),
  };
}

function search(shape: BgShape, data: CustomerColumns, options: FitOptions): Search {
  checkCustomers(data);
  if (shape.k > 1) checkGaps(data);
  const scale = meanOf(data.T, data.weight);
  const scaled = {
    ...data,
    tx: data.tx.map((time) => time / scale),
    T: data.T.map((time) => time / scale),
    ...(data.litt && { litt: data.litt.map((sum, row) => sum - (data.x[row] as number) * Math.log(scale)) }),
  };
  const tables = new CountTables(data.x);
  const natural = new Float64Array(4);
  const objective: Objective = (at, gradient) => {
    const params = paramsOf(at);
    const value = logLikelihoodOf(params, shape, scaled, tables, natural);
    const scales = [params.r, params.alpha, params.a, params.b];
    for (let index = 0; index < 4; index += 1)
      gradient[index] = -(natural[index] as number) * (scales[index] as number);
    return -value;
  };
  const starts = [
    [0.5, 0.3, 0.8, 2],
    [1, 1, 1, 1],
    [0.2, 0.1, 0.5, 5],
    [2, 1, 0.3, 3],
  ].map((start) => Float64Array.from(start, Math.log));
  const known = searchOfSample(data, { scale, times: [1] }, (sample) => search(shape, sample, options));
  return { found: minimiseFrom(objective, starts, options, known), scale };
}

/** Throws RangeError, with the row, for the sum of the logarithms of gaps that is no number: a gap of no time, say. */
function checkGaps({ litt }: CustomerColumns): void {
  if (!litt) throw new RangeError("regular-buyer models need litt, the sum of the logarithms of the gaps");
  const row = litt.findIndex((sum) => !Number.isFinite(sum));
  if (row >= 0) throw new RangeError(`row ${row}: litt ${litt[row]}`);
}

function paramsOf(at: Float64Array): BgParams {
  const [r, alpha, a, b] = Array.from(at, Math.exp) as [number, number, number, number];
  return { r, alpha, a, b };
}

/** A parameter at the edge says that the data do not show that kind of difference between customers. */
function warningsOf({ r, a, b }: BgParams): string[] {
  const warnings: string[] = [];
  if (a / (a + b) < 1e-4) warnings.push("no_dropout_seen");
  if (a + b > 1e4) warnings.push("dropout_alike_for_all");
  if (r > 1e4) warnings.push("rate_alike_for_all");
  return warnings;
}

/** Weighted mean; 1 when that is not positive, to divide by. */
export function meanOf(values: Float64Array, weight?: Float64Array): number {
  let sum = 0;
  let copies = 0;
  for (let row = 0; row < values.length; row += 1) {
    const weighs = weight ? (weight[row] as number) : 1;
    sum += weighs * (values[row] as number);
    copies += weighs;
  }
  return sum > 0 && copies > 0 ? sum / copies : 1;
}
