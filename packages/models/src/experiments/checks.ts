import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { type Arm, varianceOf } from "./moments.ts";

export interface SampleRatio {
  chiSquare: number;
  pValue: number;
  /** The split is not what was asked for; nothing else may be believed. */
  alarm: boolean;
  /** Too few members to say. */
  enough: boolean;
}

/** Sample ratio mismatch: chi-square of the members per arm against the weights of the split. */
export function sampleRatio(
  members: readonly number[],
  weights: readonly number[],
  options: { threshold?: number; fewest?: number } = {},
): SampleRatio {
  const { threshold = 0.001, fewest = 8 } = options;
  if (members.length !== weights.length) throw new RangeError("as many weights as arms");
  const total = members.reduce((sum, n) => sum + n, 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const used = members
    .map((n, arm) => ({ n, wanted: (total * (weights[arm] as number)) / whole }))
    .filter(({ wanted }) => wanted > 0);
  const chiSquare = used.reduce((sum, { n, wanted }) => sum + (n - wanted) ** 2 / wanted, 0);
  const pValue = used.length < 2 ? 1 : 1 - chiSquareCdf(chiSquare, used.length - 1);
  const enough = total > 0 && members.every((n) => n >= fewest);
  return { chiSquare, pValue, alarm: enough && pValue < threshold, enough };
}

/** Members seen in more than one arm. */
export function multipleExposure(
  { twice, members }: { twice: number; members: number },
  options: { threshold?: number; fewest?: number } = {},
): { share: number; alarm: boolean } {
  const { threshold = 0.01, fewest = 10 } = options;
  const share = members === 0 ? 0 : twice / members;
  return { share, alarm: twice >= fewest && share >= threshold };
}

/** Whether the arms differed before the experiment began, by a z-test of a covariate. */
export function covariateBalance(control: Arm, treatment: Arm, threshold = 0.001): { pValue: number; alarm: boolean } {
  if (control.n < 2 || treatment.n < 2) return { pValue: 1, alarm: false };
  const variance = varianceOf(control, treatment, "absolute");
  if (!(variance > 0)) return { pValue: 1, alarm: false };
  const z = Math.abs(treatment.mean - control.mean) / Math.sqrt(variance);
  const pValue = 2 * normalCdf(-z, 0, 1);
  return { pValue, alarm: pValue < threshold };
}

export interface HealthThresholds {
  /** Fewest units in both arms before anything is said. */
  minimumSample: number;
  /** A relative change beyond this is more likely an error than a success. */
  suspiciousChange: number;
}
export const usualThresholds: HealthThresholds = { minimumSample: 150, suspiciousChange: 0.5 };

/** What stands against believing a result, as codes. */
export function resultWarnings(
  { units, relativeChange }: { units: number; relativeChange: number | null },
  thresholds: HealthThresholds = usualThresholds,
): ("small_sample" | "suspicious_change")[] {
  return [
    ...(units < thresholds.minimumSample ? (["small_sample"] as const) : []),
    ...(relativeChange !== null && Math.abs(relativeChange) > thresholds.suspiciousChange
      ? (["suspicious_change"] as const)
      : []),
  ];
}
