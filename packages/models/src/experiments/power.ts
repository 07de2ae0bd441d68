import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { sequentialWidth } from "./sequential.ts";

export interface PowerQuestion {
  /** Of the metric per member. */
  mean: number;
  variance: number;
  /** Members over all arms, control included. */
  members: number;
  arms: number;
  alpha?: number;
  /** Tuning of the sequential test; absent = a fixed test, looked at once. */
  sequentialTuning?: number;
  /**
   * `inflated` (GrowthBook): the standard error grows by z_seq / z and a z-test follows. `direct`: the chance that the sequential interval leaves out zero at that one look.
   */
  sequentialConvention?: "inflated" | "direct";
}

function standardError({ mean, variance, members, arms }: PowerQuestion, lift: number): number {
  const perArm = members / arms;
  return Math.sqrt((variance / (mean ** 2 * perArm)) * (1 + (1 + lift) ** 2));
}

/** Chance to see a relative lift. */
export function powerOf(question: PowerQuestion, lift: number): number {
  const { alpha = 0.05, sequentialTuning, sequentialConvention = "inflated" } = question;
  const z = normalQuantile(1 - alpha / 2, 0, 1);
  let error = standardError(question, lift);
  let needed = z;
  if (sequentialTuning !== undefined) {
    const width = sequentialWidth((2 * question.members) / question.arms, alpha, sequentialTuning);
    if (sequentialConvention === "inflated") error *= width / z;
    else needed = width;
  }
  return normalCdf(lift / error - needed, 0, 1) + normalCdf(-lift / error - needed, 0, 1);
}

/** Smallest relative lift that is seen with chance `power`; null when none up to tenfold is. */
export function minimumDetectableEffect(question: PowerQuestion, power = 0.8): number | null {
  let low = 0;
  let high = 10;
  if (powerOf(question, high) < power) return null;
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2;
    if (powerOf(question, middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/** Members needed over all arms to see `lift` with chance `power`; null above ten billion. */
export function membersNeeded(question: Omit<PowerQuestion, "members">, lift: number, power = 0.8): number | null {
  let high = 100;
  while (powerOf({ ...question, members: high }, lift) < power) {
    high *= 2;
    if (high > 1e10) return null;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (powerOf({ ...question, members: middle }, lift) < power) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}
