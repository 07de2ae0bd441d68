import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { explainFinding } from "./explain-finding.ts";
import { applyPreset, presetSchema } from "./preset.ts";
import { ladder, programme, text } from "./test-builders.ts";
import { validateProgramme } from "./validate.ts";

const folder = fileURLToPath(new URL("../../../presets/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

function found(given: ReturnType<typeof programme>): string[] {
  return validateProgramme(given).map(({ severity, pointer, code }) => `${severity} ${pointer} ${code}`);
}

const base = { id: "base", name: text("base"), wallet: "points", amount: { kind: "fixed", points: 1 } } as const;
const tier = (id: string, from: number): { id: string; name: { zh: string; en: string }; from: number } => ({
  id,
  name: text(id),
  from,
});
const stage = (id: string, when: object): never => ({ id, name: text(id), when }) as never;

describe("a programme", () => {
  it("with nothing wrong has no findings", () => {
    expect(found(programme({ ladders: [ladder()] }))).toEqual([]);
  });

  it.each(files)("made from the preset %s has no findings", (name) => {
    const preset = presetSchema.parse(JSON.parse(readFileSync(`${folder}${name}`, "utf8")));
    expect(found(applyPreset(programme(), preset))).toEqual([]);
  });

  it.each([
    ["an unknown currency", { currency: "XXY" }, ["error /currency programme.unknown_currency"]],
    [
      "a wallet twice",
      {
        wallets: [
          { id: "points", name: text("a") },
          { id: "points", name: text("b") },
        ],
      },
      ["error /wallets/1/id programme.duplicate_id"],
    ],
    ["a rule twice", { rules: [base, base] }, ["error /rules/1/id programme.duplicate_id"]],
    [
      "a rule for no wallet",
      { rules: [{ ...base, wallet: "miles" }] },
      ["error /rules/0/wallet programme.unknown_wallet"],
    ],
    [
      "a first tier above zero",
      { ladders: [ladder({ tiers: [tier("a", 1)] })] },
      ["error /ladders/0/tiers/0/from ladder.first_tier_not_zero"],
    ],
    [
      "equal thresholds",
      { ladders: [ladder({ tiers: [tier("a", 0), tier("b", 5), tier("c", 5)] })] },
      ["error /ladders/0/tiers/2/from ladder.tiers_not_ascending"],
    ],
    [
      "falling thresholds",
      { ladders: [ladder({ tiers: [tier("a", 0), tier("b", 5), tier("c", 4)] })] },
      ["error /ladders/0/tiers/2/from ladder.tiers_not_ascending"],
    ],
    [
      "a metric of no wallet",
      { ladders: [ladder({ metric: { kind: "points_earned", wallet: "miles" } })] },
      ["error /ladders/0/metric/wallet programme.unknown_wallet"],
    ],
    [
      "points of no wallet",
      { ladders: [ladder({ tiers: [tier("a", 0), { ...tier("b", 5), orPoints: { wallet: "miles", from: 1 } }] })] },
      ["error /ladders/0/tiers/1/orPoints/wallet programme.unknown_wallet"],
    ],
    [
      "an empty window",
      { ladders: [ladder({ window: { kind: "rolling", duration: "P0D" } })] },
      ["error /ladders/0/window/duration ladder.bad_duration"],
    ],
    [
      "an end before the start",
      { rules: [{ ...base, validFrom: "2026-02-01T00:00:00Z", validTo: "2026-02-01T00:00:00Z" }] },
      ["error /rules/0/validTo rule.never_valid"],
    ],
    ["a rule for nobody", { rules: [{ ...base, when: { any: [] } }] }, ["warning /rules/0/when rule.never_holds"]],
    [
      "an amount both above and below",
      {
        rules: [
          {
            ...base,
            when: {
              all: [
                { field: "order.net", op: "gte", value: 100 },
                { field: "order.net", op: "lt", value: 100 },
              ],
            },
          },
        ],
      },
      ["warning /rules/0/when rule.never_holds"],
    ],
    [
      "an unknown tier in a multiplier",
      {
        ladders: [ladder()],
        rules: [
          {
            ...base,
            multipliers: [
              {
                id: "m",
                name: text("m"),
                factorBps: 1,
                when: { tier: { ladder: "main", is: "at_least", tier: "diamond" } },
              },
            ],
          },
        ],
      },
      ["error /rules/0/multipliers/0/when/tier/tier condition.unknown_tier"],
    ],
    [
      "an unknown field",
      { rules: [{ ...base, lines: { field: "line.colour", op: "eq", value: "red" } }] },
      ["error /rules/0/lines/field condition.unknown_path"],
    ],
    [
      "a ladder that picks orders by the member's tags",
      { ladders: [ladder({ where: { tag: ["vip"] } })] },
      ["error /ladders/0/where condition.not_in_where"],
    ],
    [
      "stages without a last one for all",
      { lifecycle: { template: "x", stages: [stage("a", { tag: ["x"] })] } },
      ["warning /lifecycle/stages lifecycle.no_catch_all"],
    ],
    [
      "a stage behind the one for all",
      { lifecycle: { template: "x", stages: [stage("a", { all: [] }), stage("b", { tag: ["x"] })] } },
      ["warning /lifecycle/stages/1/when lifecycle.stage_unreachable"],
    ],
    [
      "points that pay but may not",
      { wallets: [{ id: "points", name: text("a"), spendable: false, redemption: { points: 1, amount: 1 } }] },
      ["warning /wallets/0/redemption wallet.redemption_not_spendable"],
    ],
  ])("with %s", (_, parts, expected) => {
    const given = programme(parts as never);
    expect(found(given)).toEqual(expected);
    for (const finding of validateProgramme(given)) {
      const texts = [explainFinding(finding, "zh"), explainFinding(finding, "en")];
      for (const said of texts) expect(said).not.toMatch(/[{}]|^$/);
      expect(texts[0]).not.toBe(texts[1]);
    }
  });

  it.each([
    [
      { field: "order.net", op: "gte", value: 100 },
      { field: "order.net", op: "lte", value: 100 },
    ],
    [
      { field: "line.net", op: "gte", value: 9 },
      { field: "line.net", op: "lt", value: 9 },
    ],
    [
      { field: "line.category", op: "eq", value: "a" },
      { field: "line.category", op: "eq", value: "b" },
    ],
    [
      { event: "order", is: { count: { gte: 1 } } },
      { event: "visit", is: { count: { eq: 0 } } },
    ],
  ])("is not accused of a contradiction that is none: %j and %j", (one, other) => {
    expect(found(programme({ rules: [{ ...base, when: { all: [one, other] } as never }] }))).toEqual([]);
  });
});
