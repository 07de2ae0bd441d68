import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { type BayesianOptions, type BayesianResult, bayesianTest } from "./bayesian.ts";
import type { Arm } from "./moments.ts";

export interface QuantileArm {
  n: number;
  /** The quantile, and the order statistics that bound it at 95%. */
  quantile: number;
  low: number;
  high: number;
}

/** Variance of a quantile out of its distribution-free interval (Deng, Knoblich & Lu 2018). */
function armOf({ n, quantile, low, high }: QuantileArm): Arm {
  const standardError = (high - low) / (2 * normalQuantile(0.975, 0, 1));
  return { n, mean: quantile, variance: (n - 1) * standardError ** 2 };
}

/** Difference of a quantile between two arms. */
export function quantileTest(
  control: QuantileArm,
  treatment: QuantileArm,
  options: BayesianOptions = {},
): BayesianResult {
  return bayesianTest(armOf(control), armOf(treatment), options);
}
