import fc from "fast-check";
import { expect, test } from "vitest";
import { bgBb, NotEnoughData, sBg } from "./index.ts";

test("discounted residual lifetimes are those of table 3 of Fader & Hardie 2010", () => {
  // Renewals made: 1 to 5 there counts the next one, which is not discounted; d = 0.1. As printed in pymc-marketing's test_shifted_beta_geo.py.
  const printed = [
    { params: { alpha: 3.8, beta: 15.2 }, values: [3.31, 3.45, 3.59, 3.72, 3.84] },
    { params: { alpha: 0.067, beta: 0.267 }, values: [7.68, 9.46, 9.86, 10.06, 10.19] },
  ];
  for (const { params, values } of printed)
    values.forEach((value, renewals) => {
      const beforeRenewal = 1.1 * sBg.discountedExpectedResidualLifetime(params, renewals, 0.1);
      // The parameters are printed to three digits.
      expect(Math.abs(beforeRenewal - value)).toBeLessThan(0.011);
    });
});

test("the integral is the sum over renewals", () => {
  for (const params of [
    { alpha: 0.668, beta: 3.806 },
    { alpha: 40, beta: 900 },
    { alpha: 0.01, beta: 0.02 },
  ])
    for (const [renewals, rate] of [
      [0, 0.1],
      [5, 0.02],
    ] as const) {
      let sum = 0;
      for (let t = 1; t < 20_000; t += 1)
        sum += sBg.survival(params, renewals + t) / sBg.survival(params, renewals) / (1 + rate) ** t;
      expect(sBg.discountedExpectedResidualLifetime(params, renewals, rate)).toBeCloseTo(sum, 7);
    }
  const tiny = sBg.discountedExpectedResidualLifetime({ alpha: 2, beta: 3 }, 0, 1e-9);
  // Without a discount the mean is beta / (alpha - 1).
  expect(tiny).toBeCloseTo(3, 5);
  expect(sBg.discountedExpectedLifetime({ alpha: 2, beta: 3 }, 1e-9)).toBeCloseTo(4, 5);
  expect(() => sBg.discountedExpectedResidualLifetime({ alpha: 2, beta: 3 }, 0, 0)).toThrow(RangeError);
});

test("a cohort is left at some renewal or stays: chances add up", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      (alpha, beta) => {
        let left = 0;
        for (let t = 1; t <= 30; t += 1) {
          left += sBg.churnProbability({ alpha, beta }, t);
          expect(left + sBg.survival({ alpha, beta }, t)).toBeCloseTo(1, 9);
        }
      },
    ),
  );
});

test("whatever the cohort, a fit is finite or says what it lacks", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 14 }), (counts) => {
      const survivors = counts.sort((one, other) => other - one);
      try {
        const { params, logLikelihood, converged } = sBg.fit({ survivors });
        expect(params.alpha > 0 && params.beta > 0 && Number.isFinite(logLikelihood)).toBe(true);
        expect(converged).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(NotEnoughData);
      }
    }),
    { numRuns: 200 },
  );
  expect(() => sBg.fit({ survivors: [100, 50, 60] })).toThrow(RangeError);
});

const donor = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(), fc.nat())
  .map(([n, late, used]) => ({ n, tx: late % (n + 1), used }))
  .map(({ n, tx, used }) => ({ n, tx, x: tx === 0 ? 0 : 1 + (used % tx) }));

test("whatever the donors, a BG/BB fit is finite, and weights are repeated rows", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(donor, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 12 }),
      (cells) => {
        const of = (rows: { x: number; tx: number; n: number }[]) => ({
          x: Float64Array.from(rows, ({ x }) => x),
          tx: Float64Array.from(rows, ({ tx }) => tx),
          n: Float64Array.from(rows, ({ n }) => n),
        });
        const weight = Float64Array.from(cells, ([, copies]) => copies);
        const data = of(cells.map(([cell]) => cell));
        try {
          const { params, logLikelihood, warnings } = bgBb.fit({ ...data, weight });
          expect(Object.values(params).every(Number.isFinite)).toBe(true);
          const whole = bgBb.fit(of(cells.flatMap(([cell, copies]) => new Array<typeof cell>(copies).fill(cell))));
          expect(whole.logLikelihood).toBe(logLikelihood);
          expect(warnings.every((code) => /^[a-z_]+$/.test(code))).toBe(true);
          const alive = bgBb.probabilityAliveAll(params, data);
          expect(alive.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(NotEnoughData);
        }
      },
    ),
    { numRuns: 40 },
  );
  const bad = { x: new Float64Array(12).fill(3), tx: new Float64Array(12).fill(2), n: new Float64Array(12).fill(6) };
  expect(() => bgBb.fit(bad)).toThrow(RangeError);
});

test("nobody who ever leaves is said so", () => {
  const x = Float64Array.from({ length: 40 }, (_, row) => 3 + (row % 4));
  const fitted = bgBb.fit({ x, tx: x.map(() => 6), n: x.map(() => 6) });
  expect(fitted.warnings).toContain("no_dropout_seen");
  expect(bgBb.probabilityAlive(fitted.params, { x: 3, tx: 6, n: 6 })).toBeGreaterThan(0.99);
});

test("a new donor is expected to do nothing in no opportunity", () => {
  const params = { alpha: 1.2035, beta: 0.7497, gamma: 0.6568, delta: 2.7838 };
  expect(bgBb.expectedPurchases(params, 0)).toBe(0);
  expect(bgBb.conditionalExpectedPurchases(params, { x: 3, tx: 4, n: 6 }, 0)).toBe(0);
  const discounted = bgBb.discountedExpectedResidualTransactions(params, { x: 3, tx: 4, n: 6 }, 0.1);
  let sum = 0;
  for (let ahead = 1; ahead < 2_000; ahead += 1)
    sum +=
      (bgBb.conditionalExpectedPurchases(params, { x: 3, tx: 4, n: 6 }, ahead) -
        bgBb.conditionalExpectedPurchases(params, { x: 3, tx: 4, n: 6 }, ahead - 1)) /
      1.1 ** ahead;
  expect(discounted).toBeCloseTo(sum, 8);
});
