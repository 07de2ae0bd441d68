import { describe, expect, it } from "vitest";
import { compileFormula, type FormulaKind, type FormulaVariables } from "./formula.ts";

const order = {
  net: 12_990,
  gross: 15_000,
  discount: 2_010,
  beforePoints: 12_990,
  quantity: 3,
  lineCount: 2,
  hour: 18,
  weekday: 3,
  storeId: "sto_main",
  channel: "pos",
};
const member = { orders: 4, spend: 80_000, age: 31, daysKnown: 200, tier: { main: "gold" }, tierIndex: { main: 2 } };
const all: FormulaVariables = {
  order,
  eligible: 9_000,
  quantity: 2,
  event: { minutes: 42, rating: 4.5, city: "Xiamen" },
  member,
};

function value(expression: string, kind: FormulaKind = "order"): number | null {
  const compiled = compileFormula(expression, kind);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.evaluate(all);
}

describe("what a formula gives", () => {
  it.each<[string, number, FormulaKind]>([
    ["eligible / 100", 90, "order"],
    ["order.net / 100", 129, "order"],
    ["order.net / 100.0", 129.9, "order"],
    ["eligible * 0.015", 135, "order"],
    ["quantity * 5 + order.quantity", 13, "order"],
    ["min(order.net / 100, 50) + max(1, 2.5)", 52.5, "order"],
    ["floor(1.9) + ceil(1.1) + round(2.5) + abs(-3)", 9, "order"],
    ['order.storeId in ["sto_main", "sto_2"] ? 5 : 0', 5, "order"],
    ['order.channel == "pos" && order.weekday == 3 && order.hour >= 17 ? 7 : 0', 7, "order"],
    ['member.tier.main == "gold" ? 2 : 1', 2, "occasion"],
    ["member.tierIndex.main * 10 + member.orders", 24, "occasion"],
    ["member.age >= 30 ? member.daysKnown : member.spend", 200, "occasion"],
    ["event.minutes * 2", 84, "event"],
    ["event.rating * 10", 45, "event"],
    ["has(event.bonus) ? event.bonus : 3", 3, "event"],
    ['event.city.startsWith("X") ? size(event.city) : 0', 6, "event"],
    ["[1, 5, 9].filter(step, step * 1000 <= eligible).size()", 3, "order"],
  ])("%s = %d", (expression, expected, kind) => expect(value(expression, kind)).toBe(expected));
});

describe("a formula that fails gives nothing and throws nothing", () => {
  it.each<[string, FormulaKind]>([
    ["eligible / (quantity - 2)", "order"],
    ["1.0 / 0.0", "order"],
    ["0.0 / 0.0", "order"],
    ["9223372036854775807 + eligible", "order"],
    ["event.missing", "event"],
    ["event.city", "event"],
    ["event.city * 2", "event"],
    ["event.__proto__", "event"],
    ["event.constructor", "event"],
    ["member.tierIndex.other", "occasion"],
    ["floor(1.0 / 0.0)", "order"],
  ])("%s", (expression, kind) => expect(value(expression, kind)).toBeNull());

  it("where a variable is not there", () => {
    const compiled = compileFormula("eligible / 100");
    expect(compiled.ok && compiled.evaluate({})).toBeNull();
  });
});

describe("a formula that is refused says why", () => {
  it.each<[string, FormulaKind, RegExp]>([
    ["1 +", "order", /Unexpected token/],
    ["order.nett", "order", /nett/],
    ["unknown + 1", "order", /Unknown variable: unknown/],
    ["event.points", "order", /Unknown variable: event/],
    ["eligible", "event", /Unknown variable: eligible/],
    ["order.net + 'x'", "order", /int \+ string/],
    ["order.net > 5", "order", /gives bool, not a number/],
    ["order.storeId", "order", /gives string, not a number/],
    ["now()", "order", /now/],
    ['"aaaa".matches("(a+)+$") ? 1 : 0', "order", /matches\(\) is not available/],
    ['timestamp("2026-01-01T00:00:00Z").getHours()', "order", /not available/],
    ["cel.bind(x, 1, x + 1)", "order", /not available/],
    ["[1].map(x, [1].map(y, y).size()).size()", "order", /inside another walk/],
    [`1${" + 1".repeat(400)}`, "order", /./],
    [`[${"1,".repeat(150)}1].size()`, "order", /./],
    [`${"(".repeat(80)}1${")".repeat(80)}`, "order", /./],
  ])("%s", (expression, kind, message) => {
    const compiled = compileFormula(expression, kind);
    expect(compiled).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
});
