import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { NotEnoughData } from "../customer-data.ts";
import { type Arm, checkAlpha } from "./moments.ts";

export interface DiscountArm extends Arm {
  /** Percentage points off the price: 10 = 10%. */
  discountPoints: number;
}

export interface Marginal {
  /** Change of the metric per point of discount. */
  perPoint: number;
  standardError: number;
  low: number;
  high: number;
  pValue: number;
  /** Behind the slope. */
  members: number;
  /** Members of arms that could not be used: fewer than two, or all alike. */
  membersLeftOut: number;
  /** Chance of arms this far from one straight line if there is one (Cochran's Q, arms - 2 degrees of freedom); null for two arms, which always lie on one. Small = the slope is not the same everywhere. */
  straightLineP: number | null;
}

/**
 * What one more point of discount does to the metric (basket, say): weighted least squares of the arms' means on their discount, weights 1/variance of the mean, whose standard error is
 * 1 / sqrt(sum w (d - d_mean)^2) (Cochran 1954). Throws NotEnoughData with fewer than two different discounts.
 */
export function marginalPerPoint(arms: readonly DiscountArm[], alpha = 0.05): Marginal {
  checkAlpha(alpha);
  const used = arms.filter(
    (arm) => arm.n >= 2 && arm.variance > 0 && [arm.variance, arm.mean, arm.discountPoints].every(Number.isFinite),
  );
  const discounts = new Set(used.map((arm) => arm.discountPoints)).size;
  if (discounts < 2) throw new NotEnoughData("too_few_discounts", { discounts, needed: 2 });
  const weighted = used.map((arm) => ({ ...arm, weight: arm.n / arm.variance }));
  const sum = (value: (arm: (typeof weighted)[number]) => number) =>
    weighted.reduce((total, arm) => total + arm.weight * value(arm), 0);
  const whole = sum(() => 1);
  const centre = sum((arm) => arm.discountPoints) / whole;
  const level = sum((arm) => arm.mean) / whole;
  const spread = sum((arm) => (arm.discountPoints - centre) ** 2);
  const perPoint = sum((arm) => (arm.discountPoints - centre) * (arm.mean - level)) / spread;
  const standardError = 1 / Math.sqrt(spread);
  const members = used.reduce((total, arm) => total + arm.n, 0);
  const freedom = members - used.length;
  const half = tQuantile(1 - alpha / 2, freedom) * standardError;
  const offLine = sum((arm) => (arm.mean - level - perPoint * (arm.discountPoints - centre)) ** 2);
  return {
    perPoint,
    standardError,
    low: perPoint - half,
    high: perPoint + half,
    pValue: Math.min(1, 2 * tCdf(-Math.abs(perPoint / standardError), freedom)),
    members,
    membersLeftOut: arms.reduce((total, arm) => total + arm.n, 0) - members,
    straightLineP: used.length > 2 ? 1 - chiSquareCdf(offLine, used.length - 2) : null,
  };
}
