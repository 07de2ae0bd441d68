import type { Condition } from "./condition.ts";
import {
  amountText,
  books,
  type DescribeBook,
  type MultiplierWords,
  namesOf,
  type TriggerWords,
  walletName,
} from "./describe-book.ts";
import { countText, factorText, moneyText, pointsText } from "./money-text.ts";
import type { Budget, Multiplier, Programme, Rule, RuleGroup } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";
import { dateText } from "./sentence-parts.ts";
import { isAlways } from "./tautology.ts";

/** A rule's trigger with the names of ladder and tiers. */
function triggerWords({ trigger }: Rule, programme: Programme, locale: Locale): TriggerWords {
  if (trigger.kind !== "tier_entry") return trigger;
  const ladder = programme.ladders.find((one) => one.id === trigger.ladder);
  return {
    kind: "tier_entry",
    ladder: ladder?.name[locale] ?? trigger.ladder,
    tiers: (trigger.tiers ?? []).map((id) => ladder?.tiers.find((tier) => tier.id === id)?.name[locale] ?? id),
  };
}

function tableWords(
  rule: Rule,
  amount: Extract<Rule["amount"], { kind: "table" }>,
  programme: Programme,
  locale: Locale,
): string {
  const book = books[locale];
  const money = (minor: number): string => moneyText(minor, locale, programme.currency);
  const steps = amount.steps.map(({ from, points, per }) =>
    book.step(
      from === 0 ? null : money(from),
      amountText(points, programme, rule.wallet, locale),
      per === undefined ? null : money(per),
    ),
  );
  return book.table(amount.of, amount.mode, steps);
}

/** What a rule gives, and for what: the trigger and the amount, nothing else. No final stop. */
export function describeAmount(rule: Rule, programme: Programme, locale: Locale): string {
  const book = books[locale];
  return book.trigger(triggerWords(rule, programme, locale), amountWords(rule, programme, locale));
}

function amountWords(rule: Rule, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { amount } = rule;
  if (amount.kind === "formula") return book.formula(amount.expression, amount.of);
  if (amount.kind === "table") return tableWords(rule, amount, programme, locale);
  if (amount.kind === "fixed")
    return book.fixed(amountText(amount.points, programme, rule.wallet, locale), rule.trigger.kind === "order");
  if (amount.kind === "per_unit") return book.perUnit(amountText(amount.points, programme, rule.wallet, locale));
  const wallet = programme.wallets.find((one) => one.id === rule.wallet);
  return book.rate({
    points: pointsText(amount.points, wallet?.decimals ?? 0),
    unit: wallet?.unit?.[locale] ?? book.unit,
    per: moneyText(amount.per, locale, programme.currency),
    of: amount.of,
    isOne: programme.currency === "CNY" && amount.per === 100,
  });
}

function multiplierWords(multiplier: Multiplier, programme: Programme, locale: Locale): MultiplierWords {
  const say = (condition: Condition): string => sentence(condition, locale, namesOf(programme, locale));
  return {
    name: multiplier.name[locale],
    factor: factorText(multiplier.factorBps),
    when: say(multiplier.when),
    lines: multiplier.lines && !isAlways(multiplier.lines) ? say(multiplier.lines) : null,
  };
}

/** The caps of a rule, each as a piece: `at most 100 points a day for each member`. */
export function describeCaps(rule: Rule, programme: Programme, locale: Locale): string[] {
  const book = books[locale];
  return rule.caps.map(({ per, points, times }) =>
    book.cap(per, points === undefined ? null : amountText(points, programme, rule.wallet, locale), times ?? null),
  );
}

export function budgetNames(rule: Rule, programme: Programme, locale: Locale): string[] {
  return rule.budgets.map((id) => programme.budgets.find((one) => one.id === id)?.name[locale] ?? id);
}

function limitWords(rule: Rule, programme: Programme, locale: Locale): string[] {
  const book: DescribeBook = books[locale];
  const parts = describeCaps(rule, programme, locale);
  const group = programme.ruleGroups.find((one) => one.id === rule.group);
  if (rule.group !== undefined) parts.push(book.group(group?.name[locale] ?? rule.group, group?.pick ?? "first"));
  if (rule.priority !== 0) parts.push(book.priority(rule.priority));
  if (rule.budgets.length > 0) parts.push(book.budgets(budgetNames(rule, programme, locale)));
  return parts;
}

/** An earning rule in words: what it gives, for what, when, how it is multiplied, rounded and limited. No final stop. */
export function describeRule(rule: Rule, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const say = (condition: Condition): string => sentence(condition, locale, namesOf(programme, locale));
  const parts = [describeAmount(rule, programme, locale)];
  if (!rule.enabled) parts.unshift(book.disabled);
  if (rule.when && !isAlways(rule.when)) parts.push(book.when(say(rule.when)));
  if (rule.lines && !isAlways(rule.lines)) parts.push(book.lines(say(rule.lines)));
  if (rule.excludeTenders.length > 0) parts.push(book.excluded(book.list(rule.excludeTenders)));
  if (rule.multipliers.length > 0) {
    const list = rule.multipliers.map((one) => multiplierWords(one, programme, locale));
    parts.push(book.multipliers(list, rule.stacking));
  }
  const isExact = (rule.amount.kind === "fixed" || rule.amount.kind === "per_unit") && rule.multipliers.length === 0;
  if (!isExact) parts.push(book.rounding[rule.rounding]);
  parts.push(...limitWords(rule, programme, locale));
  if (rule.validFrom !== undefined) parts.push(book.from(dateText(rule.validFrom, locale, programme.zone)));
  if (rule.validTo !== undefined) parts.push(book.to(dateText(rule.validTo, locale, programme.zone)));
  if (programme.wallets.length > 1) parts.push(book.into(walletName(programme, rule.wallet, locale)));
  return book.pieces(parts);
}

/** How one rule of a group is picked. No final stop. */
export function describeRuleGroup(group: RuleGroup, _programme: Programme, locale: Locale): string {
  return books[locale].pick[group.pick];
}

/** What a budget allows, and for how long. No final stop. */
export function describeBudget(budget: Budget, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const limits = [
    ...(budget.points === undefined ? [] : [book.amount(countText(budget.points), book.unit)]),
    ...(budget.money === undefined ? [] : [moneyText(budget.money, locale, programme.currency)]),
  ];
  return book.budget(limits, budget.per);
}
