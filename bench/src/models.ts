import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  bgBb,
  bgNbd,
  type CustomerColumns,
  customerLifetimeValueAll,
  distinctSummaries,
  type Fit,
  gammaGamma,
  mbgNbd,
  type Order,
  type OrderColumns,
  paretoNbd,
  summarizeOrders,
} from "@regulars/models";
import { describeMachine, percentile } from "./machine.ts";

/**
 * The value models: fits of the published data sets beside the times measured with lifetimes and CLVTools, then the way of a large generated log from
 * orders over summaries and fits to the scores of a million customers.
 */

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "5000000" },
    customers: { type: "string", default: "338444" },
    scored: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "9" },
  },
});

/** Medians of the unmodified packages on a quiet machine of the same kind (2 cores, AMD EPYC), from the project's study of analytics, section 4. */
const published = {
  bgNbd: "lifetimes 72 ms, CLVTools 730 ms",
  mbgNbd: "lifetimes 68 ms",
  paretoNbd: "lifetimes 480 ms, CLVTools 370 ms",
  gammaGamma: "lifetimes 36 ms, CLVTools 270 to 330 ms",
  bgBb: "lifetimes 78 ms, BTYD 50 to 80 ms",
  summary: "lifetimes 10,620 ms, DuckDB 860 ms",
  bgNbdLarge: "lifetimes 5,100 ms; aim 2,000 ms",
  mbgNbdLarge: "lifetimes fails",
  paretoNbdLarge: "lifetimes 18,500 ms for 20,000 customers, not done after 530 s for all",
  gammaGammaLarge: "lifetimes 1,400 ms",
  score: "lifetimes 220 to 310 ms for 338,444",
};

const daysOfLog = 730;
/** New customers stop a month before the end, so that the cut to a whole number of orders takes nobody away. */
const joiningDays = 700;

const folder = process.env.REGULARS_DATA ?? resolve(import.meta.dirname, "../../../shared/data");

function linesOf(name: string): string[] | null {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8").split(/\r?\n/).filter(Boolean) : null;
}

console.log(`Machine: ${describeMachine()}`);
fitCdnow();
fitDonations();
measureLargeLog();

/** The 1/10 sample of CDNOW in weeks, calibrated to 30 September 1997. */
function fitCdnow(): void {
  const lines = linesOf("cdnow_sample.txt");
  if (!lines) {
    console.log("CDNOW: cdnow_sample.txt is not beside the repository, so its fits were not measured.");
    return;
  }
  const orders = lines.map((row): Order => {
    const [, id = "", day = "", , dollars = ""] = row.trim().split(/\s+/);
    return { customer: id, at: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`, value: Number(dollars) };
  });
  const data = summarizeOrders(orders, { unit: "week", calibrationEnd: "1997-09-30", asOf: "1998-06-30" });
  const repeaters = data.x.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0);
  const size = data.x.length.toLocaleString("en");
  console.log(`CDNOW, ${size} customers, ${repeaters} with repeats, weeks; median of ${values.rounds} rounds`);
  inRounds("BG/NBD", () => bgNbd.fit(data), published.bgNbd);
  inRounds("MBG/NBD", () => mbgNbd.fit(data), published.mbgNbd);
  inRounds("Pareto/NBD", () => paretoNbd.fit(data), published.paretoNbd);
  inRounds("Gamma-Gamma", () => gammaGamma.fit({ x: data.x, m: data.monetary }), published.gammaGamma);
}

function fitDonations(): void {
  const lines = linesOf("donations_rf.csv");
  if (!lines) {
    console.log("BG/BB: donations_rf.csv is not beside the repository, so its fit was not measured.");
    return;
  }
  const cells = lines.slice(1).map((row) => row.split(",").map(Number));
  const column = (place: number) => Float64Array.from(cells, (row) => row[place] ?? 0);
  const data = { x: column(0), tx: column(1), n: column(2), weight: column(3) };
  inRounds(`BG/BB, ${cells.length} cells of donors`, () => bgBb.fit(data), published.bgBb);
}

function inRounds(what: string, fit: () => Fit<object>, others: string): void {
  const rounds = Math.max(1, Number(values.rounds));
  const times: number[] = [];
  let found = fit();
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    found = fit();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  report(what, percentile(times, 0.5), `${outcome(found)}; ${others}`);
}

function measureLargeLog(): void {
  const log = generateLog({ customers: Number(values.customers), orders: Number(values.orders) });
  const { length } = log.day;
  console.log(`Generated log: ${length.toLocaleString("en")} orders over ${daysOfLog} days, sorted by day`);
  const keys = Float64Array.from(log.customer, (customer, row) => customer * 1024 + (log.day[row] as number));
  const sorting = performance.now();
  keys.sort();
  report(`plain sort of ${length.toLocaleString("en")} numbers`, performance.now() - sorting, "for comparison");
  const summary = timed("summarizeOrders", published.summary, () =>
    summarizeOrders(log, { unit: "day", asOf: daysOfLog - 1 }),
  );
  const sum = (column: Float64Array) => Math.round(column.reduce((total, value) => total + value, 0));
  const repeaters = summary.x.reduce((total, x) => total + (x > 0 ? 1 : 0), 0);
  console.log(
    `  ${summary.x.length.toLocaleString("en")} customers, ${repeaters.toLocaleString("en")} with repeats, sums x ${sum(summary.x)}, tx ${sum(summary.tx)}, T ${sum(summary.T)}`,
  );
  const rows = timed("distinctSummaries", "", () => distinctSummaries({ unit: "day", ...pastOf(summary) }));
  console.log(`  ${rows.x.length.toLocaleString("en")} different (x, tx, T)`);
  const bg = timedFit("BG/NBD", published.bgNbdLarge, () => bgNbd.fit(rows));
  const mbg = timedFit("MBG/NBD", published.mbgNbdLarge, () => mbgNbd.fit(rows));
  const pareto = timedFit("Pareto/NBD", published.paretoNbdLarge, () => paretoNbd.fit(rows));
  const spend = timedFit("Gamma-Gamma", published.gammaGammaLarge, () =>
    gammaGamma.fit({ x: summary.x, m: summary.monetary }),
  );
  scoreMany({ ...pastOf(summary), m: summary.monetary }, { bg, mbg, pareto, spend });
}

/** Frequency, recency and age alone: `litt` would tell rows apart that these models take for one. */
function pastOf({ x, tx, T }: CustomerColumns): { x: Float64Array; tx: Float64Array; T: Float64Array } {
  return { x, tx, T };
}

interface Fitted {
  bg: bgNbd.Params;
  mbg: mbgNbd.Params;
  pareto: paretoNbd.Params;
  spend: gammaGamma.Params;
}

function scoreMany(summary: CustomerColumns & { m: Float64Array }, { bg, mbg, pareto, spend }: Fitted): void {
  const count = Number(values.scored);
  const tile = (column: Float64Array) =>
    Float64Array.from({ length: count }, (_, row) => column[row % column.length] as number);
  const data = { x: tile(summary.x), tx: tile(summary.tx), T: tile(summary.T), m: tile(summary.m) };
  const horizon = { periods: 12, unitsPerPeriod: 365.25 / 12, ratePerPeriod: 0.01 };
  console.log(`Scores of ${count.toLocaleString("en")} customers (the summaries again and again)`);
  const score = (what: string, others: string, work: () => Float64Array) => {
    const scores = timed(what, others, work);
    if (scores.length !== count || !scores.every(Number.isFinite)) throw new Error(`${what}: a score is not a number`);
  };
  score("BG/NBD conditionalExpectedPurchasesAll", published.score, () =>
    bgNbd.conditionalExpectedPurchasesAll(bg, data, 365),
  );
  score("BG/NBD probabilityOfNoPurchaseAll", "", () => bgNbd.probabilityOfNoPurchaseAll(bg, data, 90));
  score("MBG/NBD conditionalExpectedPurchasesAll", "", () => mbgNbd.conditionalExpectedPurchasesAll(mbg, data, 365));
  score("MBG/NBD probabilityOfNoPurchaseAll", "", () => mbgNbd.probabilityOfNoPurchaseAll(mbg, data, 90));
  score("Pareto/NBD conditionalExpectedPurchasesAll", "", () =>
    paretoNbd.conditionalExpectedPurchasesAll(pareto, data, 365),
  );
  score("Pareto/NBD probabilityOfNoPurchaseAll", "", () => paretoNbd.probabilityOfNoPurchaseAll(pareto, data, 90));
  score("conditionalMeanSpendAll", "", () => gammaGamma.conditionalMeanSpendAll(spend, data));
  score("customerLifetimeValueAll, MBG/NBD, 12 months", "", () =>
    customerLifetimeValueAll({ purchases: { model: "mbgNbd", params: mbg }, spend }, data, horizon),
  );
  score("customerLifetimeValueAll, Pareto/NBD, 12 months", "", () =>
    customerLifetimeValueAll({ purchases: { model: "paretoNbd", params: pareto }, spend }, data, horizon),
  );
}

function timed<T>(what: string, others: string, work: () => T): T {
  const began = performance.now();
  const result = work();
  report(what, performance.now() - began, others);
  return result;
}

function timedFit<Params extends object>(what: string, others: string, fit: () => Fit<Params>): Params {
  const began = performance.now();
  const found = fit();
  report(what, performance.now() - began, `${outcome(found)}; ${others}`);
  return found.params;
}

function outcome({ converged, iterations, params }: Fit<object>): string {
  const numbers = Object.entries(params).map(([name, value]) => `${name} ${Number(value).toPrecision(4)}`);
  return `${converged ? "converged" : "NOT CONVERGED"}, ${iterations} iterations, ${numbers.join(" ")}`;
}

function report(what: string, milliseconds: number, more: string): void {
  const time = milliseconds < 100 ? milliseconds.toFixed(1) : Math.round(milliseconds).toLocaleString("en");
  console.log(`  ${what.padEnd(47)} ${time.padStart(8)} ms${more && `  ${more}`}`);
}

/** Customers of a BG/NBD process with Gamma-Gamma spend, the same in every run; orders by day, as a till writes them, the first so many of them. */
function generateLog({ customers, orders }: { customers: number; orders: number }): OrderColumns {
  const random = randomNumbers(42);
  const process = { r: 0.6, alpha: 5, a: 0.8, b: 8.7 };
  const spending = { p: 4, q: 4, gamma: 3300 };
  let customer = new Uint32Array(Math.ceil(orders * 1.2));
  let day = new Int32Array(customer.length);
  let value = new Float64Array(customer.length);
  let made = 0;
  for (let id = 0; id < customers; id += 1) {
    const rate = random.gamma(process.r) / process.alpha;
    const [stops, stays] = [random.gamma(process.a), random.gamma(process.b)];
    const dropout = stops / (stops + stays);
    const scale = random.gamma(spending.q) / spending.gamma;
    let at = random.uniform() * joiningDays;
    for (;;) {
      if (made === customer.length) {
        customer = grown(customer, new Uint32Array(2 * made));
        day = grown(day, new Int32Array(2 * made));
        value = grown(value, new Float64Array(2 * made));
      }
      customer[made] = id;
      day[made] = Math.floor(at);
      value[made] = Math.max(1, Math.round(random.gamma(spending.p) / scale));
      const isRepeat = made > 0 && customer[made - 1] === id;
      made += 1;
      if (isRepeat && random.uniform() < dropout) break;
      at += -Math.log(1 - random.uniform()) / rate;
      if (at >= daysOfLog) break;
    }
  }
  const log = byDay({
    customer: customer.subarray(0, made),
    day: day.subarray(0, made),
    value: value.subarray(0, made),
  });
  const kept = Math.min(orders, made);
  return {
    customer: log.customer.subarray(0, kept),
    day: log.day.subarray(0, kept),
    value: log.value.subarray(0, kept),
  };
}

function grown<Column extends { set(from: Column): void }>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

interface Log {
  customer: Uint32Array;
  day: Int32Array;
  value: Float64Array;
}

/** Sorted by day by counting; orders of one day stay in their order. */
function byDay(log: Log): Log {
  const places = new Uint32Array(daysOfLog + 1);
  for (const day of log.day) places[day + 1] = (places[day + 1] as number) + 1;
  for (let day = 0; day < daysOfLog; day += 1) places[day + 1] = (places[day + 1] as number) + (places[day] as number);
  const { length } = log.day;
  const sorted = { customer: new Uint32Array(length), day: new Int32Array(length), value: new Float64Array(length) };
  for (let row = 0; row < length; row += 1) {
    const day = log.day[row] as number;
    const place = places[day] as number;
    places[day] = place + 1;
    sorted.customer[place] = log.customer[row] as number;
    sorted.day[place] = day;
    sorted.value[place] = log.value[row] as number;
  }
  return sorted;
}

/** The same numbers in every run: uniform by mulberry32, Gamma by Marsaglia & Tsang 2000. */
function randomNumbers(seed: number) {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = normal();
      const v = (1 + c * z) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return { uniform, gamma };
}
