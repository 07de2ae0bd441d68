import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { NotEnoughData } from "./customer-data.ts";

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

export interface Forecast {
  points: ForecastPoint[];
  method: { trend: "none" | "damped"; seasonal: boolean; season: number };
  smoothing: { level: number; trend: number; season: number; damping: number };
  /** Rolling origin over the last part of the series, with the same method. */
  backtest: { origins: number; mase: number | null; smape: number | null; coverage: number | null };
}

interface Shape {
  trend: boolean;
  season: number;
}

interface Smoothing {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

interface State {
  level: number;
  trend: number;
  season: Float64Array;
  errors: number;
  squares: number;
}

/**
 * Additive exponential smoothing with a damped trend and a season, chosen by the corrected Akaike criterion (Hyndman, Koehler, Ord & Snyder 2008, "Forecasting with Exponential Smoothing", tables 2.2, 6.1 and
 * section 7.1): ANN, AAdN, ANA, AAdA. Smoothing parameters by grid and refinement on squared one-step errors; intervals from the variance formulas of class 1 models (their table 6.2) under normal errors.
 * Throws NotEnoughData below 8 values or, for a season, below two of them and 8 more values.
 */
export function forecastSeries(values: readonly number[], options: ForecastOptions): Forecast {
  const { season, horizon, level = 0.8 } = options;
  if (values.some((value) => !Number.isFinite(value))) throw new RangeError("a series of finite numbers");
  if (values.length < 8) throw new NotEnoughData("series_too_short", { values: values.length, needed: 8 });
  const shape = chooseShape(values, season);
  const fitted = fitShape(values, shape);
  return {
    points: ahead(fitted, shape, horizon, level),
    method: { trend: shape.trend ? "damped" : "none", seasonal: shape.season > 1, season: shape.season },
    smoothing: {
      level: fitted.smoothing.alpha,
      trend: fitted.smoothing.beta,
      season: fitted.smoothing.gamma,
      damping: fitted.smoothing.phi,
    },
    backtest: backtestOf(values, shape, horizon, level),
  };
}

function chooseShape(values: readonly number[], season: number): Shape {
  const shapes: Shape[] = [{ trend: false, season: 1 }];
  if (values.length >= 10) shapes.push({ trend: true, season: 1 });
  if (season > 1 && values.length >= 2 * season + 4) {
    shapes.push({ trend: false, season });
    if (values.length >= 2 * season + 6) shapes.push({ trend: true, season });
  }
  let best = shapes[0] as Shape;
  let lowest = Number.POSITIVE_INFINITY;
  for (const shape of shapes) {
    const { state } = fitShape(values, shape);
    const parameters = 2 + (shape.trend ? 3 : 0) + (shape.season > 1 ? shape.season : 0);
    const n = state.errors;
    if (n - parameters - 1 <= 0) continue;
    const akaike = n * Math.log(Math.max(state.squares / n, 1e-300)) + (2 * parameters * n) / (n - parameters - 1);
    if (akaike < lowest) {
      lowest = akaike;
      best = shape;
    }
  }
  return best;
}

interface Fitted {
  smoothing: Smoothing;
  state: State;
}

function fitShape(values: readonly number[], shape: Shape): Fitted {
  let best: Fitted | null = null;
  const consider = (smoothing: Smoothing) => {
    const state = runThrough(values, shape, smoothing);
    if (!best || state.squares < best.state.squares) best = { smoothing, state };
  };
  const alphas = [0.05, 0.15, 0.3, 0.5, 0.75];
  const betas = shape.trend ? [0.02, 0.1, 0.3] : [0];
  const gammas = shape.season > 1 ? [0.02, 0.1, 0.3] : [0];
  const phis = shape.trend ? [0.85, 0.95] : [1];
  for (const alpha of alphas)
    for (const beta of betas) for (const gamma of gammas) for (const phi of phis) consider({ alpha, beta, gamma, phi });
  for (let step = 0.5; step > 0.02; step /= 2) {
    const around = (best as unknown as Fitted).smoothing;
    for (const alpha of [around.alpha * (1 - step), around.alpha * (1 + step)])
      if (alpha < 1) consider({ ...around, alpha });
    if (shape.trend)
      for (const beta of [around.beta * (1 - step), around.beta * (1 + step)])
        if (beta < 1) consider({ ...around, beta });
    if (shape.season > 1)
      for (const gamma of [around.gamma * (1 - step), around.gamma * (1 + step)])
        if (gamma < 1) consider({ ...around, gamma });
  }
  return best as unknown as Fitted;
}

/** One pass in error-correction form; beta and gamma are shares of the error as in the state space form. */
function runThrough(values: readonly number[], shape: Shape, { alpha, beta, gamma, phi }: Smoothing): State {
  const { season: length } = shape;
  const season = new Float64Array(length);
  let level = values[0] as number;
  let from = 1;
  if (length > 1) {
    level = 0;
    for (let index = 0; index < length; index += 1) level += (values[index] as number) / length;
    for (let index = 0; index < length; index += 1) season[index] = (values[index] as number) - level;
    from = length;
  }
  let trend = 0;
  if (shape.trend && length > 1) {
    let next = 0;
    for (let index = 0; index < length; index += 1) next += (values[length + index] as number) / length;
    trend = (next - level) / length;
  } else if (shape.trend) trend = ((values[3] as number) - (values[0] as number)) / 3;
  let squares = 0;
  let errors = 0;
  for (let index = from; index < values.length; index += 1) {
    const place = index % length;
    const expected = level + phi * trend + (length > 1 ? (season[place] as number) : 0);
    const error = (values[index] as number) - expected;
    squares += error * error;
    errors += 1;
    level += phi * trend + alpha * error;
    trend = phi * trend + beta * error;
    if (length > 1) season[place] = (season[place] as number) + gamma * error;
  }
  // The next value belongs to the place after the last.
  const turned = Float64Array.from({ length }, (_, index) => season[(values.length + index) % length] as number);
  return { level, trend, season: turned, errors, squares };
}

function ahead({ smoothing, state }: Fitted, shape: Shape, horizon: number, level: number): ForecastPoint[] {
  const { alpha, beta, gamma, phi } = smoothing;
  const sigma2 = state.squares / Math.max(1, state.errors - 1);
  const z = normalQuantile((1 + level) / 2, 0, 1);
  let variance = 0;
  let damped = 0;
  return Array.from({ length: horizon }, (_, step) => {
    const h = step + 1;
    damped += phi ** h;
    const seasonal = shape.season > 1 ? (state.season[step % shape.season] as number) : 0;
    const value = state.level + (shape.trend ? damped * state.trend : 0) + seasonal;
    // c_j of table 6.1: what an error made j steps earlier still moves.
    if (h === 1) variance = 1;
    else {
      const j = h - 1;
      const phiSum = shape.trend ? (phi * (1 - phi ** j)) / (1 - phi || 1e-12) : 0;
      const c =
        alpha + (shape.trend ? beta * (phiSum / phi) : 0) + (shape.season > 1 && j % shape.season === 0 ? gamma : 0);
      variance += c * c;
    }
    const half = z * Math.sqrt(sigma2 * variance);
    return { value, low: value - half, high: value + half };
  });
}

function backtestOf(values: readonly number[], shape: Shape, horizon: number, level: number): Forecast["backtest"] {
  const least = shape.season > 1 ? 2 * shape.season + 6 : 12;
  const steps = Math.min(horizon, Math.max(1, Math.floor(values.length / 4)));
  const last = values.length - steps;
  const origins: number[] = [];
  for (let origin = last; origin >= least && origins.length < 6; origin -= Math.max(1, Math.floor(steps / 2)))
    origins.push(origin);
  if (origins.length === 0) return { origins: 0, mase: null, smape: null, coverage: null };
  let absolute = 0;
  let symmetric = 0;
  let inside = 0;
  let count = 0;
  for (const origin of origins) {
    const points = ahead(fitShape(values.slice(0, origin), shape), shape, steps, level);
    points.forEach(({ value, low, high }, step) => {
      const truth = values[origin + step] as number;
      absolute += Math.abs(value - truth);
      const size = Math.abs(value) + Math.abs(truth);
      symmetric += size === 0 ? 0 : (2 * Math.abs(value - truth)) / size;
      if (truth >= low && truth <= high) inside += 1;
      count += 1;
    });
  }
  // Scaled by the error of saying what was one season ago (Hyndman & Koehler 2006).
  const lag = values.length > 2 * shape.season ? shape.season : 1;
  let naive = 0;
  for (let index = lag; index < values.length; index += 1)
    naive += Math.abs((values[index] as number) - (values[index - lag] as number));
  naive /= values.length - lag;
  return {
    origins: origins.length,
    mase: naive > 0 ? absolute / count / naive : null,
    smape: symmetric / count,
    coverage: inside / count,
  };
}
