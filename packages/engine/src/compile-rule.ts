import { type CompiledCondition, compileCondition } from "./compile-condition.ts";
import type { Condition } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type CompiledFormula, compileFormula, type FormulaKind } from "./formula.ts";
import { canonicalJson } from "./hash.ts";
import type { Multiplier, Programme, Rule, RuleGroup, Wallet } from "./programme.ts";

/** A condition of rules; equal ones of a programme share an index, so that one happening asks each only once. */
export interface SharedCondition {
  index: number;
  condition: Condition;
  judge: CompiledCondition;
}

export interface CompiledMultiplier {
  multiplier: Multiplier;
  when: SharedCondition;
  lines: SharedCondition | null;
}

export interface CompiledRule {
  rule: Rule;
  /** Parsed validity, half-open; open ends are infinite. */
  from: Instant;
  to: Instant;
  when: SharedCondition | null;
  lines: SharedCondition | null;
  multipliers: CompiledMultiplier[];
  /** null: no formula, or one that does not compile. */
  formula: Extract<CompiledFormula, { ok: true }> | null;
  group: RuleGroup | null;
}

/** Rules by what makes them look, each list highest priority first. */
export interface RuleIndex {
  order: readonly CompiledRule[];
  registration: readonly CompiledRule[];
  birthday: readonly CompiledRule[];
  anniversary: readonly CompiledRule[];
  tierEntry: readonly CompiledRule[];
  event: (type: string) => readonly CompiledRule[];
}

function formulaKind(rule: Rule): FormulaKind {
  return rule.trigger.kind === "order" || rule.trigger.kind === "event" ? rule.trigger.kind : "occasion";
}

function formulaOf(rule: Rule): CompiledRule["formula"] {
  if (rule.amount.kind !== "formula") return null;
  const formula = compileFormula(rule.amount.expression, formulaKind(rule));
  return formula.ok ? formula : null;
}

function sharer(): (condition: Condition) => SharedCondition {
  const known = new Map<string, SharedCondition>();
  return (condition) => {
    const key = canonicalJson(condition);
    const shared = known.get(key) ?? { index: known.size, condition, judge: compileCondition(condition) };
    known.set(key, shared);
    return shared;
  };
}

/** Enabled rules whose wallet exists: highest priority first, then as listed. */
export function compileRules(programme: Programme, wallets: ReadonlyMap<string, Wallet>): CompiledRule[] {
  const share = sharer();
  const maybe = (condition: Condition | undefined): SharedCondition | null => (condition ? share(condition) : null);
  return programme.rules
    .filter((rule) => rule.enabled && wallets.has(rule.wallet))
    .sort((a, b) => b.priority - a.priority)
    .map((rule) => ({
      rule,
      from: rule.validFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rule.validFrom),
      to: rule.validTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.validTo),
      when: maybe(rule.when),
      lines: maybe(rule.lines),
      multipliers: rule.multipliers.map((multiplier) => ({
        multiplier,
        when: share(multiplier.when),
        lines: maybe(multiplier.lines),
      })),
      formula: formulaOf(rule),
      group: programme.ruleGroups.find((group) => group.id === rule.group) ?? null,
    }));
}

export function indexRules(rules: readonly CompiledRule[]): RuleIndex {
  const of = (kind: Rule["trigger"]["kind"]): CompiledRule[] => rules.filter(({ rule }) => rule.trigger.kind === kind);
  const events = new Map<string, CompiledRule[]>();
  for (const compiled of rules) {
    const { trigger } = compiled.rule;
    if (trigger.kind === "event") events.set(trigger.event, [...(events.get(trigger.event) ?? []), compiled]);
  }
  const none: readonly CompiledRule[] = [];
  return {
    order: of("order"),
    registration: of("registration"),
    birthday: of("birthday"),
    anniversary: of("anniversary"),
    tierEntry: of("tier_entry"),
    event: (type) => events.get(type) ?? none,
  };
}

/** Rules with a budget for a type of fact: `order`, an event's type, or null for occasions that the engine knows itself. */
export function budgetedByType(rules: readonly CompiledRule[]): (type: string | null) => readonly CompiledRule[] {
  const budgeted = rules.filter(({ rule }) => rule.budgets.length > 0);
  const byType = Map.groupBy(budgeted, ({ rule: { trigger } }) =>
    trigger.kind === "event" ? trigger.event : trigger.kind === "order" ? "order" : null,
  );
  return (type) => byType.get(type) ?? [];
}
