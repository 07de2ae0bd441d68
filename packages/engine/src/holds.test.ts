import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { lotNeeds } from "./lot-needs.ts";
import { accepted, at, booked, type Life, live, orderFact, remainingIn } from "./test-builders.ts";
import { commitFact, holdFact, holdOf, pots, releaseFact, spendFact, withWallet } from "./test-facts.ts";
import { walletView } from "./wallet-view.ts";

const day1 = at("2026-03-01 12:00");
const end = day1 + 600_000;

function seeded(parts: object = {}, points = 100): Life {
  const life = live(withWallet(parts));
  life.adjust("seed", day1 - 1, points);
  return life;
}

describe("a hold", () => {
  it("takes points out of what is available and leaves the balance as it is", () => {
    const life = seeded();
    const decision = accepted(life.apply(holdFact("h", day1, 60, end)));
    expect(decision.entries).toMatchObject([{ kind: "hold", amount: -60, balanceAfter: 100 }]);
    expect(decision.changedHolds).toMatchObject([{ id: "h", points: 60, status: "held", expiresAt: end }]);
    expect(pots(life)).toEqual({ available: 40, pending: 0, held: 60, arrears: 0 });
    expect(remainingIn(life.state.lots)).toBe(40);
    expect(life.apply(spendFact("s", day1 + 1, 41))).toMatchObject({ ok: false, params: { available: 40 } });
  });

  it.each([
    ["more than there is", { points: 101 }, "points.insufficient_balance"],
    ["nothing", { points: 0 }, "points.invalid_amount"],
    ["less than nothing", { points: -5 }, "points.invalid_amount"],
    ["an unknown wallet", { wallet: "miles" }, "points.unknown_wallet"],
    ["an end that is not after its beginning", { expiresAt: day1 }, "hold.expires_too_early"],
  ])("is refused for %s", (_, parts, code) => {
    const life = seeded();
    const before = structuredClone(life.state);
    expect(life.apply({ ...holdFact("h", day1, 10, end), ...parts })).toMatchObject({ ok: false, code });
    expect(life.state).toEqual(before);
  });

  it("does not save points from being taken back where a wallet stops at zero", () => {
    const life = live(withWallet({ negative: "floor" }));
    life.order("o", day1 - 1, 10_000);
    life.apply(holdFact("h", day1, 100, end));
    life.refund("r", "o", day1 + 1);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 100, arrears: 100 });
    life.apply(releaseFact("release", day1 + 2, holdOf(life, "h")));
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 0, arrears: 0 });
  });

  it("is refused in a wallet that cannot be spent", () => {
    expect(seeded({ spendable: false }).apply(holdFact("h", day1, 10, end))).toMatchObject({
      code: "points.not_redeemable",
    });
  });

  it("that is committed is spent once", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const open = holdOf(life, "h");
    expect(booked(life.apply(commitFact("c", day1 + 1, open)))).toEqual(["spend:-60"]);
    expect(pots(life)).toEqual({ available: 40, pending: 0, held: 0, arrears: 0 });
    expect(holdOf(life, "h")).toMatchObject({ status: "committed", committed: 60 });
    // The same hold as it was when the second till looked.
    expect(life.apply(commitFact("again", day1 + 2, open))).toMatchObject({ ok: false, code: "hold.not_open" });
    expect(life.apply(releaseFact("r", day1 + 2, open))).toMatchObject({ ok: false, code: "hold.not_open" });
  });

  it("committed in part gives the rest back to its lots, the latest-drawn first", () => {
    const life = seeded({}, 30);
    life.adjust("sooner", day1 - 1, 50, { expiresAt: at("2026-06-01") });
    life.apply(holdFact("h", day1, 60, end));
    expect(booked(life.apply(commitFact("c", day1 + 1, holdOf(life, "h"), 55)))).toEqual(["spend:-55", "release:5"]);
    expect(pots(life)).toEqual({ available: 25, pending: 0, held: 0, arrears: 0 });
    expect(life.state.lots.map((lot) => lot.remaining)).toEqual([25, 0]);
    expect(holdOf(life, "h")).toMatchObject({ points: 60, committed: 55 });
  });

  it.each([
    ["more than it keeps", 61, "hold.exceeded"],
    ["nothing", 0, "points.invalid_amount"],
    ["a fraction", 1.5, "points.invalid_amount"],
  ])("does not commit %s", (_, points, code) => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    expect(life.apply(commitFact("c", day1 + 1, holdOf(life, "h"), points))).toMatchObject({ ok: false, code });
    expect(pots(life)).toMatchObject({ held: 60 });
  });

  it("that is released gives everything back, once", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const open = holdOf(life, "h");
    expect(booked(life.apply(releaseFact("r", day1 + 1, open)))).toEqual(["release:60"]);
    expect(pots(life)).toEqual({ available: 100, pending: 0, held: 0, arrears: 0 });
    expect(life.apply(releaseFact("again", day1 + 2, open))).toMatchObject({ ok: false, code: "hold.not_open" });
    expect(life.apply(commitFact("c", day1 + 2, open))).toMatchObject({ ok: false, code: "hold.not_open" });
  });
});

describe("a hold whose time is over", () => {
  it("is over by time alone, and booked at its own instant", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(end);
    const seen = (when: number): unknown => walletView(life.state.account, life.state.lots, when, life.state.holds)[0];
    expect(seen(end - 1)).toMatchObject({ available: 40, held: 60 });
    expect(seen(end)).toMatchObject({ available: 100, held: 0 });
    const decision = accepted(life.apply(spendFact("s", end + 500, 100)));
    expect(decision.entries.map(({ kind, amount, at: when }) => [kind, amount, when])).toEqual([
      ["release", 60, end],
      ["spend", -100, end + 500],
    ]);
    expect(holdOf(life, "h").status).toBe("expired");
  });

  it("can be committed until the last millisecond and not after", () => {
    const life = seeded();
    life.apply(holdFact("a", day1, 10, end));
    life.apply(holdFact("b", day1, 10, end));
    const b = holdOf(life, "b");
    expect(booked(life.apply(commitFact("c1", end - 1, holdOf(life, "a"))))).toEqual(["spend:-10"]);
    expect(life.apply(commitFact("c2", end, b))).toMatchObject({ ok: false, code: "hold.not_open" });
  });

  it("cannot be committed by a fact that comes late and tells of an earlier time", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const open = holdOf(life, "h");
    life.settle(end + 1);
    expect(life.apply(commitFact("late", end - 5, open))).toMatchObject({ ok: false, code: "hold.not_open" });
  });

  it("told of late is opened and timed out at once", () => {
    const life = seeded();
    life.settle(end + 1);
    expect(booked(life.apply(holdFact("h", day1, 60, end)))).toEqual(["hold:-60", "release:60"]);
    expect(pots(life)).toMatchObject({ available: 100, held: 0 });
  });

  it("gives back to a lot that then expires on the same way through time", () => {
    const life = live(withWallet());
    life.adjust("dying", day1 - 1, 100, { expiresAt: at("2026-03-02") });
    life.apply(holdFact("h", day1, 100, end));
    const { entries } = accepted(life.settle(at("2026-03-10")));
    expect(entries.map(({ kind, amount, at: when }) => [kind, amount, when])).toEqual([
      ["release", 100, end],
      ["expire", -100, at("2026-03-02")],
    ]);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 0, arrears: 0 });
  });

  it("that ends with its lot is given back first, and the lot expires once", () => {
    const life = live(withWallet());
    life.adjust("dying", day1 - 1, 100, { expiresAt: at("2026-03-02") });
    life.apply(holdFact("h", day1, 60, at("2026-03-02")));
    expect(booked(life.settle(at("2026-03-02")))).toEqual(["release:60", "expire:-100"]);
  });

  it("is over although the store did not say so", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const open = holdOf(life, "h");
    life.settle(end);
    life.state = { ...life.state, holds: [] };
    expect(life.apply(commitFact("c", end + 1, open))).toMatchObject({ ok: false, code: "hold.not_open" });
  });

  it("pays arrears with what comes back, also as seen ahead of being booked", () => {
    const life = live(withWallet());
    life.order("o", day1 - 1, 10_000);
    life.apply(holdFact("h", day1, 80, end));
    life.refund("r", "o", day1 + 1, { amount: 5_000 });
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 80, arrears: 30 });
    const [seen] = walletView(life.state.account, life.state.lots, end, life.state.holds);
    expect(seen).toMatchObject({ available: 50, held: 0, arrears: 0 });
    life.settle(end);
    expect(pots(life)).toEqual({ available: 50, pending: 0, held: 0, arrears: 0 });
  });

  it("is asked of the store with its lots when it ends on the way", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const settle = (when: number) => ({ kind: "settle" as const, id: "s", at: when, recordedAt: when });
    expect(lotNeeds(life.compiled, life.state.account, [settle(end - 1)], 0).holds).toBeUndefined();
    expect(lotNeeds(life.compiled, life.state.account, [settle(end)], 0)).toMatchObject({
      holds: ["points"],
      changes: ["points"],
    });
  });
});

describe("points that expire while they are held", () => {
  const dead = at("2026-03-02");

  function held(): Life {
    const life = live(withWallet());
    life.adjust("dying", day1 - 1, 100, { expiresAt: dead });
    life.apply(holdFact("h", day1, 60, dead + 86_400_000));
    expect(booked(life.settle(dead))).toEqual(["expire:-40"]);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 60, arrears: 0 });
    return life;
  }

  it("can still be committed", () => {
    const life = held();
    expect(booked(life.apply(commitFact("c", dead + 1, holdOf(life, "h"))))).toEqual(["spend:-60"]);
  });

  it("lapse at once when they come back", () => {
    const life = held();
    expect(booked(life.apply(releaseFact("r", dead + 1, holdOf(life, "h"))))).toEqual(["release:60", "expire:-60"]);
    expect(pots(life)).toMatchObject({ available: 0, held: 0 });
  });

  it("lapse when the hold times out", () => {
    const life = held();
    const { entries } = accepted(life.settle(dead + 10 * 86_400_000));
    expect(entries.map(({ kind, at: when }) => [kind, when])).toEqual([
      ["release", dead + 86_400_000],
      ["expire", dead + 86_400_000],
    ]);
  });
});

describe("held points and claw-backs", () => {
  it("a refund does not reach into a hold: what is held is owed, and paid when it comes back", () => {
    const life = live(withWallet());
    life.order("o", day1 - 1, 10_000);
    life.apply(holdFact("h", day1, 80, end));
    expect(booked(life.refund("r", "o", day1 + 1))).toEqual(["revoke:-100"]);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 80, arrears: 80 });
    expect(booked(life.apply(releaseFact("rel", day1 + 2, holdOf(life, "h"))))).toEqual(["release:80"]);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 0, arrears: 0 });
    expect(remainingIn(life.state.lots)).toBe(0);
  });

  it("where the wallet refuses, the refund is refused while the points are held", () => {
    const life = live(withWallet({ negative: "refuse" }));
    life.order("o", day1 - 1, 10_000);
    life.apply(holdFact("h", day1, 80, end));
    expect(life.refund("r", "o", day1 + 1)).toMatchObject({ ok: false, code: "points.insufficient_balance" });
  });
});

describe("an order paid with holds", () => {
  it("prices them with the points it takes besides, to the cent, and spends each from its own lots", () => {
    const life = live(withWallet({ redemption: { points: 3, amount: 2 } }));
    life.adjust("seed", day1 - 1, 1_000);
    life.apply(holdFact("h1", day1, 100, end));
    life.apply(holdFact("h2", day1, 101, end));
    const holds = [holdOf(life, "h1"), holdOf(life, "h2")];
    const decision = accepted(
      life.apply({ ...orderFact("o", day1 + 1, 10_000, [{ wallet: "points", points: 100 }]), holds }),
    );
    expect(decision.order).toMatchObject({ pointsPaid: 200, net: 9_800 });
    const spent = decision.entries.filter((entry) => entry.kind === "spend");
    expect(spent.map(({ amount, explanation }) => [amount, explanation.params.money])).toEqual([
      [-100, 67],
      [-100, 66],
      [-101, 67],
    ]);
    expect(decision.changedHolds.map(({ status, committed }) => [status, committed])).toEqual([
      ["committed", 100],
      ["committed", 101],
    ]);
    expect(pots(life)).toMatchObject({ held: 0 });
    accepted(life.refund("r", "o", day1 + 2));
    expect(pots(life)).toEqual({ available: 1_000, pending: 0, held: 0, arrears: 0 });
  });

  it("is refused when one of them is no longer open, and when they are worth more than the order", () => {
    const life = seeded();
    life.apply(holdFact("h", day1, 60, end));
    const hold = holdOf(life, "h");
    expect(life.apply({ ...orderFact("o", day1 + 1, 50), holds: [hold] })).toMatchObject({
      code: "points.exceeds_order",
    });
    life.apply(releaseFact("r", day1 + 1, hold));
    expect(life.apply({ ...orderFact("o", day1 + 2, 10_000), holds: [hold] })).toMatchObject({ code: "hold.not_open" });
  });
});
