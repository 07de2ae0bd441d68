import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import {
  type Arm,
  checkAlpha,
  type Difference,
  differenceOf,
  type Judged,
  type Scale,
  type Unjudged,
} from "./moments.ts";

export interface Prior {
  mean: number;
  /** Standard deviation on the relative scale; for absolute effects it is multiplied by |mean(control)|. */
  standardDeviation: number;
}

/** What GrowthBook offers as its proper prior on lift. */
export const usualPrior: Prior = { mean: 0, standardDeviation: 0.3 };

export interface BayesianOptions {
  alpha?: number;
  /** Absent = flat. */
  prior?: Prior;
}

export interface BayesianResult {
  estimate: number;
  standardDeviation: number;
  low: number;
  high: number;
  /** P(treatment better than control). */
  chanceToWin: number;
  /** Expected loss when control is kept, when treatment is taken. */
  riskOfControl: number;
  riskOfTreatment: number;
}

/** Without a judgement nothing but the even chance is said: no interval, no risk. */
export type BayesianJudgement =
  | ({ judged: true } & BayesianResult)
  | { judged: false; reason: Unjudged; estimate: 0; chanceToWin: 0.5 };

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** E[max(d, 0)] of d ~ N(mean, sd^2) = mean Phi(mean/sd) + sd phi(mean/sd). */
function expectedGain(mean: number, standardDeviation: number): number {
  const z = mean / standardDeviation;
  return Math.max(0, mean * normalCdf(z, 0, 1) + standardDeviation * density(z));
}

/** Expected losses of a normal posterior: by keeping control what treatment would have gained, and the reverse (E[max(d, 0)] of a normal d; what GrowthBook calls risk). Throws RangeError for what is no number. */
export function risksOf(mean: number, standardDeviation: number): { control: number; treatment: number } {
  if (!(Number.isFinite(mean) && standardDeviation >= 0 && Number.isFinite(standardDeviation)))
    throw new RangeError(`mean ${mean}, standard deviation ${standardDeviation}`);
  if (!(standardDeviation > 0)) return { control: Math.max(mean, 0), treatment: Math.max(-mean, 0) };
  return { control: expectedGain(mean, standardDeviation), treatment: expectedGain(-mean, standardDeviation) };
}

/** Mean and standard deviation after weighing the prior by its precision. Null when an absolute effect has no baseline to measure lift by. */
function posteriorOf({ estimate, standardError, liftUnit }: Difference, prior: Prior | undefined) {
  if (!prior) return { mean: estimate, deviation: standardError };
  const isProper = prior.standardDeviation > 0 && Number.isFinite(prior.standardDeviation);
  if (!(isProper && Number.isFinite(prior.mean)))
    throw new RangeError(`prior of mean ${prior.mean}, standard deviation ${prior.standardDeviation}`);
  if (liftUnit === 0) return null;
  const spread = prior.standardDeviation * liftUnit;
  const weightOfPrior = 1 / (1 + (spread / standardError) ** 2);
  return {
    mean: prior.mean * liftUnit * weightOfPrior + estimate * (1 - weightOfPrior),
    deviation: standardError * Math.sqrt(1 - weightOfPrior),
  };
}

/** Normal posterior of a difference, precision-weighted with the prior. */
export function bayesianTestOf(difference: Difference, options: BayesianOptions = {}): Judged<BayesianResult> {
  const { alpha = 0.05, prior } = options;
  checkAlpha(alpha);
  const posterior = posteriorOf(difference, prior);
  if (!posterior) return { judged: false, reason: "no_baseline" };
  const { mean, deviation } = posterior;
  const half = normalQuantile(1 - alpha / 2, 0, 1) * deviation;
  if (!(deviation > 0 && Number.isFinite(mean + half))) return { judged: false, reason: "not_finite" };
  const risks = risksOf(mean, deviation);
  return {
    judged: true,
    estimate: mean,
    standardDeviation: deviation,
    low: mean - half,
    high: mean + half,
    chanceToWin: normalCdf(mean / deviation, 0, 1),
    riskOfControl: risks.control,
    riskOfTreatment: risks.treatment,
  };
}

/** What is believed of treatment against control after seeing both, relative unless told otherwise. */
export function bayesianTest(
  control: Arm,
  treatment: Arm,
  { scale = "relative", ...options }: BayesianOptions & { scale?: Scale } = {},
): BayesianJudgement {
  const difference = differenceOf(control, treatment, scale);
  const result = difference.judged ? bayesianTestOf(difference, options) : difference;
  return result.judged ? result : { ...result, estimate: 0, chanceToWin: 0.5 };
}
