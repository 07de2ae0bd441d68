import { describe, expect, it } from "vitest";
import { accepted, at, booked, type Life, line, live, programme, remainingIn, text } from "./test-builders.ts";
import { pots, spendFact, withWallet } from "./test-facts.ts";

const day1 = at("2026-03-01 12:00");
const dead = at("2026-03-03");

/** 300 points that die on 3 March and 100 that live on have paid for an order. */
function paid(parts: object): Life {
  const life = live(withWallet(parts));
  life.adjust("dying", day1, 300, { expiresAt: dead });
  life.adjust("living", day1, 300, { expiresAt: at("2026-12-01") });
  life.order("o", day1 + 1, 400, [{ wallet: "points", points: 400 }]);
  return life;
}

describe("points of a refunded payment whose lot has expired meanwhile", () => {
  it("lapse at once under `keep`, however often the payment is made and taken back", () => {
    const life = paid({});
    const decision = accepted(life.refund("r", "o", dead + 1));
    expect(booked(decision)).toEqual(["return:400", "expire:-300"]);
    expect(decision.refund?.returned).toEqual([{ wallet: "points", amount: 400, lapsed: 300 }]);
    expect(pots(life).available).toBe(300);
    life.order("again", dead + 2, 300, [{ wallet: "points", points: 300 }]);
    life.refund("r2", "again", at("2026-12-02"));
    expect(pots(life).available).toBe(0);
  });

  it("live for the least time under `minimum`, in a lot of their own", () => {
    const life = paid({ returns: { kind: "minimum", duration: "P7D" } });
    const when = dead + 3_600_000;
    const decision = accepted(life.refund("r", "o", when));
    expect(decision.entries).toMatchObject([
      { kind: "return", amount: 100, lotId: null },
      {
        kind: "return",
        amount: 300,
        expiresAt: at("2026-03-11"),
        explanation: { parts: [{ code: "return.renewed" }] },
      },
    ]);
    expect(decision.entries[1]?.lotId).toBe(decision.entries[1]?.id);
    expect(decision.refund?.returned).toEqual([{ wallet: "points", amount: 400, lapsed: 0 }]);
    expect(pots(life).available).toBe(600);
    life.settle(at("2026-03-11"));
    expect(pots(life).available).toBe(300);
  });

  it("are treated no better than those that expire a moment after the refund", () => {
    const life = paid({ returns: { kind: "minimum", duration: "P7D" } });
    const { entries } = accepted(life.refund("r", "o", dead - 1));
    expect(entries[1]).toMatchObject({ kind: "return", amount: 300, expiresAt: at("2026-03-10") });
  });

  it("live like newly earned ones under `regrant`", () => {
    const life = paid({ returns: { kind: "regrant" }, expiry: { kind: "duration", duration: "P12M" } });
    const { entries } = accepted(life.refund("r", "o", dead + 1));
    expect(entries[1]).toMatchObject({ kind: "return", amount: 300, expiresAt: at("2027-03-04") });
    expect(pots(life).available).toBe(600);
  });

  it("come back in parts to the last point, each time by the policy", () => {
    const life = live(withWallet({ returns: { kind: "minimum", duration: "P7D" } }));
    life.adjust("dying", day1, 100, { expiresAt: dead });
    life.order("o", day1 + 1, [line(1, { quantity: 3, unitPrice: 33 })], [{ wallet: "points", points: 99 }]);
    const back = [1, 2, 3].map(
      (part) => accepted(life.refund(`r${part}`, "o", dead + part, { lines: [{ lineNo: 1, quantity: 1 }] })).refund,
    );
    expect(back.map((refund) => refund?.returned[0]?.amount)).toEqual([33, 33, 33]);
    expect(remainingIn(life.state.lots)).toBe(99);
    expect(life.refund("r4", "o", dead + 4)).toMatchObject({ ok: false, code: "refund.exceeds_order" });
  });
});

describe("an order paid with points and money", () => {
  it.each([
    ["one line, unit by unit", [line(1, { quantity: 7, unitPrice: 1_429 })], 3_001],
    [
      "lines of odd prices",
      [line(1, { unitPrice: 3_333 }), line(2, { unitPrice: 1 }), line(3, { unitPrice: 6_667 })],
      999,
    ],
    ["a free line among others", [line(1, { unitPrice: 100 }), line(2, { unitPrice: 0, quantity: 2 })], 33],
  ])("gives back both to the last cent and point: %s", (_, lines, points) => {
    const life = live(withWallet());
    life.adjust("seed", day1, 5_000);
    const { order } = accepted(life.order("o", day1 + 1, lines, [{ wallet: "points", points }]));
    const units = lines.flatMap(({ lineNo, quantity }) => Array.from({ length: quantity }, () => lineNo));
    const refunds = units.map(
      (lineNo, part) =>
        accepted(life.refund(`r${part}`, "o", day1 + 2 + part, { lines: [{ lineNo, quantity: 1 }] })).refund,
    );
    const money = refunds.reduce((all, refund) => all + (refund?.amount ?? 0), 0);
    const back = refunds.reduce((all, refund) => all + (refund?.returned[0]?.amount ?? 0), 0);
    expect([money, back]).toEqual([order?.net, points]);
    expect(pots(life)).toEqual({ available: 5_000, pending: 0, held: 0, arrears: 0 });
  });

  it("gives back both by amounts, and never more", () => {
    const life = live(withWallet());
    life.adjust("seed", day1, 5_000);
    life.order(
      "o",
      day1 + 1,
      [line(1, { unitPrice: 5_001 }), line(2, { unitPrice: 4_999 })],
      [{ wallet: "points", points: 3_333 }],
    );
    for (const [part, amount] of [1, 2_222, 4_443].entries())
      accepted(life.refund(`r${part}`, "o", day1 + 2 + part, { amount }));
    expect(life.refund("more", "o", day1 + 9, { amount: 2 })).toMatchObject({
      ok: false,
      code: "refund.exceeds_order",
    });
    expect(accepted(life.refund("last", "o", day1 + 9, { amount: 1 })).refund?.complete).toBe(true);
    expect(pots(life).available).toBe(5_000);
  });
});

describe("a refund after the earned points were used directly", () => {
  it("leaves what is owed, which the next points pay", () => {
    const life = live(withWallet());
    life.order("o", day1, 10_000);
    life.apply(spendFact("s", day1 + 1, 100));
    expect(booked(life.refund("r", "o", day1 + 2))).toEqual(["revoke:-100"]);
    expect(pots(life)).toMatchObject({ available: 0, arrears: 100 });
    life.order("next", day1 + 3, 15_000);
    expect(pots(life)).toMatchObject({ available: 50, arrears: 0 });
  });
});

describe("a refund of an order that drew on caps and budgets", () => {
  function limited(): Life {
    const life = live(
      programme({
        rules: [
          {
            id: "base",
            name: text("base"),
            wallet: "points",
            amount: { kind: "rate", points: 1, per: 100 },
            caps: [{ per: "month", points: 150, times: 1 }],
            budgets: ["spring"],
          },
        ],
        wallets: [{ id: "points", name: text("points"), costPer1000: 7_770 }],
        budgets: [{ id: "spring", name: text("spring"), points: 1_000, money: 5_000 }],
      }),
    );
    life.state = { ...life.state, budgets: { "spring@total": { points: 1_000, money: 5_000 } } };
    return life;
  }

  it("gives back to them what it takes back, over any parts exactly what was taken", () => {
    const life = limited();
    life.order("o", day1, [line(1, { quantity: 7, unitPrice: 1_429 })]);
    const earned = { key: "spring@total", points: 100, money: 777 };
    expect(life.decisions.at(-1)?.budgetUse).toEqual([earned]);
    for (let part = 0; part < 7; part += 1)
      accepted(life.refund(`r${part}`, "o", day1 + 1 + part, { lines: [{ lineNo: 1, quantity: 1 }] }));
    expect(life.state.budgets).toEqual({ "spring@total": { points: 1_000, money: 5_000 } });
    expect(life.state.account.caps?.["rule:base:month"]).toMatchObject({ points: 0, times: 0 });
  });

  it("leaves the time counted as long as something of the earning is left", () => {
    const life = limited();
    life.order("o", day1, 10_000);
    life.refund("r", "o", day1 + 1, { amount: 9_900 });
    expect(life.state.account.caps?.["rule:base:month"]).toMatchObject({ points: 1, times: 1 });
    expect(booked(life.order("p", day1 + 2, 10_000))).toEqual([]);
    life.refund("r2", "o", day1 + 3);
    expect(booked(life.order("q", day1 + 4, 10_000))).toEqual(["earn:100"]);
  });

  it("does not free a period that is over", () => {
    const life = limited();
    life.order("o", day1, 10_000);
    life.order("april", at("2026-04-02"), 5_000);
    life.refund("r", "o", at("2026-04-03"));
    expect(life.state.account.caps?.["rule:base:month"]).toMatchObject({ period: "2026-04", points: 50, times: 1 });
  });
});
