import { expect, test } from "vitest";
import { correctedAkaike, fitSmoothing, simulatedPaths, varianceFactors } from "./forecast-smoothing.ts";
import { forecastSeries, NotEnoughData } from "./index.ts";
import { normalOf, randomOf } from "./random.ts";

/** Airline passengers in thousands by month, January 1949 to December 1960: Box & Jenkins 1976, series G. */
const passengers = [
  [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118],
  [115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140],
  [145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166],
  [171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194],
  [196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201],
  [204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229],
  [242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278],
  [284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306],
  [315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336],
  [340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337],
  [360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405],
  [417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432],
].flat();

interface World {
  length: number;
  season: number[];
  alpha: number;
  gamma: number;
  seed: number;
}

/** A series that follows AAdA exactly, with errors of deviation 8. */
function made({ length, season, alpha, gamma, seed }: World): number[] {
  const normal = normalOf(randomOf(seed));
  const own = [...season];
  let level = 200;
  let trend = 0.5;
  return Array.from({ length }, (_, index) => {
    const place = index % own.length;
    const error = 8 * normal();
    const value = level + 0.95 * trend + (own[place] as number) + error;
    level += 0.95 * trend + alpha * error;
    trend = 0.95 * trend + 0.02 * error;
    own[place] = (own[place] as number) + gamma * error;
    return value;
  });
}

const weekShape = [0, 5, -5, 10, 20, -20, -10];

test("the last year of the airline passengers is forecast within 3%, with a season that is a factor", () => {
  const known = passengers.slice(0, 132);
  const found = forecastSeries(known, { season: 12, horizon: 12, level: 0.95 });
  expect(found.method).toEqual({ trend: "damped", seasonal: true, seasonKind: "multiplicative", season: 12 });
  const misses = found.points.map(({ value }, month) => Math.abs(value / (passengers[132 + month] as number) - 1));
  expect(misses.reduce((sum, miss) => sum + miss, 0) / 12).toBeLessThan(0.03);
  const held = found.points.filter(({ low, high }, month) => {
    const truth = passengers[132 + month] as number;
    return low <= truth && truth <= high;
  });
  expect(held.length).toBeGreaterThanOrEqual(10);
  expect(found.backtest.mase).toBeLessThan(1);
});

test("80% intervals hold 80% of what comes when the series is of the kind that is assumed", () => {
  let inside = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const values = made({ length: 214, season: weekShape, alpha: 0.3, gamma: 0.1, seed });
    const { points } = forecastSeries(values.slice(0, 200), { season: 7, horizon: 14, level: 0.8 });
    inside += points.filter(({ low, high }, step) => {
      const truth = values[200 + step] as number;
      return low <= truth && truth <= high;
    }).length;
  }
  expect(inside / (60 * 14)).toBeGreaterThan(0.75);
  expect(inside / (60 * 14)).toBeLessThan(0.86);
});

test.each(["none", "additive"] as const)(
  "simulated futures (%s season) spread as the variance formula says",
  (seasonal) => {
    const values = made({
      length: 150,
      season: seasonal === "none" ? [0] : weekShape,
      alpha: 0.4,
      gamma: 0.2,
      seed: 3,
    });
    const shape = { trend: "damped", seasonal, season: seasonal === "none" ? 1 : 7 } as const;
    const fitted = { ...fitSmoothing(values, shape, 7), smoothing: { alpha: 0.4, beta: 0.15, gamma: 0.25, phi: 0.9 } };
    const futures = simulatedPaths(fitted, 16, 30_000, normalOf(randomOf(9)));
    const variances = futures.map((paths) => {
      const mean = paths.reduce((sum, value) => sum + value, 0) / paths.length;
      return paths.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (paths.length - 1);
    });
    varianceFactors(fitted, 16).forEach((factor, step) => {
      expect((variances[step] as number) / (variances[0] as number) / factor).toBeCloseTo(1, 1);
    });
  },
);

test("a series without a season is not given one, nor a still one a trend", () => {
  const kinds = { seasonal: 0, trend: 0 };
  for (let seed = 1; seed <= 30; seed += 1) {
    const normal = normalOf(randomOf(seed));
    const values = Array.from({ length: 120 }, () => 500 + 20 * normal());
    const { method } = forecastSeries(values, { season: 7, horizon: 7 });
    if (method.seasonal) kinds.seasonal += 1;
    if (method.trend === "damped") kinds.trend += 1;
  }
  expect(kinds.seasonal).toBeLessThan(6);
  expect(kinds.trend).toBeLessThan(6);
});

test("shapes are compared on the same values", () => {
  const values = made({ length: 90, season: weekShape, alpha: 0.2, gamma: 0.1, seed: 5 });
  const plain = fitSmoothing(values, { trend: "none", seasonal: "none", season: 1 }, 14);
  const seasonal = fitSmoothing(values, { trend: "none", seasonal: "additive", season: 7 }, 14);
  expect(plain.judged).toBe(76);
  expect(seasonal.judged).toBe(76);
  expect(correctedAkaike(seasonal, 1e-300)).toBeLessThan(correctedAkaike(plain, 1e-300));
  expect(correctedAkaike({ ...seasonal, judged: 4 }, 1e-300)).toBe(Number.POSITIVE_INFINITY);
});

test("a season longer than the series allows is left out, not invented", () => {
  const found = forecastSeries(passengers.slice(0, 26), { season: 12, horizon: 3 });
  expect(found.method.seasonal).toBe(false);
  expect(found.method.season).toBe(1);
});

test("the backtest knows nothing of what came after its origins", () => {
  const values = made({ length: 100, season: weekShape, alpha: 0.3, gamma: 0.1, seed: 8 });
  const shocked = values.map((value, index) => (index >= 99 ? value + 1_000 : value));
  const [calm, shock] = [values, shocked].map((series) => forecastSeries(series, { season: 7, horizon: 1 }).backtest);
  // Only the last origin sees the shock, and only as its truth: six origins, one of them a thousand off.
  expect(shock?.origins).toBe(6);
  expect((shock?.mase ?? 0) - (calm?.mase ?? 0)).toBeGreaterThan(5);
  expect((calm?.coverage ?? 0) - (shock?.coverage ?? 0)).toBeLessThanOrEqual(1 / 6 + 1e-9);
});

/** Weekly revenue of the demo's shops in thousands, 78 weeks: steps upwards as branches open. */
const growing = [
  [28, 31, 30, 32, 32, 34, 38, 39, 42, 43, 42, 44, 46, 42, 45, 44, 44, 48, 52, 51],
  [50, 52, 48, 53, 50, 51, 49, 50, 51, 49, 52, 52, 47, 50, 52, 55, 47, 48, 49, 56],
  [60, 58, 60, 71, 68, 70, 69, 67, 71, 73, 76, 71, 71, 75, 73, 78, 84, 84, 88, 89],
  [88, 92, 91, 97, 100, 97, 92, 87, 94, 89, 92, 89, 94, 101, 97, 95, 90, 94],
].flat();

test("intervals that failed too often before are widened until they hold", () => {
  const { points, backtest } = forecastSeries(growing, { season: 52, horizon: 12 });
  const random = normalOf(randomOf(5));
  const still = Array.from({ length: 78 }, () => 50 + 1.5 * random());
  const { points: steady, backtest: kept } = forecastSeries(still, { season: 52, horizon: 12 });
  expect(kept.widening).toBe(1);
  expect(backtest.widening).toBeGreaterThan(1.3);
  // Each origin by the widening of the others: 35% without.
  expect(backtest.coverage ?? 0).toBeGreaterThan(0.7);
  for (const { value, low, high } of [...points, ...steady]) {
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
  }
});

test("zeros, constants, steps and a single spike give finite numbers", () => {
  const zero = new Array<number>(40).fill(0);
  const series = [
    zero,
    new Array<number>(40).fill(1e12),
    zero.map((_, day) => (day < 20 ? 1 : 1_000)),
    zero.with(17, 1e9),
  ];
  for (const values of series)
    for (const season of [1, 7, 12]) {
      const { points, backtest } = forecastSeries(values, { season, horizon: 30 });
      for (const { value, low, high } of points) {
        expect(low).toBeLessThanOrEqual(high);
        expect([value, low, high].every(Number.isFinite)).toBe(true);
      }
      for (const figure of [backtest.mase, backtest.smape, backtest.coverage])
        expect(figure === null || Number.isFinite(figure)).toBe(true);
    }
});

test("too short a series is refused with its length, nonsense as nonsense", () => {
  const refused = () => forecastSeries([1, 2, 3], { season: 1, horizon: 2 });
  expect(refused).toThrow(NotEnoughData);
  expect(refused).toThrow("series_too_short");
  expect(() => forecastSeries([...passengers, Number.NaN], { season: 12, horizon: 2 })).toThrow(RangeError);
  expect(() => forecastSeries(passengers, { season: 0, horizon: 2 })).toThrow(RangeError);
  expect(() => forecastSeries(passengers, { season: 12, horizon: 2, level: 1 })).toThrow(RangeError);
});
