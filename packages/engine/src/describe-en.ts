import type { DescribeBook } from "./describe.ts";
import { durationParts } from "./sentence-parts.ts";

const metrics = {
  spend: "spend",
  orders: "number of orders",
  visits: "days with a visit",
  points_earned: "points earned",
} as const;
const rounds = { day: "day", month: "month", year: "year" } as const;
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

export const english: DescribeBook = {
  unit: "points",
  pieces: (parts) => parts.join("; "),
  rate: ({ points, unit, per, of }) =>
    `${counted(points, unit)} for each ${per} ${of === "net" ? "paid" : "before discounts"}`,
  perUnit: ({ points, unit }) => `${counted(points, unit)} for each item`,
  fixed: ({ points, unit }) => `${counted(points, unit)} for an order`,
  when: (condition) => `when ${inside(condition)}`,
  lines: (condition) => `only for items where ${inside(condition)}`,
  multipliers: (list, isHighest) =>
    `times ${list.map(({ name, factor, when }) => `${factor} for ${name} (${inside(when)})`).join(", ")}${list.length < 2 ? "" : isHighest ? ", the highest one counts" : ", one after the other"}`,
  rounding: { floor: "rounded down", half_up: "rounded to the nearest", ceil: "rounded up" },
  cap: (points) => `at most ${points} an order`,
  from: (date) => `from ${date}`,
  to: (date) => `until before ${date}`,
  disabled: "switched off",
  into: (wallet) => `into “${wallet}”`,
  metric: (kind, window) => {
    const over =
      window.kind === "lifetime"
        ? "of all time"
        : window.kind === "rolling"
          ? `of the last ${duration(window.duration)}`
          : `of each calendar ${window.unit}`;
    return `by ${metrics[kind]} ${over}`;
  },
  metricValue: (kind, value) =>
    kind === "spend" ? value : counted(value, kind === "orders" ? "orders" : kind === "visits" ? "days" : "points"),
  where: (condition) => `counting only orders where ${inside(condition)}`,
  firstTier: (name) => `${name} from joining`,
  tier: (name, from, orPoints) => `${name} from ${from}${orPoints === null ? "" : ` or ${orPoints} earned`}`,
  never: "a tier once reached is kept, except after refunds",
  periodEnd: (window, { validFor, step, grace }) => {
    const valid =
      window.kind === "calendar"
        ? `kept to the end of the next calendar ${window.unit}`
        : `valid ${duration(validFor)}, to the end of the last day`;
    const fall = step === "one" ? "then one step down if not reached again" : "then judged anew";
    return `${valid}, ${fall}${grace === undefined ? "" : `, after a grace of ${duration(grace)}`}`;
  },
  pending: (iso) => (iso === null ? "spendable at once" : `spendable after ${duration(iso)}`),
  expiry: (expiry) => {
    if (expiry.kind === "never") return "never expire";
    if (expiry.kind === "fixed_day") {
      const year = ["the same year", "the next year"][expiry.years] ?? `${expiry.years} years later`;
      return `expire after ${expiry.day} ${months[expiry.month - 1] ?? expiry.month} of ${year}`;
    }
    return `expire ${duration(expiry.duration)} after they can be spent, at the end of that ${rounds[expiry.round]}`;
  },
  redemption: (points, money, share) =>
    `${points} pay ${money}${share === null ? "" : `, at most ${share} of an order`}`,
  notSpendable: "cannot be spent",
  negative: {
    refuse: "a refund is refused when its points are spent",
    arrears: "a refund whose points are spent leaves arrears, paid by the next points",
    floor: "a refund takes back no more points than are left",
  },
  stage: (name, condition) => `${name}: ${inside(condition)}`,
  otherwise: (name) => `${name}: everybody else`,
};
