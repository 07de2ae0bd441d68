import { type Arm, differenceOf, type Scale, unjudged } from "./moments.ts";
import type { Judged } from "./t-test.ts";

export interface SequentialOptions {
  scale?: Scale;
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

/** rho of the asymptotic confidence sequence, narrowest at `tuning` units: Waudby-Smith et al. 2021 (arXiv 2103.06476), eq. (8) and proposition 2.2. */
function rhoSquared(alpha: number, tuning: number): number {
  const log = -2 * Math.log(alpha);
  return (log + Math.log(log + 1)) / tuning;
}

/** Half-width in standard errors after `n` units. */
export function sequentialWidth(n: number, alpha: number, tuning: number, side: "two" | "one" = "two"): number {
  const rho2 = rhoSquared(side === "two" ? alpha : 2 * alpha, tuning);
  const seen = n * rho2;
  const log = side === "two" ? Math.log(Math.sqrt(seen + 1) / alpha) : Math.log(1 + Math.sqrt(seen + 1) / (2 * alpha));
  return Math.sqrt(((2 * (seen + 1)) / seen) * log);
}

/** A test that may be looked at every day: asymptotic confidence sequence, relative by default. */
export function sequentialTest(
  control: Arm,
  treatment: Arm,
  options: SequentialOptions = {},
): Judged<SequentialResult> {
  const { scale = "relative", alpha = 0.05, tuning = 5_000, side = "two" } = options;
  const reason = unjudged(control, treatment, scale);
  if (reason) return { judged: false, reason };
  const { estimate, standardError } = differenceOf(control, treatment, scale);
  const n = control.n + treatment.n;
  const width = sequentialWidth(n, alpha, tuning, side === "two" ? "two" : "one") * standardError;
  const z = estimate / standardError;
  return {
    judged: true,
    estimate,
    standardError,
    low: side === "less" ? Number.NEGATIVE_INFINITY : estimate - width,
    high: side === "greater" ? Number.POSITIVE_INFINITY : estimate + width,
    pValue: side === "two" ? twoSided(n, z, alpha, tuning) : oneSided(n, side === "greater" ? z : -z, alpha, tuning),
  };
}

function twoSided(n: number, z: number, alpha: number, tuning: number): number {
  const seen = n * rhoSquared(alpha, tuning);
  return Math.min(1, Math.sqrt(seen + 1) * Math.exp((-seen * z * z) / (2 * (seen + 1))));
}

/** The smallest level whose one-sided interval leaves out zero, the width of `alpha`'s tuning kept: solved out of the formula of the bound. */
function oneSided(n: number, z: number, alpha: number, tuning: number): number {
  if (z <= 0) return 1;
  const seen = n * rhoSquared(2 * alpha, tuning);
  return Math.min(1, Math.sqrt(seen + 1) / (2 * Math.expm1((seen * z * z) / (2 * (seen + 1)))));
}
