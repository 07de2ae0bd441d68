import type { CompiledProgramme, CompiledRule } from "./compile.ts";
import { walletWords } from "./draft.ts";
import type { EntryDecision, Explanation, Instant } from "./facts.ts";
import { apportion, ratio, safe, sum } from "./integer.ts";
import type { Multiplier, Rule } from "./programme.ts";
import { holds } from "./reader.ts";
import type { LineView, OrderView, World } from "./world.ts";

/** A line with its number and what its points and money count from. */
export interface PricedLine extends LineView {
  lineNo: number;
  gross: number;
}

export interface PricedOrder {
  view: OrderView;
  lines: PricedLine[];
}

/** What one rule gives for one order. */
export interface Earned {
  rule: Rule;
  points: number;
  perLine: EntryDecision["perLine"];
  explanation: Explanation;
}

const BPS = 10_000;

function weightsOf(rule: Rule, lines: readonly PricedLine[]): number[] {
  const { amount } = rule;
  if (amount.kind === "per_unit") return lines.map((line) => line.quantity);
  if (amount.kind === "rate" && amount.of === "gross") return lines.map((line) => line.gross);
  return lines.map((line) => line.net);
}

function fitting(rule: Rule, world: World, at: Instant): Multiplier[] {
  const fits = rule.multipliers.filter((multiplier) => holds(multiplier.when, world, at));
  if (rule.stacking === "multiply" || fits.length < 2) return fits;
  return [fits.reduce((best, multiplier) => (multiplier.factorBps > best.factorBps ? multiplier : best))];
}

/** Points of a rule before its cap: the exact product, rounded once at the end. */
function pointsOf(rule: Rule, eligible: number, multipliers: readonly Multiplier[]): number {
  const factors = multipliers.map((multiplier) => multiplier.factorBps);
  const divisors = multipliers.map(() => BPS);
  const { amount } = rule;
  if (amount.kind === "rate")
    return ratio([eligible, amount.points, ...factors], [amount.per, ...divisors], rule.rounding);
  if (amount.kind === "per_unit") return ratio([eligible, amount.points, ...factors], divisors, rule.rounding);
  return ratio([amount.points, ...factors], divisors, rule.rounding);
}

function explain(
  compiled: CompiledProgramme,
  rule: Rule,
  given: { eligible: number; points: number; uncapped: number; multipliers: Multiplier[] },
): Explanation {
  const { amount } = rule;
  const params: Explanation["params"] = {
    rule: rule.name,
    ruleId: rule.id,
    version: compiled.version,
    ...walletWords(compiled, rule.wallet),
    points: given.points,
    rate: amount.points,
    rounding: rule.rounding,
  };
  if (amount.kind !== "fixed") params.eligible = given.eligible;
  if (amount.kind === "rate") {
    params.per = amount.per;
    params.of = amount.of;
    params.someLines = rule.lines !== undefined;
  }
  const parts: Explanation[] = given.multipliers.map(({ id, name, factorBps }) => ({
    code: "multiplier",
    params: { id, name, factorBps },
  }));
  if (given.uncapped > given.points) parts.push({ code: "capped", params: { from: given.uncapped, to: given.points } });
  return { code: `earn.${amount.kind}`, params, ...(parts.length > 0 ? { parts } : {}) };
}

function earnByRule(
  compiled: CompiledProgramme,
  rule: Rule,
  order: PricedOrder,
  world: World,
  at: Instant,
): Earned | null {
  if (rule.when && !holds(rule.when, world, at)) return null;
  const { lines: fitsLine } = rule;
  const lines = fitsLine ? order.lines.filter((line) => holds(fitsLine, { ...world, line }, at)) : order.lines;
  if (lines.length === 0) return null;
  const weights = weightsOf(rule, lines);
  const eligible = sum(weights);
  const multipliers = fitting(rule, world, at);
  const uncapped = pointsOf(rule, eligible, multipliers);
  const points = safe(Math.min(uncapped, rule.maxPerOrder ?? uncapped));
  if (points === 0) return null;
  const shares = apportion(points, eligible === 0 ? lines.map((line) => line.quantity) : weights);
  const perLine = lines
    .map((line, index) => ({ lineNo: line.lineNo, amount: shares[index] ?? 0 }))
    .filter((share) => share.amount > 0);
  return { rule, points, perLine, explanation: explain(compiled, rule, { eligible, points, uncapped, multipliers }) };
}

function inForce({ from, to }: CompiledRule, at: Instant): boolean {
  return from <= at && at < to;
}

/**
 * What every rule in force at `at` gives for an order. Conditions see the member as before the order (tier, stage, `member.*`),
 * and event leaves with the order already among the member's history, unless the leaf says `including: false`.
 */
export function earnings(compiled: CompiledProgramme, order: PricedOrder, world: World, at: Instant): Earned[] {
  const earned: Earned[] = [];
  for (const rule of compiled.rules) {
    const given = inForce(rule, at) ? earnByRule(compiled, rule.rule, order, world, at) : null;
    if (given) earned.push(given);
  }
  return earned;
}
