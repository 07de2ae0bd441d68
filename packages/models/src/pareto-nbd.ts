import { type Customer, type CustomerColumns, forEachCustomer } from "./customer-data.ts";
import { gauss16 } from "./math/gauss-legendre.ts";
import { logNbd } from "./math/special.ts";
import { fitPareto, paretoLogLikelihood } from "./pareto-fit.ts";
import { logRelativeDropoutIntegral, type ParetoParams } from "./pareto-integral.ts";

export type { Covariates, ParetoFit, ParetoFitOptions as Options } from "./pareto-fit.ts";
export type { ParetoParams as Params } from "./pareto-integral.ts";

/** Pareto/NBD: Schmittlein, Morrison & Colombo 1987, Management Science 33(1); in the notation of Fader & Hardie 2005, "A Note on Deriving the Pareto/NBD Model". */
export const fit = fitPareto;

/** The parameters of a customer with these covariates. */
export function withCovariates(
  params: ParetoParams,
  coefficients: { lifetime?: Record<string, number>; transaction?: Record<string, number> },
  values: { lifetime?: Record<string, number>; transaction?: Record<string, number> },
): ParetoParams {
  const dot = (weights: Record<string, number> = {}, row: Record<string, number> = {}) =>
    Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (row[name] ?? 0), 0);
  return {
    ...params,
    alpha: params.alpha * Math.exp(-dot(coefficients.transaction, values.transaction)),
    beta: params.beta * Math.exp(-dot(coefficients.lifetime, values.lifetime)),
  };
}

/** ln of the chance of what one customer did. */
export function logLikelihood(params: ParetoParams, { x, tx, T }: Customer): number {
  return paretoLogLikelihood(params, x, tx, T);
}

/** (1 - (beta/(beta + t))^(s-1)) / (s - 1), also at s = 1. */
function livedShare(beta: number, s: number, t: number): number {
  const log = Math.log1p(t / beta);
  return s === 1 ? log : -Math.expm1(-(s - 1) * log) / (s - 1);
}

/** Mean repeat purchases of a new customer within `t` of the first one. */
export function expectedPurchases({ r, alpha, s, beta }: ParetoParams, t: number): number {
  return t <= 0 ? 0 : ((r * beta) / alpha) * livedShare(beta, s, t);
}

/** Chance that the customer has not dropped out by T. */
export function probabilityAlive({ r, alpha, s, beta }: ParetoParams, { x, tx, T }: Customer): number {
  const here = -(r + x) * Math.log1p(T / alpha) - s * Math.log1p(T / beta);
  const gone = Math.log(s / beta) + logRelativeDropoutIntegral({ alpha, beta, p: r + x, q: s + 1 }, tx, T);
  return 1 / (1 + Math.exp(gone - here));
}

/** Mean purchases in (T, T + t] of a customer with this past. */
export function conditionalExpectedPurchases(params: ParetoParams, customer: Customer, t: number): number {
  if (t <= 0) return 0;
  const later = expectedPurchases(survivorOf(params, customer), t);
  return probabilityAlive(params, customer) * later;
}

/** What is known of the rates of a customer who is still there at T. */
export function survivorOf({ r, alpha, s, beta }: ParetoParams, { x, T }: Customer): ParetoParams {
  return { r: r + x, alpha: alpha + T, s, beta: beta + T };
}

/** Chance of exactly `n` repeat purchases within `t` of the first one: there at t, or gone somewhere before after n purchases (Fader & Hardie 2006, "Deriving an Expression for P(X(t)=x)"). */
export function purchaseCountProbability({ r, alpha, s, beta }: ParetoParams, t: number, n: number): number {
  if (t <= 0) return n === 0 ? 1 : 0;
  const logStay = -s * Math.log1p(t / beta);
  const here = Math.exp(logNbd(r, alpha, t, n) + logStay);
  const start = Math.log(beta);
  const end = Math.log(beta + t);
  const panels = Math.max(1, Math.ceil((end - start) / 0.5));
  const half = (end - start) / panels / 2;
  let gone = 0;
  for (let panel = 0; panel < panels; panel += 1) {
    const middle = start + (2 * panel + 1) * half;
    for (let node = 0; node < 16; node += 1) {
      const u = middle + half * (gauss16.nodes[node] as number);
      const tau = Math.exp(u) - beta;
      if (tau <= 0) continue;
      // s beta^s (beta + tau)^-(s+1) dtau = s e^(-s (u - ln beta)) du
      gone +=
        half * (gauss16.weights[node] as number) * Math.exp(Math.log(s) - s * (u - start) + logNbd(r, alpha, tau, n));
    }
  }
  return here + gone;
}

/** Chance of exactly `n` purchases in (T, T + t]. */
export function conditionalPurchaseCountProbability(
  params: ParetoParams,
  customer: Customer,
  t: number,
  n: number,
): number {
  const alive = probabilityAlive(params, customer);
  const later = purchaseCountProbability(survivorOf(params, customer), t, n);
  return alive * later + (n === 0 ? 1 - alive : 0);
}

/** Chance of no purchase in (T, T + h]. */
export function probabilityOfNoPurchase(params: ParetoParams, customer: Customer, h: number): number {
  return conditionalPurchaseCountProbability(params, customer, h, 0);
}

/**
 * Discounted expected residual transactions: purchases still to come, each worth e^(-rate t) at its time t after T (`ratePerUnit` continuously compounded).
 * Fader, Hardie & Lee 2005, "RFM and CLV", JMR 42(4), eq. (2), whose confluent hypergeometric function is the integral taken here.
 */
export function discountedExpectedResidualTransactions(
  params: ParetoParams,
  customer: Customer,
  ratePerUnit: number,
): number {
  if (!(ratePerUnit > 0)) throw new RangeError("the discount rate must be positive");
  const { s } = params;
  const since = params.beta + customer.T;
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
  const meanRate = (params.r + customer.x) / (params.alpha + customer.T);
  return probabilityAlive(params, customer) * meanRate * since * sum;
}

export const probabilityAliveAll = (params: ParetoParams, data: CustomerColumns): Float64Array =>
  forEachCustomer(data, (customer) => probabilityAlive(params, customer));
export const conditionalExpectedPurchasesAll = (params: ParetoParams, data: CustomerColumns, t: number): Float64Array =>
  forEachCustomer(data, (customer) => conditionalExpectedPurchases(params, customer, t));
export const probabilityOfNoPurchaseAll = (params: ParetoParams, data: CustomerColumns, h: number): Float64Array =>
  forEachCustomer(data, (customer) => probabilityOfNoPurchase(params, customer, h));
export const discountedExpectedResidualTransactionsAll = (
  params: ParetoParams,
  data: CustomerColumns,
  ratePerUnit: number,
): Float64Array =>
  forEachCustomer(data, (customer) => discountedExpectedResidualTransactions(params, customer, ratePerUnit));
