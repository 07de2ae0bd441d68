import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { quantileOf } from "./bootstrap.ts";
import { NotEnoughData } from "./customer-data.ts";
import {
  correctedAkaike,
  errorVariance,
  type Fitted,
  fitSmoothing,
  meanPath,
  type Shape,
  simulatedPaths,
  unjudged,
  varianceFactors,
} from "./forecast-smoothing.ts";
import { normalOf, randomOf } from "./random.ts";

export interface ForecastOptions {
  /** Steps of a season: 7 of days in a week, 52 of weeks in a year, 12 of months; 1 = none. */
  season: number;
  horizon: number;
  /** Share of futures inside the interval. Default 0.8. */
  level?: number;
}

export interface ForecastPoint {
  value: number;
  low: number;
  high: number;
}

export interface Backtest {
  /** From how many earlier ends of the series it was forecast. */
  origins: number;
  /** Mean absolute error over that of saying what was one season before (Hyndman & Koehler 2006, IJF 22(4)); null when that never errs. */
  mase: number | null;
  /** Mean of 2 |forecast - truth| / (|forecast| + |truth|), 0 to 2. */
  smape: number | null;
  /** Share of truths inside the interval, to compare with the level; of widened intervals, each origin by the widening of the others. */
  coverage: number | null;
  /** By how much intervals are wider than under normal errors of the fitted shape, because those failed too often; 1 = as they are. */
  widening: number;
}

export interface Forecast {
  points: ForecastPoint[];
  method: {
    trend: "none" | "damped";
    seasonal: boolean;
    /** How the season goes into a value: added to the level or a factor of it. */
    seasonKind: "none" | "additive" | "multiplicative";
    season: number;
  };
  smoothing: { level: number; trend: number; season: number; damping: number };
  /** Rolling origin over the last part of the series; the method is chosen anew at each origin from what was known there. All null when the series is too short for one. */
  backtest: Backtest;
}

const leastValues = 8;
const mostSteps = 10_000;
const mostOrigins = 6;
const paths = 2_000;

/**
 * Exponential smoothing with additive errors, with or without a damped trend, with an additive, a multiplicative (positive series only) or no season; chosen by the corrected Akaike criterion
 * on one-step errors after a start that no shape is judged by (Hyndman, Koehler, Ord & Snyder 2008, tables 2.2 and 6.1). A season is considered from two seasons and 4 more values on.
 * Intervals under normal errors: exact variances without a multiplicative season, 2,000 simulated futures (fixed seed) with one. They hold what next values may be if the pattern stays, not
 * that the pattern may break. Where they held much too seldom before, they are widened by the quantile of past errors over their reach (normalised residuals of split conformal prediction:
 * Lei, G'Sell, Rinaldo, Tibshirani & Wasserman 2018, section 5.2): `backtest.coverage` says how often they then hold.
 * Values and intervals are in the unit of the series. Throws NotEnoughData `series_too_short` below 8 values, RangeError for values or options that are no number.
 */
export function forecastSeries(series: readonly number[] | Float64Array, options: ForecastOptions): Forecast {
  const { season, horizon, level = 0.8 } = options;
  const values = Array.from(series);
  if (!values.every(Number.isFinite)) throw new RangeError("a series of finite numbers");
  const isWhole = Number.isInteger(season) && Number.isInteger(horizon);
  if (!(isWhole && season >= 1 && horizon >= 1 && horizon <= mostSteps && level > 0 && level < 1))
    throw new RangeError(`season ${season}, horizon ${horizon}, level ${level}`);
  if (values.length < leastValues)
    throw new NotEnoughData("series_too_short", { values: values.length, needed: leastValues });
  const scale = scaleOf(values);
  const scaled = values.map((value) => value / scale);
  const fitted = bestFit(scaled, season);
  const { shape, smoothing } = fitted;
  const backtest = backtestOf(scaled, { season, horizon, level });
  return {
    points: ahead(fitted, horizon, level).map((point) => timesScale(widened(point, backtest.widening), scale)),
    method: {
      trend: shape.trend,
      seasonal: shape.seasonal !== "none",
      seasonKind: shape.seasonal,
      season: shape.season,
    },
    smoothing: { level: smoothing.alpha, trend: smoothing.beta, season: smoothing.gamma, damping: smoothing.phi },
    backtest,
  };
}

/** A power of two near the largest value, by which squares of tiny or huge values neither vanish nor overflow, and no digit changes. */
function scaleOf(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 ? 2 ** Math.max(-1_000, Math.min(1_000, Math.floor(Math.log2(largest)))) : 1;
}

const timesScale = ({ value, low, high }: ForecastPoint, scale: number): ForecastPoint => {
  const point = { value: value * scale, low: low * scale, high: high * scale };
  if (![point.value, point.low, point.high].every(Number.isFinite))
    throw new RangeError("a series beyond what numbers hold");
  return point;
};

const widened = ({ value, low, high }: ForecastPoint, by: number): ForecastPoint => ({
  value,
  low: value - by * (value - low),
  high: value + by * (high - value),
});

function shapesFor(values: readonly number[], season: number): Shape[] {
  const trends = values.length >= 10 ? (["none", "damped"] as const) : (["none"] as const);
  const shapes: Shape[] = trends.map((trend) => ({ trend, seasonal: "none", season: 1 }));
  if (season > 1 && values.length >= 2 * season + 4) {
    shapes.push(...trends.map((trend) => ({ trend, seasonal: "additive" as const, season })));
    if (values.every((value) => value > 0))
      shapes.push(...trends.map((trend) => ({ trend, seasonal: "multiplicative" as const, season })));
  }
  return shapes;
}

/** The shape with the least criterion, the simpler of equals. */
function bestFit(values: readonly number[], season: number): Fitted {
  const from = unjudged(values.length, season);
  const meanSquare = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Errors below rounding are none: a flat series is fitted by every shape.
  const smallest = Math.max(1e-20 * meanSquare, 1e-300);
  let best: Fitted | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const shape of shapesFor(values, season)) {
    const fitted = fitSmoothing(values, shape, from);
    const criterion = correctedAkaike(fitted, smallest);
    if (!best || criterion < lowest - 1e-9) [best, lowest] = [fitted, criterion];
  }
  return best as Fitted;
}

function ahead(fitted: Fitted, horizon: number, level: number): ForecastPoint[] {
  const means = meanPath(fitted, horizon);
  if (fitted.shape.seasonal === "multiplicative") {
    const futures = simulatedPaths(fitted, horizon, paths, normalOf(randomOf(1)));
    return means.map((value, step) => {
      const sorted = [...(futures[step] as Float64Array).sort()];
      return { value, low: quantileOf(sorted, (1 - level) / 2), high: quantileOf(sorted, (1 + level) / 2) };
    });
  }
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const variance = errorVariance(fitted);
  const factors = varianceFactors(fitted, horizon);
  return means.map((value, step) => {
    const half = z * Math.sqrt(variance * (factors[step] as number));
    return { value, low: value - half, high: value + half };
  });
}

/** Mean error of saying what was one season before, within the values known at an origin. */
function naiveError(values: readonly number[], season: number): number {
  const lag = values.length > 2 * season ? season : 1;
  let sum = 0;
  for (let index = lag; index < values.length; index += 1)
    sum += Math.abs((values[index] as number) - (values[index - lag] as number));
  return sum / (values.length - lag);
}

function originsOf(values: number, season: number, steps: number): number[] {
  const least = values >= 2 * season + 4 + steps ? Math.max(12, 2 * season + 4) : 12;
  const origins: number[] = [];
  const stride = Math.max(1, Math.floor(steps / 2));
  for (let origin = values - steps; origin >= least && origins.length < mostOrigins; origin -= stride)
    origins.push(origin);
  return origins;
}

function backtestOf(values: readonly number[], { season, horizon, level }: Required<ForecastOptions>): Backtest {
  const steps = Math.min(horizon, Math.max(1, Math.floor(values.length / 4)));
  const origins = originsOf(values.length, season, steps);
  let scaled = 0;
  let canScale = true;
  let symmetric = 0;
  const reaches: number[][] = [];
  for (const origin of origins) {
    const known = values.slice(0, origin);
    const naive = naiveError(known, season);
    canScale = canScale && naive > 0;
    const points = ahead(bestFit(known, season), steps, level);
    reaches.push(points.map((point, step) => reachOf(point, values[origin + step] as number)));
    points.forEach(({ value }, step) => {
      const truth = values[origin + step] as number;
      const miss = Math.abs(value - truth);
      const size = Math.abs(value) + Math.abs(truth);
      scaled += naive > 0 ? miss / naive : 0;
      symmetric += size === 0 ? 0 : (2 * miss) / size;
    });
  }
  const count = origins.length * steps;
  if (count === 0) return { origins: 0, mase: null, smape: null, coverage: null, widening: 1 };
  return {
    origins: origins.length,
    mase: canScale ? scaled / count : null,
    smape: symmetric / count,
    ...heldBy(reaches, level),
  };
}

/** How far a truth lies from what was said, in units of the interval on its side: at most 1 = inside. */
function reachOf({ value, low, high }: ForecastPoint, truth: number): number {
  const miss = Math.abs(truth - value);
  if (miss === 0) return 0;
  const half = truth > value ? high - value : value - low;
  return half > 0 ? miss / half : Number.POSITIVE_INFINITY;
}

/** Intervals that hold so much less than promised are widened; less than that may be chance. */
const tooSeldom = 0.15;
/** Fewer origins do not say by how much. */
const leastOriginsToWiden = 3;

function heldBy(reaches: readonly number[][], level: number): Pick<Backtest, "coverage" | "widening"> {
  const all = reaches.flat();
  const held = (list: readonly number[], by: number) => list.filter((reach) => reach <= by).length;
  const coverage = held(all, 1) / all.length;
  const widening = wideningOf(all, level);
  const canWiden = reaches.length >= leastOriginsToWiden && Number.isFinite(widening);
  if (coverage >= level - tooSeldom || !canWiden) return { coverage, widening: 1 };
  const inside = reaches.reduce((sum, own, origin) => {
    const others = reaches.filter((_, other) => other !== origin).flat();
    return sum + held(own, wideningOf(others, level));
  }, 0);
  return { coverage: inside / all.length, widening };
}

function wideningOf(reaches: readonly number[], level: number): number {
  const sorted = reaches.toSorted((one, other) => one - other);
  return Math.max(1, sorted[Math.min(sorted.length, Math.ceil((sorted.length + 1) * level)) - 1] as number);
}
