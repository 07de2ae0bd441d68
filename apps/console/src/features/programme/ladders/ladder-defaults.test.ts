import { type Ladder, ladderSchema } from "@regulars/engine";
import { expect, test } from "vitest";
import { metricKinds, newLadder, newMetric, newTier, withInvitation, withMetric } from "./ladder-defaults.ts";

const named = { zh: "等级", en: "Tiers" };
const base = newLadder([]);
const ladder: Ladder = {
  ...base,
  name: named,
  where: { field: "order.channel", op: "eq", value: "pos" },
  tiers: [
    ...base.tiers,
    { ...newTier(base), id: "silver", name: named, from: 100_000, keep: 80_000 },
    { ...newTier(base), id: "gold", name: named, from: 500_000 },
  ],
};

test.each(metricKinds)("a ladder turned to %s is one that the engine takes", (kind) => {
  const next = withMetric(ladder, newMetric(kind, "points", 100), 100);
  expect(ladderSchema.parse(next)).toEqual(next);
});

test("thresholds in money become as many whole pieces, and come back", () => {
  const orders = withMetric(ladder, { kind: "orders" }, 100);
  expect(orders.tiers.map(({ from, keep }) => [from, keep])).toEqual([
    [0, undefined],
    [1000, 800],
    [5000, undefined],
  ]);
  expect(withMetric(orders, { kind: "spend" }, 100).tiers[1]).toMatchObject({ from: 100_000, keep: 80_000 });
});

test("tiers by condition begin with one for each but the first, and keep no thresholds to be kept by", () => {
  const { tiers, where } = withMetric(ladder, { kind: "condition" }, 100);
  expect(tiers.map((tier) => tier.when !== undefined)).toEqual([false, true, true]);
  expect(tiers[1]).not.toHaveProperty("keep");
  expect(where).toBeUndefined();
  expect(withMetric({ ...ladder, tiers }, { kind: "spend" }, 100).tiers[1]).not.toHaveProperty("when");
});

test("a tier by invitation has no threshold, and gets one above the tier before it when it is reached again", () => {
  const silver = ladder.tiers[1];
  if (!silver) throw new Error("no tier");
  const invited = withInvitation(ladder, silver, true);
  expect(invited).toMatchObject({ from: 0, invitationOnly: true });
  expect(invited).not.toHaveProperty("keep");
  const gold = ladder.tiers[2];
  if (!gold) throw new Error("no tier");
  expect(withInvitation(ladder, { ...gold, from: 0, invitationOnly: true }, false)).toMatchObject({
    from: 200_000,
    invitationOnly: false,
  });
});
