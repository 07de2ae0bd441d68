import {
  type Arm,
  type ArmSums,
  type Difference,
  finite,
  type Judged,
  type Scale,
  unjudged,
  varianceOf,
  varianceOfSums,
  welchDegrees,
} from "./moments.ts";

/** Sums of what was measured before (`pre`) and after (`post`) the experiment began, over the units of one arm. */
export interface CupedSums {
  n: number;
  pre: Omit<ArmSums, "n">;
  post: Omit<ArmSums, "n">;
  /** Sum over units of before times after. */
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
  return {
    n,
    pre: pre.sum / n,
    post: post.sum / n,
    varPre: varianceOfSums({ n, ...pre }),
    varPost: varianceOfSums({ n, ...post }),
    covariance: (sumOfProducts - (pre.sum * post.sum) / n) / (n - 1),
  };
}

/** theta = cov(post, pre) / var(pre), pooled over the arms by their degrees of freedom (Deng et al. 2013, eq. 4). 0 when what was before does not vary. */
function thetaOf(control: CupedMoments, treatment: CupedMoments): number {
  const pooled = (value: (arm: CupedMoments) => number) =>
    value(control) * (control.n - 1) + value(treatment) * (treatment.n - 1);
  const variance = pooled((arm) => arm.varPre);
  return variance > 0 ? pooled((arm) => arm.covariance) / variance : 0;
}

export interface CupedResult extends Difference {
  theta: number;
  /** 1 - variance after / variance before, of the absolute difference: how much of the noise is gone. */
  varianceReduction: number;
  adjusted: { control: Arm; treatment: Arm };
}

/**
 * The difference after taking off what the time before already tells (Deng et al. 2013), to be tested by `tTestOf`, `bayesianTestOf` or `sequentialTestOf`. Relative effects, the default, are
 * divided by the unadjusted mean of control, whose own spread enters by the delta method.
 */
export function cuped(control: CupedSums, treatment: CupedSums, scale: Scale = "relative"): Judged<CupedResult> {
  if (!(control.n > 0 && treatment.n > 0)) return { judged: false, reason: "no_units" };
  if (control.n < 2 || treatment.n < 2) return { judged: false, reason: "too_few_units" };
  const c = momentsOf(control);
  const t = momentsOf(treatment);
  const reason = unjudged(plainArm(c), plainArm(t), scale);
  if (reason) return { judged: false, reason };
  const theta = thetaOf(c, t);
  const adjusted = { control: adjust(c, theta), treatment: adjust(t, theta) };
  const baseline = Math.abs(c.post);
  const difference = adjusted.treatment.mean - adjusted.control.mean;
  const varianceAfter = varianceOf(adjusted.control, adjusted.treatment, "absolute");
  return finite({
    estimate: scale === "absolute" ? difference : difference / baseline,
    standardError: Math.sqrt(scale === "absolute" ? varianceAfter : relativeVariance(c, t, theta)),
    degreesOfFreedom: welchDegrees(adjusted.control, adjusted.treatment),
    units: c.n + t.n,
    liftUnit: scale === "absolute" ? baseline : 1,
    theta,
    varianceReduction: 1 - varianceAfter / varianceOf(plainArm(c), plainArm(t), "absolute"),
    adjusted,
  });
}

const plainArm = ({ n, post, varPost }: CupedMoments): Arm => ({ n, mean: post, variance: varPost });

function adjust({ n, pre, post, varPre, varPost, covariance }: CupedMoments, theta: number): Arm {
  return {
    n,
    mean: post - theta * pre,
    variance: Math.max(0, varPost + theta ** 2 * varPre - 2 * theta * covariance),
  };
}

/** var of (post_T - theta pre_T - post_C + theta pre_C) / post_C by the delta method, r = post_T / post_C. */
function relativeVariance(c: CupedMoments, t: CupedMoments, theta: number): number {
  const r = t.post / c.post;
  const ofControl = (c.varPost * r ** 2 - 2 * theta * c.covariance * r + theta ** 2 * c.varPre) / c.n;
  return Math.max(0, (adjust(t, theta).variance / t.n + ofControl) / c.post ** 2);
}
