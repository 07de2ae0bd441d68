import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compileProgramme } from "./compile.ts";
import { explainFinding } from "./explain-finding.ts";
import { applyPreset, presetSchema } from "./preset.ts";
import { programmeSchema } from "./programme.ts";
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
const wallet = (parts: object): object => ({ id: "points", name: text("points"), ...parts });
const factor = (id: string, factorBps: number): object => ({ id, name: text(id), factorBps });
const table = (mode: string, ...steps: [number, number][]): object => ({
  kind: "table",
  mode,
  steps: steps.map(([from, points]) => ({ from, points })),
});
const stage = (id: string, when: object): never => ({ id, name: text(id), when }) as never;

describe("a programme", () => {
  it("with nothing wrong has no findings", () => {
    expect(found(programme({ ladders: [ladder()] }))).toEqual([]);
  });

  it("keeps its days in a zone that every reader knows by name, however it is spelt", () => {
    expect(compileProgramme(programme({ zone: "asia/shanghai" }), 1).zone).toBe("Asia/Shanghai");
    for (const zone of ["+08:00", "-03", "Mars/Olympus"])
      expect([zone, programmeSchema.safeParse({ ...programme(), zone }).success]).toEqual([zone, false]);
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
    [
      "a growth value that is given away and shared",
      { wallets: [wallet({ spendable: false, transfer: {}, pooling: "household" })] },
      [
        "warning /wallets/0/transfer wallet.transfer_not_spendable",
        "warning /wallets/0/pooling wallet.pooling_not_spendable",
      ],
    ],
    [
      "durations of nothing",
      {
        wallets: [
          wallet({
            pending: { kind: "event", event: "done", atLatest: "P0D" },
            expiry: { kind: "inactivity", duration: "P0M" },
            returns: { kind: "minimum", duration: "PT0S" },
          }),
        ],
      },
      [
        "error /wallets/0/pending/atLatest wallet.bad_duration",
        "error /wallets/0/expiry/duration wallet.bad_duration",
        "error /wallets/0/returns/duration wallet.bad_duration",
      ],
    ],
    [
      "a day that no year has",
      { wallets: [wallet({ expiry: { kind: "fixed_day", month: 4, day: 31 } })] },
      ["warning /wallets/0/expiry/day wallet.no_such_day"],
    ],
    [
      "points that lapse while they wait",
      {
        wallets: [
          wallet({
            pending: { kind: "duration", duration: "P3M" },
            expiry: { kind: "inactivity", duration: "P90D" },
          }),
        ],
      },
      ["error /wallets/0/expiry/duration wallet.expires_before_active"],
    ],
    [
      "points that are cancelled nobody knows when",
      { wallets: [wallet({ pending: { kind: "event", event: "done", otherwise: "cancel" } })] },
      ["warning /wallets/0/pending/otherwise wallet.cancel_without_limit"],
    ],
    [
      "points that wait for what giving points brings about",
      { wallets: [wallet({ pending: { kind: "event", event: "points.earned" } })] },
      ["error /wallets/0/pending/event programme.reserved_event"],
    ],
    [
      "transfers that no day allows",
      { wallets: [wallet({ transfer: { minPoints: 11, maxPerDay: 10 } })] },
      ["error /wallets/0/transfer/minPoints wallet.transfer_impossible"],
    ],
    [
      "a smallest payment between two steps",
      { wallets: [wallet({ redemption: { points: 100, amount: 100, minPoints: 150, stepPoints: 100 } })] },
      ["warning /wallets/0/redemption/minPoints wallet.min_not_in_steps"],
    ],
    [
      "two caps of a wallet for a day",
      {
        wallets: [
          wallet({
            caps: [
              { per: "day", points: 5 },
              { per: "day", points: 6 },
            ],
          }),
        ],
      },
      ["error /wallets/0/caps/1/per programme.cap_twice"],
    ],
    [
      "a first tier by invitation",
      { ladders: [ladder({ tiers: [{ ...tier("a", 0), invitationOnly: true }] })] },
      ["error /ladders/0/tiers/0/invitationOnly ladder.first_tier_invitation_only"],
    ],
    [
      "an invitation with a threshold, which the tiers around it need not mind",
      {
        ladders: [
          ladder({ tiers: [tier("a", 0), tier("b", 50), { ...tier("c", 9), invitationOnly: true }, tier("d", 60)] }),
        ],
      },
      ["warning /ladders/0/tiers/2/from ladder.invitation_threshold"],
    ],
    [
      "a tier harder to keep than to reach",
      {
        ladders: [
          ladder({
            downgrade: { kind: "period_end" },
            tiers: [tier("a", 0), { ...tier("b", 5), keep: 6 }],
          }),
        ],
      },
      ["error /ladders/0/tiers/1/keep ladder.keep_above_from"],
    ],
    [
      "a threshold to keep what is never lost",
      { ladders: [ladder({ tiers: [tier("a", 0), { ...tier("b", 5), keep: 3 }] })] },
      ["warning /ladders/0/tiers/1/keep ladder.keep_not_used"],
    ],
    [
      "points thresholds that fall",
      {
        ladders: [
          ladder({
            tiers: [
              tier("a", 0),
              { ...tier("b", 5), orPoints: { wallet: "points", from: 9 } },
              { ...tier("c", 6), orPoints: { wallet: "points", from: 9 } },
            ],
          }),
        ],
      },
      ["warning /ladders/0/tiers/2/orPoints/from ladder.or_points_not_ascending"],
    ],
    [
      "a ladder of conditions that contradicts itself",
      {
        ladders: [
          ladder({
            metric: { kind: "condition" },
            tiers: [
              { ...tier("a", 0), when: { tag: ["x"] } },
              tier("b", 0),
              { ...tier("c", 0), when: { any: [] } },
              { ...tier("d", 0), when: { tag: ["x"] } },
              { ...tier("e", 0), when: { all: [] } },
            ],
          }),
        ],
      },
      [
        "error /ladders/0/tiers/0/when ladder.first_tier_conditional",
        "error /ladders/0/tiers/1/when ladder.tier_without_condition",
        "warning /ladders/0/tiers/2/when ladder.tier_never_reached",
        "warning /ladders/0/tiers/3/when ladder.tiers_same_condition",
        "warning /ladders/0/tiers/4/when ladder.tier_hides_others",
      ],
    ],
    [
      "a condition on a ladder that goes by spend",
      { ladders: [ladder({ tiers: [tier("a", 0), { ...tier("b", 5), when: { tag: ["x"] } }] })] },
      ["warning /ladders/0/tiers/1/when ladder.when_not_used"],
    ],
    [
      "a ladder of check-ins that chooses among orders",
      {
        ladders: [
          ladder({
            metric: { kind: "events", event: "checkin" },
            where: { field: "order.net", op: "gte", value: 1 },
          }),
        ],
      },
      ["warning /ladders/0/where ladder.where_not_used"],
    ],
    [
      "a ladder that counts what the program tells itself",
      { ladders: [ladder({ metric: { kind: "events", event: "order" } })] },
      ["error /ladders/0/metric/event programme.reserved_event"],
    ],
    [
      "a growth value of no wallet",
      {
        ladders: [
          ladder({
            metric: { kind: "growth", parts: [{ of: { kind: "points_earned", wallet: "miles" }, points: 1, per: 1 }] },
          }),
        ],
      },
      ["error /ladders/0/metric/parts/0/of/wallet programme.unknown_wallet"],
    ],
    [
      "a growth value that counts an order twice",
      {
        ladders: [
          ladder({
            metric: {
              kind: "growth",
              parts: [
                { of: { kind: "spend" }, points: 1, per: 100 },
                { of: { kind: "points_earned", wallet: "points" }, points: 1, per: 1 },
              ],
            },
          }),
        ],
      },
      ["warning /ladders/0/metric/parts/1/of/wallet ladder.counts_twice"],
    ],
    [
      "a growth value whose events are chosen by the order",
      {
        ladders: [
          ladder({
            metric: {
              kind: "growth",
              parts: [
                {
                  of: { kind: "events", event: "checkin", where: { field: "order.net", op: "gte", value: 1 } },
                  points: 1,
                  per: 1,
                },
              ],
            },
          }),
        ],
      },
      ["error /ladders/0/metric/parts/0/of/where/field condition.path_not_here"],
    ],
    [
      "a notice as long as its period",
      {
        ladders: [
          ladder({
            window: { kind: "calendar", unit: "month" },
            downgrade: { kind: "period_end", noticeDays: [7, 30] },
          }),
        ],
      },
      ["warning /ladders/0/downgrade/noticeDays/1 ladder.notice_too_long"],
    ],
    [
      "a grace of nothing",
      { ladders: [ladder({ downgrade: { kind: "period_end", grace: "P0D" } })] },
      ["error /ladders/0/downgrade/grace ladder.bad_duration"],
    ],
    [
      "a rule in no group, on no budget, for no ladder",
      {
        rules: [
          { ...base, group: "g", budgets: ["b"], trigger: { kind: "tier_entry", ladder: "none" } },
          { ...base, id: "other", trigger: { kind: "tier_entry", ladder: "main", tiers: ["normal", "diamond"] } },
        ],
        ladders: [ladder()],
      },
      [
        "error /rules/0/group programme.unknown_group",
        "error /rules/0/budgets/0 programme.unknown_budget",
        "error /rules/0/trigger/ladder programme.unknown_ladder",
        "warning /rules/1/trigger/tiers/0 rule.first_tier_entry",
        "error /rules/1/trigger/tiers/1 programme.unknown_tier",
      ],
    ],
    [
      "a rule that would never stop, and one that takes orders for events",
      {
        rules: [
          { ...base, trigger: { kind: "event", event: "points.earned" } },
          { ...base, id: "b", trigger: { kind: "event", event: "order" } },
        ],
      },
      ["error /rules/0/trigger/event rule.never_stops", "error /rules/1/trigger/event programme.reserved_event"],
    ],
    [
      "a tier entry that feeds its own ladder by way of another",
      {
        wallets: [wallet({}), { ...wallet({}), id: "growth" }],
        ladders: [
          ladder({ metric: { kind: "points_earned", wallet: "growth" } }),
          ladder({ id: "second", metric: { kind: "points_earned", wallet: "points" } }),
        ],
        rules: [
          { ...base, trigger: { kind: "tier_entry", ladder: "main" } },
          { ...base, id: "back", wallet: "growth", trigger: { kind: "tier_entry", ladder: "second" } },
        ],
      },
      ["warning /rules/0/wallet rule.feeds_own_ladder", "warning /rules/1/wallet rule.feeds_own_ladder"],
    ],
    [
      "parts that only orders have, on a check-in",
      {
        rules: [
          {
            ...base,
            trigger: { kind: "event", event: "checkin" },
            amount: { kind: "rate", points: 1, per: 100 },
            lines: { field: "line.sku", op: "eq", value: "a" },
            excludeTenders: ["gift_card"],
            caps: [{ per: "order", points: 1 }],
            multipliers: [
              { ...factor("m", 20_000), lines: { field: "line.sku", op: "eq", value: "a" }, when: { tag: ["x"] } },
            ],
          },
        ],
      },
      [
        "error /rules/0/amount/kind rule.amount_needs_order",
        "error /rules/0/lines rule.lines_need_order",
        "error /rules/0/multipliers/0/lines rule.lines_need_order",
        "warning /rules/0/excludeTenders rule.tenders_need_order",
        "warning /rules/0/caps/0/per rule.cap_needs_order",
      ],
    ],
    [
      "a birthday rule that asks for the order",
      { rules: [{ ...base, trigger: { kind: "birthday" }, when: { field: "order.net", op: "gte", value: 1 } }] },
      ["error /rules/0/when/field condition.path_not_here"],
    ],
    [
      "caps of nothing and caps twice",
      { rules: [{ ...base, caps: [{ per: "day" }, { per: "week", times: 1 }, { per: "week", points: 2 }] }] },
      ["error /rules/0/caps/0 rule.cap_empty", "error /rules/0/caps/2/per programme.cap_twice"],
    ],
    [
      "a formula that names nothing known",
      { rules: [{ ...base, amount: { kind: "formula", expression: "order.shoe * 2" } }] },
      ["error /rules/0/amount/expression rule.bad_formula"],
    ],
    [
      "a formula for an event that asks for the order",
      {
        rules: [
          {
            ...base,
            trigger: { kind: "event", event: "checkin" },
            amount: { kind: "formula", expression: "order.net / 100" },
          },
        ],
      },
      ["error /rules/0/amount/expression rule.bad_formula"],
    ],
    [
      "steps that do not go up",
      { rules: [{ ...base, amount: table("whole", [0, 5], [100, 9], [100, 12]) }] },
      ["error /rules/0/amount/steps/2/from rule.steps_not_ascending"],
    ],
    [
      "a higher step that gives less",
      { rules: [{ ...base, amount: table("whole", [0, 10], [100, 9]) }] },
      ["warning /rules/0/amount/steps/1/points rule.step_gives_less"],
    ],
    [
      "slices that leave out the beginning, and nothing at all",
      { rules: [{ ...base, amount: table("slices", [100, 0]) }] },
      [
        "warning /rules/0/amount/steps/0/from rule.table_starts_above_zero",
        "warning /rules/0/amount/steps rule.gives_nothing",
      ],
    ],
    [
      "a multiplier that another always outdoes",
      {
        rules: [
          {
            ...base,
            multipliers: [
              { ...factor("all", 20_000), when: { all: [] } },
              { ...factor("some", 15_000), when: { tag: ["x"] } },
            ],
          },
        ],
      },
      ["warning /rules/0/multipliers/1/factorBps multiplier.never_highest"],
    ],
    [
      "a multiplier for lines there cannot be",
      { rules: [{ ...base, multipliers: [{ ...factor("m", 20_000), when: { tag: ["x"] }, lines: { any: [] } }] }] },
      ["warning /rules/0/multipliers/0/lines multiplier.never_holds"],
    ],
    [
      "a rule behind one of its group that always gives",
      {
        ruleGroups: [{ id: "g", name: text("g"), pick: "first" }],
        rules: [
          { ...base, id: "late", group: "g", when: { tag: ["x"] } },
          { ...base, id: "always", group: "g", priority: 5 },
        ],
      },
      ["warning /rules/0/group rule.shadowed"],
    ],
    [
      "a group and a budget that nobody uses",
      {
        ruleGroups: [{ id: "g", name: text("g"), pick: "best" }],
        budgets: [{ id: "b", name: text("b"), points: 5 }],
        rules: [{ ...base, enabled: false, group: "g", budgets: ["b"] }],
      },
      ["warning /ruleGroups/0 group.unused", "warning /budgets/0 budget.unused"],
    ],
    [
      "a budget of nothing and one that is never used up",
      {
        budgets: [
          { id: "a", name: text("a") },
          { id: "b", name: text("b"), money: 5 },
        ],
        rules: [{ ...base, budgets: ["a", "b"] }],
      },
      ["error /budgets/0 budget.no_limit", "warning /budgets/1/money budget.money_without_cost"],
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
    ["a rule of its group for other days", { priority: 5, validTo: "2026-01-01T00:00:00Z" }],
    ["one that is capped", { priority: 5, caps: [{ per: "day", times: 1 }] }],
    ["one for events", { priority: 5, trigger: { kind: "event", event: "checkin" } }],
    ["one that is switched off", { priority: 5, enabled: false }],
    ["one below it", { priority: -1 }],
  ])("does not say that a rule is never reached because of %s", (_, parts) => {
    const given = programme({
      ruleGroups: [{ id: "g", name: text("g"), pick: "first" }],
      rules: [{ ...base, id: "late", group: "g" }, { ...base, id: "other", group: "g", ...parts } as never],
    });
    expect(found(given).filter((one) => one.includes("/rules/0/"))).toEqual([]);
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
