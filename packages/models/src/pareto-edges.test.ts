import fc from "fast-check";
import { expect, test } from "vitest";
import { type CustomerColumns, NotEnoughData } from "./customer-data.ts";
import type { ParetoFit } from "./pareto-fit.ts";
import * as paretoNbd from "./pareto-nbd.ts";
import { randomOf } from "./random.ts";

type Row = readonly [x: number, tx: number, T: number];

function columnsOf(rows: readonly Row[]): CustomerColumns {
  return {
    x: Float64Array.from(rows, ([x]) => x),
    tx: Float64Array.from(rows, ([, tx]) => tx),
    T: Float64Array.from(rows, ([, , T]) => T),
  };
}

const customers = (count: number, rowOf: (index: number) => Row) =>
  columnsOf(Array.from({ length: count }, (_, i) => rowOf(i)));

/** Everything a fit says is a number, and it has come to an end. */
function expectSound(fit: ParetoFit): void {
  const covariates = [...Object.values(fit.covariates.lifetime), ...Object.values(fit.covariates.transaction)];
  const numbers = [
    fit.logLikelihood,
    ...Object.values(fit.params),
    ...Object.values(fit.standardErrors),
    ...covariates.flatMap(({ coefficient, standardError }) => [coefficient, standardError]),
  ];
  expect(numbers.filter((value) => value !== null && !Number.isFinite(value))).toEqual([]);
  expect(Object.values(fit.params).every((value) => value > 0)).toBe(true);
  expect(fit.converged).toBe(true);
}

const mixed = customers(40, (index) => [index % 4, index % 4 === 0 ? 0 : 5 + (index % 20), 30]);
const withOne = (value: number, at = 3) =>
  Float64Array.from({ length: 40 }, (_, row) => (row === at ? value : row % 2));

test.each([
  ["too short", new Float64Array(39), "covariate vip: 39 values for 40 rows"],
  ["too long", new Float64Array(41), "covariate vip: 41 values for 40 rows"],
  ["with NaN", withOne(Number.NaN), "row 3: transaction covariate vip is NaN"],
  ["with Infinity", withOne(Number.POSITIVE_INFINITY, 39), "row 39: transaction covariate vip is Infinity"],
])("a covariate %s is refused by name", (_, vip, message) => {
  const fit = () => paretoNbd.fit(mixed, { covariates: { transaction: { vip } } });
  expect(fit).toThrow(RangeError);
  expect(fit).toThrow(message);
});

test("a covariate of the dropping out is refused as one of the buying is", () => {
  const fit = (vip: Float64Array) => () => paretoNbd.fit(mixed, { covariates: { lifetime: { vip } } });
  expect(fit(new Float64Array(2))).toThrow("lifetime covariate vip: 2 values for 40 rows");
  expect(fit(withOne(Number.NaN))).toThrow("row 3: lifetime covariate vip is NaN");
});

test("a covariate that is the same for all says nothing", () => {
  const vip = new Float64Array(40).fill(2);
  expect(() => paretoNbd.fit(mixed, { covariates: { lifetime: { vip } } })).toThrow("covariate_alike_for_all");
});

test("a weight without end is refused with its row", () => {
  const weight = new Float64Array(40).fill(1);
  weight[7] = Number.POSITIVE_INFINITY;
  expect(() => paretoNbd.fit({ ...mixed, weight })).toThrow("row 7");
});

test("a covariate in thousands has a thousandth of the coefficient, and the same fit", () => {
  const some = Float64Array.from({ length: 40 }, (_, row) => (row * 7) % 5);
  const fitWith = (spend: Float64Array) => paretoNbd.fit(mixed, { covariates: { transaction: { spend } } });
  const [small, large] = [fitWith(some), fitWith(some.map((value) => 1_000 * value))];
  expectSound(small);
  expectSound(large);
  expect(large.logLikelihood).toBeCloseTo(small.logLikelihood, 6);
  const [one, other] = [small.covariates.transaction.spend, large.covariates.transaction.spend];
  expect((other?.coefficient as number) * 1_000).toBeCloseTo(one?.coefficient as number, 4);
  expect((other?.standardError as number) * 1_000).toBeCloseTo(one?.standardError as number, 4);
});

test("a covariate that tells buyers from the others runs to its limit and says so", () => {
  const bought = mixed.x.map((x) => (x > 0 ? 1 : 0));
  const fit = paretoNbd.fit(mixed, { covariates: { transaction: { bought } } });
  expectSound(fit);
  expect(fit.warnings).toContain("covariate_at_limit");
  expect(fit.covariates.transaction.bought?.standardError).toBeNull();
});

test("ten members converge", () => {
  const fit = paretoNbd.fit(customers(10, (index) => [index % 4, index % 4 === 0 ? 0 : 5 + index, 30]));
  expectSound(fit);
  expect(fit.warnings).toEqual(["dropout_alike_for_all", "rate_alike_for_all"]);
  expect(fit.standardErrors).toEqual({ r: null, alpha: null, s: null, beta: null });
});

test("members who all bought three times until the end buy at one rate and do not leave", () => {
  const fit = paretoNbd.fit(customers(50, () => [3, 30, 30]));
  expectSound(fit);
  expect(fit.warnings).toEqual(["no_dropout_seen", "rate_alike_for_all"]);
  // Poisson at 3 in 30 for each: x ln(rate) - rate T.
  expect(fit.params.r / fit.params.alpha).toBeCloseTo(0.1, 4);
  expect(fit.logLikelihood).toBeCloseTo(50 * (3 * Math.log(0.1) - 3), 1);
  expect(paretoNbd.probabilityAlive(fit.params, { x: 3, tx: 30, T: 30 })).toBeGreaterThan(0.999);
});

test("one kind of member who came back among many who did not converges, and fewer than three are refused", () => {
  const data = customers(50, (index) => (index === 0 ? [4, 20, 30] : [0, 0, 30]));
  expect(() => paretoNbd.fit(data)).toThrow("too_few_repeaters");
  const fit = paretoNbd.fit({ ...data, weight: new Float64Array(50).fill(3) });
  expectSound(fit);
  expect(fit.warnings).toEqual(["dropout_alike_for_all"]);
});

test("half who never came back among half who kept coming are said to have left at once", () => {
  const fit = paretoNbd.fit(customers(40, (index) => (index % 2 === 0 ? [0, 0, 30] : [9, 30, 30])));
  expectSound(fit);
  expect(fit.warnings).toEqual(["rate_alike_for_all", "dropout_at_once"]);
  expect(fit.standardErrors.beta).toBeNull();
});

test("members who came back at the very moment they joined are refused", () => {
  expect(() => paretoNbd.fit(customers(20, () => [1, 0, 0]))).toThrow("no_time_between_purchases");
  expect(() => paretoNbd.fit(customers(20, () => [1, 0, 30]))).toThrow("no_time_between_purchases");
});

test("of two optima of few members the higher is found", () => {
  const random = randomOf(385 * 7 + 3);
  const size = 10 + Math.floor(31 * random());
  const data = customers(size, () => {
    random();
    const x = Math.floor(8 * random() ** 2);
    return [x, x > 0 ? 30 * random() ** 0.3 : 0, 30];
  });
  const fit = paretoNbd.fit(data);
  expectSound(fit);
  // The nearer optimum, with rates that differ and a dropout alike for all, has -159.76.
  expect(fit.logLikelihood).toBeGreaterThan(-155.2);
});

test("the likelihood keeps its digits where the parameters run to infinity", () => {
  const [rate, dropout, customer] = [0.2, 0.05, { x: 4, tx: 20, T: 30 }];
  const both = rate + dropout;
  // Exponential lifetimes and Poisson purchases, the limit for r and s to infinity.
  const gone = (dropout / both) * (Math.exp(-both * customer.tx) - Math.exp(-both * customer.T));
  const limit = customer.x * Math.log(rate) + Math.log(Math.exp(-both * customer.T) + gone);
  for (const size of [1e6, 1e8, 1e10]) {
    const params = { r: size, alpha: size / rate, s: size, beta: size / dropout };
    const off = paretoNbd.logLikelihood(params, customer) - limit;
    expect(Math.abs(off), String(size)).toBeLessThan(1e-10 + 50 / size);
  }
});

test("a last purchase a rounding before the end is one at the end", () => {
  const fitUntil = (last: number) =>
    paretoNbd.fit(customers(10, (index) => (index < 7 ? [0, 0, 30] : [1, index === 7 ? last : 0.03, 30])));
  const [before, end] = [fitUntil(29.999999999999975), fitUntil(30)];
  expectSound(before);
  expect(before.logLikelihood).toBeCloseTo(end.logLikelihood, 8);
});

const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const someRow = (T: fc.Arbitrary<number>, x: fc.Arbitrary<number>) =>
  fc.tuple(x, share, T).map(([count, part, until]): Row => [count, count === 0 ? 0 : part * until, until]);
const anyTime = fc.double({ min: 1, max: 400, noNaN: true });
const few = fc.integer({ min: 0, max: 6 });
const seldom = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
);
const sets = fc.oneof(
  ...[
    someRow(anyTime, few),
    someRow(fc.constant(30), few),
    someRow(anyTime, seldom),
    someRow(anyTime, fc.constant(2)),
  ].map((row) => fc.array(row, { minLength: 10, maxLength: 40 })),
);

test("ten to forty members, whatever they did, are fitted to the end or refused with a reason", () => {
  let fitted = 0;
  fc.assert(
    fc.property(sets, fc.boolean(), fc.integer(), (rows, isCovered, seed) => {
      const random = randomOf(seed);
      const z = Float64Array.from(rows, () => Math.floor(3 * random()));
      const options = isCovered ? { covariates: { lifetime: { z }, transaction: { z } } } : {};
      try {
        expectSound(paretoNbd.fit(columnsOf(rows), options));
        fitted += 1;
      } catch (error) {
        if (!(error instanceof NotEnoughData)) throw error;
        expect(["too_few_repeaters", "no_repeat_purchases", "covariate_alike_for_all"]).toContain(error.reason);
      }
    }),
    { numRuns: 60 },
  );
  expect(fitted).toBeGreaterThan(30);
});
