import { describe, expect, it } from "vitest";
import { explain } from "./explain.ts";
import type { Explanation, TierGrantFact } from "./facts.ts";
import { accepted, at, type Life, ladder, live, programme } from "./test-builders.ts";

const start = at("2026-03-01 12:00");
const names = {
  normal: { zh: "普通", en: "Member" },
  gold: { zh: "金卡", en: "Gold" },
};

function member(parts: object = {}): Life {
  const tiers = [
    { id: "normal", name: names.normal, from: 0 },
    { id: "gold", name: names.gold, from: 50_000 },
  ];
  return live(programme({ ladders: [ladder({ tiers, ...parts })] }));
}

function words(explanation: Explanation | undefined): [string, string] {
  if (!explanation) throw new Error("nothing happened");
  return [explain(explanation, "zh", { currency: "CNY" }), explain(explanation, "en", { currency: "CNY" })];
}

function grant(life: Life, parts: Partial<TierGrantFact>): [string, string] {
  const decision = life.apply({
    kind: "tier_grant",
    id: `g-${life.decisions.length}`,
    at: start + life.decisions.length,
    recordedAt: start,
    ladder: "main",
    tier: "gold",
    until: null,
    isLifetime: false,
    source: "voucher",
    reason: "三次复购",
    ...parts,
  });
  return words(accepted(decision).tierChanges[0]?.explanation);
}

describe("why a tier was reached", () => {
  it("says the threshold with the sign that counts", () => {
    expect(words(accepted(member().order("o", start, 50_000)).tierChanges[0]?.explanation)).toEqual([
      "消费 500.00 元 ≥ 500.00 元，由普通升为金卡",
      "¥500.00 spent ≥ ¥500.00: from Member up to Gold",
    ]);
    const above = member({ boundary: "gt" });
    expect(words(accepted(above.order("o", start, 50_001)).tierChanges[0]?.explanation)).toEqual([
      "消费 500.01 元 > 500.00 元，由普通升为金卡",
      "¥500.01 spent > ¥500.00: from Member up to Gold",
    ]);
    expect(words(accepted(above.refund("r", "o", start + 1, { amount: 1 })).tierChanges[0]?.explanation)).toEqual([
      "退款后消费 500.00 元 ≤ 500.00 元，由金卡退回普通",
      "after a refund ¥500.00 spent ≤ ¥500.00: from Gold back to Member",
    ]);
  });

  it("in growth value", () => {
    const metric = { kind: "growth", parts: [{ of: { kind: "spend" }, points: 1, per: 1 }] };
    expect(words(accepted(member({ metric }).order("o", start, 60_000)).tierChanges[0]?.explanation)).toEqual([
      "成长值 60,000 ≥ 50,000，由普通升为金卡",
      "60,000 growth value ≥ 50,000: from Member up to Gold",
    ]);
  });

  it("by a condition of its own, and no longer by it", () => {
    const when = { event: "order", is: { count: { gte: 1 } } };
    const tiers = [
      { id: "normal", name: names.normal, from: 0 },
      { id: "gold", name: names.gold, from: 0, when },
    ];
    const life = member({ metric: { kind: "condition" }, tiers });
    expect(words(accepted(life.order("o", start, 100)).tierChanges[0]?.explanation)).toEqual([
      "符合「金卡」的条件，由普通升为金卡",
      "the condition of Gold holds: from Member up to Gold",
    ]);
    expect(words(accepted(life.refund("r", "o", start + 1)).tierChanges[0]?.explanation)).toEqual([
      "退款后不再符合「金卡」的条件，由金卡退回普通",
      "after a refund the condition of Gold no longer holds: from Gold back to Member",
    ]);
  });
});

describe("why a tier was given", () => {
  it.each<[Partial<TierGrantFact>, string, string]>([
    [
      { until: at("2026-06-01") },
      "升级券授予金卡，有效至 2026-05-31：三次复购",
      "Gold given by voucher until 2026-05-31: 三次复购",
    ],
    [
      { source: "invitation" },
      "邀请授予金卡，收回前一直有效：三次复购",
      "Gold given by invitation until taken back: 三次复购",
    ],
    [
      { isLifetime: true, source: "manual" },
      "手工授予金卡，终身有效：三次复购",
      "Gold given by hand for life: 三次复购",
    ],
  ])("and until when: %o", (parts, zh, en) => {
    expect(grant(member(), parts)).toEqual([zh, en]);
  });

  it("and why it ended", () => {
    const life = member();
    grant(life, { source: "points" });
    expect(grant(life, { tier: null, reason: "退换" })).toEqual([
      "积分兑换授予的金卡结束，回到普通：退换",
      "Gold given for points has ended, back to Member: 退换",
    ]);
  });
});
