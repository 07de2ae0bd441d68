import type { Condition } from "@regulars/engine";

export interface Text {
  zh: string;
  en: string;
}

export type MetricUnit = "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
/** What a metric is counted from; `members` by the day they joined, the others by when they happened. */
export type MetricSource =
  | "orders"
  | "lines"
  | "members"
  | "events"
  | "refunds"
  | "entries"
  | "tierChanges"
  | "stageChanges";
export type MetricGroup = "value" | "orders" | "members" | "behaviour" | "points" | "tiers";

/** Days in the programme's zone, as half-open instants; for drill-downs. */
export interface MetricPeriod {
  start: Date;
  end: Date;
}

interface Named {
  id: string;
  group: MetricGroup;
  name: Text;
  /** What is counted: period, members, refunds, tax. */
  definition: Text;
  formula: string;
  unit: MetricUnit;
  better: "more" | "less" | "neutral";
  /** Where the formula was asked for, such as `REG-2 F1`. */
  source?: string;
}

export interface Counted extends Named {
  from: MetricSource;
  /** Aggregate over the rows, which are called `o`. */
  value: string;
  /** The aggregate is over members instead, guests left out: one row each, with the number `n` of rows there are of them. */
  perMember?: boolean;
  /** Counts everything up to the end of the period, not what happened within it. */
  standing?: boolean;
  /** Sums may be added up over groups; distinct counts may not. */
  additive: boolean;
  /** The members behind it. */
  members?: (period: MetricPeriod) => Condition;
  /** The orders behind it: all, of members, of guests. */
  orders?: "all" | "members" | "guests";
}

export interface Ratio extends Named {
  ratio: { of: string; over: string };
}

export type Metric = Counted | Ratio;

/** One metric, one file: name, meaning, formula, unit, SQL and the rows behind it. */
export function defineMetric<M extends Metric>(metric: M): M {
  return metric;
}

/** An order of the period. */
export function orderWithin({ start, end }: MetricPeriod, atLeast = 1): Condition {
  return {
    event: "order",
    window: { from: start.toISOString(), to: end.toISOString() },
    is: { count: { gte: atLeast } },
  };
}

export function joinedWithin({ start, end }: MetricPeriod): Condition {
  return {
    all: [
      { not: { field: "member.joinedAt", op: "before", value: start.toISOString() } },
      { field: "member.joinedAt", op: "before", value: end.toISOString() },
    ],
  };
}
