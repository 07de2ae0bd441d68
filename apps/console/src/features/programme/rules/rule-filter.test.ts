import type { Rule } from "@regulars/engine";
import { expect, test } from "vitest";
import { newRule } from "./rule-defaults.ts";
import { isFiltering, matchingRules, moveTo, noFilter } from "./rule-filter.ts";

const bare = { wallets: [], ladders: [], rules: [] };
const rules: Rule[] = [
  {
    ...newRule("order", bare, 100),
    id: "base",
    name: { zh: "消费得积分", en: "Points for spending" },
    wallet: "points",
  },
  { ...newRule("checkin", bare, 100), id: "daily", wallet: "stars", group: "bonus" },
  { ...newRule("event", bare, 100), id: "review", wallet: "points", enabled: false },
];
const words = (id: string) => (id === "base" ? "1 point for each ¥1.00 paid" : null);

test.each([
  ["nothing asked", {}, [0, 1, 2]],
  ["words of the name in any order and case", { text: "SPENDING points" }, [0]],
  ["words of the sentence", { text: "¥1.00" }, [0]],
  ["the id", { text: "review" }, [2]],
  ["a check-in apart from other events", { trigger: "checkin" as const }, [1]],
  ["other events apart from check-ins", { trigger: "event" as const }, [2]],
  ["the wallet", { wallet: "points" }, [0, 2]],
  ["the group", { group: "bonus" }, [1]],
  ["only those that are off", { enabled: false }, [2]],
  ["several at once", { wallet: "points", enabled: true }, [0]],
])("finds rules by %s", (_what, filter, places) => {
  expect(matchingRules(rules, { ...noFilter, ...filter }, words)).toEqual(places);
});

test("blank text is no filter", () => {
  expect(isFiltering({ ...noFilter, text: "  " })).toBe(false);
  expect(isFiltering({ ...noFilter, enabled: false })).toBe(true);
});

test("an item is put where another stands, past those in between", () => {
  expect(moveTo(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
  expect(moveTo(["a", "b", "c", "d"], 3, 1)).toEqual(["a", "d", "b", "c"]);
  expect(moveTo(["a", "b"], 1, 5)).toEqual(["a", "b"]);
});
