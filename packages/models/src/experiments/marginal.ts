import tCdf from "@stdlib/stats-base-dists-t-cdf";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { NotEnoughData } from "../customer-data.ts";
import type { Arm } from "./moments.ts";

export interface Marginal {
  /** Change of the metric per point of discount. */
  perPoint: number;
  standardError: number;
  low: number;
  high: number;
  pValue: number;
  members: number;
}

/**
 * What one more point of discount does to the metric (basket, say): weighted least squares of the arms' means on their discount, weights 1/variance of the mean, whose standard error is
 * 1 / sqrt(sum w (d - d_mean)^2). Throws NotEnoughData with fewer than two different discounts.
 */
export function marginalPerPoint(arms: readonly (Arm & { discountPoints: number })[], alpha = 0.05): Marginal {
  const used = arms.filter((arm) => arm.n >= 2 && arm.variance > 0);
  if (new Set(used.map((arm) => arm.discountPoints)).size < 2)
    throw new NotEnoughData("too_few_discounts", {
      discounts: new Set(used.map((arm) => arm.discountPoints)).size,
      needed: 2,
    });
  const weights = used.map((arm) => arm.n / arm.variance);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (value: (arm: (typeof used)[number]) => number) =>
    used.reduce((sum, arm, index) => sum + (weights[index] as number) * value(arm), 0) / whole;
  const centre = mean((arm) => arm.discountPoints);
  const level = mean((arm) => arm.mean);
  let spread = 0;
  let slope = 0;
  used.forEach((arm, index) => {
    const weight = weights[index] as number;
    spread += weight * (arm.discountPoints - centre) ** 2;
    slope += weight * (arm.discountPoints - centre) * (arm.mean - level);
  });
  const perPoint = slope / spread;
  const standardError = 1 / Math.sqrt(spread);
  const members = used.reduce((sum, arm) => sum + arm.n, 0);
  const freedom = members - used.length;
  const half = tQuantile(1 - alpha / 2, freedom) * standardError;
  return {
    perPoint,
    standardError,
    low: perPoint - half,
    high: perPoint + half,
    pValue: Math.min(1, 2 * tCdf(-Math.abs(perPoint / standardError), freedom)),
    members,
  };
}
