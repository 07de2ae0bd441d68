import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { NotEnoughData } from "../customer-data.ts";
import { checkAlpha } from "./moments.ts";
import { sequentialWidth } from "./sequential.ts";

export interface PowerQuestion {
  /** Of the metric per member, before the experiment. */
  mean: number;
  variance: number;
  /** Members over all arms, control included. */
  members: number;
  arms: number;
  alpha?: number;
  /** Tuning of the sequential test; absent = a fixed test, looked at once. */
  sequentialTuning?: number;
  /**
   * `direct` (default): the chance that the sequential interval leaves out zero when looked at with all members, which is what the test will do; earlier looks only add to it. `inflated`
   * (GrowthBook): the standard error grows by z_seq / z and a z-test follows, which promises more than the interval keeps.
   */
  sequentialConvention?: "direct" | "inflated";
}

/** Throws NotEnoughData when the metric says nothing, RangeError when there is nothing to split. */
function check({ mean, variance, members, arms, alpha = 0.05 }: PowerQuestion): void {
  checkAlpha(alpha);
  if (!(Number.isInteger(arms) && arms >= 2)) throw new RangeError(`${arms} arms`);
  if (!(Number.isFinite(mean) && mean !== 0)) throw new NotEnoughData("no_baseline", { mean });
  if (!(Number.isFinite(variance) && variance > 0)) throw new NotEnoughData("no_variance", { variance });
  if (!(Number.isFinite(members) && members >= 2 * arms))
    throw new NotEnoughData("too_few_units", { members, needed: 2 * arms });
}

/** Of the relative difference of two arms: treatment's mean is (1 + lift) times control's, the variances are alike. */
function standardError({ mean, variance, members, arms }: PowerQuestion, lift: number): number {
  const perArm = members / arms;
  return Math.sqrt((variance / (mean ** 2 * perArm)) * (1 + (1 + lift) ** 2));
}

/** Chance of a two-sided z-test of the relative difference (delta method) to see a relative lift (0.05 = 5%). Throws NotEnoughData when the metric says nothing, RangeError when there is nothing to split or the lift is no number. */
export function powerOf(question: PowerQuestion, lift: number): number {
  check(question);
  if (!Number.isFinite(lift)) throw new RangeError(`lift ${lift}`);
  const { alpha = 0.05, sequentialTuning, sequentialConvention = "direct" } = question;
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

function checkPower(power: number, alpha = 0.05): void {
  if (!(power > alpha && power < 1)) throw new RangeError(`power ${power} is not between alpha and 1`);
}

/** Smallest relative lift that is seen with chance `power`; null when none up to tenfold is. */
export function minimumDetectableEffect(question: PowerQuestion, power = 0.8): number | null {
  checkPower(power, question.alpha);
  let low = 0;
  let high = 10;
  if (powerOf(question, high) < power) return null;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (powerOf(question, middle) < power) low = middle;
    else high = middle;
  }
  return high;
}

/** Fewest members over all arms with which `lift` is seen with chance `power`; null when ten billion are not enough. */
export function membersNeeded(question: Omit<PowerQuestion, "members">, lift: number, power = 0.8): number | null {
  checkPower(power, question.alpha);
  const isEnough = (members: number) => powerOf({ ...question, members }, lift) >= power;
  let low = 2 * question.arms;
  if (isEnough(low)) return low;
  let high = low;
  while (!isEnough(high)) {
    low = high;
    high *= 2;
    if (high > 1e10) return null;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
