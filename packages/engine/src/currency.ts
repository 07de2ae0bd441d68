import type { Condition, Measure } from "./condition.ts";
import { ratio } from "./integer.ts";
import { lookupPath } from "./paths.ts";
import type { Counted, Ladder, Programme, Rule, RuleAmount, Tier } from "./programme.ts";

/** How many decimals a currency has: 2 for CNY, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

type Scale = (minor: number) => number;

function isMoney(path: string | undefined): boolean {
  return path !== undefined && lookupPath(path)?.type === "money";
}

/** The numbers of a comparison, scaled; everything else stays. */
function scaleNumbers<T extends object>(given: T, scale: Scale): T {
  const scaled = Object.entries(given).map(([key, value]) => {
    if (typeof value === "number") return [key, scale(value)];
    return [key, Array.isArray(value) ? value.map((one) => (typeof one === "number" ? scale(one) : one)) : value];
  });
  return { ...given, ...Object.fromEntries(scaled) };
}

function scaleMeasure(is: Measure, scale: Scale): Measure {
  if ("sum" in is) return isMoney(is.sum.of) ? { sum: scaleNumbers(is.sum, scale) } : is;
  if ("avg" in is) return isMoney(is.avg.of) ? { avg: scaleNumbers(is.avg, scale) } : is;
  if ("min" in is) return isMoney(is.min.of) ? { min: scaleNumbers(is.min, scale) } : is;
  if ("max" in is) return isMoney(is.max.of) ? { max: scaleNumbers(is.max, scale) } : is;
  return is;
}

function scaleCondition(condition: Condition, scale: Scale): Condition {
  const nested = (child: Condition): Condition => scaleCondition(child, scale);
  if ("all" in condition) return { all: condition.all.map(nested) };
  if ("any" in condition) return { any: condition.any.map(nested) };
  if ("not" in condition) return { not: nested(condition.not) };
  if ("field" in condition) return isMoney(condition.field) ? scaleNumbers(condition, scale) : condition;
  if ("last" in condition) return { ...condition, where: nested(condition.where) };
  if ("sequence" in condition) {
    return {
      ...condition,
      sequence: condition.sequence.map((step) => (step.where ? { ...step, where: nested(step.where) } : step)),
    };
  }
  if (!("event" in condition)) return condition;
  return {
    ...condition,
    ...(condition.where ? { where: nested(condition.where) } : {}),
    is: scaleMeasure(condition.is, scale),
  };
}

function scaleCounted(counted: Counted, scale: Scale): Counted {
  return counted.kind === "events" && counted.where
    ? { ...counted, where: scaleCondition(counted.where, scale) }
    : counted;
}

/** What a growth value counts money by; its thresholds are in growth value and stay. */
function scaleMetric(metric: Ladder["metric"], scale: Scale): Ladder["metric"] {
  if (metric.kind === "condition") return metric;
  if (metric.kind !== "growth") return scaleCounted(metric, scale);
  const parts = metric.parts.map((part) => ({
    ...part,
    of: scaleCounted(part.of, scale),
    per: part.of.kind === "spend" ? scale(part.per) : part.per,
  }));
  return { ...metric, parts };
}

function scaleTier(tier: Tier, isMoneyMetric: boolean, scale: Scale, threshold: Scale): Tier {
  return {
    ...tier,
    ...(tier.when ? { when: scaleCondition(tier.when, scale) } : {}),
    ...(isMoneyMetric ? { from: threshold(tier.from) } : {}),
    ...(isMoneyMetric && tier.keep !== undefined ? { keep: threshold(tier.keep) } : {}),
  };
}

function scaleLadder(ladder: Ladder, scale: Scale, threshold: Scale): Ladder {
  const isMoneyMetric = ladder.metric.kind === "spend";
  return {
    ...ladder,
    metric: scaleMetric(ladder.metric, scale),
    ...(ladder.where ? { where: scaleCondition(ladder.where, scale) } : {}),
    tiers: ladder.tiers.map((tier) => scaleTier(tier, isMoneyMetric, scale, threshold)),
  };
}

/** A formula keeps its figures: they are the author's, and what they stand for cannot be known. */
function scaleAmount(amount: RuleAmount, scale: Scale): RuleAmount {
  if (amount.kind === "rate") return { ...amount, per: scale(amount.per) };
  if (amount.kind !== "table") return amount;
  const steps = amount.steps.map((step) => ({
    ...step,
    from: scale(step.from),
    ...(step.per === undefined ? {} : { per: scale(step.per) }),
  }));
  return { ...amount, steps };
}

function scaleRule(rule: Rule, scale: Scale): Rule {
  return {
    ...rule,
    ...(rule.when ? { when: scaleCondition(rule.when, scale) } : {}),
    ...(rule.lines ? { lines: scaleCondition(rule.lines, scale) } : {}),
    amount: scaleAmount(rule.amount, scale),
    multipliers: rule.multipliers.map((multiplier) => ({
      ...multiplier,
      when: scaleCondition(multiplier.when, scale),
      ...(multiplier.lines ? { lines: scaleCondition(multiplier.lines, scale) } : {}),
    })),
  };
}

/**
 * The programme in another currency with the same figures: 1,000.00 stays 1,000, whatever the currency's decimals. It is no conversion of value, and formulas keep their numbers.
 * Throws RangeError for a code that is not a currency.
 */
export function applyCurrency(programme: Programme, currency: string): Programme {
  const shift = currencyDigits(currency) - currencyDigits(programme.currency);
  if (shift === 0) return { ...programme, currency };
  const factor = 10 ** Math.abs(shift);
  const scale: Scale = (minor) => {
    if (minor === 0) return 0;
    return shift > 0 ? minor * factor : Math.sign(minor) * Math.max(1, ratio([Math.abs(minor)], [factor], "half_up"));
  };
  // A tier from 100.01 is one above 100: without decimals it starts at 101.
  const threshold: Scale = (minor) => (shift > 0 ? minor * factor : ratio([minor], [factor], "ceil"));
  return {
    ...programme,
    currency,
    wallets: programme.wallets.map((wallet) => ({
      ...wallet,
      costPer1000: scale(wallet.costPer1000),
      ...(wallet.redemption ? { redemption: { ...wallet.redemption, amount: scale(wallet.redemption.amount) } } : {}),
    })),
    ladders: programme.ladders.map((ladder) => scaleLadder(ladder, scale, threshold)),
    rules: programme.rules.map((rule) => scaleRule(rule, scale)),
    budgets: programme.budgets.map((budget) => ({
      ...budget,
      ...(budget.money === undefined ? {} : { money: scale(budget.money) }),
    })),
    lifecycle: {
      ...programme.lifecycle,
      stages: programme.lifecycle.stages.map((stage) => ({ ...stage, when: scaleCondition(stage.when, scale) })),
    },
  };
}
