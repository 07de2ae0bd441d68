import { compileProgramme, type Programme, programmeSchema, type TierProgress, tierProgress } from "@regulars/engine";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { progressWords } from "./progress-sentence.ts";

type LadderInput = z.input<typeof programmeSchema>["ladders"][number];

const name = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

function programmeWith(parts: Partial<LadderInput>): Programme {
  return programmeSchema.parse({
    name: name("测试", "test"),
    currency: "CNY",
    zone: "Asia/Shanghai",
    wallets: [
      { id: "points", name: name("积分", "points") },
      { id: "stars", name: name("星星", "stars"), unit: name("颗星", "stars") },
    ],
    ladders: [
      {
        id: "main",
        name: name("等级", "tier"),
        metric: { kind: "spend" },
        window: { kind: "lifetime" },
        downgrade: { kind: "never" },
        tiers: [
          { id: "normal", name: name("普通", "Member"), from: 0 },
          { id: "gold", name: name("金卡", "Gold"), from: 50_000 },
        ],
        ...parts,
      },
    ],
    rules: [],
    lifecycle: { template: "none", stages: [{ id: "member", name: name("会员", "member"), when: { all: [] } }] },
  });
}

const newYear = Date.parse("2027-01-01T00:00:00+08:00");

function progress(parts: Partial<TierProgress> = {}): TierProgress {
  return {
    ladder: "main",
    tier: "normal",
    since: 0,
    until: null,
    metric: 0,
    next: { tier: "gold", from: 50_000, missing: 32_000, by: null },
    keep: null,
    grant: null,
    ...parts,
  };
}

function sentence(ladder: Partial<LadderInput>, parts: Partial<TierProgress> = {}): { zh: string; en: string } {
  return progressWords(programmeWith(ladder), progress(parts), "Asia/Shanghai").sentence;
}

describe("what is missing to the next tier", () => {
  test("by the last day on which it counts", () => {
    const next = { tier: "gold", from: 50_000, missing: 32_000, by: newYear };
    expect(sentence({}, { next })).toEqual({
      zh: "再消费 320.00 元升金卡，2026-12-31 前",
      en: "Spend ¥320.00 more by 2026-12-31 to reach Gold",
    });
  });

  test.each<[LadderInput["metric"], number, string, string]>([
    [{ kind: "orders" }, 1, "再下 1 单升金卡", "1 more order to reach Gold"],
    [{ kind: "visits" }, 3, "再到店 3 天升金卡", "3 more days with a visit to reach Gold"],
    [{ kind: "points_earned", wallet: "points" }, 200, "再得 200 分升金卡", "Earn 200 points more to reach Gold"],
    [{ kind: "points_earned", wallet: "stars" }, 2, "再得 2 颗星升金卡", "Earn 2 stars more to reach Gold"],
    [
      { kind: "events", event: "check_in" },
      2,
      "再完成 2 次「check_in」升金卡",
      "2 more times “check_in” to reach Gold",
    ],
    [
      { kind: "growth", parts: [{ of: { kind: "spend" }, points: 1, per: 100 }] },
      1_200,
      "还差 1,200 成长值升金卡",
      "1,200 more growth value to reach Gold",
    ],
  ])("in the unit of %o", (metric, missing, zh, en) => {
    const next = { tier: "gold", from: 5_000, missing, by: null };
    expect(sentence({ metric }, { next })).toEqual({ zh, en });
  });

  test("or by points", () => {
    const tiers = [
      { id: "normal", name: name("普通", "Member"), from: 0 },
      { id: "gold", name: name("金卡", "Gold"), from: 50_000, orPoints: { wallet: "points", from: 500 } },
    ];
    const next = { tier: "gold", from: 50_000, missing: 32_000, orPointsMissing: 200, by: newYear };
    expect(sentence({ tiers }, { next })).toEqual({
      zh: "再消费 320.00 元升金卡，或再得 200 分，2026-12-31 前",
      en: "Spend ¥320.00 more, or earn 200 points, by 2026-12-31 to reach Gold",
    });
  });

  test("in the words of the conditions that do not hold, three of them at most", () => {
    const when = {
      all: [
        { event: "order", is: { count: { gte: 3 } } },
        { field: "member.kind", op: "eq" as const, value: "company" },
        { tag: ["vip"] },
        { consent: "marketing" },
      ],
    };
    const programme = programmeWith({
      metric: { kind: "condition" },
      tiers: [
        { id: "normal", name: name("普通", "Member"), from: 0 },
        { id: "gold", name: name("金卡", "Gold"), from: 0, when },
      ],
    });
    const compiled = compileProgramme(programme, 1);
    const profile = {
      ...{ id: "00000000-0000-7000-8000-000000000000", joinedAt: 0, birthday: null, gender: null, kind: "person" },
      ...{ zone: null, source: {}, attributes: {}, tags: [], consents: [] },
    };
    const account = {
      ...{ settledAt: 0, wallets: {}, tiers: {}, stage: null },
      leaves: Object.fromEntries(compiled.leaves.map((leaf) => [leaf.key, { at: [] }])),
      orders: { count: 0, net: 0, firstAt: null, lastAt: null },
    };
    const found = tierProgress(compiled, account, "main", profile, 1);
    const words = found && progressWords(programme, found, "Asia/Shanghai");
    expect(words?.unmet.next).toHaveLength(4);
    expect(words?.sentence.zh).toMatch(/^符合以下条件升金卡：.+；.+；.+；另有 1 项$/);
    expect(words?.sentence.en).toMatch(/^To reach Gold: .+; .+; .+; and 1 more$/);
  });

  test("is nothing at the top, or below tiers by invitation alone", () => {
    expect(sentence({}, { tier: "gold", next: null })).toEqual({
      zh: "已是最高等级",
      en: "The highest tier is reached",
    });
    expect(sentence({}, { tier: "normal", next: null })).toEqual({
      zh: "更高等级仅限邀请",
      en: "Higher tiers are by invitation only",
    });
  });
});

describe("what a tier in force is told", () => {
  test("what keeps it", () => {
    const keep = { tier: "gold", from: 40_000, missing: 32_000, until: newYear };
    expect(sentence({}, { tier: "gold", next: null, keep })).toEqual({
      zh: "再消费 320.00 元可保级金卡，2026-12-31 前；已是最高等级",
      en: "Spend ¥320.00 more by 2026-12-31 to keep Gold. The highest tier is reached",
    });
  });

  test.each<[Partial<NonNullable<TierProgress["grant"]>>, string, string]>([
    [
      { source: "invitation", until: newYear },
      "金卡由邀请授予，有效至 2026-12-31",
      "Gold given by invitation until 2026-12-31",
    ],
    [{ source: "manual", until: null }, "金卡由手工授予", "Gold given by hand"],
    [{ isLifetime: true }, "金卡终身有效", "Gold for life"],
  ])("who gave it: %o", (parts, zh, en) => {
    const grant = {
      source: "voucher" as const,
      until: null,
      isLifetime: false,
      reason: "",
      earnedTier: "normal",
      ...parts,
    };
    const words = progressWords(programmeWith({}), progress({ tier: "gold", next: null, grant }), "Asia/Shanghai");
    expect(words.grant).toEqual({ zh, en });
  });
});
