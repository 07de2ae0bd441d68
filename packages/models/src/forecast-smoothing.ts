/** Exponential smoothing in innovations form with additive errors: Hyndman, Koehler, Ord & Snyder 2008, "Forecasting with Exponential Smoothing", table 2.2. */
export interface Shape {
  trend: "none" | "damped";
  seasonal: "none" | "additive" | "multiplicative";
  /** Steps of a season; 1 when there is none. */
  season: number;
}

/** What of an error goes into level, trend and season; what of the trend is left a step later. */
export interface Smoothing {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

export interface State {
  level: number;
  trend: number;
  /** By place in the season; place 0 is the first of the series. */
  season: Float64Array;
}

export interface Fitted {
  shape: Shape;
  smoothing: Smoothing;
  /** After the last value. */
  state: State;
  values: number;
  /** One-step errors of the values that were judged by. */
  squares: number;
  judged: number;
  /** Free numbers: smoothing, variance, and the first trend, which comes out of judged values. Level and season start from values that are not judged. */
  parameters: number;
}

/** Mean of one season from `from` on. */
function meanFrom(values: readonly number[], from: number, length: number): number {
  let sum = 0;
  for (let index = from; index < from + length; index += 1) sum += values[index] as number;
  return sum / length;
}

/** Level before the first value, trend and season, by classical decomposition of the first seasons. */
function startOf(values: readonly number[], shape: Shape, seasons: number): State {
  const { season: length } = shape;
  if (shape.seasonal === "none") {
    const many = Math.min(values.length, Math.max(4, length));
    const trend = shape.trend === "none" ? 0 : ((values[many - 1] as number) - (values[0] as number)) / (many - 1);
    return { level: (values[0] as number) - trend, trend, season: new Float64Array(1) };
  }
  const [first, second] = [meanFrom(values, 0, length), meanFrom(values, length, length)];
  const trend = shape.trend === "none" ? 0 : (second - first) / length;
  const season = new Float64Array(length);
  for (let turn = 0; turn < seasons; turn += 1) {
    const middle = meanFrom(values, turn * length, length);
    for (let place = 0; place < length; place += 1) {
      const line = middle + trend * (place - (length - 1) / 2);
      const value = values[turn * length + place] as number;
      const own = shape.seasonal === "additive" ? value - line : value / Math.max(line, 1e-3 * middle);
      season[place] = (season[place] as number) + own / seasons;
    }
  }
  return { level: first - (trend * (length + 1)) / 2, trend, season };
}

/** One step: what is expected at `place`, and the state after an error of `error`. */
function expectedAt({ level, trend, season }: State, { seasonal }: Shape, { phi }: Smoothing, place: number): number {
  const line = level + phi * trend;
  if (seasonal === "none") return line;
  const own = season[place] as number;
  return seasonal === "additive" ? line + own : line * own;
}

function step(state: State, { seasonal }: Shape, { alpha, beta, gamma, phi }: Smoothing, place: number, error: number) {
  const line = state.level + phi * state.trend;
  const own = state.season[place] as number;
  // A multiplicative season near nothing would blow an error up without bound.
  const factor = seasonal === "multiplicative" ? Math.max(own, 0.01) : 1;
  state.level = line + (alpha * error) / factor;
  state.trend = phi * state.trend + (beta * error) / factor;
  if (seasonal === "additive") state.season[place] = own + gamma * error;
  if (seasonal === "multiplicative" && line > 0) state.season[place] = Math.max(0, own + (gamma * error) / line);
}

/** Values at the start that set level and season and are not judged: the same for every shape, so that their errors can be compared. */
export function unjudged(values: number, season: number): number {
  if (season <= 1 || values < 2 * season + 4) return Math.min(2, values - 1);
  return values >= 4 * season ? 2 * season : season;
}

function runThrough(values: readonly number[], shape: Shape, smoothing: Smoothing, from: number) {
  const seasons = Math.max(1, Math.floor(from / shape.season));
  const start = startOf(values, shape, seasons);
  const state = { ...start };
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const place = index % shape.season;
    const error = (values[index] as number) - expectedAt(state, shape, smoothing, place);
    if (index >= from) squares += error * error;
    step(state, shape, smoothing, place, error);
  }
  return { state, squares };
}

/** Shares that lie in the usual region (beta <= alpha, gamma <= 1 - alpha; section 2.5.1 of the book) whatever they are. */
interface Shares {
  alpha: number;
  ofAlpha: number;
  ofRest: number;
  phi: number;
}

const smoothingOf = ({ alpha, ofAlpha, ofRest, phi }: Shares): Smoothing => ({
  alpha,
  beta: alpha * ofAlpha,
  gamma: (1 - alpha) * ofRest,
  phi,
});

/** Smoothing with the least squared one-step errors after the first `from` values: a grid, then ever smaller steps about the best. */
export function fitSmoothing(values: readonly number[], shape: Shape, from: number): Fitted {
  const hasTrend = shape.trend === "damped";
  const hasSeason = shape.seasonal !== "none";
  let best: Shares = { alpha: 0.3, ofAlpha: 0, ofRest: 0, phi: 1 };
  let least = Number.POSITIVE_INFINITY;
  const consider = (shares: Shares) => {
    const { squares } = runThrough(values, shape, smoothingOf(shares), from);
    if (squares < least) [best, least] = [shares, squares];
  };
  for (const alpha of [0.02, 0.1, 0.3, 0.6, 0.9])
    for (const ofAlpha of hasTrend ? [0.02, 0.2, 0.6] : [0])
      for (const ofRest of hasSeason ? [0.01, 0.1, 0.4] : [0])
        for (const phi of hasTrend ? [0.82, 0.92, 0.98] : [1]) consider({ alpha, ofAlpha, ofRest, phi });
  for (let width = 0.5; width > 0.02; width /= 1.6)
    for (const factor of [1 + width, 1 / (1 + width)]) {
      consider({ ...best, alpha: nudged(best.alpha, factor) });
      if (hasTrend) consider({ ...best, ofAlpha: nudged(best.ofAlpha, factor) });
      if (hasSeason) consider({ ...best, ofRest: nudged(best.ofRest, factor) });
      if (hasTrend) consider({ ...best, phi: Math.min(0.98, Math.max(0.8, nudged(best.phi, factor))) });
    }
  const smoothing = smoothingOf(best);
  const { state, squares } = runThrough(values, shape, smoothing, from);
  const parameters = 2 + (hasTrend ? 3 : 0) + (hasSeason ? 1 : 0);
  return { shape, smoothing, state, values: values.length, squares, judged: values.length - from, parameters };
}

/** A share moved by a factor of its odds: stays between 0 and 1. */
function nudged(share: number, factor: number): number {
  const odds = (share / (1 - share)) * factor;
  return odds / (1 + odds);
}

/** Corrected Akaike criterion of normal errors given the values that are not judged; infinite when there are too few. */
export function correctedAkaike({ squares, judged, parameters }: Fitted, smallest: number): number {
  const spare = judged - parameters - 1;
  if (spare <= 0) return Number.POSITIVE_INFINITY;
  return judged * Math.log(Math.max(squares / judged, smallest)) + (2 * parameters * judged) / spare;
}

/** Variance of a one-step error, for the numbers fitted out of the same values. */
export function errorVariance({ squares, judged, parameters }: Fitted): number {
  return squares / Math.max(1, judged - parameters + 1);
}

/** What is expected 1, 2 ... steps after the last value. */
export function meanPath({ shape, smoothing, state, values }: Fitted, horizon: number): number[] {
  let { level, trend } = state;
  return Array.from({ length: horizon }, (_, ahead) => {
    trend *= smoothing.phi;
    level += trend;
    const own = state.season[(values + ahead) % shape.season] as number;
    if (shape.seasonal === "none") return level;
    return shape.seasonal === "additive" ? level + own : level * own;
  });
}

/**
 * Variance of each step ahead in units of the one-step variance: 1 + c_1^2 + ... + c_(h-1)^2 with c_j = alpha + beta (phi + ... + phi^j) + gamma when j is whole seasons (table 6.1 of the book,
 * class 1). For additive and no seasons, where it is exact.
 */
export function varianceFactors({ shape, smoothing }: Fitted, horizon: number): number[] {
  const { alpha, beta, gamma, phi } = smoothing;
  let variance = 1;
  let reach = 0;
  return Array.from({ length: horizon }, (_, j) => {
    if (j === 0) return variance;
    reach += phi ** j;
    const seasonal = shape.seasonal !== "none" && j % shape.season === 0 ? gamma : 0;
    const moved = alpha + (shape.trend === "damped" ? beta * reach : 0) + seasonal;
    variance += moved * moved;
    return variance;
  });
}

/** Futures with normal errors, step by step through the model itself; futures[h] holds one value per path. */
export function simulatedPaths(fitted: Fitted, horizon: number, paths: number, normal: () => number): Float64Array[] {
  const { shape, smoothing, values } = fitted;
  const deviation = Math.sqrt(errorVariance(fitted));
  const futures = Array.from({ length: horizon }, () => new Float64Array(paths));
  for (let path = 0; path < paths; path += 1) {
    const state = { ...fitted.state, season: fitted.state.season.slice() };
    for (let ahead = 0; ahead < horizon; ahead += 1) {
      const place = (values + ahead) % shape.season;
      const error = deviation * normal();
      (futures[ahead] as Float64Array)[path] = expectedAt(state, shape, smoothing, place) + error;
      step(state, shape, smoothing, place, error);
    }
  }
  return futures;
}
