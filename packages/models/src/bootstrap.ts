import { NotEnoughData } from "./customer-data.ts";
import { poissonOf, randomOf } from "./random.ts";

export interface Interval {
  estimate: number;
  low: number;
  high: number;
  level: number;
  rounds: number;
}

/**
 * Percentile interval of a total over customers (Efron 1979), with the Poisson bootstrap: every row gets a Poisson(weight) number of copies instead of being drawn, so a million
 * customers need no list. `refit` gets the copies and returns the total under them; it may fit the models anew, which is what makes the interval honest about parameters.
 */
export function bootstrapTotal(
  weight: Float64Array,
  refit: (copies: Float64Array) => number,
  options: { rounds?: number; level?: number; seed?: number } = {},
): Interval {
  const { rounds = 200, level = 0.95, seed = 1 } = options;
  if (weight.length < 10) throw new NotEnoughData("too_few_customers", { customers: weight.length, needed: 10 });
  const random = randomOf(seed);
  const copies = new Float64Array(weight.length);
  const totals: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let row = 0; row < copies.length; row += 1) copies[row] = poissonOf(weight[row] as number, random);
    try {
      totals.push(refit(copies));
    } catch (error) {
      if (!(error instanceof NotEnoughData)) throw error;
    }
  }
  if (totals.length < rounds / 2) throw new NotEnoughData("too_few_customers", { customers: weight.length });
  totals.sort((one, other) => one - other);
  return {
    estimate: refit(weight),
    low: quantileOf(totals, (1 - level) / 2),
    high: quantileOf(totals, (1 + level) / 2),
    level,
    rounds: totals.length,
  };
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
