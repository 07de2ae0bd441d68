import type { Arm, Scale } from "./moments.ts";

export interface CupedSums {
  n: number;
  pre: { sum: number; sumOfSquares: number };
  post: { sum: number; sumOfSquares: number };
  sumOfProducts: number;
}

interface CupedMoments {
  n: number;
  pre: number;
  post: number;
  varPre: number;
  varPost: number;
  covariance: number;
}

function momentsOf({ n, pre, post, sumOfProducts }: CupedSums): CupedMoments {
  const variance = (part: { sum: number; sumOfSquares: number }) => (part.sumOfSquares - part.sum ** 2 / n) / (n - 1);
  return {
    n,
    pre: pre.sum / n,
    post: post.sum / n,
    varPre: variance(pre),
    varPost: variance(post),
    covariance: (sumOfProducts - (pre.sum * post.sum) / n) / (n - 1),
  };
}

/** theta = cov(post, pre) / var(pre), pooled over the arms by their degrees of freedom (Deng et al. 2013). 0 when what was before does not vary. */
export function cupedTheta(control: CupedSums, treatment: CupedSums): number {
  const c = momentsOf(control);
  const t = momentsOf(treatment);
  const covariance = c.covariance * (c.n - 1) + t.covariance * (t.n - 1);
  const variance = c.varPre * (c.n - 1) + t.varPre * (t.n - 1);
  return variance > 0 ? covariance / variance : 0;
}

export interface CupedResult {
  theta: number;
  estimate: number;
  standardError: number;
  /** 1 - variance after / variance before: how much of the noise is gone. */
  varianceReduction: number;
  adjusted: { control: Arm; treatment: Arm };
}

/** The difference after taking off what the time before already tells. Relative effects are divided by the unadjusted mean of control. Null when an arm has fewer than two units or control's mean is 0 (relative). */
export function cuped(control: CupedSums, treatment: CupedSums, scale: Scale = "relative"): CupedResult | null {
  if (control.n < 2 || treatment.n < 2) return null;
  const theta = cupedTheta(control, treatment);
  const c = momentsOf(control);
  const t = momentsOf(treatment);
  const adjust = (arm: CupedMoments): Arm => ({
    n: arm.n,
    mean: arm.post - theta * arm.pre,
    variance: Math.max(0, arm.varPost + theta ** 2 * arm.varPre - 2 * theta * arm.covariance),
  });
  const adjusted = { control: adjust(c), treatment: adjust(t) };
  const difference = adjusted.treatment.mean - adjusted.control.mean;
  const plain = c.varPost / c.n + t.varPost / t.n;
  const now = adjusted.control.variance / c.n + adjusted.treatment.variance / t.n;
  const varianceReduction = plain > 0 ? 1 - now / plain : 0;
  if (scale === "absolute")
    return { theta, estimate: difference, standardError: Math.sqrt(now), varianceReduction, adjusted };
  if (c.post === 0) return null;
  const r = t.post / c.post;
  const varTreatment = adjusted.treatment.variance / (t.n * c.post ** 2);
  const varControl = (c.varPost * r ** 2 - 2 * theta * c.covariance * r + theta ** 2 * c.varPre) / (c.n * c.post ** 2);
  return {
    theta,
    estimate: difference / Math.abs(c.post),
    standardError: Math.sqrt(Math.max(0, varTreatment + varControl)),
    varianceReduction,
    adjusted,
  };
}
