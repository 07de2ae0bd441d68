import { expect, test } from "vitest";
import { everyDay, indexBounds } from "./score-history-days.ts";

const scored = (day: string) => ({ day, scored: 1, health: 50, churn: 0.5, atRisk: 1, clv: null, groups: {} });

test("days that were not scored are there, without figures", () => {
  const items = [scored("2026-02-27"), scored("2026-03-02")];
  expect(everyDay(items)).toEqual([
    { day: "2026-02-27", item: items[0] },
    { day: "2026-02-28", item: null },
    { day: "2026-03-01", item: null },
    { day: "2026-03-02", item: items[1] },
  ]);
  expect(everyDay([])).toEqual([]);
});

test("the index is drawn between whole tens around it, and never outside of 0 to 100", () => {
  expect(indexBounds([62, null, 50])).toEqual({ min: 40, max: 70 });
  expect(indexBounds([50.1, 50.3])).toEqual({ min: 40, max: 60 });
  expect(indexBounds([2, 99])).toEqual({ min: 0, max: 100 });
  expect(indexBounds([null])).toEqual({ min: 0, max: 100 });
});
