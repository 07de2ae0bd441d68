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

const weekdays = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function quote(text: string): string {
  return `“${text}”`;
}

function list(texts: string[]): string {
  if (texts.length < 2) return texts.join("");
  return `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

function counted(count: number, noun: string): string {
  return `${plainNumber(count, "en")} ${noun}${count === 1 ? "" : "s"}`;
}

function duration(iso: string): string {
  const { years, months, days, hours, minutes, seconds } = durationParts(iso);
  const parts: [number, string][] = [
    [years, "year"],
    [months, "month"],
    [days, "day"],
    [hours, "hour"],
    [minutes, "minute"],
    [seconds, "second"],
  ];
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => counted(count, unit))
      .join(" ") || "0 days"
  );
}

const calendarNow = {
  day: "today",
  week: "this week",
  month: "this month",
  quarter: "this quarter",
  year: "this year",
};
const calendarPrevious = {
  day: "yesterday",
  week: "last week",
  month: "last month",
  quarter: "last quarter",
  year: "last year",
};
const since = {
  joined: "since joining",
  tier: "since the latest tier change",
  stage: "since entering the present stage",
  anniversary: "in the present membership year",
};

function windowText(window: Window | undefined, names: SentenceNames): string {
  if (!window) return "ever";
  if ("last" in window) return `in the last ${duration(window.last)}`;
  if ("since" in window) {
    if (!("ladder" in window)) return since[window.since];
    return `since the present tier of ${names.ladder?.(window.ladder) ?? window.ladder} was reached or renewed`;
  }
  if ("from" in window)
    return `from ${dateText(window.from, "en", names.zone)} until before ${dateText(window.to, "en", names.zone)}`;
  const offset = window.offset ?? 0;
  if (offset === 0) return calendarNow[window.calendar];
  if (offset === -1) return calendarPrevious[window.calendar];
  return `in the calendar ${window.calendar} ${-offset} ${window.calendar}s ago`;
}

const amountWords: Record<Comparator, string> = {
  eq: "exactly",
  ne: "not",
  gt: "more than",
  gte: "at least",
  lt: "less than",
  lte: "at most",
};
const countWords: Record<Comparator, string> = { ...amountWords, ne: "other than", lt: "fewer than" };

function compared(
  comparisons: readonly Comparison[],
  words: Record<Comparator, string>,
  show: (value: number) => string,
  negated: boolean,
): string {
  return comparisons.map(({ op, value }) => `${words[op]} ${show(value)}`).join(negated ? " or " : " and ");
}

function showNumber(info: PathInfo, names: SentenceNames): (value: number) => string {
  return (value) => {
    if (info.type === "money") return money(value, "en", names.currency);
    if (info.unit === "weekday") return weekdays[value] ?? String(value);
    if (info.unit === "hour") return `${value}:00`;
    return plainNumber(value, "en");
  };
}

function eventNoun(type: string, names: SentenceNames): string {
  return type === "order" ? "order" : `${quote(names.event?.(type) ?? type)} event`;
}

function extras(leaf: EventLeaf): string {
  const parts = [
    ...(leaf.including === false ? ["not counting the one at hand"] : []),
    ...(leaf.mature ? ["and has been a member for that long"] : []),
  ];
  return parts.map((part) => `, ${part}`).join("");
}

function eventText(leaf: EventLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const { kind, of, cmp } = measureOf(leaf.is);
  const comparisons = comparisonsOf(cmp, negated);
  const window = windowText(leaf.window, names);
  const noun = eventNoun(leaf.event, names);
  const where = leaf.where ? ` where (${nested(leaf.where)})` : "";
  const tail = `${where}${extras(leaf)}`;
  const time = leaf.window ? ` ${window}` : "";
  if (kind === "count") {
    const presence = presenceOf(comparisons);
    if (presence === "none")
      return leaf.window
        ? `the member has no ${noun}s ${window}${tail}`
        : `the member has never had ${article(noun)} ${noun}${tail}`;
    if (presence === "some")
      return leaf.window
        ? `the member has had ${article(noun)} ${noun} ${window}${tail}`
        : `the member has ever had ${article(noun)} ${noun}${tail}`;
    return `the member has ${compared(comparisons, countWords, (value) => counted(value, noun), negated)}${time}${tail}`;
  }
  if (kind === "daysWith") {
    return `the member has ${compared(comparisons, countWords, (value) => counted(value, "day"), negated)} with ${article(noun)} ${noun}${time}${tail}`;
  }
  const info = pathInfo(of ?? "");
  const path = info.name.en.replace(/^order's /, "");
  if (kind === "distinct") {
    return `the number of different values of the ${path} in the member's ${noun}s${time}${where} is ${compared(comparisons, countWords, (value) => plainNumber(value, "en"), negated)}${extras(leaf)}`;
  }
  const labels = { sum: "total", avg: "average", min: "lowest", max: "highest" };
  const missing = negated && kind !== "sum" ? ", or there is none" : "";
  return `the ${labels[kind]} ${path} of the member's ${noun}s${time}${where} is ${compared(comparisons, amountWords, showNumber(info, names), negated)}${missing}${extras(leaf)}`;
}

function article(noun: string): string {
  return /^[“]?[aeiou]/i.test(noun) ? "an" : "a";
}

function sequenceText(leaf: SequenceLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const steps = leaf.sequence.map(({ event, where, within }, index) => {
    const noun = eventNoun(event, names);
    const text = `${article(noun)} ${noun}${where ? ` where (${nested(where)})` : ""}`;
    if (index === 0) return `first ${text}`;
    return within === undefined ? `then ${text}` : `then, within ${duration(within)}, ${text}`;
  });
  const time = leaf.window ? ` ${windowText(leaf.window, names)}` : "";
  return `the member has${negated ? " not" : ""} had in this order${time}: ${steps.join(", ")}`;
}

function lastText(leaf: LastLeaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  const noun = eventNoun(leaf.last, names);
  if (!negated) return `for the member's latest ${noun}, ${nested(leaf.where)}`;
  return `the member's latest ${noun} does not fit (${nested(leaf.where)}), or there is none`;
}

function scalarText(info: PathInfo, value: string | number | boolean, names: SentenceNames): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return showNumber(info, names)(value);
  if (info.type === "date" || info.type === "instant") return dateText(value, "en", names.zone);
  if (info.picker === "gender" || info.picker === "memberKind") return value;
  return quote(valueName(info, value, names));
}

function subjectOf(info: PathInfo): string {
  if ((info.scope === "member" || info.scope === "score") && !info.path.startsWith("member.attributes."))
    return `the member's ${info.name.en}`;
  return `the ${info.name.en}`;
}

function anniversaryText(leaf: FieldLeaf, negated: boolean, info: PathInfo): string {
  const day = info.path === "member.birthday" ? "the member's birthday" : `the anniversary of ${subjectOf(info)}`;
  const is = negated ? "is not" : "is";
  if (leaf.value === "month") return `${day} ${is} this month`;
  if (typeof leaf.value === "number") return `${day} ${is} within ${counted(leaf.value, "day")} of today`;
  return `today ${is} ${day}`;
}

function fieldText(leaf: FieldLeaf, negated: boolean, names: SentenceNames): string {
  const info = pathInfo(leaf.field);
  const subject = subjectOf(info);
  const { op, orMissing } = spokenOp(leaf, negated, info);
  const note = `${leaf.fold ? " (in upper or lower case)" : ""}${orMissing ? ", or is unknown" : ""}`;
  const values = (Array.isArray(leaf.value) ? leaf.value : [leaf.value ?? ""]).map((value) =>
    scalarText(info, value, names),
  );
  const one = values[0] ?? "";
  switch (op) {
    case "onAnniversary":
      return anniversaryText(leaf, negated, info);
    case "exists":
      return `${subject} is known`;
    case "notExists":
      return `${subject} is not known`;
    case "inLast":
      return `${subject} is within the last ${duration(String(leaf.value))}${note}`;
    case "notInLast":
      return `${subject} is not within the last ${duration(String(leaf.value))}${note}`;
    case "in":
      return `${subject} is ${list(values)}${note}`;
    case "notIn":
      return `${subject} is ${values.length > 1 ? `none of ${values.join(", ")}` : `not ${one}`}${note}`;
    case "before":
      return `${subject} is ${negated ? "not before" : "before"} ${one}${note}`;
    case "after":
      return `${subject} is ${negated ? "not after" : "after"} ${one}${note}`;
    case "contains":
      return `${subject} ${negated ? "does not contain" : "contains"} ${one}${note}`;
    case "startsWith":
      return `${subject} ${negated ? "does not start" : "starts"} with ${one}${note}`;
    case "matchesList":
      return `${subject} ${negated ? "does not match" : "matches"} ${list(values)}${note}`;
    case "eq":
    case "ne":
      return `${subject} is ${op === "ne" ? "not " : ""}${one}${note}`;
    default:
      return `${subject} is ${info.unit === "hour" ? hourText(op, leaf.value) : `${amountWords[op]} ${one}`}${note}`;
  }
}

/** Hours are whole: "more than 18" means 19:00 or later. */
function hourText(op: "gt" | "gte" | "lt" | "lte", value: FieldLeaf["value"]): string {
  const hour = Number(value) + (op === "gt" || op === "lte" ? 1 : 0);
  return op === "gt" || op === "gte" ? `${hour}:00 or later` : `before ${hour}:00`;
}

function tierText({ tier }: TierLeaf, negated: boolean, names: SentenceNames): string {
  const ladder = names.ladder?.(tier.ladder) ?? tier.ladder;
  const name = quote(names.tier?.(tier.ladder, tier.tier) ?? tier.tier);
  const words = negated
    ? { at_least: `below ${name}`, at_most: `above ${name}`, exactly: `not ${name}` }
    : { at_least: `${name} or higher`, at_most: `${name} or lower`, exactly: name };
  return `the member's tier in ${quote(ladder)} is ${words[tier.is]}${negated ? ", or there is none" : ""}`;
}

function storeText({ store }: StoreLeaf, negated: boolean, names: SentenceNames): string {
  const place =
    typeof store.of === "string"
      ? quote(names.store?.(store.of) ?? store.of)
      : `the point (${store.of.lat}, ${store.of.lon})`;
  return `the place is ${negated ? "not known to be " : ""}within ${plainNumber(store.within, "en")} km of ${place}`;
}

function scheduleText({ schedule }: ScheduleLeaf, negated: boolean): string {
  const from = schedule.from ?? "00:00";
  const to = schedule.to ?? "24:00";
  const isWholeDay = (schedule.from === undefined && schedule.to === undefined) || from === to;
  const days = schedule.days ? [`on ${list(schedule.days.map((day) => weekdays[day] ?? String(day)))}`] : [];
  const hours = isWholeDay ? [] : [`between ${from} and ${to}${to < from ? " the next day" : ""}`];
  const when = [...days, ...hours].join(" ") || "on any day";
  return `the time is ${negated ? "not " : ""}${when}${schedule.zone ? ` (${schedule.zone})` : ""}`;
}

function leafText(leaf: Leaf, negated: boolean, names: SentenceNames, nested: Nested): string {
  if ("field" in leaf) return fieldText(leaf, negated, names);
  if ("event" in leaf) return eventText(leaf, negated, names, nested);
  if ("sequence" in leaf) return sequenceText(leaf, negated, names, nested);
  if ("last" in leaf) return lastText(leaf, negated, names, nested);
  if ("tier" in leaf) return tierText(leaf, negated, names);
  const not = negated ? "not " : "";
  if ("stage" in leaf)
    return `the member is ${not}in the stage ${list(leaf.stage.map((id) => quote(names.stage?.(id) ?? id)))}`;
  if ("tag" in leaf) return `the member is ${not}tagged ${list(leaf.tag.map((id) => quote(names.tag?.(id) ?? id)))}`;
  if ("segment" in leaf)
    return `the member is ${not}in the segment ${quote(names.segment?.(leaf.segment) ?? leaf.segment)}`;
  if ("consent" in leaf)
    return `the member has ${not}consented to ${quote(names.purpose?.(leaf.consent) ?? leaf.consent)}`;
  if ("store" in leaf) return storeText(leaf, negated, names);
  if ("schedule" in leaf) return scheduleText(leaf, negated);
  const { from, to, salt } = leaf.bucket;
  const share = plainNumber(Math.max(0, to - from) / 100, "en");
  return `the member is ${not}in a random ${share}%${salt ? ` for ${quote(salt)}` : ""} (buckets ${from} to ${to - 1})`;
}

export const en: Phrasebook = {
  always: "always",
  never: "never",
  join: (parts, operator) => parts.join(operator === "and" ? ", and " : ", or "),
  group: (text) => `(${text})`,
  leaf: leafText,
  finish: (text) => text.charAt(0).toUpperCase() + text.slice(1),
};
