import type { DescribeBook } from "./describe.ts";
import { durationParts } from "./sentence-parts.ts";

const metrics = { spend: "消费", orders: "订单数", visits: "到店天数", points_earned: "获得的积分" } as const;
const units = { month: "自然月", quarter: "自然季", year: "自然年" } as const;
const rounds = { day: "", month: "当月月底", year: "当年年底" } as const;

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

export const chinese: DescribeBook = {
  unit: "分",
  pieces: (parts) => parts.join("；"),
  rate: ({ points, unit, per, of, isOne }) =>
    `每${of === "net" ? "实付" : "原价"} ${beside(isOne ? "1 元" : per, `得 ${points} ${unit}`)}`,
  perUnit: ({ points, unit }) => `每件得 ${points} ${unit}`,
  fixed: ({ points, unit }) => `每单固定得 ${points} ${unit}`,
  when: (condition) => `条件：${condition}`,
  lines: (condition) => `只算这些商品：${condition}`,
  multipliers: (list, isHighest) =>
    `倍数：${list.map(({ name, factor, when }) => `${name} ${factor} 倍（${when}）`).join("、")}${list.length < 2 ? "" : isHighest ? "，取最高一项" : "，依次相乘"}`,
  rounding: { floor: "不足 1 分舍去", half_up: "四舍五入", ceil: "不足 1 分进为 1 分" },
  cap: (points) => `每单最多 ${points}`,
  from: (date) => `自 ${date}起`,
  to: (date) => `到 ${date}止（不含）`,
  disabled: "已停用",
  into: (wallet) => `记入「${wallet}」`,
  metric: (kind, window) => {
    const over =
      window.kind === "lifetime"
        ? "累计"
        : window.kind === "rolling"
          ? `最近 ${duration(window.duration)}的`
          : `每${units[window.unit]}的`;
    return `按${over}${metrics[kind]}`;
  },
  metricValue: (kind, value) =>
    kind === "spend" ? value : kind === "orders" ? `${value} 单` : kind === "visits" ? `${value} 天` : `${value} 分`,
  where: (condition) => `只算这些订单：${condition}`,
  firstTier: (name) => `入会即为${name}`,
  tier: (name, from, orPoints) => `满 ${from}${orPoints === null ? "" : `或获得 ${orPoints}`}为${name}`,
  never: "等级一经达到不再下降，退款除外",
  periodEnd: (window, { validFor, step, grace }) => {
    const valid =
      window.kind === "calendar"
        ? `保留到下一个${units[window.unit]}结束`
        : `有效 ${duration(validFor)}，到最后一天结束`;
    const fall = step === "one" ? "未达到则下降一级" : "再按当时的成绩评定";
    return `${valid}，${fall}${grace === undefined ? "" : `，宽限 ${duration(grace)}`}`;
  },
  pending: (iso) => (iso === null ? "即时可用" : `${duration(iso)}后可用`),
  expiry: (expiry) => {
    if (expiry.kind === "never") return "永不过期";
    if (expiry.kind === "fixed_day")
      return `${["当年", "次年"][expiry.years] ?? `${expiry.years} 年后`}的 ${expiry.month} 月 ${expiry.day} 日过期`;
    const end = rounds[expiry.round];
    return `可用之日起 ${duration(expiry.duration)}${end === "" ? "后当天结束时" : `后的${end}`}过期`;
  },
  redemption: (points, money, share) => `${points}抵 ${money}${share === null ? "" : `，每单最多抵 ${share}`}`,
  notSpendable: "不能消费",
  negative: {
    refuse: "积分已用掉时不允许退款",
    arrears: "积分已用掉时退款记为欠分，由之后的积分先还",
    floor: "积分已用掉时退款只收回剩余部分",
  },
  stage: (name, condition) => `${name}：${condition}`,
  otherwise: (name) => `${name}：其余会员`,
};
