import { meanOf } from "./bg-fit.ts";
import {
  type CustomerColumns,
  checkCustomers,
  type Fit,
  type FitOptions,
  lastPurchase,
  NotEnoughData,
} from "./customer-data.ts";
import { type Search, searchOfSample } from "./fit-sample.ts";
import { type Minimum, minimiseFrom, type Objective, standardErrorAlong } from "./math/minimise.ts";
import { logRise, slopeOfRise } from "./math/special.ts";
import { logRelativeDropoutIntegral, type ParetoParams } from "./pareto-integral.ts";

/** Static covariates by name: a column each, of the same length as the data. */
export type Covariates = Record<string, Float64Array>;

export interface ParetoFitOptions extends FitOptions {
  /** Shift both processes: `transaction` the buying (alpha exp(-g'z)), `lifetime` the dropping out (beta exp(-g'z)). */
  covariates?: { lifetime?: Covariates; transaction?: Covariates };
}

export interface ParetoFit extends Fit<ParetoParams> {
  covariates: {
    lifetime: Record<string, { coefficient: number; standardError: number | null }>;
    transaction: Record<string, { coefficient: number; standardError: number | null }>;
  };
}

const none: Covariates = {};
/** So few rows can have several optima (many who leave at once against rates that differ), and cost little to try from everywhere. */
const rowsWithSeveralOptima = 200;

/** What depends on r and x alone, once for each x. */
class RateTables {
  readonly #rises = new Map<number, number>();
  readonly #slopes = new Map<number, number>();
  #r = Number.NaN;

  reset(r: number): void {
    if (r === this.#r) return;
    this.#r = r;
    this.#rises.clear();
    this.#slopes.clear();
  }

  riseOf(x: number): number {
    return remembered(this.#rises, x, () => logRise(this.#r, x));
  }

  slopeOf(x: number): number {
    return remembered(this.#slopes, x, () => slopeOfRise(this.#r, x));
  }
}

function remembered(values: Map<number, number>, x: number, compute: () => number): number {
  let value = values.get(x);
  if (value === undefined) {
    value = compute();
    values.set(x, value);
  }
  return value;
}

const moments = new Float64Array(4);

/**
 * Log-likelihood of one customer: Schmittlein, Morrison & Colombo 1987 as in eq. (4) of Fader & Hardie 2005; `slopes`, when given, gets its derivatives in
 * r, alpha, s, beta. Everything is counted relative to alpha^-(r+x) beta^-s, so that it holds where alpha and beta run to infinity.
 */
export function paretoLogLikelihood(
  { r, alpha, s, beta }: ParetoParams,
  x: number,
  tx: number,
  T: number,
  slopes?: Float64Array,
  tables?: RateTables,
): number {
  const n = r + x;
  const logA = Math.log1p(T / alpha);
  const logB = Math.log1p(T / beta);
  const here = -n * logA - s * logB;
  const integral = logRelativeDropoutIntegral(
    { alpha, beta, p: n, q: s + 1 },
    lastPurchase(x, tx),
    T,
    slopes ? moments : undefined,
  );
  const gone = Math.log(s / beta) + integral;
  const high = Math.max(here, gone);
  const story = high + Math.log(Math.exp(here - high) + Math.exp(gone - high));
  if (slopes) {
    const alive = Math.exp(here - story);
    const dead = Math.exp(gone - story);
    const [logAlphaTau, perAlphaTau] = [moments[0] as number, moments[1] as number];
    const [logBetaTau, perBetaTau] = [moments[2] as number, moments[3] as number];
    slopes[0] = (tables ? tables.slopeOf(x) : slopeOfRise(r, x)) - alive * logA - dead * logAlphaTau;
    slopes[1] = r / alpha - (alive * n) / (alpha + T) - dead * n * perAlphaTau;
    slopes[2] = -alive * logB + dead * (1 / s - logBetaTau);
    slopes[3] = s / beta - (alive * s) / (beta + T) - dead * (s + 1) * perBetaTau;
  }
  return (tables ? tables.riseOf(x) : logRise(r, x)) + x * Math.log(r / alpha) + story;
}

/** A covariate, divided by its largest value while fitting. */
interface Column {
  name: string;
  values: Float64Array;
  largest: number;
}

interface Columns {
  lifetime: Column[];
  transaction: Column[];
}

/**
 * Maximum likelihood, with static covariates when given. Throws NotEnoughData when nobody or hardly anybody came back or a covariate is the same for all, RangeError
 * for a row or a covariate that cannot be. Warnings: `rate_alike_for_all`, `dropout_alike_for_all`, `no_dropout_seen`, `dropout_at_once` (of those who leave, before they could come back),
 * `rate_at_limit`, `covariate_at_limit`.
 */
export function fitPareto(data: CustomerColumns, options: ParetoFitOptions = {}): ParetoFit {
  const { covariates = {}, ...rest } = options;
  checkCustomers(data);
  const columns = {
    lifetime: columnsOf("lifetime", covariates.lifetime ?? none, data),
    transaction: columnsOf("transaction", covariates.transaction ?? none, data),
  };
  const { found, scale } = search(data, columns, rest);
  const scaled = paramsAt(found.at);
  const params = { ...scaled, alpha: scaled.alpha * scale, beta: scaled.beta * scale };
  const errors = errorsOf(found, columns, params);
  let purchases = 0;
  for (let row = 0; row < data.x.length; row += 1) purchases += (data.x[row] as number) * (data.weight?.[row] ?? 1);
  const coefficients = (from: number, some: Column[]) =>
    Object.fromEntries(
      some.map(({ name, largest }, index) => [
        name,
        {
          coefficient: (found.at[from + index] as number) / largest,
          standardError: errors.covariates[from + index - 4] ?? null,
        },
      ]),
    );
  return {
    params,
    logLikelihood: -found.value - purchases * Math.log(scale),
    standardErrors: errors.params,
    converged: found.converged,
    iterations: found.iterations,
    ...(data.unit && { unit: data.unit }),
    warnings: warningsOf(scaled, found),
    covariates: {
      lifetime: coefficients(4, columns.lifetime),
      transaction: coefficients(4 + columns.lifetime.length, columns.transaction),
    },
  };
}

function columnsOf(process: string, covariates: Covariates, { x }: CustomerColumns): Column[] {
  return Object.entries(covariates).map(([name, values], place) => {
    if (values.length !== x.length)
      throw new RangeError(`${process} covariate ${name}: ${values.length} values for ${x.length} rows`);
    const row = values.findIndex((value) => !Number.isFinite(value));
    if (row >= 0) throw new RangeError(`row ${row}: ${process} covariate ${name} is ${values[row]}`);
    if (values.every((value) => value === values[0])) throw new NotEnoughData("covariate_alike_for_all", { place });
    return { name, values, largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
  });
}

/**
 * The search goes over ln r, ln(alpha/r), ln s and ln(beta/s): when customers do not differ, r and alpha (s and beta) run to infinity with their ratio fixed, and the ridge
 * that they run along is then one coordinate.
 */
function paramsAt(at: Float64Array): ParetoParams {
  const [r, gap, s, life] = Array.from(at.subarray(0, 4), Math.exp) as [number, number, number, number];
  return { r, alpha: r * gap, s, beta: s * life };
}

function errorsOf(
  found: Minimum,
  { lifetime, transaction }: Columns,
  { r, alpha, s, beta }: ParetoParams,
): { params: ParetoFit["standardErrors"]; covariates: (number | null)[] } {
  const along = (...places: number[]) => {
    const direction = new Float64Array(found.at.length);
    for (const place of places) direction[place] = 1;
    return standardErrorAlong(found, direction);
  };
  const times = (error: number | null, factor: number) => (error === null ? null : error * factor);
  return {
    params: {
      r: times(along(0), r),
      alpha: times(along(0, 1), alpha),
      s: times(along(2), s),
      beta: times(along(2, 3), beta),
    },
    covariates: [...lifetime, ...transaction].map(({ largest }, index) => times(along(4 + index), 1 / largest)),
  };
}

/** What differs by less than a thirtieth (1 / sqrt(r), the coefficient of variation of a Gamma) does not differ for any use. */
const alike = 1_000;

/** A parameter that runs to its limit says that the data do not show that kind of difference between customers. */
function warningsOf({ r, s, beta }: ParetoParams, found: Minimum): string[] {
  // The share that drops out within the mean time observed, which is 1 here.
  const isDropoutSeen = -Math.expm1(-s * Math.log1p(1 / beta)) >= 1e-3;
  const [rateSpread, rate, dropoutSpread, lifetime, ...covariates] = found.atLimit;
  const warnings: [string, boolean][] = [
    ["no_dropout_seen", !isDropoutSeen],
    ["dropout_alike_for_all", isDropoutSeen && s > alike],
    ["rate_alike_for_all", r > alike],
    ["dropout_at_once", isDropoutSeen && ((dropoutSpread === true && s < 1) || lifetime === true)],
    ["rate_at_limit", (rateSpread === true && r < 1) || rate === true],
    ["covariate_at_limit", covariates.includes(true)],
  ];
  return warnings.filter(([, isSo]) => isSo).map(([code]) => code);
}

function search(data: CustomerColumns, columns: Columns, options: FitOptions): Search {
  checkCustomers(data);
  const { lifetime, transaction } = columns;
  const scale = meanOf(data.T, data.weight);
  const tx = data.tx.map((time) => time / scale);
  const T = data.T.map((time) => time / scale);
  const size = 4 + lifetime.length + transaction.length;
  const slopes = new Float64Array(4);
  const tables = new RateTables();
  const objective: Objective = (at, gradient) => {
    const params = paramsAt(at);
    const { r, s } = params;
    tables.reset(r);
    gradient.fill(0);
    let total = 0;
    for (let row = 0; row < data.x.length; row += 1) {
      const life = effectOf(lifetime, row, at, 4);
      const rate = effectOf(transaction, row, at, 4 + lifetime.length);
      const own = { r, alpha: params.alpha * Math.exp(-rate), s, beta: params.beta * Math.exp(-life) };
      const copies = data.weight ? (data.weight[row] as number) : 1;
      total +=
        copies * paretoLogLikelihood(own, data.x[row] as number, tx[row] as number, T[row] as number, slopes, tables);
      const alongAlpha = copies * (slopes[1] as number) * own.alpha;
      const alongBeta = copies * (slopes[3] as number) * own.beta;
      gradient[0] = (gradient[0] as number) - copies * (slopes[0] as number) * r - alongAlpha;
      gradient[1] = (gradient[1] as number) - alongAlpha;
      gradient[2] = (gradient[2] as number) - copies * (slopes[2] as number) * s - alongBeta;
      gradient[3] = (gradient[3] as number) - alongBeta;
      addSlopes(lifetime, row, alongBeta, gradient, 4);
      addSlopes(transaction, row, alongAlpha, gradient, 4 + lifetime.length);
    }
    return -total;
  };
  const starts = (
    [
      [0.5, 0.3, 0.5, 0.3],
      [1, 1, 1, 1],
      [2, 1, 0.3, 2],
      [0.3, 0.1, 2, 3],
      [5, 5, 0.1, 0.01],
    ] as const
  ).map(([r, alpha, s, beta]) => {
    const at = new Float64Array(size);
    at.set([r, alpha / r, s, beta / s].map(Math.log));
    return at;
  });
  const known = searchOfSample(data, { scale, times: [1, 3] }, (sample, take) => {
    const taken = (some: Column[]) => some.map((column) => ({ ...column, values: take(column.values) }));
    return search(sample, { lifetime: taken(lifetime), transaction: taken(transaction) }, options);
  });
  const isEveryStartTried = data.x.length <= rowsWithSeveralOptima;
  return { found: minimiseFrom(objective, starts, { ...options, isEveryStartTried }, known), scale };
}

function effectOf(columns: Column[], row: number, at: Float64Array, from: number): number {
  let sum = 0;
  for (let index = 0; index < columns.length; index += 1) {
    const { values, largest } = columns[index] as Column;
    sum += ((values[row] as number) / largest) * (at[from + index] as number);
  }
  return sum;
}

function addSlopes(columns: Column[], row: number, slope: number, gradient: Float64Array, from: number): void {
  for (let index = 0; index < columns.length; index += 1) {
    const { values, largest } = columns[index] as Column;
    gradient[from + index] = (gradient[from + index] as number) + (slope * (values[row] as number)) / largest;
  }
}
