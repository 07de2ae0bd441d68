import { expect, test } from "vitest";
import { randomOf } from "../random.ts";
import {
  type Arm,
  bayesianTest,
  bayesianTestOf,
  type CupedSums,
  cuped,
  type Judged,
  meanArm,
  proportionArm,
  quantileArm,
  quantileTest,
  ratioArm,
  risksOf,
  sequentialTest,
  sequentialTestOf,
  tTest,
  tTestOf,
  usualPrior,
  varianceOf,
} from "./index.ts";

// T, B, S, C, D, Q: the values of GrowthBook's own test suite (packages/stats/tests, packages/shared/test/power.test.ts).
const a = (n: number) => meanArm({ n, sum: 1396.87, sumOfSquares: 52_377.9767 });
const b = (n: number) => meanArm({ n, sum: 2422.7, sumOfSquares: 134_698.29 });
const digits = (value: number, wanted: number, places = 5) => expect(value).toBeCloseTo(wanted, places);

function judged<T>(result: Judged<T> | ({ judged: true } & T) | { judged: false; reason: string }): T {
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
  digits(result.degreesOfFreedom, 5841.742, 3);
});

test("T2: the same, absolute", () => {
  const result = judged(tTest(a(3_407), b(3_461), { scale: "absolute" }));
  digits(result.estimate, 0.29);
  digits(result.standardError, 0.12478);
  digits(result.low, 0.04538);
  digits(result.high, 0.53462);
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

test.each([
  ["greater", "relative", -0.045136675850396046, Number.POSITIVE_INFINITY, 0.06558262868467746],
  ["greater", "absolute", 0.020791480063255735, Number.POSITIVE_INFINITY, 0.03554272489873023],
  ["less", "relative", Number.NEGATIVE_INFINITY, 1.0518588475628676, 0.9344173713153225],
  ["less", "absolute", Number.NEGATIVE_INFINITY, 0.44796185327007765, 0.9644572751012698],
] as const)("T4: one side only, %s, %s", (side, scale, low, high, pValue) => {
  const result = judged(tTest(a(3_000), b(3_461), { side, scale }));
  digits(result.low, low, 9);
  digits(result.high, high, 9);
  digits(result.pValue, pValue, 9);
});

test("T5: sums that contradict each other have no variance to judge by", () => {
  expect(tTest(a(2), b(3_461))).toEqual({ judged: false, reason: "no_variance" });
});

test("B1: the flat prior on proportions", () => {
  const result = judged(bayesianTest(proportionArm({ n: 100, sum: 49 }), proportionArm({ n: 100, sum: 51 })));
  digits(result.estimate, 0.04082);
  digits(result.standardDeviation, 0.14725);
  digits(result.low, -0.24779);
  digits(result.high, 0.32943);
  digits(result.chanceToWin, 0.60918);
  digits(result.riskOfControl, 0.0814);
  digits(result.riskOfTreatment, 0.04058);
});

const ten = meanArm({ n: 10, sum: 100, sumOfSquares: 1002.25 });
const tenAndHalf = meanArm({ n: 10, sum: 105, sumOfSquares: 1111.5 });

test("B2: the flat prior on means", () => {
  const result = judged(bayesianTest(ten, tenAndHalf));
  digits(result.estimate, 0.05);
  digits(result.standardDeviation, 0.03572);
  digits(result.low, -0.02);
  digits(result.high, 0.12);
  digits(result.chanceToWin, 0.91923);
  digits(result.riskOfControl, 0.05131);
  digits(result.riskOfTreatment, 0.00131);
});

test("B3: a normal prior of mean 0.1, variance 0.1", () => {
  const result = judged(bayesianTest(ten, tenAndHalf, { prior: { mean: 0.1, standardDeviation: Math.sqrt(0.1) } }));
  digits(result.estimate, 0.05063);
  digits(result.standardDeviation, 0.03549);
  digits(result.low, -0.01893);
  digits(result.high, 0.12019);
  digits(result.chanceToWin, 0.92315);
  digits(result.riskOfControl, 0.05186);
  digits(result.riskOfTreatment, 0.00123);
});

test("B3: a prior on lift means the same on either scale", () => {
  const control = meanArm({ n: 100, sum: 1_000, sumOfSquares: 200_000 });
  const treatment = meanArm({ n: 100, sum: 1_100, sumOfSquares: 200_005 });
  const prior = { mean: 1, standardDeviation: 1 };
  const absolute = judged(bayesianTest(control, treatment, { scale: "absolute", prior }));
  const relative = judged(bayesianTest(control, treatment, { prior }));
  digits(absolute.chanceToWin, relative.chanceToWin, 2);
});

test("B4: risks, without overflow", () => {
  const wide = risksOf(0.1, 0.05);
  digits(wide.control, 0.1004245351, 10);
  digits(wide.treatment, 0.0004245351, 10);
  expect(risksOf(0.01, 4.5e-9)).toEqual({ control: 0.01, treatment: 0 });
  expect(risksOf(-0.01, 4.5e-9)).toEqual({ control: 0, treatment: 0.01 });
});

test("B5: without data the chances are even", () => {
  for (const none of [meanArm({ n: 0, sum: 0, sumOfSquares: 0 }), proportionArm({ n: 0, sum: 0 })])
    expect(bayesianTest(none, none)).toEqual({ judged: false, reason: "no_units", estimate: 0, chanceToWin: 0.5 });
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
  const control = proportionArm({ n: 3_000, sum: 1_396 });
  const result = judged(sequentialTest(control, proportionArm({ n: 3_461, sum: 2_422 }), { tuning: 5_000 }));
  digits(result.estimate, 0.50386);
  digits(result.low, 0.40098);
  digits(result.high, 0.60675);
  digits(result.standardError, 0.03386);
  digits(result.pValue, 0);
});

test.each([
  ["greater", "relative", -0.42356454602790883, Number.POSITIVE_INFINITY],
  ["greater", "absolute", -0.12656844172804982, Number.POSITIVE_INFINITY],
  ["less", "relative", Number.NEGATIVE_INFINITY, 1.4302867177403806],
  ["less", "absolute", Number.NEGATIVE_INFINITY, 0.5953217750613832],
] as const)("S3: a sequential bound on one side, %s, %s", (side, scale, low, high) => {
  const result = judged(sequentialTest(a(3_000), b(3_461), { side, scale }));
  digits(result.low, low, 9);
  digits(result.high, high, 9);
  expect(result.pValue).toBeGreaterThan(0.4);
});

test("S3: the one-sided p-value is the level whose bound is zero", () => {
  // GrowthBook prints 0.463165, where its bisection of (0.00001, 0.4999) stands after twelve halvings; the equation has 0.463047.
  const result = judged(sequentialTest(a(3_000), b(3_461), { side: "greater", scale: "absolute" }));
  expect(Math.abs(result.pValue - 0.46316491943359384)).toBeLessThan(0.5 / 2 ** 12);
});

test("S4: the interval is narrowest when tuned to the sample it has", () => {
  const width = (tuning: number) => {
    const { low, high } = judged(sequentialTest(a(3_000), b(3_461), { tuning }));
    return high - low;
  };
  expect(width(10)).toBeGreaterThan(width(10_000));
  expect(width(10_000)).toBeGreaterThan(width(6_461));
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
    sumOfProducts: pre.reduce((total, value, index) => total + value * (post[index] as number), 0),
  };
};

test("C1: theta over both arms", () => {
  const arm = sumsOf([0.3, 0.5, 0.9, 22], [2, 1, 5, 3]);
  const result = judged(cuped(arm, arm));
  digits(result.theta, 0.01864);
  expect(result.estimate).toBe(0);
});

test("C1: theta is 0 when nothing varied before", () => {
  const arm = sumsOf([0, 0, 0, 0], [2, 1, 5, 3]);
  expect(judged(cuped(arm, arm)).theta).toBe(0);
});

test("C2: a sequential interval after CUPED", () => {
  const control = {
    n: 3_000,
    pre: { sum: 16.87, sumOfSquares: 527.9767 },
    post: { sum: 1396.87, sumOfSquares: 52_377.9767 },
    sumOfProducts: 1,
  };
  const treatment = {
    n: 3_461,
    pre: { sum: 22.7, sumOfSquares: 1348.29 },
    post: { sum: 2422.7, sumOfSquares: 134_698.29 },
    sumOfProducts: 1,
  };
  const result = sequentialTestOf(judged(cuped(control, treatment)));
  digits(result.estimate, 0.50338);
  digits(result.standardError, 0.33341);
  digits(result.low, -0.50969);
  digits(result.high, 1.51646);
  digits(result.pValue, 1);
});

/** Members whose spending after is that before, plus a lift and a little noise. */
function spenders(random: () => number, lift: number): CupedSums {
  const pre = Array.from({ length: 400 }, () => 100 * random());
  return sumsOf(
    pre,
    pre.map((value) => 50 + value + lift + 10 * random()),
  );
}

test.each(["absolute", "relative"] as const)(
  "CUPED finds a small lift that the plain test does not see (%s)",
  (scale) => {
    const random = randomOf(3);
    const [control, treatment] = [spenders(random, 0), spenders(random, 2)];
    const plain = judged(
      tTest(meanArm({ n: 400, ...control.post }), meanArm({ n: 400, ...treatment.post }), { scale }),
    );
    const found = judged(cuped(control, treatment, scale));
    expect(plain.pValue).toBeGreaterThan(0.05);
    expect(tTestOf(found).pValue).toBeLessThan(1e-6);
    expect(found.varianceReduction).toBeGreaterThan(0.95);
    expect(Math.abs(found.estimate - (scale === "absolute" ? 2 : 0.02))).toBeLessThan(3 * found.standardError);
    expect(judged(bayesianTestOf(found, { prior: usualPrior })).chanceToWin).toBeGreaterThan(0.999);
  },
);

test.each(["absolute", "relative"] as const)(
  "intervals after CUPED hold the truth about 95 times of 100 (%s)",
  (scale) => {
    const random = randomOf(21);
    let held = 0;
    const rounds = 500;
    for (let round = 0; round < rounds; round += 1) {
      const { low, high } = tTestOf(judged(cuped(spenders(random, 0), spenders(random, 2), scale)));
      // Means: 50 + 50 + 5, and 2 more.
      const truth = scale === "absolute" ? 2 : 2 / 105;
      if (low <= truth && truth <= high) held += 1;
    }
    // Three standard deviations of a share of 0.95 out of 500.
    expect(Math.abs(held / rounds - 0.95)).toBeLessThan(0.03);
  },
);

test("D1: variance by the delta method", () => {
  const control = { variance: 2, mean: 7, n: 4 };
  const treatment = { variance: 0.5, mean: 5, n: 15 };
  digits(varianceOf(control, treatment, "absolute"), 0.53333);
  digits(varianceOf(control, treatment, "relative"), 0.00589);
});

test("D2: below zero, more is still more", () => {
  const arm = (mean: number): Arm => ({ n: 100, mean, variance: 4 });
  digits(judged(tTest(arm(-10), arm(-5))).estimate, 0.5, 12);
  digits(judged(tTest(arm(-10), arm(-15))).estimate, -0.5, 12);
  digits(judged(tTest(arm(-2), arm(3))).estimate, 2.5, 12);
});

const quantiles = [
  { n: 11_054, quantile: 7.157987489967789, low: 7.098780136176828, high: 7.217194843758751 },
  { n: 10_861, quantile: 7.694499927525767, low: 7.64180598628119, high: 7.747193868770344 },
] as const;

test("Q1: a quantile between two arms", () => {
  const result = judged(quantileTest(quantiles[0], quantiles[1], { scale: "absolute" }));
  digits(result.estimate, 0.53651244, 8);
  digits(result.low, 0.45725596, 7);
  digits(result.high, 0.61576892, 7);
});

test("Q2: the same with a prior of variance 1, on either scale", () => {
  const prior = { mean: 0, standardDeviation: 1 };
  const absolute = judged(quantileTest(quantiles[0], quantiles[1], { scale: "absolute", prior }));
  digits(absolute.estimate, 0.536495315442269, 8);
  digits(absolute.low, 0.4572401014910488, 7);
  const relative = judged(quantileTest(quantiles[0], quantiles[1], { prior }));
  digits(relative.estimate, 0.07495037261804469, 8);
  digits(relative.low, 0.06340765898986044, 7);
  digits(relative.high, 0.08649308624622894, 7);
});

test("a quantile out of values has bounds that hold the truth about 95 times of 100", () => {
  const random = randomOf(5);
  let held = 0;
  for (let round = 0; round < 500; round += 1) {
    const { low, high } = quantileArm(Float64Array.from({ length: 200 }, random).sort(), 0.9);
    if (low <= 0.9 && 0.9 <= high) held += 1;
  }
  expect(Math.abs(held / 500 - 0.95)).toBeLessThan(0.04);
});

test("a quantile of too few values is refused, with how many it takes", () => {
  expect(() =>
    quantileArm(
      Float64Array.from({ length: 20 }, (_, index) => index),
      0.9,
    ),
  ).toThrow('too_few_units {"units":20,"needed":35}');
  expect(
    quantileArm(
      Float64Array.from({ length: 101 }, (_, index) => index),
      0.5,
    ).quantile,
  ).toBe(50);
});

test("a ratio's variance is that of the linearised members", () => {
  const random = randomOf(9);
  const orders = Array.from({ length: 300 }, () => 1 + Math.floor(4 * random()));
  const revenue = orders.map((count) => count * (40 + 20 * random()));
  const { post, pre, sumOfProducts } = sumsOf(orders, revenue);
  const ratio = ratioArm({ n: 300, numerator: post, denominator: pre, sumOfProducts });
  const meanOrders = pre.sum / 300;
  const linear = revenue.map((value, index) => (value - ratio.mean * (orders[index] as number)) / meanOrders);
  const squares = linear.reduce((total, value) => total + value * value, 0);
  digits(ratio.mean, post.sum / pre.sum, 12);
  digits(ratio.variance, squares / 299, 8);
});

test("arms that cannot be judged say why, by every method", () => {
  const none = meanArm({ n: 0, sum: 0, sumOfSquares: 0 });
  const single = meanArm({ n: 1, sum: 5, sumOfSquares: 25 });
  const alike = meanArm({ n: 50, sum: 5, sumOfSquares: 0.5 });
  const zero = meanArm({ n: 50, sum: 0, sumOfSquares: 10 });
  const fine = meanArm({ n: 50, sum: 50, sumOfSquares: 80 });
  const noOrders = ratioArm({
    n: 50,
    numerator: { sum: 0, sumOfSquares: 0 },
    denominator: { sum: 0, sumOfSquares: 0 },
    sumOfProducts: 0,
  });
  const cases: [Arm, Arm, string][] = [
    [none, fine, "no_units"],
    [noOrders, fine, "no_units"],
    [single, fine, "too_few_units"],
    [fine, alike, "no_variance"],
    [zero, fine, "no_baseline"],
    [fine, { n: 50, mean: Number.NaN, variance: 1 }, "not_finite"],
    [fine, { n: 50, mean: 1, variance: Number.POSITIVE_INFINITY }, "not_finite"],
    [{ n: 50, mean: 1e-200, variance: 1 }, fine, "not_finite"],
  ];
  for (const [control, treatment, reason] of cases)
    for (const judge of [tTest, sequentialTest, bayesianTest])
      expect(judge(control, treatment)).toMatchObject({ judged: false, reason });
});

test("a prior on lift needs something to lift", () => {
  const control = meanArm({ n: 50, sum: 0, sumOfSquares: 10 });
  const treatment = meanArm({ n: 50, sum: 50, sumOfSquares: 80 });
  expect(bayesianTest(control, treatment, { scale: "absolute", prior: usualPrior })).toEqual({
    judged: false,
    reason: "no_baseline",
    estimate: 0,
    chanceToWin: 0.5,
  });
  expect(judged(bayesianTest(control, treatment, { scale: "absolute" })).estimate).toBe(1);
});

test("CUPED refuses what the plain test refuses", () => {
  const fine = sumsOf([1, 2, 3, 4], [2, 1, 5, 3]);
  const sums = (n: number, value: number) =>
    sumsOf(
      Array.from({ length: n }, (_, index) => index),
      Array.from({ length: n }, () => value),
    );
  expect(cuped(sums(0, 0), fine)).toEqual({ judged: false, reason: "no_units" });
  expect(cuped(sums(1, 3), fine)).toEqual({ judged: false, reason: "too_few_units" });
  expect(cuped(sums(9, 3), fine)).toEqual({ judged: false, reason: "no_variance" });
  expect(cuped(sumsOf([1, 2, 3, 4], [-1, 1, -1, 1]), fine)).toEqual({ judged: false, reason: "no_baseline" });
  // What was before tells everything: nothing is left to judge by.
  const exact = sumsOf([1, 2, 3, 4], [2, 4, 6, 8]);
  expect(cuped(exact, exact, "absolute")).toEqual({ judged: false, reason: "no_variance" });
});

test("impossible questions are refused as such", () => {
  expect(() => tTest(a(3_000), b(3_461), { alpha: 0 })).toThrow(RangeError);
  expect(() => sequentialTest(a(3_000), b(3_461), { alpha: 0.5, side: "less" })).toThrow(RangeError);
  expect(() => bayesianTest(ten, tenAndHalf, { prior: { mean: 0, standardDeviation: 0 } })).toThrow(RangeError);
  expect(() => proportionArm({ n: 10, sum: 11 })).toThrow(RangeError);
});
