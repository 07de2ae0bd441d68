import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { type Arm, checkAlpha, type Difference, differenceOf, type Judged, type Scale } from "./moments.ts";

export interface TestOptions {
  /** 0.05 = 95% intervals. */
  alpha?: number;
  /** `greater` and `less` ask one side only; the interval is then open (infinite) on the other. */
  side?: "two" | "greater" | "less";
}

export interface TestResult {
  estimate: number;
  standardError: number;
  low: number;
  high: number;
  pValue: number;
  degreesOfFreedom: number;
}

/** Welch's t-test of a difference (of means, or one that CUPED made). */
export function tTestOf(difference: Difference, options: TestOptions = {}): TestResult {
  const { alpha = 0.05, side = "two" } = options;
  checkAlpha(alpha);
  const { estimate, standardError, degreesOfFreedom } = difference;
  const t = estimate / standardError;
  const half = tQuantile(side === "two" ? 1 - alpha / 2 : 1 - alpha, degreesOfFreedom) * standardError;
  const tail = (value: number) => tCdf(-value, degreesOfFreedom);
  return {
    estimate,
    standardError,
    low: side === "less" ? Number.NEGATIVE_INFINITY : estimate - half,
    high: side === "greater" ? Number.POSITIVE_INFINITY : estimate + half,
    pValue: side === "two" ? Math.min(1, 2 * tail(Math.abs(t))) : tail(side === "greater" ? t : -t),
    degreesOfFreedom,
  };
}

/** Welch's t-test of treatment against control, relative unless told otherwise. */
export function tTest(
  control: Arm,
  treatment: Arm,
  { scale = "relative", ...options }: TestOptions & { scale?: Scale } = {},
): Judged<TestResult> {
  const difference = differenceOf(control, treatment, scale);
  return difference.judged ? { judged: true, ...tTestOf(difference, options) } : difference;
}
