import { ratio } from "@regulars/engine";

/** Cost of points in minor units, to the nearest, halves away from zero. */
export function costOf(points: number, costPer1000: number): number {
  const cost = ratio([Math.abs(points), costPer1000], [1000], "half_up");
  return points < 0 ? -cost : cost;
}

/** A share in hundredths of a percent, rounded to the nearest and never below zero; null of nothing. */
export function shareBps(part: number, whole: number): number | null {
  if (whole <= 0) return null;
  return ratio([Math.max(0, part), 10_000], [whole], "half_up");
}
