import { type Programme, type Rule, ruleSchema } from "@regulars/engine";
import { expect, test } from "vitest";
import { duplicateRule, newAmount, newRule, newTrigger, triggerChoices, withTrigger } from "./rule-defaults.ts";

const programme: Pick<Programme, "wallets" | "ladders" | "rules"> = {
  wallets: [],
  ladders: [
    {
      id: "main",
      name: { zh: "等级", en: "Tiers" },
      metric: { kind: "spend" },
      boundary: "gte",
      window: { kind: "lifetime" },
      downgrade: { kind: "never" },
      tiers: [],
    },
  ],
  rules: [],
};

test.each(triggerChoices)("a new rule for %s is one that the engine takes", (choice) => {
  const rule = { ...newRule(choice, programme, 100), wallet: "points" };
  expect(ruleSchema.parse(rule)).toEqual(rule);
});

test("a check-in gives once a day", () => {
  expect(newRule("checkin", programme, 100)).toMatchObject({
    trigger: { kind: "event", event: "checkin" },
    caps: [{ per: "day", times: 1 }],
  });
});

test("a rate begins with one whole piece of money, also where there are no cents", () => {
  expect(newRule("order", programme, 1).amount).toMatchObject({ kind: "rate", per: 1 });
});

const order: Rule = {
  ...newRule("order", programme, 100),
  lines: { field: "line.sku", op: "eq", value: "A" },
  excludeTenders: ["gift_card"],
  caps: [
    { per: "order", points: 5 },
    { per: "day", points: 9 },
  ],
  multipliers: [
    { id: "m", name: { zh: "双倍", en: "Double" }, factorBps: 20_000, when: { all: [] }, lines: { all: [] } },
  ],
};

test("a rule that leaves orders keeps nothing that only an order has", () => {
  const rule = withTrigger(order, newTrigger("registration", programme));
  expect(rule).not.toHaveProperty("lines");
  expect(rule).toMatchObject({
    trigger: { kind: "registration" },
    amount: { kind: "fixed", points: 1 },
    excludeTenders: [],
    caps: [{ per: "day", points: 9 }],
  });
  expect(rule.multipliers[0]).not.toHaveProperty("lines");
});

test("a rule that stays with orders loses nothing", () => {
  expect(withTrigger(order, { kind: "order" })).toEqual(order);
});

test.each(["rate", "fixed", "per_unit", "table", "formula"] as const)("an amount turned into %s is one", (kind) => {
  expect(newAmount(kind, order.amount, 100)).toMatchObject({ kind });
  expect(() => ruleSchema.parse({ ...order, amount: newAmount(kind, order.amount, 100), wallet: "p" })).not.toThrow();
});

test("a copy has an id of its own, says that it is a copy, and is off", () => {
  const copy = duplicateRule({ ...order, name: { zh: "基础", en: "Base" } }, [order]);
  expect(copy).toMatchObject({ name: { zh: "基础（副本）", en: "Base (copy)" }, enabled: false });
  expect(copy.id).not.toBe(order.id);
  expect(copy.multipliers[0]).not.toBe(order.multipliers[0]);
});
