import { expect, test } from "vitest";
import { summarizeOrders } from "./index.ts";
import { randomOf } from "./random.ts";
import { cdnowOrders, columnsOf, hasData, needsData } from "./test-data.ts";

const rows = [
  { customer: "b", at: "2026-01-10", value: 700 },
  { customer: "a", at: "2026-01-01", value: 100 },
  { customer: "a", at: "2026-01-01", value: 50 },
  { customer: "a", at: "2026-01-08", value: 200 },
  { customer: "a", at: "2026-01-08", value: 100 },
  { customer: "a", at: "2026-01-22", value: 500 },
  { customer: "a", at: "2026-02-05", value: 900 },
  { customer: "c", at: "2026-02-06", value: 900 },
  { customer: "a", at: "2026-03-01", value: 999 },
];

test("a small world by hand", () => {
  const made = summarizeOrders(rows, { unit: "week", calibrationEnd: "2026-01-31", asOf: "2026-02-14" });
  expect(made.customers).toEqual(["b", "a"]);
  expect([...made.frequency]).toEqual([0, 2]);
  expect([...made.recency]).toEqual([0, 3]);
  expect([...made.age]).toEqual([3, 30 / 7]);
  expect([...made.monetary]).toEqual([0, 400]);
  expect([...made.litt]).toEqual([0, Math.log(1) + Math.log(2)]);
  expect([...made.weight]).toEqual([1, 1]);
  const day = (date: string) => Date.parse(date) / 86_400_000;
  expect([...made.firstDay]).toEqual([day("2026-01-10"), day("2026-01-01")]);
  expect([...made.lastDay]).toEqual([day("2026-01-10"), day("2026-01-22")]);
  expect([...(made.holdoutFrequency ?? [])]).toEqual([0, 1]);
  expect([...(made.holdoutMonetary ?? [])]).toEqual([0, 900]);
  expect(made.holdoutLength).toBe(2);
});

test.each([
  ["day", 1],
  ["week", 7],
  ["month", 365.25 / 12],
  ["year", 365.25],
] as const)("times in %ss are whole days divided once", (unit, days) => {
  const made = summarizeOrders(rows, { unit, asOf: "2026-02-28" });
  expect(made.tx[1]).toBe(35 / days);
  expect(made.T[1]).toBe(58 / days);
});

test("columns of numbers give what rows of names give, in any order", () => {
  const random = randomOf(6);
  const size = 3_000;
  const customer = Int32Array.from({ length: size }, () => Math.floor(200 * random() ** 2) - 100);
  const day = Int32Array.from({ length: size }, () => Math.floor(400 * random()) - 200);
  const value = Float64Array.from({ length: size }, () => Math.floor(10_000 * random()));
  const options = { unit: "month", calibrationEnd: 100, asOf: 150 } as const;
  const columns = summarizeOrders({ customer, day, value }, options);
  const named = [...customer].map((id, row) => ({
    customer: `member ${id}`,
    at: (day[row] as number) * 86_400_000 + Math.floor(86_399_999 * random()),
    value: value[row] as number,
  }));
  const { customers, ...figures } = summarizeOrders(named, options);
  expect(customers).toEqual(columns.customers.map((id) => `member ${id}`));
  expect({ ...figures, customers: null }).toEqual({ ...columns, customers: null });
});

test("a date that is none, a value that is none and columns that do not match are refused", () => {
  const options = { unit: "day", asOf: "2026-03-01" } as const;
  expect(() => summarizeOrders([{ customer: 1, at: "yesterday" }], options)).toThrow("not a day");
  expect(() => summarizeOrders([{ customer: 1, at: Number.NaN }], options)).toThrow("not a day");
  expect(() => summarizeOrders([{ customer: 1, at: "2026-01-01", value: Number.NaN }], options)).toThrow("value NaN");
  expect(() => summarizeOrders([], { unit: "day", asOf: "" })).toThrow("not a day");
  expect(() => summarizeOrders([], { ...options, calibrationEnd: "2026-04-01" })).toThrow(RangeError);
  const columns = { customer: new Int32Array(2), day: new Int32Array(1), value: new Float64Array(2) };
  expect(() => summarizeOrders(columns, options)).toThrow("different lengths");
  expect(summarizeOrders([], options).customers).toEqual([]);
});

test.skipIf(!hasData)(`CDNOW's summaries are the published ones in every digit printed ${needsData}`, () => {
  const made = summarizeOrders(cdnowOrders(), { unit: "week", asOf: "1997-09-30" });
  const rounded = (column: Float64Array) => [...column].map((time) => Number(time.toFixed(2)));
  const printed = columnsOf("cdnow_summary.csv");
  expect([...made.frequency]).toEqual([...(printed.frequency as Float64Array)]);
  expect(rounded(made.recency)).toEqual([...(printed.recency as Float64Array)]);
  expect(rounded(made.age)).toEqual([...(printed.T as Float64Array)]);
});

test.skipIf(!hasData)(`CDNOW's mean repeat spend is the published one to the cent ${needsData}`, () => {
  const made = summarizeOrders(cdnowOrders(), { unit: "week", asOf: "1997-09-30" });
  const printed = columnsOf("cdnow_summary_monetary.csv");
  const zbar = printed.zbar as Float64Array;
  made.monetary.forEach((mean, row) => {
    expect(Math.abs(mean - (zbar[row] as number)), `customer ${row + 1}`).toBeLessThan(0.00501);
  });
});
