import { describe, expect, it } from "vitest";
import { describeLadder, describeRule, describeStage, describeWallet } from "./describe.ts";
import { diffProgrammes } from "./diff.ts";
import type { Programme } from "./programme.ts";
import { ladder, programme } from "./test-builders.ts";

function shop(parts: Parameters<typeof programme>[0] = {}): Programme {
  return programme({
    wallets: [
      {
        id: "points",
        name: { zh: "积分", en: "Points" },
        expiry: { kind: "duration", duration: "P12M", round: "month" },
        redemption: { points: 100, amount: 100, maxShareBps: 5_050 },
      },
    ],
    ladders: [
      ladder({
        name: { zh: "会员等级", en: "Tier" },
        window: { kind: "rolling", duration: "P365D" },
        downgrade: { kind: "period_end", step: "one", grace: "P30D" },
        tiers: [
          { id: "normal", name: { zh: "普通", en: "Member" }, from: 0 },
          { id: "gold", name: { zh: "金卡", en: "Gold" }, from: 500_000, orPoints: { wallet: "points", from: 8_000 } },
        ],
      }),
    ],
    rules: [
      {
        id: "base",
        name: { zh: "消费得积分", en: "Points for spending" },
        wallet: "points",
        amount: { kind: "rate", points: 1, per: 100 },
        caps: [{ per: "order", points: 1_000 }],
        when: { field: "order.net", op: "gte", value: 1_000 },
        multipliers: [
          {
            id: "gold",
            name: { zh: "金卡", en: "Gold" },
            factorBps: 15_000,
            when: { tier: { ladder: "main", is: "at_least", tier: "gold" } },
          },
        ],
        validFrom: "2026-03-01T00:00:00+08:00",
      },
    ],
    lifecycle: {
      template: "x",
      stages: [
        { id: "new", name: { zh: "新", en: "New" }, when: { event: "order", is: { count: { lte: 1 } } } },
        { id: "rest", name: { zh: "其他", en: "Rest" }, when: { all: [] } },
      ],
    },
    ...parts,
  });
}

describe("a programme in words", () => {
  const given = shop();
  it.each([
    [
      "rule",
      (locale: "zh" | "en") => describeRule(given.rules[0] ?? expect.fail(), given, locale),
      "每实付 1 元得 1 分；条件：订单实付金额不低于 ¥10.00；倍数：金卡 1.5 倍（“会员等级”等级不低于“金卡”）；不足 1 分舍去；每单最多 1,000 分；自 2026年3月1日起",
      "1 point for each ¥1.00 paid; when the order's net amount is at least ¥10.00; times 1.5 for Gold (the member's tier in “Tier” is “Gold” or higher); rounded down; at most 1,000 points an order; from March 1, 2026",
    ],
    [
      "ladder",
      (locale: "zh" | "en") => describeLadder(given.ladders[0] ?? expect.fail(), given, locale),
      "按最近 365 天的消费；入会即为普通；满 5,000.00 元或获得 8,000 分为金卡；有效 1 年，到最后一天结束，未达到则下降一级，宽限 30 天；可能降级的会员在到期前 30 天收到提醒",
      "by spend of the last 365 days; Member from joining; Gold from ¥5,000.00 or 8,000 points earned; valid 1 year, to the end of the last day, then one step down if not reached again, after a grace of 30 days; members who would fall are told 30 days before",
    ],
    [
      "wallet",
      (locale: "zh" | "en") => describeWallet(given.wallets[0] ?? expect.fail(), given, locale),
      "即时可用；可用之日起 1 年后的当月月底过期；100 分抵 1.00 元，每单最多抵 50.5%；积分已用掉时退款记为欠分，由之后的积分先还",
      "spendable at once; expire 1 year after they can be spent, at the end of that month; 100 points pay ¥1.00, at most 50.5% of an order; a refund whose points are spent leaves arrears, paid by the next points",
    ],
    [
      "stage",
      (locale: "zh" | "en") => describeStage(given.lifecycle.stages[1] ?? expect.fail(), given, locale),
      "其他：其余会员",
      "Rest: everybody else",
    ],
  ])("%s", (_, say, zh, en) => {
    expect(say("zh")).toBe(zh);
    expect(say("en")).toBe(en);
  });
});

describe("what changes between two programmes", () => {
  function changes(after: Programme): [string, string, string, string][] {
    return diffProgrammes(shop(), after).map(({ path, kind, zh, en }) => [path, kind, zh, en]);
  }

  it("is nothing for the same programme, however its keys are ordered", () => {
    const reversed = JSON.parse(JSON.stringify(shop()), (_, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(changes(reversed)).toEqual([]);
  });

  it("a threshold", () => {
    const after = shop();
    const gold = after.ladders[0]?.tiers[1] ?? expect.fail();
    gold.from = 400_000;
    expect(changes(after)).toEqual([
      [
        "/ladders/main/tiers/gold/from",
        "changed",
        "金卡门槛 5,000.00 → 4,000.00",
        "Gold threshold 5,000.00 → 4,000.00",
      ],
    ]);
  });

  it("a tier, a rule and a stage more or less", () => {
    const after = shop();
    after.ladders[0]?.tiers.push({
      id: "platinum",
      name: { zh: "白金卡", en: "Platinum" },
      from: 2_000_000,
      invitationOnly: false,
      benefits: [],
    });
    after.rules = [];
    expect(changes(after).map(([path, kind, zh]) => [path, kind, zh.slice(0, 14)])).toEqual([
      ["/ladders/main/tiers/platinum", "added", "新增等级「白金卡」：门槛 2"],
      ["/rules/base", "removed", "移除积分规则「消费得积分」："],
    ]);
  });

  it("a multiplier, a condition, an expiry, the currency", () => {
    const after = shop();
    const rule = after.rules[0] ?? expect.fail();
    const multiplier = rule.multipliers[0] ?? expect.fail();
    multiplier.factorBps = 20_000;
    after.currency = "GBP";
    expect(changes(after)).toEqual([
      ["/currency", "changed", "货币 CNY → GBP", "currency CNY → GBP"],
      ["/rules/base/multipliers/gold/factorBps", "changed", "金卡倍数 1.5 → 2", "Gold factor 1.5 → 2"],
    ]);
  });

  it("the order of stages", () => {
    const after = shop();
    after.lifecycle.stages.reverse();
    expect(changes(after)).toEqual([
      ["/lifecycle/stages", "changed", "阶段顺序 新、其他 → 其他、新", "order of stages New, Rest → Rest, New"],
    ]);
  });
});
