import { describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import type { Decision } from "./facts.ts";
import { accepted, at, ladder, line, live, programme } from "./test-builders.ts";

const noon = at("2026-03-04 12:00");
const points = { zh: "积分", en: "Points" };
const names = { zh: "消费得积分", en: "Points for spending" };

function sentences(decision: Decision, currency = "CNY"): [string, string][] {
  const { entries, tierChanges } = accepted(decision);
  return [...entries, ...tierChanges].map(({ explanation }) => [
    explain(explanation, "zh", { currency }),
    explain(explanation, "en", { currency }),
  ]);
}

function shop(rule: object = {}, wallet: object = {}, ladderParts: object = {}): ReturnType<typeof live> {
  return live(
    programme({
      wallets: [{ id: "points", name: points, redemption: { points: 1, amount: 1 }, ...wallet } as never],
      ladders: [
        ladder({
          tiers: [
            { id: "normal", name: { zh: "普通", en: "Member" }, from: 0 },
            { id: "gold", name: { zh: "金卡", en: "Gold" }, from: 500_000 },
          ],
          ...ladderParts,
        }),
      ],
      rules: [
        { id: "base", name: names, wallet: "points", amount: { kind: "rate", points: 1, per: 100 }, ...rule } as never,
      ],
    }),
  );
}

describe("why these points", () => {
  const gold = {
    multipliers: [{ id: "gold", name: { zh: "金卡", en: "Gold" }, factorBps: 15_000, when: { all: [] } }],
  };

  it.each([
    [
      "a rate with a multiplier",
      gold,
      "本单 129.90 元 × 1 分/元 × 金卡 1.5 = 194 分，其中基础 129、加赠 65（规则「消费得积分」，v1）",
      "order ¥129.90 × 1 point per ¥1.00 × Gold 1.5 = 194 points, 129 of them base and 65 bonus (rule “Points for spending”, v1)",
    ],
    [
      "a cap",
      { caps: [{ per: "order", points: 100 }] },
      "本单 129.90 元 × 1 分/元 = 100 分，超过单笔上限，由 129 降为 100（规则「消费得积分」，v1）",
      "order ¥129.90 × 1 point per ¥1.00 = 100 points, cut from 129 to the most one order gives, 100 (rule “Points for spending”, v1)",
    ],
    [
      "some lines at their price before discounts",
      { lines: { all: [] }, amount: { kind: "rate", points: 2, per: 500, of: "gross" } },
      "符合条件的商品原价 129.90 元 × 2 分/5.00 元 = 51 分（规则「消费得积分」，v1）",
      "fitting items before discounts ¥129.90 × 2 points per ¥5.00 = 51 points (rule “Points for spending”, v1)",
    ],
    [
      "a fixed number",
      { amount: { kind: "fixed", points: 50 } },
      "固定 50 分（规则「消费得积分」，v1）",
      "a fixed 50 points (rule “Points for spending”, v1)",
    ],
    [
      "units",
      { amount: { kind: "per_unit", points: 7 }, ...gold },
      "1 件 × 7 分/件 × 金卡 1.5 = 10 分，其中基础 7、加赠 3（规则「消费得积分」，v1）",
      "1 item × 7 points each × Gold 1.5 = 10 points, 7 of them base and 3 bonus (rule “Points for spending”, v1)",
    ],
    [
      "multipliers for some lines only",
      {
        multipliers: [
          { ...gold.multipliers[0], lines: { field: "line.sku", op: "eq", value: "sku-2" } },
          { id: "rain", name: { zh: "雨天", en: "Rain" }, factorBps: 20_000, when: { all: [] } },
        ],
        stacking: "add",
      },
      "本单 200.00 元 × 1 分/元 ×（雨天 2 + 金卡 1.5（仅其中 100.00 元），加成相加） = 450 分，其中基础 200、加赠 250（规则「消费得积分」，v1）",
      "order ¥200.00 × 1 point per ¥1.00 × (Rain 2 + Gold 1.5 (only ¥100.00 of it), their extras added) = 450 points, 200 of them base and 250 bonus (rule “Points for spending”, v1)",
    ],
    [
      "a step of a table",
      {
        amount: {
          kind: "table",
          steps: [
            { from: 0, points: 5 },
            { from: 10_000, points: 50 },
          ],
        },
      },
      "本单 200.00 元，满 100.00 元得 50 分 = 50 分（规则「消费得积分」，v1）",
      "order ¥200.00, from ¥100.00 on 50 points = 50 points (rule “Points for spending”, v1)",
    ],
    [
      "slices of a table",
      { amount: { kind: "table", mode: "slices", steps: [{ from: 0, points: 1, per: 100 }] } },
      "本单 200.00 元 按阶梯分段计 = 200 分（规则「消费得积分」，v1）",
      "order ¥200.00 by steps = 200 points (rule “Points for spending”, v1)",
    ],
    [
      "a formula with a cap a day",
      { amount: { kind: "formula", expression: "eligible / 50" }, caps: [{ per: "day", points: 300 }] },
      "本单 200.00 元 按公式计 = 300 分，超过本规则每日上限，由 400 降为 300（规则「消费得积分」，v1）",
      "order ¥200.00 by formula = 300 points, cut from 400 to the most of this rule a day, 300 (rule “Points for spending”, v1)",
    ],
  ])("%s", (name, rule, zh, en) => {
    const lines = [line(1), line(2)];
    const priced = /some lines only|table|formula/.test(name) ? lines : 12_990;
    expect(sentences(shop(rule).order("o", noon, priced))[0]).toEqual([zh, en]);
  });

  it("in the wallet's own unit and another currency", () => {
    const life = shop({}, { unit: { zh: "星", en: "stars" } });
    const [earned] = accepted(life.order("o", noon, 12_990)).entries;
    expect(explain(earned?.explanation ?? expect.fail(), "zh", { currency: "GBP" })).toContain(
      "£129.90 × 1 星/£1.00 = 129 星",
    );
    expect(explain(earned?.explanation ?? expect.fail(), "en", { currency: "GBP" })).toBe(
      "order £129.90 × 1 star per £1.00 = 129 stars (rule “Points for spending”, v1)",
    );
  });

  it("paid, returned, taken back, owed and paid off", () => {
    const life = shop();
    life.order("earns", noon, [line(1, { quantity: 2, unitPrice: 5_000 })]);
    expect(sentences(life.order("pays", noon + 1, 100, [{ wallet: "points", points: 80 }]))[0]).toEqual([
      "用 80 分抵扣 0.80 元",
      "80 points paid ¥0.80",
    ]);
    expect(sentences(life.refund("r1", "earns", noon + 2))).toEqual([
      [
        "退款收回 100 分（该单共得 100）：本单批次 20、记为欠分 80",
        "refund: 100 points taken back (of 100 granted): 20 from this order's own, 80 owed",
      ],
    ]);
    expect(sentences(life.order("next", noon + 3, 3_000))[0]).toEqual([
      "本单 30.00 元 × 1 分/元 = 30 分，其中 30 抵扣之前的欠分（规则「消费得积分」，v1）",
      "order ¥30.00 × 1 point per ¥1.00 = 30 points, of which 30 pay off arrears (rule “Points for spending”, v1)",
    ]);
    expect(sentences(life.refund("r2", "pays", noon + 4))[0]).toEqual([
      "退款退回当时支付的 80 分（该单共用 80）",
      "refund: 80 points that had paid came back (of 80 used)",
    ]);
  });

  it("activated, expired and adjusted", () => {
    const life = shop(
      {},
      { pending: { kind: "duration", duration: "P7D" }, expiry: { kind: "duration", duration: "P1M" } },
    );
    life.order("o", noon, 10_000);
    expect(sentences(life.settle(at("2026-06-01")))).toEqual([
      ["100 分等待期满，可以使用", "100 points have waited long enough and can be spent"],
      ["100 分到期失效（该批次共 100）", "100 points expired (of 100 credited together)"],
    ]);
    expect(sentences(life.adjust("a", at("2026-06-02"), 1_500, { reason: "补偿" }))).toEqual([
      ["手工增加 1,500 分：补偿", "1,500 points added by hand: 补偿"],
    ]);
    expect(sentences(life.adjust("b", at("2026-06-03"), -5, { reason: "x" }))).toEqual([
      ["手工扣减 5 分：x", "5 points taken by hand: x"],
    ]);
  });
});

describe("why this tier", () => {
  it("up and back by a refund", () => {
    const life = shop();
    expect(sentences(life.order("o", noon, 600_000))[1]).toEqual([
      "消费 6,000.00 元 ≥ 5,000.00 元，由普通升为金卡",
      "¥6,000.00 spent ≥ ¥5,000.00: from Member up to Gold",
    ]);
    expect(sentences(life.refund("r", "o", noon + 1, { amount: 200_000 })).at(-1)).toEqual([
      "退款后消费 4,000.00 元 < 5,000.00 元，由金卡退回普通",
      "after a refund ¥4,000.00 spent < ¥5,000.00: from Gold back to Member",
    ]);
  });

  it("renewed and fallen at the end of a period, by visits", () => {
    const visits = {
      metric: { kind: "visits" },
      window: { kind: "calendar", unit: "month" },
      downgrade: { kind: "period_end" },
      tiers: [
        { id: "normal", name: { zh: "普通", en: "Member" }, from: 0 },
        { id: "vip", name: { zh: "贵宾", en: "VIP" }, from: 1 },
      ],
    };
    const life = shop({}, {}, visits);
    life.order("a", noon, 100);
    life.order("b", at("2026-04-02"), 100);
    expect(sentences(life.settle(at("2026-05-01")))).toEqual([
      ["到店 1 天 ≥ 1 天，贵宾续期", "1 day with a visit ≥ 1: VIP renewed"],
    ]);
    expect(sentences(life.settle(at("2026-06-01")))).toEqual([
      ["有效期满，到店 0 天 < 1 天，由贵宾降为普通", "period over, 0 days with a visit < 1: from VIP down to Member"],
    ]);
  });

  it("an unknown code comes back as it is", () => {
    expect(explain({ code: "magic", params: {} }, "zh", { currency: "CNY" })).toBe("magic");
  });
});
