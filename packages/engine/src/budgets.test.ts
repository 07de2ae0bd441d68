import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetKeys, budgetPeriodKey, releaseBudgets } from "./budgets.ts";
import { compileProgramme } from "./compile.ts";
import { decide } from "./decide.ts";
import { openDraft } from "./draft.ts";
import type { BudgetLeft, Decision, EventFact, MemberState } from "./facts.ts";
import { budgetSchema, type Programme } from "./programme.ts";
import { accepted, at, live, orderFact, profile, programme, SHANGHAI, text } from "./test-builders.ts";

const noon = at("2026-03-04 12:00");

function rule(id: string, parts: object = {}): never {
  return { id, name: text(id), wallet: "points", amount: { kind: "rate", points: 1, per: 100 }, ...parts } as never;
}

function shop(rules: never[], budgets: object[], costPer1000 = 0): Programme {
  return programme({
    wallets: [{ id: "points", name: text("points"), costPer1000 }],
    rules,
    budgets: budgets.map((budget) => ({ name: text("spring"), ...budget }) as never),
  });
}

function buy(
  given: Programme,
  budgets: Record<string, BudgetLeft> | undefined,
  price: number,
): Extract<Decision, { ok: true }> {
  const { compiled, state } = live(given);
  let next = 0;
  const ids = (): string => `id-${next++}`;
  return accepted(decide(compiled, { ...state, budgets }, orderFact("o", noon, price), ids));
}

function amounts(decision: Extract<Decision, { ok: true }>): number[] {
  return decision.entries.map((entry) => entry.amount);
}

describe("a budget", () => {
  const one = shop([rule("base", { budgets: ["spring"] })], [{ id: "spring", points: 1_000 }]);

  it.each([
    ["enough", { points: 500, money: null }, [100]],
    ["exactly enough", { points: 100, money: null }, [100]],
    ["part of it left", { points: 30, money: null }, [30]],
    ["used up", { points: 0, money: null }, []],
    ["overdrawn", { points: -5, money: null }, []],
    ["no limit", { points: null, money: null }, [100]],
  ])("gives what is left: %s", (_, left, expected) => {
    expect(amounts(buy(one, { "spring@total": left }, 10_000))).toEqual(expected);
  });

  it("that was not loaded, or is not in the programme, gives nothing", () => {
    expect(amounts(buy(one, undefined, 10_000))).toEqual([]);
    expect(
      amounts(
        buy(shop([rule("base", { budgets: ["gone"] })], []), { "gone@total": { points: 9, money: null } }, 10_000),
      ),
    ).toEqual([]);
  });

  it("is told in the entry, the decision and the state that comes of it, and the sentence names it", () => {
    const decision = buy(one, { "spring@total": { points: 30, money: null } }, 10_000);
    const share = { key: "spring@total", points: 30, money: 0 };
    expect(decision.entries[0]?.budgets).toEqual([share]);
    expect(decision.budgetUse).toEqual([share]);
    expect(decision.state.budgets).toEqual({ "spring@total": { points: 0, money: null } });
    expect(decision.entries[0]?.explanation.parts).toEqual([
      { code: "budget", params: { from: 100, to: 30, budget: text("spring"), budgetId: "spring" } },
    ]);
  });

  it("in money takes the cost of the points, rounded up", () => {
    // 1,000 points cost 8.00; 0.99 buys 123.75 of them.
    const given = shop([rule("base", { budgets: ["spring"] })], [{ id: "spring", money: 10_000 }], 800);
    const decision = buy(given, { "spring@total": { points: null, money: 99 } }, 50_000);
    expect(amounts(decision)).toEqual([123]);
    expect(decision.budgetUse).toEqual([{ key: "spring@total", points: 123, money: 99 }]);
  });

  it("shared by two rules is drawn on by the higher priority first, and adds up", () => {
    const rules = [rule("low", { budgets: ["spring"] }), rule("high", { budgets: ["spring"], priority: 1 })];
    const decision = buy(
      shop(rules, [{ id: "spring", points: 1_000 }]),
      { "spring@total": { points: 130, money: null } },
      10_000,
    );
    expect(decision.entries.map((entry) => [entry.ruleId, entry.amount])).toEqual([
      ["high", 100],
      ["low", 30],
    ]);
    expect(decision.budgetUse).toEqual([{ key: "spring@total", points: 130, money: 0 }]);
  });

  it("beside another one: the tighter decides, both are drawn on", () => {
    const given = shop(
      [rule("base", { budgets: ["spring", "month"] })],
      [
        { id: "spring", points: 1_000 },
        { id: "month", points: 1_000, per: "month" },
      ],
    );
    const left = { "spring@total": { points: 80, money: null }, "month@2026-03": { points: 60, money: null } };
    expect(buy(given, left, 10_000).budgetUse).toEqual([
      { key: "spring@total", points: 60, money: 0 },
      { key: "month@2026-03", points: 60, money: 0 },
    ]);
  });

  it("is never overdrawn, whatever the orders, in points and in money", () => {
    const anyBudget = fc.record({
      points: fc.option(fc.integer({ min: 0, max: 500 })),
      money: fc.option(fc.integer({ min: 0, max: 500 })),
    });
    fc.assert(
      fc.property(
        anyBudget,
        fc.integer({ min: 0, max: 5_000 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 12 }),
        (left, cost, prices) => {
          const life = live(shop([rule("base", { budgets: ["spring"] })], [{ id: "spring", points: 1_000 }], cost));
          life.state = { ...life.state, budgets: { "spring@total": left } };
          for (const [index, price] of prices.entries()) life.order(`o${index}`, noon + index, price);
          const after = life.state.budgets?.["spring@total"];
          expect(after?.points ?? 0).toBeGreaterThanOrEqual(0);
          expect(after?.money ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe("the keys to lock", () => {
  it.each([
    ["total", "spring@total"],
    ["day", "spring@2026-03-04"],
    ["week", "spring@2026-W10"],
    ["month", "spring@2026-03"],
    ["year", "spring@2026"],
  ] as const)("of a budget per %s: %s", (per, expected) => {
    const budget = budgetSchema.parse({ id: "spring", name: text("spring"), points: 1, per });
    expect(budgetPeriodKey(budget, noon, SHANGHAI)).toBe(expected);
  });

  const compiled = compileProgramme(
    shop(
      [
        rule("order", { budgets: ["b"] }),
        rule("event", {
          budgets: ["a"],
          trigger: { kind: "event", event: "check_in" },
          amount: { kind: "fixed", points: 1 },
        }),
        rule("birthday", { budgets: ["c"], trigger: { kind: "birthday" }, amount: { kind: "fixed", points: 1 } }),
        rule("off", { budgets: ["d"], enabled: false }),
      ],
      ["a", "b", "c", "d"].map((id) => ({ id, points: 1, per: "month" })),
    ),
    1,
  );
  const event = (type: string): EventFact => ({
    kind: "event",
    id: "e",
    at: noon,
    recordedAt: noon,
    type,
    source: "t",
    storeId: null,
    channel: null,
    properties: {},
    orderId: null,
  });

  it("are those of the rules that a fact may make look, and of occasions in the month they are booked in, sorted", () => {
    expect(budgetKeys(compiled, [orderFact("o", noon, 1)], { settledAt: 0 }, null)).toEqual(["b@2026-03", "c@2026-03"]);
    expect(budgetKeys(compiled, [event("check_in")], { settledAt: 0 }, null)).toEqual(["a@2026-03", "c@2026-03"]);
    expect(budgetKeys(compiled, [event("share")], { settledAt: 0 }, null)).toEqual(["c@2026-03"]);
    expect(budgetKeys(compiled, [orderFact("o", noon, 1)], { settledAt: at("2026-04-02") }, null)).toEqual([
      "b@2026-03",
      "c@2026-04",
    ]);
    expect(budgetKeys(compileProgramme(programme(), 1), [orderFact("o", noon, 1)], { settledAt: 0 }, null)).toEqual([]);
  });

  it("leave out rules that the clock does not let give", () => {
    const weekend = { schedule: { days: [6, 7] } };
    const base = { name: text("r"), wallet: "points", amount: { kind: "fixed" as const, points: 1 } };
    const timed = compileProgramme(
      programme({
        rules: [
          { ...base, id: "weekend", when: { all: [weekend] }, budgets: ["a"] },
          { ...base, id: "over", validTo: "2026-01-01T00:00:00+08:00", budgets: ["b"] },
        ],
        budgets: ["a", "b"].map((id) => ({ id, name: text(id), points: 10 })),
      }),
      1,
    );
    const keysAt = (when: string, zone: string | null = null) =>
      budgetKeys(timed, [orderFact("o", at(when), 1)], { settledAt: 0 }, zone);
    expect(keysAt("2026-03-06 23:59")).toEqual([]);
    expect(keysAt("2026-03-07 00:00")).toEqual(["a@total"]);
    // Friday evening in New York is Saturday in Shanghai.
    expect(keysAt("2026-03-07 00:00", "America/New_York")).toEqual([]);
    expect(keysAt("2025-12-31 12:00")).toEqual(["b@total"]);
  });

  it("hold every budget that a decision draws on", () => {
    const life = live(compiled.programme, profile({ birthday: "1990-03-04" }));
    const state: MemberState = { ...life.state, budgets: {} };
    const keys = budgetKeys(compiled, [orderFact("o", noon, 10_000)], state.account, null);
    const budgets = Object.fromEntries(keys.map((key) => [key, { points: 1_000, money: null }]));
    const decision = accepted(decide(compiled, { ...state, budgets }, orderFact("o", noon, 10_000), () => "id"));
    expect(decision.budgetUse.map(({ key }) => key).sort()).toEqual(["b@2026-03", "c@2026-03"]);
  });
});

describe("giving back", () => {
  it("in any parts gives back exactly what was taken", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 }),
        (points, money, weights) => {
          const { compiled, state } = live(programme());
          const draft = openDraft(compiled, state, "f", () => "id");
          const total = weights.reduce((all, weight) => all + weight, 0);
          let before = 0;
          for (const weight of weights) {
            releaseBudgets(draft, [{ key: "spring@total", points, money }], weight, total, before);
            before += weight;
          }
          expect(draft.budgetUse).toEqual([{ key: "spring@total", points: 0 - points, money: 0 - money }]);
        },
      ),
    );
  });

  it("raises what is left for the facts that follow", () => {
    const { compiled, state } = live(programme());
    const budgets = { "spring@total": { points: 5, money: null } };
    const draft = openDraft(compiled, { ...state, budgets }, "f", () => "id");
    releaseBudgets(draft, [{ key: "spring@total", points: 10, money: 3 }], 1, 2);
    expect(draft.budgets).toEqual({ "spring@total": { points: 10, money: null } });
    expect(budgets["spring@total"].points).toBe(5);
  });
});
