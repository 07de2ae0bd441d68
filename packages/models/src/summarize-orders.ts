import { type CustomerColumns, checkLengths, daysPerUnit, NotEnoughData, type TimeUnit } from "./customer-data.ts";

/** Orders by column; `day` is the local calendar day as days since 1970-01-01, made by the caller in the zone that matters. */
export interface OrderColumns {
  /** Any whole number that tells customers apart. */
  customer: Float64Array | Int32Array | Uint32Array;
  day: Int32Array;
  /** Minor units. */
  value: Float64Array;
}

export interface Order {
  customer: string | number;
  /** A day `YYYY-MM-DD`, or an instant in epoch milliseconds, which is cut to its UTC day. */
  at: string | number;
  /** Minor units; default 0. */
  value?: number;
}

export interface SummaryOptions {
  unit: TimeUnit;
  /** Last day that counts, as days since 1970 or `YYYY-MM-DD`. */
  asOf: number | string;
  /** Last day of the calibration period; what follows up to `asOf` is the hold-out. */
  calibrationEnd?: number | string;
}

export interface Summaries<Id = number> extends CustomerColumns {
  unit: TimeUnit;
  /** Customers in order of their first row. */
  customers: Id[];
  frequency: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  /** Mean value of the repeat days; 0 without any. */
  monetary: Float64Array;
  /** Days since 1970-01-01, within the calibration period. */
  firstDay: Int32Array;
  lastDay: Int32Array;
  weight: Float64Array;
  litt: Float64Array;
  /** With `calibrationEnd`: days with purchases after it, and how long it was in units. */
  holdoutFrequency?: Float64Array;
  holdoutLength?: number;
  /** Mean value of the days of the hold-out; 0 without any. */
  holdoutMonetary?: Float64Array;
}

/** The last day a calendar knows; milliseconds taken for days lie far beyond. */
const lastDayKnown = 100_000_000;

/** Days since 1970-01-01. Throws RangeError for what is no day, such as 30 February or an instant in milliseconds. */
export function dayNumber(day: number | string): number {
  const found = typeof day === "number" ? day : dayOfText(day);
  if (!(Number.isInteger(found) && Math.abs(found) <= lastDayKnown)) throw new RangeError(`not a day: ${day}`);
  return found;
}

function dayOfText(day: string): number {
  const text = String(day).slice(0, 10);
  const midnight = Date.parse(`${text}T00:00:00Z`);
  // A date of the calendar reads back as it was written.
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== text) return Number.NaN;
  return midnight / 86_400_000;
}

function columnsOf(orders: readonly Order[]): { columns: OrderColumns; ids: (string | number)[] } {
  const places = new Map<string | number, number>();
  const customer = new Int32Array(orders.length);
  const day = new Int32Array(orders.length);
  const value = new Float64Array(orders.length);
  orders.forEach((order, row) => {
    let place = places.get(order.customer);
    if (place === undefined) {
      place = places.size;
      places.set(order.customer, place);
    }
    customer[row] = place;
    day[row] = dayNumber(typeof order.at === "number" ? Math.floor(order.at / 86_400_000) : order.at);
    value[row] = order.value ?? 0;
  });
  return { columns: { customer, day, value }, ids: [...places.keys()] };
}

/**
 * Frequency, recency, age and monetary value of every customer (Fader, Hardie & Lee 2005; what lifetimes calls summary data):
 * - all orders of one customer on one day are one purchase, worth their sum; days after `asOf` (or `calibrationEnd`) do not count;
 * - frequency x = days with purchases after the first; recency tx = (last day - first day) / days per unit; age T = (end - first day) / days per unit;
 * - monetary = sum over the days after the first / x, 0 when x = 0: the first purchase is left out;
 * - litt = sum of ln of the gaps in units;
 * - with `calibrationEnd` the same days after it, up to asOf, are counted and averaged apart as the hold-out; customers who first bought in it are left out.
 * Every row is a purchase, whatever its value: leave refunds and cancelled orders out, or take them off the value of their order.
 * Days stay whole until the one division, so SQL and TypeScript agree to the last digit. Customers whose first day is after the end are left out.
 * Throws RangeError for a day, a value, a customer or a unit that cannot be, and for a calibration that ends after `asOf`.
 */
export function summarizeOrders(orders: readonly Order[], options: SummaryOptions): Summaries<string | number>;
export function summarizeOrders(orders: OrderColumns, options: SummaryOptions): Summaries<number>;
export function summarizeOrders(
  orders: readonly Order[] | OrderColumns,
  options: SummaryOptions,
): Summaries<string | number> {
  if ("customer" in orders) return summarizeColumns(orders, options);
  const { columns, ids } = columnsOf(orders);
  const found = summarizeColumns(columns, options);
  return { ...found, customers: found.customers.map((place) => ids[place] as string | number) };
}

/** Row numbers ordered by customer (of first appearance), then day: a counting sort by customer, then each customer's few rows. */
function orderedRows({ customer, day }: OrderColumns): { rows: Uint32Array; place: Uint32Array; customers: number[] } {
  const size = customer.length;
  const places = new Map<number, number>();
  const place = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) {
    const id = customer[row] as number;
    let found = places.get(id);
    if (found === undefined) {
      found = places.size;
      places.set(id, found);
    }
    place[row] = found;
  }
  const starts = new Uint32Array(places.size + 1);
  for (const where of place) starts[where + 1] = (starts[where + 1] as number) + 1;
  for (let where = 0; where < places.size; where += 1)
    starts[where + 1] = (starts[where + 1] as number) + (starts[where] as number);
  const next = starts.slice();
  const rows = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) {
    const where = place[row] as number;
    rows[next[where] as number] = row;
    next[where] = (next[where] as number) + 1;
  }
  for (let where = 0; where < places.size; where += 1) {
    const own = rows.subarray(starts[where] as number, starts[where + 1] as number);
    if (!isByDay(own, day)) own.sort((one, other) => (day[one] as number) - (day[other] as number) || one - other);
  }
  return { rows, place, customers: [...places.keys()] };
}

function isByDay(rows: Uint32Array, day: Int32Array): boolean {
  for (let index = 1; index < rows.length; index += 1)
    if ((day[rows[index] as number] as number) < (day[rows[index - 1] as number] as number)) return false;
  return true;
}

function checkOrders({ customer, day, value }: OrderColumns): void {
  checkLengths(customer, day, value);
  const nobody = customer.findIndex((id) => !Number.isFinite(id));
  if (nobody >= 0) throw new RangeError(`row ${nobody}: customer ${customer[nobody]}`);
  const row = value.findIndex((amount) => !Number.isFinite(amount));
  if (row >= 0) throw new RangeError(`row ${row}: value ${value[row]}`);
}

/** Sums by customer; times still in whole days. */
interface Tallies {
  customers: number[];
  x: Float64Array;
  first: Int32Array;
  last: Int32Array;
  spent: Float64Array;
  litt: Float64Array;
  held: Float64Array;
  heldSpent: Float64Array;
}

const never = -2_147_483_648;

function tally(orders: OrderColumns, { end, asOf, perUnit }: { end: number; asOf: number; perUnit: number }): Tallies {
  const { rows, place, customers } = orderedRows(orders);
  const column = () => new Float64Array(customers.length);
  const [x, spent, litt, held, heldSpent] = [column(), column(), column(), column(), column()];
  const first = new Int32Array(customers.length).fill(never);
  const last = new Int32Array(customers.length);
  let previousPlace = -1;
  let previousDay = 0;
  for (const row of rows) {
    const where = place[row] as number;
    const day = orders.day[row] as number;
    const value = orders.value[row] as number;
    if (day > asOf) continue;
    const isNewDay = where !== previousPlace || day !== previousDay;
    previousPlace = where;
    previousDay = day;
    if (day > end) {
      if (isNewDay) held[where] = (held[where] as number) + 1;
      heldSpent[where] = (heldSpent[where] as number) + value;
    } else if (first[where] === never) {
      first[where] = day;
      last[where] = day;
    } else if (day !== first[where]) {
      if (isNewDay) {
        x[where] = (x[where] as number) + 1;
        litt[where] = (litt[where] as number) + Math.log((day - (last[where] as number)) / perUnit);
        last[where] = day;
      }
      spent[where] = (spent[where] as number) + value;
    }
  }
  return { customers, x, first, last, spent, litt, held, heldSpent };
}

function summarizeColumns(orders: OrderColumns, options: SummaryOptions): Summaries<number> {
  const { unit } = options;
  const perUnit = daysPerUnit[unit];
  if (perUnit === undefined) throw new RangeError(`unit ${unit}`);
  const asOf = dayNumber(options.asOf);
  const end = options.calibrationEnd === undefined ? asOf : dayNumber(options.calibrationEnd);
  if (end > asOf) throw new RangeError("the calibration ends after the data do");
  checkOrders(orders);
  const { customers, x, first, last, spent, litt, held, heldSpent } = tally(orders, { end, asOf, perUnit });
  const kept: number[] = [];
  for (let where = 0; where < customers.length; where += 1) if (first[where] !== never) kept.push(where);
  const pick = (value: (where: number) => number) => Float64Array.from(kept, value);
  const frequency = pick((where) => x[where] as number);
  const recency = pick((where) => ((last[where] as number) - (first[where] as number)) / perUnit);
  const age = pick((where) => (end - (first[where] as number)) / perUnit);
  const mean = (sums: Float64Array, counts: Float64Array) =>
    pick((where) => ((counts[where] as number) > 0 ? (sums[where] as number) / (counts[where] as number) : 0));
  return {
    unit,
    customers: kept.map((where) => customers[where] as number),
    x: frequency,
    tx: recency,
    T: age,
    frequency,
    recency,
    age,
    monetary: mean(spent, x),
    firstDay: Int32Array.from(kept, (where) => first[where] as number),
    lastDay: Int32Array.from(kept, (where) => last[where] as number),
    weight: new Float64Array(kept.length).fill(1),
    litt: pick((where) => litt[where] as number),
    ...(options.calibrationEnd !== undefined && {
      holdoutFrequency: pick((where) => held[where] as number),
      holdoutLength: (asOf - end) / perUnit,
      holdoutMonetary: mean(heldSpent, held),
    }),
  };
}

/** The different (x, tx, T) with how many customers share each: the same likelihood from fewer rows. */
export function distinctSummaries(data: CustomerColumns): CustomerColumns & { weight: Float64Array } {
  if (data.x.length === 0) throw new NotEnoughData("too_few_customers", { customers: 0, needed: 1 });
  const places = new Map<string, number>();
  const rows: number[] = [];
  const weight: number[] = [];
  for (let row = 0; row < data.x.length; row += 1) {
    const key = `${data.x[row]} ${data.tx[row]} ${data.T[row]} ${data.litt?.[row] ?? ""}`;
    const copies = data.weight ? (data.weight[row] as number) : 1;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, rows.length);
      rows.push(row);
      weight.push(copies);
    } else weight[place] = (weight[place] as number) + copies;
  }
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  return {
    ...(data.unit && { unit: data.unit }),
    x: pick(data.x),
    tx: pick(data.tx),
    T: pick(data.T),
    ...(data.litt && { litt: pick(data.litt) }),
    weight: Float64Array.from(weight),
  };
}
