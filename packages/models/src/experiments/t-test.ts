import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { type Arm, differenceOf, type Scale, type Unjudged, unjudged } from "./moments.ts";

export interface TestOptions {
  scale?: Scale;
  /** 0.05 = 95% intervals. */
  alpha?: number;
  /** `greater` and `less` ask one side only. */
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

export type Judged<T> = ({ judged: true } & T) | { judged: false; reason: Unjudged };

/** Degrees of freedom of Welch (1947) and Satterthwaite (1946), from the variances of the arms. */
export function welchDegrees(control: Arm, treatment: Arm): number {
  const c = control.variance / control.n;
  const t = treatment.variance / treatment.n;
  return (c + t) ** 2 / (c ** 2 / (control.n - 1) + t ** 2 / (treatment.n - 1));
}

/** Welch's t-test of treatment against control, absolute or relative (default). */
export function tTest(control: Arm, treatment: Arm, options: TestOptions = {}): Judged<TestResult> {
  const { scale = "relative", alpha = 0.05, side = "two" } = options;
  const reason = unjudged(control, treatment, scale);
  if (reason) return { judged: false, reason };
  const { estimate, standardError } = differenceOf(control, treatment, scale);
  const degreesOfFreedom = welchDegrees(control, treatment);
  const t = estimate / standardError;
  const half = tQuantile(side === "two" ? 1 - alpha / 2 : 1 - alpha, degreesOfFreedom) * standardError;
  const upper = 1 - tCdf(t, degreesOfFreedom);
  const pValue =
    side === "two" ? Math.min(1, 2 * tCdf(-Math.abs(t), degreesOfFreedom)) : side === "greater" ? upper : 1 - upper;
  return {
    judged: true,
    estimate,
    standardError,
    low: side === "less" ? Number.NEGATIVE_INFINITY : estimate - half,
    high: side === "greater" ? Number.POSITIVE_INFINITY : estimate + half,
    pValue,
    degreesOfFreedom,
  };
}
