import type {
  EventLeaf,
  FieldLeaf,
  LastLeaf,
  Leaf,
  ScheduleLeaf,
  SequenceLeaf,
  StoreLeaf,
  TierLeaf,
  Window,
} from "./condition.ts";
import { measureOf } from "./measure.ts";
import type { PathInfo } from "./paths.ts";
import type { Phrasebook } from "./sentence.ts";
import {
  type Comparator,
  type Comparison,
  comparisonsOf,
  dateText,
  durationParts,
  money,
  pathInfo,
  plainNumber,
  presenceOf,
  type SentenceNames,
  spokenOp,
  valueName,
} from "./sentence-parts.ts";

type Nested = (condition: NonNullable<EventLeaf["where"]>) => string;

const weekdays = ["", "周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const genders: Record<string, string> = { male: "男", female: "女" };
const kinds: Record<string, string> = { person: "个人", company: "企业", partner: "合作伙伴" };

function quote(text: string): string {
  return `“${text}”`;
}

function list(texts: string[], word: "或" | "和"): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join("、")}${word}${texts.at(-1)}`;
}

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
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => ` ${count} ${unit}`)
      .join("")
      .trim() || "0 天"
  );
}

const calendarNow = { day: "今天", week: "本周", month: "本月", quarter: "本季度", year: "今年" };
const calendarPrevious = { day: "昨天", week: "上周", month: "上月", quarter: "上季度", year: "去年" };
const calendarUnit = { day: "天", week: "周", month: "个月", quarter: "个季度", year: "年" };
const since = { joined: "入会以来", tier: "上次等级变动以来", stage: "进入当前阶段以来", anniversary: "本会员年度内" };

function windowText(window: Window | undefined, names: SentenceNames): string {
  if (!window) return "累计";
  if ("last" in window) return `最近 ${duration(window.last)}内`;
  if ("since" in window) {
    if (!("ladder" in window)) return since[window.since];
    return `「${names.ladder?.(window.ladder) ?? window.ladder}」当前等级达到或续期以来`;
  }
  if ("from" in window)
    return `${dateText(window.from, "zh", names.zone)}起至${dateText(window.to, "zh", names.zone)}前`;
  const offset = window.offset ?? 0;
  if (offset === 0) return calendarNow[window.calendar];
  if (offset === -1) return calendarPrevious[window.calendar];
  return `${-offset} ${calendarUnit[window.calendar]}前的那${window.calendar === "month" || window.calendar === "quarter" ? calendarUnit[window.calendar] : `一${calendarUnit[window.calendar]}`}`;
}

const amountWords: Record<Comparator, string> = {
  eq: "等于",
  ne: "不等于",
  gt: "高于",
  gte: "不低于",
  lt: "低于",
  lte: "不高于",
};
const countWords: Record<Comparator, string> = {
  eq: "正好",
  ne: "不是",
  gt: "多于",
  gte: "不少于",
  lt: "少于",
  lte: "不多于",
};

function compared(
  comparisons: readonly Comparison[],
  words: Record<Comparator, string>,
  show: (value: number) => string,
  negated: boolean,
): string {
  return comparisons.map(({ op, value }) => `${words[op]} ${show(value)}`).join(negated ? "或" : "且");
}

function showNumber(info: PathInfo, names: SentenceNames): (value: number) => string {
  return (value) => {
    if (info.type === "money") return money(value, "zh", names.currency);
    if (info.unit === "weekday") return weekdays[value] ?? String(value);
    const units = {
      years: " 岁",
      orders: " 笔",
      pieces: " 件",
      lines: " 行",
      hour: " 点",
      weekday: "",
      days: " 天",
      points: " 分",
      share: "",
    };
    return `${plainNumber(value, "zh")}${info.unit ? units[info.unit] : ""}`;
  };
}

function eventNoun(type: string, names: SentenceNames): string {
  if (type === "order") return "订单";
  const name = names.event?.(type);
  return name === undefined ? `${quote(type)}事件` : quote(name);
}

function eventText(leaf: EventLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const { kind, of, cmp } = measureOf(leaf.is);
  const comparisons = comparisonsOf(cmp, negated);
  const window = windowText(leaf.window, names);
  const noun = `${leaf.where ? `符合（${nested(leaf.where)}）的` : ""}${eventNoun(leaf.event, names)}`;
  const extra = [...(leaf.including === false ? ["不含当前这一次"] : []), ...(leaf.mature ? ["且入会已满该时段"] : [])];
  const tail = extra.length > 0 ? `（${extra.join("，")}）` : "";
  const counter = leaf.event === "order" ? " 笔" : " 次";
  if (kind === "count") {
    const presence = presenceOf(comparisons);
    if (presence && !leaf.window) return `${presence === "none" ? "从未有过" : "曾有过"}${noun}${tail}`;
    if (presence) return `${window}${presence === "none" ? "没有" : "有"}${noun}${tail}`;
    return `${window}${noun}${compared(comparisons, countWords, (value) => `${plainNumber(value, "zh")}${counter}`, negated)}${tail}`;
  }
  if (kind === "daysWith")
    return `${window}有${noun}的天数${compared(comparisons, countWords, (value) => `${plainNumber(value, "zh")} 天`, negated)}${tail}`;
  const info = pathInfo(of ?? "");
  if (kind === "distinct") {
    return `${window}${noun}中不同的${info.name.zh}${compared(comparisons, countWords, (value) => `${plainNumber(value, "zh")} 个`, negated)}${tail}`;
  }
  const labels = { sum: "合计", avg: "平均", min: "最低", max: "最高" };
  const missing = negated && kind !== "sum" ? "（或没有记录）" : "";
  return `${window}${noun}的${info.name.zh.replace(/^订单/, "")}${labels[kind]}${compared(comparisons, amountWords, showNumber(info, names), negated)}${missing}${tail}`;
}

function sequenceText(leaf: SequenceLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const steps = leaf.sequence.map(({ event, where, within }, index) => {
    const noun = `${where ? `符合（${nested(where)}）的` : ""}${eventNoun(event, names)}`;
    if (index === 0) return `先有${noun}`;
    return within === undefined ? `再有${noun}` : `${duration(within)}内再有${noun}`;
  });
  return `${leaf.window ? windowText(leaf.window, names) : ""}${negated ? "没有依次发生：" : "依次发生："}${steps.join("，")}`;
}

function lastText(leaf: LastLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const noun = leaf.last === "order" ? "最近一笔订单" : `最近一次${eventNoun(leaf.last, names)}`;
  if (!negated) return `${noun}符合（${nested(leaf.where)}）`;
  return `${noun}不符合（${nested(leaf.where)}），或从未有过`;
}

function scalarText(info: PathInfo, value: string | number | boolean, names: SentenceNames): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return showNumber(info, names)(value);
  if (info.type === "date" || info.type === "instant") return dateText(value, "zh", names.zone);
  if (info.picker === "gender") return genders[value] ?? value;
  if (info.picker === "memberKind") return kinds[value] ?? value;
  return quote(valueName(info, value, names));
}

function anniversaryText(leaf: FieldLeaf, negated: boolean, info: PathInfo): string {
  const day = info.path === "member.birthday" ? "生日" : `${info.name.zh}的周年日`;
  const not = negated ? "不" : "";
  if (leaf.value === "month") return `${day}${not}在本月`;
  if (typeof leaf.value === "number") return `${day}${not}在前后 ${leaf.value} 天内`;
  return `今天${not}是${day}`;
}

function fieldText(leaf: FieldLeaf, negated: boolean, names: SentenceNames): string {
  const info = pathInfo(leaf.field);
  const name = info.name.zh;
  const { op, orMissing } = spokenOp(leaf, negated, info);
  const notes = [...(leaf.fold ? ["不分大小写"] : []), ...(orMissing ? ["或未知"] : [])];
  const note = notes.length > 0 ? `（${notes.join("，")}）` : "";
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value ?? ""]).map((value) =>
    scalarText(info, value, names),
  );
  const one = values[0] ?? "";
  switch (op) {
    case "onAnniversary":
      return anniversaryText(leaf, negated, info);
    case "exists":
      return `${name}有记录`;
    case "notExists":
      return `${name}没有记录`;
    case "inLast":
      return `${name}在最近 ${duration(String(leaf.value))}内${note}`;
    case "notInLast":
      return `${name}不在最近 ${duration(String(leaf.value))}内${note}`;
    case "in":
      return `${name}是${list(values, "或")}${note}`;
    case "notIn":
      return `${name}不是${values.length > 1 ? `${values.join("、")}中的任何一个` : one}${note}`;
    case "before":
      return `${name}${negated ? "不早于" : "早于"}${one}${note}`;
    case "after":
      return `${name}${negated ? "不晚于" : "晚于"}${one}${note}`;
    case "contains":
      return `${name}${negated ? "不包含" : "包含"}${one}${note}`;
    case "startsWith":
      return `${name}${negated ? "不以" : "以"}${one}开头${note}`;
    case "matchesList":
      return `${name}${negated ? "不匹配" : "匹配"}${list(values, "或")}${note}`;
    case "eq":
    case "ne": {
      const isName = typeof leaf.value !== "number" || info.unit === "weekday";
      return isName ? `${name}${op === "eq" ? "是" : "不是"}${one}${note}` : `${name}${amountWords[op]} ${one}${note}`;
    }
    case "gt":
    case "lte":
      // Hours are whole: "after 18" means 19:00 or later.
      if (info.unit === "hour" && typeof leaf.value === "number")
        return `${name}${op === "gt" ? "不早于" : "早于"} ${leaf.value + 1} 点${note}`;
      return `${name}${orderWords(info)[op]} ${one}${note}`;
    default:
      return `${name}${orderWords(info)[op]} ${one}${note}`;
  }
}

function orderWords(info: PathInfo): Record<Comparator, string> {
  if (info.unit === "hour") return { ...amountWords, gte: "不早于", lt: "早于" };
  if (info.unit === "years") return { ...amountWords, gt: "超过", gte: "已满", lt: "未满", lte: "不超过" };
  return amountWords;
}

function tierText({ tier }: TierLeaf, negated: boolean, names: SentenceNames): string {
  const ladder = names.ladder?.(tier.ladder) ?? tier.ladder;
  const name = names.tier?.(tier.ladder, tier.tier) ?? tier.tier;
  const words = negated
    ? { at_least: "低于", at_most: "高于", exactly: "不是" }
    : { at_least: "不低于", at_most: "不高于", exactly: "是" };
  return `${quote(ladder)}等级${words[tier.is]}${quote(name)}${negated ? "（或无等级）" : ""}`;
}

function storeText({ store }: StoreLeaf, negated: boolean, names: SentenceNames): string {
  const place =
    typeof store.of === "string"
      ? quote(names.store?.(store.of) ?? store.of)
      : `坐标（${store.of.lat}, ${store.of.lon}）`;
  return `所在位置${negated ? "不在" : "在"}${place}周围 ${plainNumber(store.within, "zh")} 公里内${negated ? "（或未知）" : ""}`;
}

function scheduleText({ schedule }: ScheduleLeaf, negated: boolean): string {
  const days = schedule.days
    ? list(
        schedule.days.map((day) => weekdays[day] ?? String(day)),
        "或",
      )
    : "每天";
  const to = schedule.to ?? "24:00";
  const from = schedule.from ?? "00:00";
  const hours =
    (schedule.from === undefined && schedule.to === undefined) || from === to
      ? ""
      : ` ${from} 至${to < from ? "次日 " : " "}${to}`;
  return `时间${negated ? "不在" : "在"}${days}${hours}${schedule.zone ? `（${schedule.zone}）` : ""}`;
}

function leafText(leaf: Leaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  if ("field" in leaf) return fieldText(leaf, negated, names);
  if ("event" in leaf) return eventText(leaf, negated, names, nested);
  if ("sequence" in leaf) return sequenceText(leaf, negated, names, nested);
  if ("last" in leaf) return lastText(leaf, negated, names, nested);
  if ("tier" in leaf) return tierText(leaf, negated, names);
  const word = negated ? "不" : "";
  if ("stage" in leaf)
    return `${word}处于${list(
      leaf.stage.map((id) => quote(names.stage?.(id) ?? id)),
      "或",
    )}阶段`;
  if ("tag" in leaf)
    return `${negated ? "没有" : "有"}标签${list(
      leaf.tag.map((id) => quote(names.tag?.(id) ?? id)),
      "或",
    )}`;
  if ("segment" in leaf) return `${word}属于人群${quote(names.segment?.(leaf.segment) ?? leaf.segment)}`;
  if ("consent" in leaf)
    return `${negated ? "未同意" : "已同意"}${quote(names.purpose?.(leaf.consent) ?? leaf.consent)}`;
  if ("store" in leaf) return storeText(leaf, negated, names);
  if ("schedule" in leaf) return scheduleText(leaf, negated);
  const { from, to, salt } = leaf.bucket;
  const share = plainNumber(Math.max(0, to - from) / 100, "zh");
  return `${negated ? "不在" : "在"}${salt ? `${quote(salt)}的` : ""} ${share}% 随机分组内（${from}–${to - 1} 号桶）`;
}

export const zh: Phrasebook = {
  always: "不限条件",
  never: "从不成立",
  join: (parts, operator) => parts.join(operator === "and" ? "，并且" : "，或者"),
  group: (text) => `（${text}）`,
  leaf: leafText,
  finish: (text) => text,
};
