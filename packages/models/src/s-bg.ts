import { discountedSteps } from "./bg-predict.ts";
import { checkParams, type Fit, type FitOptions, NotEnoughData } from "./customer-data.ts";
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

const names = ["alpha", "beta"] as const;

/** Throws RangeError for parameters that are not positive, and for renewals fewer than `least` or no number. */
function check(params: Params, t: number, least: number): void {
  checkParams(params, names);
  if (!(t >= least && Number.isFinite(t))) throw new RangeError(`renewal ${t}`);
}

/** Share of a cohort still paying after renewal `t` (0 = at the start): B(alpha, beta + t) / B(alpha, beta); eq. (6) of Fader & Hardie 2007, "How to Project Customer Retention", JIM 21(1). Time is counted in renewals. */
export function survival(params: Params, t: number): number {
  check(params, t, 0);
  const { alpha, beta } = params;
  return Math.exp(betaln(alpha, beta + t) - betaln(alpha, beta));
}

/** `survival` after each of these renewals. */
export function survivalAll(params: Params, times: Float64Array): Float64Array {
  return times.map((t) => survival(params, t));
}

/** Of those who pay after renewal t - 1, the share that renews at t (1 = the first): eq. (8) of the same paper. */
export function retentionRate(params: Params, t: number): number {
  check(params, t, 1);
  const { alpha, beta } = params;
  return (beta + t - 1) / (alpha + beta + t - 1);
}

/** Chance of leaving at renewal `t` (1 = the first): eq. (5) of the same paper. */
export function churnProbability(params: Params, t: number): number {
  check(params, t, 1);
  const { alpha, beta } = params;
  return Math.exp(betaln(alpha + 1, beta + t - 1) - betaln(alpha, beta));
}

/** ln of the chance of what a cohort did, from the paper's appendix. Throws RangeError for parameters or survivors that cannot be. */
export function logLikelihood(params: Params, { survivors }: RenewalCounts): number {
  checkParams(params, names);
  checkSurvivors(survivors);
  return sumOf(params, survivors);
}

function checkSurvivors(survivors: readonly number[]): void {
  if (survivors.length === 0) throw new RangeError("a cohort without its size");
  survivors.forEach((members, t) => {
    if (!(members >= 0 && Number.isFinite(members))) throw new RangeError(`${members} survivors at renewal ${t}`);
    if (t > 0 && members > (survivors[t - 1] as number)) throw new RangeError(`survivors grow at renewal ${t}`);
  });
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

/**
 * Maximum likelihood for one cohort. Throws NotEnoughData without two renewals, ten members, or anybody who left, RangeError for survivors that grow or are no number. Warnings: `everybody_alike` (one
 * chance of leaving for all), `leave_at_once_or_never` (those who leave do so at the first renewal).
 */
export function fit({ survivors }: RenewalCounts, options: FitOptions = {}): Fit<Params> {
  if (survivors.length > 0) checkSurvivors(survivors);
  const first = survivors[0] ?? 0;
  if (survivors.length < 3)
    throw new NotEnoughData("too_few_renewals", { renewals: Math.max(0, survivors.length - 1), needed: 2 });
  if (first < 10) throw new NotEnoughData("too_few_customers", { customers: first, needed: 10 });
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
    warnings: warningsOf(alpha, beta),
  };
}

/** A parameter at the edge says that the data do not show that kind of difference between members. */
function warningsOf(alpha: number, beta: number): string[] {
  // Everybody leaving at the first renewal is everybody alike, too: beta is then nothing beside alpha.
  if (alpha + beta > 1e4 || beta / alpha < 1e-4) return ["everybody_alike"];
  return alpha + beta < 1e-2 ? ["leave_at_once_or_never"] : [];
}

/**
 * Renewals still to come of somebody who has just made `renewals` of them, each divided by (1 + rate) once per period from now: DERL of Fader & Hardie 2010, "Customer-Base Valuation in a
 * Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing Science 29(1), eq. (6), who stand right before the next renewal instead and so print (1 + rate) times as much. Times the fee it is the residual value.
 */
export function discountedExpectedResidualLifetime(
  { alpha, beta }: Params,
  renewals: number,
  ratePerRenewal: number,
): number {
  check({ alpha, beta }, renewals, 0);
  return discountedSteps(alpha, beta + renewals, ratePerRenewal);
}

/** Periods paid by somebody new, the first in full and at once, each later one divided by (1 + rate) per period: DEL of the same paper. */
export function discountedExpectedLifetime(params: Params, ratePerRenewal: number): number {
  return 1 + discountedExpectedResidualLifetime(params, 0, ratePerRenewal);
}
