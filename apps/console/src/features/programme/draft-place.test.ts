import { expect, test } from "vitest";
import { isWithin, placeOf } from "./draft-place.ts";

test.each([
  ["/rules/12/multipliers/0/when", { tab: "rules", list: "rules", index: 12 }],
  ["/rules", { tab: "rules", list: "rules", index: null }],
  ["/tierOffers/0/wallet", { tab: "ladders", list: "tierOffers", index: 0 }],
  ["/ruleGroups/1/pick", { tab: "rules", list: "ruleGroups", index: 1 }],
  ["/budgets/0/points", { tab: "rules", list: "budgets", index: 0 }],
  ["/wallets/2/pending/event", { tab: "wallets", list: "wallets", index: 2 }],
  ["/ladders/0/tiers/3/keep", { tab: "ladders", list: "ladders", index: 0 }],
  ["/lifecycle/stages/4/when", { tab: "stages", list: "stages", index: 4 }],
  ["/currency", { tab: "basics", list: null, index: null }],
  ["/unheard-of", { tab: "json", list: null, index: null }],
])("the pointer %s leads to its tab and item", (pointer, place) => {
  expect(placeOf(pointer)).toEqual(place);
});

test("a pointer is within a place, not beside one with a longer name", () => {
  expect(isWithin("/rules/1/caps/0", ["/rules/1/caps"])).toBe(true);
  expect(isWithin("/rules/1/caps", ["/rules/1/caps"])).toBe(true);
  expect(isWithin("/rules/10", ["/rules/1"])).toBe(false);
});
