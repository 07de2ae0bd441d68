/** Sums over the units of one arm; a unit is a member. */
export interface ArmSums {
  n: number;
  sum: number;
  sumOfSquares: number;
}

export interface Arm {
  n: number;
  mean: number;
  /** Variance of one unit (not of the mean). */
  variance: number;
}

/** Mean and unbiased variance out of sums. */
export function meanArm({ n, sum, sumOfSquares }: ArmSums): Arm {
  if (n <= 0) return { n: 0, mean: 0, variance: 0 };
  return { n, mean: sum / n, variance: n > 1 ? Math.max(0, (sumOfSquares - (sum * sum) / n) / (n - 1)) : 0 };
}

/** Share of units that did something: variance p (1 - p). */
export function proportionArm({ n, sum }: Pick<ArmSums, "n" | "sum">): Arm {
  if (n <= 0) return { n: 0, mean: 0, variance: 0 };
  const p = sum / n;
  return { n, mean: p, variance: p * (1 - p) };
}

export interface RatioSums {
  n: number;
  numerator: Omit<ArmSums, "n">;
  denominator: Omit<ArmSums, "n">;
  /** Sum over units of numerator times denominator. */
  sumOfProducts: number;
}

/** Ratio of two sums per unit (revenue per order, say), its variance by the delta method. */
export function ratioArm({ n, numerator, denominator, sumOfProducts }: RatioSums): Arm {
  if (n <= 1 || denominator.sum === 0) return { n: 0, mean: 0, variance: 0 };
  const above = meanArm({ n, ...numerator });
  const below = meanArm({ n, ...denominator });
  const covariance = (sumOfProducts - (numerator.sum * denominator.sum) / n) / (n - 1);
  const d = below.mean;
  const variance =
    above.variance / d ** 2 - (2 * covariance * above.mean) / d ** 3 + (below.variance * above.mean ** 2) / d ** 4;
  return { n, mean: above.mean / d, variance: Math.max(0, variance) };
}

export type Scale = "absolute" | "relative";

export interface Difference {
  /** mean(treatment) - mean(control), or that over |mean(control)|. */
  estimate: number;
  standardError: number;
}

/** Difference of treatment against control with its standard error; the relative one by the delta method. */
export function differenceOf(control: Arm, treatment: Arm, scale: Scale): Difference {
  return {
    estimate: estimateOf(control, treatment, scale),
    standardError: Math.sqrt(varianceOf(control, treatment, scale)),
  };
}

function estimateOf(control: Arm, treatment: Arm, scale: Scale): number {
  const difference = treatment.mean - control.mean;
  return scale === "absolute" ? difference : difference / Math.abs(control.mean);
}

/** Variance of the (relative) difference of two means. */
export function varianceOf(control: Arm, treatment: Arm, scale: Scale): number {
  if (scale === "absolute") return control.variance / control.n + treatment.variance / treatment.n;
  const m = control.mean;
  return treatment.variance / (treatment.n * m ** 2) + (control.variance * treatment.mean ** 2) / (control.n * m ** 4);
}

export type Unjudged = "no_units" | "no_variance" | "no_baseline" | "too_few_units";

/** Why two arms cannot be compared; null when they can. */
export function unjudged(control: Arm, treatment: Arm, scale: Scale): Unjudged | null {
  if (control.n === 0 || treatment.n === 0) return "no_units";
  if (control.n < 2 || treatment.n < 2) return "too_few_units";
  if (scale === "relative" && control.mean === 0) return "no_baseline";
  if (!(varianceOf(control, treatment, scale) > 0)) return "no_variance";
  return null;
}
