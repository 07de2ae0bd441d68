import type { CompiledRule } from "./compile-rule.ts";
import type { Explanation, Instant, OrderFact } from "./facts.ts";
import type { Multiplier, Trigger } from "./programme.ts";
import type { LineGroup } from "./rule-amount.ts";
import type { HistoryEvent, LineView, OrderView, World } from "./world.ts";

/** A line with its number and what its points and money count from. */
export interface PricedLine extends LineView {
  lineNo: number;
  gross: number;
}

export interface PricedOrder {
  view: OrderView;
  lines: PricedLine[];
  tenders: OrderFact["tenders"];
}

/** Something that rules look at: an order, an event or an occasion. */
export interface Happening {
  trigger: Trigger["kind"];
  /** When it happened: conditions, validity and caps are judged then, and the points run from then. */
  at: Instant;
  /** The instant whose budgets it draws on. */
  budgetAt: Instant;
  /** The member as before it, with the event at hand. */
  world: World & { event: HistoryEvent };
  order: PricedOrder | null;
}

/** Why a rule of the right trigger gives nothing, as far as it can be told without the other rules. */
export type Rejection = "not_in_force" | "condition_failed" | "no_eligible_lines" | "formula_failed" | "zero_points";

/** What a rule would give, before groups, caps and budgets. */
export interface Candidate {
  rule: CompiledRule;
  points: number;
  /** Points without any multiplier. */
  base: number;
  /** Minor units, or units of goods; 0 without an order. */
  eligible: number;
  /** Positions of the eligible lines among the order's. */
  lines: readonly number[];
  weights: readonly number[];
  groups: readonly LineGroup[];
  /** Multipliers that count for any line, with the money of the lines when it is only for some. */
  multipliers: readonly { multiplier: Multiplier; eligible: number | null }[];
}

/** How a candidate fared among the others and against its limits. */
export interface Award {
  candidate: Candidate;
  outcome: "fired" | "lost_in_group" | "capped_to_zero" | "budget_exhausted";
  afterCaps: number;
  /** What is given. */
  points: number;
  /** `capped` and `budget`, where they took something. */
  limits: readonly Explanation[];
  /** The rule of the group that gave instead. */
  lostTo: string | null;
}

/** Told what rules come to, for the panel that says why; called before anything is booked. */
export interface TraceSink {
  judged: (happening: Happening, rule: CompiledRule, verdict: Candidate | Rejection) => void;
  awarded: (happening: Happening, award: Award) => void;
}
