import type { Phrases, Words } from "./explain.ts";
import type { Explanation } from "./facts.ts";
import { countText, factorText } from "./money-text.ts";

type Part = (explanation: Explanation) => string;

const metrics: Record<string, (value: string) => string> = {
  spend: (value) => `消费 ${value}`,
  orders: (value) => `订单 ${value} 笔`,
  visits: (value) => `到店 ${value} 天`,
  points_earned: (value) => `获得积分 ${value}`,
  events: (value) => `发生 ${value} 次`,
  growth: (value) => `成长值 ${value}`,
};
const sources: Record<string, string> = { manual: "手工", invitation: "邀请", voucher: "升级券", points: "积分兑换" };

function factors(words: Words, part: Part): string {
  const multipliers = words.parts.filter(({ code }) => code === "multiplier");
  if (words.text("isAdded") === "true" && multipliers.length > 1)
    return ` ×（${multipliers.map(part).join(" + ")}，加成相加）`;
  return multipliers.map((one) => ` × ${part(one)}`).join("");
}

function bonus(words: Words): string {
  return words.has("bonus") ? `，其中基础 ${words.count("base")}、加赠 ${words.count("bonus")}` : "";
}

const occasions: Record<string, string> = {
  registration: "入会：",
  birthday: "生日：",
  anniversary: "入会周年：",
  tier_entry: "升级：",
};

function occasion(words: Words): string {
  if (words.text("trigger") === "event") return `事件 ${words.text("event")}：`;
  return occasions[words.text("trigger")] ?? "";
}

const periods: Record<string, string> = {
  day: "每日",
  week: "每周",
  month: "每月",
  year: "每年",
  lifetime: "总",
};

function cap(words: Words): string {
  const period = periods[words.text("per")];
  if (!period) return "单笔上限";
  return `${words.text("of") === "wallet" ? "该积分" : "本规则"}${period}${words.text("isByTimes") === "true" ? "次数" : ""}上限`;
}

/** The end of every sentence about an earning. */
function gives(words: Words, part: Part): string {
  return ` = ${points(words)}${bonus(words)}${rest(words, part)}${rule(words)}`;
}

function rest(words: Words, part: Part): string {
  return words.parts
    .filter(({ code }) => code !== "multiplier")
    .map((one) => `，${part(one)}`)
    .join("");
}

/** Versions count from 1; a draft that is tried out has none. */
function rule(words: Words): string {
  const version = words.text("version");
  return `（规则「${words.text("rule")}」，${version === "0" ? "草稿" : `v${version}`}）`;
}

function rate(words: Words): string {
  const per = words.isYuan && words.number("per") === 100 ? "元" : words.money("per");
  return `${words.count("rate")} ${words.unit}/${per}`;
}

function basis(words: Words): string {
  const lines = words.text("someLines") === "true" ? "符合条件的商品" : "本单";
  const of = words.text("of") === "gross" ? "原价" : words.text("of") === "before_points" ? "折后价（含积分抵扣）" : "";
  return `${lines}${of} ${words.money("eligible")}${words.text("lessTenders") === "true" ? "（不计积分的支付方式除外）" : ""}`;
}

function points(words: Words, name = "points"): string {
  return `${words.count(name)} ${words.unit}`;
}

function listed(parts: (string | false)[]): string {
  const present = parts.filter((part) => part !== false);
  return present.length === 0 ? "" : `：${present.join("、")}`;
}

function reached(words: Words, isReached: boolean): string {
  if (words.text("byPoints") === "true") return `获得积分 ${words.count("points")} ≥ ${words.count("pointsThreshold")}`;
  if (!words.has("metric")) return `${isReached ? "符合" : "不再符合"}「${words.text("tier")}」的条件`;
  const isAbove = words.text("isAbove") === "true";
  const sign = isReached ? (isAbove ? ">" : "≥") : isAbove ? "≤" : "<";
  return `${words.metric("metric")} ${sign} ${words.metric("threshold").replace(/^\S+ /, "")}`;
}

function grant(words: Words): string {
  if (words.text("isLifetime") === "true") return "终身有效";
  return words.has("until") ? `有效至 ${words.text("until")}` : "收回前一直有效";
}

function note(words: Words): string {
  return words.has("note") ? `：${words.text("note")}` : "";
}

function arrearsPaid({ parts }: Words): string {
  const paid = parts.find(({ code }) => code === "arrears.paid");
  return paid ? `，其中 ${countText(Number(paid.params.points))} 抵扣之前的欠分` : "";
}

function renewed({ parts }: Words): string {
  const part = parts.find(({ code }) => code === "return.renewed");
  if (!part) return "";
  return part.params.policy === "regrant" ? "，有效期按新获得计算" : "，有效期按退回积分的最短期限计算";
}

const phrases: Phrases = {
  "earn.rate": (words, part) => `${basis(words)} × ${rate(words)}${factors(words, part)}${gives(words, part)}`,
  "earn.per_unit": (words, part) =>
    `${words.count("eligible")} 件 × ${words.count("rate")} ${words.unit}/件${factors(words, part)}${gives(words, part)}`,
  "earn.fixed": (words, part) => {
    const product = factors(words, part);
    if (product === "" && words.number("rate") === words.number("points"))
      return `${occasion(words)}固定 ${points(words)}${rest(words, part)}${rule(words)}`;
    return `${occasion(words)}固定 ${points(words, "rate")}${product}${gives(words, part)}`;
  },
  "earn.table": (words, part) => {
    if (!words.has("stepFrom")) return `${basis(words)} 按阶梯分段计${factors(words, part)}${gives(words, part)}`;
    const step = words.has("per") ? `按 ${rate(words)}` : `得 ${points(words, "rate")}`;
    return `${basis(words)}，满 ${words.money("stepFrom")}${step}${factors(words, part)}${gives(words, part)}`;
  },
  "earn.formula": (words, part) => {
    const from = words.has("trigger") ? occasion(words) : `${basis(words)} `;
    return `${from}按公式计${factors(words, part)}${gives(words, part)}`;
  },
  "formula.failed": () => "公式算不出结果，不计分",
  multiplier: (words) => {
    const some = words.text("isUnits") === "true" ? `${words.count("eligible")} 件` : words.money("eligible");
    return `${words.text("name")} ${factorText(words.number("factorBps"))}${words.has("eligible") ? `（仅其中 ${some}）` : ""}`;
  },
  capped: (words) => `超过${cap(words)}，由 ${words.count("from")} 降为 ${words.count("to")}`,
  budget: (words) => `预算「${words.text("budget")}」只剩这些，由 ${words.count("from")} 降为 ${words.count("to")}`,
  "arrears.paid": (words) => `其中 ${words.count("points")} 抵扣之前的欠分`,
  "activate.lot": (words) => `${points(words)}等待期满，可以使用`,
  "expire.lot": (words) => `${points(words)}到期失效（该批次共 ${words.count("of")}）`,
  "activate.awaited": (words) => `${points(words)}等待的事件已发生，可以使用`,
  "expire.inactivity": (words) =>
    `${points(words)}失效：${words.has("since") ? `自 ${words.text("since")} 起` : ""}没有获得或使用积分`,
  "expire.cancelled": (words) => `${points(words)}取消：等待的事件没有按时发生`,
  "spend.direct": (words) => `使用 ${points(words)}：${words.text("reason")}`,
  "spend.tier": (words) => `使用 ${points(words)}兑换「${words.text("offer")}」`,
  "spend.hold": (words) => `使用为「${words.text("reference")}」冻结的 ${points(words)}`,
  "hold.open": (words) => `为「${words.text("reference")}」冻结 ${points(words)}`,
  "hold.rest": (words) => `「${words.text("reference")}」冻结中未用的 ${points(words)}退回${arrearsPaid(words)}`,
  "hold.release": (words) => `释放为「${words.text("reference")}」冻结的 ${points(words)}${arrearsPaid(words)}`,
  "hold.expired": (words) => `「${words.text("reference")}」的冻结超时，退回 ${points(words)}${arrearsPaid(words)}`,
  "transfer.out": (words) => `转赠 ${points(words)}给其他会员${note(words)}`,
  "transfer.in": (words) => `收到其他会员转赠的 ${points(words)}${note(words)}${arrearsPaid(words)}`,
  "transfer.household_out": (words) => `${points(words)}供家庭成员使用`,
  "transfer.household_in": (words) => `使用家庭成员的 ${points(words)}${arrearsPaid(words)}`,
  "import.opening": (words) => `转入期初 ${points(words)}：${words.text("reason")}${arrearsPaid(words)}`,
  "spend.order": (words) => `用 ${points(words)}抵扣 ${words.money("money")}`,
  "return.refund": (words) => {
    const lapsed =
      words.number("lapsed") > 0 ? `，其中 ${words.count("lapsed")} 所在批次已过期，保持原有效期，随即失效` : "";
    return `退款退回当时支付的 ${points(words)}（该单共用 ${words.count("paid")}）${lapsed}${renewed(words)}`;
  },
  "return.reversal": (words) => {
    const lapsed = words.number("lapsed") > 0 ? `，其中 ${words.count("lapsed")} 所在批次已过期，随即失效` : "";
    return `冲正，退回 ${points(words)}（原扣 ${words.count("of")}）${lapsed}${renewed(words)}：${words.text("reason")}`;
  },
  "revoke.reversal": (words) => {
    const owed = words.number("arrears") > 0 ? `，其中 ${words.count("arrears")} 记为欠分` : "";
    const waived = words.number("waived") > 0 ? `；余额不足，${words.count("waived")} 不再追回` : "";
    const lapsed = words.number("lapsed") > 0 ? `；${words.count("lapsed")} 已过期，不重复收回` : "";
    return `冲正，收回 ${points(words)}（原得 ${words.count("granted")}）${owed}${waived}${lapsed}：${words.text("reason")}`;
  },
  "revoke.refund": (words) => {
    const sources = listed([
      words.number("fromOrder") > 0 && `本单批次 ${words.count("fromOrder")}`,
      words.number("fromOthers") > 0 && `其他批次 ${words.count("fromOthers")}`,
      words.number("arrears") > 0 && `记为欠分 ${words.count("arrears")}`,
    ]);
    const waived = words.number("waived") > 0 ? `；余额不足，${words.count("waived")} 不再追回` : "";
    const lapsed = words.number("lapsed") > 0 ? `；${words.count("lapsed")} 已过期，不重复收回` : "";
    return `退款收回 ${points(words)}（该单共得 ${words.count("granted")}）${sources}${waived}${lapsed}`;
  },
  "adjust.manual": (words) =>
    `手工${words.number("points") > 0 ? "增加" : "扣减"} ${countText(Math.abs(words.number("points")))} ${words.unit}：${words.text("reason")}${arrearsPaid(words)}`,
  "tier.enrolled": (words) => `进入「${words.text("ladder")}」，为${words.text("to")}`,
  "tier.upgraded": (words) => `${reached(words, true)}，由${words.text("from")}升为${words.text("to")}`,
  "tier.renewed": (words) => `${reached(words, true)}，${words.text("to")}续期`,
  "tier.downgraded": (words) => `有效期满，${reached(words, false)}，由${words.text("from")}降为${words.text("to")}`,
  "tier.refund": (words) => `退款后${reached(words, false)}，由${words.text("from")}退回${words.text("to")}`,
  "tier.granted": (words) =>
    `${sources[words.text("source")] ?? ""}授予${words.text("to")}，${grant(words)}：${words.text("reason")}`,
  "tier.grant_ended": (words) =>
    `${sources[words.text("source")] ?? ""}授予的${words.text("from")}结束，回到${words.text("to")}：${words.text("reason")}`,
};

export const chinese = {
  phrases,
  unit: "分",
  metric: (kind: string, value: string): string => metrics[kind]?.(value) ?? value,
};
