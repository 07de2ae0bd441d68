import type { CompiledFormula, FormulaVariables } from "./formula.ts";
import { apportion, exactRatio, ratio, smallRatio, sum } from "./integer.ts";
import type { Multiplier, Rule, RuleAmount } from "./programme.ts";

const BPS = 10_000;
/** Formulas count to a millionth of a point, so that binary fractions do not tip the rounding. */
const MILLION = 1_000_000;

/** Points before multipliers and rounding: the product of `factors` over that of `divisors`. */
export interface BaseAmount {
  factors: readonly (number | bigint)[];
  divisors: readonly (number | bigint)[];
}

/** Lines that the same multipliers fit, by their positions among the eligible lines. */
export interface LineGroup {
  lines: readonly number[];
  /** Basis points, to be multiplied with one another. */
  factors: readonly number[];
}

type Table = Extract<RuleAmount, { kind: "table" }>;

function wholeTable({ steps }: Table, eligible: number): BaseAmount {
  const step = steps.findLast((one) => one.from <= eligible);
  if (!step) return { factors: [0], divisors: [] };
  return step.per === undefined
    ? { factors: [step.points], divisors: [] }
    : { factors: [eligible, step.points], divisors: [step.per] };
}

function slicedTable({ steps }: Table, eligible: number): BaseAmount {
  let numerator = 0n;
  let divisor = 1n;
  steps.forEach((step, index) => {
    if (step.from > eligible) return;
    const slice = Math.min(eligible, steps[index + 1]?.from ?? eligible) - step.from;
    const per = BigInt(step.per ?? 1);
    const points = step.per === undefined ? BigInt(step.points) : BigInt(slice) * BigInt(step.points);
    numerator = numerator * per + points * divisor;
    divisor *= per;
  });
  return { factors: [numerator], divisors: [divisor] };
}

/**
 * What a rule gives before multipliers, not yet rounded. `eligible` is money, or units for `per_unit`.
 * null: its formula failed. A formula's negative result counts as none.
 */
export function baseAmount(
  amount: RuleAmount,
  eligible: number,
  formula: Extract<CompiledFormula, { ok: true }> | null,
  variables: () => Partial<FormulaVariables>,
): BaseAmount | null {
  switch (amount.kind) {
    case "rate":
      return { factors: [eligible, amount.points], divisors: [amount.per] };
    case "per_unit":
      return { factors: [eligible, amount.points], divisors: [] };
    case "fixed":
      return { factors: [amount.points], divisors: [] };
    case "table":
      return amount.mode === "whole" ? wholeTable(amount, eligible) : slicedTable(amount, eligible);
    case "formula": {
      const value = formula?.evaluate(variables()) ?? null;
      if (value === null) return null;
      const millionths = Math.max(0, Math.round(value * MILLION));
      // What does not fit is no number of points, but the formula's failure.
      if (!Number.isSafeInteger(millionths)) return null;
      return { factors: [millionths], divisors: [MILLION] };
    }
  }
}

/** How some multipliers that fit combine, as factors in basis points. Of equal ones the first counts. */
export function combine(stacking: Rule["stacking"], fitting: readonly Multiplier[]): Multiplier[] {
  if (stacking !== "highest" || fitting.length < 2) return [...fitting];
  return [fitting.reduce((best, multiplier) => (multiplier.factorBps > best.factorBps ? multiplier : best))];
}

/** The factors of combined multipliers, in basis points. */
export function factorsOf(stacking: Rule["stacking"], combined: readonly Multiplier[]): number[] {
  if (stacking !== "add" || combined.length < 2) return combined.map(({ factorBps }) => factorBps);
  const extra = combined.reduce((all, { factorBps }) => all + factorBps - BPS, 0);
  return [Math.max(0, BPS + extra)];
}

function isPlain(values: readonly (number | bigint)[]): values is readonly number[] {
  return values.every((value) => typeof value === "number");
}

function product(values: readonly (number | bigint)[]): bigint {
  return values.reduce<bigint>((all, value) => all * BigInt(value), 1n);
}

/** The same without big numbers, where none arise; null = they might. */
function plainPoints(
  { factors, divisors }: BaseAmount,
  bps: readonly number[],
  rounding: Rule["rounding"],
): number | null {
  let numerator = 1;
  let divisor = 1;
  for (const factor of factors) {
    if (typeof factor !== "number") return null;
    numerator *= factor;
  }
  for (const factor of divisors) {
    if (typeof factor !== "number") return null;
    divisor *= factor;
  }
  for (const factor of bps) {
    numerator *= factor;
    divisor *= BPS;
  }
  return smallRatio(numerator, divisor, rounding);
}

/** Points of a rule before its caps: exact, rounded once at the end. `weights` say how the base belongs to the lines. */
export function pointsOf(
  base: BaseAmount,
  groups: readonly LineGroup[],
  weights: readonly number[],
  rounding: Rule["rounding"],
): number {
  const [first] = groups;
  if (groups.length < 2) {
    const factors = first?.factors ?? [];
    const known = plainPoints(base, factors, rounding);
    if (known !== null) return known;
    const bps = factors.map(() => BPS);
    if (isPlain(base.factors) && isPlain(base.divisors))
      return ratio([...base.factors, ...factors], [...base.divisors, ...bps], rounding);
    return exactRatio(product([...base.factors, ...factors]), product([...base.divisors, ...bps]), rounding);
  }
  const whole = BigInt(sum(weights));
  if (whole === 0n) return 0;
  const most = Math.max(...groups.map(({ factors }) => factors.length));
  let weighted = 0n;
  for (const { lines, factors } of groups) {
    const scale = BigInt(BPS) ** BigInt(most - factors.length);
    weighted += BigInt(weightOf(lines, weights)) * product(factors) * scale;
  }
  return exactRatio(
    product(base.factors) * weighted,
    product(base.divisors) * whole * BigInt(BPS) ** BigInt(most),
    rounding,
  );
}

function weightOf(lines: readonly number[], weights: readonly number[]): number {
  return sum(lines.map((index) => weights[index] ?? 0));
}

/** Points shared out over the eligible lines: by weight, multiplied lines getting what was multiplied for them. Adds up exactly. */
export function shareOut(points: number, groups: readonly LineGroup[], weights: readonly number[]): number[] {
  if (groups.length < 2) return apportion(points, weights);
  const ofGroups = apportion(
    points,
    groups.map(({ lines, factors }) =>
      ratio(
        [weightOf(lines, weights), ...factors],
        factors.map(() => BPS),
        "half_up",
      ),
    ),
  );
  const shares = weights.map(() => 0);
  groups.forEach(({ lines }, group) => {
    const within = apportion(
      ofGroups[group] ?? 0,
      lines.map((index) => weights[index] ?? 0),
    );
    lines.forEach((index, position) => {
      shares[index] = within[position] ?? 0;
    });
  });
  return shares;
}
