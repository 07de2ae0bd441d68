import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import type { Arm, Judged } from "./moments.ts";
import { tTest } from "./t-test.ts";

export interface HealthThresholds {
  /** A split this unlikely is not the one asked for. */
  sampleRatioP: number;
  /** Fewest members of an arm before its split is judged. */
  sampleRatioFewest: number;
  /** Share of members seen in more than one arm, and the fewest of them, that raise the alarm. */
  multipleExposureShare: number;
  multipleExposureFewest: number;
  /** Arms that differ this unlikely in what was measured before are not alike. */
  covariateP: number;
  /** Fewest units (members; for a share, those who did it) before a result is shown. */
  minimumSample: number;
  /** A relative change beyond this is more likely an error than a success. */
  suspiciousChange: number;
}

/** What GrowthBook uses unless told otherwise. */
export const usualThresholds: HealthThresholds = {
  sampleRatioP: 0.001,
  sampleRatioFewest: 8,
  multipleExposureShare: 0.01,
  multipleExposureFewest: 10,
  covariateP: 0.001,
  minimumSample: 150,
  suspiciousChange: 0.5,
};

export interface SampleRatio {
  chiSquare: number;
  pValue: number;
  /** The split is not what was asked for; nothing else may be believed. */
  alarm: boolean;
}

/** Sample ratio mismatch: Pearson's chi-square of the members per arm against the weights of the split, arms - 1 degrees of freedom. Members in an arm of weight 0 are a mismatch by themselves. Throws RangeError for weights or members that cannot be. */
export function sampleRatio(
  members: readonly number[],
  weights: readonly number[],
  thresholds: Partial<HealthThresholds> = {},
): Judged<SampleRatio> {
  const { sampleRatioP, sampleRatioFewest } = { ...usualThresholds, ...thresholds };
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (members.length !== weights.length) throw new RangeError("as many weights as arms");
  if (!(whole > 0 && Number.isFinite(whole) && weights.every((weight) => weight >= 0)))
    throw new RangeError(`weights ${weights.join(", ")}`);
  if (members.some((n) => n < 0)) throw new RangeError(`members ${members.join(", ")}`);
  const total = members.reduce((sum, n) => sum + n, 0);
  if (!Number.isFinite(total)) return { judged: false, reason: "not_finite" };
  if (total === 0) return { judged: false, reason: "no_units" };
  const arms = members.map((n, arm) => ({ n, wanted: (total * (weights[arm] as number)) / whole }));
  const used = arms.filter(({ wanted }) => wanted > 0);
  const strays = arms.some(({ n, wanted }) => wanted === 0 && n >= sampleRatioFewest);
  if (!strays && (used.length < 2 || used.some(({ n }) => n < sampleRatioFewest)))
    return { judged: false, reason: "too_few_units" };
  const chiSquare = used.reduce((sum, { n, wanted }) => sum + (n - wanted) ** 2 / wanted, 0);
  const pValue = strays ? 0 : 1 - chiSquareCdf(chiSquare, used.length - 1);
  return { judged: true, chiSquare, pValue, alarm: pValue < sampleRatioP };
}

/** Members seen in more than one arm. */
export function multipleExposure(
  { twice, members }: { twice: number; members: number },
  thresholds: Partial<HealthThresholds> = {},
): Judged<{ share: number; alarm: boolean }> {
  const { multipleExposureShare, multipleExposureFewest } = { ...usualThresholds, ...thresholds };
  if (!(members > 0)) return { judged: false, reason: "no_units" };
  if (!(Number.isFinite(members) && twice >= 0)) return { judged: false, reason: "not_finite" };
  const share = twice / members;
  return { judged: true, share, alarm: twice >= multipleExposureFewest && share >= multipleExposureShare };
}

/** Whether the arms differed before the experiment began: Welch's t-test of what was measured then. */
export function covariateBalance(
  control: Arm,
  treatment: Arm,
  thresholds: Partial<HealthThresholds> = {},
): Judged<{ pValue: number; alarm: boolean }> {
  const { covariateP } = { ...usualThresholds, ...thresholds };
  const test = tTest(control, treatment, { scale: "absolute" });
  return test.judged ? { judged: true, pValue: test.pValue, alarm: test.pValue < covariateP } : test;
}

export type HealthIssue =
  | "split_not_judged"
  | "sample_ratio"
  | "multiple_exposure"
  | "covariates"
  | "small_sample"
  | "suspicious_change";

export interface Health {
  members: readonly number[];
  weights: readonly number[];
  /** Members seen in more than one arm. */
  twice: number;
  /** What was measured before: per measure the arms, control first. */
  before?: readonly (readonly Arm[])[];
  /** Units behind the result: members, or for a share those who did it. */
  units: number;
  /** Of the result; null when there is none. */
  relativeChange: number | null;
}

/** What stands against believing a result, as codes; `split_not_judged` when there are too few members to check the split. */
export function healthOf(seen: Health, thresholds: Partial<HealthThresholds> = {}): HealthIssue[] {
  const { minimumSample, suspiciousChange } = { ...usualThresholds, ...thresholds };
  const split = sampleRatio(seen.members, seen.weights, thresholds);
  const members = seen.members.reduce((sum, n) => sum + n, 0);
  const exposure = multipleExposure({ twice: seen.twice, members }, thresholds);
  const isUnbalanced = (seen.before ?? []).some(([control, ...treatments]) =>
    treatments.some((treatment) => {
      const balance = control && covariateBalance(control, treatment, thresholds);
      return balance?.judged && balance.alarm;
    }),
  );
  const issues: [HealthIssue, boolean][] = [
    ["split_not_judged", !split.judged],
    ["sample_ratio", split.judged && split.alarm],
    ["multiple_exposure", exposure.judged && exposure.alarm],
    ["covariates", isUnbalanced],
    ["small_sample", seen.units < minimumSample],
    ["suspicious_change", seen.relativeChange !== null && Math.abs(seen.relativeChange) > suspiciousChange],
  ];
  return issues.flatMap(([issue, stands]) => (stands ? [issue] : []));
}
