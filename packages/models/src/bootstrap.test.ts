import { expect, test } from "vitest";
import { bootstrapLifetimeValue, bootstrapTotal, mbgNbd, NotEnoughData } from "./index.ts";
import { poissonOf, randomOf } from "./random.ts";

test("Poisson numbers have their mean and variance, also of means whose e^-mean is 0", () => {
  const random = randomOf(2);
  for (const mean of [0.3, 40, 900, 3_464]) {
    const numbers = Array.from({ length: 2_000 }, () => poissonOf(mean, random));
    const average = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
    const variance = numbers.reduce((sum, one) => sum + (one - average) ** 2, 0) / numbers.length;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / 2_000));
    expect(variance / mean).toBeCloseTo(1, 0);
  }
  expect(poissonOf(0, random)).toBe(0);
});

test("few rows that stand for many customers have an interval as wide as those customers", () => {
  // 11,104 donors in 4 cells: the total of a Poisson bootstrap has variance sum of weight x value^2.
  const weight = Float64Array.of(3_464, 1_091, 5_000, 1_549);
  const value = [0, 1, 2, 6];
  const total = (copies: Float64Array) => copies.reduce((sum, own, row) => sum + own * (value[row] as number), 0);
  const deviation = Math.sqrt(total(weight.map((own, row) => own * (value[row] as number))));
  const { low, high, estimate } = bootstrapTotal(weight, total, { rounds: 2_000, level: 0.95 });
  expect(estimate).toBe(1_091 + 10_000 + 9_294);
  expect((high - low) / (2 * 1.96 * deviation)).toBeCloseTo(1, 1);
});

test("a seed gives the same interval, another seed another one", () => {
  const weight = new Float64Array(100).fill(1);
  const total = (copies: Float64Array) => copies.reduce((sum, own, row) => sum + own * row, 0);
  const once = bootstrapTotal(weight, total, { seed: 5 });
  expect(bootstrapTotal(weight, total, { seed: 5 })).toEqual(once);
  expect(bootstrapTotal(weight, total, { seed: 6 }).low).not.toBe(once.low);
});

test("fewer rows a round give an interval of the same width", () => {
  const random = randomOf(8);
  const weight = new Float64Array(4_000).fill(1);
  const value = weight.map(() => -Math.log(1 - random()));
  const total = (copies: Float64Array) => copies.reduce((sum, own, row) => sum + own * (value[row] as number), 0);
  const whole = bootstrapTotal(weight, total, { rounds: 1_000 });
  const part = bootstrapTotal(weight, total, { rounds: 1_000, mostRows: 400 });
  expect((part.high - part.low) / (whole.high - whole.low)).toBeCloseTo(1, 0);
  expect(Math.abs(part.high - part.low - (whole.high - whole.low)) / (whole.high - whole.low)).toBeLessThan(0.15);
  expect(part.estimate).toBe(whole.estimate);
});

test("too few customers, or models that fail in most rounds, are refused", () => {
  expect(() => bootstrapTotal(new Float64Array(9).fill(1), () => 1)).toThrow("too_few_customers");
  let round = 0;
  const failing = () => {
    round += 1;
    if (round > 1) throw new NotEnoughData("no_repeat_purchases");
    return 1;
  };
  expect(() => bootstrapTotal(new Float64Array(20).fill(1), failing)).toThrow(NotEnoughData);
});

/** Members of an MBG/NBD population. */
function population(count: number, seed: number) {
  const random = randomOf(seed);
  const exponential = () => -Math.log(1 - random());
  const T = Float64Array.from({ length: count }, () => 20 + 30 * random());
  const [x, tx] = [new Float64Array(count), new Float64Array(count)];
  T.forEach((age, row) => {
    const rate = exponential() * 0.2;
    const leaves = 1 - (1 - random()) ** (1 / 4);
    for (let time = exponential() / rate; time < age && random() >= leaves; time += exponential() / rate) {
      x[row] = (x[row] as number) + 1;
      tx[row] = time;
    }
  });
  return { x, tx, T, m: x.map(() => 100) };
}

test("the interval of what all members are worth holds the truth about as often as it says", () => {
  const horizon = { periods: 6, unitsPerPeriod: 4, ratePerPeriod: 0.01 };
  // What those parameters say of the same members: the rate is Gamma(1, 5), the dropout Beta(1, 4).
  const truth = { purchases: { model: "mbgNbd" as const, params: { r: 1, alpha: 5, a: 1, b: 4 } } };
  let inside = 0;
  const worlds = 20;
  for (let world = 0; world < worlds; world += 1) {
    const data = population(400, 50 + world);
    const known = bootstrapLifetimeValue(data, () => truth, horizon, { rounds: 20 }).estimate;
    const found = bootstrapLifetimeValue(
      data,
      (rows) => ({ purchases: { model: "mbgNbd", params: mbgNbd.fit(rows).params } }),
      horizon,
      { rounds: 60, level: 0.9, seed: world },
    );
    expect(found.low).toBeLessThan(found.estimate);
    expect(found.estimate).toBeLessThan(found.high);
    if (found.low <= known && known <= found.high) inside += 1;
  }
  expect(inside / worlds).toBeGreaterThanOrEqual(0.75);
});
