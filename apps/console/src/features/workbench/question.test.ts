import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bodyOf, daysOf, searchOf, spanOf } from "./question.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-05-15T20:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});
/** It is already 16 May in Shanghai. */
const zone = "Asia/Shanghai";

describe("the span that is kept", () => {
  test("moves on with the days when it ends today, and stays when it does not", () => {
    expect(spanOf(undefined, undefined, "2026-05-16")).toEqual({ lastDays: 30 });
    expect(spanOf("2026-05-10", "2026-05-16", "2026-05-16")).toEqual({ lastDays: 7 });
    expect(spanOf("2026-05-01", "2026-05-10", "2026-05-16")).toEqual({ from: "2026-05-01", to: "2026-05-10" });
    expect(spanOf(undefined, "2026-05-10", "2026-05-16")).toEqual({ from: "2026-04-11", to: "2026-05-10" });
  });
  test("names its days in the programme's zone", () => {
    expect(daysOf({ lastDays: 7 }, zone)).toEqual({ from: "2026-05-10", to: "2026-05-16" });
    expect(daysOf({ calendar: "month" }, zone)).toEqual({ from: "2026-05-01", to: "2026-05-16" });
    expect(daysOf({ calendar: "quarter" }, zone)).toEqual({ from: "2026-04-01", to: "2026-05-16" });
    expect(daysOf({ calendar: "year" }, zone)).toEqual({ from: "2026-01-01", to: "2026-05-16" });
  });
});

test("a kept question asks the same again, and opens in the explorer as it was", () => {
  const question = {
    measures: ["orders"],
    dimensions: [],
    span: { lastDays: 90 },
    filter: { stage: ["active"] },
    compare: "previous" as const,
    shape: "bar" as const,
  };
  expect(bodyOf(question, zone)).toMatchObject({ from: "2026-02-16", to: "2026-05-16", filter: { stage: ["active"] } });
  const report = { id: "rep_1", name: "x", question, version: 1, createdBy: "me", updatedAt: "2026-05-01T00:00:00Z" };
  expect(searchOf(report, zone)).toEqual({
    report: "rep_1",
    measures: "orders",
    by: ",",
    compare: "previous",
    shape: "bar",
    storeId: undefined,
    filter: '{"stage":["active"]}',
    from: "2026-02-16",
    to: "2026-05-16",
  });
});
