import { describe, expect, it } from "vitest";
import { accepted, at, booked, line, live, programme, text, wallet } from "./test-builders.ts";

const day1 = at("2026-03-01 12:00");
const day2 = at("2026-03-02 12:00");

function withWallet(parts: object = {}): ReturnType<typeof programme> {
  return programme({
    wallets: [{ id: "points", name: text("points"), redemption: { points: 1, amount: 1 }, ...parts } as never],
  });
}

describe("how much a refund takes", () => {
  const three = [line(1, { quantity: 3, unitPrice: 3_333, discount: 0 }), line(2, { unitPrice: 5_000 })];

  it("units by their share, the last one to the cent", () => {
    const life = live(withWallet());
    life.order("o", day1, [line(1, { quantity: 3, unitPrice: 3_334, discount: 2 })]);
    const amounts = [1, 1, 1].map(
      (quantity, index) => accepted(life.refund(`r${index}`, "o", day2, { lines: [{ lineNo: 1, quantity }] })).refund,
    );
    expect(amounts.map((refund) => refund?.amount)).toEqual([3_333, 3_333, 3_334]);
    expect(amounts.map((refund) => refund?.complete)).toEqual([false, false, true]);
    expect(wallet(life).available).toBe(0);
  });

  it("an amount is spread over what is left of the lines", () => {
    const life = live(withWallet());
    life.order("o", day1, three);
    expect(accepted(life.refund("r", "o", day2, { amount: 5_000 })).refund).toMatchObject({
      amount: 5_000,
      complete: false,
      lines: [
        { lineNo: 1, quantity: 0, amount: 3_333 },
        { lineNo: 2, quantity: 0, amount: 1_667 },
      ],
    });
    expect(accepted(life.refund("r2", "o", day2)).refund).toMatchObject({ amount: 9_999, complete: true });
  });

  it("all the money is all the goods", () => {
    const life = live(withWallet());
    life.order("o", day1, three);
    expect(accepted(life.refund("r", "o", day2, { amount: 14_999 })).refund).toMatchObject({
      complete: true,
      lines: [{ quantity: 3 }, { quantity: 1 }],
    });
  });

  it.each([
    ["one unit too many", { lines: [{ lineNo: 1, quantity: 4 }] }, "refund.exceeds_order"],
    [
      "one unit too many in two parts",
      {
        lines: [
          { lineNo: 1, quantity: 2 },
          { lineNo: 1, quantity: 2 },
        ],
      },
      "refund.exceeds_order",
    ],
    ["a cent too much", { amount: 15_000 }, "refund.exceeds_order"],
    ["a line that is not there", { lines: [{ lineNo: 9, quantity: 1 }] }, "refund.unknown_line"],
    ["no units", { lines: [{ lineNo: 1, quantity: 0 }] }, "refund.invalid_quantity"],
    ["no lines", { lines: [] }, "refund.nothing_to_refund"],
    ["no amount", { amount: 0 }, "refund.invalid_amount"],
    ["both lines and an amount", { lines: [{ lineNo: 1, quantity: 1 }], amount: 1 }, "refund.lines_or_amount"],
  ])("refuses %s", (_, what, code) => {
    const life = live(withWallet());
    life.order("o", day1, three);
    const before = structuredClone(life.state);
    expect(life.refund("r", "o", day2, what)).toMatchObject({ ok: false, code });
    expect(life.state).toEqual(before);
  });

  it("refuses a second refund of everything", () => {
    const life = live(withWallet());
    life.order("o", day1, three);
    life.refund("r", "o", day2);
    expect(life.refund("again", "o", day2)).toMatchObject({ ok: false, code: "refund.exceeds_order" });
  });
});

describe("what a refund claws back", () => {
  it("the order's own points, line by line, and nothing is left after the last", () => {
    const life = live(withWallet());
    life.order("o", day1, [line(1, { quantity: 2, unitPrice: 6_495 }), line(2, { unitPrice: 777 })]);
    expect(booked(life.refund("r1", "o", day2, { lines: [{ lineNo: 1, quantity: 1 }] }))).toEqual(["revoke:-64"]);
    expect(booked(life.refund("r2", "o", day2, { lines: [{ lineNo: 2, quantity: 1 }] }))).toEqual(["revoke:-8"]);
    expect(booked(life.refund("r3", "o", day2))).toEqual(["revoke:-65"]);
    expect(wallet(life)).toEqual({ available: 0, pending: 0, arrears: 0 });
  });

  it("from the lot this order opened before any older lot", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P12M" } }));
    life.adjust("older", day1 - 1, 500, { expiresAt: at("2026-05-01") });
    life.order("o", day1, 10_000);
    const [entry] = accepted(life.refund("r", "o", day2)).entries;
    expect(entry?.allocations).toEqual([{ lotId: life.outcome("o").earned[0]?.entryId, amount: 100 }]);
  });

  it("points that still wait", () => {
    const life = live(withWallet({ pending: { kind: "duration", duration: "P7D" } }));
    life.order("o", day1, 10_000);
    expect(booked(life.refund("r", "o", day2))).toEqual(["revoke:-100"]);
    expect(wallet(life)).toEqual({ available: 0, pending: 0, arrears: 0 });
    expect(booked(life.settle(at("2026-04-01")))).toEqual([]);
  });

  it.each([
    [
      "arrears",
      { available: 0, pending: 0, arrears: 60 },
      ["revoke:-100"],
      { arrears: [{ wallet: "points", amount: 60 }], waived: [] },
    ],
    [
      "floor",
      { available: 0, pending: 0, arrears: 0 },
      ["revoke:-40"],
      { arrears: [], waived: [{ wallet: "points", amount: 60 }] },
    ],
  ])("when the points are spent: %s", (negative, left, entries, result) => {
    const life = live(withWallet({ negative }));
    life.order("o", day1, 10_000);
    life.adjust("spent", day1 + 1, -60);
    const decision = accepted(life.refund("r", "o", day2));
    expect(booked(decision)).toEqual(entries);
    expect(decision.refund).toMatchObject(result);
    expect(wallet(life)).toEqual(left);
  });

  it("when the points are spent and the wallet refuses: nothing happens", () => {
    const life = live(withWallet({ negative: "refuse" }));
    life.order("o", day1, 10_000);
    life.adjust("spent", day1 + 1, -60);
    const before = structuredClone(life.state);
    expect(life.refund("r", "o", day2)).toMatchObject({
      ok: false,
      code: "points.insufficient_balance",
      params: { available: 40, needed: 100 },
    });
    expect(life.state).toEqual(before);
  });

  it("a refund after a redemption leaves arrears, not free points", () => {
    const life = live(withWallet());
    life.order("earns", day1, 10_000);
    life.order("spends", day1 + 1, 100, [{ wallet: "points", points: 100 }]);
    life.refund("r", "earns", day2);
    expect(wallet(life)).toEqual({ available: 0, pending: 0, arrears: 100 });
  });

  it("arrears are paid by the next points, and the entry keeps its whole amount", () => {
    const life = live(withWallet());
    life.order("o", day1, 10_000);
    life.adjust("spent", day1 + 1, -60);
    life.refund("r", "o", day2);
    const [entry] = accepted(life.order("next", day2 + 1, 5_000)).entries;
    expect(entry).toMatchObject({
      amount: 50,
      balanceAfter: -10,
      explanation: { parts: [{ code: "arrears.paid", params: { points: 50 } }] },
    });
    expect(wallet(life)).toEqual({ available: 0, pending: 0, arrears: 10 });
    life.order("next2", day2 + 2, 5_000);
    expect(wallet(life)).toEqual({ available: 40, pending: 0, arrears: 0 });
    expect(booked(life.refund("r2", "next2", day2 + 3))).toEqual(["revoke:-50"]);
    expect(wallet(life)).toEqual({ available: 0, pending: 0, arrears: 10 });
  });

  it("points that expired unspent are not taken a second time from others", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1M" } }));
    life.order("o", day1, 10_000);
    life.settle(at("2026-05-01"));
    life.adjust("others", at("2026-05-02"), 300);
    const decision = accepted(life.refund("r", "o", at("2026-05-03")));
    expect(booked(decision)).toEqual([]);
    expect(wallet(life)).toEqual({ available: 300, pending: 0, arrears: 0 });
  });

  it("of a lot half spent and half expired, only the spent half", () => {
    const life = live(withWallet({ expiry: { kind: "duration", duration: "P1M" } }));
    life.order("o", day1, [line(1, { quantity: 2, unitPrice: 5_000 })]);
    life.adjust("spent", day1 + 1, -40);
    life.settle(at("2026-05-01"));
    life.adjust("others", at("2026-05-02"), 300);
    const when = at("2026-05-03");
    expect(booked(life.refund("r1", "o", when, { lines: [{ lineNo: 1, quantity: 1 }] }))).toEqual([]);
    expect(booked(life.refund("r2", "o", when + 1))).toEqual(["revoke:-40"]);
    expect(wallet(life).available).toBe(260);
  });
});

describe("points that paid for what is refunded", () => {
  it("come back to their lots, by the share refunded, and money is what was paid in money", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 5_000);
    life.order("o", day1 + 1, [line(1, { quantity: 2, unitPrice: 5_000 })], [{ wallet: "points", points: 5_000 }]);
    expect(wallet(life).available).toBe(50);
    const half = accepted(life.refund("r1", "o", day2, { lines: [{ lineNo: 1, quantity: 1 }] }));
    expect(half.refund).toMatchObject({
      amount: 2_500,
      returned: [{ wallet: "points", amount: 2_500, lapsed: 0 }],
      clawedBack: [{ amount: 25 }],
    });
    expect(booked(half)).toEqual(["return:2500", "revoke:-25"]);
    life.refund("r2", "o", day2 + 1);
    expect(wallet(life)).toEqual({ available: 5_000, pending: 0, arrears: 0 });
    expect(life.state.lots.find((lot) => lot.amount === 5_000)?.remaining).toBe(5_000);
  });

  it("come back when points paid for everything", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 1_000);
    life.order("o", day1 + 1, [line(1, { quantity: 2, unitPrice: 500 })], [{ wallet: "points", points: 1_000 }]);
    expect(accepted(life.refund("r", "o", day2, { lines: [{ lineNo: 1, quantity: 1 }] })).refund).toMatchObject({
      amount: 0,
      returned: [{ amount: 500 }],
    });
    expect(accepted(life.refund("r2", "o", day2)).refund).toMatchObject({
      amount: 0,
      returned: [{ amount: 500 }],
      complete: true,
    });
    expect(wallet(life).available).toBe(1_000);
  });

  it("of a lot expired meanwhile keep their date: returned and lapsed at once", () => {
    const life = live(withWallet());
    life.adjust("dying", day1, 300, { expiresAt: at("2026-03-02") });
    life.adjust("living", day1, 300, { expiresAt: at("2026-12-01") });
    life.order("o", day1 + 1, 1_000, [{ wallet: "points", points: 400 }]);
    const decision = accepted(life.refund("r", "o", day2));
    expect(decision.refund?.returned).toEqual([{ wallet: "points", amount: 400, lapsed: 300 }]);
    expect(decision.entries.map(({ kind, amount, at: when }) => [kind, amount, when])).toEqual([
      ["return", 400, day2],
      ["expire", -300, day2],
      ["revoke", -6, day2],
    ]);
    expect(wallet(life).available).toBe(300);
    expect(decision.entries[0]?.explanation.params.lapsed).toBe(300);
  });

  it("cannot be kept alive by buying and refunding", () => {
    const life = live(withWallet());
    life.adjust("dying", day1, 300, { expiresAt: at("2026-03-02") });
    life.order("o", day1 + 1, 300, [{ wallet: "points", points: 300 }]);
    life.refund("r", "o", at("2026-03-01 13:00"));
    expect(wallet(life).available).toBe(300);
    life.settle(at("2026-03-02"));
    expect(wallet(life).available).toBe(0);
  });

  it("return first, so that a wallet that refuses can still be refunded", () => {
    const life = live(withWallet({ negative: "refuse" }));
    life.adjust("seed", day1, 500);
    life.order("o", day1 + 1, 10_500, [{ wallet: "points", points: 500 }]);
    life.adjust("spent", day1 + 2, -100);
    expect(booked(life.refund("r", "o", day2))).toEqual(["return:500", "revoke:-100"]);
    expect(wallet(life).available).toBe(400);
  });

  it("leave the latest-expiring lots first, as if less had been spent", () => {
    const life = live(withWallet());
    life.adjust("soon", day1, 100, { expiresAt: at("2026-06-01") });
    life.adjust("later", day1, 100, { expiresAt: at("2026-09-01") });
    life.order("o", day1 + 1, [line(1, { quantity: 2, unitPrice: 100 })], [{ wallet: "points", points: 200 }]);
    life.refund("r", "o", day2, { lines: [{ lineNo: 1, quantity: 1 }] });
    expect(life.state.lots.map((lot) => [lot.expiresAt, lot.remaining])).toEqual([
      [at("2026-06-01"), 0],
      [at("2026-09-01"), 100],
    ]);
  });
});

describe("what else a refund takes back", () => {
  it("the member's order count and spend", () => {
    const life = live(withWallet());
    life.order("o", day1, [line(1), line(2)]);
    life.refund("r1", "o", day2, { lines: [{ lineNo: 1, quantity: 1 }] });
    expect(life.state.account.orders).toMatchObject({ count: 1, net: 10_000 });
    life.refund("r2", "o", day2);
    expect(life.state.account.orders).toMatchObject({ count: 0, net: 0 });
  });

  it("is never booked before its order, although the till's clock says so", () => {
    const life = live(withWallet());
    life.order("o", day2, 10_000);
    expect(accepted(life.refund("r", "o", day1)).entries[0]?.at).toBe(day2);
  });
});
