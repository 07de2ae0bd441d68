/** A function with its gradient; `gradient` is filled in place, the value returned. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  at: Float64Array;
  value: number;
  gradient: Float64Array;
  /** Second derivatives at the minimum, row by row. */
  hessian: Float64Array;
  /** Coordinates that lie at the limit and would go further: the function is flat there. */
  atLimit: boolean[];
  converged: boolean;
  iterations: number;
}

export interface MinimiseOptions {
  maxIterations?: number;
  /** Largest relative gradient that counts as flat. */
  tolerance?: number;
  /** No coordinate leaves [-limit, limit]: what is asked for are logarithms of parameters. */
  limit?: number;
  /** Second derivatives of nearly the same function near its minimum; used instead of this one's while each step makes the gradient much smaller. */
  curvature?: Float64Array;
}

/** Whether a coordinate is at the limit and the way down leads beyond. */
function isBlocked(coordinate: number, slope: number, limit: number): boolean {
  return (coordinate >= limit && slope < 0) || (coordinate <= -limit && slope > 0);
}

/** max |g_i| max(|x_i|, 1) / max(|f|, 1) over what may move: independent of the scale of the data (Dennis & Schnabel 1983, eq. 7.2.5). */
function relativeGradient(at: Float64Array, gradient: Float64Array, value: number, limit: number): number {
  const scale = Math.max(Math.abs(value), 1);
  let largest = 0;
  for (let index = 0; index < at.length; index += 1) {
    if (isBlocked(at[index] as number, gradient[index] as number, limit)) continue;
    const slope = Math.abs(gradient[index] as number) * Math.max(Math.abs(at[index] as number), 1);
    largest = Math.max(largest, slope / scale);
  }
  return largest;
}

/** Second derivatives by central differences of the analytic gradient, made symmetric. */
export function hessianOf(objective: Objective, at: Float64Array): Float64Array {
  const size = at.length;
  const hessian = new Float64Array(size * size);
  const shifted = Float64Array.from(at);
  const up = new Float64Array(size);
  const down = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    const centre = at[column] as number;
    const step = 1e-5 * Math.max(1, Math.abs(centre));
    shifted[column] = centre + step;
    objective(shifted, up);
    shifted[column] = centre - step;
    objective(shifted, down);
    shifted[column] = centre;
    for (let row = 0; row < size; row += 1)
      hessian[row * size + column] = ((up[row] as number) - (down[row] as number)) / (2 * step);
  }
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < row; column += 1) {
      const mean = ((hessian[row * size + column] as number) + (hessian[column * size + row] as number)) / 2;
      hessian[row * size + column] = mean;
      hessian[column * size + row] = mean;
    }
  return hessian;
}

/** Solves (matrix + shift I) step = right by Cholesky; null when that is not positive definite. */
export function solveShifted(matrix: Float64Array, right: Float64Array, shift: number): Float64Array | null {
  const size = right.length;
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = (matrix[row * size + column] as number) + (row === column ? shift : 0);
      for (let inner = 0; inner < column; inner += 1)
        sum -= (lower[row * size + inner] as number) * (lower[column * size + inner] as number);
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] as number);
      else if (sum > 0 && Number.isFinite(sum)) lower[row * size + row] = Math.sqrt(sum);
      else return null;
    }
  }
  const step = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let inner = 0; inner < row; inner += 1)
      step[row] = (step[row] as number) - (lower[row * size + inner] as number) * (step[inner] as number);
    step[row] = (step[row] as number) / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let inner = row + 1; inner < size; inner += 1)
      step[row] = (step[row] as number) - (lower[inner * size + row] as number) * (step[inner] as number);
    step[row] = (step[row] as number) / (lower[row * size + row] as number);
  }
  return step;
}

/**
 * Newton's method with a Levenberg-Marquardt shift, second derivatives by differences of the gradient. For a handful of parameters: few iterations, no
 * line search that could fail on rounding. Converged means a small relative gradient, or a ridge: a gradient below 1e-4 along which five steps gained less than a billionth.
 */
export function minimise(objective: Objective, start: Float64Array, options: MinimiseOptions = {}): Minimum {
  const { maxIterations = 100, tolerance = 1e-9, limit = 10 } = options;
  const size = start.length;
  let curvature = options.curvature ?? null;
  let at: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(at, gradient);
  let shift = curvature ? 1e-9 : 1e-3;
  let iterations = 0;
  let candidateGradient: Float64Array = new Float64Array(size);
  const values = [value];
  const isFlat = () => {
    const before = values.at(-5);
    const gained = before === undefined ? Number.POSITIVE_INFINITY : before - value;
    return gained < 1e-9 * Math.max(Math.abs(value), 1) && relativeGradient(at, gradient, value, limit) < 1e-4;
  };
  while (iterations < maxIterations && relativeGradient(at, gradient, value, limit) > tolerance && !isFlat()) {
    iterations += 1;
    const steepness = relativeGradient(at, gradient, value, limit);
    const hessian = curvature ? Float64Array.from(curvature) : hessianOf(objective, at);
    const right = gradient.map((slope) => -slope);
    hold(hessian, right, blockedOf(at, gradient, limit));
    const scale = diagonalScale(hessian, size);
    let moved = false;
    for (let attempt = 0; attempt < 60 && !moved; attempt += 1) {
      const step = solveShifted(hessian, right, shift * scale);
      if (step) {
        const candidate = stepFrom(at, step, limit);
        const candidateValue = objective(candidate, candidateGradient);
        if (Number.isFinite(candidateValue) && isNoWorse(candidateValue, value, candidateGradient, gradient)) {
          at = candidate;
          value = candidateValue;
          [gradient, candidateGradient] = [candidateGradient, gradient];
          shift = Math.max(shift / 10, 1e-14);
          moved = true;
        }
      }
      if (!moved) shift = Math.max(shift * 10, 1e-12);
    }
    const isGuided = curvature !== null;
    if (!moved || relativeGradient(at, gradient, value, limit) > steepness / 4) curvature = null;
    if (!moved && !isGuided) break;
    values.push(value);
  }
  return {
    at,
    value,
    gradient,
    hessian: hessianOf(objective, at),
    atLimit: blockedOf(at, gradient, limit),
    converged: relativeGradient(at, gradient, value, limit) <= Math.max(tolerance, 1e-6) || isFlat(),
    iterations,
  };
}

function blockedOf(at: Float64Array, gradient: Float64Array, limit: number): boolean[] {
  return Array.from(at, (coordinate, index) => isBlocked(coordinate, gradient[index] as number, limit));
}

/** Takes coordinates out of a system of equations: they stay where they are. */
function hold(matrix: Float64Array, right: Float64Array, held: boolean[]): void {
  const size = right.length;
  held.forEach((isHeld, index) => {
    if (!isHeld) return;
    right[index] = 0;
    for (let other = 0; other < size; other += 1) {
      matrix[index * size + other] = other === index ? 1 : 0;
      matrix[other * size + index] = other === index ? 1 : 0;
    }
  });
}

/** Near the optimum values differ by rounding only; there a smaller gradient decides. */
function isNoWorse(candidate: number, value: number, candidateGradient: Float64Array, gradient: Float64Array): boolean {
  if (candidate < value) return true;
  const rounding = 1e-11 * Math.max(Math.abs(value), 1);
  return candidate <= value + rounding && norm(candidateGradient) < norm(gradient);
}

const norm = (vector: Float64Array): number => Math.hypot(...vector);

function diagonalScale(hessian: Float64Array, size: number): number {
  let largest = 0;
  for (let row = 0; row < size; row += 1) largest = Math.max(largest, Math.abs(hessian[row * size + row] as number));
  return largest === 0 ? 1 : largest;
}

/** At most a factor of e^2 per parameter and step, inside the limits. */
function stepFrom(at: Float64Array, step: Float64Array, limit: number): Float64Array {
  const longest = Math.max(...step.map(Math.abs));
  const factor = longest > 2 ? 2 / longest : 1;
  return at.map((coordinate, index) => {
    const next = coordinate + factor * (step[index] as number);
    return Math.min(limit, Math.max(-limit, next));
  });
}

/** An optimum of nearly the same function, such as that of a sample, and the second derivatives there. */
export interface KnownOptimum {
  at: Float64Array;
  curvature: Float64Array;
}

/**
 * The best of several starts, a known optimum before the others; goes on to the next only while none has converged, or through all of them when every start is to be
 * tried.
 */
export function minimiseFrom(
  objective: Objective,
  starts: Float64Array[],
  { isEveryStartTried = false, ...options }: MinimiseOptions & { isEveryStartTried?: boolean } = {},
  known: KnownOptimum | null = null,
): Minimum {
  let best: Minimum | null = null;
  const begun = known ? [known, ...starts.map((at) => ({ at }))] : starts.map((at) => ({ at }));
  for (const { at, ...guide } of begun) {
    const found = minimise(objective, at, { ...options, ...guide });
    if (
      !best ||
      (found.converged && !best.converged) ||
      (found.converged === best.converged && found.value < best.value)
    )
      best = found;
    if (best.converged && !isEveryStartTried) break;
  }
  if (!best) throw new RangeError("no start to minimise from");
  return best;
}

/**
 * Standard errors of parameters `e^x` out of the Hessian in x of a negative log-likelihood (delta method); null where the likelihood is flat.
 * `isLog` says which coordinates are logarithms.
 */
export function standardErrorsOf(minimum: Minimum, isLog: boolean[]): (number | null)[] {
  return Array.from(minimum.at, (coordinate, index) => {
    const unit = new Float64Array(minimum.at.length);
    unit[index] = 1;
    const error = standardErrorAlong(minimum, unit);
    return error === null ? null : error * (isLog[index] ? Math.exp(coordinate) : 1);
  });
}

/** Standard error of the sum of the coordinates times `direction`; null where the likelihood is flat or one of them is at its limit. */
export function standardErrorAlong(minimum: Minimum, direction: Float64Array): number | null {
  if (minimum.atLimit.some((isHeld, index) => isHeld && direction[index] !== 0)) return null;
  const hessian = Float64Array.from(minimum.hessian);
  hold(hessian, new Float64Array(minimum.at.length), minimum.atLimit);
  const solved = solveShifted(hessian, direction, 0);
  const variance = solved
    ? solved.reduce((sum, value, index) => sum + value * (direction[index] as number), 0)
    : Number.NaN;
  return variance > 0 && Number.isFinite(variance) ? Math.sqrt(variance) : null;
}
