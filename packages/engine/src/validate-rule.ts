import { compileFormula, type FormulaKind } from "./formula.ts";
import { ratio } from "./integer.ts";
import type { Multiplier, Rule, RuleAmount } from "./programme.ts";
import { isAlways, isNever } from "./tautology.ts";
import type { ConditionScope } from "./validate-condition.ts";
import {
  type Check,
  conditionFindings,
  duplicates,
  error,
  isOwnEvent,
  type ProgrammeFinding,
  repeatedCaps,
  warning,
} from "./validate-finding.ts";

type Table = Extract<RuleAmount, { kind: "table" }>;

function scopeOf({ trigger }: Rule): ConditionScope {
  if (trigger.kind === "order") return "order";
  return trigger.kind === "event" ? "event" : "member";
}

function formulaKind({ trigger }: Rule): FormulaKind {
  if (trigger.kind === "order" || trigger.kind === "event") return trigger.kind;
  return "occasion";
}

function referenceFindings(rule: Rule, pointer: string, check: Check): ProgrammeFinding[] {
  const { wallet, group, budgets, trigger } = rule;
  const findings: ProgrammeFinding[] = [];
  if (!check.wallets.has(wallet)) findings.push(error(`${pointer}/wallet`, "programme.unknown_wallet", { wallet }));
  if (group !== undefined && !check.groups.has(group))
    findings.push(error(`${pointer}/group`, "programme.unknown_group", { group }));
  budgets.forEach((budget, index) => {
    if (!check.budgets.has(budget))
      findings.push(error(`${pointer}/budgets/${index}`, "programme.unknown_budget", { budget }));
  });
  if (trigger.kind !== "tier_entry") return findings;
  const tiers = check.names.ladders[trigger.ladder];
  if (!tiers)
    return [...findings, error(`${pointer}/trigger/ladder`, "programme.unknown_ladder", { ladder: trigger.ladder })];
  trigger.tiers?.forEach((tier, index) => {
    const at = `${pointer}/trigger/tiers/${index}`;
    if (!tiers.includes(tier)) findings.push(error(at, "programme.unknown_tier", { tier }));
    else if (tier === tiers[0]) findings.push(warning(at, "rule.first_tier_entry", { rule: rule.id, tier }));
  });
  return findings;
}

/** Rules that answer to what they themselves bring about. */
function endlessFindings({ id, trigger }: Rule, pointer: string): ProgrammeFinding[] {
  if (trigger.kind !== "event" || !isOwnEvent(trigger.event)) return [];
  const code = /^(points|tier|stage)\./.test(trigger.event) ? "rule.never_stops" : "programme.reserved_event";
  return [error(`${pointer}/trigger/event`, code, { rule: id, event: trigger.event })];
}

/** What a step gives for an amount that reaches it, before rounding up to whole points. */
function givenAt({ mode, steps }: Table, index: number, amount: number): number {
  const step = steps[index];
  if (!step) return 0;
  if (step.per === undefined) return step.points;
  return ratio([mode === "whole" ? amount : amount - step.from, step.points], [step.per]);
}

function tableFindings({ id }: Rule, table: Table, pointer: string): ProgrammeFinding[] {
  const findings: ProgrammeFinding[] = [];
  table.steps.forEach((step, index) => {
    const previous = table.steps[index - 1];
    if (!previous) return;
    const at = `${pointer}/steps/${index}`;
    if (step.from <= previous.from) findings.push(error(`${at}/from`, "rule.steps_not_ascending", { rule: id }));
    else if (table.mode === "whole" && givenAt(table, index, step.from) < givenAt(table, index - 1, step.from))
      findings.push(warning(`${at}/points`, "rule.step_gives_less", { rule: id }));
  });
  if (table.mode === "slices" && (table.steps[0]?.from ?? 0) > 0)
    findings.push(warning(`${pointer}/steps/0/from`, "rule.table_starts_above_zero", { rule: id }));
  if (table.steps.every((step) => step.points === 0))
    findings.push(warning(`${pointer}/steps`, "rule.gives_nothing", { rule: id }));
  return findings;
}

function amountFindings(rule: Rule, pointer: string): ProgrammeFinding[] {
  const { amount, trigger } = rule;
  const at = `${pointer}/amount`;
  if (amount.kind === "formula") {
    const compiled = compileFormula(amount.expression, formulaKind(rule));
    if (compiled.ok) return [];
    return [error(`${at}/expression`, "rule.bad_formula", { rule: rule.id, message: compiled.message })];
  }
  if (trigger.kind !== "order" && amount.kind !== "fixed")
    return [error(`${at}/kind`, "rule.amount_needs_order", { rule: rule.id })];
  return amount.kind === "table" ? tableFindings(rule, amount, at) : [];
}

/** Parts that only orders have. */
function orderOnlyFindings(rule: Rule, pointer: string): ProgrammeFinding[] {
  if (rule.trigger.kind === "order") return [];
  const params = { rule: rule.id };
  const findings: ProgrammeFinding[] = [];
  if (rule.lines) findings.push(error(`${pointer}/lines`, "rule.lines_need_order", params));
  rule.multipliers.forEach(({ lines }, index) => {
    if (lines) findings.push(error(`${pointer}/multipliers/${index}/lines`, "rule.lines_need_order", params));
  });
  if (rule.excludeTenders.length > 0)
    findings.push(warning(`${pointer}/excludeTenders`, "rule.tenders_need_order", params));
  rule.caps.forEach(({ per }, index) => {
    if (per === "order") findings.push(warning(`${pointer}/caps/${index}/per`, "rule.cap_needs_order", params));
  });
  return findings;
}

function capFindings({ id, caps }: Rule, pointer: string): ProgrammeFinding[] {
  const empty = caps.flatMap(({ points, times }, index) =>
    points === undefined && times === undefined ? [error(`${pointer}/${index}`, "rule.cap_empty", { rule: id })] : [],
  );
  return [...empty, ...repeatedCaps(caps, pointer)];
}

/** Whether `other` always fits and is at least as high, so that the highest is never this one. */
function isOutdone(multiplier: Multiplier, index: number, other: Multiplier, otherIndex: number): boolean {
  if (index === otherIndex || !isAlways(other.when) || (other.lines && !isAlways(other.lines))) return false;
  return other.factorBps > multiplier.factorBps || (other.factorBps === multiplier.factorBps && otherIndex < index);
}

function multiplierFindings(rule: Rule, pointer: string, check: Check): ProgrammeFinding[] {
  const { multipliers, stacking } = rule;
  return multipliers.flatMap((multiplier, index) => {
    const at = `${pointer}/${index}`;
    const params = { multiplier: multiplier.id };
    const findings = [
      ...conditionFindings(multiplier.when, scopeOf(rule), `${at}/when`, check),
      ...(rule.trigger.kind === "order" ? conditionFindings(multiplier.lines, "line", `${at}/lines`, check) : []),
    ];
    if (isNever(multiplier.when)) findings.push(warning(`${at}/when`, "multiplier.never_holds", params));
    if (multiplier.lines && isNever(multiplier.lines))
      findings.push(warning(`${at}/lines`, "multiplier.never_holds", params));
    const better = multipliers.find((other, otherIndex) => isOutdone(multiplier, index, other, otherIndex));
    if (stacking === "highest" && better)
      findings.push(warning(`${at}/factorBps`, "multiplier.never_highest", { ...params, other: better.id }));
    return findings;
  });
}

function timeFindings({ id, validFrom, validTo }: Rule, pointer: string): ProgrammeFinding[] {
  if (validFrom === undefined || validTo === undefined || Date.parse(validTo) > Date.parse(validFrom)) return [];
  return [error(`${pointer}/validTo`, "rule.never_valid", { rule: id })];
}

/** What is wrong or doubtful about an earning rule by itself. */
export function ruleFindings(rule: Rule, pointer: string, check: Check): ProgrammeFinding[] {
  const findings = [
    ...duplicates(rule.multipliers, `${pointer}/multipliers`),
    ...conditionFindings(rule.when, scopeOf(rule), `${pointer}/when`, check),
    ...(rule.trigger.kind === "order" ? conditionFindings(rule.lines, "line", `${pointer}/lines`, check) : []),
    ...referenceFindings(rule, pointer, check),
    ...endlessFindings(rule, pointer),
    ...amountFindings(rule, pointer),
    ...orderOnlyFindings(rule, pointer),
    ...capFindings(rule, `${pointer}/caps`),
    ...timeFindings(rule, pointer),
  ];
  if (rule.when && isNever(rule.when)) findings.push(warning(`${pointer}/when`, "rule.never_holds", { rule: rule.id }));
  if (rule.lines && isNever(rule.lines))
    findings.push(warning(`${pointer}/lines`, "rule.no_lines_ever", { rule: rule.id }));
  return [...findings, ...multiplierFindings(rule, `${pointer}/multipliers`, check)];
}
