import { expect, test } from "vitest";
import { formatRelative } from "./format.ts";

const now = new Date("2026-11-27T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

test.each([
  [0, "this minute"],
  [1, "yesterday"],
  [31, "31 days ago"],
  [59, "59 days ago"],
  [60, "2 months ago"],
  [400, "13 months ago"],
  [730, "2 years ago"],
])("what was %i days ago is %s, told in days until two months and in months until two years", (days, words) => {
  expect(formatRelative("en", daysAgo(days), now)).toBe(words);
});
