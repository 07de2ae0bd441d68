import { expect, test } from "vitest";
import {
  bgCnbdK,
  bgNbd,
  type CustomerColumns,
  customerLifetimeValue,
  customerLifetimeValueAll,
  discountedPurchases,
  historicLifetimeValue,
  mbgCnbdK,
  mbgNbd,
  paretoNbd,
  type ValueModels,
} from "./index.ts";
import { smoothed } from "./math/chebyshev.ts";
import { randomOf } from "./random.ts";

const horizon = { periods: 12, unitsPerPeriod: 4.348, ratePerPeriod: 0.01 };
const spend = { p: 6, q: 4, gamma: 1_500 };

const processes = [
  { model: "bgNbd", params: { r: 0.24, alpha: 4.4, a: 0.79, b: 2.4 } },
  { model: "mbgNbd", params: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 } },
  { model: "mbgNbd", params: { r: 3, alpha: 0.01, a: 0.02, b: 400 } },
  { model: "bgCnbdK", params: { k: 3, r: 0.5, alpha: 2, a: 0.9, b: 1.6 } },
  { model: "mbgCnbdK", params: { k: 2, r: 0.5, alpha: 2, a: 0.9, b: 1.6 } },
  { model: "paretoNbd", params: { r: 0.55, alpha: 10, s: 0.6, beta: 11 } },
] satisfies ValueModels["purchases"][];

function members(count: number, longest: number): CustomerColumns & { m: Float64Array } {
  const random = randomOf(4);
  const T = Float64Array.from({ length: count }, () => longest * random());
  const x = Float64Array.from(T, (_, row) => (row === 0 ? 300 : Math.floor(-1.2 * Math.log(1 - random()))));
  const tx = Float64Array.from(T, (age, row) => ((x[row] as number) > 0 ? age * random() : 0));
  return { x, tx, T, m: x.map((own) => (own > 0 ? 500 + 4_000 * random() : 0)) };
}

const customerOf = (data: CustomerColumns & { m: Float64Array }, row: number) => ({
  x: data.x[row] as number,
  tx: data.tx[row] as number,
  T: data.T[row] as number,
  m: data.m[row] as number,
});

test.each(processes)("every member's value in the array is that of the member alone ($model)", (purchases) => {
  for (const longest of [100, 10_000]) {
    const data = members(400, longest);
    const values = customerLifetimeValueAll({ purchases, spend }, data, horizon);
    for (let row = 0; row < 400; row += 7) {
      const alone = customerLifetimeValue({ purchases, spend }, customerOf(data, row), horizon);
      expect(Math.abs((values[row] as number) - alone)).toBeLessThanOrEqual(1e-8 * alone);
    }
  }
});

test("each month's purchases are discounted by that month", () => {
  const { params } = { params: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 } };
  const who = { x: 3, tx: 12, T: 20, m: 1_000 };
  let byHand = 0;
  for (let month = 1; month <= 12; month += 1) {
    const within = mbgNbd.conditionalExpectedPurchases(params, who, 4.348 * month);
    const before = mbgNbd.conditionalExpectedPurchases(params, who, 4.348 * (month - 1));
    byHand += (within - before) / 1.01 ** month;
  }
  const purchases = { model: "mbgNbd" as const, params };
  expect(discountedPurchases({ purchases }, who, horizon)).toBeCloseTo(byHand, 12);
  expect(customerLifetimeValue({ purchases }, who, horizon)).toBeCloseTo(1_000 * byHand, 9);
  const bound = {
    conditionalExpectedPurchases: (one: typeof who, t: number) => mbgNbd.conditionalExpectedPurchases(params, one, t),
  };
  expect(customerLifetimeValue({ purchases: bound as never }, who, horizon)).toBeCloseTo(1_000 * byHand, 9);
});

test("without a discount the value is the expectation, and one period is as good as twelve", () => {
  const params = { k: 3, r: 0.5, alpha: 2, a: 0.9, b: 1.6 };
  const purchases = { model: "bgCnbdK" as const, params };
  const who = { x: 4, tx: 18, T: 20, m: 1 };
  const whole = bgCnbdK.conditionalExpectedPurchases(params, who, 48);
  for (const periods of [1, 12, 48])
    expect(
      customerLifetimeValue({ purchases }, who, { periods, unitsPerPeriod: 48 / periods, ratePerPeriod: 0 }),
    ).toBeCloseTo(whole, 10);
});

test("a horizon without length, a negative spend or a nonsense period is no value", () => {
  const purchases = { model: "mbgNbd" as const, params: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 } };
  const who = { x: 3, tx: 12, T: 20, m: 1_000 };
  expect(() => customerLifetimeValue({ purchases }, who, { ...horizon, periods: 0 })).toThrow(RangeError);
  expect(() => customerLifetimeValue({ purchases }, who, { ...horizon, unitsPerPeriod: Number.NaN })).toThrow(
    RangeError,
  );
  expect(() => customerLifetimeValue({ purchases }, who, { ...horizon, ratePerPeriod: -1 })).toThrow(RangeError);
  expect(() => customerLifetimeValue({ purchases, spend }, { ...who, m: -5 }, horizon)).toThrow(RangeError);
  expect(() =>
    customerLifetimeValue({ purchases, spend: { p: 1, q: 0.5, gamma: 1 } }, { x: 0, tx: 0, T: 20, m: 0 }, horizon),
  ).toThrow("spend_has_no_mean");
});

test("the value of the past carries its inputs and refuses what is no number", () => {
  const inputs = { meanSpend: 5_000, frequency: 2, lifetime: 18, acquisitionCost: 3_000, unit: "month" as const };
  expect(historicLifetimeValue(inputs)).toEqual({ ...inputs, value: 177_000 });
  expect(() => historicLifetimeValue({ ...inputs, lifetime: Number.POSITIVE_INFINITY })).toThrow(RangeError);
  expect(() => historicLifetimeValue({ ...inputs, frequency: -1 })).toThrow(RangeError);
});

test.each([
  ["a smooth function", (at: number) => Math.exp(-at) * Math.cos(at)],
  ["one that falls over thirty orders of magnitude", (at: number) => Math.exp(-9 * at)],
  ["one that turns sharply", (at: number) => 1 / (1 + Math.exp(60 * (at - 3))) + 0.1],
])("%s is met by its polynomials everywhere", (_, value) => {
  const at = smoothed(value, -1, 7);
  for (let index = 0; index <= 1_000; index += 1) {
    const point = -1 + (8 * index) / 1_000;
    expect(Math.abs(at(point) - value(point))).toBeLessThanOrEqual(1e-7 * Math.abs(value(point)));
  }
  expect(smoothed(value, 2, 2)(2)).toBe(value(2));
});

test("a process may be named by its namespace and spend be given as its fit: the same value", () => {
  const customer = { x: 2, tx: 30, T: 39, m: 2_000 };
  for (const { model, params } of processes) {
    const byName = customerLifetimeValue({ purchases: { model, params } as never, spend }, customer, horizon);
    const purchases = { model: { bgNbd, mbgNbd, bgCnbdK, mbgCnbdK, paretoNbd }[model], params };
    expect(customerLifetimeValue({ purchases, spend: { params: spend } } as never, customer, horizon)).toBe(byName);
  }
  for (const purchases of [{ params: processes[0]?.params }, { model: "gompertz", params: {} }])
    expect(() => customerLifetimeValue({ purchases, spend } as never, customer, horizon)).toThrow(RangeError);
});
