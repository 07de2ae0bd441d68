import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programmeSchema } from "@regulars/engine";
import { expect, test } from "vitest";
import { toEditable } from "./editable.ts";

const presets = join(import.meta.dirname, "../../../../../presets");
const programmes = readdirSync(presets)
  .filter((name) => name.endsWith(".json"))
  .map((name): { kind: string; programme?: unknown; id: string } =>
    JSON.parse(readFileSync(join(presets, name), "utf8")),
  )
  .flatMap((preset) => {
    const parsed = programmeSchema.safeParse(preset.programme);
    return parsed.success ? [[preset.id, parsed.data] as const] : [];
  });

test("there are programmes among the presets", () => {
  expect(programmes.length).toBeGreaterThan(2);
});

test.each(programmes)("the preset %s is edited as the engine reads it", (_id, programme) => {
  expect(toEditable(programme)).toEqual(programme);
});

const bare = {
  name: { zh: "店", en: "Shop" },
  currency: "CNY",
  zone: "Asia/Shanghai",
  wallets: [{ id: "points", name: { zh: "积分", en: "Points" } }],
  ladders: [],
  rules: [{ id: "base", name: { zh: "", en: "" }, wallet: "points", amount: { kind: "fixed", points: 1 } }],
  lifecycle: { template: "a", stages: [] },
};

test("what a document leaves out is filled in as the engine would", () => {
  const editable = toEditable(bare);
  expect(editable).toMatchObject({ ruleGroups: [], budgets: [] });
  expect(editable?.rules[0]).toMatchObject({ trigger: { kind: "order" }, stacking: "highest", caps: [], priority: 0 });
  expect(editable?.wallets[0]).toMatchObject({ decimals: 0, returns: { kind: "keep" }, weightBps: 10_000 });
});

test("a part that did not change stays the same object, so that a keystroke redraws one rule", () => {
  const first = toEditable(bare);
  if (!first) throw new Error("unreadable");
  const second = toEditable({ ...first, rules: [...first.rules, { ...bare.rules[0], id: "other" }] });
  expect(second?.rules[0]).toBe(first.rules[0]);
  expect(second?.wallets[0]).toBe(first.wallets[0]);
});

test("unknown keys stay, and a broken part makes the document JSON only", () => {
  expect(toEditable({ ...bare, rules: [{ ...bare.rules[0], later: 1 }] })?.rules[0]).toHaveProperty("later", 1);
  expect(toEditable({ ...bare, rules: [{ ...bare.rules[0], trigger: "order" }] })).toBeNull();
  expect(toEditable({ ...bare, wallets: [null] })).toBeNull();
});
