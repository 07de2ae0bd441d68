import { expect, test } from "vitest";
import { bgBb, bgCnbdK, bgNbd, gammaGamma, mbgCnbdK, mbgNbd, paretoNbd, sBg } from "./index.ts";
import { nbdAtLeast } from "./math/special.ts";
import { randomOf } from "./random.ts";

// Integrals with thirty digits (mpmath) where buying is much quicker than leaving, or customers hardly differ.
const oftenAndLong = { r: 0.5, alpha: 1, s: 0.6, beta: 300 };
const veryOften = { r: 1, alpha: 0.001, s: 1, beta: 10 };
const alikeBuyers = { r: 300, alpha: 400, s: 0.6, beta: 600 };
const alike = { r: 300, alpha: 400, s: 400, beta: 600 };
test.each([
  [oftenAndLong, 90, 0, 0.1188553896],
  [oftenAndLong, 90, 3, 0.03399499026],
  [oftenAndLong, 1_000, 1, 0.03221838587],
  [veryOften, 90, 0, 0.0008217833217],
  [veryOften, 1_000, 50, 0.0003764371136],
  [alikeBuyers, 1_000, 0, 0.001333031845],
  [alikeBuyers, 1_000, 3, 0.001318913578],
  [alike, 1_000, 0, 0.4707345776],
  [alike, 1_000, 3, 0.0697567468],
  [alike, 90, 50, 2.917654313e-14],
])("Pareto/NBD %j: within %d, %d purchases have their chance", (params, t, n, chance) => {
  expect(Math.abs(paretoNbd.purchaseCountProbability(params, t, n) / chance - 1)).toBeLessThan(1e-9);
});

test("counts of Pareto/NBD have the mean that is expected, also when nobody differs", () => {
  for (const [params, t] of [
    [alike, 1_000],
    [alikeBuyers, 20],
    [{ r: 22_000, alpha: 44_000, s: 22_000, beta: 220_000 }, 60],
  ] as const) {
    let [sum, mean] = [0, 0];
    for (let n = 0; n < 400; n += 1) {
      const chance = paretoNbd.purchaseCountProbability(params, t, n);
      sum += chance;
      mean += n * chance;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(mean / paretoNbd.expectedPurchases(params, t)).toBeCloseTo(1, 9);
  }
});

const regular = { k: 3, r: 2, alpha: 0.1, a: 0.4, b: 9 };

test("regular buyers of whom thousands of purchases are expected have every purchase counted", () => {
  let [sum, kept] = [0, 1];
  for (let purchase = 1; purchase < 40_000; purchase += 1) {
    sum += kept * nbdAtLeast(regular.r, regular.alpha, 400, 3 * purchase);
    kept *= (regular.b + purchase - 1) / (regular.a + regular.b + purchase - 1);
  }
  expect(bgCnbdK.expectedPurchases(regular, 400) / sum).toBeCloseTo(1, 8);
  // Four million purchases added up one by one (scipy); a quarter of it comes after the first hundred thousand.
  expect(bgCnbdK.expectedPurchases(regular, 20_000) / 4_425.38598178).toBeCloseTo(1, 8);
  // Whatever time allows, nobody buys more often than until the chance of leaving has come true: (a + b - 1) / (a - 1) with a > 1.
  const limited = { ...regular, a: 3 };
  expect(bgCnbdK.expectedPurchases(limited, 1e12)).toBeCloseTo(11 / 2, 6);
});

const who = { x: 4, tx: 18, T: 30, litt: 4.2 };

test("the chances of regular buyers add up, to the last digit of a chance near nothing", () => {
  for (const model of [bgCnbdK, mbgCnbdK]) {
    let sum = 0;
    for (let n = 0; n < 3_000; n += 1) sum += model.conditionalPurchaseCountProbability(regular, who, 3, n);
    expect(sum).toBeCloseTo(1, 9);
  }
  // Exactly none of three phases within t: the negative binomial of 0, 1 and 2.
  const sure = { k: 3, r: 400, alpha: 1, a: 1, b: 1e6 };
  const q = 1 / 2;
  const none = q ** 400 * (1 + 400 * q + 400 * 401 * q * q * 0.5);
  expect(bgCnbdK.purchaseCountProbability(sure, 1, 0) / none).toBeCloseTo(1, 9);
});

const random = randomOf(77);
const T = Float64Array.from({ length: 200 }, () => Math.floor(400 * random()));
const x = T.map((until) => (until < 5 ? 0 : Math.floor(4 * random())));
const tx = T.map((until, row) => ((x[row] as number) > 0 ? 1 + Math.floor((until - 1) * random()) : 0));
const litt = x.map((count, row) => (count > 0 ? count * Math.log((tx[row] as number) / count) : 0));
const data = { x, tx, T, litt };
const bg = { r: 0.5, alpha: 60, a: 0.9, b: 1.6 };
const pareto = { r: 0.55, alpha: 70, s: 0.6, beta: 80 };

interface Model {
  logLikelihood(customer: typeof who): number;
  logLikelihoodAll(): Float64Array;
  expectedPurchases(t: number): number;
  expectedPurchasesAll(): Float64Array;
  conditionalPurchaseCountProbability(customer: typeof who): number;
  conditionalPurchaseCountProbabilityAll(): Float64Array;
  purchaseCountProbability(t: number): number;
  purchaseCountProbabilityAll(): Float64Array;
}

/** The functions of a namespace for some parameters, two purchases, 90 ahead. */
function bound<Params>(
  model: {
    logLikelihood(params: Params, customer: typeof who): number;
    logLikelihoodAll(params: Params, rows: typeof data): Float64Array;
    expectedPurchases(params: Params, t: number): number;
    expectedPurchasesAll(params: Params, times: Float64Array): Float64Array;
    conditionalPurchaseCountProbability(params: Params, customer: typeof who, t: number, n: number): number;
    conditionalPurchaseCountProbabilityAll(params: Params, rows: typeof data, t: number, n: number): Float64Array;
    purchaseCountProbability(params: Params, t: number, n: number): number;
    purchaseCountProbabilityAll(params: Params, times: Float64Array, n: number): Float64Array;
  },
  params: Params,
): Model {
  return {
    logLikelihood: (customer) => model.logLikelihood(params, customer),
    logLikelihoodAll: () => model.logLikelihoodAll(params, data),
    expectedPurchases: (t) => model.expectedPurchases(params, t),
    expectedPurchasesAll: () => model.expectedPurchasesAll(params, T),
    conditionalPurchaseCountProbability: (customer) =>
      model.conditionalPurchaseCountProbability(params, customer, 90, 2),
    conditionalPurchaseCountProbabilityAll: () => model.conditionalPurchaseCountProbabilityAll(params, data, 90, 2),
    purchaseCountProbability: (t) => model.purchaseCountProbability(params, t, 2),
    purchaseCountProbabilityAll: () => model.purchaseCountProbabilityAll(params, T, 2),
  };
}

test.each([
  ["bgNbd", bound(bgNbd, bg)],
  ["mbgNbd", bound(mbgNbd, bg)],
  ["bgCnbdK", bound(bgCnbdK, { ...bg, k: 2 })],
  ["mbgCnbdK", bound(mbgCnbdK, { ...bg, k: 3 })],
  ["paretoNbd", bound(paretoNbd, pareto)],
])("each array form of %s says of every customer what the single form says", (_, model) => {
  const customers = Array.from(x, (count, row) => ({
    x: count,
    tx: tx[row] as number,
    T: T[row] as number,
    litt: litt[row] as number,
  }));
  const near = (all: Float64Array, one: (row: number) => number) => {
    expect(all).toHaveLength(200);
    all.forEach((value, row) => {
      const alone = one(row);
      expect(Math.abs(value - alone), `row ${row}`).toBeLessThanOrEqual(1e-8 * Math.abs(alone));
    });
  };
  const customer = (row: number) => customers[row] as typeof who;
  near(model.logLikelihoodAll(), (row) => model.logLikelihood(customer(row)));
  near(model.expectedPurchasesAll(), (row) => model.expectedPurchases(T[row] as number));
  near(model.conditionalPurchaseCountProbabilityAll(), (row) =>
    model.conditionalPurchaseCountProbability(customer(row)),
  );
  near(model.purchaseCountProbabilityAll(), (row) => model.purchaseCountProbability(T[row] as number));
});

test("discounted purchases of many under Pareto/NBD are those of each", () => {
  const all = paretoNbd.discountedExpectedResidualTransactionsAll(pareto, data, 0.001);
  all.forEach((value, row) => {
    const customer = { x: x[row] as number, tx: tx[row] as number, T: T[row] as number };
    const alone = paretoNbd.discountedExpectedResidualTransactions(pareto, customer, 0.001);
    expect(Math.abs(value / alone - 1)).toBeLessThan(1e-8);
  });
});

test("array forms of donors, renewals and spend are those of each", () => {
  const params = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 };
  const donors = { x: Float64Array.of(0, 3, 3, 1), tx: Float64Array.of(0, 4, 4, 6), n: new Float64Array(4).fill(6) };
  const donor = (row: number) => ({ x: donors.x[row] as number, tx: donors.tx[row] as number, n: 6 });
  const rows = [0, 1, 2, 3];
  expect([...bgBb.logLikelihoodAll(params, donors)]).toEqual(rows.map((row) => bgBb.logLikelihood(params, donor(row))));
  expect([...bgBb.conditionalPurchaseCountProbabilityAll(params, donors, 10, 2)]).toEqual(
    rows.map((row) => bgBb.conditionalPurchaseCountProbability(params, donor(row), 10, 2)),
  );
  expect([...bgBb.discountedExpectedResidualTransactionsAll(params, donors, 0.1)]).toEqual(
    rows.map((row) => bgBb.discountedExpectedResidualTransactions(params, donor(row), 0.1)),
  );
  const plan = { alpha: 0.7, beta: 1.2 };
  expect([...sBg.survivalAll(plan, Float64Array.of(0, 3))]).toEqual([1, sBg.survival(plan, 3)]);
  const spend = { p: 6, q: 4, gamma: 15 };
  expect([...gammaGamma.logLikelihoodAll(spend, { x: Float64Array.of(0, 2), m: Float64Array.of(0, 30) })]).toEqual([
    0,
    gammaGamma.logLikelihood(spend, { x: 2, m: 30 }),
  ]);
});

test("the coefficients of a fit make a customer's parameters as plain numbers do", () => {
  const fitted = { transaction: { vip: { coefficient: 0.5, standardError: 0.1 } }, lifetime: {} };
  const plain = { transaction: { vip: 0.5 } };
  const values = { transaction: { vip: 1 } };
  const found = paretoNbd.withCovariates(pareto, fitted, values);
  expect(found).toEqual(paretoNbd.withCovariates(pareto, plain, values));
  expect(found.alpha).toBeCloseTo(70 * Math.exp(-0.5), 12);
  expect(() => paretoNbd.withCovariates(pareto, plain, {})).toThrow("transaction covariate vip is undefined");
});

test("who never came back was last seen at the first purchase, whatever tx says", () => {
  for (const model of [mbgNbd, mbgCnbdK]) {
    const params = { ...bg, k: 2 };
    const late = { x: 0, tx: 9, T: 30, litt: 0 };
    expect(model.probabilityAlive(params, late)).toBe(model.probabilityAlive(params, { ...late, tx: 0 }));
  }
  expect(paretoNbd.probabilityAlive(pareto, { x: 0, tx: 9, T: 30 })).toBe(
    paretoNbd.probabilityAlive(pareto, { x: 0, tx: 0, T: 30 }),
  );
  const rows = Float64Array.from({ length: 30 }, (_, row) => row % 3);
  const until = new Float64Array(30).fill(40);
  const seen = rows.map((count) => (count > 0 ? 10 * count : 0));
  const asGiven = mbgNbd.fit({ x: rows, tx: seen.map((time) => (time > 0 ? time : 7)), T: until });
  expect(asGiven.logLikelihood).toBe(mbgNbd.fit({ x: rows, tx: seen, T: until }).logLikelihood);
});
