import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { lotNeeds } from "./lot-needs.ts";
import { accepted, at, booked, live, orderFact, profile, programme, text } from "./test-builders.ts";
import { holdFact, holdOf, pots, receiveFact, releaseFact, sendFact, spendFact, withWallet } from "./test-facts.ts";
import { walletView } from "./wallet-view.ts";

const day1 = at("2026-03-01 12:00");
const inactivity = { expiry: { kind: "inactivity", duration: "P6M" } };
const lapse = at("2026-09-02");

describe("expiry by inactivity", () => {
  it("takes everything, to the millisecond, when nothing was earned or used for so long", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1 - 86_400_000, 10_000);
    life.order("b", day1, 5_000);
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(lapse);
    expect(booked(life.settle(lapse - 1))).toEqual([]);
    const { entries } = accepted(life.settle(lapse + 5));
    expect(entries).toMatchObject([
      { kind: "expire", amount: -100, at: lapse, explanation: { params: { since: "2026-03-01" } } },
      { kind: "expire", amount: -50, at: lapse },
    ]);
    expect(pots(life)).toMatchObject({ available: 0 });
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBeNull();
  });

  it.each([
    ["an order that earns", (life: ReturnType<typeof live>, when: number) => life.order("use", when, 100)],
    ["points spent", (life: ReturnType<typeof live>, when: number) => life.apply(spendFact("use", when, 1))],
    ["points given away", (life: ReturnType<typeof live>, when: number) => life.apply(sendFact("use", when, 1))],
    ["points held", (life: ReturnType<typeof live>, when: number) => life.apply(holdFact("use", when, 1, when + 9))],
    ["an adjustment", (life: ReturnType<typeof live>, when: number) => life.adjust("use", when, 1)],
    ["a refund", (life: ReturnType<typeof live>, when: number) => life.refund("use", "a", when, { amount: 100 })],
  ])("is put off by %s", (_, use) => {
    const life = live(withWallet({ ...inactivity, transfer: {} }));
    life.order("a", day1, 10_000);
    accepted(use(life, at("2026-09-01 23:00")));
    life.settle(at("2027-03-02") - 1);
    expect(pots(life).available).toBeGreaterThan(90);
    life.settle(at("2027-03-02"));
    expect(pots(life).available).toBe(0);
  });

  it("is not put off by time passing", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    life.settle(at("2026-08-01"));
    life.settle(lapse);
    expect(pots(life).available).toBe(0);
  });

  it("is not put off by a birthday gift, but counts from one that comes to an empty wallet", () => {
    const given = programme({
      wallets: [{ id: "points", name: text("points"), ...inactivity } as never],
      rules: [
        {
          id: "birthday",
          name: text("birthday"),
          wallet: "points",
          trigger: { kind: "birthday" },
          amount: { kind: "fixed", points: 8 },
        },
      ],
    });
    const life = live(given, profile({ birthday: "1990-06-15" }));
    life.adjust("seed", day1, 100);
    life.settle(at("2026-06-15"));
    expect(pots(life).available).toBe(108);
    life.settle(lapse);
    expect(pots(life).available).toBe(0);
    life.settle(at("2027-06-15"));
    expect(life.state.account.wallets.points).toMatchObject({ available: 8, lapsesAt: at("2027-12-16") });
  });

  it("takes a birthday gift from before it, also when all that time is booked in one go", () => {
    const given = programme({
      wallets: [{ id: "points", name: text("points"), ...inactivity } as never],
      rules: [
        {
          id: "birthday",
          name: text("birthday"),
          wallet: "points",
          trigger: { kind: "birthday" },
          amount: { kind: "fixed", points: 8 },
        },
      ],
    });
    const life = live(given, profile({ birthday: "1990-06-15" }));
    life.adjust("seed", day1, 100);
    const { entries } = accepted(life.settle(at("2026-12-01")));
    expect(entries.map(({ kind, amount, at: when }) => [kind, amount, when])).toEqual([
      ["expire", -100, lapse],
      ["earn", 8, at("2026-06-15")],
      ["expire", -8, lapse],
    ]);
  });

  it("ends at the end of a month or year when the wallet says so", () => {
    const life = live(withWallet({ expiry: { kind: "inactivity", duration: "P6M", round: "month" } }));
    life.order("a", day1, 10_000);
    expect(life.state.account.wallets.points?.lapsesAt).toBe(at("2026-10-01"));
  });

  it("is seen ahead of being booked, without any lot at hand", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    expect(walletView(life.state.account, [], lapse - 1)[0]).toMatchObject({ available: 100 });
    expect(walletView(life.state.account, [], lapse)[0]).toMatchObject({ available: 0, expiring: [] });
    expect(walletView(life.state.account, life.state.lots, day1)[0]?.expiring).toEqual([{ at: lapse, amount: 100 }]);
  });

  it("needs every lot of the wallet, and says so rather than lose some", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    const settle = { kind: "settle" as const, id: "s", at: lapse, recordedAt: lapse };
    expect(lotNeeds(life.compiled, life.state.account, [{ ...settle, at: lapse - 1 }], 0).everyLot).toBeUndefined();
    expect(lotNeeds(life.compiled, life.state.account, [settle], 0).everyLot).toEqual(["points"]);
    life.state = { ...life.state, lots: [] };
    expect(() => life.settle(lapse)).toThrow(/not loaded/);
  });

  it("does not touch what is held until the hold ends; then it is gone too", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    life.apply(holdFact("h", day1 + 1, 60, at("2027-01-01")));
    expect(booked(life.settle(lapse))).toEqual(["expire:-40"]);
    expect(pots(life)).toMatchObject({ available: 0, held: 60 });
    expect(booked(life.apply(releaseFact("r", lapse + 1, holdOf(life, "h"))))).toEqual(["release:60", "expire:-60"]);
  });

  it("cannot be dodged by paying and taking the payment back later", () => {
    const life = live(withWallet(inactivity));
    life.adjust("seed", day1, 1_000);
    life.order("a", day1, 1_000, [{ wallet: "points", points: 1_000 }]);
    life.order("new", lapse + 1, 50_000);
    expect(pots(life).available).toBe(500);
    expect(booked(life.refund("r", "a", lapse + 2))).toEqual(["return:1000", "expire:-1000"]);
    expect(pots(life).available).toBe(500);
  });

  it("lets points of a late order live by the time of that order", () => {
    const life = live(withWallet(inactivity));
    life.settle(at("2026-12-01"));
    expect(booked(life.order("old", day1, 10_000))).toEqual(["earn:100", "expire:-100"]);
    expect(booked(life.order("less-old", at("2026-08-01"), 10_000))).toEqual(["earn:100"]);
    expect(pots(life).available).toBe(100);
    life.settle(at("2027-02-02"));
    expect(pots(life).available).toBe(0);
  });

  it("is not brought forward by a fact that comes late", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    life.order("late", day1 - 40 * 86_400_000, 5_000);
    expect(life.state.account.wallets.points).toMatchObject({ lastActiveAt: day1, lapsesAt: lapse });
  });

  it("does not reach points of a late order that come back after the wallet had lapsed", () => {
    const life = live(withWallet(inactivity));
    life.order("a", day1, 10_000);
    life.settle(lapse);
    life.order("late", at("2026-09-01 12:00"), 10_000);
    const now = at("2026-10-01");
    life.order("paid", now, 100, [{ wallet: "points", points: 100 }]);
    expect(booked(life.refund("r", "paid", now + 1))).toEqual(["return:100"]);
    expect(pots(life).available).toBe(100);
  });

  it("gives returned points a new life where the wallet says so", () => {
    const life = live(withWallet({ ...inactivity, returns: { kind: "regrant" } }));
    life.adjust("seed", day1, 1_000);
    life.order("a", day1, 1_000, [{ wallet: "points", points: 1_000 }]);
    life.settle(lapse);
    expect(booked(life.refund("r", "a", lapse + 2))).toEqual(["return:1000"]);
    life.settle(at("2027-03-03"));
    expect(pots(life).available).toBe(0);
  });

  it("does not take points received from another member for older than its last lapse", () => {
    const life = live(withWallet({ ...inactivity, transfer: {} }));
    life.order("a", day1, 10_000);
    life.settle(lapse);
    life.apply(receiveFact("in", lapse + 1, [{ amount: 50, activeFrom: day1, expiresAt: null }]));
    life.apply(holdFact("h", lapse + 2, 50, lapse + 9));
    expect(booked(life.settle(lapse + 10))).toEqual(["release:50"]);
    expect(pots(life).available).toBe(50);
  });
});

describe("the lots asked for when several facts come together", () => {
  const settle = (when: number) => ({ kind: "settle" as const, id: "s", at: when, recordedAt: when });

  it("are all when the wallet may lapse between the first and the last", () => {
    const life = live(withWallet(inactivity));
    const facts = [orderFact("a", day1, 10_000), settle(lapse)];
    expect(lotNeeds(life.compiled, life.state.account, facts, 0).everyLot).toEqual(["points"]);
    const soon = [orderFact("a", day1, 10_000), settle(lapse - 9 * 86_400_000)];
    expect(lotNeeds(life.compiled, life.state.account, soon, 0).everyLot).toBeUndefined();
  });

  it.each([
    ["a hold that ends on the way", holdFact("h", day1, 10, day1 + 5), ["points"]],
    ["a hold that ends later", holdFact("h", day1, 10, day1 + 500), []],
    ["points from another member", receiveFact("in", day1, []), ["points"]],
    ["points spent", spendFact("s", day1, 10), []],
  ])("for %s", (_, fact, changes) => {
    const life = live(withWallet());
    expect(lotNeeds(life.compiled, life.state.account, [fact, settle(day1 + 100)], 0).changes).toEqual(changes);
  });
});
