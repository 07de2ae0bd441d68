import { meanOf } from "./bg-fit.ts";
import { type CustomerColumns, checkCustomers, type Fit, type FitOptions } from "./customer-data.ts";
import { type Search, searchOfSample } from "./fit-sample.ts";
import { minimiseFrom, type Objective, standardErrorsOf } from "./math/minimise.ts";
import { digamma, gammaln } from "./math/special.ts";
import { logDropoutIntegral, type ParetoParams } from "./pareto-integral.ts";

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

class RateTables {
  readonly gamma = new Map<number, number>();
  readonly slope = new Map<number, number>();
  #r = Number.NaN;

  reset(r: number): void {
    if (r === this.#r) return;
    this.#r = r;
    this.gamma.clear();
    this.slope.clear();
  }

  gammaOf(n: number): number {
    let value = this.gamma.get(n);
    if (value === undefined) {
      value = gammaln(n);
      this.gamma.set(n, value);
    }
    return value;
  }

  slopeOf(n: number): number {
    let value = this.slope.get(n);
    if (value === undefined) {
      value = digamma(n);
      this.slope.set(n, value);
    }
    return value;
  }
}

const moments = new Float64Array(4);

/**
 * Log-likelihood of one customer: Schmittlein, Morrison & Colombo 1987 as in eq. (4) of Fader & Hardie 2005; `slopes`, when given, gets its derivatives in
 * r, alpha, s, beta.
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
  const logA = Math.log(alpha + T);
  const logB = Math.log(beta + T);
  const here = -n * logA - s * logB;
  const integral = logDropoutIntegral({ alpha, beta, p: n, q: s + 1 }, tx, T, slopes ? moments : undefined);
  const gone = Math.log(s) + integral;
  const high = Math.max(here, gone);
  const story = high + Math.log(Math.exp(here - high) + Math.exp(gone - high));
  const gammaN = tables ? tables.gammaOf(n) : gammaln(n);
  const gammaR = tables ? tables.gammaOf(r) : gammaln(r);
  if (slopes) {
    const alive = Math.exp(here - story);
    const dead = Math.exp(gone - story);
    const digammaN = tables ? tables.slopeOf(n) : digamma(n);
    const digammaR = tables ? tables.slopeOf(r) : digamma(r);
    const [logAlphaTau, perAlphaTau, logBetaTau, perBetaTau] = moments as unknown as [number, number, number, number];
    slopes[0] = digammaN - digammaR + Math.log(alpha) - alive * logA - dead * logAlphaTau;
    slopes[1] = r / alpha - (alive * n) / (alpha + T) - dead * n * perAlphaTau;
    slopes[2] = Math.log(beta) - alive * logB + dead * (1 / s - logBetaTau);
    slopes[3] = s / beta - (alive * s) / (beta + T) - dead * (s + 1) * perBetaTau;
  }
  return gammaN - gammaR + r * Math.log(alpha) + s * Math.log(beta) + story;
}

/** Maximum likelihood, with static covariates when given. Throws NotEnoughData when nobody or hardly anybody came back. */
export function fitPareto(data: CustomerColumns, options: ParetoFitOptions = {}): ParetoFit {
  const { covariates = {}, ...rest } = options;
  const lifetime = Object.entries(covariates.lifetime ?? none);
  const transaction = Object.entries(covariates.transaction ?? none);
  const size = 4 + lifetime.length + transaction.length;
  const { found, scale } = search(data, { lifetime, transaction }, rest);
  const isLog = Array.from({ length: size }, (_, index) => index < 4);
  const errors = standardErrorsOf(found, isLog);
  const [r, alpha, s, beta] = Array.from(found.at.subarray(0, 4), Math.exp) as [number, number, number, number];
  let purchases = 0;
  for (let row = 0; row < data.x.length; row += 1) purchases += (data.x[row] as number) * (data.weight?.[row] ?? 1);
  const times = (value: number | null | undefined) => (value === null || value === undefined ? null : value * scale);
  const coefficients = (names: Columns, from: number) =>
    Object.fromEntries(
      names.map(([name], index) => [
        name,
        { coefficient: found.at[from + index] as number, standardError: errors[from + index] ?? null },
      ]),
    );
  return {
    params: { r, alpha: alpha * scale, s, beta: beta * scale },
    logLikelihood: -found.value - purchases * Math.log(scale),
    standardErrors: { r: errors[0] ?? null, alpha: times(errors[1]), s: errors[2] ?? null, beta: times(errors[3]) },
    converged: found.converged,
    iterations: found.iterations,
    ...(data.unit && { unit: data.unit }),
    warnings: [...(s > 1e4 ? ["dropout_alike_for_all"] : []), ...(r > 1e4 ? ["rate_alike_for_all"] : [])],
    covariates: {
      lifetime: coefficients(lifetime, 4),
      transaction: coefficients(transaction, 4 + lifetime.length),
    },
  };
}

type Columns = [string, Float64Array][];

function search(
  data: CustomerColumns,
  { lifetime, transaction }: { lifetime: Columns; transaction: Columns },
  options: FitOptions,
): Search {
  checkCustomers(data);
  const scale = meanOf(data.T, data.weight);
  const tx = data.tx.map((time) => time / scale);
  const T = data.T.map((time) => time / scale);
  const size = 4 + lifetime.length + transaction.length;
  const slopes = new Float64Array(4);
  const tables = new RateTables();
  const objective: Objective = (at, gradient) => {
    const [r, alpha, s, beta] = Array.from(at.subarray(0, 4), Math.exp) as [number, number, number, number];
    tables.reset(r);
    gradient.fill(0);
    let total = 0;
    for (let row = 0; row < data.x.length; row += 1) {
      const life = lifetime.reduce(
        (sum, [, column], index) => sum + (column[row] as number) * (at[4 + index] as number),
        0,
      );
      const rate = transaction.reduce(
        (sum, [, column], index) => sum + (column[row] as number) * (at[4 + lifetime.length + index] as number),
        0,
      );
      const own = { r, alpha: alpha * Math.exp(-rate), s, beta: beta * Math.exp(-life) };
      const copies = data.weight ? (data.weight[row] as number) : 1;
      total +=
        copies * paretoLogLikelihood(own, data.x[row] as number, tx[row] as number, T[row] as number, slopes, tables);
      const alongAlpha = copies * (slopes[1] as number) * own.alpha;
      const alongBeta = copies * (slopes[3] as number) * own.beta;
      gradient[0] = (gradient[0] as number) - copies * (slopes[0] as number) * r;
      gradient[1] = (gradient[1] as number) - alongAlpha;
      gradient[2] = (gradient[2] as number) - copies * (slopes[2] as number) * s;
      gradient[3] = (gradient[3] as number) - alongBeta;
      lifetime.forEach(([, column], index) => {
        gradient[4 + index] = (gradient[4 + index] as number) + alongBeta * (column[row] as number);
      });
      transaction.forEach(([, column], index) => {
        const place = 4 + lifetime.length + index;
        gradient[place] = (gradient[place] as number) + alongAlpha * (column[row] as number);
      });
    }
    return -total;
  };
  const starts = [
    [0.5, 0.3, 0.5, 0.3],
    [1, 1, 1, 1],
    [2, 1, 0.3, 2],
    [0.3, 0.1, 2, 3],
  ].map((start) => {
    const at = new Float64Array(size);
    at.set(start.map(Math.log));
    return at;
  });
  const known = searchOfSample(data, { scale, times: [1, 3] }, (sample, take) => {
    const taken = (columns: Columns) => columns.map(([name, column]): [string, Float64Array] => [name, take(column)]);
    return search(sample, { lifetime: taken(lifetime), transaction: taken(transaction) }, options);
  });
  return { found: minimiseFrom(objective, starts, options, known), scale };
}
