import { discountedSteps } from "./bg-predict.ts";
import { type Fit, type FitOptions, NotEnoughData } from "./customer-data.ts";
import { minimiseFrom, type Objective, standardErrorsOf } from "./math/minimise.ts";
import { betaln, digamma } from "./math/special.ts";

export interface Params {
  alpha: number;
  beta: number;
}

/** Members of one cohort still paying: at the start, after the first renewal, after the second ... */
export interface RenewalCounts {
  survivors: readonly number[];
}

/** Share of a cohort still paying after renewal `t`: B(alpha, beta + t) / B(alpha, beta); eq. (6) of Fader & Hardie 2007, "How to Project Customer Retention", JIM 21(1). */
export function survival({ alpha, beta }: Params, t: number): number {
  return Math.exp(betaln(alpha, beta + t) - betaln(alpha, beta));
}

/** Of those who pay after renewal t - 1, the share that renews at t: eq. (8). */
export function retentionRate({ alpha, beta }: Params, t: number): number {
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/** Chance of leaving at renewal `t` (1 = the first): eq. (5). */
export function churnProbability({ alpha, beta }: Params, t: number): number {
  return Math.exp(betaln(alpha + 1, beta + t - 1) - betaln(alpha, beta));
}

/** Log-likelihood of a cohort: eq. (7) of the paper's appendix. */
export function logLikelihood(params: Params, { survivors }: RenewalCounts): number {
  return sumOf(params, survivors);
}

function sumOf({ alpha, beta }: Params, survivors: readonly number[], slopes?: Float64Array): number {
  const start = betaln(alpha, beta);
  const startA = digamma(alpha) - digamma(alpha + beta);
  const startB = digamma(beta) - digamma(alpha + beta);
  let total = 0;
  let byA = 0;
  let byB = 0;
  const add = (members: number, left: number, stayed: number) => {
    if (members === 0) return;
    total += members * (betaln(alpha + left, beta + stayed) - start);
    const both = digamma(alpha + beta + left + stayed);
    byA += members * (digamma(alpha + left) - both - startA);
    byB += members * (digamma(beta + stayed) - both - startB);
  };
  for (let t = 1; t < survivors.length; t += 1) add((survivors[t - 1] as number) - (survivors[t] as number), 1, t - 1);
  add(survivors.at(-1) as number, 0, survivors.length - 1);
  slopes?.set([byA, byB]);
  return total;
}

/** Maximum likelihood for one cohort. Throws NotEnoughData without two renewals, ten members, or anybody who left. */
export function fit({ survivors }: RenewalCounts, options: FitOptions = {}): Fit<Params> {
  const first = survivors[0] ?? 0;
  if (survivors.length < 3) throw new NotEnoughData("too_few_renewals", { renewals: survivors.length - 1, needed: 2 });
  if (first < 10) throw new NotEnoughData("too_few_customers", { customers: first, needed: 10 });
  survivors.forEach((members, t) => {
    if (!(members >= 0) || (t > 0 && members > (survivors[t - 1] as number)))
      throw new RangeError(`survivors grow at renewal ${t}`);
  });
  if (survivors.at(-1) === first) throw new NotEnoughData("nobody_left", { customers: first });
  const slopes = new Float64Array(2);
  const objective: Objective = (at, gradient) => {
    const params = { alpha: Math.exp(at[0] as number), beta: Math.exp(at[1] as number) };
    const total = sumOf(params, survivors, slopes);
    gradient[0] = -(slopes[0] as number) * params.alpha;
    gradient[1] = -(slopes[1] as number) * params.beta;
    return -total;
  };
  const starts = [
    [1, 1],
    [0.5, 3],
    [5, 5],
  ].map((start) => Float64Array.from(start, Math.log));
  const found = minimiseFrom(objective, starts, { ...options, limit: 10 });
  const [alpha, beta] = Array.from(found.at, Math.exp) as [number, number];
  const errors = standardErrorsOf(found, [true, true]);
  return {
    params: { alpha, beta },
    logLikelihood: -found.value,
    standardErrors: { alpha: errors[0] ?? null, beta: errors[1] ?? null },
    converged: found.converged,
    iterations: found.iterations,
    warnings: alpha + beta > 1e4 ? ["everybody_alike"] : [],
  };
}

/**
 * Renewals still to come of somebody who has just made `renewals` of them, each divided by (1 + rate) once per period from now: DERL of Fader & Hardie 2010, "Customer-Base Valuation in a
 * Contractual Setting", Marketing Science 29(1), eq. (6), who stand right before the next renewal instead and so print (1 + rate) times as much. Times the fee it is the residual value.
 */
export function discountedExpectedResidualLifetime(
  { alpha, beta }: Params,
  renewals: number,
  ratePerRenewal: number,
): number {
  return discountedSteps(alpha, beta + renewals, ratePerRenewal);
}

/** Periods paid by somebody new, the first in full and at once, each later one divided by (1 + rate) per period: DEL of the same paper. */
export function discountedExpectedLifetime(params: Params, ratePerRenewal: number): number {
  return 1 + discountedExpectedResidualLifetime(params, 0, ratePerRenewal);
}
