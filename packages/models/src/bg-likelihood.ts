import { type CustomerColumns, checkParams, lastPurchase } from "./customer-data.ts";
import { digamma, gammaln } from "./math/special.ts";

export interface BgParams {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

const bgNames = ["r", "alpha", "a", "b"] as const;

/** Throws RangeError unless all four are positive numbers. */
export const checkBgParams = (params: BgParams): void => checkParams(params, bgNames);

/**
 * Which member of the family: `atZero` = a customer may drop out right after the first purchase (modified BG/NBD, Batislam et al. 2007; Wagner & Hoppe 2008),
 * `k` = gaps are Erlang-k instead of exponential (Reutterer, Platzer & Schröder 2021, "Leveraging purchase regularity", IJRM 38(1)); BG/NBD is `{ atZero: false, k: 1 }`.
 */
export interface BgShape {
  atZero: boolean;
  k: number;
}

/** What depends on the number of purchases alone, once per number instead of once per customer. */
export class CountTables {
  readonly distinct: Float64Array;
  /** Row of the tables for each row of the data. */
  readonly index: Uint32Array;
  readonly constant: Float64Array;
  readonly byR: Float64Array;
  readonly byA: Float64Array;
  readonly byB: Float64Array;

  constructor(x: Float64Array) {
    const places = new Map<number, number>();
    this.index = new Uint32Array(x.length);
    for (let row = 0; row < x.length; row += 1) {
      const count = x[row] as number;
      let place = places.get(count);
      if (place === undefined) {
        place = places.size;
        places.set(count, place);
      }
      this.index[row] = place;
    }
    this.distinct = Float64Array.from(places.keys());
    const size = this.distinct.length;
    this.constant = new Float64Array(size);
    this.byR = new Float64Array(size);
    this.byA = new Float64Array(size);
    this.byB = new Float64Array(size);
  }

  /** The part of the log-likelihood without times, and its slopes in r, a and b. */
  fill({ r, alpha, a, b }: BgParams, { atZero, k }: BgShape): void {
    const coin = atZero ? 1 : 0;
    const logAlpha = Math.log(alpha);
    const gammaR = gammaln(r);
    const digammaR = digamma(r);
    const atStart = gammaln(a + b) - gammaln(b);
    const digammaBoth = digamma(a + b);
    const digammaB = digamma(b);
    const perGap = k > 1 ? gammaln(k) : 0;
    for (let place = 0; place < this.distinct.length; place += 1) {
      const x = this.distinct[place] as number;
      const n = r + k * x;
      const kept = b + x + coin;
      this.constant[place] =
        gammaln(n) - gammaR + r * logAlpha + atStart + gammaln(kept) - gammaln(a + kept) - x * perGap;
      this.byR[place] = digamma(n) - digammaR + logAlpha;
      this.byA[place] = digammaBoth - digamma(a + kept);
      this.byB[place] = digammaBoth - digammaB + digamma(kept) - digamma(a + kept);
    }
  }
}

/**
 * ln of the chances of the two stories, up to what `CountTables` holds: dropped out at the last purchase, or still there with j = 0..k-1 phases of the
 * next gap done. `stories[0]` is the first, the rest the second.
 */
export function storiesOf(
  params: BgParams,
  { atZero, k }: BgShape,
  { x, tx, T }: { x: number; tx: number; T: number },
  stories: Float64Array,
): void {
  const { r, alpha, a, b } = params;
  const n = r + k * x;
  const logSince = Math.log(alpha + T);
  const last = lastPurchase(x, tx);
  stories[0] =
    x > 0 || atZero
      ? Math.log(a) - Math.log(b + x - 1 + (atZero ? 1 : 0)) - n * Math.log(alpha + last)
      : Number.NEGATIVE_INFINITY;
  stories[1] = -n * logSince;
  for (let j = 1; j < k; j += 1)
    stories[j + 1] = (stories[j] as number) + Math.log((n + j - 1) / j) + Math.log(T - last) - logSince;
}

/** Log-likelihood of all customers and, when `gradient` is given, its slopes in r, alpha, a, b (added up by weight). */
export function logLikelihoodOf(
  params: BgParams,
  shape: BgShape,
  data: CustomerColumns,
  tables: CountTables,
  gradient?: Float64Array,
): number {
  return shape.k === 1
    ? sumExponential(params, shape, data, tables, gradient)
    : sumErlang(params, shape, data, tables, gradient);
}

function sumExponential(
  params: BgParams,
  shape: BgShape,
  data: CustomerColumns,
  tables: CountTables,
  gradient?: Float64Array,
): number {
  const { r, alpha, a, b } = params;
  const { x, tx, T, weight } = data;
  tables.fill(params, shape);
  const coin = shape.atZero ? 1 : 0;
  const logA = Math.log(a);
  const rPerAlpha = r / alpha;
  let total = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let row = 0; row < x.length; row += 1) {
    const place = tables.index[row] as number;
    const count = x[row] as number;
    const until = T[row] as number;
    const last = lastPurchase(count, tx[row] as number);
    const n = r + count;
    const logUntil = Math.log(alpha + until);
    const alive = -n * logUntil;
    const copies = weight ? (weight[row] as number) : 1;
    let story = alive;
    let dead = 0;
    let logLast = 0;
    const kept = b + count - 1 + coin;
    if (count > 0 || coin === 1) {
      logLast = Math.log(alpha + last);
      const gone = logA - Math.log(kept) - n * logLast;
      const high = Math.max(alive, gone);
      const sum = Math.exp(alive - high) + Math.exp(gone - high);
      story = high + Math.log(sum);
      dead = Math.exp(gone - story);
    }
    total += copies * ((tables.constant[place] as number) + story);
    if (!gradient) continue;
    const here = 1 - dead;
    byR += copies * ((tables.byR[place] as number) - here * logUntil - dead * logLast);
    byAlpha += copies * (rPerAlpha - n * (here / (alpha + until) + dead / (alpha + last)));
    byA += copies * ((tables.byA[place] as number) + dead / a);
    byB += copies * ((tables.byB[place] as number) - (dead === 0 ? 0 : dead / kept));
  }
  gradient?.set([byR, byAlpha, byA, byB]);
  return total;
}

function sumErlang(
  params: BgParams,
  shape: BgShape,
  data: CustomerColumns,
  tables: CountTables,
  gradient?: Float64Array,
): number {
  const { r, alpha, a, b } = params;
  const { k } = shape;
  const { x, tx, T, litt, weight } = data;
  tables.fill(params, shape);
  const coin = shape.atZero ? 1 : 0;
  const stories = new Float64Array(k + 1);
  let total = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let row = 0; row < x.length; row += 1) {
    const place = tables.index[row] as number;
    const count = x[row] as number;
    const customer = { x: count, tx: lastPurchase(count, tx[row] as number), T: T[row] as number };
    const copies = weight ? (weight[row] as number) : 1;
    storiesOf(params, shape, customer, stories);
    const high = Math.max(...stories);
    let sum = 0;
    for (let story = 0; story <= k; story += 1) sum += Math.exp((stories[story] as number) - high);
    const story = high + Math.log(sum);
    total += copies * ((tables.constant[place] as number) + (k - 1) * (litt?.[row] as number) + story);
    if (!gradient) continue;
    const n = r + k * customer.x;
    const dead = Math.exp((stories[0] as number) - story);
    let alongR = dead === 0 ? 0 : -dead * Math.log(alpha + customer.tx);
    let alongAlpha = r / alpha - (dead * n) / (alpha + customer.tx);
    let phases = 0;
    for (let j = 0; j < k; j += 1) {
      if (j > 0) phases += 1 / (n + j - 1);
      const share = Math.exp((stories[j + 1] as number) - story);
      alongR += share * (phases - Math.log(alpha + customer.T));
      alongAlpha -= (share * (n + j)) / (alpha + customer.T);
    }
    byR += copies * ((tables.byR[place] as number) + alongR);
    byAlpha += copies * alongAlpha;
    byA += copies * ((tables.byA[place] as number) + dead / a);
    byB += copies * ((tables.byB[place] as number) - (dead === 0 ? 0 : dead / (b + customer.x - 1 + coin)));
  }
  gradient?.set([byR, byAlpha, byA, byB]);
  return total;
}
