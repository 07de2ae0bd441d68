import type { CompiledProgramme } from "./compile.ts";
import type { CompiledRule, SharedCondition } from "./compile-rule.ts";
import { decide } from "./decide.ts";
import { type ConditionExplanation, explainCondition } from "./explain-condition.ts";
import type { Decision, EventFact, Explanation, Instant, MemberState, OrderFact } from "./facts.ts";
import type { Award, Candidate, Happening, Rejection, TraceSink } from "./happening.ts";
import type { LocalText, Rule } from "./programme.ts";

export type RuleStatus =
  | Exclude<Rejection, "formula_failed">
  | Award["outcome"]
  /** Switched off, or its wallet is not there. */
  | "disabled"
  | "wrong_trigger";

/** A multiplier of a rule: whether its condition held, whether it counted for any line, and why. */
export interface MultiplierTrace {
  id: string;
  name: LocalText;
  factorBps: number;
  fits: boolean;
  /** Fits, and was not beaten by a higher one. */
  counts: boolean;
  condition: ConditionExplanation;
}

/** What one rule came to, and why. */
export interface RuleTrace {
  id: string;
  name: LocalText;
  wallet: string;
  status: RuleStatus;
  /** When it was judged; null when it was not. */
  at: Instant | null;
  /** The rule's condition with what was seen; null when it has none or was not judged. */
  condition: ConditionExplanation | null;
  /** Line numbers that count; null where there is no order, or the rule did not come so far. */
  eligibleLines: number[] | null;
  /** Minor units, or units of goods for `per_unit`; null where it does not matter. */
  eligible: number | null;
  multipliers: MultiplierTrace[];
  /** Points before caps, after caps, and given; null when it did not come so far. */
  rawPoints: number | null;
  cappedPoints: number | null;
  points: number;
  /** `capped`, `budget` or `formula.failed`, for `explain`. */
  parts: Explanation[];
  /** The rule of the group that gave instead. */
  lostTo: string | null;
}

export interface FactTrace {
  decision: Decision;
  /** Every rule of the programme: in the order they are looked at, then those that are switched off. */
  rules: RuleTrace[];
  tiers: { ladder: string; before: string | null; after: string | null }[];
}

function untold(rule: Rule, status: RuleStatus): RuleTrace {
  return {
    id: rule.id,
    name: rule.name,
    wallet: rule.wallet,
    status,
    at: null,
    condition: null,
    eligibleLines: null,
    eligible: null,
    multipliers: [],
    rawPoints: null,
    cappedPoints: null,
    points: 0,
    parts: [],
    lostTo: null,
  };
}

function why(condition: SharedCondition | null, { world, at }: Happening): ConditionExplanation | null {
  return condition && explainCondition(condition.condition, world, at);
}

function traceMultipliers(
  { multipliers }: CompiledRule,
  happening: Happening,
  used: Candidate["multipliers"],
): MultiplierTrace[] {
  return multipliers.map(({ multiplier, when }) => {
    const condition = explainCondition(when.condition, happening.world, happening.at);
    return {
      id: multiplier.id,
      name: multiplier.name,
      factorBps: multiplier.factorBps,
      fits: condition.holds,
      counts: used.some((one) => one.multiplier === multiplier),
      condition,
    };
  });
}

function judged(happening: Happening, rule: CompiledRule, verdict: Candidate | Rejection): RuleTrace {
  const told = { ...untold(rule.rule, "zero_points"), at: happening.at, condition: why(rule.when, happening) };
  if (verdict === "formula_failed") return { ...told, parts: [{ code: "formula.failed", params: {} }] };
  if (typeof verdict === "string") return { ...told, status: verdict };
  return {
    ...told,
    eligibleLines: happening.order && verdict.lines.map((line) => happening.order?.lines[line]?.lineNo ?? 0),
    eligible: happening.order && rule.rule.amount.kind !== "fixed" ? verdict.eligible : null,
    multipliers: traceMultipliers(rule, happening, verdict.multipliers),
    rawPoints: verdict.points,
  };
}

/**
 * What an order or event would do to a member, and what every rule says to it. Rules of occasions (registration, birthdays, tiers entered)
 * are told when the fact makes them look, as when it raises the member. A rule that looked several times is told by the time it gave,
 * else by the last.
 */
export function traceOrder(
  compiled: CompiledProgramme,
  state: MemberState,
  fact: OrderFact | EventFact,
  ids: () => string,
): FactTrace {
  const told = new Map<string, RuleTrace>();
  const given = new Map<string, RuleTrace>();
  const trace: TraceSink = {
    judged: (happening, rule, verdict) => told.set(rule.rule.id, judged(happening, rule, verdict)),
    awarded: (_, { candidate, outcome, afterCaps, points, limits, lostTo }) => {
      const { id } = candidate.rule.rule;
      const known = told.get(id);
      if (!known) return;
      const whole = { ...known, status: outcome, cappedPoints: afterCaps, points, parts: [...limits], lostTo };
      told.set(id, whole);
      if (points > 0) given.set(id, whole);
    },
  };
  const decision = decide(compiled, state, fact, ids, { trace });
  const looked = compiled.rules.map(
    ({ rule }) => given.get(rule.id) ?? told.get(rule.id) ?? untold(rule, "wrong_trigger"),
  );
  const active = new Set(compiled.rules.map(({ rule }) => rule.id));
  const off = compiled.programme.rules.filter((rule) => !active.has(rule.id)).map((rule) => untold(rule, "disabled"));
  return { decision, rules: [...looked, ...off], tiers: tiersOf(compiled, state, decision) };
}

function tiersOf(compiled: CompiledProgramme, state: MemberState, decision: Decision): FactTrace["tiers"] {
  const after = decision.ok ? decision.state.account : state.account;
  return compiled.ladders.map(({ ladder }) => ({
    ladder: ladder.id,
    before: state.account.tiers[ladder.id]?.tier ?? null,
    after: after.tiers[ladder.id]?.tier ?? null,
  }));
}
