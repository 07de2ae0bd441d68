import { describe, expect, it } from "vitest";
import { accepted, at, live, orderFact, programme, text } from "./test-builders.ts";
import { holdFact, holdOf, withWallet } from "./test-facts.ts";

const day1 = at("2026-03-01 12:00");
const steps = { redemption: { points: 1, amount: 1, minPoints: 100, stepPoints: 50 } };

describe("points that pay in steps", () => {
  it.each([
    [99, "points.below_minimum"],
    [50, "points.below_minimum"],
    [149, "points.not_in_steps"],
    [101, "points.not_in_steps"],
  ])("refuse %i", (points, code) => {
    const life = live(withWallet(steps));
    life.adjust("seed", day1, 1_000);
    expect(life.order("o", day1 + 1, 10_000, [{ wallet: "points", points }])).toMatchObject({ ok: false, code });
  });

  it.each([100, 150, 1_000])("take %i", (points) => {
    const life = live(withWallet(steps));
    life.adjust("seed", day1, 1_000);
    const { order } = accepted(life.order("o", day1 + 1, 10_000, [{ wallet: "points", points }]));
    expect(order?.pointsPaid).toBe(points);
  });

  it("are counted together, whether held or not", () => {
    const life = live(withWallet(steps));
    life.adjust("seed", day1, 1_000);
    life.apply(holdFact("h", day1 + 1, 60, day1 + 999));
    const holds = [holdOf(life, "h")];
    expect(life.apply({ ...orderFact("o", day1 + 2, 10_000), holds })).toMatchObject({ code: "points.below_minimum" });
    const redeem = [{ wallet: "points", points: 90 }];
    expect(accepted(life.apply({ ...orderFact("p", day1 + 2, 10_000, redeem), holds })).order?.pointsPaid).toBe(150);
  });
});

describe("points of several wallets", () => {
  it("together pay no more than the order costs", () => {
    const one = (id: string) => ({ id, name: text(id), redemption: { points: 1, amount: 1 } });
    const life = live(programme({ wallets: [one("points"), one("stars")], rules: [] }));
    life.adjust("a", day1, 1_000);
    life.adjust("b", day1, 1_000, { wallet: "stars" });
    const pay = (stars: number) => [
      { wallet: "points", points: 600 },
      { wallet: "stars", points: stars },
    ];
    expect(life.order("o", day1 + 1, 1_000, pay(401))).toMatchObject({
      ok: false,
      code: "points.exceeds_order",
      params: { wallet: "stars", payable: 400 },
    });
    expect(accepted(life.order("p", day1 + 1, 1_000, pay(400))).order).toMatchObject({ pointsPaid: 1_000, net: 0 });
  });
});

describe("the order in which lots are spent", () => {
  it.each([
    ["soonest_expiring", [0, 100, 100]],
    ["oldest", [100, 0, 100]],
  ])("%s", (spendOrder, left) => {
    const life = live(withWallet({ spendOrder }));
    life.adjust("young-dying", day1 + 2, 100, { expiresAt: at("2026-04-01") });
    life.adjust("old-living", day1 + 1, 100, { expiresAt: at("2026-09-01") });
    life.adjust("old-forever", day1 + 1, 100);
    life.order("o", day1 + 3, 10_000, [{ wallet: "points", points: 100 }]);
    expect(life.state.lots.slice(0, 3).map((lot) => lot.remaining)).toEqual(left);
  });
});
