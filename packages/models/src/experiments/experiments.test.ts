import fc from "fast-check";
import { expect, test } from "vitest";
import { randomOf } from "../random.ts";
import {
  armAt,
  banditWeights,
  bayesianTest,
  benjaminiHochberg,
  bucketOf,
  type CupedSums,
  covariateBalance,
  cuped,
  cupedTheta,
  holdoutOf,
  holm,
  inNamespace,
  marginalPerPoint,
  meanArm,
  membersNeeded,
  minimumDetectableEffect,
  multipleExposure,
  powerOf,
  proportionArm,
  quantileTest,
  rangesOf,
  ratioArm,
  resultWarnings,
  risksOf,
  sampleRatio,
  sequentialTest,
  tTest,
  usualPrior,
  varianceOf,
  withFloor,
} from "./index.ts";

// Values of GrowthBook's own test suite (packages/stats/tests, packages/shared/test), by the names of research section 6.2.
const a = (n: number) => meanArm({ n, sum: 1396.87, sumOfSquares: 52_377.9767 });
const b = (n: number) => meanArm({ n, sum: 2422.7, sumOfSquares: 134_698.29 });
const digits = (value: number, wanted: number, places = 5) => expect(value).toBeCloseTo(wanted, places);

function judged<T>(result: ({ judged: true } & T) | { judged: false; reason: string }): T {
  if (!result.judged) throw new Error(result.reason);
  return result;
}

test("T1: Welch's test of a relative difference", () => {
  const result = judged(tTest(a(3_407), b(3_461)));
  digits(result.estimate, 0.70732);
  digits(result.standardError, 0.37879);
  digits(result.low, -0.03526);
  digits(result.high, 1.44989);
  digits(result.pValue, 0.06191);
  digits(result.degreesOfFreedom, 5841.742, 2);
});

test("T2: the same, absolute", () => {
  const result = judged(tTest(a(3_407), b(3_461), { scale: "absolute" }));
  digits(result.estimate, 0.29, 4);
  digits(result.standardError, 0.12478);
  digits(result.low, 0.04538, 4);
  digits(result.high, 0.53462, 4);
  digits(result.pValue, 0.02016);
});

test("T3: proportions", () => {
  const result = judged(tTest(proportionArm({ n: 28, sum: 14 }), proportionArm({ n: 30, sum: 16 })));
  digits(result.estimate, 0.06667);
  digits(result.standardError, 0.2717);
  digits(result.low, -0.47767);
  digits(result.high, 0.61101);
  digits(result.pValue, 0.80707);
});

test("B1: the flat prior on proportions", () => {
  const result = bayesianTest(proportionArm({ n: 100, sum: 49 }), proportionArm({ n: 100, sum: 51 }));
  digits(result.estimate, 0.04082);
  digits(result.standardDeviation, 0.14725);
  digits(result.low, -0.24779);
  digits(result.high, 0.32943);
  digits(result.chanceToWin, 0.60918);
  digits(result.riskOfControl, 0.0814);
  digits(result.riskOfTreatment, 0.04058);
});

test("B2: the flat prior on means", () => {
  const result = bayesianTest(
    meanArm({ n: 10, sum: 100, sumOfSquares: 1002.25 }),
    meanArm({ n: 10, sum: 105, sumOfSquares: 1111.5 }),
  );
  digits(result.estimate, 0.05);
  digits(result.standardDeviation, 0.03572);
  digits(result.low, -0.02, 4);
  digits(result.high, 0.12, 4);
  digits(result.chanceToWin, 0.91923);
  digits(result.riskOfControl, 0.05131);
  digits(result.riskOfTreatment, 0.00131);
});

test("B4: risks, without overflow", () => {
  const wide = risksOf(0.1, 0.05);
  digits(wide.control, 0.1004245351, 10);
  digits(wide.treatment, 0.0004245351, 10);
  expect(risksOf(0.01, 4.5e-9)).toEqual({ control: 0.01, treatment: 0 });
});

test("B5: without data the chances are even", () => {
  const none = meanArm({ n: 0, sum: 0, sumOfSquares: 0 });
  expect(bayesianTest(none, none)).toMatchObject({ chanceToWin: 0.5, estimate: 0, reason: "no_units" });
});

test("a prior draws the estimate to it, on either scale alike", () => {
  const control = meanArm({ n: 10, sum: 100, sumOfSquares: 1002.25 });
  const treatment = meanArm({ n: 10, sum: 105, sumOfSquares: 1111.5 });
  const relative = bayesianTest(control, treatment, { prior: usualPrior });
  const precision = 1 / 0.3 ** 2 + 1 / 0.0357159 ** 2;
  digits(relative.estimate, 0.05 / 0.0357159 ** 2 / precision, 5);
  digits(relative.standardDeviation, Math.sqrt(1 / precision), 6);
  const absolute = bayesianTest(control, treatment, { scale: "absolute", prior: usualPrior });
  expect(absolute.estimate).toBeLessThan(0.5);
  expect(absolute.estimate).toBeGreaterThan(0.45);
});

test("S1: a sequential interval of means", () => {
  const result = judged(sequentialTest(a(3_000), b(3_461), { tuning: 1_000 }));
  digits(result.estimate, 0.50336);
  digits(result.low, -0.55844);
  digits(result.high, 1.56516);
  digits(result.standardError, 0.33341);
  digits(result.pValue, 1);
});

test("S2: a sequential interval of proportions", () => {
  const result = judged(
    sequentialTest(proportionArm({ n: 3_000, sum: 1_396 }), proportionArm({ n: 3_461, sum: 2_422 }), { tuning: 5_000 }),
  );
  digits(result.estimate, 0.50386);
  digits(result.low, 0.40098);
  digits(result.high, 0.60675);
  digits(result.standardError, 0.03386);
  digits(result.pValue, 0);
});

const sumsOf = (pre: number[], post: number[]): CupedSums => {
  const part = (values: number[]) => ({
    sum: values.reduce((total, value) => total + value, 0),
    sumOfSquares: values.reduce((total, value) => total + value * value, 0),
  });
  return {
    n: pre.length,
    pre: part(pre),
    post: part(post),
    sumOfProducts: pre.reduce((total, value, index) => total + value * (post[index] ?? 0), 0),
  };
};

test("C1: theta over both arms", () => {
  const arm = sumsOf([0.3, 0.5, 0.9, 22], [2, 1, 5, 3]);
  digits(cupedTheta(arm, arm), 0.01864);
  expect(cuped(arm, arm)?.estimate).toBe(0);
});

test("what the time before tells is taken off: a shift of the past alone is no effect", () => {
  const random = randomOf(3);
  const make = (lift: number) => {
    const pre = Array.from({ length: 400 }, () => 100 * random());
    return sumsOf(
      pre,
      pre.map((value) => 50 + value + lift + random()),
    );
  };
  const found = cuped(make(0), make(5), "absolute");
  expect(found?.varianceReduction).toBeGreaterThan(0.99);
  digits(found?.estimate ?? 0, 5, 0);
});

test("D1: variance by the delta method", () => {
  const control = { variance: 2, mean: 7, n: 4 };
  const treatment = { variance: 0.5, mean: 5, n: 15 };
  digits(varianceOf(control, treatment, "absolute"), 0.53333);
  digits(varianceOf(control, treatment, "relative"), 0.00589);
});

const question = { mean: 10, variance: 3909.99977, members: 400_000, arms: 3 };

test("P1: power and smallest effect of a fixed test", () => {
  digits(powerOf(question, 0.05), 0.52144);
  digits(minimumDetectableEffect(question) ?? 0, 0.07027);
  const needed = membersNeeded({ mean: 10, variance: 3909.99977, arms: 3 }, 0.07027) ?? 0;
  expect(Math.abs(needed - 400_000)).toBeLessThan(100);
});

test("P3: of a sequential test, by both conventions", () => {
  const sequential = { ...question, sequentialTuning: 5_000 };
  digits(powerOf(sequential, 0.05), 0.20596);
  digits(minimumDetectableEffect(sequential) ?? 0, 0.12821);
  const direct = { ...sequential, sequentialConvention: "direct" as const };
  digits(powerOf(direct, 0.05), 0.0721, 4);
  digits(minimumDetectableEffect(direct) ?? 0, 0.1104, 4);
});

test("M1: Holm, and Benjamini-Hochberg", () => {
  const pValues = [0.01, 0.04, 0.03, 0.005, 0.55, 0.6];
  holm(pValues).forEach((p, index) => {
    digits(p, [0.05, 0.12, 0.12, 0.03, 1, 1][index] ?? 0);
  });
  benjaminiHochberg(pValues).forEach((p, index) => {
    digits(p, [0.03, 0.06, 0.06, 0.03, 0.6, 0.6][index] ?? 0);
  });
});

test("Q1: a quantile between two arms", () => {
  const result = quantileTest(
    { n: 11_054, quantile: 7.15798749, low: 7.098780136, high: 7.217194844 },
    { n: 10_861, quantile: 7.694499928, low: 7.641805986, high: 7.747193869 },
    { scale: "absolute" },
  );
  digits(result.estimate, 0.53651244, 7);
  digits(result.low, 0.45725596, 6);
  digits(result.high, 0.61576892, 6);
});

test("R1: a split that is not as asked for raises the alarm", () => {
  const found = sampleRatio([1_000, 1_200], [0.5, 0.5]);
  digits(found.chiSquare, 18.181818, 6);
  expect(found.pValue).toBeCloseTo(2.0079e-5, 9);
  expect(found.alarm).toBe(true);
  expect(sampleRatio([5, 1], [0.5, 0.5])).toMatchObject({ alarm: false, enough: false });
});

test("H1: places by hash, version 1", () => {
  expect(bucketOf("", "a", 1)).toBe(0.22);
  expect(bucketOf("", "b", 1)).toBe(0.077);
  expect(bucketOf("b", "a", 1)).toBe(0.946);
  expect(bucketOf("", "123", 1)).toBe(0.011);
});

test("H3: ranges of arms, bad weights, namespaces", () => {
  expect(rangesOf(2, 0.5)).toEqual([
    [0, 0.25],
    [0.5, 0.75],
  ]);
  expect(rangesOf(2, 1, [0.4, 0.6])).toEqual([
    [0, 0.4],
    [0.4, 1],
  ]);
  expect(rangesOf(2, 1, [0.4, 0.1])).toEqual(rangesOf(2));
  expect(rangesOf(2, 2)).toEqual(rangesOf(2, 1));
  expect(armAt(0.3, rangesOf(2, 0.5))).toBe(-1);
  expect(armAt(0.25, rangesOf(4))).toBe(1);
  const place = bucketOf("__promotions", "member-1", 1);
  expect(inNamespace("member-1", "promotions", [place, place + 0.001])).toBe(true);
  expect(inNamespace("member-1", "promotions", [0, place])).toBe(false);
});

test("places of version 2 are even, and those of two seeds do not follow each other", () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `member-${index}`);
  const deciles = new Array<number>(10).fill(0);
  let both = 0;
  for (const id of ids) {
    const one = Math.floor(bucketOf("one", id) * 10);
    deciles[one] = (deciles[one] ?? 0) + 1;
    if (one < 5 && bucketOf("two", id) < 0.5) both += 1;
  }
  expect(sampleRatio(deciles, new Array<number>(10).fill(0.1)).alarm).toBe(false);
  expect(Math.abs(both / 20_000 - 0.25)).toBeLessThan(0.02);
});

test("held and measured groups are of one size", () => {
  const groups = Array.from({ length: 20_000 }, (_, index) => holdoutOf(`m${index}`, { salt: "2026" }));
  const share = (group: string) => groups.filter((one) => one === group).length / 20_000;
  expect(share("held")).toBeCloseTo(0.05, 2);
  expect(share("measured")).toBeCloseTo(0.05, 2);
});

test("a floor leaves every arm its least share", () => {
  expect(withFloor([0.9, 0.1], 0.1)).toEqual([0.1 + 0.8 * 0.9, 0.1 + 0.8 * 0.1]);
  expect(withFloor([0.9, 0.1], 0.6)).toEqual([0.5, 0.5]);
  expect(withFloor([0.9, 0.1], -1)).toEqual([0.9, 0.1]);
});

test("the bandit follows what is better and asks for data first", () => {
  const good = { n: 500, mean: 0.2, variance: 0.16 };
  const bad = { n: 500, mean: 0.1, variance: 0.09 };
  const [first = 0, second = 0] = banditWeights([good, bad], { topTwo: false });
  expect(first).toBeGreaterThan(0.95);
  expect(second).toBeGreaterThanOrEqual(0.01);
  expect(banditWeights([good, { n: 0, mean: 0, variance: 0 }])).toEqual([0.5, 0.5]);
  expect(banditWeights([good, bad])).toEqual(banditWeights([good, bad]));
});

test("one more point of discount is worth the slope between the arms", () => {
  const arms = [0, 5, 10, 15].map((discountPoints) => ({
    discountPoints,
    n: 400,
    mean: 80 + 1.5 * discountPoints,
    variance: 900,
  }));
  const found = marginalPerPoint(arms);
  digits(found.perPoint, 1.5, 10);
  expect(found.low).toBeLessThan(1.5);
  expect(found.members).toBe(1_600);
  expect(() => marginalPerPoint(arms.slice(0, 1))).toThrow("too_few_discounts");
});

test("a ratio of constants has no variance, and a ratio of equals is that of the means", () => {
  const ratio = ratioArm({
    n: 100,
    numerator: { sum: 200, sumOfSquares: 500 },
    denominator: { sum: 100, sumOfSquares: 100 },
    sumOfProducts: 200,
  });
  const plain = meanArm({ n: 100, sum: 200, sumOfSquares: 500 });
  digits(ratio.mean, plain.mean);
  digits(ratio.variance, plain.variance);
});

test("arms that cannot be judged say why", () => {
  const none = meanArm({ n: 0, sum: 0, sumOfSquares: 0 });
  const constant = meanArm({ n: 50, sum: 50, sumOfSquares: 50 });
  const zero = meanArm({ n: 50, sum: 0, sumOfSquares: 10 });
  expect(tTest(none, constant)).toEqual({ judged: false, reason: "no_units" });
  expect(tTest(constant, constant)).toEqual({ judged: false, reason: "no_variance" });
  expect(tTest(zero, constant)).toEqual({ judged: false, reason: "no_baseline" });
  expect(sequentialTest(none, none)).toEqual({ judged: false, reason: "no_units" });
});

test("what stands against believing is told", () => {
  expect(resultWarnings({ units: 100, relativeChange: 0.9 })).toEqual(["small_sample", "suspicious_change"]);
  expect(resultWarnings({ units: 1_000, relativeChange: 0.1 })).toEqual([]);
  expect(multipleExposure({ twice: 20, members: 1_000 }).alarm).toBe(true);
  expect(multipleExposure({ twice: 5, members: 100 }).alarm).toBe(false);
  expect(covariateBalance(a(3_407), b(3_461)).alarm).toBe(false);
  expect(covariateBalance({ n: 1_000, mean: 1, variance: 1 }, { n: 1_000, mean: 2, variance: 1 }).alarm).toBe(true);
});

test("looking again and again at nothing raises the sequential alarm less often than promised, the fixed one more often", () => {
  const random = randomOf(11);
  let sequential = 0;
  let fixed = 0;
  const rounds = 200;
  for (let round = 0; round < rounds; round += 1) {
    const sums = [0, 1].map(() => ({ n: 0, sum: 0, sumOfSquares: 0 }));
    let sequentialAlarm = false;
    let fixedAlarm = false;
    for (let look = 0; look < 20; look += 1) {
      for (const arm of sums)
        for (let unit = 0; unit < 100; unit += 1) {
          const value = random() < 0.3 ? 1 : 0;
          arm.n += 1;
          arm.sum += value;
          arm.sumOfSquares += value;
        }
      const [control, treatment] = sums.map(meanArm);
      if (!control || !treatment) throw new Error("no arms");
      const careful = sequentialTest(control, treatment, { tuning: 2_000, scale: "absolute" });
      const hasty = tTest(control, treatment, { scale: "absolute" });
      sequentialAlarm ||= careful.judged && careful.low * careful.high > 0;
      fixedAlarm ||= hasty.judged && hasty.pValue < 0.05;
    }
    if (sequentialAlarm) sequential += 1;
    if (fixedAlarm) fixed += 1;
  }
  expect(sequential / rounds).toBeLessThan(0.05);
  expect(fixed / rounds).toBeGreaterThan(0.1);
});

const sums = fc.record({
  n: fc.integer({ min: 2, max: 1_000 }),
  mean: fc.double({ min: 1, max: 100, noNaN: true }),
  sd: fc.double({ min: 0.1, max: 50, noNaN: true }),
});

test("changing sides turns the sign, changing the unit of money changes nothing relative", () => {
  fc.assert(
    fc.property(sums, sums, fc.double({ min: 0.01, max: 1_000, noNaN: true }), (one, other, factor) => {
      const arm = (part: typeof one, scale = 1) => ({
        n: part.n,
        mean: part.mean * scale,
        variance: (part.sd * scale) ** 2,
      });
      const there = judged(tTest(arm(one), arm(other), { scale: "absolute" }));
      const back = judged(tTest(arm(other), arm(one), { scale: "absolute" }));
      expect(there.estimate).toBeCloseTo(-back.estimate, 9);
      expect(there.pValue).toBeCloseTo(back.pValue, 9);
      const plain = judged(tTest(arm(one), arm(other)));
      const scaled = judged(tTest(arm(one, factor), arm(other, factor)));
      expect(scaled.estimate).toBeCloseTo(plain.estimate, 6);
      expect(scaled.low).toBeCloseTo(plain.low, 6);
    }),
  );
});

test("adjusted p-values keep the order and never shrink", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (pValues) => {
      for (const adjusted of [holm(pValues), benjaminiHochberg(pValues)])
        pValues.forEach((p, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p - 1e-15);
          pValues.forEach((other, place) => {
            if (p < other) expect(adjusted[index]).toBeLessThanOrEqual((adjusted[place] ?? 0) + 1e-15);
          });
        });
    }),
  );
});
