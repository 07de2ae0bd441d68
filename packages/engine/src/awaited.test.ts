import { describe, expect, it } from "vitest";
import { nextDueAt } from "./account.ts";
import { FAR_FUTURE } from "./facts.ts";
import { lotNeeds } from "./lot-needs.ts";
import { accepted, at, booked, live } from "./test-builders.ts";
import { eventFact, pots, withWallet } from "./test-facts.ts";
import { walletView } from "./wallet-view.ts";

const day1 = at("2026-03-01 12:00");
const until = { kind: "event", event: "order.completed", atLatest: "P14D" };
const year = { kind: "duration", duration: "P12M" };

describe("points that wait for an event", () => {
  it("become spendable at the event of their order, and their life counts from then", () => {
    const life = live(withWallet({ pending: until, expiry: year }));
    life.order("a", day1, 10_000);
    life.order("b", day1 + 1, 20_000);
    expect(pots(life)).toMatchObject({ available: 0, pending: 300 });
    const decision = accepted(life.apply(eventFact("e", at("2026-03-05 09:00"), "order.completed", "b")));
    expect(decision.entries).toMatchObject([
      { kind: "activate", amount: 200, availableAt: at("2026-03-05 09:00"), expiresAt: at("2027-03-06") },
    ]);
    expect(decision.changedLots).toMatchObject([
      { activeFrom: at("2026-03-05 09:00"), expiresAt: at("2027-03-06"), remaining: 200 },
    ]);
    expect(pots(life)).toMatchObject({ available: 200, pending: 100 });
  });

  it("all go at an event that names no order, and none at an event of another type or order", () => {
    const life = live(withWallet({ pending: until }));
    life.order("a", day1, 10_000);
    life.order("b", day1 + 1, 20_000);
    expect(booked(life.apply(eventFact("e1", day1 + 2, "order.shipped")))).toEqual([]);
    expect(booked(life.apply(eventFact("e2", day1 + 2, "order.completed", "c")))).toEqual([]);
    expect(booked(life.apply(eventFact("e3", day1 + 3, "order.completed")))).toEqual(["activate:100", "activate:200"]);
    expect(booked(life.apply(eventFact("e4", day1 + 4, "order.completed")))).toEqual([]);
  });

  it("become spendable at the latest instant without the event", () => {
    const life = live(withWallet({ pending: until, expiry: year }));
    life.order("a", day1, 10_000);
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBe(at("2026-03-15 12:00"));
    expect(booked(life.settle(at("2026-03-15 12:00") - 1))).toEqual([]);
    expect(booked(life.settle(at("2026-03-15 12:00")))).toEqual(["activate:100"]);
    expect(life.state.lots[0]?.expiresAt).toBe(at("2027-03-16"));
  });

  it("are cancelled at the latest instant where the wallet says so, true by time alone", () => {
    const life = live(withWallet({ pending: { ...until, otherwise: "cancel" } }));
    life.order("a", day1, 10_000);
    const latest = at("2026-03-15 12:00");
    expect(walletView(life.state.account, life.state.lots, latest - 1)[0]).toMatchObject({ pending: 100 });
    expect(walletView(life.state.account, life.state.lots, latest)[0]).toMatchObject({ available: 0, pending: 0 });
    const decision = accepted(life.apply(eventFact("late", latest, "order.completed", "a")));
    expect(decision.entries).toMatchObject([
      { kind: "expire", amount: -100, at: latest, explanation: { code: "expire.cancelled" } },
    ]);
    expect(pots(life)).toEqual({ available: 0, pending: 0, held: 0, arrears: 0 });
    // The refund finds them gone and takes nothing else.
    life.adjust("others", latest + 1, 500);
    expect(booked(life.refund("r", "a", latest + 2))).toEqual([]);
  });

  it("wait for ever when no latest instant is set", () => {
    const life = live(withWallet({ pending: { kind: "event", event: "order.completed" }, expiry: year }));
    const [entry] = accepted(life.order("a", day1, 10_000)).entries;
    expect(entry).toMatchObject({ availableAt: null, expiresAt: null });
    expect(life.state.lots[0]?.activeFrom).toBe(FAR_FUTURE);
    expect(nextDueAt(life.compiled, life.state.account, life.state.profile)).toBeNull();
    life.settle(at("2036-01-01"));
    expect(pots(life)).toMatchObject({ available: 0, pending: 100 });
  });

  it("activate at the time of a late event, and expire at once when that life is over", () => {
    const life = live(withWallet({ pending: until, expiry: { kind: "duration", duration: "P1D" } }));
    life.order("a", day1, 10_000);
    life.settle(day1 + 9 * 86_400_000);
    const decision = accepted(life.apply(eventFact("late", at("2026-03-02 10:00"), "order.completed", "a")));
    expect(decision.entries).toMatchObject([
      { kind: "activate", at: at("2026-03-02 10:00") },
      { kind: "expire", amount: -100, at: at("2026-03-04") },
    ]);
  });

  it("are asked of the store only when something waits", () => {
    const life = live(withWallet({ pending: until }));
    const event = eventFact("e", day1 + 5, "order.completed", "a");
    expect(lotNeeds(life.compiled, life.state.account, [event], 0).awaiting).toBeUndefined();
    life.order("a", day1, 10_000);
    expect(lotNeeds(life.compiled, life.state.account, [event], 0).awaiting).toEqual([
      { event: "order.completed", orderId: "a" },
    ]);
  });

  it("are clawed back while they wait", () => {
    const life = live(withWallet({ pending: until }));
    life.order("a", day1, 10_000);
    expect(booked(life.refund("r", "a", day1 + 1))).toEqual(["revoke:-100"]);
    expect(booked(life.apply(eventFact("e", day1 + 2, "order.completed", "a")))).toEqual([]);
  });
});
