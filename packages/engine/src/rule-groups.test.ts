import { describe, expect, it } from "vitest";
import type { Decision, EventFact, OrderFact } from "./facts.ts";
import { accepted, at, booked, ladder, line, live, orderFact, programme, text } from "./test-builders.ts";

const noon = at("2026-03-04 12:00"); // a Wednesday

function fixed(id: string, points: number, parts: object = {}): never {
  return { id, name: text(id), wallet: "points", amount: { kind: "fixed", points }, ...parts } as never;
}

function gave(decision: Decision): [string | null, number][] {
  return accepted(decision).entries.map((entry) => [entry.ruleId, entry.amount]);
}

function shop(rules: never[], pick: "first" | "best" = "first"): ReturnType<typeof live> {
  return live(
    programme({
      ladders: [ladder()],
      rules,
      ruleGroups: [{ id: "promo", name: text("promo"), pick }],
      budgets: [{ id: "spring", name: text("spring"), points: 100 }],
    }),
  );
}

const group = "promo";

describe("rules of one group", () => {
  it.each<[string, "first" | "best", never[], [string, number][]]>([
    ["first: the earlier in the list", "first", [fixed("a", 10, { group }), fixed("b", 99, { group })], [["a", 10]]],
    [
      "first: the higher priority",
      "first",
      [fixed("a", 10, { group }), fixed("b", 5, { group, priority: 1 })],
      [["b", 5]],
    ],
    [
      "first: not one that gives nothing",
      "first",
      [fixed("a", 10, { group, when: { any: [] } }), fixed("b", 5, { group })],
      [["b", 5]],
    ],
    [
      "best: the one that gives most",
      "best",
      [fixed("a", 10, { group, priority: 9 }), fixed("b", 99, { group })],
      [["b", 99]],
    ],
    [
      "best: of equal ones the higher priority",
      "best",
      [fixed("a", 10, { group }), fixed("b", 10, { group, priority: 1 })],
      [["b", 10]],
    ],
    [
      "best: after caps",
      "best",
      [fixed("a", 99, { group, caps: [{ per: "order", points: 5 }] }), fixed("b", 10, { group })],
      [["b", 10]],
    ],
    [
      "best: not one whose budget is used up",
      "best",
      [fixed("a", 99, { group, budgets: ["spring"] }), fixed("b", 10, { group })],
      [["b", 10]],
    ],
    [
      "others give as well",
      "first",
      [fixed("a", 10, { group }), fixed("b", 5), fixed("c", 7, { group })],
      [
        ["a", 10],
        ["b", 5],
      ],
    ],
    [
      "an unknown group is none",
      "first",
      [fixed("a", 10, { group: "gone" }), fixed("b", 5, { group: "gone" })],
      [
        ["a", 10],
        ["b", 5],
      ],
    ],
  ])("%s", (_, pick, rules, expected) => {
    expect(gave(shop(rules, pick).order("o", noon, 100))).toEqual(expected);
  });

  it("leave caps and budgets of the loser alone", () => {
    const life = shop([fixed("a", 10, { group }), fixed("b", 5, { group, caps: [{ per: "day", times: 1 }] })]);
    life.order("o", noon, 100);
    expect(life.state.account.caps ?? {}).toEqual({});
  });
});

describe("without a group all rules give, the higher priority first", () => {
  it("and of equal priority as listed", () => {
    const rules = [fixed("a", 1), fixed("b", 2, { priority: 5 }), fixed("c", 3), fixed("d", 4, { priority: -5 })];
    expect(gave(shop(rules).order("o", noon, 100)).map(([id]) => id)).toEqual(["b", "a", "c", "d"]);
  });
});

describe("when a rule looks at an order", () => {
  const buys: (fact: Partial<OrderFact>) => OrderFact = (fact) => ({ ...orderFact("o", noon, 10_000), ...fact });
  const field = (name: string, op: string, value: unknown): object => ({ field: name, op, value });

  it.each<[string, object, Partial<OrderFact>, boolean]>([
    ["its store", field("order.storeId", "eq", "sto_main"), {}, true],
    ["another store", field("order.storeId", "eq", "sto_2"), {}, false],
    ["no store at all", field("order.storeId", "eq", "sto_main"), { storeId: null }, false],
    ["one of the channels", field("order.channel", "in", ["app", "pos"]), {}, true],
    ["another channel", field("order.channel", "in", ["app"]), {}, false],
    ["a weekday", { schedule: { days: [3] } }, {}, true],
    ["another weekday", { schedule: { days: [6, 7] } }, {}, false],
    ["the last minute of happy hour", { schedule: { from: "11:00", to: "12:01" } }, {}, true],
    ["happy hour just over", { schedule: { from: "11:00", to: "12:00" } }, {}, false],
    [
      "any line of a category",
      field("line.category", "eq", "coffee"),
      { lines: [line(1), line(2, { category: "coffee" })] },
      true,
    ],
    ["a product code", field("line.sku", "startsWith", "sku-"), {}, true],
    ["enough of goods", field("order.quantity", "gte", 3), { lines: [line(1, { quantity: 3 })] }, true],
    ["too few", field("order.quantity", "gte", 3), { lines: [line(1, { quantity: 2 })] }, false],
    ["the tier", { tier: { ladder: "main", is: "exactly", tier: "normal" } }, {}, true],
    ["a higher tier", { tier: { ladder: "main", is: "at_least", tier: "gold" } }, {}, false],
    ["the first order", field("member.orders.count", "eq", 0), {}, true],
  ])("%s", (_, when, fact, fires) => {
    expect(gave(shop([fixed("a", 10, { when })]).apply(buys(fact)))).toEqual(fires ? [["a", 10]] : []);
  });

  it("accelerates from the Nth order in 30 days on, and stops when they have slid out", () => {
    const multipliers = [
      {
        id: "often",
        name: text("often"),
        factorBps: 15_000,
        when: { event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } },
      },
    ];
    const rule = {
      id: "base",
      name: text("base"),
      wallet: "points",
      amount: { kind: "rate", points: 1, per: 100 },
      multipliers,
    };
    const life = live(programme({ rules: [rule as never] }));
    const days = ["2026-03-01 10:00", "2026-03-05 10:00", "2026-03-31 10:00", "2026-04-30 10:00", "2026-05-20 10:00"];
    expect(days.map((day) => booked(life.order(day, at(day), 10_000))[0])).toEqual([
      "earn:100",
      "earn:100",
      // The first is exactly 30 days old and still inside.
      "earn:150",
      "earn:100",
      "earn:100",
    ]);
  });

  it("gives the third order in a window its bonus, not counting the one at hand when asked so", () => {
    const third = { event: "order", window: { last: "P30D" }, is: { count: { eq: 3 } } };
    const afterThree = { ...third, including: false };
    const life = shop([fixed("third", 10, { when: third }), fixed("after", 20, { when: afterThree })]);
    expect([0, 1, 2, 3, 4].map((hour) => gave(life.order(`o${hour}`, noon + hour, 100)))).toEqual([
      [],
      [],
      [["third", 10]],
      [["after", 20]],
      [],
    ]);
  });
});

describe("an event", () => {
  function event(type: string, when: number, properties: EventFact["properties"] = {}): EventFact {
    return {
      kind: "event",
      id: `${type}-${when}`,
      at: when,
      recordedAt: when,
      type,
      source: "app",
      storeId: null,
      channel: null,
      properties,
      orderId: null,
    };
  }
  const trigger = { kind: "event", event: "check_in" };

  it("earns by the rules of its type only", () => {
    const life = shop([fixed("in", 5, { trigger }), fixed("order", 7)]);
    expect(gave(life.apply(event("check_in", noon)))).toEqual([["in", 5]]);
    expect(gave(life.apply(event("share", noon + 1)))).toEqual([]);
    expect(gave(life.order("o", noon + 2, 100))).toEqual([["order", 7]]);
  });

  it("is read by conditions and formulas", () => {
    const rules = [
      fixed("long", 5, { trigger, when: { field: "event.properties.minutes", op: "gte", value: 30 } }),
      fixed("by_minute", 1, { trigger, amount: { kind: "formula", expression: "event.minutes * 0.5" } }),
    ];
    const life = shop(rules);
    expect(gave(life.apply(event("check_in", noon, { minutes: 29 })))).toEqual([["by_minute", 14]]);
    expect(gave(life.apply(event("check_in", noon + 1, { minutes: 30 })))).toEqual([
      ["long", 5],
      ["by_minute", 15],
    ]);
    expect(gave(life.apply(event("check_in", noon + 2, {})))).toEqual([]);
  });

  it("is counted by conditions, as seven days of check-ins in a row are", () => {
    const when = { event: "check_in", window: { last: "P7D" }, is: { daysWith: { gte: 7 } } };
    const life = shop([fixed("week", 50, { trigger, when })]);
    const days = ["01", "02", "03", "04", "05", "06", "07"].map((day) => at(`2026-03-${day} 09:00`));
    expect(days.map((day) => gave(life.apply(event("check_in", day))).length)).toEqual([0, 0, 0, 0, 0, 0, 1]);
  });

  it("earns points that ladders count", () => {
    const points = ladder({
      metric: { kind: "points_earned", wallet: "points" },
      tiers: [
        { id: "normal", name: text("normal"), from: 0 },
        { id: "gold", name: text("gold"), from: 10 },
      ],
    });
    const life = live(programme({ ladders: [points], rules: [fixed("in", 5, { trigger })] }));
    life.apply(event("check_in", noon));
    expect(life.state.account.tiers.main?.tier).toBe("normal");
    const decision = accepted(life.apply(event("check_in", noon + 1)));
    expect(decision.tierChanges.map(({ to, reason }) => [to, reason])).toEqual([["gold", "upgraded"]]);
  });

  it.each(["order", "points.earned"])("cannot be one that the engine makes itself: %s", (type) => {
    expect(shop([]).apply(event(type, noon))).toMatchObject({ ok: false, code: "event.reserved_type" });
  });
});

describe("many rules and many lines", () => {
  it("ask each line once for each distinct condition, however many rules share it", () => {
    let reads = 0;
    const lines = Array.from({ length: 2_000 }, (_, index) => line(index + 1));
    const shared = Array.from({ length: 1_000 }, (_, index) =>
      fixed(`s${index}`, 1, { lines: { segment: `g${index % 10}` } }),
    );
    const counting = live(programme({ rules: shared }));
    counting.compiled.directory.segment = (id) => {
      reads += 1;
      return { field: "line.category", op: "eq", value: id };
    };
    accepted(counting.order("o", noon, lines));
    expect(reads).toBe(10 * 2_000);
  });

  it("ask each condition on the order once, however many rules and multipliers share it", () => {
    let reads = 0;
    const when = { segment: "good" };
    const rules = Array.from({ length: 500 }, (_, index) =>
      fixed(`r${index}`, 1, {
        when: { ...when },
        multipliers: [{ id: "m", name: text("m"), factorBps: 20_000, when: { ...when } }],
      }),
    );
    const life = live(programme({ rules }));
    life.compiled.directory.segment = () => {
      reads += 1;
      return { all: [] };
    };
    expect(booked(life.order("o", noon, 100))).toHaveLength(500);
    expect(reads).toBe(1);
  });
});
