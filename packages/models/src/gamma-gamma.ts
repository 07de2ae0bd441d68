import { checkLengths, checkParams, checkWeights, type Fit, type FitOptions, NotEnoughData } from "./customer-data.ts";
import { minimiseFrom, type Objective, standardErrorsOf } from "./math/minimise.ts";
import { digamma, gammaln } from "./math/special.ts";

export interface Params {
  p: number;
  q: number;
  gamma: number;
}

/** `x` repeat purchases of mean value `m` (any money unit); rows with x = 0 say nothing of spend and are left out. */
export interface SpendColumns {
  x: Float64Array;
  m: Float64Array;
  weight?: Float64Array;
}

export interface Options extends FitOptions {
  /** Smallest q; a mean spend over all customers exists above 1 only. Default 1.05, given 0 the plain maximum likelihood. */
  smallestQ?: number;
}

export interface GammaGammaFit extends Fit<Params> {
  /** Weighted correlation of x and m among repeaters: the model takes it for zero. */
  correlation: number;
  repeaters: number;
  /** Repeaters left out because their mean spend is zero, negative or no number: the model knows only positive spend. */
  dropped: number;
}

/**
 * Gamma-Gamma model of spend per purchase: Colombo & Jiang 1999; likelihood eq. (1a) of Fader & Hardie 2013, note 025. When the likelihood wants q <= 1, where the
 * mean over customers does not exist (and predictions turn negative), q is held at `smallestQ` and the warning `spend_has_no_mean` says so.
 * Other warnings: `spend_depends_on_frequency`, `repeaters_without_spend_left_out`. Throws NotEnoughData without ten repeaters of positive and different spend, RangeError for a row that cannot be.
 */
export function fit(data: SpendColumns, options: Options = {}): GammaGammaFit {
  const { smallestQ = 1.05, ...rest } = options;
  const rows = usableRows(data);
  const scale = Math.exp(rows.logMean);
  const m = rows.m.map((mean) => mean / scale);
  const objectiveOf =
    (floor: number): Objective =>
    (at, gradient) => {
      const params = {
        p: Math.exp(at[0] as number),
        q: floor + Math.exp(at[1] as number),
        gamma: Math.exp(at[2] as number),
      };
      const value = sumOf(params, rows.x, m, rows.weight, gradient);
      gradient[0] = -(gradient[0] as number) * params.p;
      gradient[1] = -(gradient[1] as number) * (params.q - floor);
      gradient[2] = -(gradient[2] as number) * params.gamma;
      return -value;
    };
  const starts = [
    [2, 2, 1],
    [6, 4, 0.5],
    [1, 1.2, 2],
    [20, 10, 0.5],
  ];
  const startsAbove = (floor: number) =>
    starts.map(([p = 1, q = 1, gamma = 1]) =>
      Float64Array.from([Math.log(p), Math.log(Math.max(0.1, q - floor)), Math.log(gamma)]),
    );
  let floor = 0;
  let found = minimiseFrom(objectiveOf(0), startsAbove(0), { ...rest, limit: 10 });
  const hasMean = Math.exp(found.at[1] as number) > smallestQ;
  if (!hasMean) {
    floor = smallestQ;
    found = minimiseFrom(objectiveOf(floor), startsAbove(floor), { ...rest, limit: 10 });
  }
  const [p, above, gamma] = Array.from(found.at, Math.exp) as [number, number, number];
  const errors = standardErrorsOf(found, [true, true, true]);
  let values = 0;
  for (let row = 0; row < rows.x.length; row += 1) values += rows.weight[row] as number;
  const gammaError = errors[2] ?? null;
  const correlation = correlationOf(rows.x, rows.m, rows.weight);
  const warnings = [
    ...(hasMean ? [] : ["spend_has_no_mean"]),
    ...(Math.abs(correlation) > 0.3 ? ["spend_depends_on_frequency"] : []),
    ...(rows.dropped > 0 ? ["repeaters_without_spend_left_out"] : []),
  ];
  return {
    params: { p, q: floor + above, gamma: gamma * scale },
    logLikelihood: -found.value - values * Math.log(scale),
    standardErrors: {
      p: errors[0] ?? null,
      q: errors[1] ?? null,
      gamma: gammaError === null ? null : gammaError * scale,
    },
    converged: found.converged,
    iterations: found.iterations,
    warnings,
    correlation,
    repeaters: values,
    dropped: rows.dropped,
  };
}

/** Throws RangeError, with the row, for a number of purchases that cannot be. */
function checkCounts(x: Float64Array): void {
  const row = x.findIndex((count) => !(Number.isInteger(count) && count >= 0));
  if (row >= 0) throw new RangeError(`row ${row}: x ${x[row]}`);
}

function usableRows(data: SpendColumns) {
  checkLengths(data.x, data.m, data.weight);
  checkCounts(data.x);
  checkWeights(data.weight);
  const x: number[] = [];
  const m: number[] = [];
  const weight: number[] = [];
  let dropped = 0;
  for (let row = 0; row < data.x.length; row += 1) {
    const count = data.x[row] as number;
    const mean = data.m[row] as number;
    const copies = data.weight ? (data.weight[row] as number) : 1;
    if (count === 0 || copies === 0) continue;
    if (!(mean > 0) || !Number.isFinite(mean)) {
      dropped += copies;
      continue;
    }
    x.push(count);
    m.push(mean);
    weight.push(copies);
  }
  const repeaters = weight.reduce((sum, copies) => sum + copies, 0);
  if (repeaters < 10) throw new NotEnoughData("too_few_repeaters_with_spend", { repeaters, needed: 10, dropped });
  const logMean = m.reduce((sum, mean, row) => sum + (weight[row] as number) * Math.log(mean), 0) / repeaters;
  const spread = m.reduce((sum, mean) => Math.max(sum, Math.abs(Math.log(mean) - logMean)), 0);
  if (spread < 1e-9) throw new NotEnoughData("everybody_spends_the_same", { repeaters });
  return { x: Float64Array.from(x), m: Float64Array.from(m), weight: Float64Array.from(weight), logMean, dropped };
}

function sumOf(
  { p, q, gamma }: Params,
  x: Float64Array,
  m: Float64Array,
  weight: Float64Array,
  gradient: Float64Array,
): number {
  const gammaQ = gammaln(q);
  const digammaQ = digamma(q);
  const logGamma = Math.log(gamma);
  const byCount = new Map<number, [number, number, number, number]>();
  let total = 0;
  let byP = 0;
  let byQ = 0;
  let byGamma = 0;
  for (let row = 0; row < x.length; row += 1) {
    const count = x[row] as number;
    let known = byCount.get(count);
    if (!known) {
      const n = p * count;
      known = [gammaln(n + q) - gammaln(n) - gammaQ, digamma(n + q), digamma(n), Math.log(count)];
      byCount.set(count, known);
    }
    const [constant, digammaBoth, digammaN, logCount] = known;
    const mean = m[row] as number;
    const copies = weight[row] as number;
    const n = p * count;
    const logMean = Math.log(mean);
    const logBoth = Math.log(gamma + mean * count);
    total += copies * (constant + q * logGamma + (n - 1) * logMean + n * logCount - (n + q) * logBoth);
    byP += copies * count * (digammaBoth - digammaN + logMean + logCount - logBoth);
    byQ += copies * (digammaBoth - digammaQ + logGamma - logBoth);
    byGamma += copies * (q / gamma - (n + q) / (gamma + mean * count));
  }
  gradient.set([byP, byQ, byGamma]);
  return total;
}

const names = ["p", "q", "gamma"] as const;

/** ln of the density of one customer's mean spend, eq. (1a) of note 025. Throws RangeError without purchases or without positive spend, of which the model says nothing. */
export function logLikelihood(params: Params, { x, m }: { x: number; m: number }): number {
  checkParams(params, names);
  if (!(Number.isInteger(x) && x > 0 && m > 0 && Number.isFinite(m))) throw new RangeError(`x ${x}, m ${m}`);
  const { p, q, gamma } = params;
  const n = p * x;
  return (
    gammaln(n + q) -
    gammaln(n) -
    gammaln(q) +
    q * Math.log(gamma) +
    (n - 1) * Math.log(m) +
    n * Math.log(x) -
    (n + q) * Math.log(gamma + m * x)
  );
}

/** `logLikelihood` of each customer who came back with positive spend; 0 for the others, who say nothing. */
export function logLikelihoodAll(params: Params, data: SpendColumns): Float64Array {
  checkLengths(data.x, data.m);
  return data.x.map((x, row) => {
    const m = data.m[row] as number;
    return x === 0 || m === 0 ? 0 : logLikelihood(params, { x, m });
  });
}

/**
 * Mean spend per purchase to expect of a customer: the own mean drawn towards everybody's, eq. (5) of note 025; in the unit of `m`. Without purchases it is everybody's, whatever `m` says.
 * Throws NotEnoughData `spend_has_no_mean` when that does not exist (p x + q <= 1), RangeError for parameters, purchases or a mean that cannot be.
 */
export function conditionalMeanSpend(params: Params, { x, m }: { x: number; m: number }): number {
  checkParams(params, names);
  const isMean = x === 0 || (m >= 0 && Number.isFinite(m));
  if (!(Number.isInteger(x) && x >= 0 && isMean)) throw new RangeError(`x ${x}, m ${m}`);
  const { p, q, gamma } = params;
  const below = p * x + q - 1;
  if (below <= 0) throw new NotEnoughData("spend_has_no_mean", { p, q, x });
  return (p * (gamma + (x > 0 ? m * x : 0))) / below;
}

/** `conditionalMeanSpend` of each customer. */
export function conditionalMeanSpendAll(params: Params, data: SpendColumns): Float64Array {
  checkLengths(data.x, data.m);
  return data.x.map((x, row) => conditionalMeanSpend(params, { x, m: data.m[row] as number }));
}

/** Weighted Pearson correlation; 0 when one of them does not vary. */
export function correlationOf(x: Float64Array, m: Float64Array, weight?: Float64Array): number {
  let copies = 0;
  let sumX = 0;
  let sumM = 0;
  for (let row = 0; row < x.length; row += 1) {
    const weighs = weight ? (weight[row] as number) : 1;
    copies += weighs;
    sumX += weighs * (x[row] as number);
    sumM += weighs * (m[row] as number);
  }
  let xx = 0;
  let mm = 0;
  let xm = 0;
  for (let row = 0; row < x.length; row += 1) {
    const weighs = weight ? (weight[row] as number) : 1;
    const dx = (x[row] as number) - sumX / copies;
    const dm = (m[row] as number) - sumM / copies;
    xx += weighs * dx * dx;
    mm += weighs * dm * dm;
    xm += weighs * dx * dm;
  }
  return xx === 0 || mm === 0 ? 0 : xm / Math.sqrt(xx * mm);
}
