import { expect, it } from "vitest";
import { diffProgrammes } from "./diff.ts";
import type { Programme } from "./programme.ts";
import { fullProgramme } from "./test-full-programme.ts";

function at<T>(list: readonly T[], index: number): T {
  return list[index] ?? expect.fail(`nothing at ${index}`);
}

type Change = [path: string, kind: string, zh: string, en: string];

const cases: [string, (programme: Programme) => unknown, Change[]][] = [
  [
    "a wallet's unit and decimals",
    (p) => Object.assign(at(p.wallets, 0), { unit: { zh: "点", en: "pts" }, decimals: 2 }),
    [
      ["/wallets/points/unit", "changed", "积分单位 无 → 点", "Points unit none → pts"],
      ["/wallets/points/decimals", "changed", "积分小数位数 0 → 2", "Points decimals 0 → 2"],
    ],
  ],
  [
    "when points begin and end",
    (p) => Object.assign(at(p.wallets, 0), { pending: { kind: "none" }, expiry: { kind: "never" } }),
    [
      [
        "/wallets/points/pending",
        "changed",
        "积分生效 收到“order.completed”事件后可用，最迟 14 天后可用 → 即时可用",
        "Points activation spendable once the event “order.completed” comes, at the latest after 14 days → spendable at once",
      ],
      [
        "/wallets/points/expiry",
        "changed",
        "积分有效期 最后一次增减起 1 年后的当月月底全部过期 → 永不过期",
        "Points expiry all expire 1 year after the last were earned or used, at the end of that month → never expire",
      ],
    ],
  ],
  [
    "what is spent first, and whether at all",
    (p) => Object.assign(at(p.wallets, 0), { spendOrder: "soonest_expiring", spendable: false }),
    [
      [
        "/wallets/points/spendOrder",
        "changed",
        "积分使用顺序 先用最早获得的 → 先用最早过期的",
        "Points order of use the oldest are used first → those that expire soonest are used first",
      ],
      ["/wallets/points/spendable", "changed", "积分可消费 是 → 否", "Points spendable yes → no"],
    ],
  ],
  [
    "what refunds do",
    (p) => Object.assign(at(p.wallets, 0), { negative: "arrears", returns: { kind: "keep" } }),
    [
      [
        "/wallets/points/negative",
        "changed",
        "积分扣回 积分已用掉时退款只收回剩余部分 → 积分已用掉时退款记为欠分，由之后的积分先还",
        "Points claw-back a refund takes back no more points than are left → a refund whose points are spent leaves arrears, paid by the next points",
      ],
      [
        "/wallets/points/returns",
        "changed",
        "积分退款退回 退款退回时已过期的积分至少再保留 30 天 → 退款退回的积分保持原有效期，已过期的随即失效",
        "Points returns expired points that a refund returns live for at least 30 days more → points that a refund returns keep their date, expired ones lapse at once",
      ],
    ],
  ],
  [
    "what points pay",
    (p) => {
      at(p.wallets, 2).redemption = undefined;
    },
    [
      [
        "/wallets/stars/redemption",
        "changed",
        "星星抵扣 9.0 颗抵 30.00 元 → 不能消费",
        "Stars redemption 9.0 stars pay ¥30.00 → cannot be spent",
      ],
    ],
  ],
  [
    "who may have them",
    (p) => Object.assign(at(p.wallets, 0), { transfer: undefined, pooling: "none" }),
    [
      [
        "/wallets/points/transfer",
        "changed",
        "积分转赠 会员之间可以转赠，每次至少 100 分，每人每天最多 1,000 分，有效期不变 → 不能转赠",
        "Points transfer members may give them to each other, at least 100 points at a time, at most 1,000 points a day for each member, with their dates → cannot be given to others",
      ],
      [
        "/wallets/points/pooling",
        "changed",
        "积分家庭共用 同一家庭的成员可以合用 → 只归本人使用",
        "Points sharing members of a household share them → only for the member's own use",
      ],
    ],
  ],
  [
    "what a wallet takes and is worth",
    (p) => Object.assign(at(p.wallets, 0), { caps: [], costPer1000: 2000, weightBps: 10_000 }),
    [
      [
        "/wallets/points/caps",
        "changed",
        "积分获得上限 每人每天最多获得 500 分 → 无",
        "Points earning caps a member gets at most 500 points a day → none",
      ],
      [
        "/wallets/points/costPer1000",
        "changed",
        "积分成本 每 1,000 分的成本为 10.00 元 → 每 1,000 分的成本为 20.00 元",
        "Points cost 1,000 points cost the shop ¥10.00 → 1,000 points cost the shop ¥20.00",
      ],
      [
        "/wallets/points/weightBps",
        "changed",
        "积分计入总积分的比例 50% → 100%",
        "Points share in the total 50% → 100%",
      ],
    ],
  ],
  [
    "a ladder's metric, window and boundary",
    (p) =>
      Object.assign(at(p.ladders, 2), { metric: { kind: "spend" }, window: { kind: "anniversary" }, boundary: "gt" }),
    [
      [
        "/ladders/ev/metric",
        "changed",
        "签到成绩 按进入当前等级以来的符合（事件属性“place”是“shop”）的“checkin”事件次数 → 按每个会员年度的消费",
        "Check-ins metric by number of “checkin” events where the event property “place” is “shop” since the present tier began → by spend of each membership year",
      ],
      [
        "/ladders/ev/boundary",
        "changed",
        "签到边界 达到门槛即升级（含等于） → 超过门槛才升级（不含等于）",
        "Check-ins boundary reached at the threshold → reached only above the threshold",
      ],
    ],
  ],
  [
    "which orders a ladder counts",
    (p) => {
      at(p.ladders, 0).where = { field: "order.channel", op: "eq", value: "pos" };
    },
    [
      [
        "/ladders/main/where",
        "changed",
        "成长等级计入的订单 无 → 订单渠道是“pos”",
        "Growth orders counted none → The order's channel is “pos”",
      ],
    ],
  ],
  [
    "how tiers are lost",
    (p) => {
      at(p.ladders, 0).downgrade = { kind: "never" };
    },
    [
      [
        "/ladders/main/downgrade",
        "changed",
        "成长等级降级 保留到下一个会员年度结束，再按当时的成绩评定；可能降级的会员在到期前 30、7 天收到提醒 → 等级一经达到不再下降，退款除外",
        "Growth downgrade kept to the end of the next membership year, then judged anew; members who would fall are told 30 and 7 days before → a tier once reached is kept, except after refunds",
      ],
    ],
  ],
  [
    "a tier's keeping, condition and invitation",
    (p) => Object.assign(at(at(p.ladders, 0).tiers, 1), { keep: 900, when: { tag: ["x"] }, invitationOnly: true }),
    [
      ["/ladders/main/tiers/gold/keep", "changed", "金卡保级门槛 800 → 900", "Gold threshold to keep 800 → 900"],
      [
        "/ladders/main/tiers/gold/when",
        "changed",
        "金卡条件 无 → 有标签“x”",
        "Gold condition none → The member is tagged “x”",
      ],
      ["/ladders/main/tiers/gold/invitationOnly", "changed", "金卡仅限授予 否 → 是", "Gold invitation only no → yes"],
    ],
  ],
  [
    "the order of tiers",
    (p) => {
      at(p.ladders, 0).tiers.reverse();
    },
    [
      [
        "/ladders/main/tiers",
        "changed",
        "成长等级的等级顺序 普通、金卡、黑卡 → 黑卡、金卡、普通",
        "Growth order of tiers Member, Gold, Black → Black, Gold, Member",
      ],
    ],
  ],
  [
    "a tier by condition more",
    (p) => {
      at(p.ladders, 1).tiers.push({ ...at(at(p.ladders, 1).tiers, 1), id: "c", name: { zh: "爸爸", en: "Father" } });
    },
    [
      [
        "/ladders/cond/tiers/c",
        "added",
        "新增等级「爸爸」：有标签“parent”",
        "added tier “Father”: The member is tagged “parent”",
      ],
    ],
  ],
  [
    "what makes a rule look, and what it gives",
    (p) => Object.assign(at(p.rules, 4), { trigger: { kind: "registration" }, amount: { kind: "fixed", points: 6 } }),
    [
      [
        "/rules/checkin/amount",
        "changed",
        "签到内容 每次“checkin”事件得 5 分 → 注册时得 6 分",
        "Check-in content 5 points for each “checkin” event → 6 points on joining",
      ],
    ],
  ],
  [
    "where a rule's points go",
    (p) => {
      at(p.rules, 5).wallet = "stars";
    },
    [["/rules/join/wallet", "changed", "注册记入账户 积分 → 星星", "Join wallet Points → Stars"]],
  ],
  [
    "whom a rule is for",
    (p) =>
      Object.assign(at(p.rules, 1), { when: { tag: ["vip"] }, lines: { field: "line.sku", op: "eq", value: "A" } }),
    [
      [
        "/rules/slices/when",
        "changed",
        "分段条件 无 → 有标签“vip”",
        "Slices condition none → The member is tagged “vip”",
      ],
      [
        "/rules/slices/lines",
        "changed",
        "分段商品范围 无 → 商品编码是“A”",
        "Slices items none → The product code is “A”",
      ],
    ],
  ],
  [
    "how a rule rounds, stacks and leaves out tenders",
    (p) => Object.assign(at(p.rules, 0), { rounding: "ceil", stacking: "multiply", excludeTenders: [] }),
    [
      [
        "/rules/table/excludeTenders",
        "changed",
        "分档不计的支付方式 gift_card、voucher → 无",
        "Table tenders left out gift_card, voucher → none",
      ],
      ["/rules/table/rounding", "changed", "分档取整 舍去 → 进位", "Table rounding down → up"],
      [
        "/rules/table/stacking",
        "changed",
        "分档倍数叠加 加成相加 → 依次相乘",
        "Table stacking their extras are added → one after the other",
      ],
    ],
  ],
  [
    "a rule's place and limits",
    (p) => Object.assign(at(p.rules, 0), { group: undefined, priority: 0, caps: [], budgets: [] }),
    [
      ["/rules/table/group", "changed", "分档规则组 择优 → 无", "Table group Best of → none"],
      ["/rules/table/priority", "changed", "分档优先级 10 → 0", "Table priority 10 → 0"],
      [
        "/rules/table/caps",
        "changed",
        "分档上限 每单最多 500 分、每人每天最多 3 次、每人累计最多 10,000 分、100 次 → 无",
        "Table caps at most 500 points an order, at most 3 times a day for each member, at most 10,000 points and 100 times in all for each member → none",
      ],
      ["/rules/table/budgets", "changed", "分档预算 春节 → 无", "Table budgets Spring → none"],
    ],
  ],
  [
    "a rule's time",
    (p) =>
      Object.assign(at(p.rules, 0), { validFrom: "2026-03-01T00:00:00+08:00", validTo: "2026-04-01T00:00:00+08:00" }),
    [
      ["/rules/table/validFrom", "changed", "分档开始时间 无 → 2026年3月1日", "Table start none → March 1, 2026"],
      ["/rules/table/validTo", "changed", "分档结束时间 无 → 2026年4月1日", "Table end none → April 1, 2026"],
    ],
  ],
  [
    "a multiplier's lines",
    (p) => {
      at(at(p.rules, 0).multipliers, 0).lines = undefined;
    },
    [
      [
        "/rules/table/multipliers/w/lines",
        "changed",
        "周末商品范围 商品品类是“coffee” → 无",
        "Weekend items The product category is “coffee” → none",
      ],
    ],
  ],
  [
    "the order of rules",
    (p) => {
      p.rules = p.rules.slice(0, 2).reverse().concat(p.rules.slice(2));
    },
    [
      [
        "/rules",
        "changed",
        "规则顺序 分档、分段、公式、金额、签到、注册、生日、生日、周年、升级、升级 → 分段、分档、公式、金额、签到、注册、生日、生日、周年、升级、升级",
        "order of rules Table, Slices, Formula, Rate, Check-in, Join, Birthday, Birthday, Anniversary, Rise, Rise → Slices, Table, Formula, Rate, Check-in, Join, Birthday, Birthday, Anniversary, Rise, Rise",
      ],
    ],
  ],
  [
    "how a group picks",
    (p) => {
      at(p.ruleGroups, 0).pick = "first";
    },
    [
      [
        "/ruleGroups/best/pick",
        "changed",
        "择优取用 给得最多的一条生效 → 优先级最高的一条生效",
        "Best of pick the one that gives most → the one with the highest priority",
      ],
    ],
  ],
  [
    "a group less and a budget more",
    (p) => {
      p.ruleGroups = [];
      p.budgets.push({ id: "more", name: { zh: "夏季", en: "Summer" }, points: 10, per: "total" });
    },
    [
      [
        "/ruleGroups/best",
        "removed",
        "移除规则组「择优」：给得最多的一条生效",
        "removed rule group “Best of”: the one that gives most",
      ],
      [
        "/budgets/more",
        "added",
        "新增预算「夏季」：总共最多发放 10 分",
        "added budget “Summer”: at most 10 points in all",
      ],
    ],
  ],
  [
    "what a budget allows",
    (p) => Object.assign(at(p.budgets, 0), { points: 5, money: undefined, per: "week" }),
    [
      [
        "/budgets/spring/limit",
        "changed",
        "春节额度 每月最多发放 100,000 分，且成本不超过 5,000.00 元 → 每周最多发放 5 分",
        "Spring limit at most 100,000 points and a cost of ¥5,000.00 each month → at most 5 points each week",
      ],
    ],
  ],
];

it.each(cases)("a difference says %s", (_, change, expected) => {
  const after = fullProgramme();
  change(after);
  const found = diffProgrammes(fullProgramme(), after).map(({ path, kind, zh, en }) => [path, kind, zh, en]);
  expect(found).toEqual(expected);
});
