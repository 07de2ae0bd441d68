import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { NotEnoughData } from "../customer-data.ts";
import { type BayesianJudgement, type BayesianOptions, bayesianTest } from "./bayesian.ts";
import type { Arm, Scale } from "./moments.ts";

export interface QuantileArm {
  n: number;
  /** The quantile, and the order statistics that bound it at 95%. */
  quantile: number;
  low: number;
  high: number;
}

const z95 = normalQuantile(0.975, 0, 1);

/**
 * A quantile with its distribution-free 95% bounds: the values at the ranks n q and n q +- 1.96 sqrt(n q (1 - q)) (Deng, Knoblich & Lu 2018, section 4). `sorted` ascends. Throws NotEnoughData
 * when there are too few values for both ranks to exist, RangeError for values that do not ascend.
 */
export function quantileArm(sorted: Float64Array, q: number): QuantileArm {
  if (!(q > 0 && q < 1)) throw new RangeError(`quantile ${q}`);
  const row = sorted.findIndex((value, index) => !(value >= (index === 0 ? value : (sorted[index - 1] as number))));
  if (row >= 0) throw new RangeError(`row ${row}: ${sorted[row]} is not in ascending order`);
  const n = sorted.length;
  const ranks = ranksOf(n, q);
  if (!ranks) throw new NotEnoughData("too_few_units", { units: n, needed: unitsFor(q) });
  const at = (rank: number) => sorted[rank - 1] as number;
  return { n, quantile: at(Math.ceil(n * q)), low: at(ranks.low), high: at(ranks.high) };
}

/** Ranks, from 1, of the values that bound the quantile; null when one of them lies outside. */
function ranksOf(n: number, q: number): { low: number; high: number } | null {
  const reach = z95 * Math.sqrt(n * q * (1 - q));
  const low = Math.floor(n * q - reach);
  const high = Math.ceil(n * q + reach);
  return low >= 1 && high <= n ? { low, high } : null;
}

/** Fewest units with which both ranks exist. */
function unitsFor(q: number): number {
  let n = 2;
  while (!ranksOf(n, q)) n += 1;
  return n;
}

/** Variance of a quantile out of its distribution-free interval (Deng, Knoblich & Lu 2018), with n - 1 as GrowthBook has it. */
function armOf({ n, quantile, low, high }: QuantileArm): Arm {
  const standardError = (high - low) / (2 * z95);
  return { n, mean: quantile, variance: Math.max(0, n - 1) * standardError ** 2 };
}

/** Difference of a quantile between two arms. Bounds that fall together (many equal values) are `no_variance`. */
export function quantileTest(
  control: QuantileArm,
  treatment: QuantileArm,
  options: BayesianOptions & { scale?: Scale } = {},
): BayesianJudgement {
  return bayesianTest(armOf(control), armOf(treatment), options);
}
