import fc from "fast-check";
import { expect, test } from "vitest";
import { randomOf } from "../random.ts";
import {
  type Arm,
  bayesianTest,
  benjaminiHochberg,
  type Difference,
  holm,
  meanArm,
  risksOf,
  sequentialTest,
  tTest,
  tTestOf,
} from "./index.ts";

const arms = fc.record({
  n: fc.integer({ min: 2, max: 1_000 }),
  mean: fc.double({ min: 1, max: 100, noNaN: true }),
  variance: fc.double({ min: 0.01, max: 2_500, noNaN: true }),
});
const judges = { tTest, sequentialTest, bayesianTest };

function judged<T>(result: ({ judged: true } & T) | { judged: false; reason: string }): T {
  if (!result.judged) throw new Error(result.reason);
  return result;
}

test.each(Object.entries(judges))("%s: changing sides turns the sign and the interval", (_, judge) => {
  fc.assert(
    fc.property(arms, arms, (one, other) => {
      const there = judged<{ estimate: number; low: number; high: number }>(judge(one, other, { scale: "absolute" }));
      const back = judged<{ estimate: number; low: number; high: number }>(judge(other, one, { scale: "absolute" }));
      expect(there.estimate).toBeCloseTo(-back.estimate, 9);
      expect(there.low).toBeCloseTo(-back.high, 7);
      expect(there.high).toBeCloseTo(-back.low, 7);
    }),
  );
});

test("changing sides leaves the two-sided p-value and swaps chances and risks", () => {
  fc.assert(
    fc.property(arms, arms, (one, other) => {
      const scale = "absolute";
      expect(judged(tTest(one, other, { scale })).pValue).toBeCloseTo(judged(tTest(other, one, { scale })).pValue, 9);
      const there = judged(bayesianTest(one, other, { scale }));
      const back = judged(bayesianTest(other, one, { scale }));
      expect(there.chanceToWin).toBeCloseTo(1 - back.chanceToWin, 9);
      expect(there.riskOfControl).toBeCloseTo(back.riskOfTreatment, 9);
    }),
  );
});

const scaled = (arm: Arm, factor: number): Arm => ({
  n: arm.n,
  mean: arm.mean * factor,
  variance: arm.variance * factor ** 2,
});

test.each(Object.entries(judges))("%s: another unit of money changes nothing relative", (_, judge) => {
  fc.assert(
    fc.property(arms, arms, fc.double({ min: 0.001, max: 1_000, noNaN: true }), (one, other, factor) => {
      const plain = judged<{ estimate: number; low: number; high: number }>(judge(one, other));
      const money = judged<{ estimate: number; low: number; high: number }>(
        judge(scaled(one, factor), scaled(other, factor)),
      );
      for (const part of ["estimate", "low", "high"] as const)
        expect(Math.abs(money[part] - plain[part])).toBeLessThan(1e-9 * (1 + Math.abs(plain[part])));
    }),
  );
});

test("an interval leaves out zero exactly when its p-value is below the level", () => {
  const differences = fc.record({
    estimate: fc.double({ min: -5, max: 5, noNaN: true }),
    standardError: fc.double({ min: 0.1, max: 3, noNaN: true }),
    degreesOfFreedom: fc.double({ min: 1, max: 1_000, noNaN: true }),
    units: fc.integer({ min: 4, max: 100_000 }),
    liftUnit: fc.constant(1),
  });
  fc.assert(
    fc.property(differences, fc.constantFrom("two", "greater", "less"), (difference: Difference, side) => {
      const { low, high, pValue } = tTestOf(difference, { side });
      fc.pre(Math.abs(pValue - 0.05) > 1e-6);
      expect(low > 0 || high < 0).toBe(pValue < 0.05);
    }),
  );
});

test("a sequential interval leaves out zero exactly when its p-value is below the level", () => {
  fc.assert(
    fc.property(arms, arms, fc.constantFrom("two", "greater", "less"), (one, other, side) => {
      const { low, high, pValue } = judged(sequentialTest(one, other, { side, tuning: 500 }));
      fc.pre(Math.abs(pValue - 0.05) > 1e-9);
      expect(low > 0 || high < 0).toBe(pValue < 0.05);
    }),
  );
});

test("whatever the arms, every answer is a number or a reason", () => {
  const any = fc.record({
    n: fc.oneof(fc.integer({ min: -1, max: 5 }), fc.integer({ min: 0, max: 1_000_000_000 })),
    mean: fc.double(),
    variance: fc.double({ min: 0 }),
  });
  fc.assert(
    fc.property(any, any, fc.constantFrom("absolute", "relative"), (one, other, scale) => {
      for (const judge of Object.values(judges)) {
        const result = judge(one, other, { scale });
        for (const value of Object.values(result)) if (typeof value === "number") expect(value).not.toBeNaN();
      }
    }),
    { numRuns: 1_000 },
  );
});

test("risks are those of the posterior: their difference is its mean, and both are there", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: 1e-9, max: 10, noNaN: true }),
      (mean, standardDeviation) => {
        const { control, treatment } = risksOf(mean, standardDeviation);
        expect(control - treatment).toBeCloseTo(mean, 9);
        expect(Math.min(control, treatment)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test("adjusted p-values keep the order and never shrink, and the false discovery rate asks less than the family-wise error", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (pValues) => {
      const [strict, mild] = [holm(pValues), benjaminiHochberg(pValues)];
      pValues.forEach((p, index) => {
        expect(mild[index]).toBeGreaterThanOrEqual(p - 1e-15);
        expect(strict[index]).toBeGreaterThanOrEqual((mild[index] as number) - 1e-15);
        pValues.forEach((other, place) => {
          if (p >= other) return;
          expect(strict[index]).toBeLessThanOrEqual((strict[place] as number) + 1e-15);
          expect(mild[index]).toBeLessThanOrEqual((mild[place] as number) + 1e-15);
        });
      });
    }),
  );
});

test("looking twenty times at nothing: the sequential tests keep their five per cent, the fixed test does not", () => {
  const random = randomOf(11);
  const rounds = 400;
  const alarms = { two: 0, greater: 0, fixed: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const sums = [0, 1].map(() => ({ n: 0, sum: 0, sumOfSquares: 0 }));
    const seen = { two: false, greater: false, fixed: false };
    for (let look = 0; look < 20; look += 1) {
      for (const arm of sums) {
        for (let unit = 0; unit < 100; unit += 1) if (random() < 0.3) arm.sum += 1;
        arm.n += 100;
        arm.sumOfSquares = arm.sum;
      }
      const [control, treatment] = sums.map(meanArm) as [Arm, Arm];
      const options = { tuning: 2_000, scale: "absolute" } as const;
      const { low, high } = judged(sequentialTest(control, treatment, options));
      seen.two ||= low > 0 || high < 0;
      seen.greater ||= judged(sequentialTest(control, treatment, { ...options, side: "greater" })).low > 0;
      seen.fixed ||= judged(tTest(control, treatment, { scale: "absolute" })).pValue < 0.05;
    }
    for (const test of ["two", "greater", "fixed"] as const) if (seen[test]) alarms[test] += 1;
  }
  expect(alarms.two / rounds).toBeLessThan(0.05);
  expect(alarms.greater / rounds).toBeLessThan(0.05);
  expect(alarms.fixed / rounds).toBeGreaterThan(0.15);
});
