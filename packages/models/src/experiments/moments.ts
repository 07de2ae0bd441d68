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

const noUnits: Arm = { n: 0, mean: 0, variance: 0 };

/** Below this share of the sum of squares a spread is the rounding of the sums, not a difference between members. */
const roundingShare = 1e-12;

/** Unbiased variance of one unit; 0 when the units do not differ by more than rounding. */
export function varianceOfSums({ n, sum, sumOfSquares }: ArmSums): number {
  if (n <= 1) return 0;
  const spread = sumOfSquares - (sum * sum) / n;
  return spread > roundingShare * sumOfSquares ? spread / (n - 1) : 0;
}

/** Mean and unbiased variance out of sums. */
export function meanArm(sums: ArmSums): Arm {
  if (!(sums.n > 0)) return noUnits;
  return { n: sums.n, mean: sums.sum / sums.n, variance: varianceOfSums(sums) };
}

/** Share of units that did something: variance p (1 - p). Throws RangeError when more did it than there are. */
export function proportionArm({ n, sum }: Pick<ArmSums, "n" | "sum">): Arm {
  if (!(n > 0)) return noUnits;
  if (!(sum >= 0 && sum <= n)) throw new RangeError(`${sum} of ${n} units`);
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

/**
 * Ratio of two sums per unit (revenue per order, say), its variance by the delta method (Deng, Knoblich & Lu 2018, section 2.2). Without a denominator there is nothing to divide by: no units.
 */
export function ratioArm({ n, numerator, denominator, sumOfProducts }: RatioSums): Arm {
  if (!(n > 1) || denominator.sum === 0) return noUnits;
  const above = meanArm({ n, ...numerator });
  const below = meanArm({ n, ...denominator });
  const covariance = (sumOfProducts - (numerator.sum * denominator.sum) / n) / (n - 1);
  const ratio = above.mean / below.mean;
  const parts = [above.variance, ratio ** 2 * below.variance, -2 * ratio * covariance];
  const spread = parts.reduce((sum, part) => sum + part, 0);
  const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
  return { n, mean: ratio, variance: spread > roundingShare * size ? spread / below.mean ** 2 : 0 };
}

export type Scale = "absolute" | "relative";

/** Why arms cannot be compared. */
export type Unjudged = "no_units" | "too_few_units" | "no_variance" | "no_baseline" | "not_finite";

export type Judged<T> = ({ judged: true } & T) | { judged: false; reason: Unjudged };

/** What a test needs to know of two arms. */
export interface Difference {
  /** mean(treatment) - mean(control), or that over |mean(control)|. */
  estimate: number;
  standardError: number;
  /** Of Welch (1947) and Satterthwaite (1946). */
  degreesOfFreedom: number;
  /** In both arms. */
  units: number;
  /** What a lift of 1 (= 100%) is on this scale: 1 when relative, |mean(control)| when absolute. */
  liftUnit: number;
}

/** Degrees of freedom of Welch and Satterthwaite, from the variances of the arms (also for relative differences). */
export function welchDegrees(control: Arm, treatment: Arm): number {
  const ofControl = control.variance / control.n;
  const share = ofControl / (ofControl + treatment.variance / treatment.n);
  return 1 / (share ** 2 / (control.n - 1) + (1 - share) ** 2 / (treatment.n - 1));
}

/** Variance of the (relative) difference of two means; the relative one by the delta method. */
export function varianceOf(control: Arm, treatment: Arm, scale: Scale): number {
  const ofControl = control.variance / control.n;
  const ofTreatment = treatment.variance / treatment.n;
  if (scale === "absolute") return ofControl + ofTreatment;
  const ratio = treatment.mean / control.mean;
  return (ofTreatment + ofControl * ratio ** 2) / control.mean ** 2;
}

/** Why two arms cannot be compared; null when they can. An arm whose units are all alike tells nothing of how far its mean may be off, so it is not judged by the other's variance. */
export function unjudged(control: Arm, treatment: Arm, scale: Scale): Unjudged | null {
  for (const { n, mean, variance } of [control, treatment])
    if (![n, mean, variance].every(Number.isFinite)) return "not_finite";
  if (control.n <= 0 || treatment.n <= 0) return "no_units";
  if (control.n < 2 || treatment.n < 2) return "too_few_units";
  if (scale === "relative" && control.mean === 0) return "no_baseline";
  if (!(control.variance > 0 && treatment.variance > 0)) return "no_variance";
  return null;
}

/** Difference of treatment against control with its standard error, or why there is none. */
export function differenceOf(control: Arm, treatment: Arm, scale: Scale): Judged<Difference> {
  const reason = unjudged(control, treatment, scale);
  if (reason) return { judged: false, reason };
  const baseline = Math.abs(control.mean);
  const difference = treatment.mean - control.mean;
  return finite({
    estimate: scale === "absolute" ? difference : difference / baseline,
    standardError: Math.sqrt(varianceOf(control, treatment, scale)),
    degreesOfFreedom: welchDegrees(control, treatment),
    units: control.n + treatment.n,
    liftUnit: scale === "absolute" ? baseline : 1,
  });
}

/** The difference when its numbers could be computed. */
export function finite<T extends Difference>(difference: T): Judged<T> {
  const { estimate, standardError, degreesOfFreedom } = difference;
  if (standardError === 0) return { judged: false, reason: "no_variance" };
  const numbers = [estimate, standardError, degreesOfFreedom, estimate / standardError];
  return numbers.every(Number.isFinite) ? { judged: true, ...difference } : { judged: false, reason: "not_finite" };
}

/** A level of error must lie between 0 and 1; one-sided sequential bounds need less than a half. Throws RangeError. */
export function checkAlpha(alpha: number, below = 1): void {
  if (!(alpha > 0 && alpha < below)) throw new RangeError(`alpha ${alpha} is not between 0 and ${below}`);
}
