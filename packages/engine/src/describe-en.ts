import type { AmountOf, CountedWords, DescribeBook, TriggerWords } from "./describe-book.ts";
import type { Ladder } from "./programme.ts";
import { durationParts } from "./sentence-parts.ts";

const rounds = { day: "day", month: "month", year: "year" } as const;
const paid: Record<AmountOf, string> = {
  net: "paid",
  before_points: "paid in money or points",
  gross: "before discounts",
};
const amounts: Record<AmountOf, string> = {
  net: "the amount paid",
  before_points: "the amount before points",
  gross: "the amount before discounts",
};
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function counted(count: number | string, plural: string): string {
  return `${count} ${String(count) === "1" ? plural.replace(/s$/, "") : plural}`;
}

function duration(iso: string): string {
  return Object.entries(durationParts(iso))
    .flatMap(([unit, count]) => (count > 0 ? [counted(count, unit)] : []))
    .join(" ");
}

/** A sentence inside another. */
function inside(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function list(parts: string[], word = "and"): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}

function over(window: Ladder["window"]): string {
  switch (window.kind) {
    case "lifetime":
      return "of all time";
    case "rolling":
      return `of the last ${duration(window.duration)}`;
    case "calendar":
      return `of each calendar ${window.unit}`;
    case "anniversary":
      return "of each membership year";
    case "since_tier":
      return "since the present tier began";
  }
}

function metric({ kind, event, wallet, where }: CountedWords): string {
  const which = where === null ? "" : ` where ${inside(where)}`;
  switch (kind) {
    case "spend":
      return "spend";
    case "orders":
      return "number of orders";
    case "visits":
      return "days with a visit";
    case "points_earned":
      return `${wallet === null ? "points" : inside(wallet)} earned`;
    case "events":
      return `number of “${event}” events${which}`;
  }
}

function happens(trigger: Exclude<TriggerWords, { kind: "order" }>): string {
  switch (trigger.kind) {
    case "event":
      return `for each “${trigger.event}” event`;
    case "registration":
      return "on joining";
    case "anniversary":
      return "on each anniversary of joining";
    case "birthday":
      return trigger.daysBefore === 0
        ? "on each birthday"
        : `${counted(trigger.daysBefore, "days")} before each birthday`;
    case "tier_entry":
      return `on rising to ${trigger.tiers.length === 0 ? "a higher tier" : list(trigger.tiers, "or")} in “${trigger.ladder}”`;
  }
}

function validity(window: Ladder["window"], validFor: string): string {
  if (window.kind === "calendar") return `kept to the end of the next calendar ${window.unit}`;
  if (window.kind === "anniversary") return "kept to the end of the next membership year";
  return `valid ${duration(validFor)}, to the end of the last day`;
}

export const english: DescribeBook = {
  unit: "points",
  pieces: (parts) => parts.join("; "),
  list: (parts) => list(parts),
  duration,
  amount: counted,

  trigger: (trigger, gives) => {
    if (trigger.kind === "order") return gives;
    return `${gives}${gives.includes("formula") ? "," : ""} ${happens(trigger)}`;
  },
  rate: ({ points, unit, per, of }) => `${counted(points, unit)} for each ${per} ${paid[of]}`,
  perUnit: (amount) => `${amount} for each item`,
  fixed: (amount, isOrder) => `${amount}${isOrder ? " for an order" : ""}`,
  table: (of, mode, steps) =>
    `by ${amounts[of]}: ${steps.join(", ")}; ${mode === "whole" ? "the highest step reached decides for the whole amount" : "each step counts for its own part of the amount"}`,
  step: (from, amount, per) =>
    `${from === null ? "to begin with" : `from ${from}`} ${amount}${per === null ? "" : ` for each ${per}`}`,
  formula: (expression, of) => `points by the formula ${expression}${of === "net" ? "" : ` (on ${amounts[of]})`}`,
  when: (condition) => `when ${inside(condition)}`,
  lines: (condition) => `only for items where ${inside(condition)}`,
  excluded: (tenders) => `money paid by ${tenders} does not count`,
  multipliers: (multipliers, stacking) => {
    const each = multipliers.map(({ name, factor, when, lines }) => {
      const only = lines === null ? "" : `; only for items where ${inside(lines)}`;
      return `${factor} for ${name} (${inside(when)}${only})`;
    });
    return `times ${each.join(", ")}${multipliers.length < 2 ? "" : `, ${english.stacking[stacking]}`}`;
  },
  stacking: { highest: "the highest one counts", multiply: "one after the other", add: "their extras are added" },
  rounding: { floor: "rounded down", half_up: "rounded to the nearest", ceil: "rounded up" },
  cap: (per, points, times) => {
    const often = times === null ? [] : [times === 1 ? "once" : `${times} times`];
    const limits = list([...(points === null ? [] : [points]), ...often]);
    if (per === "order") return `at most ${limits} an order`;
    return `at most ${limits} ${per === "lifetime" ? "in all" : `a ${per}`} for each member`;
  },
  group: (name, pick) => `only one rule of the group “${name}” gives: ${english.pick[pick]}`,
  pick: { first: "the one with the highest priority", best: "the one that gives most" },
  priority: (value) => `priority ${value}`,
  budgets: (names) => `out of the budget ${list(names.map((name) => `“${name}”`))}, while it lasts`,
  from: (date) => `from ${date}`,
  to: (date) => `until before ${date}`,
  disabled: "switched off",
  into: (wallet) => `into “${wallet}”`,

  metric: (what, window) => `by ${metric(what)} ${over(window)}`,
  growth: (parts, window) => `by growth value ${over(window)}: ${parts.join(", ")}`,
  growthPart: (what, points, per) => {
    const which = what.where === null ? "" : ` where ${inside(what.where)}`;
    const each: Record<CountedWords["kind"], string> = {
      spend: `${per} spent`,
      orders: per === null ? "order" : counted(per, "orders"),
      visits: per === null ? "day with a visit" : counted(per, "days with a visit"),
      points_earned: `${per === null ? "" : `${per} `}${what.wallet === null ? "points" : inside(what.wallet)} earned`,
      events: per === null ? `“${what.event}” event${which}` : `${per} “${what.event}” events${which}`,
    };
    return `${points} for each ${each[what.kind]}`;
  },
  byCondition: "each tier has a condition of its own, the highest that holds counts",
  metricValue: (kind, value) => {
    if (kind === "spend") return value;
    if (kind === "growth" || kind === "condition") return `growth value ${value}`;
    const plural = { orders: "orders", visits: "days", points_earned: "points", events: "events" } as const;
    return counted(value, plural[kind]);
  },
  where: (condition) => `counting only orders where ${inside(condition)}`,
  tier: ({ name, from, orPoints, keep, when, isInvitationOnly, isFirst }, boundary) => {
    if (isFirst) return `${name} from joining`;
    if (isInvitationOnly) return `${name} only by invitation`;
    if (when !== null) return `${name} when ${inside(when)}`;
    const word = boundary === "gte" ? "from" : "above";
    const kept = keep === null ? "" : ` (kept ${word} ${keep})`;
    return `${name} ${word} ${from}${orPoints === null ? "" : ` or ${orPoints} earned`}${kept}`;
  },
  never: "a tier once reached is kept, except after refunds",
  periodEnd: (window, { validFor, step, grace }) => {
    const fall = step === "one" ? "then one step down if not reached again" : "then judged anew";
    return `${validity(window, validFor)}, ${fall}${grace === undefined ? "" : `, after a grace of ${duration(grace)}`}`;
  },
  notice: (days) => {
    const sorted = days.toSorted((a, b) => b - a).map(String);
    return `members who would fall are told ${list(sorted)} ${sorted.length === 1 && sorted[0] === "1" ? "day" : "days"} before`;
  },

  pending: (pending) => {
    if (pending.kind === "none") return "spendable at once";
    if (pending.kind === "duration") return `spendable after ${duration(pending.duration)}`;
    const { event, atLatest, otherwise } = pending;
    const head = `spendable once the event “${event}” comes`;
    if (atLatest === undefined) return head;
    return otherwise === "cancel"
      ? `${head}, cancelled without it after ${duration(atLatest)}`
      : `${head}, at the latest after ${duration(atLatest)}`;
  },
  expiry: (expiry) => {
    if (expiry.kind === "never") return "never expire";
    if (expiry.kind === "fixed_day") {
      const year = ["the same year", "the next year"][expiry.years] ?? `${expiry.years} years later`;
      return `expire after ${expiry.day} ${months[expiry.month - 1] ?? expiry.month} of ${year}`;
    }
    const end = `at the end of that ${rounds[expiry.round]}`;
    return expiry.kind === "duration"
      ? `expire ${duration(expiry.duration)} after they can be spent, ${end}`
      : `all expire ${duration(expiry.duration)} after the last were earned or used, ${end}`;
  },
  spendOrder: {
    soonest_expiring: "those that expire soonest are used first",
    oldest: "the oldest are used first",
  },
  redemption: (points, value, share) =>
    `${points} pay ${value}${share === null ? "" : `, at most ${share} of an order`}`,
  redemptionLimits: (min, step) =>
    `${min === null ? "" : `, at least ${min} at a time`}${step === null ? "" : `, in steps of ${step}`}`,
  notSpendable: "cannot be spent",
  negative: {
    refuse: "a refund is refused when its points are spent",
    arrears: "a refund whose points are spent leaves arrears, paid by the next points",
    floor: "a refund takes back no more points than are left",
  },
  returns: (returns) => {
    if (returns.kind === "keep") return "points that a refund returns keep their date, expired ones lapse at once";
    if (returns.kind === "minimum")
      return `expired points that a refund returns live for at least ${duration(returns.duration)} more`;
    return "expired points that a refund returns live as long as new ones";
  },
  transfer: (dates, min, perDay) => {
    const limits = `${min === null ? "" : `, at least ${min} at a time`}${perDay === null ? "" : `, at most ${perDay} a day for each member`}`;
    return `members may give them to each other${limits}, ${dates === "keep" ? "with their dates" : "with new dates"}`;
  },
  noTransfer: "cannot be given to others",
  pooling: { none: "only for the member's own use", household: "members of a household share them" },
  walletCap: (per, points) => `a member gets at most ${points} a ${per}`,
  cost: (points, value) => `${points} cost the shop ${value}`,
  weight: (percent) =>
    percent === 0 ? "not part of the points total" : `${percent}% of them count in the points total`,

  offerTier: (name, ladder) => (name === null ? `one tier up in “${ladder}”` : `${name} of “${ladder}”`),
  offerPrice: (amount, wallet) => `${amount} of “${wallet}”`,
  offer: (price, tier, length) => `${tier} for ${price}, valid ${length}, to the end of the last day`,
  oncePer: (per) => `once a ${per} for each member`,

  budget: (limits, per) => {
    if (limits.length === 0) return "no limit yet";
    return `at most ${limits.join(" and a cost of ")} ${per === "total" ? "in all" : `each ${per}`}`;
  },
  stage: (name, condition) => `${name}: ${inside(condition)}`,
  otherwise: (name) => `${name}: everybody else`,
};
