import { describe, expect, it } from "vitest";
import { decide } from "./decide.ts";
import { lotNeeds } from "./lot-needs.ts";
import {
  accepted,
  at,
  booked,
  live,
  orderFact,
  profile,
  programme,
  remainingIn,
  text,
  wallet,
} from "./test-builders.ts";
import { walletView } from "./wallet-view.ts";

function withWallet(parts: object): ReturnType<typeof programme> {
  return programme({
    wallets: [{ id: "points", name: text("points"), redemption: { points: 1, amount: 1 }, ...parts } as never],
  });
}

describe("when points expire", () => {
  it.each([
    ["the end of the day a year later", { kind: "duration", duration: "P12M" }, "2026-03-04 12:00", "2027-03-05"],
    [
      "the end of the month a year later",
      { kind: "duration", duration: "P12M", round: "month" },
      "2026-03-04 12:00",
      "2027-04-01",
    ],
    [
      "the end of the year a year later",
      { kind: "duration", duration: "P12M", round: "year" },
      "2026-03-04 12:00",
      "2028-01-01",
    ],
    ["29 February to 28 February", { kind: "duration", duration: "P12M" }, "2028-02-29 23:59", "2029-03-01"],
    [
      "the last instant of a month",
      { kind: "duration", duration: "P1M", round: "month" },
      "2026-01-31 23:59",
      "2026-03-01",
    ],
    ["a fixed day next year", { kind: "fixed_day", month: 12, day: 31 }, "2026-03-04 12:00", "2028-01-01"],
    ["a fixed day this year", { kind: "fixed_day", month: 12, day: 31, years: 0 }, "2026-12-31 23:59", "2027-01-01"],
    [
      "a fixed day that is past this year",
      { kind: "fixed_day", month: 3, day: 3, years: 0 },
      "2026-03-04 12:00",
      "2027-03-04",
    ],
    [
      "29 February of a common year",
      { kind: "fixed_day", month: 2, day: 29, years: 0 },
      "2026-02-01 12:00",
      "2026-03-01",
    ],
  ])("%s", (_, expiry, earned, dead) => {
    const [entry] = accepted(live(withWallet({ expiry })).order("o", at(earned), 100)).entries;
    expect(new Date(entry?.expiresAt ?? 0).toISOString()).toBe(new Date(at(dead)).toISOString());
  });

  it("follows the member's own zone", () => {
    const life = live(
      withWallet({ expiry: { kind: "duration", duration: "P1D" } }),
      profile({ zone: "America/New_York" }),
    );
    const [entry] = accepted(life.order("o", Date.parse("2026-03-07T04:30:00Z"), 100)).entries;
    // 23:30 on the 6th in New York: dies at the end of the 7th, the night before clocks change.
    expect(entry?.expiresAt).toBe(Date.parse("2026-03-08T05:00:00Z"));
  });

  it("keeps the points to the last millisecond and books the expiry at its own instant", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1D" } }));
    life.order("o", at("2026-03-04 12:00"), 10_000);
    const dead = at("2026-03-06");
    expect(booked(life.settle(dead - 1))).toEqual([]);
    expect(wallet(life).available).toBe(100);
    const late = accepted(life.settle(dead + 999_999));
    expect(late.entries).toMatchObject([{ kind: "expire", amount: -100, at: dead, balanceAfter: 0 }]);
    expect(wallet(life).available).toBe(0);
    expect(booked(life.settle(dead + 9_999_999))).toEqual([]);
  });

  it("does not let expired points be spent although no sweeper has come by", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1D" } }));
    life.order("o", at("2026-03-04 12:00"), 10_000);
    const asked = life.order("late", at("2026-03-06"), 10_000, [{ wallet: "points", points: 1 }]);
    expect(asked).toMatchObject({ ok: false, code: "points.insufficient_balance", params: { available: 0 } });
    expect(booked(life.order("in-time", at("2026-03-06") - 1, 100, [{ wallet: "points", points: 100 }]))).toEqual([
      "spend:-100",
    ]);
  });

  it("expires every lot of its shape and none other", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1M", round: "month" } }));
    life.adjust("never-mind", at("2026-01-10"), 7, { expiresAt: at("2030-01-01") });
    for (const [index, day] of ["2026-01-15", "2026-01-20", "2026-02-03"].entries())
      life.order(`o${index}`, at(day), 10_000);
    expect(booked(life.settle(at("2026-03-01")))).toEqual(["expire:-100", "expire:-100"]);
    expect(wallet(life).available).toBe(107);
    expect(booked(life.settle(at("2026-04-01")))).toEqual(["expire:-100"]);
    expect(life.state.account.wallets.points?.nextLotChangeAt).toBe(at("2030-01-01"));
  });
});

describe("points that wait", () => {
  const pending = { pending: { kind: "duration", duration: "P7D" }, expiry: { kind: "duration", duration: "P1M" } };

  it("become spendable at their instant, and the expiry counts from then", () => {
    const life = live(withWallet(pending));
    const start = at("2026-03-04 12:00");
    expect(accepted(life.order("o", start, 10_000)).entries).toMatchObject([
      { kind: "earn", amount: 100, availableAt: at("2026-03-11 12:00"), expiresAt: at("2026-04-12") },
    ]);
    expect(wallet(life)).toEqual({ available: 0, pending: 100, arrears: 0 });
    expect(life.order("p", at("2026-03-11 12:00") - 1, 100, [{ wallet: "points", points: 1 }])).toMatchObject({
      ok: false,
    });
    const settled = accepted(life.settle(at("2026-03-20")));
    expect(settled.entries).toMatchObject([
      { kind: "activate", amount: 100, at: at("2026-03-11 12:00"), balanceAfter: 100 },
    ]);
    expect(wallet(life)).toEqual({ available: 100, pending: 0, arrears: 0 });
  });

  it("pay a debt that arose meanwhile before they can be spent", () => {
    const life = live(withWallet({ pending: { kind: "duration", duration: "P7D" } }));
    life.order("first", at("2026-03-01"), 10_000);
    life.order("paid", at("2026-03-09"), 10_000, [{ wallet: "points", points: 100 }]);
    life.refund("r", "first", at("2026-03-10"));
    life.settle(at("2026-03-20"));
    expect(wallet(life)).toEqual({ available: 99, pending: 0, arrears: 100 });
    expect(life.order("o", at("2026-03-20"), 10_000, [{ wallet: "points", points: 1 }])).toMatchObject({
      ok: false,
      code: "points.insufficient_balance",
      params: { available: 0 },
    });
  });

  it("activates and expires in one go when nobody came by for long", () => {
    const life = live(withWallet(pending));
    life.order("o", at("2026-03-04 12:00"), 10_000);
    expect(accepted(life.settle(at("2027-01-01"))).entries).toMatchObject([
      { kind: "activate", at: at("2026-03-11 12:00") },
      { kind: "expire", at: at("2026-04-12"), amount: -100 },
    ]);
  });
});

describe("backdated facts", () => {
  it("land at their own time: points that would be dead by now are earned and expired", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1M" } }));
    life.settle(at("2026-06-01"));
    const decision = accepted(life.order("old", at("2026-03-04 12:00"), 10_000));
    expect(decision.entries).toMatchObject([
      { kind: "earn", amount: 100, at: at("2026-03-04 12:00"), balanceAfter: 100 },
      { kind: "expire", amount: -100, at: at("2026-04-05"), balanceAfter: 0 },
    ]);
    expect(life.state.account.settledAt).toBe(at("2026-06-01"));
    expect(life.state.account.wallets.points).toMatchObject({
      available: 0,
      expired: 100,
      earned: 100,
      nextLotChangeAt: null,
    });
  });

  it("that still live are spendable at once and expire from their own date", () => {
    const life = live(
      withWallet({ pending: { kind: "duration", duration: "P7D" }, expiry: { kind: "duration", duration: "P1M" } }),
    );
    life.settle(at("2026-03-20"));
    expect(booked(life.order("old", at("2026-03-04 12:00"), 10_000))).toEqual(["earn:100", "activate:100"]);
    expect(wallet(life)).toMatchObject({ available: 100, pending: 0 });
    expect(booked(life.settle(at("2026-04-12")))).toEqual(["expire:-100"]);
  });
});

describe("which lots a debit takes", () => {
  it("soonest-expiring first, then oldest, never-expiring last", () => {
    const life = live(withWallet({}));
    const start = at("2026-03-01");
    life.adjust("a", start, 10);
    life.adjust("b", start + 1, 10, { expiresAt: at("2026-06-01") });
    life.adjust("c", start + 2, 10, { expiresAt: at("2026-05-01") });
    life.adjust("d", start + 3, 10, { expiresAt: at("2026-05-01") });
    const lotOf = new Map(
      life.decisions.map((decision) => [decision.entries[0]?.lotId, decision.entries[0]?.expiresAt ?? null]),
    );
    const [entry] = accepted(life.adjust("spend", start + 9, -35)).entries;
    expect(entry?.allocations.map(({ lotId, amount }) => [lotOf.get(lotId), amount])).toEqual([
      [at("2026-05-01"), 10],
      [at("2026-05-01"), 10],
      [at("2026-06-01"), 10],
      [null, 5],
    ]);
    expect(entry?.allocations[0]?.lotId).toBe(life.decisions[2]?.entries[0]?.lotId);
  });
});

describe("adjustments", () => {
  it.each([
    ["more than there is", -101, {}, "points.insufficient_balance"],
    ["nothing", 0, {}, "points.invalid_amount"],
    ["a fraction", 0.5, {}, "points.invalid_amount"],
    ["points already dead", 5, { expiresAt: at("2026-03-04 12:00") }, "points.expired_before_given"],
    ["an unknown wallet", 5, { wallet: "miles" }, "points.unknown_wallet"],
    ["more than a number can hold", Number.MAX_SAFE_INTEGER, {}, "amount.too_large"],
  ])("refuse %s", (_, points, parts, code) => {
    const life = live(withWallet({}));
    life.adjust("seed", at("2026-03-01"), 100);
    const before = structuredClone(life.state);
    expect(life.adjust("x", at("2026-03-04 12:00"), points, parts)).toMatchObject({ ok: false, code });
    expect(life.state).toEqual(before);
  });

  it("take away exactly what is available", () => {
    const life = live(withWallet({}));
    life.adjust("seed", at("2026-03-01"), 100);
    expect(booked(life.adjust("x", at("2026-03-02"), -100))).toEqual(["adjust:-100"]);
    expect(remainingIn(life.state.lots)).toBe(0);
  });

  it("by hand are spendable at once even where earned points wait", () => {
    const life = live(withWallet({ pending: { kind: "duration", duration: "P7D" } }));
    life.adjust("gift", at("2026-03-01"), 100);
    expect(wallet(life)).toMatchObject({ available: 100, pending: 0 });
  });
});

describe("the wallets as seen at an instant", () => {
  it("take in what time has done and will do, without booking it", () => {
    const life = live(
      withWallet({ pending: { kind: "duration", duration: "P7D" }, expiry: { kind: "duration", duration: "P1M" } }),
    );
    life.order("o", at("2026-03-04 12:00"), 10_000);
    life.adjust("gift", at("2026-03-05"), 30);
    const seen = (when: number): unknown => walletView(life.state.account, life.state.lots, when)[0];
    expect(seen(at("2026-03-06"))).toEqual({
      wallet: "points",
      available: 30,
      pending: 100,
      held: 0,
      arrears: 0,
      expiring: [
        { at: at("2026-04-06"), amount: 30 },
        { at: at("2026-04-12"), amount: 100 },
      ],
    });
    expect(seen(at("2026-03-11 12:00"))).toMatchObject({ available: 130, pending: 0 });
    expect(seen(at("2026-04-06"))).toMatchObject({ available: 100, pending: 0, expiring: [{ amount: 100 }] });
    expect(seen(at("2026-04-12"))).toMatchObject({ available: 0, pending: 0, expiring: [] });
  });
});

describe("a decision", () => {
  it("says what it needed loaded rather than spend from lots it does not see", () => {
    const life = live(withWallet({}));
    life.adjust("seed", at("2026-03-01"), 100);
    const unloaded = { ...life.state, lots: [] };
    const fact = orderFact("o", at("2026-03-02"), 1_000, [{ wallet: "points", points: 50 }]);
    expect(() => decide(life.compiled, unloaded, fact, () => "id")).toThrow(/not loaded/);
  });
});

describe("the lots a batch of facts needs", () => {
  it("take in those that only matter once an earlier fact of the batch has opened a lot that changes before a later one", () => {
    const given = withWallet({
      pending: { kind: "duration", duration: "P3D" },
      expiry: { kind: "duration", duration: "P10D" },
    });
    const life = live(given);
    life.order("old", at("2026-03-01 12:00"), 10_000);
    life.settle(at("2026-03-05"));
    expect(life.state.account.wallets.points?.nextLotChangeAt).toBe(at("2026-03-15"));
    const settle = { kind: "settle" as const, id: "s", at: at("2026-03-10"), recordedAt: 0 };
    const facts = [orderFact("new", at("2026-03-06"), 10_000), settle];
    expect(lotNeeds(life.compiled, life.state.account, facts, 0)).toMatchObject({
      changes: ["points"],
      changesUntil: at("2026-03-10"),
    });
    expect(lotNeeds(life.compiled, life.state.account, [settle], 0)).toMatchObject({
      changes: [],
      debit: {},
      lotIds: [],
    });
    expect(lotNeeds(life.compiled, life.state.account, [settle], at("2026-03-15")).changes).toEqual(["points"]);
  });
});
