import { randomOf } from "../random.ts";
import type { Arm, Unjudged } from "./moments.ts";

export interface BanditOptions {
  /** Least share of each arm. */
  floor?: number;
  /** Half to the best, half to the runner-up of each draw, so that the leader is still challenged; else all to the best. */
  topTwo?: boolean;
  /** `least` when less of the metric is better. */
  goal?: "most" | "least";
  /** Fewest members, as a mean over the arms, before shares move. */
  fewestPerArm?: number;
  draws?: number;
  seed?: number;
}

export interface BanditShares {
  /** Of the next members; they add up to 1. */
  shares: number[];
  /** Chance of each arm to be the best; null while there is too little to say. */
  chancesToBeBest: number[] | null;
  /** Why the shares are still equal; null when they follow the data. */
  reason: Unjudged | null;
}

/** p_i = f + (1 - k f) w_i; with k f > 1 all alike, with f < 0 as if 0 (GrowthBook's bandit weights). Throws RangeError for a floor that is no number. */
export function withFloor(weights: readonly number[], floor: number): number[] {
  if (Number.isNaN(floor)) throw new RangeError("a floor that is no number");
  const least = Math.max(0, floor);
  const k = weights.length;
  if (k * least > 1) return weights.map(() => 1 / k);
  return weights.map((weight) => least + (1 - k * least) * weight);
}

/** Variances of the units; an arm in which nobody (or everybody) did it yet borrows that within all arms, else it could never be drawn as anything but its mean. */
function variancesOf(arms: readonly Arm[]): number[] {
  const units = arms.reduce((sum, arm) => sum + arm.n - 1, 0);
  const pooled = arms.reduce((sum, arm) => sum + (arm.n - 1) * arm.variance, 0) / units;
  return arms.map((arm) => (arm.variance > 0 ? arm.variance : pooled));
}

function unjudgedArms(arms: readonly Arm[], fewestPerArm: number): Unjudged | null {
  if (arms.some(({ n, mean, variance }) => ![n, mean, variance].every(Number.isFinite))) return "not_finite";
  if (arms.every((arm) => arm.n <= 0)) return "no_units";
  const members = arms.reduce((sum, arm) => sum + arm.n, 0);
  if (arms.some((arm) => arm.n < 2) || members < fewestPerArm * arms.length) return "too_few_units";
  if (!arms.some((arm) => arm.variance > 0)) return "no_variance";
  return null;
}

/**
 * Shares of the next members by Thompson sampling over normal posteriors with flat priors (Russo et al. 2018, chapter 3); with `topTwo` the best and the runner-up of every draw count alike,
 * as in GrowthBook. Reproducible: the seed decides. Throws RangeError for fewer than two arms, or options that cannot be.
 */
export function banditShares(arms: readonly Arm[], options: BanditOptions = {}): BanditShares {
  const { floor = 0.01, topTwo = true, goal = "most", fewestPerArm = 100, draws = 10_000, seed = 1 } = options;
  const k = arms.length;
  if (k < 2) throw new RangeError(`a bandit of ${k} arms`);
  if (!(Number.isInteger(draws) && draws > 0)) throw new RangeError(`${draws} draws`);
  const reason = unjudgedArms(arms, fewestPerArm);
  if (reason) return { shares: arms.map(() => 1 / k), chancesToBeBest: null, reason };
  const sign = goal === "most" ? 1 : -1;
  const variances = variancesOf(arms);
  const posterior = arms.map(({ n, mean }, arm) => ({
    mean: sign * mean,
    deviation: Math.sqrt((variances[arm] as number) / n),
  }));
  const normal = normalsOf(seed);
  const best = new Float64Array(k);
  const second = new Float64Array(k);
  for (let draw = 0; draw < draws; draw += 1) {
    const [first, runnerUp] = twoHighest(posterior.map(({ mean, deviation }) => mean + normal() * deviation));
    best[first] = (best[first] as number) + 1;
    second[runnerUp] = (second[runnerUp] as number) + 1;
  }
  const chancesToBeBest = Array.from(best, (count) => count / draws);
  const weights = topTwo
    ? chancesToBeBest.map((chance, arm) => (chance + (second[arm] as number) / draws) / 2)
    : chancesToBeBest;
  return { shares: withFloor(weights, floor), chancesToBeBest, reason: null };
}

/** Box & Muller 1958. */
function normalsOf(seed: number): () => number {
  const random = randomOf(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Places of the two highest values. */
function twoHighest(values: readonly number[]): [number, number] {
  let first = 0;
  let second = -1;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] as number;
    if (value > (values[first] as number)) {
      second = first;
      first = index;
    } else if (second < 0 || value > (values[second] as number)) second = index;
  }
  return [first, second];
}
