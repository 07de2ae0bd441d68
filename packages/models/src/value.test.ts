import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bgBb,
  bgCnbdK,
  bgNbd,
  bootstrapTotal,
  clusterMembers,
  customerLifetimeValueAll,
  distinctSummaries,
  forecastSeries,
  gammaGamma,
  historicLifetimeValue,
  mbgCnbdK,
  mbgNbd,
  NotEnoughData,
  paretoNbd,
  sBg,
  summarizeOrders,
} from "./index.ts";
import { poissonOf, randomOf } from "./random.ts";
import { cdnowOrders, columnsOf, hasData, needsData } from "./test-data.ts";

const positive = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const bgParams = fc.record({
  r: positive(0.1, 5),
  alpha: positive(0.5, 50),
  a: positive(0.1, 5),
  b: positive(0.3, 10),
});
const paretoParams = fc.record({
  r: positive(0.1, 5),
  alpha: positive(0.5, 50),
  s: positive(0.1, 5),
  beta: positive(0.5, 50),
});
const customer = fc
  .tuple(fc.integer({ min: 0, max: 40 }), positive(0.01, 0.99), positive(1, 200))
  .map(([x, share, T]) => ({ x, tx: x === 0 ? 0 : share * T, T }));

const models = [
  { name: "BG/NBD", params: bgParams, model: bgNbd },
  { name: "MBG/NBD", params: bgParams, model: mbgNbd },
  { name: "Pareto/NBD", params: paretoParams, model: paretoNbd },
] as unknown as { name: string; params: typeof bgParams; model: typeof bgNbd }[];

for (const { name, params, model } of models) {
  test(`${name}: chances add up to one and their mean is the expectation`, () => {
    fc.assert(
      fc.property(params, positive(0.1, 15), (found, t) => {
        let sum = 0;
        let mean = 0;
        let last = 1;
        for (let n = 0; n < 3_000 && (n < 5 || last > 1e-12); n += 1) {
          last = model.purchaseCountProbability(found, t, n);
          sum += last;
          mean += n * last;
        }
        expect(sum).toBeCloseTo(1, 6);
        expect(mean).toBeCloseTo(model.expectedPurchases(found, t), 4);
      }),
      { numRuns: 40 },
    );
  });

  test(`${name}: nothing happens in no time, chances are chances, and a change of the unit changes nothing`, () => {
    fc.assert(
      fc.property(params, customer, positive(0.1, 100), positive(0.05, 20), (found, who, t, factor) => {
        expect(model.expectedPurchases(found, 0)).toBe(0);
        expect(model.conditionalExpectedPurchases(found, who, 0)).toBe(0);
        const alive = model.probabilityAlive(found, who);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        const none = model.probabilityOfNoPurchase(found, who, t);
        expect(none).toBeGreaterThanOrEqual(0);
        expect(none).toBeLessThanOrEqual(1 + 1e-9);
        const other = found as unknown as { alpha: number; beta?: number };
        const scaled = {
          ...found,
          alpha: other.alpha * factor,
          ...(other.beta !== undefined && { beta: other.beta * factor }),
        };
        const then = { x: who.x, tx: who.tx * factor, T: who.T * factor };
        expect(model.probabilityAlive(scaled, then)).toBeCloseTo(alive, 8);
        expect(model.conditionalExpectedPurchases(scaled, then, t * factor)).toBeCloseTo(
          model.conditionalExpectedPurchases(found, who, t),
          6,
        );
      }),
      { numRuns: 150 },
    );
  });
}

test("k = 1 of the regular-buyer models is the model without rhythm", () => {
  fc.assert(
    fc.property(bgParams, customer, (params, who) => {
      for (const [regular, plain] of [
        [bgCnbdK, bgNbd],
        [mbgCnbdK, mbgNbd],
      ] as const) {
        const one = { ...params, k: 1 };
        const withLitt = { ...who, litt: 0 };
        expect(regular.probabilityAlive(one, withLitt)).toBeCloseTo(plain.probabilityAlive(params, who), 9);
        expect(regular.logLikelihood(one, withLitt)).toBeCloseTo(plain.logLikelihood(params, who), 9);
      }
    }),
    { numRuns: 60 },
  );
});

test("regular buyers buy as often as a simulation of them does", () => {
  const params = { k: 3, r: 2, alpha: 4, a: 1, b: 5 };
  const random = randomOf(8);
  const exponential = () => -Math.log(1 - random());
  const gamma2 = () => exponential() + exponential();
  let bought = 0;
  const rounds = 40_000;
  for (let round = 0; round < rounds; round += 1) {
    const rate = gamma2() / params.alpha;
    // Beta(1, 5) by inversion.
    const leaves = 1 - (1 - random()) ** (1 / 5);
    let time = 0;
    if (random() < leaves) continue;
    for (;;) {
      time += (exponential() + exponential() + exponential()) / rate;
      if (time > 20) break;
      bought += 1;
      if (random() < leaves) break;
    }
  }
  expect(bought / rounds).toBeCloseTo(mbgCnbdK.expectedPurchases(params, 20), 1);
});

/** What a population with these parameters does in `T` units. */
function simulate(n: number, seed: number) {
  const random = randomOf(seed);
  const exponential = () => -Math.log(1 - random());
  const x = new Float64Array(n);
  const tx = new Float64Array(n);
  const T = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    T[row] = 20 + 30 * random();
    const rate = exponential() * 0.25;
    const leaves = 1 - (1 - random()) ** (1 / 3);
    let time = 0;
    for (;;) {
      time += exponential() / rate;
      if (time > (T[row] as number)) break;
      x[row] = (x[row] as number) + 1;
      tx[row] = time;
      if (random() < leaves) break;
    }
  }
  return { x, tx, T };
}

test("weights are repeated rows, for every model", () => {
  const data = simulate(300, 5);
  const weight = Float64Array.from(data.x, (_, row) => 1 + (row % 3));
  const repeat = (column: Float64Array) =>
    Float64Array.from([...column].flatMap((value, row) => new Array<number>(1 + (row % 3)).fill(value)));
  const long = { x: repeat(data.x), tx: repeat(data.tx), T: repeat(data.T) };
  for (const model of [bgNbd, mbgNbd, paretoNbd]) {
    const short = model.fit({ ...data, weight });
    const whole = model.fit(long);
    expect(short.logLikelihood).toBeCloseTo(whole.logLikelihood, 4);
    expect(short.params.r).toBeCloseTo(whole.params.r, 3);
  }
});

test("a fit in days is the fit in weeks, but for the unit", () => {
  const data = simulate(500, 6);
  const days = { x: data.x, tx: data.tx.map((t) => 7 * t), T: data.T.map((t) => 7 * t) };
  for (const model of [bgNbd, mbgNbd, paretoNbd]) {
    const weekly = model.fit(data);
    const daily = model.fit(days);
    expect(daily.params.r).toBeCloseTo(weekly.params.r, 3);
    expect(daily.params.alpha / weekly.params.alpha).toBeCloseTo(7, 2);
    expect(weekly.converged && daily.converged).toBe(true);
    let sum = 0;
    for (let row = 0; row < data.x.length; row += 1)
      sum += model.logLikelihood(weekly.params as never, {
        x: data.x[row] as number,
        tx: data.tx[row] as number,
        T: data.T[row] as number,
      });
    expect(sum).toBeCloseTo(weekly.logLikelihood, 5);
  }
});

const nasty = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 400 }),
    fc.constantFrom(0, 0.001, 0.5, 0.999, 1),
    fc.constantFrom(0, 1, 7, 400, 10_000),
  ),
  { minLength: 0, maxLength: 40 },
);

test("whatever the data, a fit is finite or says what it lacks", () => {
  fc.assert(
    fc.property(nasty, (rows) => {
      const data = {
        x: Float64Array.from(rows, ([x]) => x),
        tx: Float64Array.from(rows, ([x, share, T]) => (x === 0 ? 0 : share * T)),
        T: Float64Array.from(rows, ([, , T]) => T),
      };
      for (const model of [bgNbd, mbgNbd, paretoNbd]) {
        try {
          const { params, logLikelihood } = model.fit(data, { maxIterations: 60 });
          expect(Object.values(params).every(Number.isFinite)).toBe(true);
          expect(Number.isFinite(logLikelihood)).toBe(true);
          const chances = model.probabilityOfNoPurchaseAll(params as never, data, 30);
          expect(chances.every((chance) => chance >= -1e-9 && chance <= 1 + 1e-9)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(NotEnoughData);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("members with one order, ten members, and equal spend are refused with the reason", () => {
  const none = { x: new Float64Array(50), tx: new Float64Array(50), T: new Float64Array(50).fill(10) };
  for (const model of [bgNbd, mbgNbd, paretoNbd, bgCnbdK, mbgCnbdK])
    expect(() => model.fit(none)).toThrow("no_repeat_purchases");
  expect(() => bgNbd.fit({ x: Float64Array.of(1), tx: Float64Array.of(1), T: Float64Array.of(2) })).toThrow(
    "too_few_customers",
  );
  const x = new Float64Array(20).fill(2);
  expect(() => gammaGamma.fit({ x, m: new Float64Array(20).fill(5) })).toThrow("everybody_spends_the_same");
  expect(() => gammaGamma.fit({ x, m: new Float64Array(20).fill(-5) })).toThrow("too_few_repeaters_with_spend");
  expect(() => sBg.fit({ survivors: [100, 100, 100] })).toThrow("nobody_left");
  expect(() =>
    bgBb.fit({ x: new Float64Array(20), tx: new Float64Array(20), n: new Float64Array(20).fill(6) }),
  ).toThrow("no_repeat_purchases");
});

test("spend so unequal that it has no mean is held to one and said", () => {
  const random = randomOf(12);
  const x = new Float64Array(400).fill(1);
  // Pareto with index 0.5: its mean does not exist.
  const m = Float64Array.from(x, () => 10 * (1 - random()) ** (-1 / 0.5));
  const fitted = gammaGamma.fit({ x, m });
  expect(fitted.warnings).toContain("spend_has_no_mean");
  expect(fitted.params.q).toBeGreaterThan(1);
  expect(gammaGamma.conditionalMeanSpend(fitted.params, { x: 0, m: 0 })).toBeGreaterThan(0);
  expect(gammaGamma.fit({ x, m }, { smallestQ: 0 }).params.q).toBeLessThan(1.05);
  expect(() => gammaGamma.conditionalMeanSpend({ p: 1, q: 0.5, gamma: 1 }, { x: 0, m: 0 })).toThrow(
    "spend_has_no_mean",
  );
});

test("sBG finds the cohorts of Fader & Hardie 2007", () => {
  // Survivors of 1,000 after each of seven renewals (table 1 of the paper, as in pymc-marketing data/sbg_cohorts.csv); likelihoods recomputed in the research notes.
  const regular = sBg.fit({ survivors: [1_000, 631, 468, 382, 326, 289, 262, 241] });
  expect(regular.params.alpha).toBeCloseTo(0.7041, 3);
  expect(regular.params.beta).toBeCloseTo(1.182, 3);
  expect(regular.logLikelihood).toBeCloseTo(-1680.265, 2);
  const highEnd = sBg.fit({ survivors: [1_000, 869, 743, 653, 593, 551, 517, 491] });
  expect(highEnd.params.alpha).toBeCloseTo(0.6681, 3);
  expect(highEnd.params.beta).toBeCloseTo(3.8061, 3);
  expect(highEnd.logLikelihood).toBeCloseTo(-1611.158, 2);
  expect(sBg.survival(regular.params, 0)).toBe(1);
  expect(sBg.survival(regular.params, 3) / sBg.survival(regular.params, 2)).toBeCloseTo(
    sBg.retentionRate(regular.params, 3),
    12,
  );
  expect(sBg.discountedExpectedResidualLifetime(regular.params, 5, 0.1)).toBeGreaterThan(
    sBg.discountedExpectedResidualLifetime(regular.params, 0, 0.1),
  );
});

test("BG/BB: chances add up, also after a past", () => {
  const params = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 };
  for (const past of [
    { x: 0, tx: 0, n: 6 },
    { x: 3, tx: 4, n: 6 },
    { x: 6, tx: 6, n: 6 },
  ]) {
    let sum = 0;
    let mean = 0;
    for (let x = 0; x <= 10; x += 1) {
      const chance = bgBb.conditionalPurchaseCountProbability(params, past, 10, x);
      sum += chance;
      mean += x * chance;
    }
    expect(sum).toBeCloseTo(1, 10);
    expect(mean).toBeCloseTo(bgBb.conditionalExpectedPurchases(params, past, 10), 10);
  }
});

test("order of rows and splitting a day's receipt change no summary", () => {
  const order = fc.record({
    customer: fc.integer({ min: 1, max: 6 }),
    day: fc.integer({ min: 0, max: 60 }),
    value: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(order, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (orders, end) => {
      const of = (rows: typeof orders) => {
        const made = summarizeOrders(
          rows.map(({ customer: who, day, value }) => ({ customer: who, at: day * 86_400_000, value })),
          { unit: "week", asOf: 60, calibrationEnd: end },
        );
        return new Map(
          made.customers.map((who, row) => [
            who,
            [made.x[row], made.tx[row], made.T[row], made.monetary[row], made.holdoutFrequency?.[row]],
          ]),
        );
      };
      const whole = of(orders);
      expect(of([...orders].reverse())).toEqual(whole);
      expect(
        of(
          orders.flatMap((row) => [
            { ...row, value: row.value - 1 },
            { ...row, value: 1 },
          ]),
        ),
      ).toEqual(whole);
    }),
  );
});

test.skipIf(!hasData)(`CDNOW's summary is lifetimes', to the two decimals it is printed with ${needsData}`, () => {
  const made = summarizeOrders(cdnowOrders(), { unit: "week", asOf: "1997-09-30" });
  const printed = columnsOf("cdnow_summary.csv");
  expect([...made.x]).toEqual([...(printed.frequency as Float64Array)]);
  made.tx.forEach((tx, row) => {
    expect(Math.abs(tx - (printed.recency?.[row] as number))).toBeLessThan(0.0051);
    expect(Math.abs((made.T[row] as number) - (printed.T?.[row] as number))).toBeLessThan(0.0051);
  });
  const distinct = distinctSummaries({ x: made.x, tx: made.tx, T: made.T });
  expect(distinct.x.length).toBe(1_016);
  expect(distinct.weight.reduce((sum, copies) => sum + copies, 0)).toBe(2_357);
});

test("the value of the past is its four inputs", () => {
  expect(historicLifetimeValue({ meanSpend: 5_000, frequency: 2, lifetime: 18, acquisitionCost: 3_000 }).value).toBe(
    177_000,
  );
});

test("a million members' worth adds up: the array is each of them", () => {
  const data = simulate(50, 9);
  const params = { r: 0.8, alpha: 5, a: 0.9, b: 3 };
  const m = data.x.map((x) => 1_000 + 10 * x);
  const horizon = { periods: 12, unitsPerPeriod: 4.348, ratePerPeriod: 0.01 };
  const spend = { p: 6, q: 4, gamma: 1_500 };
  const values = customerLifetimeValueAll({ purchases: { model: "mbgNbd", params }, spend }, { ...data, m }, horizon);
  const undiscounted = mbgNbd.conditionalExpectedPurchasesAll(params, data, 12 * 4.348);
  values.forEach((value, row) => {
    const most =
      (undiscounted[row] as number) *
      gammaGamma.conditionalMeanSpend(spend, { x: data.x[row] as number, m: m[row] as number });
    expect(value).toBeLessThanOrEqual(most);
    expect(value).toBeGreaterThanOrEqual(most / 1.01 ** 12);
  });
});

test("a bootstrap interval holds the true total about as often as it says", () => {
  let inside = 0;
  for (let world = 0; world < 60; world += 1) {
    const random = randomOf(100 + world);
    const values = Float64Array.from({ length: 200 }, () => poissonOf(3, random));
    const interval = bootstrapTotal(
      new Float64Array(200).fill(1),
      (copies) => copies.reduce((sum, n, row) => sum + n * (values[row] as number), 0),
      { rounds: 200, level: 0.9, seed: world },
    );
    expect(interval.low).toBeLessThanOrEqual(interval.estimate);
    if (interval.low <= 600 && interval.high >= 600) inside += 1;
  }
  expect(inside / 60).toBeGreaterThan(0.78);
});

test("a series with a week in it is carried on, inside intervals that hold what they promise", () => {
  const random = randomOf(21);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const shape = [10, 12, 11, 13, 20, 30, 25];
  const series = Array.from({ length: 140 }, (_, day) => 100 + 0.2 * day + (shape[day % 7] ?? 0) + normal());
  const found = forecastSeries(series.slice(0, 126), { season: 7, horizon: 14, level: 0.9 });
  expect(found.method.seasonal).toBe(true);
  found.points.forEach(({ value, low, high }, step) => {
    expect(Math.abs(value - (series[126 + step] as number))).toBeLessThan(6);
    expect(low).toBeLessThan(high);
  });
  expect(found.backtest.mase ?? 9).toBeLessThan(1);
  expect(found.backtest.coverage ?? 0).toBeGreaterThan(0.75);
  const [first, last] = [found.points[0], found.points.at(-1)];
  expect((last?.high ?? 0) - (last?.low ?? 0)).toBeGreaterThan((first?.high ?? 0) - (first?.low ?? 0));
});

test("a flat series stays flat, a short one is refused", () => {
  const flat = forecastSeries(new Array<number>(30).fill(5), { season: 7, horizon: 5 });
  for (const point of flat.points) expect(point.value).toBeCloseTo(5, 9);
  expect(() => forecastSeries([1, 2, 3], { season: 1, horizon: 2 })).toThrow("series_too_short");
});

test("three kinds of spenders are told apart, highest first", () => {
  const random = randomOf(31);
  const kinds = [20_000, 3_000, 400];
  const spend = Float64Array.from({ length: 600 }, (_, row) => (kinds[row % 3] as number) * (0.9 + 0.2 * random()));
  const orders = Float64Array.from({ length: 600 }, (_, row) => [30, 10, 2][row % 3] as number);
  const found = clusterMembers([orders, spend]);
  expect(found.k).toBe(3);
  expect(found.members).toEqual([200, 200, 200]);
  for (let row = 0; row < 600; row += 1) expect(found.cluster[row]).toBe(row % 3);
  expect(() => clusterMembers([new Float64Array(100).fill(3)])).toThrow("everybody_alike");
  expect(() => clusterMembers([new Float64Array(5)])).toThrow("too_few_customers");
});

test("spend that is zero or negative is left out of the fit, and it is said how many had it", () => {
  const x = new Float64Array(40).fill(2);
  const m = Float64Array.from(x, (_, row) => (row < 4 ? -row : 500 + 90 * row));
  const found = gammaGamma.fit({ x, m });
  expect([found.repeaters, found.dropped]).toEqual([36, 4]);
  expect(found.warnings).toContain("repeaters_without_spend_left_out");
  const clean = gammaGamma.fit({ x: x.slice(4), m: m.slice(4) });
  expect(clean.params).toEqual(found.params);
  expect([clean.dropped, clean.warnings]).toEqual([0, []]);
});
