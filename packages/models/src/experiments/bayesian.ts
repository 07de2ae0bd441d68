import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { type Arm, differenceOf, type Scale, unjudged } from "./moments.ts";

export interface Prior {
  mean: number;
  /** Standard deviation on the relative scale; for absolute effects it is multiplied by |mean(control)|. */
  standardDeviation: number;
}

/** What GrowthBook offers as its proper prior on lift. */
export const usualPrior: Prior = { mean: 0, standardDeviation: 0.3 };

export interface BayesianOptions {
  scale?: Scale;
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
  /** Why there is nothing to judge by; the posterior is then the flat even chance. */
  reason: string | null;
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Expected losses of a normal posterior: E[max(d, 0)] = mu Phi(mu/sigma) + sigma phi(mu/sigma), and that less mu. */
export function risksOf(mean: number, standardDeviation: number): { control: number; treatment: number } {
  if (!(standardDeviation > 0)) return { control: Math.max(mean, 0), treatment: Math.max(-mean, 0) };
  const z = mean / standardDeviation;
  const control = mean * normalCdf(z, 0, 1) + standardDeviation * density(z);
  return { control, treatment: Math.max(0, control - mean) };
}

/** Normal posterior of the difference, precision-weighted with the prior. */
export function bayesianTest(control: Arm, treatment: Arm, options: BayesianOptions = {}): BayesianResult {
  const { scale = "relative", alpha = 0.05, prior } = options;
  const reason = unjudged(control, treatment, scale);
  if (reason)
    return {
      estimate: 0,
      standardDeviation: 0,
      low: 0,
      high: 0,
      chanceToWin: 0.5,
      riskOfControl: 0,
      riskOfTreatment: 0,
      reason,
    };
  const seen = differenceOf(control, treatment, scale);
  let estimate = seen.estimate;
  let standardDeviation = seen.standardError;
  if (prior) {
    const stretch = scale === "absolute" ? Math.abs(control.mean) : 1;
    const known = 1 / (prior.standardDeviation * stretch) ** 2;
    const told = 1 / standardDeviation ** 2;
    estimate = (prior.mean * stretch * known + estimate * told) / (known + told);
    standardDeviation = Math.sqrt(1 / (known + told));
  }
  const half = normalQuantile(1 - alpha / 2, 0, 1) * standardDeviation;
  const risks = risksOf(estimate, standardDeviation);
  return {
    estimate,
    standardDeviation,
    low: estimate - half,
    high: estimate + half,
    chanceToWin: normalCdf(estimate / standardDeviation, 0, 1),
    riskOfControl: risks.control,
    riskOfTreatment: risks.treatment,
    reason: null,
  };
}
