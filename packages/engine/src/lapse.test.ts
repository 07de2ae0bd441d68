import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { lotNeeds } from "./lot-needs.ts";
import { accepted, at, booked, live } from "./test-builders.ts";
import { holdFact, holdOf, pots, releaseFact, sendFact, spendFact, withWallet } from "./test-facts.ts";
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
});
