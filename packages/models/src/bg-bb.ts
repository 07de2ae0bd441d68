import { discountedSteps } from "./bg-predict.ts";
import {
  checkCount,
  checkLengths,
  checkParams,
  checkWeights,
  type Fit,
  type FitOptions,
  NotEnoughData,
} from "./customer-data.ts";
import { minimiseFrom, type Objective, standardErrorsOf } from "./math/minimise.ts";
import { betaln, digamma, logChoose } from "./math/special.ts";

export interface Params {
  alpha: number;
  beta: number;
  gamma: number;
  delta: number;
}

/** `x` of `n` opportunities used, the last of them number `tx` (0 when none). */
export interface DiscreteCustomer {
  x: number;
  tx: number;
  n: number;
}

export interface DiscreteColumns {
  x: Float64Array;
  tx: Float64Array;
  n: Float64Array;
  weight?: Float64Array;
}

/** ln of each story: there to the end (the last), or gone after opportunity tx + i. */
function storiesOf({ alpha, beta, gamma, delta }: Params, { x, tx, n }: DiscreteCustomer): number[] {
  const used = betaln(alpha, beta);
  const left = betaln(gamma, delta);
  const stories: number[] = [];
  for (let i = 0; i < n - tx; i += 1)
    stories.push(betaln(alpha + x, beta + tx - x + i) - used + betaln(gamma + 1, delta + tx + i) - left);
  stories.push(betaln(alpha + x, beta + n - x) - used + betaln(gamma, delta + n) - left);
  return stories;
}

function logSum(values: number[]): number {
  const high = Math.max(...values);
  return high + Math.log(values.reduce((sum, value) => sum + Math.exp(value - high), 0));
}

const names = ["alpha", "beta", "gamma", "delta"] as const;

/** Whether a past can be: whole numbers, no more uses than there were opportunities until the last of them, and that within n. */
function isPast({ x, tx, n }: DiscreteCustomer): boolean {
  const isWhole = Number.isInteger(x) && Number.isInteger(tx) && Number.isInteger(n);
  return isWhole && x >= 0 && tx >= x && n >= tx && (x === 0) === (tx === 0);
}

function check(params: Params, customer: DiscreteCustomer): void {
  checkParams(params, names);
  if (!isPast(customer)) throw new RangeError(`x ${customer.x}, tx ${customer.tx}, n ${customer.n}`);
}

/**
 * BG/BB: Fader, Hardie & Shang 2010, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting", Marketing Science 29(6), whose equations the functions name; time is counted in opportunities. This is
 * ln of the chance of what one customer did, eq. (5). All functions throw RangeError for parameters, a past or a number of opportunities or uses that cannot be.
 */
export function logLikelihood(params: Params, customer: DiscreteCustomer): number {
  check(params, customer);
  return logSum(storiesOf(params, customer));
}

/** Slopes of one customer's log-likelihood in alpha, beta, gamma, delta, added to `slopes` with a weight; returns the log-likelihood. */
function addSlopes(params: Params, customer: DiscreteCustomer, copies: number, slopes: Float64Array): number {
  const { alpha, beta, gamma, delta } = params;
  const { x, tx, n } = customer;
  const stories = storiesOf(params, customer);
  const total = logSum(stories);
  const sums = [0, 0, 0, 0] as [number, number, number, number];
  stories.forEach((story, i) => {
    const share = Math.exp(story - total);
    const isThere = i === n - tx;
    const misses = isThere ? n - x : tx - x + i;
    const both = digamma(alpha + beta + x + misses);
    sums[0] += share * (digamma(alpha + x) - both);
    sums[1] += share * (digamma(beta + misses) - both);
    const goes = isThere ? 0 : 1;
    const stays = isThere ? n : tx + i;
    const ends = digamma(gamma + delta + goes + stays);
    sums[2] += share * (digamma(gamma + goes) - ends);
    sums[3] += share * (digamma(delta + stays) - ends);
  });
  const used = digamma(alpha + beta);
  const left = digamma(gamma + delta);
  const own = [digamma(alpha) - used, digamma(beta) - used, digamma(gamma) - left, digamma(delta) - left];
  for (let index = 0; index < 4; index += 1)
    slopes[index] = (slopes[index] as number) + copies * ((sums[index] as number) - (own[index] as number));
  return total;
}

function checkRows(data: DiscreteColumns): void {
  checkLengths(data.x, data.tx, data.n, data.weight);
  checkWeights(data.weight);
  let customers = 0;
  let uses = 0;
  for (let row = 0; row < data.x.length; row += 1) {
    const customer = rowOf(data, row);
    const copies = data.weight ? (data.weight[row] as number) : 1;
    if (!isPast(customer)) throw new RangeError(`row ${row}: x ${customer.x}, tx ${customer.tx}, n ${customer.n}`);
    customers += copies;
    uses += copies * customer.x;
  }
  if (customers < 10) throw new NotEnoughData("too_few_customers", { customers, needed: 10 });
  if (uses === 0) throw new NotEnoughData("no_repeat_purchases", { customers });
}

const rowOf = (data: DiscreteColumns, row: number): DiscreteCustomer => ({
  x: data.x[row] as number,
  tx: data.tx[row] as number,
  n: data.n[row] as number,
});

/** A parameter at the edge says that the data do not show that kind of difference between customers. */
function warningsOf({ alpha, beta, gamma, delta }: Params): string[] {
  const warnings: string[] = [];
  if (gamma / (gamma + delta) < 1e-4) warnings.push("no_dropout_seen");
  if (gamma + delta > 1e4) warnings.push("dropout_alike_for_all");
  if (alpha + beta > 1e4) warnings.push("rate_alike_for_all");
  return warnings;
}

/** Customers alike in all three numbers are one cell, in one order: the same customers give the same fit, however they are listed. */
function cellsOf(data: DiscreteColumns): { customer: DiscreteCustomer; copies: number }[] {
  const cells = new Map<string, { customer: DiscreteCustomer; copies: number }>();
  for (let row = 0; row < data.x.length; row += 1) {
    const customer = rowOf(data, row);
    const key = `${customer.n} ${customer.tx} ${customer.x}`;
    const cell = cells.get(key);
    const copies = data.weight ? (data.weight[row] as number) : 1;
    if (cell) cell.copies += copies;
    else cells.set(key, { customer, copies });
  }
  return [...cells.values()].sort(
    ({ customer: one }, { customer: other }) => one.n - other.n || one.tx - other.tx || one.x - other.x,
  );
}

/**
 * Maximum likelihood of the product of eq. (5). Throws NotEnoughData when fewer than ten customers or none of them used an opportunity, RangeError for a row that cannot be. Warnings:
 * `no_dropout_seen`, `dropout_alike_for_all`, `rate_alike_for_all`.
 */
export function fit(data: DiscreteColumns, options: FitOptions = {}): Fit<Params> {
  checkRows(data);
  const cells = cellsOf(data);
  const natural = new Float64Array(4);
  const objective: Objective = (at, gradient) => {
    const params = paramsOf(at);
    natural.fill(0);
    let total = 0;
    for (const { customer, copies } of cells) total += copies * addSlopes(params, customer, copies, natural);
    for (let index = 0; index < 4; index += 1)
      gradient[index] = -(natural[index] as number) * Math.exp(at[index] as number);
    return -total;
  };
  const starts = [
    [1, 1, 0.5, 3],
    [1, 2, 1, 1],
    [3, 1, 0.3, 5],
  ].map((start) => Float64Array.from(start, Math.log));
  const found = minimiseFrom(objective, starts, { ...options, limit: 10 });
  const [alpha = null, beta = null, gamma = null, delta = null] = standardErrorsOf(found, [true, true, true, true]);
  const params = paramsOf(found.at);
  return {
    params,
    logLikelihood: -found.value,
    standardErrors: { alpha, beta, gamma, delta },
    converged: found.converged,
    iterations: found.iterations,
    warnings: warningsOf(params),
  };
}

function paramsOf(at: Float64Array): Params {
  const [alpha, beta, gamma, delta] = Array.from(at, Math.exp) as [number, number, number, number];
  return { alpha, beta, gamma, delta };
}

/** Mean uses among the next `n` opportunities of a new customer, eq. (8). */
export function expectedPurchases(params: Params, n: number): number {
  checkParams(params, names);
  checkCount(n);
  return expectedOf(params, n);
}

function expectedOf({ alpha, beta, gamma, delta }: Params, n: number): number {
  let sum = 0;
  let there = 1;
  for (let opportunity = 1; opportunity <= n; opportunity += 1) {
    there *= (delta + opportunity - 1) / (gamma + delta + opportunity - 1);
    sum += there;
  }
  return (alpha / (alpha + beta)) * sum;
}

/** Chance of being there for opportunity n + 1, eq. (11). */
export function probabilityAlive(params: Params, customer: DiscreteCustomer): number {
  const survivor = survivorOf(params, customer);
  return thereAt(params, customer) * (survivor.delta / (survivor.gamma + survivor.delta));
}

/** Chance of not having left by opportunity n. */
function thereAt(params: Params, customer: DiscreteCustomer): number {
  check(params, customer);
  const stories = storiesOf(params, customer);
  return Math.exp((stories.at(-1) as number) - logSum(stories));
}

function survivorOf({ alpha, beta, gamma, delta }: Params, { x, n }: DiscreteCustomer): Params {
  return { alpha: alpha + x, beta: beta + n - x, gamma, delta: delta + n };
}

/** Mean uses among the next `ahead` opportunities of a customer with this past, eq. (13), as a sum. */
export function conditionalExpectedPurchases(params: Params, customer: DiscreteCustomer, ahead: number): number {
  checkCount(ahead);
  return thereAt(params, customer) * expectedOf(survivorOf(params, customer), ahead);
}

/** Chance that a new customer uses exactly `x` of the first `n` opportunities, eq. (7). */
export function purchaseCountProbability(params: Params, n: number, x: number): number {
  checkParams(params, names);
  checkCount(n);
  checkCount(x);
  return Math.min(1, countChance(params, n, x));
}

function countChance({ alpha, beta, gamma, delta }: Params, n: number, x: number): number {
  // No opportunity, no use.
  if (n <= 0) return x === 0 ? 1 : 0;
  if (x > n || x < 0) return 0;
  const used = betaln(alpha, beta);
  const left = betaln(gamma, delta);
  let chance = Math.exp(logChoose(n, x) + betaln(alpha + x, beta + n - x) - used + betaln(gamma, delta + n) - left);
  for (let end = x; end < n; end += 1)
    chance += Math.exp(
      logChoose(end, x) + betaln(alpha + x, beta + end - x) - used + betaln(gamma + 1, delta + end) - left,
    );
  return chance;
}

/** Chance of exactly `x` uses among the next `ahead` opportunities of a customer with this past. */
export function conditionalPurchaseCountProbability(
  params: Params,
  customer: DiscreteCustomer,
  ahead: number,
  x: number,
): number {
  checkCount(ahead);
  checkCount(x);
  const there = thereAt(params, customer);
  const later = countChance(survivorOf(params, customer), ahead, x);
  return Math.min(1, there * later + (x === 0 ? 1 - there : 0));
}

/** Uses still to come, each divided by (1 + rate) per opportunity, eq. (14). Throws RangeError for a rate that is not positive. */
export function discountedExpectedResidualTransactions(
  params: Params,
  customer: DiscreteCustomer,
  ratePerOpportunity: number,
): number {
  const there = thereAt(params, customer);
  const { alpha, beta, gamma, delta } = survivorOf(params, customer);
  return there * (alpha / (alpha + beta)) * discountedSteps(gamma, delta, ratePerOpportunity);
}

/**
 * One value per customer, in order; customers alike in all three numbers are worked out once, of which a million has but a few hundred. Throws RangeError, with the row, for a past that cannot be.
 */
export function forEachDiscrete(data: DiscreteColumns, value: (customer: DiscreteCustomer) => number): Float64Array {
  checkLengths(data.x, data.tx, data.n);
  const known = new Map<string, number>();
  return data.x.map((_, row) => {
    const customer = rowOf(data, row);
    const key = `${customer.n} ${customer.tx} ${customer.x}`;
    let found = known.get(key);
    if (found === undefined) {
      if (!isPast(customer)) throw new RangeError(`row ${row}: x ${customer.x}, tx ${customer.tx}, n ${customer.n}`);
      found = value(customer);
      known.set(key, found);
    }
    return found;
  });
}

/** `logLikelihood` of each customer. */
export function logLikelihoodAll(params: Params, data: DiscreteColumns): Float64Array {
  return forEachDiscrete(data, (customer) => logLikelihood(params, customer));
}

/** `probabilityAlive` of each customer. */
export function probabilityAliveAll(params: Params, data: DiscreteColumns): Float64Array {
  return forEachDiscrete(data, (customer) => probabilityAlive(params, customer));
}

/** `conditionalExpectedPurchases` of each customer. */
export function conditionalExpectedPurchasesAll(params: Params, data: DiscreteColumns, ahead: number): Float64Array {
  return forEachDiscrete(data, (customer) => conditionalExpectedPurchases(params, customer, ahead));
}

/** `conditionalPurchaseCountProbability` of each customer. */
export function conditionalPurchaseCountProbabilityAll(
  params: Params,
  data: DiscreteColumns,
  ahead: number,
  x: number,
): Float64Array {
  return forEachDiscrete(data, (customer) => conditionalPurchaseCountProbability(params, customer, ahead, x));
}

/** `discountedExpectedResidualTransactions` of each customer. */
export function discountedExpectedResidualTransactionsAll(
  params: Params,
  data: DiscreteColumns,
  ratePerOpportunity: number,
): Float64Array {
  return forEachDiscrete(data, (customer) =>
    discountedExpectedResidualTransactions(params, customer, ratePerOpportunity),
  );
}
