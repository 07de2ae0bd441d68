import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Condition } from "./condition.ts";
import { sentence } from "./sentence.ts";
import { asOfArbitrary, conditionArbitrary } from "./test-arbitraries.ts";

const names = {
  currency: "CNY",
  zone: "Asia/Shanghai",
  ladder: () => "成长等级",
  tier: (_ladder: string, id: string) => (id === "gold" ? "金卡" : undefined),
  store: () => "南京路店",
  value: (picker: string, value: string) => (picker === "channel" && value === "pos" ? "门店收银" : undefined),
};

const spend: Condition = {
  event: "order",
  where: { field: "order.net", op: "gte", value: 5000 },
  window: { calendar: "month", offset: -1 },
  is: { sum: { of: "order.net", gte: 100_000 } },
};

const samples: [Condition, string, string][] = [
  [{ all: [] }, "不限条件", "Always"],
  [{ not: { all: [] } }, "从不成立", "Never"],
  [
    { field: "order.net", op: "gte", value: 5000 },
    "订单实付金额不低于 ¥50.00",
    "The order's net amount is at least ¥50.00",
  ],
  [
    { not: { field: "order.net", op: "gte", value: 5000 } },
    "订单实付金额低于 ¥50.00",
    "The order's net amount is less than ¥50.00",
  ],
  [
    { not: { field: "member.gender", op: "ne", value: "female" } },
    "性别是女（或未知）",
    "The member's gender is female, or is unknown",
  ],
  [
    { field: "order.channel", op: "in", value: ["pos", "web"] },
    "订单渠道是“门店收银”或“web”",
    "The order's channel is “门店收银” or “web”",
  ],
  [
    { not: { field: "order.channel", op: "in", value: ["pos", "web"] } },
    "订单渠道不是“门店收银”、“web”中的任何一个（或未知）",
    "The order's channel is none of “门店收银”, “web”, or is unknown",
  ],
  [
    { field: "member.birthday", op: "onAnniversary", value: "month" },
    "生日在本月",
    "The member's birthday is this month",
  ],
  [{ not: { field: "member.birthday", op: "onAnniversary" } }, "今天不是生日", "Today is not the member's birthday"],
  [
    { field: "member.joinedAt", op: "inLast", value: "P1Y6M" },
    "入会时间在最近 1 年 6 个月内",
    "The member's joining date is within the last 1 year 6 months",
  ],
  [{ field: "member.age", op: "lt", value: 18 }, "年龄未满 18 岁", "The member's age is less than 18"],
  [{ field: "order.hour", op: "lte", value: 18 }, "下单钟点早于 19 点", "The hour of the order is before 19:00"],
  [
    { field: "order.weekday", op: "in", value: [6, 7] },
    "下单星期是周六或周日",
    "The weekday of the order is Saturday or Sunday",
  ],
  [
    { event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } },
    "最近 30 天内订单不少于 3 笔",
    "The member has at least 3 orders in the last 30 days",
  ],
  [
    { not: { event: "order", window: { last: "P90D" }, is: { count: { gte: 1 } } } },
    "最近 90 天内没有订单",
    "The member has no orders in the last 90 days",
  ],
  [{ event: "order", is: { count: { eq: 0 } } }, "从未有过订单", "The member has never had an order"],
  [{ event: "order", is: { count: { eq: 1 } } }, "累计订单正好 1 笔", "The member has exactly 1 order"],
  [
    spend,
    "上月符合（订单实付金额不低于 ¥50.00）的订单的实付金额合计不低于 ¥1,000.00",
    "The total net amount of the member's orders last month where (the order's net amount is at least ¥50.00) is at least ¥1,000.00",
  ],
  [
    { not: { event: "order", is: { avg: { of: "order.net", between: [1000, 5000] } } } },
    "累计订单的实付金额平均低于 ¥10.00或不低于 ¥50.00（或没有记录）",
    "The average net amount of the member's orders is less than ¥10.00 or at least ¥50.00, or there is none",
  ],
  [
    { event: "visit", window: { last: "P7D" }, is: { daysWith: { gte: 2 } } },
    "最近 7 天内有“visit”事件的天数不少于 2 天",
    "The member has at least 2 days with a “visit” event in the last 7 days",
  ],
  [
    { sequence: [{ event: "visit" }, { event: "order", within: "P7D" }] },
    "依次发生：先有“visit”事件，7 天内再有订单",
    "The member has had in this order: first a “visit” event, then, within 7 days, an order",
  ],
  [
    { not: { last: "order", where: { field: "order.channel", op: "eq", value: "pos" } } },
    "最近一笔订单不符合（订单渠道是“门店收银”），或从未有过",
    "The member's latest order does not fit (the order's channel is “门店收银”), or there is none",
  ],
  [
    { tier: { ladder: "vip", is: "at_least", tier: "gold" } },
    "“成长等级”等级不低于“金卡”",
    "The member's tier in “成长等级” is “金卡” or higher",
  ],
  [{ not: { tag: ["a", "b"] } }, "没有标签“a”或“b”", "The member is not tagged “a” or “b”"],
  [
    { bucket: { from: 0, to: 2500, salt: "exp" } },
    "在“exp”的 25% 随机分组内（0–2499 号桶）",
    "The member is in a random 25% for “exp” (buckets 0 to 2499)",
  ],
  [
    { schedule: { days: [5, 6], from: "22:00", to: "02:00" } },
    "时间在周五或周六 22:00 至次日 02:00",
    "The time is on Friday or Saturday between 22:00 and 02:00 the next day",
  ],
  [
    { not: { store: { within: 5, of: "sto_a" } } },
    "所在位置不在“南京路店”周围 5 公里内（或未知）",
    "The place is not known to be within 5 km of “南京路店”",
  ],
  [
    { not: { any: [{ tag: ["a"] }, { not: { consent: "sms" } }] } },
    "没有标签“a”，并且已同意“sms”",
    "The member is not tagged “a”, and the member has consented to “sms”",
  ],
  [
    { any: [{ all: [{ tag: ["a"] }, { tag: ["b"] }] }, { segment: "s" }] },
    "（有标签“a”，并且有标签“b”），或者属于人群“s”",
    "(the member is tagged “a”, and the member is tagged “b”), or the member is in the segment “s”",
  ],
];

describe("sentences", () => {
  test.each(samples)("%j", (condition, zh, en) => {
    expect(sentence(condition, "zh", names)).toBe(zh);
    expect(sentence(condition, "en", names)).toBe(en);
  });

  test("money follows the currency's own digits", () => {
    const condition: Condition = { field: "order.net", op: "gt", value: 5000 };
    expect(sentence(condition, "en", { currency: "JPY" })).toContain("¥5,000");
    expect(sentence(condition, "en", { currency: "KWD" })).toContain("5.000");
    expect(sentence(condition, "en")).toContain("50.00");
  });

  test("no tree makes a sentence with a hole, a double negative or a word of the program", () => {
    fc.assert(
      fc.property(asOfArbitrary.chain(conditionArbitrary), (condition) => {
        for (const text of [sentence(condition, "zh", names), sentence(condition, "en", names)]) {
          expect(text).not.toMatch(/undefined|NaN|\[object|null|not not|不不|没有没有| {2}|（）|\(\)|Invalid/);
          expect(text.length).toBeGreaterThan(1);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("a condition and its opposite never read the same", () => {
    fc.assert(
      fc.property(asOfArbitrary.chain(conditionArbitrary), (condition) => {
        expect(sentence({ not: condition }, "zh")).not.toBe(sentence(condition, "zh"));
        expect(sentence({ not: condition }, "en")).not.toBe(sentence(condition, "en"));
      }),
      { numRuns: 800 },
    );
  });
});
