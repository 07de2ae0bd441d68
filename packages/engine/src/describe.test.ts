import { describe, expect, it } from "vitest";
import { describeBudget, describeLadder, describeRule, describeRuleGroup, describeWallet } from "./describe.ts";
import type { Programme } from "./programme.ts";
import { fullProgramme } from "./test-full-programme.ts";

const given = fullProgramme();

type Describe<T> = (item: T, programme: Programme, locale: "zh" | "en") => string;

function words<T extends { id: string }>(items: readonly T[], say: Describe<T>): Record<string, [string, string]> {
  return Object.fromEntries(items.map((item) => [item.id, [say(item, given, "zh"), say(item, given, "en")]]));
}

describe("in words, as a shop would say it", () => {
  it.each([
    [
      "points",
      "收到“order.completed”事件后可用，最迟 14 天后可用；最后一次增减起 1 年后的当月月底全部过期；100 分抵 1.00 元，每次至少用 200 分，须为 100 分的整数倍；先用最早获得的；积分已用掉时退款只收回剩余部分；退款退回时已过期的积分至少再保留 30 天；会员之间可以转赠，每次至少 100 分，每人每天最多 1,000 分，有效期不变；同一家庭的成员可以合用；每人每天最多获得 500 分；每 1,000 分的成本为 10.00 元；按 50% 计入总积分",
      "spendable once the event “order.completed” comes, at the latest after 14 days; all expire 1 year after the last were earned or used, at the end of that month; 100 points pay ¥1.00, at least 200 points at a time, in steps of 100 points; the oldest are used first; a refund takes back no more points than are left; expired points that a refund returns live for at least 30 days more; members may give them to each other, at least 100 points at a time, at most 1,000 points a day for each member, with their dates; members of a household share them; a member gets at most 500 points a day; 1,000 points cost the shop ¥10.00; 50% of them count in the points total",
    ],
    [
      "growth",
      "即时可用；永不过期；不能消费；积分已用掉时退款记为欠分，由之后的积分先还；不计入总积分",
      "spendable at once; never expire; cannot be spent; a refund whose points are spent leaves arrears, paid by the next points; not part of the points total",
    ],
    [
      "stars",
      "收到“paid”事件后可用，7 天后仍未收到则作废；永不过期；9.0 颗抵 30.00 元；积分已用掉时退款记为欠分，由之后的积分先还；退款退回时已过期的积分按新得积分重新计算有效期；会员之间可以转赠，有效期重新计算",
      "spendable once the event “paid” comes, cancelled without it after 7 days; never expire; 9.0 stars pay ¥30.00; a refund whose points are spent leaves arrears, paid by the next points; expired points that a refund returns live as long as new ones; members may give them to each other, with new dates",
    ],
  ])("wallet %s", (id, zh, en) => {
    expect(words(given.wallets, describeWallet)[id]).toEqual([zh, en]);
  });

  it.each([
    [
      "main",
      "按每个会员年度的成长值：每消费 1.00 元计 1、每笔订单计 5、每到店 2 天计 1、每获得 1 成长值计 1、每次“checkin”事件计 2；入会即为普通；超过 1,000 点成长值为金卡（超过 800 点成长值可保级）；黑卡只能由商家授予；保留到下一个会员年度结束，再按当时的成绩评定；可能降级的会员在到期前 30、7 天收到提醒",
      "by growth value of each membership year: 1 for each ¥1.00 spent, 5 for each order, 1 for each 2 days with a visit, 1 for each growth value earned, 2 for each “checkin” event; Member from joining; Gold above growth value 1,000 (kept above growth value 800); Black only by invitation; kept to the end of the next membership year, then judged anew; members who would fall are told 30 and 7 days before",
    ],
    [
      "cond",
      "每个等级各有条件，符合的最高一级有效；入会即为普通；妈妈：有标签“parent”；等级一经达到不再下降，退款除外",
      "each tier has a condition of its own, the highest that holds counts; Member from joining; Parent when the member is tagged “parent”; a tier once reached is kept, except after refunds",
    ],
    [
      "ev",
      "按进入当前等级以来的符合（事件属性“place”是“shop”）的“checkin”事件次数；入会即为普通；满 10 次为常客；等级一经达到不再下降，退款除外",
      "by number of “checkin” events where the event property “place” is “shop” since the present tier began; Member from joining; Regular from 10 events; a tier once reached is kept, except after refunds",
    ],
  ])("ladder %s", (id, zh, en) => {
    expect(words(given.ladders, describeLadder)[id]).toEqual([zh, en]);
  });

  it.each([
    [
      "table",
      "按应付（含积分抵扣）金额分档：第一档每 1.00 元得 1 分、满 500.00 元起每 1.00 元得 2 分，按达到的最高一档计算全部金额；用 gift_card、voucher 支付的金额不计；倍数：周末 2 倍（时间在周六或周日；只乘这些商品：商品品类是“coffee”）、新店 1.5 倍（下单门店是“sto_a”），加成相加；不足 1 分舍去；每单最多 500 分；每人每天最多 3 次；每人累计最多 10,000 分、100 次；与规则组「择优」的其他规则只取一条：给得最多的一条生效；优先级 10；受预算「春节」限制，用完即止；记入「积分」",
      "by the amount before points: to begin with 1 point for each ¥1.00, from ¥500.00 2 points for each ¥1.00; the highest step reached decides for the whole amount; money paid by gift_card and voucher does not count; times 2 for Weekend (the time is on Saturday or Sunday; only for items where the product category is “coffee”), 1.5 for New store (the order's store is “sto_a”), their extras are added; rounded down; at most 500 points an order; at most 3 times a day for each member; at most 10,000 points and 100 times in all for each member; only one rule of the group “Best of” gives: the one that gives most; priority 10; out of the budget “Spring”, while it lasts; into “Points”",
    ],
    [
      "slices",
      "按原价金额分档：第一档得 0 分、满 100.00 元得 10 分，各档内的金额分别计算；不足 1 分舍去；记入「积分」",
      "by the amount before discounts: to begin with 0 points, from ¥100.00 10 points; each step counts for its own part of the amount; rounded down; into “Points”",
    ],
    [
      "formula",
      "按公式计算：eligible / 100 * 2（金额按原价）；不足 1 分舍去；记入「积分」",
      "points by the formula eligible / 100 * 2 (on the amount before discounts); rounded down; into “Points”",
    ],
    [
      "rate",
      "每应付（含积分抵扣）10.00 元得 0.1 颗；不足 1 分舍去；记入「星星」",
      "0.1 stars for each ¥10.00 paid in money or points; rounded down; into “Stars”",
    ],
    ["checkin", "每次“checkin”事件得 5 分；记入「积分」", "5 points for each “checkin” event; into “Points”"],
    ["join", "注册时得 100 分；记入「积分」", "100 points on joining; into “Points”"],
    [
      "birthday",
      "每年生日前 7 天，按公式计算：member.age * 10；不足 1 分舍去；记入「积分」",
      "points by the formula member.age * 10, 7 days before each birthday; rounded down; into “Points”",
    ],
    ["bday", "每年生日当天得 0.5 颗；记入「星星」", "0.5 stars on each birthday; into “Stars”"],
    ["anniversary", "每年入会纪念日得 1 分；记入「积分」", "1 point on each anniversary of joining; into “Points”"],
    [
      "entry",
      "升入“成长等级”的金卡、黑卡时得 50 分；记入「积分」",
      "50 points on rising to Gold or Black in “Growth”; into “Points”",
    ],
    [
      "any",
      "升入“成长等级”的任一更高等级时得 50 分；记入「积分」",
      "50 points on rising to a higher tier in “Growth”; into “Points”",
    ],
  ])("rule %s", (id, zh, en) => {
    expect(words(given.rules, describeRule)[id]).toEqual([zh, en]);
  });

  it.each([["best", "给得最多的一条生效", "the one that gives most"]])("group %s", (id, zh, en) => {
    expect(words(given.ruleGroups, describeRuleGroup)[id]).toEqual([zh, en]);
  });

  it.each([
    [
      "spring",
      "每月最多发放 100,000 分，且成本不超过 5,000.00 元",
      "at most 100,000 points and a cost of ¥5,000.00 each month",
    ],
    ["none", "未设上限", "no limit yet"],
  ])("budget %s", (id, zh, en) => {
    expect(words(given.budgets, describeBudget)[id]).toEqual([zh, en]);
  });
});
