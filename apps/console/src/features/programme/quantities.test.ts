import { expect, test } from "vitest";
import { freeId, moveBy, parseSimpleDuration, simpleDuration, toMajor, toMinor } from "./quantities.ts";

test("money as typed becomes exact minor units", () => {
  for (const [major, digits, minor] of [
    [1.005, 2, 101],
    [0.29, 2, 29],
    [129.9, 2, 12990],
    [500, 0, 500],
    [1.234, 3, 1234],
    [-2.5, 2, -250],
  ] as const) {
    expect(toMinor(major, digits)).toBe(minor);
  }
  expect(toMajor(12990, 2)).toBe(129.9);
});

test("durations of one unit are taken apart and put together, others are left as text", () => {
  for (const iso of ["P30D", "P12M", "P1Y", "P2W", "PT6H"]) {
    const parsed = parseSimpleDuration(iso);
    expect(parsed && simpleDuration(parsed)).toBe(iso);
  }
  expect(parseSimpleDuration("P1Y6M")).toBeNull();
  expect(parseSimpleDuration("PT30M")).toBeNull();
});

test("ids are free and moves stay inside the list", () => {
  expect(freeId("rule", ["rule-2"])).toBe("rule-3");
  expect(moveBy(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
  expect(moveBy(["a", "b", "c"], 1, 1)).toEqual(["a", "c", "b"]);
});
