import type { Phrases, Words } from "./explain.ts";
import type { Explanation } from "./facts.ts";
import { countText, factorText } from "./money-text.ts";

type Part = (explanation: Explanation) => string;

const metrics: Record<string, (value: string) => string> = {
  spend: (value) => `${value} spent`,
  orders: (value) => counted(value, "orders"),
  visits: (value) => `${counted(value, "days")} with a visit`,
  points_earned: (value) => `${counted(value, "points")} earned`,
  events: (value) => counted(value, "events"),
  growth: (value) => `${value} growth value`,
};
const sources: Record<string, string> = {
  manual: "by hand",
  invitation: "by invitation",
  voucher: "by voucher",
  points: "for points",
};

/** `1 point`, `2 points`. */
function counted(count: string, plural: string): string {
  return `${count} ${count === "1" && plural.endsWith("s") ? plural.slice(0, -1) : plural}`;
}

function factors(words: Words, part: Part): string {
  const multipliers = words.parts.filter(({ code }) => code === "multiplier");
  if (words.text("isAdded") === "true" && multipliers.length > 1)
    return ` × (${multipliers.map(part).join(" + ")}, their extras added)`;
  return multipliers.map((one) => ` × ${part(one)}`).join("");
}

function bonus(words: Words): string {
  return words.has("bonus") ? `, ${words.count("base")} of them base and ${words.count("bonus")} bonus` : "";
}

const occasions: Record<string, string> = {
  registration: "joining: ",
  birthday: "birthday: ",
  anniversary: "anniversary of joining: ",
  tier_entry: "new tier: ",
};

function occasion(words: Words): string {
  if (words.text("trigger") === "event") return `event ${words.text("event")}: `;
  return occasions[words.text("trigger")] ?? "";
}

const periods: Record<string, string> = {
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  lifetime: "in all",
};

function cap(words: Words): string {
  const period = periods[words.text("per")];
  if (!period) return "the most one order gives";
  const what = words.text("of") === "wallet" ? "the most of these points" : "the most of this rule";
  return words.text("isByTimes") === "true" ? `${what} by times ${period}` : `${what} ${period}`;
}

/** The end of every sentence about an earning. */
function gives(words: Words, part: Part): string {
  return ` = ${points(words)}${bonus(words)}${rest(words, part)}${rule(words)}`;
}

function rest(words: Words, part: Part): string {
  return words.parts
    .filter(({ code }) => code !== "multiplier")
    .map((one) => `, ${part(one)}`)
    .join("");
}

/** Versions count from 1; a draft that is tried out has none. */
function rule(words: Words): string {
  const version = words.text("version");
  return ` (rule “${words.text("rule")}”, ${version === "0" ? "draft" : `v${version}`})`;
}

function basis(words: Words): string {
  const lines = words.text("someLines") === "true" ? "fitting items" : "order";
  const of =
    words.text("of") === "gross"
      ? " before discounts"
      : words.text("of") === "before_points"
        ? " before points paid"
        : "";
  return `${lines}${of} ${words.money("eligible")}${words.text("lessTenders") === "true" ? " (less what earns nothing)" : ""}`;
}

function points(words: Words, name = "points"): string {
  return counted(words.count(name), words.unit);
}

function reached(words: Words, isReached: boolean): string {
  if (words.text("byPoints") === "true")
    return `${counted(words.count("points"), "points")} earned ≥ ${words.count("pointsThreshold")}`;
  if (!words.has("metric")) return `the condition of ${words.text("tier")} ${isReached ? "holds" : "no longer holds"}`;
  const isAbove = words.text("isAbove") === "true";
  const sign = isReached ? (isAbove ? ">" : "≥") : isAbove ? "≤" : "<";
  return `${words.metric("metric")} ${sign} ${words.metric("threshold").replace(/ .*$/, "")}`;
}

function grant(words: Words): string {
  if (words.text("isLifetime") === "true") return "for life";
  return words.has("until") ? `until ${words.text("until")}` : "until taken back";
}

function note(words: Words): string {
  return words.has("note") ? `: ${words.text("note")}` : "";
}

function arrearsPaid({ parts }: Words): string {
  const paid = parts.find(({ code }) => code === "arrears.paid");
  return paid ? `, ${countText(Number(paid.params.points))} of which pay off arrears` : "";
}

function renewed({ parts }: Words): string {
  const part = parts.find(({ code }) => code === "return.renewed");
  if (!part) return "";
  return part.params.policy === "regrant"
    ? ", to live like newly earned ones"
    : ", to live for the least time returned points have";
}

const phrases: Phrases = {
  "earn.rate": (words, part) =>
    `${basis(words)} × ${points(words, "rate")} per ${words.money("per")}${factors(words, part)}${gives(words, part)}`,
  "earn.per_unit": (words, part) =>
    `${counted(words.count("eligible"), "items")} × ${points(words, "rate")} each${factors(words, part)}${gives(words, part)}`,
  "earn.fixed": (words, part) => {
    const product = factors(words, part);
    if (product === "" && words.number("rate") === words.number("points"))
      return `${occasion(words)}a fixed ${points(words)}${rest(words, part)}${rule(words)}`;
    return `${occasion(words)}a fixed ${points(words, "rate")}${product}${gives(words, part)}`;
  },
  "earn.table": (words, part) => {
    if (!words.has("stepFrom")) return `${basis(words)} by steps${factors(words, part)}${gives(words, part)}`;
    const per = words.has("per") ? ` per ${words.money("per")}` : "";
    return `${basis(words)}, from ${words.money("stepFrom")} on ${points(words, "rate")}${per}${factors(words, part)}${gives(words, part)}`;
  },
  "earn.formula": (words, part) => {
    const from = words.has("trigger") ? occasion(words) : `${basis(words)} `;
    return `${from}by formula${factors(words, part)}${gives(words, part)}`;
  },
  "formula.failed": () => "the formula came to no number, so nothing is given",
  multiplier: (words) => {
    const some = words.text("isUnits") === "true" ? counted(words.count("eligible"), "items") : words.money("eligible");
    return `${words.text("name")} ${factorText(words.number("factorBps"))}${words.has("eligible") ? ` (only ${some} of it)` : ""}`;
  },
  capped: (words) => `cut from ${words.count("from")} to ${cap(words)}, ${words.count("to")}`,
  budget: (words) =>
    `cut from ${words.count("from")} to ${words.count("to")}, all that budget “${words.text("budget")}” has left`,
  "arrears.paid": (words) => `of which ${words.count("points")} pay off arrears`,
  "activate.lot": (words) => `${points(words)} have waited long enough and can be spent`,
  "expire.lot": (words) => `${points(words)} expired (of ${words.count("of")} credited together)`,
  "activate.awaited": (words) => `${points(words)} can be spent: what they waited for has come`,
  "expire.inactivity": (words) =>
    `${points(words)} expired: nothing was earned or used${words.has("since") ? ` since ${words.text("since")}` : ""}`,
  "expire.cancelled": (words) => `${points(words)} cancelled: what they waited for did not come in time`,
  "spend.order": (words) => `${points(words)} paid ${words.money("money")}`,
  "spend.direct": (words) => `${points(words)} spent: ${words.text("reason")}`,
  "spend.tier": (words) => `${points(words)} spent on “${words.text("offer")}”`,
  "spend.hold": (words) => `${points(words)} spent that were held for ${words.text("reference")}`,
  "hold.open": (words) => `${points(words)} held for ${words.text("reference")}`,
  "hold.rest": (words) =>
    `${points(words)} given back, the rest of what was held for ${words.text("reference")}${arrearsPaid(words)}`,
  "hold.release": (words) =>
    `${points(words)} given back that were held for ${words.text("reference")}${arrearsPaid(words)}`,
  "hold.expired": (words) =>
    `${points(words)} given back: the hold for ${words.text("reference")} has timed out${arrearsPaid(words)}`,
  "transfer.out": (words) => `${points(words)} given to another member${note(words)}`,
  "transfer.in": (words) => `${points(words)} received from another member${note(words)}${arrearsPaid(words)}`,
  "transfer.household_out": (words) => `${points(words)} lent to a member of the household`,
  "transfer.household_in": (words) => `${points(words)} from a member of the household${arrearsPaid(words)}`,
  "import.opening": (words) => `${points(words)} taken over: ${words.text("reason")}${arrearsPaid(words)}`,
  "return.refund": (words) => {
    const lapsed =
      words.number("lapsed") > 0
        ? `; ${words.count("lapsed")} of them had expired, kept their date and lapsed at once`
        : "";
    return `refund: ${points(words)} that had paid came back (of ${words.count("paid")} used)${lapsed}${renewed(words)}`;
  },
  "return.reversal": (words) => {
    const lapsed =
      words.number("lapsed") > 0 ? `; ${words.count("lapsed")} of them had expired and lapsed at once` : "";
    return `taken back: ${points(words)} returned (of ${words.count("of")})${lapsed}${renewed(words)}: ${words.text("reason")}`;
  },
  "revoke.reversal": (words) => {
    const owed = words.number("arrears") > 0 ? `, ${words.count("arrears")} of them owed` : "";
    const waived = words.number("waived") > 0 ? `; ${words.count("waived")} could not be taken and are waived` : "";
    const lapsed = words.number("lapsed") > 0 ? `; ${words.count("lapsed")} had expired already` : "";
    return `taken back: ${points(words)} of ${words.count("granted")}${owed}${waived}${lapsed}: ${words.text("reason")}`;
  },
  "revoke.refund": (words) => {
    const sources = [
      words.number("fromOrder") > 0 && `${words.count("fromOrder")} from this order's own`,
      words.number("fromOthers") > 0 && `${words.count("fromOthers")} from others`,
      words.number("arrears") > 0 && `${words.count("arrears")} owed`,
    ].filter((source) => source !== false);
    const waived = words.number("waived") > 0 ? `; ${words.count("waived")} could not be taken and are waived` : "";
    const lapsed = words.number("lapsed") > 0 ? `; ${words.count("lapsed")} had expired already` : "";
    return `refund: ${points(words)} taken back (of ${words.count("granted")} granted): ${sources.join(", ")}${waived}${lapsed}`;
  },
  "adjust.manual": (words) =>
    `${counted(countText(Math.abs(words.number("points"))), words.unit)} ${words.number("points") > 0 ? "added" : "taken"} by hand: ${words.text("reason")}${arrearsPaid(words)}`,
  "tier.enrolled": (words) => `entered “${words.text("ladder")}” as ${words.text("to")}`,
  "tier.upgraded": (words) => `${reached(words, true)}: from ${words.text("from")} up to ${words.text("to")}`,
  "tier.renewed": (words) => `${reached(words, true)}: ${words.text("to")} renewed`,
  "tier.downgraded": (words) =>
    `period over, ${reached(words, false)}: from ${words.text("from")} down to ${words.text("to")}`,
  "tier.refund": (words) =>
    `after a refund ${reached(words, false)}: from ${words.text("from")} back to ${words.text("to")}`,
  "tier.granted": (words) =>
    `${words.text("to")} given ${sources[words.text("source")] ?? ""} ${grant(words)}: ${words.text("reason")}`,
  "tier.grant_ended": (words) =>
    `${words.text("from")} given ${sources[words.text("source")] ?? ""} has ended, back to ${words.text("to")}: ${words.text("reason")}`,
};

export const english = {
  phrases,
  unit: "points",
  metric: (kind: string, value: string): string => metrics[kind]?.(value) ?? value,
};
