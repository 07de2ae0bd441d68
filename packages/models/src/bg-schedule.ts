import type { BgParams, BgShape } from "./bg-likelihood.ts";
import {
  betaRule,
  expectedPurchasesOf,
  posteriorOf,
  purchasesWhileAlive,
  regularPurchases,
  survivorBeta,
} from "./bg-predict.ts";
import { type Customer, type CustomerColumns, checkRows, customerAt } from "./customer-data.ts";
import { smoothed } from "./math/chebyshev.ts";

/** A weighted sum of purchases within several times after T: the sum over k of weights[k] E[X(T, T + times[k])]. Discounting is one such sum. */
export interface Schedule {
  times: Float64Array;
  weights: Float64Array;
}

/** The sum for somebody who is there after x purchases with `phase` phases of the next gap done, by alpha + T; dropout chances are prepared once. */
function whileThere(params: BgParams, shape: BgShape, x: number, { times, weights }: Schedule) {
  const { k } = shape;
  const survivor = survivorBeta(params, shape, x);
  const n = params.r + k * x;
  const rule = k === 1 ? betaRule(survivor.a, survivor.b) : null;
  return (phase: number, alpha: number): number => {
    let sum = 0;
    for (let index = 0; index < times.length; index += 1) {
      const t = times[index] as number;
      if (t <= 0) continue;
      const within = rule
        ? purchasesWhileAlive(n, alpha, t, rule)
        : regularPurchases({ n: n + phase, alpha, t, k, phase }, survivor);
      sum += (weights[index] as number) * within;
    }
    return sum;
  };
}

/** The sum for one customer. */
export function scheduledPurchases(params: BgParams, shape: BgShape, customer: Customer, schedule: Schedule): number {
  const { alive, phases } = posteriorOf(params, shape, customer);
  const later = whileThere(params, shape, customer.x, schedule);
  const since = params.alpha + customer.T;
  return alive * phases.reduce((sum, share, phase) => sum + share * later(phase, since), 0);
}

/** Rows of each x, in order. */
function rowsByCount(x: Float64Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < x.length; row += 1) {
    const own = rows.get(x[row] as number);
    if (own) own.push(row);
    else rows.set(x[row] as number, [row]);
  }
  return rows;
}

/** From this many rows on, a polynomial in ln(alpha + T) is cheaper than every integral. */
const rowsWorthSmoothing = 60;

/**
 * The sum for each customer. Given x it depends on T alone, once P(alive) and the phases are taken out: it is worked out at a few T per x and interpolated to a relative 1e-9,
 * which takes a million customers seconds.
 */
export function scheduledPurchasesAll(
  params: BgParams,
  shape: BgShape,
  data: CustomerColumns,
  schedule: Schedule,
): Float64Array {
  checkRows(data);
  const out = new Float64Array(data.x.length);
  for (const [x, rows] of rowsByCount(data.x)) {
    const exact = whileThere(params, shape, x, schedule);
    let shortest = Number.POSITIVE_INFINITY;
    let longest = 0;
    for (const row of rows) {
      const since = Math.log(params.alpha + (data.T[row] as number));
      shortest = Math.min(shortest, since);
      longest = Math.max(longest, since);
    }
    const byPhase = Array.from({ length: shape.k }, (_, phase) => {
      const at = (logSince: number) => exact(phase, Math.exp(logSince));
      return rows.length < rowsWorthSmoothing ? at : smoothed(at, shortest, longest);
    });
    for (const row of rows) {
      const customer = customerAt(data, row);
      const { alive, phases } = posteriorOf(params, shape, customer);
      const since = Math.log(params.alpha + customer.T);
      let later = 0;
      for (let phase = 0; phase < shape.k; phase += 1)
        later += (phases[phase] as number) * (byPhase[phase] as (logSince: number) => number)(since);
      out[row] = alive * later;
    }
  }
  return out;
}

/**
 * Mean repeat purchases of a new customer within each time: over (t / (alpha + t))^k they depend smoothly on ln t and do not vanish, so many times are interpolated to a relative 1e-9.
 */
export function expectedPurchasesAllOf(params: BgParams, shape: BgShape, times: Float64Array): Float64Array {
  const positive = times.filter((t) => t > 0);
  if (positive.length < rowsWorthSmoothing) return times.map((t) => expectedPurchasesOf(params, shape, t));
  const startOf = (t: number) => (t / (params.alpha + t)) ** shape.k;
  const logs = positive.map(Math.log);
  const shortest = logs.reduce((least, log) => Math.min(least, log), Number.POSITIVE_INFINITY);
  const longest = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  const at = (log: number) => expectedPurchasesOf(params, shape, Math.exp(log)) / startOf(Math.exp(log));
  const ratioAt = smoothed(at, shortest, longest);
  return times.map((t) => (t > 0 ? startOf(t) * ratioAt(Math.log(t)) : 0));
}
