import { describe, expect, it } from "vitest";
import { accepted, at, booked, ladder, line, live, programme, text, wallet } from "./test-builders.ts";

const noon = at("2026-03-04 12:00"); // a Wednesday

function rule(parts: object = {}): never {
  return {
    id: "base",
    name: text("base"),
    wallet: "points",
    amount: { kind: "rate", points: 1, per: 100 },
    ...parts,
  } as never;
}

describe("what one order earns", () => {
  it.each([
    ["99 fen earn nothing", 99, {}, []],
    ["1.00 earns one", 100, {}, ["earn:1"]],
    ["1.99 earns one", 199, {}, ["earn:1"]],
    ["129.90 earns 129", 12_990, {}, ["earn:129"]],
    ["half up from 0.50", 12_950, { rounding: "half_up" }, ["earn:130"]],
    ["half up below 0.50", 12_949, { rounding: "half_up" }, ["earn:129"]],
    ["ceil", 12_901, { rounding: "ceil" }, ["earn:130"]],
    ["two points each three yuan", 1_000, { amount: { kind: "rate", points: 2, per: 300 } }, ["earn:6"]],
    ["a cap", 12_990, { caps: [{ per: "order", points: 100 }] }, ["earn:100"]],
    ["a fixed number", 1, { amount: { kind: "fixed", points: 50 } }, ["earn:50"]],
    ["a disabled rule", 12_990, { enabled: false }, []],
    ["a rule that does not hold", 12_990, { when: { any: [] } }, []],
    ["not before validFrom", 12_990, { validFrom: "2026-03-04T12:00:00.001+08:00" }, []],
    ["from validFrom on", 12_990, { validFrom: "2026-03-04T12:00:00+08:00" }, ["earn:129"]],
    ["not at validTo", 12_990, { validTo: "2026-03-04T12:00:00+08:00" }, []],
    ["until validTo", 12_990, { validTo: "2026-03-04T12:00:00.001+08:00" }, ["earn:129"]],
  ])("%s", (_, price, parts, expected) => {
    const life = live(programme({ rules: [rule(parts)] }));
    expect(booked(life.order("o", noon, price))).toEqual(expected);
  });

  it.each([
    ["only the highest multiplier", "highest", 194],
    ["one after the other", "multiply", 233],
  ] as const)("combines %s and rounds once at the end", (_, stacking, points) => {
    const multipliers = [
      { id: "a", name: text("a"), factorBps: 15_000, when: { all: [] } },
      { id: "b", name: text("b"), factorBps: 12_000, when: { all: [] } },
      { id: "c", name: text("c"), factorBps: 90_000, when: { any: [] } },
    ];
    const life = live(programme({ rules: [rule({ multipliers, stacking })] }));
    // 129.90 * 1.5 = 194.85, * 1.2 = 233.82: rounding in between would give 232.
    expect(booked(life.order("o", noon, 12_990))).toEqual([`earn:${points}`]);
  });

  it("counts net, gross or units of the fitting lines only", () => {
    const lines = [
      line(1, { category: "coffee", quantity: 3, unitPrice: 1_000, discount: 500 }),
      line(2, { category: "food", quantity: 2, unitPrice: 9_900 }),
    ];
    const coffee = { field: "line.category", op: "eq", value: "coffee" };
    const earns = (amount: object): string[] =>
      booked(live(programme({ rules: [rule({ amount, lines: coffee })] })).order("o", noon, lines));
    expect(earns({ kind: "rate", points: 1, per: 100 })).toEqual(["earn:25"]);
    expect(earns({ kind: "rate", points: 1, per: 100, of: "gross" })).toEqual(["earn:30"]);
    expect(earns({ kind: "per_unit", points: 7 })).toEqual(["earn:21"]);
    expect(earns({ kind: "fixed", points: 5 })).toEqual(["earn:5"]);
    const tea = { field: "line.category", op: "eq", value: "tea" };
    expect(
      booked(
        live(programme({ rules: [rule({ amount: { kind: "fixed", points: 5 }, lines: tea })] })).order(
          "o",
          noon,
          lines,
        ),
      ),
    ).toEqual([]);
  });

  it("shares points out over lines to the last point", () => {
    const lines = [line(1, { unitPrice: 333 }), line(2, { unitPrice: 333 }), line(3, { unitPrice: 334 })];
    const [entry] = accepted(live(programme()).order("o", noon, lines)).entries;
    expect(entry?.perLine).toEqual([
      { lineNo: 1, amount: 3 },
      { lineNo: 2, amount: 3 },
      { lineNo: 3, amount: 4 },
    ]);
  });

  it("gives a first big order the points of the tier held before it, and the next one those of the new tier", () => {
    const multipliers = [
      {
        id: "gold",
        name: text("gold"),
        factorBps: 20_000,
        when: { tier: { ladder: "main", is: "at_least", tier: "gold" } },
      },
    ] as never;
    const life = live(programme({ ladders: [ladder()], rules: [rule({ multipliers })] }));
    expect(booked(life.order("o1", noon, 500_000))).toEqual(["earn:5000"]);
    expect(life.state.account.tiers.main?.tier).toBe("gold");
    expect(booked(life.order("o2", noon + 1, 10_000))).toEqual(["earn:200"]);
  });

  it("knows the third order of the calendar month, the order at hand included", () => {
    const third = rule({
      amount: { kind: "fixed", points: 30 },
      when: { event: "order", window: { calendar: "month" }, is: { count: { eq: 3 } } },
    });
    const life = live(programme({ rules: [third] }));
    const days = [
      "2026-03-01 00:00",
      "2026-03-15 09:00",
      "2026-03-31 23:59",
      "2026-04-01 00:00",
      "2026-04-02 00:00",
      "2026-04-30 23:59",
    ];
    expect(days.map((day) => booked(life.order(day, at(day), 100)).length)).toEqual([0, 0, 1, 0, 0, 1]);
  });

  it("reads member.orders as before the order at hand", () => {
    const first = rule({
      amount: { kind: "fixed", points: 30 },
      when: { field: "member.orders.count", op: "eq", value: 0 },
    });
    const life = live(programme({ rules: [first] }));
    expect(booked(life.order("a", noon, 100))).toEqual(["earn:30"]);
    expect(booked(life.order("b", noon + 1, 100))).toEqual([]);
  });
});

describe("paying with points", () => {
  const paying = (redemption: object, extra: object = {}): ReturnType<typeof live> => {
    const life = live(programme({ wallets: [{ id: "points", name: text("points"), redemption, ...extra } as never] }));
    life.adjust("seed", noon - 1000, 1_000);
    return life;
  };

  it("spends first, then earns on what was paid in money", () => {
    const life = paying({ points: 100, amount: 100 });
    const decision = accepted(life.order("o", noon, 12_990, [{ wallet: "points", points: 500 }]));
    expect(booked(decision)).toEqual(["spend:-500", "earn:124"]);
    expect(decision.order).toEqual({
      gross: 12_990,
      discount: 0,
      pointsPaid: 500,
      net: 12_490,
      lines: [{ lineNo: 1, net: 12_490 }],
    });
    expect(wallet(life).available).toBe(624);
  });

  it("shares the money of points out over lines to the cent", () => {
    const life = paying({ points: 1, amount: 1 });
    const lines = [
      line(1, { unitPrice: 333 }),
      line(2, { unitPrice: 333 }),
      line(3, { unitPrice: 0 }),
      line(4, { unitPrice: 334 }),
    ];
    expect(accepted(life.order("o", noon, lines, [{ wallet: "points", points: 500 }])).order?.lines).toEqual([
      { lineNo: 1, net: 166 },
      { lineNo: 2, net: 167 },
      { lineNo: 3, net: 0 },
      { lineNo: 4, net: 167 },
    ]);
  });

  it.each([
    ["more than available", { points: 1, amount: 1 }, 12_990, 1_001, "points.insufficient_balance"],
    ["more than the order's worth", { points: 1, amount: 1 }, 500, 501, "points.exceeds_order"],
    ["more than the share", { points: 1, amount: 1, maxShareBps: 5_000 }, 1_001, 501, "points.exceeds_share"],
    ["too few to buy a cent", { points: 100, amount: 1 }, 1_000, 99, "points.too_few"],
    ["none", { points: 1, amount: 1 }, 1_000, 0, "points.invalid_amount"],
    ["half a point", { points: 1, amount: 1 }, 1_000, 1.5, "points.invalid_amount"],
    ["a negative number", { points: 1, amount: 1 }, 1_000, -5, "points.invalid_amount"],
  ])("refuses %s and changes nothing", (_, redemption, price, points, code) => {
    const life = paying(redemption);
    const before = structuredClone(life.state);
    expect(life.order("o", noon, price, [{ wallet: "points", points }])).toMatchObject({ ok: false, code });
    expect(life.state).toEqual(before);
  });

  it("allows exactly the share and exactly the order's worth", () => {
    expect(
      accepted(
        paying({ points: 1, amount: 1, maxShareBps: 5_000 }).order("o", noon, 1_001, [
          { wallet: "points", points: 500 },
        ]),
      ).order?.net,
    ).toBe(501);
    expect(booked(paying({ points: 1, amount: 1 }).order("o", noon, 500, [{ wallet: "points", points: 500 }]))).toEqual(
      ["spend:-500"],
    );
  });

  it("adds up two payments from one wallet before judging them", () => {
    const twice = [
      { wallet: "points", points: 600 },
      { wallet: "points", points: 600 },
    ];
    expect(paying({ points: 1, amount: 1 }).order("o", noon, 12_990, twice)).toMatchObject({
      ok: false,
      code: "points.insufficient_balance",
      params: { needed: 1_200 },
    });
  });

  it("refuses a wallet that cannot pay, and one that is not there", () => {
    const life = live(programme({ wallets: [{ id: "points", name: text("points") }] }));
    life.adjust("seed", noon - 1, 10);
    expect(life.order("o", noon, 100, [{ wallet: "points", points: 1 }])).toMatchObject({
      code: "points.not_redeemable",
    });
    expect(life.order("o", noon, 100, [{ wallet: "miles", points: 1 }])).toMatchObject({
      code: "points.unknown_wallet",
    });
  });
});

describe("orders that are refused", () => {
  it.each([
    ["another currency", { currency: "USD" }, "order.currency_not_in_programme"],
    ["a negative price", { lines: [line(1, { unitPrice: -1 })] }, "order.invalid_line"],
    ["no quantity", { lines: [line(1, { quantity: 0 })] }, "order.invalid_line"],
    ["a discount above the price", { lines: [line(1, { discount: 10_001 })] }, "order.invalid_line"],
    ["a line number twice", { lines: [line(1), line(1)] }, "order.duplicate_line"],
    [
      "an amount beyond safe integers",
      { lines: [line(1, { unitPrice: Number.MAX_SAFE_INTEGER, quantity: 2 })] },
      "amount.too_large",
    ],
    [
      "a sum beyond safe integers",
      { lines: [line(1, { unitPrice: Number.MAX_SAFE_INTEGER }), line(2)] },
      "amount.too_large",
    ],
  ])("%s", (_, parts, code) => {
    const life = live(programme());
    const fact = {
      kind: "order",
      id: "o",
      at: noon,
      recordedAt: noon,
      storeId: null,
      channel: null,
      source: "t",
      currency: "CNY",
      lines: [line(1)],
      redeem: [],
      ...parts,
    };
    expect(life.apply(fact as never)).toMatchObject({ ok: false, code });
  });

  it("a product of points beyond safe integers is refused, not wrong", () => {
    const huge = rule({ amount: { kind: "rate", points: 1e9, per: 1 } });
    expect(live(programme({ rules: [huge] })).order("o", noon, 1e15)).toMatchObject({
      ok: false,
      code: "amount.too_large",
    });
    const exact = rule({ amount: { kind: "rate", points: 1e9, per: 1e9 } });
    expect(booked(live(programme({ rules: [exact] })).order("o", noon, 9_007_199_254_740_991))).toEqual([
      "earn:9007199254740991",
    ]);
  });
});
