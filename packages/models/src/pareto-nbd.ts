import {
  type Customer,
  type CustomerColumns,
  checkCount,
  checkCustomer,
  checkRows,
  checkTime,
  forEachCustomer,
  forEachTime,
  lastPurchase,
} from "./customer-data.ts";
import { smoothed } from "./math/chebyshev.ts";
import { gauss16 } from "./math/gauss-legendre.ts";
import { gammaln, logNbd, logRise } from "./math/special.ts";
import { fitPareto, paretoLogLikelihood } from "./pareto-fit.ts";
import {
  checkParetoParams,
  logCountIntegral,
  logRelativeDropoutIntegral,
  type ParetoParams,
} from "./pareto-integral.ts";

export type { Covariates, ParetoFit, ParetoFitOptions as Options } from "./pareto-fit.ts";
export type { ParetoParams as Params } from "./pareto-integral.ts";

/**
 * Pareto/NBD: Schmittlein, Morrison & Colombo 1987, Management Science 33(1); in the notation of Fader & Hardie 2005, note 009, "A Note on Deriving the Pareto/NBD Model and Related Expressions", whose
 * equations the functions name. x, tx, T, every `t`, alpha and beta are in the unit of the data. All throw RangeError for parameters, a past, a time or a number of purchases that cannot be.
 */
export const fit = fitPareto;

/** Numbers by the name of their covariate, plain or as a fit says them. */
type Coefficients = Record<string, number | { coefficient: number }>;

/**
 * The parameters of a customer with these covariates: alpha exp(-g'z) and beta exp(-g'z) (Fader & Hardie 2007, note 019, "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models").
 * `coefficients` may be the `covariates` of a fit. Throws RangeError for a covariate without a value.
 */
export function withCovariates(
  params: ParetoParams,
  coefficients: { lifetime?: Coefficients; transaction?: Coefficients },
  values: { lifetime?: Record<string, number>; transaction?: Record<string, number> },
): ParetoParams {
  const effectOf = (process: "lifetime" | "transaction") =>
    Object.entries(coefficients[process] ?? {}).reduce((sum, [name, weight]) => {
      const effect =
        (typeof weight === "number" ? weight : weight.coefficient) * (values[process]?.[name] ?? Number.NaN);
      if (!Number.isFinite(effect)) throw new RangeError(`${process} covariate ${name} is ${values[process]?.[name]}`);
      return sum + effect;
    }, 0);
  return {
    ...params,
    alpha: params.alpha * Math.exp(-effectOf("transaction")),
    beta: params.beta * Math.exp(-effectOf("lifetime")),
  };
}

/** ln of the chance of what one customer did, eq. (18); its times are densities, so it changes with the unit. */
export function logLikelihood(params: ParetoParams, customer: Customer): number {
  checkParetoParams(params);
  checkCustomer(customer);
  return paretoLogLikelihood(params, customer.x, customer.tx, customer.T);
}

/** (1 - (beta/(beta + t))^(s-1)) / (s - 1), also at s = 1. */
function livedShare(beta: number, s: number, t: number): number {
  const log = Math.log1p(t / beta);
  return s === 1 ? log : -Math.expm1(-(s - 1) * log) / (s - 1);
}

/** Mean repeat purchases of a new customer within `t` of the first one, eq. (27). */
export function expectedPurchases(params: ParetoParams, t: number): number {
  checkParetoParams(params);
  checkTime(t);
  return expectedOf(params, t);
}

function expectedOf({ r, alpha, s, beta }: ParetoParams, t: number): number {
  return t <= 0 ? 0 : ((r * beta) / alpha) * livedShare(beta, s, t);
}

/** Chance that the customer has not dropped out by T: the story of being there against that of having left somewhere after tx. */
export function probabilityAlive(params: ParetoParams, customer: Customer): number {
  checkParetoParams(params);
  checkCustomer(customer);
  return aliveOf(params, customer);
}

function aliveOf({ r, alpha, s, beta }: ParetoParams, { x, tx, T }: Customer): number {
  const here = -(r + x) * Math.log1p(T / alpha) - s * Math.log1p(T / beta);
  const gone =
    Math.log(s / beta) + logRelativeDropoutIntegral({ alpha, beta, p: r + x, q: s + 1 }, lastPurchase(x, tx), T);
  return 1 / (1 + Math.exp(gone - here));
}

/** Mean purchases in (T, T + t] of a customer with this past, eq. (41). */
export function conditionalExpectedPurchases(params: ParetoParams, customer: Customer, t: number): number {
  checkTime(t);
  return probabilityAlive(params, customer) * expectedOf(survivorOf(params, customer), t);
}

/** What is known of the rates of a customer who is still there at T. */
export function survivorOf({ r, alpha, s, beta }: ParetoParams, { x, T }: Customer): ParetoParams {
  return { r: r + x, alpha: alpha + T, s, beta: beta + T };
}

/**
 * Chance of exactly `n` repeat purchases within `t` of the first one: there at t, or gone somewhere before after n purchases. Fader & Hardie 2006, note 012, "Deriving an Expression for P(X(t)=x) Under
 * the Pareto/NBD Model", whose hypergeometric functions are the integral taken here.
 */
export function purchaseCountProbability(params: ParetoParams, t: number, n: number): number {
  checkParetoParams(params);
  checkTime(t);
  checkCount(n);
  return Math.min(1, countChance(params, t, n));
}

function countChance({ r, alpha, s, beta }: ParetoParams, t: number, n: number): number {
  if (n < 0) return 0;
  if (t <= 0) return n === 0 ? 1 : 0;
  const here = Math.exp(logNbd(r, alpha, t, n) - s * Math.log1p(t / beta));
  const exponents = { alpha, beta, p: r + n, q: s + 1 };
  const logRate = Math.log(s / beta);
  if (n === 0) return here + Math.exp(logRate + logRelativeDropoutIntegral(exponents, 0, t));
  const logPast = logRise(r, n) + n * Math.log(r / alpha) - gammaln(n + 1);
  return here + Math.exp(logRate + logPast + logCountIntegral(exponents, t, n));
}

/** Chance of exactly `n` purchases in (T, T + t]: Fader & Hardie 2014, note 028, "Deriving the Conditional PMF of the Pareto/NBD Model". */
export function conditionalPurchaseCountProbability(
  params: ParetoParams,
  customer: Customer,
  t: number,
  n: number,
): number {
  checkTime(t);
  checkCount(n);
  const alive = probabilityAlive(params, customer);
  // Sums of chances may pass 1 by a rounding.
  return Math.min(1, alive * countChance(survivorOf(params, customer), t, n) + (n === 0 ? 1 - alive : 0));
}

/** Chance of no purchase in (T, T + h]. */
export function probabilityOfNoPurchase(params: ParetoParams, customer: Customer, h: number): number {
  return conditionalPurchaseCountProbability(params, customer, h, 0);
}

/**
 * Discounted expected residual transactions: purchases still to come, each worth e^(-rate t) at its time t after T (`ratePerUnit` continuously compounded).
 * Fader, Hardie & Lee 2005, "RFM and CLV", JMR 42(4), eq. (2), whose confluent hypergeometric function is the integral taken here. Throws RangeError for a rate that is not positive: without one the sum need not exist.
 */
export function discountedExpectedResidualTransactions(
  params: ParetoParams,
  customer: Customer,
  ratePerUnit: number,
): number {
  checkRate(ratePerUnit);
  const alive = probabilityAlive(params, customer);
  return alive * meanRateOf(params, customer) * discountedTime(params.s, params.beta + customer.T, ratePerUnit);
}

function checkRate(ratePerUnit: number): void {
  if (!(ratePerUnit > 0 && Number.isFinite(ratePerUnit))) throw new RangeError("the discount rate must be positive");
}

const meanRateOf = ({ r, alpha }: ParetoParams, { x, T }: Customer): number => (r + x) / (alpha + T);

/** Discounted time still to be there: the integral over t of e^(-rate t) (1 + t/since)^-s. */
function discountedTime(s: number, since: number, ratePerUnit: number): number {
  const rate = ratePerUnit * since;
  // t = since (e^w - 1): the integrand exp(-rate (e^w - 1) - (s - 1) w) falls double-exponentially.
  let sum = 0;
  const panel = Math.min(0.5, 6 / Math.max(1, rate + s));
  for (let left = 0; left < 1_000; left += panel) {
    let added = 0;
    for (let node = 0; node < 16; node += 1) {
      const w = left + (panel / 2) * (1 + (gauss16.nodes[node] as number));
      added += (panel / 2) * (gauss16.weights[node] as number) * Math.exp(-rate * Math.expm1(w) - (s - 1) * w);
    }
    sum += added;
    if (added < 1e-17 * sum) break;
  }
  return since * sum;
}

/** `logLikelihood` of each customer. */
export function logLikelihoodAll(params: ParetoParams, data: CustomerColumns): Float64Array {
  return forEachCustomer(data, (customer) => logLikelihood(params, customer));
}

/** `expectedPurchases` within each time. */
export function expectedPurchasesAll(params: ParetoParams, times: Float64Array): Float64Array {
  return times.map((t) => expectedPurchases(params, t));
}

/** `probabilityAlive` of each customer. */
export function probabilityAliveAll(params: ParetoParams, data: CustomerColumns): Float64Array {
  return forEachCustomer(data, (customer) => probabilityAlive(params, customer));
}

/** `conditionalExpectedPurchases` of each customer. */
export function conditionalExpectedPurchasesAll(params: ParetoParams, data: CustomerColumns, t: number): Float64Array {
  return forEachCustomer(data, (customer) => conditionalExpectedPurchases(params, customer, t));
}

/** `purchaseCountProbability` of the same `n` within each time. */
export function purchaseCountProbabilityAll(params: ParetoParams, times: Float64Array, n: number): Float64Array {
  return forEachTime(times, (t) => purchaseCountProbability(params, t, n));
}

/** `conditionalPurchaseCountProbability` of each customer. */
export function conditionalPurchaseCountProbabilityAll(
  params: ParetoParams,
  data: CustomerColumns,
  t: number,
  n: number,
): Float64Array {
  return forEachCustomer(data, (customer) => conditionalPurchaseCountProbability(params, customer, t, n));
}

/** `probabilityOfNoPurchase` of each customer. */
export function probabilityOfNoPurchaseAll(params: ParetoParams, data: CustomerColumns, h: number): Float64Array {
  return forEachCustomer(data, (customer) => probabilityOfNoPurchase(params, customer, h));
}

/** `discountedExpectedResidualTransactions` of each customer, to a relative 1e-9: the discounted time depends on T alone and is worked out at a few T. */
export function discountedExpectedResidualTransactionsAll(
  params: ParetoParams,
  data: CustomerColumns,
  ratePerUnit: number,
): Float64Array {
  checkParetoParams(params);
  checkRate(ratePerUnit);
  checkRows(data);
  const since = (T: number) => Math.log(params.beta + T);
  const [shortest, longest] = [
    data.T.reduce((a, b) => Math.min(a, b), Infinity),
    data.T.reduce((a, b) => Math.max(a, b), 0),
  ];
  if (data.x.length === 0) return new Float64Array(0);
  const timeAt = smoothed((at) => discountedTime(params.s, Math.exp(at), ratePerUnit), since(shortest), since(longest));
  return forEachCustomer(
    data,
    (customer) => aliveOf(params, customer) * meanRateOf(params, customer) * timeAt(since(customer.T)),
  );
}
