import { type CustomerColumns, checkWeights, NotEnoughData } from "./customer-data.ts";
import { customerLifetimeValueAll, type ValueHorizon, type ValueModels } from "./customer-lifetime-value.ts";
import { poissonOf, randomOf } from "./random.ts";

export interface Interval {
  estimate: number;
  low: number;
  high: number;
  level: number;
  /** Rounds that could be computed. */
  rounds: number;
}

export interface BootstrapOptions {
  /** Default 200. */
  rounds?: number;
  /** Share of totals inside the interval; default 0.95. */
  level?: number;
  seed?: number;
  /** Rows of a round; default all. With fewer, a round draws that many of them and its deviation is scaled down to the whole (m out of n: Bickel, Götze & van Zwet 1997). */
  mostRows?: number;
}

/**
 * Percentile interval of a total over customers (Efron 1979), with the Poisson bootstrap: every row gets a Poisson(weight) number of copies instead of being drawn, so a million
 * customers need no list. `refit` gets the copies and returns the total under them; it may fit the models anew, which is what makes the interval honest about parameters.
 * Throws NotEnoughData below ten customers or when most rounds do, RangeError for weights, options or a total that are no number.
 */
export function bootstrapTotal(
  weight: Float64Array,
  refit: (copies: Float64Array) => number,
  options: BootstrapOptions = {},
): Interval {
  const { rounds = 200, level = 0.95, seed = 1, mostRows = weight.length } = options;
  if (!(level > 0 && level < 1 && rounds >= 20 && mostRows > 0))
    throw new RangeError(`level ${level}, rounds ${rounds}, rows ${mostRows}`);
  checkWeights(weight);
  const customers = weight.reduce((sum, copies) => sum + copies, 0);
  if (!(customers >= 10)) throw new NotEnoughData("too_few_customers", { customers, needed: 10 });
  const totalOf = (copies: Float64Array): number => {
    const total = refit(copies);
    if (!Number.isFinite(total)) throw new RangeError(`a total of ${total}`);
    return total;
  };
  const estimate = totalOf(weight);
  const drawn = Math.min(1, mostRows / weight.length);
  const random = randomOf(seed);
  const totals: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const copies = weight.map((own) => poissonOf(own * drawn, random));
    const total = computed(() => totalOf(copies));
    if (total !== null) totals.push(estimate + Math.sqrt(drawn) * (total / drawn - estimate));
  }
  if (totals.length < rounds / 2) throw new NotEnoughData("too_few_customers", { customers, rounds: totals.length });
  totals.sort((one, other) => one - other);
  return {
    estimate,
    low: quantileOf(totals, (1 - level) / 2),
    high: quantileOf(totals, (1 + level) / 2),
    level,
    rounds: totals.length,
  };
}

function computed(total: () => number): number | null {
  try {
    return total();
  } catch (error) {
    if (error instanceof NotEnoughData) return null;
    throw error;
  }
}

export type ValueColumns = CustomerColumns & { m: Float64Array };

/**
 * Interval of what all customers together are worth over the horizon, with the uncertainty of who the customers are and of the parameters: `fit` makes the models anew out of each round's
 * rows and weights. What single members happen to buy is not in it; over many members that averages out. By default at most 20,000 rows a round.
 */
export function bootstrapLifetimeValue(
  data: ValueColumns,
  fit: (data: ValueColumns & { weight: Float64Array }) => ValueModels,
  horizon: ValueHorizon,
  options: BootstrapOptions = {},
): Interval {
  const weight = data.weight ?? new Float64Array(data.x.length).fill(1);
  const total = (copies: Float64Array): number => {
    const rows = rowsWith(data, copies);
    const values = customerLifetimeValueAll(fit(rows), rows, horizon);
    return values.reduce((sum, value, row) => sum + value * (rows.weight[row] as number), 0);
  };
  return bootstrapTotal(weight, total, { mostRows: 20_000, ...options });
}

/** Only the rows that were drawn, weighed by how often. */
function rowsWith(data: ValueColumns, copies: Float64Array): ValueColumns & { weight: Float64Array } {
  const rows: number[] = [];
  for (let row = 0; row < copies.length; row += 1) if ((copies[row] as number) > 0) rows.push(row);
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  return {
    ...(data.unit && { unit: data.unit }),
    x: pick(data.x),
    tx: pick(data.tx),
    T: pick(data.T),
    ...(data.litt && { litt: pick(data.litt) }),
    m: pick(data.m),
    weight: pick(copies),
  };
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
