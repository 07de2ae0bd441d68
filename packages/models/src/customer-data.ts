/** The length that x, tx and T are counted in. Every figure that is "per unit" is per this. */
export type TimeUnit = "day" | "week" | "month" | "year";

/** Days in a unit; a month is a twelfth of 365.25 days. */
export const daysPerUnit: Record<TimeUnit, number> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/**
 * One customer: `x` repeat purchases after the first, the last of them `tx` after the first (not looked at when x = 0), observed until `T` after the first, all in one unit.
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

/** Whether a past can be: `x` a whole number, `0 <= tx <= T`, all finite. */
function isPast(x: number, tx: number, T: number): boolean {
  return Number.isInteger(x) && x >= 0 && tx >= 0 && T >= tx && Number.isFinite(T);
}

/** When the last purchase was: without a repeat purchase that is the first one, whatever `tx` says. */
export function lastPurchase(x: number, tx: number): number {
  return x > 0 ? tx : 0;
}

/** Throws RangeError for a past that cannot be. */
export function checkCustomer({ x, tx, T }: Customer): void {
  if (!isPast(x, tx, T)) throw new RangeError(`x ${x}, tx ${tx}, T ${T}`);
}

/** Throws RangeError unless each of these parameters is a positive number. */
export function checkParams<Name extends string>(params: Record<Name, number>, names: readonly Name[]): void {
  for (const name of names) {
    const value = params[name];
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`parameter ${name} ${value}`);
  }
}

/** Throws RangeError for a time that is no number. A negative one is none: nothing happens in it. */
export function checkTime(t: number): void {
  if (!Number.isFinite(t)) throw new RangeError(`time ${t}`);
}

/** Throws RangeError for a number of purchases that is not whole. A negative one never happens. */
export function checkCount(n: number): void {
  if (!Number.isInteger(n)) throw new RangeError(`purchases ${n}`);
}

/** Throws RangeError unless all columns have as many rows as the first. */
export function checkLengths(first: ArrayLike<unknown>, ...others: (ArrayLike<unknown> | undefined)[]): void {
  if (others.some((column) => column && column.length !== first.length))
    throw new RangeError("columns of different lengths");
}

/** Throws RangeError, with the row, for a weight that is negative or no number. */
export function checkWeights(weight: Float64Array | undefined): void {
  const row = weight?.findIndex((copies) => !(copies >= 0 && Number.isFinite(copies))) ?? -1;
  if (row >= 0) throw new RangeError(`row ${row}: weight ${weight?.[row]}`);
}

/**
 * Rows that can be fitted: a past that can be, weights that are finite, at least `atLeast` customers of whom some came back. Throws RangeError for a row that cannot be,
 * NotEnoughData for too few.
 */
export function checkCustomers(data: CustomerColumns, atLeast = 10): { rows: number; customers: number } {
  const { x, tx, T, litt, weight } = data;
  const rows = x.length;
  checkLengths(x, tx, T, litt, weight);
  let customers = 0;
  let repeaters = 0;
  let latest = 0;
  for (let row = 0; row < rows; row += 1) {
    const count = x[row] as number;
    const last = tx[row] as number;
    const until = T[row] as number;
    const copies = weight ? (weight[row] as number) : 1;
    if (!(isPast(count, last, until) && copies >= 0 && Number.isFinite(copies)))
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

/** One value per customer, in order. Throws RangeError, with the row, for a past that cannot be. */
export function forEachCustomer(data: CustomerColumns, value: (customer: Customer) => number): Float64Array {
  checkRows(data);
  const out = new Float64Array(data.x.length);
  for (let row = 0; row < out.length; row += 1) out[row] = value(customerAt(data, row));
  return out;
}

/** Throws RangeError, with the row, for columns of different lengths or a past that cannot be. */
export function checkRows(data: CustomerColumns): void {
  checkLengths(data.x, data.tx, data.T, data.litt);
  for (let row = 0; row < data.x.length; row += 1) {
    const [x, tx, T] = [data.x[row] as number, data.tx[row] as number, data.T[row] as number];
    if (!isPast(x, tx, T)) throw new RangeError(`row ${row}: x ${x}, tx ${tx}, T ${T}`);
  }
}

/** One value per time, in order; each different time is worked out once, of which a million customers have but thousands. */
export function forEachTime(times: Float64Array, value: (t: number) => number): Float64Array {
  const known = new Map<number, number>();
  return times.map((t) => {
    const found = known.get(t) ?? value(t);
    known.set(t, found);
    return found;
  });
}
