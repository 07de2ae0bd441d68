import { expect, test } from "vitest";
import { clusterMembers } from "./index.ts";
import { randomOf } from "./random.ts";

function spenders(kinds: number[], rows: number, seed: number): Float64Array {
  const random = randomOf(seed);
  return Float64Array.from(
    { length: rows },
    (_, row) => (kinds[row % kinds.length] as number) * (0.9 + 0.2 * random()),
  );
}

test("groups are named by what they spend", () => {
  const three = clusterMembers([spenders([20_000, 3_000, 400], 600, 1)]);
  expect(three.levels).toEqual(["high", "mid", "economy"]);
  const two = clusterMembers([spenders([20_000, 400], 600, 1)], { k: 2 });
  expect(two.levels).toEqual(["high", "economy"]);
  expect(clusterMembers([spenders([90_000, 20_000, 3_000, 400], 600, 1)]).levels).toEqual([
    "high",
    "mid",
    "mid",
    "economy",
  ]);
});

test("the same members are grouped the same way whatever the order of rows", () => {
  const orders = spenders([30, 10, 2], 300, 3);
  const spend = spenders([20_000, 3_000, 400], 300, 4);
  const forward = clusterMembers([orders, spend]);
  const backward = clusterMembers([orders.slice().reverse(), spend.slice().reverse()]);
  expect([...backward.cluster].reverse()).toEqual([...forward.cluster]);
  expect(clusterMembers([orders, spend])).toEqual(forward);
});

test("refunds (negative spend) and zeros are grouped, not broken by", () => {
  const spend = spenders([20_000, 0, -3_000], 300, 5);
  const found = clusterMembers([spend], { k: 3 });
  expect(found.members).toEqual([100, 100, 100]);
  expect(found.cluster[2]).toBe(2);
});

test("fewer different members than groups, nonsense k and what is no number are refused", () => {
  const two = spenders([1, 2], 100, 6).map((value) => Math.round(value));
  expect(clusterMembers([two]).k).toBe(2);
  expect(() => clusterMembers([two], { k: 3 })).toThrow("everybody_alike");
  expect(() => clusterMembers([two], { k: 1 })).toThrow(RangeError);
  expect(() => clusterMembers([two.map((value, row) => (row === 9 ? Number.NaN : value))])).toThrow(RangeError);
});
