import { type Arm, checkAlpha, type Difference, differenceOf, type Judged, type Scale } from "./moments.ts";

export interface SequentialOptions {
  alpha?: number;
  /** Units (both arms) at which the interval is narrowest against a fixed test. */
  tuning?: number;
  side?: "two" | "greater" | "less";
}

export interface SequentialResult {
  estimate: number;
  standardError: number;
  low: number;
  high: number;
  /** Valid however often one looks. */
  pValue: number;
}

/** rho^2 that makes the sequence narrowest at `tuning` units: Waudby-Smith et al. 2021 (arXiv 2103.06476v7), eq. 161. */
function rhoSquared(alpha: number, tuning: number): number {
  if (!(tuning > 0)) throw new RangeError(`tuning ${tuning}`);
  const log = -2 * Math.log(alpha);
  return (log + Math.log(log + 1)) / tuning;
}

/** Half-width in standard errors after `n` units: the same paper, eq. 9 (two sides) and eq. 134 (one side). */
export function sequentialWidth(n: number, alpha: number, tuning: number, side: "two" | "one" = "two"): number {
  checkAlpha(alpha, side === "two" ? 1 : 0.5);
  const seen = n * rhoSquared(side === "two" ? alpha : 2 * alpha, tuning);
  const log = side === "two" ? Math.log(Math.sqrt(seen + 1) / alpha) : Math.log(1 + Math.sqrt(seen + 1) / (2 * alpha));
  return Math.sqrt(((2 * (seen + 1)) / seen) * log);
}

/** The asymptotic confidence sequence of a difference (of means, or one that CUPED made). */
export function sequentialTestOf(difference: Difference, options: SequentialOptions = {}): SequentialResult {
  const { alpha = 0.05, tuning = 5_000, side = "two" } = options;
  const { estimate, standardError, units } = difference;
  const width = sequentialWidth(units, alpha, tuning, side === "two" ? "two" : "one") * standardError;
  const z = estimate / standardError;
  return {
    estimate,
    standardError,
    low: side === "less" ? Number.NEGATIVE_INFINITY : estimate - width,
    high: side === "greater" ? Number.POSITIVE_INFINITY : estimate + width,
    pValue:
      side === "two" ? twoSided(units, z, alpha, tuning) : oneSided(units, side === "greater" ? z : -z, alpha, tuning),
  };
}

/** A test that may be looked at every day, relative unless told otherwise. */
export function sequentialTest(
  control: Arm,
  treatment: Arm,
  { scale = "relative", ...options }: SequentialOptions & { scale?: Scale } = {},
): Judged<SequentialResult> {
  const difference = differenceOf(control, treatment, scale);
  return difference.judged ? { judged: true, ...sequentialTestOf(difference, options) } : difference;
}

/** The same paper, eq. 155. */
function twoSided(n: number, z: number, alpha: number, tuning: number): number {
  const seen = n * rhoSquared(alpha, tuning);
  return Math.min(1, Math.sqrt(seen + 1) * Math.exp((-seen * z * z) / (2 * (seen + 1))));
}

/** The smallest level whose one-sided bound (eq. 134) leaves out zero, rho as `alpha` tuned it: the equation solved for the level. */
function oneSided(n: number, z: number, alpha: number, tuning: number): number {
  if (z <= 0) return 1;
  const seen = n * rhoSquared(2 * alpha, tuning);
  return Math.min(1, Math.sqrt(seen + 1) / (2 * Math.expm1((seen * z * z) / (2 * (seen + 1)))));
}
