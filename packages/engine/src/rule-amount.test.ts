import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decision, OrderFact, OrderLine } from "./facts.ts";
import { accepted, at, booked, line, live, orderFact, programme, text } from "./test-builders.ts";

const noon = at("2026-03-04 12:00");

function rule(parts: object = {}): never {
  return {
    id: "base",
    name: text("base"),
    wallet: "points",
    amount: { kind: "rate", points: 1, per: 100 },
    ...parts,
  } as never;
}

function earns(parts: object, lines: OrderLine[] | number, fact: Partial<OrderFact> = {}): Decision {
  return live(programme({ rules: [rule(parts)] })).apply({ ...orderFact("o", noon, lines), ...fact });
}

function multiplier(id: string, factorBps: number, parts: object = {}): object {
  return { id, name: text(id), factorBps, when: { all: [] }, ...parts };
}

const category = (value: string): object => ({ field: "line.category", op: "eq", value });

describe("a table of steps", () => {
  const whole = {
    kind: "table",
    steps: [
      { from: 5_000, points: 10 },
      { from: 10_000, points: 1, per: 100 },
      { from: 20_000, points: 500 },
    ],
  };

  it.each([
    ["below the first step", 4_999, []],
    ["at the first step", 5_000, ["earn:10"]],
    ["just below the second", 9_999, ["earn:10"]],
    ["at the second, a rate for the whole", 10_000, ["earn:100"]],
    ["just below the third", 19_999, ["earn:199"]],
    ["at the third", 20_000, ["earn:500"]],
    ["far beyond", 9_000_000, ["earn:500"]],
  ])("gives by the highest step reached: %s", (_, price, expected) => {
    expect(booked(earns({ amount: whole }, price))).toEqual(expected);
  });

  const slices = {
    kind: "table",
    mode: "slices",
    steps: [
      { from: 0, points: 1, per: 100 },
      { from: 10_000, points: 2, per: 300 },
      { from: 20_000, points: 7 },
    ],
  };

  it.each([
    ["inside the first", 9_999, ["earn:99"]],
    ["the first full", 10_000, ["earn:100"]],
    // 100 + 2/3 of a point
    ["a little of the second, rounded once", 10_100, ["earn:100"]],
    // 100 + 66 2/3
    ["the second nearly full", 19_999, ["earn:166"]],
    // 100 + 66 2/3 + 7
    ["the third reached", 20_000, ["earn:173"]],
    ["beyond", 50_000, ["earn:173"]],
  ])("adds up slices: %s", (_, price, expected) => {
    expect(booked(earns({ amount: slices }, price))).toEqual(expected);
  });

  it("stays exact where a hundred steps have denominators without a common factor", () => {
    const steps = Array.from({ length: 100 }, (_, index) => ({
      from: index,
      points: 1,
      per: 999_999_000_001 + index * 2,
    }));
    const amount = { kind: "table", mode: "slices", steps };
    expect(booked(earns({ amount, rounding: "ceil" }, 100))).toEqual(["earn:1"]);
    expect(booked(earns({ amount }, 100))).toEqual([]);
  });
});

describe("which money counts", () => {
  const lines = [line(1, { unitPrice: 6_000, quantity: 2, discount: 2_000 }), line(2, { unitPrice: 5_000 })];
  const redeem = [{ wallet: "points", points: 3_000 }];

  it.each([
    ["after discounts and points paid", "net", ["spend:-3000", "earn:120"]],
    ["after discounts, points paid count as money", "before_points", ["spend:-3000", "earn:150"]],
    ["before both", "gross", ["spend:-3000", "earn:170"]],
  ] as const)("%s", (_, of, expected) => {
    const life = live(programme({ rules: [rule({ amount: { kind: "rate", points: 1, per: 100, of } })] }));
    life.adjust("seed", noon - 1, 3_000);
    expect(booked(life.order("o", noon, lines, redeem))).toEqual(expected);
  });

  it.each([
    ["a part", [{ kind: "gift_card", amount: 5_000 }], ["earn:100"]],
    [
      "two excluded means",
      [
        { kind: "gift_card", amount: 5_000 },
        { kind: "voucher", amount: 5_000 },
      ],
      ["earn:50"],
    ],
    ["another means only", [{ kind: "cash", amount: 15_000 }], ["earn:150"]],
    ["everything", [{ kind: "gift_card", amount: 15_000 }], []],
    ["more than the order is worth", [{ kind: "gift_card", amount: 99_000 }], []],
    ["nothing told", undefined, ["earn:150"]],
  ])("leaves out money paid by some means: %s", (_, tenders, expected) => {
    expect(booked(earns({ excludeTenders: ["gift_card", "voucher"] }, lines, { tenders }))).toEqual(expected);
  });

  it("leaves it out in proportion over the lines, also before discounts, and gives nothing for an order paid by it wholly", () => {
    const excludeTenders = ["gift_card"];
    const gross = { kind: "rate", points: 1, per: 100, of: "gross" };
    // Half of the 150.00 was paid by card, so half of the 170.00 counts.
    expect(
      booked(earns({ amount: gross, excludeTenders }, lines, { tenders: [{ kind: "gift_card", amount: 7_500 }] })),
    ).toEqual(["earn:85"]);
    expect(
      booked(earns({ amount: gross, excludeTenders }, lines, { tenders: [{ kind: "gift_card", amount: 15_000 }] })),
    ).toEqual([]);
    const onlySecond = { excludeTenders, lines: { field: "line.sku", op: "eq", value: "sku-2" } };
    expect(booked(earns(onlySecond, lines, { tenders: [{ kind: "gift_card", amount: 7_500 }] }))).toEqual(["earn:25"]);
  });

  it.each([-1, 0.5, Number.NaN])("refuses a means of payment of %d", (amount) => {
    expect(earns({}, lines, { tenders: [{ kind: "cash", amount }] })).toMatchObject({
      ok: false,
      code: "order.invalid_tender",
    });
  });
});

describe("multipliers", () => {
  const lines = [
    line(1, { category: "coffee", unitPrice: 10_000 }),
    line(2, { category: "cake", unitPrice: 5_000 }),
    line(3, { category: "tea", unitPrice: 5_000 }),
  ];

  it.each([
    ["add their extras", "add", 500],
    ["multiply", "multiply", 600],
    ["give way to the highest", "highest", 400],
  ] as const)("%s", (_, stacking, points) => {
    const multipliers = [multiplier("a", 15_000), multiplier("b", 20_000)];
    expect(booked(earns({ multipliers, stacking }, lines))).toEqual([`earn:${points}`]);
  });

  it("add to less than nothing give nothing", () => {
    const multipliers = [multiplier("a", 2_000), multiplier("b", 3_000), multiplier("c", 1_000)];
    expect(booked(earns({ multipliers, stacking: "add" }, lines))).toEqual([]);
  });

  it.each([
    ["highest", 325, [200, 75, 50]],
    ["multiply", 425, [300, 75, 50]],
    ["add", 375, [250, 75, 50]],
  ] as const)("for some lines stack line by line: %s", (stacking, points, perLine) => {
    const multipliers = [
      multiplier("coffee", 20_000, { lines: category("coffee") }),
      multiplier("sweet", 15_000, { lines: { field: "line.category", op: "in", value: ["coffee", "cake"] } }),
    ];
    const decision = accepted(earns({ multipliers, stacking }, lines));
    expect(booked(decision)).toEqual([`earn:${points}`]);
    expect(decision.entries[0]?.perLine.map(({ amount }) => amount)).toEqual(perLine);
  });

  it("for some lines count only where the line is eligible, and fixed amounts follow the money of the lines", () => {
    const multipliers = [multiplier("coffee", 30_000, { lines: category("coffee") })];
    expect(booked(earns({ multipliers, lines: category("tea") }, lines))).toEqual(["earn:50"]);
    // Half of the money is coffee, so half of the 100 counts thrice.
    expect(booked(earns({ multipliers, amount: { kind: "fixed", points: 100 } }, lines))).toEqual(["earn:200"]);
    expect(booked(earns({ multipliers, amount: { kind: "per_unit", points: 5 } }, lines))).toEqual(["earn:25"]);
  });

  it("show base and bonus apart", () => {
    const [entry] = accepted(earns({ multipliers: [multiplier("a", 15_000)] }, 12_990)).entries;
    expect(entry?.explanation.params).toMatchObject({ points: 194, base: 129, bonus: 65 });
  });

  it("share points out to the last one, whatever the lines, factors and rounding", () => {
    const anyLine = fc.record({
      unitPrice: fc.integer({ min: 0, max: 100_000 }),
      quantity: fc.integer({ min: 1, max: 5 }),
      category: fc.constantFrom("coffee", "tea", "cake"),
    });
    const anyMultiplier = fc.record({
      factorBps: fc.integer({ min: 0, max: 50_000 }),
      lines: fc.option(fc.constantFrom(category("coffee"), category("tea"), { any: [] }), { nil: undefined }),
    });
    const amounts = [
      { kind: "rate", points: 3, per: 70 },
      { kind: "fixed", points: 101 },
      { kind: "per_unit", points: 7 },
      { kind: "table", mode: "slices", steps: [{ from: 0, points: 1, per: 30 }] },
      { kind: "formula", expression: "eligible * 0.013 + quantity" },
    ];
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 8 }),
        fc.array(anyMultiplier, { maxLength: 4 }),
        fc.constantFrom("highest", "multiply", "add"),
        fc.constantFrom("floor", "half_up", "ceil"),
        fc.constantFrom(...amounts),
        (parts, factors, stacking, rounding, amount) => {
          const multipliers = factors.map((one, index) => multiplier(`m${index}`, one.factorBps, { lines: one.lines }));
          const given = parts.map((part, index) => line(index + 1, part));
          const { entries } = accepted(earns({ multipliers, stacking, rounding, amount }, given));
          for (const entry of entries) {
            expect(entry.perLine.reduce((all, share) => all + share.amount, 0)).toBe(entry.amount);
            expect(entry.perLine.every((share) => share.amount > 0)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("a formula", () => {
  it.each([
    ["reads the order", "order.net / 100 + order.lineCount", 10_000, ["earn:101"]],
    ["reads what is eligible", "eligible * 0.005", 10_000, ["earn:50"]],
    ["is rounded once at the end", "0.1 + 0.2", 100, []],
    ["does not stumble over binary fractions", "(0.1 + 0.2) * 10.0", 100, ["earn:3"]],
    ["that is negative gives nothing", "-5", 100, []],
    ["that divides by zero gives nothing", "10 / (quantity - 1)", 100, []],
    ["that overflows gives nothing", "9007199254740993.0 * 1000.0", 100, []],
    ["that gives no finite number gives nothing", "1.0 / 0.0", 100, []],
  ])("%s", (_, expression, price, expected) => {
    expect(booked(earns({ amount: { kind: "formula", expression } }, price))).toEqual(expected);
  });

  it("is multiplied and rounded up as other amounts are", () => {
    const parts = {
      amount: { kind: "formula", expression: "1.0 / 3.0" },
      rounding: "ceil",
      multipliers: [multiplier("a", 40_000)],
    };
    expect(booked(earns(parts, 100))).toEqual(["earn:2"]);
  });

  it("reads the member and the tier", () => {
    const expression = 'member.tier["main"] == "normal" ? member.daysKnown + member.orders : 0';
    const life = live(
      programme({
        ladders: [
          {
            id: "main",
            name: text("main"),
            metric: { kind: "spend" },
            window: { kind: "lifetime" },
            downgrade: { kind: "never" },
            tiers: [{ id: "normal", name: text("normal"), from: 0 }],
          },
        ],
        rules: [rule({ amount: { kind: "formula", expression } })],
      }),
    );
    // Joined on 1 January, ordered on 4 March.
    expect(booked(life.order("a", noon, 100))).toEqual(["earn:62"]);
    expect(booked(life.order("b", noon, 100))).toEqual(["earn:63"]);
  });
});
