import { expect, test } from "vitest";
import {
  benjaminiHochberg,
  covariateBalance,
  type Health,
  healthOf,
  holm,
  marginalPerPoint,
  meanArm,
  membersNeeded,
  minimumDetectableEffect,
  multipleExposure,
  powerOf,
  sampleRatio,
} from "./index.ts";

// P: the values of GrowthBook's packages/shared/test/power.test.ts; M: packages/stats/tests.
const digits = (value: number | null, wanted: number, places = 5) => expect(value).toBeCloseTo(wanted, places);
/** GrowthBook's smallest effects leave out the chance to be significant on the wrong side, which is a millionth of the lift: a step of the last digit. */
const effect = (value: number | null, wanted: number) => expect(Math.abs((value ?? 0) - wanted)).toBeLessThan(1e-5);
const question = { mean: 10, variance: 3909.99977, members: 400_000, arms: 3 };

test("P1: power and smallest effect of a fixed test", () => {
  digits(powerOf(question, 0.05), 0.52144);
  digits(minimumDetectableEffect(question), 0.07027);
});

test("P2: power and smallest effect week by week, of a share and of revenue", () => {
  const share = { mean: 0.1, variance: 0.09, arms: 3 };
  const revenue = { mean: 0.1, variance: 0.5, arms: 3 };
  const weeks = [
    [0.073, 0.17053, 0.36767, 1.26769],
    [0.0965, 0.29389, 0.24505, 0.71941],
    [0.1204, 0.41122, 0.19525, 0.54299],
    [0.14458, 0.51749, 0.16673, 0.4506],
    [0.16895, 0.61037, 0.14774, 0.39208],
    [0.19342, 0.68938, 0.13394, 0.35099],
    [0.21791, 0.75513, 0.12336, 0.32018],
    [0.24235, 0.80886, 0.11491, 0.29603],
    [0.26666, 0.85213, 0.10796, 0.27647],
  ] as const;
  weeks.forEach(([sharePower, revenuePower, shareEffect, revenueEffect], week) => {
    const members = 4_500 * (week + 1);
    digits(powerOf({ ...share, members }, 0.05), sharePower);
    digits(powerOf({ ...revenue, members }, 0.3), revenuePower);
    effect(minimumDetectableEffect({ ...share, members }), shareEffect);
    effect(minimumDetectableEffect({ ...revenue, members }), revenueEffect);
  });
});

test("P3: of a sequential test, by both conventions", () => {
  const sequential = { ...question, sequentialTuning: 5_000 };
  digits(powerOf(sequential, 0.05), 0.0721, 4);
  digits(minimumDetectableEffect(sequential), 0.1104, 4);
  const inflated = { ...sequential, sequentialConvention: "inflated" as const };
  digits(powerOf(inflated, 0.05), 0.20596);
  digits(minimumDetectableEffect(inflated), 0.12821);
});

test("P4: sequential power and smallest effect of a share week by week, by GrowthBook's convention", () => {
  const share = {
    mean: 0.1,
    variance: 0.09,
    arms: 3,
    sequentialTuning: 5_000,
    sequentialConvention: "inflated" as const,
  };
  const weeks = [
    [0.05936, 0.65545],
    [0.06912, 0.4112],
    [0.07849, 0.32394],
    [0.08761, 0.27607],
    [0.09657, 0.24484],
    [0.10541, 0.22241],
    [0.11415, 0.20532],
    [0.12282, 0.19172],
    [0.13142, 0.18058],
  ] as const;
  weeks.forEach(([power, lift], week) => {
    const members = 4_500 * (week + 1);
    digits(powerOf({ ...share, members }, 0.05), power);
    effect(minimumDetectableEffect({ ...share, members }), lift);
  });
});

test("the members needed are the fewest with which the power is reached", () => {
  for (const lift of [0.07, 0.5, 20]) {
    const { members: _, ...rest } = question;
    const members = membersNeeded(rest, lift) ?? 0;
    expect(powerOf({ ...rest, members }, lift)).toBeGreaterThanOrEqual(0.8);
    expect(members).toBeGreaterThan(6);
    expect(powerOf({ ...rest, members: members - 1 }, lift)).toBeLessThan(0.8);
  }
  expect(membersNeeded({ mean: 10, variance: 0.01, arms: 2 }, 1)).toBe(4);
  expect(membersNeeded(question, 0)).toBeNull();
  expect(membersNeeded(question, 1e-6)).toBeNull();
});

test("power of a metric that says nothing is refused, never a number", () => {
  expect(() => powerOf({ ...question, mean: 0 }, 0.05)).toThrow("no_baseline");
  expect(() => minimumDetectableEffect({ ...question, variance: 0 })).toThrow("no_variance");
  expect(() => powerOf({ ...question, members: 5 }, 0.05)).toThrow("too_few_units");
  expect(() => membersNeeded({ ...question, mean: Number.NaN }, 0.05)).toThrow("no_baseline");
  expect(() => powerOf({ ...question, arms: 1 }, 0.05)).toThrow(RangeError);
  expect(() => minimumDetectableEffect(question, 1)).toThrow(RangeError);
});

test("M1: Holm, and Benjamini-Hochberg", () => {
  const pValues = [0.01, 0.04, 0.03, 0.005, 0.55, 0.6];
  const byHolm = [0.05, 0.12, 0.12, 0.03, 1, 1];
  const byBenjaminiHochberg = [0.03, 0.06, 0.06, 0.03, 0.6, 0.6];
  const [one, other] = [holm(pValues), benjaminiHochberg(pValues)];
  pValues.forEach((_, index) => {
    digits(one[index] as number, byHolm[index] as number, 12);
    digits(other[index] as number, byBenjaminiHochberg[index] as number, 12);
  });
  expect(holm([])).toEqual([]);
  expect(() => benjaminiHochberg([0.5, Number.NaN])).toThrow(RangeError);
});

test("R1: a split that is not as asked for raises the alarm", () => {
  const found = sampleRatio([1_000, 1_200], [0.5, 0.5]);
  if (!found.judged) throw new Error(found.reason);
  digits(found.chiSquare, 18.181818, 6);
  expect(found.pValue / 2.0079e-5).toBeCloseTo(1, 4);
  expect(found.alarm).toBe(true);
});

test("a split is judged by its weights, from eight members in each arm on", () => {
  expect(sampleRatio([1_000, 3_020], [1, 3])).toMatchObject({ judged: true, alarm: false });
  expect(sampleRatio([8, 100], [0.5, 0.5])).toMatchObject({ judged: true, alarm: true });
  expect(sampleRatio([7, 100], [0.5, 0.5])).toEqual({ judged: false, reason: "too_few_units" });
  expect(sampleRatio([0, 0], [0.5, 0.5])).toEqual({ judged: false, reason: "no_units" });
  expect(() => sampleRatio([10, 10], [0, 0])).toThrow(RangeError);
});

test("members in an arm that should have none are a mismatch", () => {
  expect(sampleRatio([100, 100, 60], [0.5, 0.5, 0])).toMatchObject({ judged: true, pValue: 0, alarm: true });
  expect(sampleRatio([100, 100, 0], [0.5, 0.5, 0])).toMatchObject({ judged: true, alarm: false });
});

test("members in two arms raise the alarm at one per cent and ten members", () => {
  expect(multipleExposure({ twice: 10, members: 1_000 })).toEqual({ judged: true, share: 0.01, alarm: true });
  expect(multipleExposure({ twice: 9, members: 100 })).toMatchObject({ alarm: false });
  expect(multipleExposure({ twice: 10, members: 1_001 })).toMatchObject({ alarm: false });
  expect(multipleExposure({ twice: 0, members: 0 })).toEqual({ judged: false, reason: "no_units" });
});

test("arms that differed before are told", () => {
  const arm = (mean: number) => ({ n: 1_000, mean, variance: 1 });
  expect(covariateBalance(arm(1), arm(1.1))).toMatchObject({ judged: true, alarm: false });
  expect(covariateBalance(arm(1), arm(1.2))).toMatchObject({ judged: true, alarm: true });
  expect(covariateBalance(arm(1), arm(1.1), { covariateP: 0.05 })).toMatchObject({ alarm: true });
});

test("health names every doubt, by thresholds that can be set", () => {
  const arm = (mean: number) => ({ n: 1_000, mean, variance: 1 });
  const well: Health = {
    members: [1_000, 1_000],
    weights: [0.5, 0.5],
    twice: 0,
    before: [[arm(1), arm(1)]],
    units: 2_000,
    relativeChange: 0.1,
  };
  const ill: Health = {
    members: [1_000, 1_200],
    weights: [0.5, 0.5],
    twice: 100,
    before: [[arm(1), arm(1), arm(2)]],
    units: 100,
    relativeChange: -0.9,
  };
  expect(healthOf(well)).toEqual([]);
  expect(healthOf(ill)).toEqual([
    "sample_ratio",
    "multiple_exposure",
    "covariates",
    "small_sample",
    "suspicious_change",
  ]);
  expect(healthOf({ ...well, members: [3, 4], relativeChange: null })).toEqual(["split_not_judged"]);
  expect(healthOf(well, { minimumSample: 5_000, suspiciousChange: 0.05 })).toEqual([
    "small_sample",
    "suspicious_change",
  ]);
});

const discounts = [0, 5, 10, 15].map((discountPoints) => ({
  discountPoints,
  n: 400,
  mean: 80 + 1.5 * discountPoints,
  variance: 900,
}));

test("one more point of discount is worth the slope between the arms", () => {
  const found = marginalPerPoint(discounts);
  digits(found.perPoint, 1.5, 10);
  // sigma^2 / (n sum (d - mean)^2) = 900 / (400 * 125).
  digits(found.standardError, Math.sqrt(900 / 50_000), 12);
  digits(found.high - found.perPoint, 1.9615 * Math.sqrt(900 / 50_000), 4);
  expect(found).toMatchObject({ members: 1_600, membersLeftOut: 0 });
  digits(found.straightLineP, 1, 10);
});

test("with two discounts the slope is the difference between them per point", () => {
  const found = marginalPerPoint([
    { discountPoints: 10, n: 300, mean: 90, variance: 400 },
    { discountPoints: 20, n: 200, mean: 85, variance: 500 },
  ]);
  digits(found.perPoint, -0.5, 12);
  digits(found.standardError, Math.sqrt(400 / 300 + 500 / 200) / 10, 12);
  expect(found.straightLineP).toBeNull();
});

test("arms that do not lie on a line are told, and members of useless arms are counted", () => {
  const bent = discounts.map((arm) => ({ ...arm, mean: arm.discountPoints === 5 ? 110 : 80 }));
  expect(marginalPerPoint(bent).straightLineP).toBeLessThan(1e-6);
  expect(marginalPerPoint([...discounts, { discountPoints: 30, n: 1, mean: 500, variance: 0 }])).toMatchObject({
    members: 1_600,
    membersLeftOut: 1,
  });
});

test("a slope of one discount is refused", () => {
  expect(() => marginalPerPoint(discounts.slice(0, 1))).toThrow("too_few_discounts");
  expect(() => marginalPerPoint([])).toThrow("too_few_discounts");
  const none = { discountPoints: 5, ...meanArm({ n: 0, sum: 0, sumOfSquares: 0 }) };
  expect(() => marginalPerPoint([...discounts.slice(0, 1), none])).toThrow("too_few_discounts");
});
