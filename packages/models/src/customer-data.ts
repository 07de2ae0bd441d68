/** The length that x, tx and T are counted in. Every figure that is "per unit" is per this. */
export type TimeUnit = "day" | "week" | "month" | "year";

/** Days in a unit; a month is a twelfth of 365.25 days. */
export const daysPerUnit: Record<TimeUnit, number> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/**
 * One customer: `x` repeat purchases after the first, the last of them `tx` after the first, observed until `T` after the first, all in one unit.
 */
export interface Customer {
  x: number;
  tx: number;
  T: number;
  /** Sum of the logarithms of the gaps between purchases; only the regular-buyer models (k > 1) read it. */
  litt?: number;
}

/** Many customers by column. */
export interface CustomerColumns {
  unit?: TimeUnit;
  x: Float64Array;
  tx: Float64Array;
  T: Float64Array;
  litt?: Float64Array;
  /** How many customers a row stands for; default 1 each. */
  weight?: Float64Array;
}

export interface Fit<Params> {
  params: Params;
  /** Sum over all customers, on the scale of the data as given. */
  logLikelihood: number;
  /** From the Hessian at the optimum; NaN-free: null where the likelihood is flat in that direction. */
  standardErrors: { [Name in keyof Params]: number | null };
  converged: boolean;
  iterations: number;
  unit?: TimeUnit;
  /** Things a reader must know, as stable codes. */
  warnings: string[];
}

export interface FitOptions {
  maxIterations?: number;
}

/** Too little or useless data for an answer: `reason` is a stable code, `details` the numbers that say why. */
export class NotEnoughData extends Error {
  readonly code = "not_enough_data";
  readonly reason: string;
  readonly details: Record<string, number>;

  constructor(reason: string, details: Record<string, number> = {}) {
    super(`not enough data: ${reason} ${JSON.stringify(details)}`);
    this.name = "NotEnoughData";
    this.reason = reason;
    this.details = details;
  }
}

/** Rows that can be fitted: finite, `0 <= tx <= T`, whole `x`, at least `atLeast` customers of whom some came back. Throws NotEnoughData. */
export function checkCustomers(data: CustomerColumns, atLeast = 10): { rows: number; customers: number } {
  const { x, tx, T, weight } = data;
  const rows = x.length;
  if (tx.length !== rows || T.length !== rows || (weight && weight.length !== rows))
    throw new RangeError("columns of different lengths");
  let customers = 0;
  let repeaters = 0;
  let latest = 0;
  for (let row = 0; row < rows; row += 1) {
    const count = x[row] as number;
    const last = tx[row] as number;
    const until = T[row] as number;
    const copies = weight ? (weight[row] as number) : 1;
    const isSound = Number.isInteger(count) && count >= 0 && last >= 0 && until >= last && Number.isFinite(until);
    if (!(isSound && copies >= 0 && Number.isFinite(copies)))
      throw new RangeError(`row ${row}: x ${count}, tx ${last}, T ${until}, weight ${copies}`);
    customers += copies;
    if (count === 0 || copies === 0) continue;
    repeaters += copies;
    latest = Math.max(latest, last);
  }
  if (customers < atLeast) throw new NotEnoughData("too_few_customers", { customers, needed: atLeast });
  if (repeaters === 0) throw new NotEnoughData("no_repeat_purchases", { customers });
  if (repeaters < 3) throw new NotEnoughData("too_few_repeaters", { repeaters, needed: 3 });
  // All came back at once: whatever the rate, a higher one fits better.
  if (latest === 0) throw new NotEnoughData("no_time_between_purchases", { repeaters });
  return { rows, customers };
}

/** The row as a customer. */
export function customerAt(data: CustomerColumns, row: number): Customer {
  const litt = data.litt?.[row];
  return {
    x: data.x[row] as number,
    tx: data.tx[row] as number,
    T: data.T[row] as number,
    ...(litt !== undefined && { litt }),
  };
}

/** One value per customer, in order. */
export function forEachCustomer(data: CustomerColumns, value: (customer: Customer) => number): Float64Array {
  const out = new Float64Array(data.x.length);
  for (let row = 0; row < out.length; row += 1) out[row] = value(customerAt(data, row));
  return out;
}
