import { describe, expect, it } from "vitest";
import { compileProgramme } from "./compile.ts";
import { decide } from "./decide.ts";
import type { EventFact } from "./facts.ts";
import { at, ladder, line, live, orderFact, programme, text } from "./test-builders.ts";
import { type FactTrace, type RuleTrace, traceOrder } from "./trace.ts";

const noon = at("2026-03-04 12:00");

function fixed(id: string, parts: object = {}): never {
  return { id, name: text(id), wallet: "points", amount: { kind: "fixed", points: 10 }, ...parts } as never;
}

const vip = { tier: { ladder: "main", is: "at_least", tier: "gold" } };
const group = "promo";

const everything = programme({
  ladders: [
    ladder({
      tiers: [
        { id: "normal", name: text("normal"), from: 0 },
        { id: "gold", name: text("gold"), from: 20_000 },
      ],
    }),
  ],
  ruleGroups: [{ id: "promo", name: text("promo"), pick: "best" }],
  budgets: [{ id: "spring", name: text("spring"), points: 100 }],
  rules: [
    {
      id: "base",
      name: text("base"),
      wallet: "points",
      amount: { kind: "rate", points: 1, per: 100 },
      lines: { field: "line.category", op: "eq", value: "coffee" },
      caps: [{ per: "order", points: 150 }],
      multipliers: [
        { id: "gold", name: text("gold"), factorBps: 30_000, when: vip },
        { id: "always", name: text("always"), factorBps: 20_000, when: { all: [] } },
        { id: "less", name: text("less"), factorBps: 15_000, when: { all: [] } },
      ],
    } as never,
    fixed("off", { enabled: false }),
    fixed("over", { validTo: "2026-01-01T00:00:00+08:00" }),
    fixed("vip", { when: { all: [vip, { field: "order.storeId", op: "eq", value: "sto_main" }] } }),
    fixed("tea", { lines: { field: "line.category", op: "eq", value: "tea" } }),
    fixed("check_in", { trigger: { kind: "event", event: "check_in" } }),
    fixed("entry", { trigger: { kind: "tier_entry", ladder: "main" } }),
    fixed("birthday", { trigger: { kind: "birthday" } }),
    fixed("loser", { group }),
    fixed("winner", { group, amount: { kind: "fixed", points: 20 } }),
    fixed("capped", { caps: [{ per: "day", times: 1 }] }),
    fixed("broke", { budgets: ["spring"] }),
    fixed("small", { amount: { kind: "rate", points: 1, per: 1_000_000 } }),
    fixed("broken", { amount: { kind: "formula", expression: "1 / (quantity - quantity)" } }),
  ],
});

function trace(): { result: FactTrace; of: (id: string) => RuleTrace } {
  const life = live(everything);
  life.order("before", noon - 1, 1_000);
  const lines = [line(1, { category: "coffee" }), line(2, { unitPrice: 9_500 })];
  const result = traceOrder(life.compiled, life.state, orderFact("o", noon, lines), () => "id");
  return { result, of: (id) => result.rules.find((rule) => rule.id === id) ?? expect.fail() };
}

describe("the trace of an order", () => {
  it.each([
    ["base", "fired"],
    ["off", "disabled"],
    ["over", "not_in_force"],
    ["vip", "condition_failed"],
    ["tea", "no_eligible_lines"],
    ["check_in", "wrong_trigger"],
    ["birthday", "wrong_trigger"],
    ["entry", "fired"],
    ["loser", "lost_in_group"],
    ["winner", "fired"],
    ["capped", "capped_to_zero"],
    ["broke", "budget_exhausted"],
    ["small", "zero_points"],
    ["broken", "zero_points"],
  ])("says of %s: %s", (id, status) => expect(trace().of(id).status).toBe(status));

  it("tells eligible lines and money, multipliers, and points before and after caps", () => {
    const base = trace().of("base");
    expect(base).toMatchObject({
      eligibleLines: [1],
      eligible: 10_000,
      rawPoints: 200,
      cappedPoints: 150,
      points: 150,
    });
    expect(base.parts).toEqual([
      { code: "capped", params: { from: 200, to: 150, per: "order", of: "rule", isByTimes: false } },
    ]);
    expect(base.multipliers.map(({ id, fits, counts }) => [id, fits, counts])).toEqual([
      ["gold", false, false],
      ["always", true, true],
      ["less", true, false],
    ]);
    expect(base.multipliers[0]?.condition).toMatchObject({ kind: "tier", holds: false, seen: "normal" });
  });

  it("explains a condition that failed leaf by leaf, as it was before anything was booked", () => {
    const { condition } = trace().of("vip");
    expect(condition?.holds).toBe(false);
    expect(condition?.children.map(({ holds, seen }) => [holds, seen])).toEqual([
      [false, "normal"],
      [true, "sto_main"],
    ]);
  });

  it("names who gave instead, and why a formula gave nothing", () => {
    const { of } = trace();
    expect(of("loser")).toMatchObject({ lostTo: "winner", rawPoints: 10, cappedPoints: 10, points: 0 });
    expect(of("broken").parts).toEqual([{ code: "formula.failed", params: {} }]);
  });

  it("lists every rule once, and tiers before and after", () => {
    const { result } = trace();
    expect(result.rules.map(({ id }) => id).sort()).toEqual(everything.rules.map(({ id }) => id).sort());
    expect(result.tiers).toEqual([{ ladder: "main", before: "normal", after: "gold" }]);
  });

  it("decides exactly what decides without being traced", () => {
    const life = live(everything);
    const fact = orderFact("o", noon, 50_000);
    const ids = (): (() => string) => {
      let next = 0;
      return () => `id-${next++}`;
    };
    expect(traceOrder(life.compiled, life.state, fact, ids()).decision).toEqual(
      decide(life.compiled, life.state, fact, ids()),
    );
  });

  it("of a refused order tells the refusal, and nothing of the rules", () => {
    const life = live(everything);
    const { decision, rules, tiers } = traceOrder(
      life.compiled,
      life.state,
      { ...orderFact("o", noon, 1), currency: "USD" },
      () => "id",
    );
    expect(decision.ok).toBe(false);
    expect(rules.filter(({ status }) => status !== "disabled").every(({ status }) => status === "wrong_trigger")).toBe(
      true,
    );
    expect(tiers).toEqual([{ ladder: "main", before: "normal", after: "normal" }]);
  });
});

describe("the trace of an event", () => {
  it("looks at the rules of its type", () => {
    const life = live(everything);
    const event: EventFact = {
      kind: "event",
      id: "e",
      at: noon,
      recordedAt: noon,
      type: "check_in",
      source: "app",
      storeId: null,
      channel: null,
      properties: {},
      orderId: null,
    };
    const { rules } = traceOrder(compileProgramme(everything, 1), life.state, event, () => "id");
    const fired = rules.filter(({ status }) => status === "fired");
    expect(fired.map(({ id, eligibleLines, points }) => [id, eligibleLines, points])).toEqual([["check_in", null, 10]]);
  });
});
