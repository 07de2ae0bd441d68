import type { AmountOf, CountedWords, DescribeBook, TriggerWords } from "./describe-book.ts";
import type { Ladder, Period } from "./programme.ts";
import { durationParts } from "./sentence-parts.ts";

const units = { month: "自然月", quarter: "自然季", year: "自然年" } as const;
const rounds = { day: "", month: "当月月底", year: "当年年底" } as const;
const periods: Record<Period, string> = { day: "每天", week: "每周", month: "每月", year: "每年" };
const money: Record<AmountOf, string> = { net: "实付", before_points: "应付（含积分抵扣）", gross: "原价" };

function duration(iso: string): string {
  const { years, months, days, hours, minutes, seconds } = durationParts(iso);
  const parts: [number, string][] = [
    [years, "年"],
    [months, "个月"],
    [days, "天"],
    [hours, "小时"],
    [minutes, "分钟"],
    [seconds, "秒"],
  ];
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(" ");
}

/** A space only between a figure and a word, as Chinese is set. */
function beside(left: string, right: string): string {
  return /[\u4e00-\u9fff]$/.test(left) ? `${left}${right}` : `${left} ${right}`;
}

function after(iso: string): string {
  return `${duration(iso)}后`;
}

function over(window: Ladder["window"]): string {
  switch (window.kind) {
    case "lifetime":
      return "累计";
    case "rolling":
      return `最近 ${duration(window.duration)}的`;
    case "calendar":
      return `每${units[window.unit]}的`;
    case "anniversary":
      return "每个会员年度的";
    case "since_tier":
      return "进入当前等级以来的";
  }
}

function counted({ kind, event, wallet, where }: CountedWords): string {
  const which = where === null ? "" : `符合（${where}）的`;
  switch (kind) {
    case "spend":
      return "消费";
    case "orders":
      return "订单数";
    case "visits":
      return "到店天数";
    case "points_earned":
      return `获得的${wallet ?? "积分"}`;
    case "events":
      return `${which}“${event}”事件次数`;
  }
}

const measures = { spend: "", orders: "笔订单", visits: "天到店", points_earned: "", events: "次" } as const;

function happens(trigger: Exclude<TriggerWords, { kind: "order" }>): string {
  switch (trigger.kind) {
    case "event":
      return `每次“${trigger.event}”事件`;
    case "registration":
      return "注册时";
    case "anniversary":
      return "每年入会纪念日";
    case "birthday":
      return trigger.daysBefore === 0 ? "每年生日当天" : `每年生日前 ${trigger.daysBefore} 天`;
    case "tier_entry":
      return `升入“${trigger.ladder}”的${trigger.tiers.length === 0 ? "任一更高等级" : trigger.tiers.join("、")}时`;
  }
}

function validity(window: Ladder["window"], validFor: string): string {
  if (window.kind === "calendar") return `保留到下一个${units[window.unit]}结束`;
  if (window.kind === "anniversary") return "保留到下一个会员年度结束";
  return `有效 ${duration(validFor)}，到最后一天结束`;
}

export const chinese: DescribeBook = {
  unit: "分",
  pieces: (parts) => parts.join("；"),
  list: (parts) => parts.join("、"),
  duration,
  amount: (points, unit) => `${points} ${unit}`,

  trigger: (trigger, gives) => {
    if (trigger.kind === "order") return gives;
    return `${happens(trigger)}${gives.startsWith("得") ? "" : "，"}${gives}`;
  },
  rate: ({ points, unit, per, of, isOne }) =>
    `每${money[of]}${money[of].endsWith("）") ? "" : " "}${beside(isOne ? "1 元" : per, `得 ${points} ${unit}`)}`,
  perUnit: (amount) => `每件得 ${amount}`,
  fixed: (amount, isOrder) => `${isOrder ? "每单固定" : ""}得 ${amount}`,
  table: (of, mode, steps) =>
    `按${money[of]}金额分档：${steps.join("、")}，${mode === "whole" ? "按达到的最高一档计算全部金额" : "各档内的金额分别计算"}`,
  step: (from, amount, per) => {
    const gives = per === null ? `得 ${amount}` : `每 ${beside(per, `得 ${amount}`)}`;
    if (from === null) return `第一档${gives}`;
    return per === null ? beside(`满 ${from}`, gives) : `${beside(`满 ${from}`, "起")}${gives}`;
  },
  formula: (expression, of) => `按公式计算：${expression}${of === "net" ? "" : `（金额按${money[of]}）`}`,
  when: (condition) => `条件：${condition}`,
  lines: (condition) => `只算这些商品：${condition}`,
  excluded: (tenders) => `用 ${tenders} 支付的金额不计`,
  multipliers: (list, stacking) => {
    const each = list.map(({ name, factor, when, lines }) => {
      const only = lines === null ? "" : `；只乘这些商品：${lines}`;
      return `${name} ${factor} 倍（${when}${only}）`;
    });
    return `倍数：${each.join("、")}${list.length < 2 ? "" : `，${chinese.stacking[stacking]}`}`;
  },
  stacking: { highest: "取最高一项", multiply: "依次相乘", add: "加成相加" },
  rounding: { floor: "不足 1 分舍去", half_up: "四舍五入", ceil: "不足 1 分进为 1 分" },
  cap: (per, points, times) => {
    const who = per === "order" ? "每单" : per === "lifetime" ? "每人累计" : `每人${periods[per]}`;
    const limits = [...(points === null ? [] : [points]), ...(times === null ? [] : [`${times} 次`])];
    return `${who}最多 ${limits.join("、")}`;
  },
  group: (name, pick) => `与规则组「${name}」的其他规则只取一条：${chinese.pick[pick]}`,
  pick: { first: "优先级最高的一条生效", best: "给得最多的一条生效" },
  priority: (value) => `优先级 ${value}`,
  budgets: (names) => `受预算${names.map((name) => `「${name}」`).join("、")}限制，用完即止`,
  from: (date) => `自 ${date}起`,
  to: (date) => `到 ${date}止（不含）`,
  disabled: "已停用",
  into: (wallet) => `记入「${wallet}」`,

  metric: (what, window) => `按${over(window)}${counted(what)}`,
  growth: (parts, window) => `按${over(window)}成长值：${parts.join("、")}`,
  growthPart: (what, points, per) => {
    const which = what.where === null ? "" : `（${what.where}）`;
    const each: Record<CountedWords["kind"], string> = {
      spend: `每消费 ${per}`,
      orders: per === null ? "每笔订单" : `每 ${per} 笔订单`,
      visits: per === null ? "每到店一天" : `每到店 ${per} 天`,
      points_earned: `每获得 ${per ?? "1"} ${what.wallet ?? "积分"}`,
      events: `每${per === null ? "" : ` ${per} `}次“${what.event}”事件${which}`,
    };
    return `${each[what.kind]}计 ${points}`;
  },
  byCondition: "每个等级各有条件，符合的最高一级有效",
  metricValue: (kind, value) => {
    if (kind === "spend") return value;
    if (kind === "growth" || kind === "condition") return `${value} 点成长值`;
    if (kind === "orders") return `${value} 单`;
    if (kind === "points_earned") return `${value} 分`;
    return `${value} ${kind === "visits" ? "天" : measures[kind]}`;
  },
  where: (condition) => `只算这些订单：${condition}`,
  tier: ({ name, from, orPoints, keep, when, isInvitationOnly, isFirst }, boundary) => {
    if (isFirst) return `入会即为${name}`;
    if (isInvitationOnly) return `${name}只能由商家授予`;
    if (when !== null) return `${name}：${when}`;
    const or = orPoints === null ? "" : `或获得 ${orPoints}`;
    const kept = keep === null ? "" : `（${boundary === "gte" ? "满" : "超过"} ${keep}可保级）`;
    return `${boundary === "gte" ? "满" : "超过"} ${from}${or}为${name}${kept}`;
  },
  never: "等级一经达到不再下降，退款除外",
  periodEnd: (window, { validFor, step, grace }) => {
    const fall = step === "one" ? "未达到则下降一级" : "再按当时的成绩评定";
    return `${validity(window, validFor)}，${fall}${grace === undefined ? "" : `，宽限 ${duration(grace)}`}`;
  },
  notice: (days) => `可能降级的会员在到期前 ${days.toSorted((a, b) => b - a).join("、")} 天收到提醒`,

  pending: (pending) => {
    if (pending.kind === "none") return "即时可用";
    if (pending.kind === "duration") return `${after(pending.duration)}可用`;
    const { event, atLatest, otherwise } = pending;
    if (atLatest === undefined) return `收到“${event}”事件后可用`;
    return `收到“${event}”事件后可用，${otherwise === "cancel" ? `${after(atLatest)}仍未收到则作废` : `最迟 ${after(atLatest)}可用`}`;
  },
  expiry: (expiry) => {
    if (expiry.kind === "never") return "永不过期";
    if (expiry.kind === "fixed_day")
      return `${["当年", "次年"][expiry.years] ?? `${expiry.years} 年后`}的 ${expiry.month} 月 ${expiry.day} 日过期`;
    const end = rounds[expiry.round];
    const when = `${duration(expiry.duration)}${end === "" ? "后当天结束时" : `后的${end}`}`;
    return expiry.kind === "duration" ? `可用之日起 ${when}过期` : `最后一次增减起 ${when}全部过期`;
  },
  spendOrder: { soonest_expiring: "先用最早过期的", oldest: "先用最早获得的" },
  redemption: (points, value, share) => `${points}抵 ${value}${share === null ? "" : `，每单最多抵 ${share}`}`,
  redemptionLimits: (min, step) =>
    `${min === null ? "" : `，每次至少用 ${min}`}${step === null ? "" : `，须为 ${step}的整数倍`}`,
  notSpendable: "不能消费",
  negative: {
    refuse: "积分已用掉时不允许退款",
    arrears: "积分已用掉时退款记为欠分，由之后的积分先还",
    floor: "积分已用掉时退款只收回剩余部分",
  },
  returns: (returns) => {
    if (returns.kind === "keep") return "退款退回的积分保持原有效期，已过期的随即失效";
    if (returns.kind === "minimum") return `退款退回时已过期的积分至少再保留 ${duration(returns.duration)}`;
    return "退款退回时已过期的积分按新得积分重新计算有效期";
  },
  transfer: (dates, min, perDay) => {
    const limits = `${min === null ? "" : `，每次至少 ${min}`}${perDay === null ? "" : `，每人每天最多 ${perDay}`}`;
    return `会员之间可以转赠${limits}，${dates === "keep" ? "有效期不变" : "有效期重新计算"}`;
  },
  noTransfer: "不能转赠",
  pooling: { none: "只归本人使用", household: "同一家庭的成员可以合用" },
  walletCap: (per, points) => `每人${periods[per]}最多获得 ${points}`,
  cost: (points, value) => `每 ${points}的成本为 ${value}`,
  weight: (percent) => (percent === 0 ? "不计入总积分" : `按 ${percent}% 计入总积分`),

  offerTier: (name, ladder) => (name === null ? `「${ladder}」升一级` : `「${ladder}」的${name}`),
  offerPrice: (amount, wallet) => `「${wallet}」${amount}`,
  offer: (price, tier, length) => `用${price}兑换${tier}，有效 ${length}，到最后一天结束`,
  oncePer: (per) => `每人${periods[per]}限一次`,

  budget: (limits, per) => {
    if (limits.length === 0) return "未设上限";
    return `${per === "total" ? "总共" : periods[per]}最多发放 ${limits.join("，且成本不超过 ")}`;
  },
  stage: (name, condition) => `${name}：${condition}`,
  otherwise: (name) => `${name}：其余会员`,
};
