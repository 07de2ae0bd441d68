import { type BgParams, type BgShape, storiesOf } from "./bg-likelihood.ts";
import type { Customer } from "./customer-data.ts";
import { betaln, gammaln, logNbd, nbdAtLeast } from "./math/special.ts";

/** Chances p and weights of a Beta(a, b) distribution. */
export interface BetaRule {
  chances: Float64Array;
  weights: Float64Array;
}

const widest = 0.35;
const tail = 38;
/** The logit beyond which p or 1 - p is nothing beside any other figure: e^-45. */
const farthest = 45;
const rounding = 1e-14;

/**
 * The trapezoid rule over the logit of p, which converges geometrically for analytic functions. When a or b is tiny much of the distribution lies so near to 0 or 1 that no number of nodes reaches
 * it; therefore the straight line through the function's values at 0 and 1 is integrated exactly (E[p] = a / (a + b)) and the rule only sees what is left, which falls like e^-|w|:
 * that is the two last nodes.
 */
export function betaRule(a: number, b: number): BetaRule {
  const peak = Math.min(farthest - 5, Math.max(5 - farthest, Math.log(a / b)));
  const logNorm = betaln(a, b);
  const chances: number[] = [];
  const weights: number[] = [];
  const logDensity = (w: number) => a * -softplus(-w) + b * -softplus(w) - logNorm;
  const height = logDensity(peak);
  // A wide distribution needs no finer steps, a narrow one does: half its standard deviation at most.
  const width = Math.min(widest, 0.5 * Math.sqrt(1 / a + 1 / b));
  let zero = b / (a + b);
  let one = a / (a + b);
  const add = (w: number): boolean => {
    const density = logDensity(w);
    if (density < height - tail || Math.abs(w) > farthest) return false;
    const weight = width * Math.exp(density);
    const p = 1 / (1 + Math.exp(-w));
    chances.push(p);
    weights.push(weight);
    zero -= weight / (1 + Math.exp(w));
    one -= weight * p;
    return true;
  };
  add(peak);
  for (let index = 1; add(peak + index * width); index += 1);
  for (let index = 1; add(peak - index * width); index += 1);
  chances.push(0, 1);
  // What rounding leaves is no part of the distribution, and a function may be huge at 0.
  weights.push(Math.abs(zero) < rounding ? 0 : zero, Math.abs(one) < rounding ? 0 : one);
  return { chances: Float64Array.from(chances), weights: Float64Array.from(weights) };
}

/**
 * The sum over t >= 1 of E[(1 - p)^t] / (1 + rate)^t with p ~ Beta(a, b), which is E[(1 - p) / (rate + p)]: steps still to come of somebody who leaves before each with chance p.
 * The series itself would need some 37 / rate terms.
 */
export function discountedSteps(a: number, b: number, rate: number): number {
  if (!(rate > 0 && Number.isFinite(rate))) throw new RangeError("the discount rate must be positive");
  const { chances, weights } = betaRule(a, b);
  return chances.reduce((sum, p, index) => sum + ((weights[index] as number) * (1 - p)) / (rate + p), 0);
}

function softplus(value: number): number {
  return value > 0 ? value + Math.log1p(Math.exp(-value)) : Math.log1p(Math.exp(value));
}

/**
 * Mean number of purchases within `t` of somebody who is there now, drops out only after purchases with chance p ~ Beta(a, b) and buys at rate
 * Gamma(r, alpha): E[(1 - (alpha/(alpha + p t))^r) / p], which equals eq. (9) of Fader, Hardie & Lee 2005 without its singularity at a = 1.
 */
export function purchasesWhileAlive(r: number, alpha: number, t: number, { chances, weights }: BetaRule): number {
  const reach = t / alpha;
  let sum = 0;
  for (let index = 0; index < chances.length; index += 1) {
    const p = chances[index] as number;
    const mean = p === 0 ? r * reach : -Math.expm1(-r * Math.log1p(p * reach)) / p;
    sum += (weights[index] as number) * mean;
  }
  return sum;
}

interface Posterior {
  alive: number;
  /** Chance of each number of phases done, given alive. */
  phases: number[];
}

/** P(alive at T | x, tx, T): the story of being there against the story of having dropped out at the last purchase. */
export function posteriorOf(params: BgParams, shape: BgShape, customer: Customer): Posterior {
  const stories = new Float64Array(shape.k + 1);
  storiesOf(params, shape, customer, stories);
  const [dead = 0, ...here] = stories;
  const high = Math.max(...here);
  const shares = here.map((story) => Math.exp(story - high));
  const aliveSum = shares.reduce((sum, share) => sum + share, 0);
  return {
    alive: 1 / (1 + Math.exp(dead - high - Math.log(aliveSum))),
    phases: shares.map((share) => share / aliveSum),
  };
}

/** The dropout distribution of a customer who is there after x repeat purchases. */
export function survivorBeta({ a, b }: BgParams, { atZero }: BgShape, x: number): { a: number; b: number } {
  return { a, b: b + x + (atZero ? 1 : 0) };
}

interface RegularBuyer {
  n: number;
  alpha: number;
  t: number;
  k: number;
  phase: number;
}

/** Above this many purchases the integral over the dropout chance is cheaper than every purchase by itself. */
const mostAdded = 500;

/** Purchases of Erlang-k buyers who are there and have done `phase` of the k phases of the next gap: every purchase that time allows, times the chance of still being there for it. */
export function regularPurchases(buyer: RegularBuyer, { a, b }: { a: number; b: number }): number {
  const { n, alpha, t, k, phase } = buyer;
  let kept = 1;
  let sum = 0;
  for (let purchase = 1; purchase <= mostAdded; purchase += 1) {
    const reached = nbdAtLeast(n, alpha, t, purchase * k - phase);
    const term = reached * kept;
    sum += term;
    if (term < 1e-13 * Math.max(sum, 1e-300) || reached === 0) return sum;
    kept *= (b + purchase - 1) / (a + b + purchase - 1);
  }
  const { chances, weights } = betaRule(a, b);
  return chances.reduce((total, p, index) => total + (weights[index] as number) * purchasesAt(p, buyer), 0);
}

/**
 * The same when the chance p of leaving after a purchase is known: (1 - E[q^M]) / p with q = 1 - p and M = floor((N + phase) / k) of the N phases done. With z = q^(1/k) and w the k-th root of unity, q^M is the sum over l of
 * c_l (w^l z)^(N + phase), c_l = (1/k) sum over i < k of z^-i w^(-l i), whose expectations are the generating function of N.
 */
function purchasesAt(p: number, { n, alpha, t, k, phase }: RegularBuyer): number {
  const q = 1 - p;
  if (q < 1e-3) {
    let [sum, kept] = [0, 1];
    for (let purchase = 1; purchase <= 8; purchase += 1) {
      sum += kept * nbdAtLeast(n, alpha, t, purchase * k - phase);
      kept *= q;
    }
    return sum;
  }
  const reach = t / alpha;
  const step = -Math.log1p(-p) / k;
  const z = Math.exp(-step);
  const logEven = logRamp(k * step) - logRamp(step) - phase * step - n * Math.log1p(-reach * Math.expm1(-step));
  let purchases = p === 0 ? (n * reach + phase - (k - 1) / 2) / k : -Math.expm1(logEven) / p;
  for (let l = 1; l < k; l += 1) {
    const angle = (2 * Math.PI * l) / k;
    const [real, imaginary] = [1 + reach * (1 - z * Math.cos(angle)), -reach * z * Math.sin(angle)];
    const size = Math.exp(-n * Math.log(Math.hypot(real, imaginary)) - phase * step);
    const turn = -n * Math.atan2(imaginary, real) + angle * phase;
    // c_l / p = 1 / (k q (w^-l / z - 1)).
    const [below, aside] = [Math.cos(angle) / z - 1, -Math.sin(angle) / z];
    const share = size / (k * q * (below * below + aside * aside));
    purchases -= share * (Math.cos(turn) * below + Math.sin(turn) * aside);
  }
  return purchases;
}

/** ln of (e^y - 1) / y. */
function logRamp(y: number): number {
  return y < 1e-4 ? y / 2 + (y * y) / 24 : Math.log(Math.expm1(y) / y);
}

/** E[X(t)]: eq. (9) of Fader, Hardie & Lee 2005 for BG/NBD, times the chance b / (a + b) of not leaving at once for MBG/NBD (Wagner & Hoppe 2008). */
export function expectedPurchasesOf(params: BgParams, shape: BgShape, t: number): number {
  if (t <= 0) return 0;
  const { r, alpha, a, b } = params;
  const fresh = survivorBeta(params, shape, 0);
  const here = shape.atZero ? b / (a + b) : 1;
  if (shape.k === 1) return here * purchasesWhileAlive(r, alpha, t, betaRule(fresh.a, fresh.b));
  return here * regularPurchases({ n: r, alpha, t, k: shape.k, phase: 0 }, fresh);
}

/** E[X(T, T + t) | x, tx, T]: eq. (10) of the same paper, as P(alive) times what somebody with this past who is there will buy. */
export function conditionalExpectedPurchasesOf(
  params: BgParams,
  shape: BgShape,
  customer: Customer,
  t: number,
): number {
  if (t <= 0) return 0;
  const { r, alpha } = params;
  const { alive, phases } = posteriorOf(params, shape, customer);
  const survivor = survivorBeta(params, shape, customer.x);
  const n = r + shape.k * customer.x;
  const since = alpha + customer.T;
  if (shape.k === 1) return alive * purchasesWhileAlive(n, since, t, betaRule(survivor.a, survivor.b));
  const later = phases.reduce(
    (sum, share, phase) =>
      sum + share * regularPurchases({ n: n + phase, alpha: since, t, k: shape.k, phase }, survivor),
    0,
  );
  return alive * later;
}

interface Process {
  /** Gamma of the rate. */
  n: number;
  alpha: number;
  /** Beta of the dropout. */
  a: number;
  b: number;
  k: number;
  phase: number;
}

/** P(exactly `count` purchases within t) of somebody there now who drops out only after purchases. */
function countChance({ n, alpha, a, b, k, phase }: Process, t: number, count: number): number {
  let exactly = 0;
  for (let phases = Math.max(0, count * k - phase); phases < (count + 1) * k - phase; phases += 1)
    exactly += Math.exp(logNbd(n, alpha, t, phases));
  if (count === 0) return exactly;
  const atLeast = nbdAtLeast(n, alpha, t, count * k - phase);
  const stays = Math.exp(betaln(a, b + count) - betaln(a, b));
  const leaves = Math.exp(betaln(a + 1, b + count - 1) - betaln(a, b));
  return stays * exactly + leaves * atLeast;
}

/** P(X(t) = count): eq. (8) of the same paper. */
export function purchaseCountProbabilityOf(params: BgParams, shape: BgShape, t: number, count: number): number {
  const { r, alpha, a, b } = params;
  const { k } = shape;
  if (!shape.atZero) return Math.min(1, countChance({ n: r, alpha, a, b, k, phase: 0 }, t, count));
  const here = b / (a + b);
  const later = countChance({ n: r, alpha, a, b: b + 1, k, phase: 0 }, t, count);
  return Math.min(1, here * later + (count === 0 ? 1 - here : 0));
}

/** P(X(T, T + t) = count | x, tx, T). */
export function conditionalPurchaseCountProbabilityOf(
  params: BgParams,
  shape: BgShape,
  customer: Customer,
  t: number,
  count: number,
): number {
  const { alive, phases } = posteriorOf(params, shape, customer);
  const { k } = shape;
  const survivor = survivorBeta(params, shape, customer.x);
  const n = params.r + k * customer.x;
  const alpha = params.alpha + customer.T;
  const later = phases.reduce(
    (sum, share, phase) => sum + share * countChance({ n: n + phase, alpha, ...survivor, k, phase }, t, count),
    0,
  );
  // Sums of chances may pass 1 by a rounding.
  return Math.min(1, alive * later + (count === 0 ? 1 - alive : 0));
}

/** Log-likelihood of one customer, constants included. */
export function customerLogLikelihoodOf(params: BgParams, shape: BgShape, customer: Customer): number {
  const { r, alpha, a, b } = params;
  const { k } = shape;
  const stories = new Float64Array(k + 1);
  storiesOf(params, shape, customer, stories);
  const high = Math.max(...stories);
  const story = high + Math.log(stories.reduce((sum, value) => sum + Math.exp(value - high), 0));
  const { b: kept } = survivorBeta(params, shape, customer.x);
  const gaps = k > 1 ? (k - 1) * littOf(customer) - customer.x * gammaln(k) : 0;
  return gammaln(r + k * customer.x) - gammaln(r) + r * Math.log(alpha) + betaln(a, kept) - betaln(a, b) + gaps + story;
}

function littOf(customer: Customer): number {
  if (customer.x === 0) return 0;
  if (customer.litt === undefined) throw new RangeError("a regular-buyer model needs the customer's litt");
  return customer.litt;
}
