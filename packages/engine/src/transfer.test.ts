import { describe, expect, it } from "vitest";
import type { TransferInFact } from "./facts.ts";
import { accepted, at, booked, type Life, live, profile, remainingIn } from "./test-builders.ts";
import { entryOf, holdFact, pots, receiveFact, reverseFact, sendFact, withWallet } from "./test-facts.ts";
import { transferredLots } from "./transfer.ts";

const day1 = at("2026-03-01 12:00");

/** Both sides as the till plays them. */
function give(sender: Life, receiver: Life, when: number, points: number): TransferInFact {
  const sent = accepted(sender.apply(sendFact(`out-${when}`, when, points)));
  const entry = sent.entries.at(-1) ?? expect.fail();
  const lots = transferredLots(sent.state.lots, entry);
  const fact = receiveFact(`in-${when}`, when, lots, { relatedEntryId: entry.id });
  accepted(receiver.apply(fact));
  return fact;
}

function pair(parts: object = { transfer: {} }): { sender: Life; receiver: Life } {
  const given = withWallet(parts);
  return { sender: live(given), receiver: live(given, profile({ id: "member-2" })) };
}

describe("points given to another member", () => {
  it("leave in spend order and arrive with their dates, a lot for each", () => {
    const { sender, receiver } = pair();
    sender.adjust("forever", day1 - 3, 100);
    sender.adjust("dying", day1 - 2, 50, { expiresAt: at("2026-06-01") });
    give(sender, receiver, day1, 80);
    expect(entryOf(sender, "transfer_out")).toMatchObject({ amount: -80, balanceAfter: 70 });
    expect(pots(sender).available).toBe(70);
    expect(pots(receiver).available).toBe(80);
    expect(receiver.state.lots.map(({ amount, activeFrom, expiresAt }) => [amount, activeFrom, expiresAt])).toEqual([
      [50, day1 - 2, at("2026-06-01")],
      [30, day1 - 3, null],
    ]);
    const entries = receiver.decisions.flatMap((decision) => decision.entries);
    expect(entries).toMatchObject([
      { kind: "transfer_in", amount: 50, relatedEntryId: entryOf(sender, "transfer_out").id },
      { kind: "transfer_in", amount: 30, relatedEntryId: entryOf(sender, "transfer_out").id },
    ]);
    receiver.settle(at("2026-06-01"));
    expect(pots(receiver).available).toBe(30);
  });

  it("begin anew where the wallet says so", () => {
    const { sender, receiver } = pair({
      transfer: { dates: "fresh" },
      expiry: { kind: "duration", duration: "P12M" },
    });
    sender.adjust("a", day1, 100, { expiresAt: at("2026-04-01") });
    sender.adjust("b", day1, 100, { expiresAt: at("2026-05-01") });
    give(sender, receiver, at("2026-03-05 10:00"), 150);
    expect(receiver.state.lots).toMatchObject([
      { amount: 150, activeFrom: at("2026-03-05 10:00"), expiresAt: at("2027-03-06") },
    ]);
  });

  it("pay the receiver's arrears first", () => {
    const { sender, receiver } = pair();
    sender.adjust("seed", day1, 100);
    receiver.order("o", day1, 10_000);
    receiver.adjust("spent", day1 + 1, -70);
    receiver.refund("r", "o", day1 + 2);
    expect(pots(receiver).arrears).toBe(70);
    give(sender, receiver, day1 + 3, 100);
    expect(pots(receiver)).toEqual({ available: 30, pending: 0, held: 0, arrears: 0 });
    expect(remainingIn(receiver.state.lots)).toBe(30);
  });

  it.each([
    ["a wallet that does not allow it", {}, 10, {}, "points.not_transferable"],
    ["an unknown wallet", { transfer: {} }, 10, { wallet: "miles" }, "points.unknown_wallet"],
    ["fewer than the least", { transfer: { minPoints: 20 } }, 19, {}, "points.below_minimum"],
    ["more than there is", { transfer: {} }, 101, {}, "points.insufficient_balance"],
    ["nothing", { transfer: {} }, 0, {}, "points.invalid_amount"],
    ["less than nothing", { transfer: {} }, -10, {}, "points.invalid_amount"],
    ["a household that does not pool", { transfer: {} }, 10, { reason: "household" as const }, "points.not_pooled"],
  ])("are refused for %s", (_, parts, points, rest, code) => {
    const { sender } = pair(parts);
    sender.adjust("seed", day1, 100);
    const before = structuredClone(sender.state);
    expect(sender.apply(sendFact("t", day1 + 1, points, rest))).toMatchObject({ ok: false, code });
    expect(sender.state).toEqual(before);
  });

  it.each([
    ["no points at all", []],
    ["a part of nothing", [{ amount: 0, activeFrom: day1, expiresAt: null }]],
    ["a fraction", [{ amount: 0.5, activeFrom: day1, expiresAt: null }]],
    ["less than nothing", [{ amount: -5, activeFrom: day1, expiresAt: null }]],
  ])("do not arrive when they are %s", (_, lots) => {
    const { receiver } = pair();
    expect(receiver.apply(receiveFact("in", day1, lots))).toMatchObject({ ok: false, code: "points.invalid_amount" });
  });

  it("are refused beyond what a number can hold", () => {
    const { receiver } = pair();
    receiver.adjust("seed", day1, 10);
    const lots = [{ amount: Number.MAX_SAFE_INTEGER, activeFrom: day1, expiresAt: null }];
    expect(receiver.apply(receiveFact("in", day1, lots))).toMatchObject({ ok: false, code: "amount.too_large" });
  });

  it("are limited in each of the sender's own days", () => {
    const given = withWallet({ transfer: { maxPerDay: 50 } });
    const sender = live(given, profile({ zone: "America/New_York" }));
    sender.adjust("seed", Date.parse("2026-03-01T00:00:00Z"), 500);
    // 23:00 on 1 March in New York.
    const late = Date.parse("2026-03-02T04:00:00Z");
    accepted(sender.apply(sendFact("a", late, 30)));
    expect(sender.apply(sendFact("b", late + 1, 21))).toMatchObject({
      ok: false,
      code: "points.transfer_limit",
      params: { left: 20 },
    });
    accepted(sender.apply(sendFact("c", late + 1, 20)));
    accepted(sender.apply(sendFact("d", late + 3_600_000, 50)));
    expect(Object.keys(sender.state.account.caps ?? {})).toEqual(["wallet:points:transfer"]);
  });

  it("do not take what is held", () => {
    const { sender } = pair();
    sender.adjust("seed", day1, 100);
    sender.apply(holdFact("h", day1 + 1, 60, day1 + 999_999));
    expect(sender.apply(sendFact("t", day1 + 2, 41))).toMatchObject({ code: "points.insufficient_balance" });
  });

  it("of a household pass without the policy for gifts, keeping their dates", () => {
    const { sender, receiver } = pair({ pooling: "household" });
    sender.adjust("seed", day1, 100, { expiresAt: at("2026-06-01") });
    const sent = accepted(sender.apply(sendFact("t", day1 + 1, 40, { reason: "household" })));
    const lots = transferredLots(sent.state.lots, sent.entries[0] ?? expect.fail());
    accepted(receiver.apply(receiveFact("in", day1 + 1, lots, { reason: "household" })));
    expect(receiver.state.lots).toMatchObject([{ amount: 40, expiresAt: at("2026-06-01") }]);
    expect(sender.state.account.caps).toBeUndefined();
  });

  it("that were earned by an order are owed when the order is refunded, and stay with the receiver", () => {
    const { sender, receiver } = pair();
    sender.order("o", day1, 10_000);
    give(sender, receiver, day1 + 1, 80);
    expect(booked(sender.refund("r", "o", day1 + 2))).toEqual(["revoke:-100"]);
    expect(pots(sender)).toEqual({ available: 0, pending: 0, held: 0, arrears: 80 });
    expect(pots(receiver).available).toBe(80);
  });
});

describe("a transfer taken back", () => {
  it("returns to the sender's lots what is taken from the receiver's", () => {
    const { sender, receiver } = pair();
    sender.adjust("seed", day1, 100, { expiresAt: at("2026-06-01") });
    give(sender, receiver, day1 + 1, 80);
    const taken = receiver.apply(reverseFact("back", day1 + 2, entryOf(receiver, "transfer_in")));
    const given = sender.apply(reverseFact("back", day1 + 2, entryOf(sender, "transfer_out")));
    expect(booked(taken)).toEqual(["revoke:-80"]);
    expect(booked(given)).toEqual(["return:80"]);
    expect(sender.state.lots).toMatchObject([{ remaining: 100 }]);
    expect(pots(receiver).available).toBe(0);
  });

  it.each([
    ["arrears", true],
    ["floor", false],
    ["refuse", false],
  ])("when the receiver has used the points, under `%s`", (negative, isAllowed) => {
    const { sender, receiver } = pair({ transfer: {}, negative });
    sender.adjust("seed", day1, 100);
    give(sender, receiver, day1 + 1, 80);
    receiver.adjust("used", day1 + 2, -50);
    const taken = receiver.apply(reverseFact("back", day1 + 3, entryOf(receiver, "transfer_in")));
    expect(taken.ok).toBe(isAllowed);
    // Never less than the sender gets back.
    if (isAllowed) expect(pots(receiver)).toMatchObject({ available: 0, arrears: 50 });
  });

  it("is refused when the points have expired at the receiver", () => {
    const { sender, receiver } = pair();
    sender.adjust("seed", day1, 100, { expiresAt: at("2026-03-03") });
    give(sender, receiver, day1 + 1, 80);
    receiver.settle(at("2026-03-03"));
    expect(receiver.apply(reverseFact("back", at("2026-03-04"), entryOf(receiver, "transfer_in")))).toMatchObject({
      ok: false,
      code: "entry.not_reversible",
    });
  });
});
