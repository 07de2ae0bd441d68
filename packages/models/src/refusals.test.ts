import { expect, test } from "vitest";
import {
  bgBb,
  bgCnbdK,
  bgNbd,
  bootstrapTotal,
  type Customer,
  churn,
  customerLifetimeValue,
  customerLifetimeValueAll,
  experiments,
  forecastSeries,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  NotEnoughData,
  paretoNbd,
  recommend,
  sBg,
  summarizeOrders,
  uplift,
} from "./index.ts";
import { poissonOf, randomOf } from "./random.ts";

const bg = { r: 0.24, alpha: 4.4, a: 0.79, b: 2.4 };
const pareto = { r: 0.55, alpha: 10, s: 0.6, beta: 11 };
const who = { x: 2, tx: 30, T: 39, litt: 5 };
const column = (size: number, value: (row: number) => number) =>
  Float64Array.from({ length: size }, (_, row) => value(row));
const labels = (size: number, value: (row: number) => number) =>
  Uint8Array.from({ length: size }, (_, row) => value(row));

interface Process {
  logLikelihood(customer: typeof who): number;
  probabilityAlive(customer: typeof who): number;
  expectedPurchases(t: number): number;
  purchaseCountProbability(t: number, n: number): number;
  conditionalExpectedPurchases(customer: typeof who, t: number): number;
  conditionalPurchaseCountProbability(customer: typeof who, t: number, n: number): number;
  probabilityOfNoPurchaseAll(rows: { x: Float64Array; tx: Float64Array; T: Float64Array }): Float64Array;
}

function processOf<Params>(
  model: {
    logLikelihood(params: Params, customer: typeof who): number;
    probabilityAlive(params: Params, customer: typeof who): number;
    expectedPurchases(params: Params, t: number): number;
    purchaseCountProbability(params: Params, t: number, n: number): number;
    conditionalExpectedPurchases(params: Params, customer: typeof who, t: number): number;
    conditionalPurchaseCountProbability(params: Params, customer: typeof who, t: number, n: number): number;
    probabilityOfNoPurchaseAll(
      params: Params,
      rows: { x: Float64Array; tx: Float64Array; T: Float64Array },
      h: number,
    ): Float64Array;
  },
  params: Params,
): Process {
  return {
    logLikelihood: (customer) => model.logLikelihood(params, customer),
    probabilityAlive: (customer) => model.probabilityAlive(params, customer),
    expectedPurchases: (t) => model.expectedPurchases(params, t),
    purchaseCountProbability: (t, n) => model.purchaseCountProbability(params, t, n),
    conditionalExpectedPurchases: (customer, t) => model.conditionalExpectedPurchases(params, customer, t),
    conditionalPurchaseCountProbability: (customer, t, n) =>
      model.conditionalPurchaseCountProbability(params, customer, t, n),
    probabilityOfNoPurchaseAll: (rows) => model.probabilityOfNoPurchaseAll(params, rows, 30),
  };
}

const processes: [string, Process][] = [
  ["bgNbd", processOf(bgNbd, bg)],
  ["mbgNbd", processOf(mbgNbd, bg)],
  ["bgCnbdK", processOf(bgCnbdK, { ...bg, k: 2 })],
  ["mbgCnbdK", processOf(mbgCnbdK, { ...bg, k: 3 })],
  ["paretoNbd", processOf(paretoNbd, pareto)],
];

test.each(processes)("%s refuses a past, a time and a count that cannot be, at once", (_, process) => {
  for (const past of [
    { x: Number.NaN },
    { x: -1 },
    { x: 1.5 },
    { tx: -1 },
    { tx: 40 },
    { T: Number.NaN },
    { T: Infinity },
  ]) {
    const customer = { ...who, ...past };
    expect(() => process.logLikelihood(customer)).toThrow(RangeError);
    expect(() => process.probabilityAlive(customer)).toThrow(/^x /);
    expect(() => process.conditionalExpectedPurchases(customer, 10)).toThrow(/^x /);
    expect(() => process.conditionalPurchaseCountProbability(customer, 10, 1)).toThrow(/^x /);
  }
  for (const t of [Number.NaN, Infinity]) {
    expect(() => process.expectedPurchases(t)).toThrow(`time ${t}`);
    expect(() => process.purchaseCountProbability(t, 1)).toThrow(`time ${t}`);
    expect(() => process.conditionalExpectedPurchases(who, t)).toThrow(`time ${t}`);
  }
  for (const n of [Number.NaN, 1.5, Infinity])
    expect(() => process.conditionalPurchaseCountProbability(who, 10, n)).toThrow(`purchases ${n}`);
  expect(process.purchaseCountProbability(10, -1)).toBe(0);
  expect(process.expectedPurchases(-5)).toBe(0);
  const rows = { x: Float64Array.of(1, 1), tx: Float64Array.of(2, 9), T: Float64Array.of(5, 5) };
  expect(() => process.probabilityOfNoPurchaseAll(rows)).toThrow("row 1: x 1, tx 9, T 5");
  expect(() => process.probabilityOfNoPurchaseAll({ ...rows, T: Float64Array.of(5) })).toThrow("different lengths");
});

test("a parameter that is not positive is refused by name", () => {
  expect(() => bgNbd.expectedPurchases({ ...bg, a: 0 }, 10)).toThrow("parameter a 0");
  expect(() => mbgNbd.probabilityAliveAll({ ...bg, r: Number.NaN }, { ...emptyRows })).toThrow("parameter r NaN");
  expect(() => mbgCnbdK.expectedPurchases({ ...bg, k: 2.5 }, 10)).toThrow("k 2.5");
  expect(() => paretoNbd.expectedPurchases({ ...pareto, beta: -1 }, 10)).toThrow("parameter beta -1");
  expect(() => sBg.survival({ alpha: 1, beta: 0 }, 3)).toThrow("parameter beta 0");
  expect(() => gammaGamma.conditionalMeanSpend({ p: 6, q: Number.NaN, gamma: 1 }, { x: 1, m: 5 })).toThrow(
    "parameter q",
  );
  expect(() => bgBb.expectedPurchases({ alpha: 1, beta: 1, gamma: 0, delta: 1 }, 3)).toThrow("parameter gamma 0");
});

const emptyRows = { x: new Float64Array(0), tx: new Float64Array(0), T: new Float64Array(0) };

test("of no customers nothing is said, and nothing breaks", () => {
  expect(paretoNbd.discountedExpectedResidualTransactionsAll(pareto, emptyRows, 0.01)).toHaveLength(0);
  expect(bgNbd.conditionalExpectedPurchasesAll(bg, emptyRows, 10)).toHaveLength(0);
});

test("gaps of regular buyers that are no number are refused, and not asked for without a repeat purchase", () => {
  const data = { x: column(20, (row) => row % 3), tx: column(20, (row) => 4 * (row % 3)), T: column(20, () => 20) };
  const litt = column(20, (row) => (row === 4 ? -Infinity : 0));
  expect(() => bgCnbdK.fit({ ...data, litt }, { k: 2 })).toThrow("row 4: litt -Infinity");
  expect(() => bgCnbdK.fit(data, { k: 2 })).toThrow("litt");
  const params = { ...bg, k: 2 };
  expect(bgCnbdK.logLikelihood(params, { x: 0, tx: 0, T: 9 })).toBe(
    bgCnbdK.logLikelihood(params, { x: 0, tx: 0, T: 9, litt: 0 }),
  );
  expect(() => bgCnbdK.logLikelihood(params, { x: 1, tx: 2, T: 9 })).toThrow("litt");
});

test("spend that cannot be is refused, with its row in a fit", () => {
  const x = column(30, () => 2);
  const m = column(30, (row) => 10 + row);
  expect(() => gammaGamma.fit({ x, m: m.slice(1) })).toThrow("different lengths");
  expect(() => gammaGamma.fit({ x: x.map((n, row) => (row === 7 ? Infinity : n)), m })).toThrow("row 7: x Infinity");
  expect(() => gammaGamma.fit({ x, m, weight: x.map((_, row) => (row === 3 ? Number.NaN : 1)) })).toThrow("row 3");
  const params = { p: 6, q: 4, gamma: 15 };
  for (const m of [Number.NaN, -1, Infinity])
    expect(() => gammaGamma.conditionalMeanSpend(params, { x: 2, m })).toThrow(`m ${m}`);
  expect(() => gammaGamma.logLikelihood(params, { x: 2, m: 0 })).toThrow("m 0");
  // Whatever refunds left of no repeat purchase is nobody's spend.
  expect(gammaGamma.conditionalMeanSpend(params, { x: 0, m: -5 })).toBe((6 * 15) / 3);
});

test("opportunities that cannot be are refused, and none are never used", () => {
  const params = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 };
  for (const past of [
    { x: 3, tx: 2, n: 6 },
    { x: 1, tx: 7, n: 6 },
    { x: 0, tx: 2, n: 6 },
    { x: 1, tx: 1, n: Infinity },
  ])
    expect(() => bgBb.probabilityAlive(params, past)).toThrow(RangeError);
  expect(() => bgBb.expectedPurchases(params, Infinity)).toThrow("purchases Infinity");
  expect(() => bgBb.purchaseCountProbability(params, 5, 1.5)).toThrow("purchases 1.5");
  expect(bgBb.purchaseCountProbability(params, 0, 0)).toBe(1);
  const data = { x: Float64Array.of(1, 3), tx: Float64Array.of(1, 2), n: Float64Array.of(6, 6) };
  expect(() => bgBb.logLikelihoodAll(params, data)).toThrow("row 1: x 3, tx 2, n 6");
});

test("renewals that cannot be are refused, and members all alike are said to be", () => {
  const params = { alpha: 0.7, beta: 1.2 };
  expect(() => sBg.survival(params, -1)).toThrow("renewal -1");
  expect(() => sBg.churnProbability(params, 0)).toThrow("renewal 0");
  expect(() => sBg.logLikelihood(params, { survivors: [] })).toThrow(RangeError);
  expect(() => sBg.fit({ survivors: [Infinity, 5, 4] })).toThrow("Infinity survivors");
  expect(sBg.fit({ survivors: [100, 0, 0] }).warnings).toEqual(["everybody_alike"]);
  expect(sBg.fit({ survivors: [100, 60, 60, 60] }).warnings).toEqual(["leave_at_once_or_never"]);
});

test("a value of columns that do not fit, or of a horizon without end, is refused", () => {
  const models = { purchases: { model: "bgNbd" as const, params: bg } };
  const horizon = { periods: 12, unitsPerPeriod: 4, ratePerPeriod: 0.01 };
  const data = { x: Float64Array.of(1, 2), tx: Float64Array.of(1, 2), T: Float64Array.of(3, 3), m: Float64Array.of(5) };
  expect(() => customerLifetimeValueAll(models, data, horizon)).toThrow("different lengths");
  expect(() => customerLifetimeValue(models, { ...who, tx: 50, m: 5 }, horizon)).toThrow("tx 50");
  for (const wrong of [{ periods: 1e9 }, { unitsPerPeriod: Infinity }, { ratePerPeriod: Infinity }])
    expect(() => customerLifetimeValue(models, { ...who, m: 5 }, { ...horizon, ...wrong })).toThrow(RangeError);
});

test("a total that is no number has no interval, and a weight of millions takes no millions of steps", () => {
  const weight = new Float64Array(20).fill(1);
  expect(() => bootstrapTotal(weight, () => Number.NaN)).toThrow("a total of NaN");
  expect(() =>
    bootstrapTotal(
      weight.map((one, row) => (row === 2 ? -1 : one)),
      () => 1,
    ),
  ).toThrow("row 2: weight -1");
  let asked = 0;
  const random = randomOf(5);
  const counted = () => {
    asked += 1;
    return random();
  };
  const [mean, rounds] = [4e6, 4_000];
  let [sum, squares] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const far = poissonOf(mean, counted) - mean;
    sum += far;
    squares += far * far;
  }
  expect(Math.abs(sum / rounds)).toBeLessThan((4 * Math.sqrt(mean)) / Math.sqrt(rounds));
  expect(squares / rounds / mean).toBeGreaterThan(0.9);
  expect(squares / rounds / mean).toBeLessThan(1.1);
  expect(asked).toBeLessThan(4 * rounds);
});

test("a day that no calendar has, a moment taken for a day, and an unknown unit are refused", () => {
  const orders = [{ customer: 1, at: "2020-01-01", value: 5 }];
  const summary = (order: object, options: object) =>
    summarizeOrders([{ ...orders[0], ...order } as (typeof orders)[number]], {
      unit: "day",
      asOf: "2020-03-01",
      ...options,
    });
  expect(() => summary({ at: "2020-02-30" }, {})).toThrow("not a day: 2020-02-30");
  expect(() => summary({}, { asOf: Date.UTC(2020, 0, 31) })).toThrow("not a day");
  expect(() => summary({}, { unit: "fortnight" })).toThrow("unit fortnight");
  expect(summary({ at: "2020-02-29T10:00:00+08:00" }, {}).age[0]).toBe(1);
  const columns = { customer: Float64Array.of(7, Number.NaN), day: Int32Array.of(1, 2), value: Float64Array.of(1, 2) };
  expect(() => summarizeOrders(columns, { unit: "day", asOf: 9 })).toThrow("row 1: customer NaN");
});

test("a series of any size is forecast alike", () => {
  const series = column(40, (row) => 20 + (row % 7) + 3 * Math.sin(row));
  const usual = forecastSeries(series, { season: 7, horizon: 5 });
  for (const size of [2 ** -900, 2 ** 900]) {
    const found = forecastSeries(
      series.map((value) => value * size),
      { season: 7, horizon: 5 },
    );
    found.points.forEach((point, step) => {
      const { value, low, high } = usual.points[step] as typeof point;
      expect([point.value / size, point.low / size, point.high / size]).toEqual([value, low, high]);
      expect(point.high).toBeGreaterThan(point.low);
    });
  }
  expect(() => forecastSeries(series, { season: 7, horizon: 1e9 })).toThrow(RangeError);
});

test("examples that cannot be learnt from are refused by row", () => {
  const columns = [column(50, (row) => row)];
  const y = labels(50, (row) => row % 2);
  for (const fit of [churn.fitLogistic, churn.fitBoosting]) {
    expect(() => fit([column(20, (row) => row)], y)).toThrow("different lengths");
    expect(() => fit([column(50, (row) => (row === 9 ? Infinity : row))], y)).toThrow("row 9: column 0 is Infinity");
    expect(() =>
      fit(
        columns,
        labels(50, (row) => row % 3),
      ),
    ).toThrow("row 2: label 2");
  }
  expect(() => churn.fitLogistic(columns, y, { weight: column(50, (row) => row % 2) })).toThrow("one_class_only");
  expect(() => churn.fitBoosting(columns, y, { trees: 0 })).toThrow(RangeError);
  expect(() => churn.predictLogistic(churn.fitLogistic(columns, y), [])).toThrow("0 columns, learnt from 1");
  expect(() => churn.predictBoosting(churn.fitBoosting(columns, y), [])).toThrow("0 columns, learnt from 1");
});

test("scores that are no number are refused, and no rows have no figures", () => {
  const nan = new Float64Array(4).fill(Number.NaN);
  const y = labels(4, (row) => row % 2);
  for (const judge of [churn.auc, churn.averagePrecision, churn.liftAtTenth])
    expect(() => judge(nan, y)).toThrow("row 0: score NaN");
  for (const fit of [churn.fitIsotonic, churn.fitPlatt, churn.evaluate])
    expect(() => fit(nan, y)).toThrow("row 0: chance");
  expect(() => churn.evaluate(new Float64Array(0), new Uint8Array(0))).toThrow(NotEnoughData);
  expect(() => churn.calibrate({ kind: "none" }, Number.NaN)).toThrow("chance NaN");
  expect(() => churn.trainChurnModel([], { horizonDays: Number.NaN })).toThrow("NaN days");
});

test("the order of rows with one score decides no lift", () => {
  const even = new Float64Array(100).fill(0.5);
  const first = labels(100, (row) => (row < 10 ? 1 : 0));
  expect(churn.liftAtTenth(even, first)).toEqual({ lift: 1, cap: 10 });
  // Five rows above all others, four of them hits; of the other five places each of 95 rows has a share.
  const score = column(100, (row) => (row < 5 ? 1 : 0));
  const hits = labels(100, (row) => (row < 4 || row > 93 ? 1 : 0));
  const { lift } = churn.liftAtTenth(score, hits);
  expect(lift).toBeCloseTo((4 + (5 * 6) / 95) / 10 / 0.1, 12);
  expect(churn.liftAtTenth(score.toReversed(), hits.toReversed()).lift).toBeCloseTo(lift as number, 12);
});

test("a threshold that is no chance has no date", () => {
  const silent = (customer: Customer, h: number) => bgNbd.probabilityOfNoPurchase(bg, customer, h);
  const search = { horizon: 30, threshold: 0.8, maxAhead: 900 };
  expect(() => churn.timeToChurn(silent, who, { ...search, threshold: Number.NaN })).toThrow("chance NaN");
  expect(() => churn.timeToChurn(silent, who, { ...search, maxAhead: Infinity })).toThrow("Infinity ahead");
  expect(() => churn.silenceTable(silent, who, { step: 7, steps: 1.5 })).toThrow("1.5 steps");
});

test("experiments refuse options and data that are no number", () => {
  const arm = { n: 100, mean: 5, variance: 4 };
  expect(() => experiments.banditShares([arm, arm], { draws: 0 })).toThrow("0 draws");
  expect(() => experiments.banditShares([arm, arm], { floor: Number.NaN })).toThrow("floor");
  expect(() => experiments.risksOf(Number.NaN, 1)).toThrow(RangeError);
  expect(() => experiments.sampleRatio([-5, 30], [1, 1])).toThrow("members -5, 30");
  expect(() => experiments.sampleRatio([50, 30], [1, Infinity])).toThrow("weights");
  expect(experiments.multipleExposure({ twice: Number.NaN, members: 10 })).toEqual({
    judged: false,
    reason: "not_finite",
  });
  const question = { mean: 10, variance: 4, members: 4_000, arms: 2 };
  expect(() => experiments.powerOf(question, Number.NaN)).toThrow("lift NaN");
  expect(() => experiments.rangesOf(2, Number.NaN)).toThrow("coverage NaN");
  expect(() =>
    experiments.quantileArm(
      column(100, (row) => 100 - row),
      0.5,
    ),
  ).toThrow("row 1: 99");
  expect(() =>
    experiments.quantileArm(
      column(100, (row) => (row === 50 ? Number.NaN : row)),
      0.5,
    ),
  ).toThrow("row 50");
  const huge = { n: 100, mean: 1e200, variance: 1e300 };
  const believed = experiments.bayesianTest(arm, huge, { scale: "absolute", prior: experiments.usualPrior });
  expect(believed).toEqual({ judged: false, reason: "not_finite", estimate: 0, chanceToWin: 0.5 });
});

test("baskets of unknown users or items are refused by row, and a list counts an item once", () => {
  const rows = {
    users: 1,
    items: 3,
    user: Int32Array.of(0, 0),
    basket: Int32Array.of(0, 0),
    item: Int32Array.of(0, 2),
  };
  for (const wrong of [{ user: Int32Array.of(0, 4) }, { item: Int32Array.of(0, 9) }, { basket: Int32Array.of(0, -1) }])
    for (const use of [
      recommend.fitItemKnn,
      recommend.userItems,
      (found: typeof rows) => recommend.globalTop(found, 2),
    ])
      expect(() => use({ ...rows, ...wrong })).toThrow(/^row 1: user/);
  expect(() => recommend.fitItemKnn(rows, { neighbours: 0 })).toThrow("0 neighbours");
  expect(() => recommend.userItems(rows, Number.NaN)).toThrow("decay NaN");
  const recommender = recommend.createRecommender(recommend.fitItemKnn(rows));
  expect(() => recommender({ item: [0, 2], weight: [1, Number.NaN] })).toThrow("weight NaN");
  // The scratch space of the one before is clean again.
  expect(recommender({ item: [0], weight: [1] }).items[0]).toEqual({ item: 0, score: 1, because: 0, repeat: true });
  const ease = recommend.userItems(rows);
  expect(() => recommend.fitEase(ease, 0)).toThrow("lambda 0");
  expect(() => recommend.easeScores(recommend.fitEase(ease, 1), [7])).toThrow("item 7 of 3");
  const judged = recommend.scoreNextBasket(
    [
      { recommended: [1, 1, 1], truth: new Set([1, 2]), bought: () => false },
      { recommended: [1], truth: new Set<number>(), bought: () => false },
    ],
    3,
  );
  expect(judged).toMatchObject({ users: 1, recall: 0.5, hitRate: 1 });
  expect(() => recommend.scoreNextBasket([], 10)).toThrow(NotEnoughData);
});

test("an uplift of one arm is not a difference", () => {
  const gain = column(40, (row) => row);
  const y = labels(40, (row) => row % 2);
  const one = labels(40, () => 1);
  expect(() => uplift.scoreUplift(gain, y, one)).toThrow("one_arm_only");
  expect(() => uplift.fitTLearner([gain], y, one)).toThrow("one_arm_only");
  expect(() =>
    uplift.scoreUplift(
      gain.fill(Number.NaN),
      y,
      labels(40, (row) => (row >> 1) % 2),
    ),
  ).toThrow("row 0: uplift NaN");
});
