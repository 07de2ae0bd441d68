import type { CompiledProgramme } from "./compile.ts";
import type { CompiledMultiplier, CompiledRule, SharedCondition } from "./compile-rule.ts";
import type { FormulaVariables } from "./formula.ts";
import type { Candidate, Happening, PricedLine, PricedOrder, Rejection } from "./happening.ts";
import { apportion, ratio, sum } from "./integer.ts";
import type { Multiplier, Rule, RuleAmount } from "./programme.ts";
import { baseAmount, combine, factorsOf, type LineGroup, pointsOf } from "./rule-amount.ts";
import { dayOfIso, isoWeekday, localDay, minuteOfDay, yearsBetween } from "./time.ts";
import { type World, zoneOf } from "./world.ts";

/** What has been found out about one happening, so that rules that ask the same do not work it out again. */
export interface Look {
  compiled: CompiledProgramme;
  happening: Happening;
  /** By the condition's index. */
  verdicts: (boolean | undefined)[];
  fitting: (readonly number[] | undefined)[];
  amounts: Map<string, readonly number[]> | null;
  lineWorlds: World[] | null;
  everyLine: readonly number[];
}

export function lookAt(compiled: CompiledProgramme, happening: Happening): Look {
  return {
    compiled,
    happening,
    verdicts: [],
    fitting: [],
    amounts: null,
    lineWorlds: null,
    everyLine: happening.order?.lines.map((_, index) => index) ?? [],
  };
}

function fits(look: Look, { index, judge }: SharedCondition): boolean {
  const known = look.verdicts[index];
  if (known !== undefined) return known;
  const verdict = judge(look.happening.world, look.happening.at);
  look.verdicts[index] = verdict;
  return verdict;
}

/** Positions of the lines for which a condition holds. */
function linesFitting(look: Look, condition: SharedCondition | null): readonly number[] {
  if (!condition) return look.everyLine;
  const known = look.fitting[condition.index];
  if (known) return known;
  const { world, at, order } = look.happening;
  look.lineWorlds ??= order?.lines.map((line) => ({ ...world, line })) ?? [];
  const found: number[] = [];
  look.lineWorlds.forEach((view, position) => {
    if (condition.judge(view, at)) found.push(position);
  });
  look.fitting[condition.index] = found;
  return found;
}

function worth(line: PricedLine, of: "net" | "before_points" | "gross"): number {
  if (of === "gross") return line.gross;
  return of === "net" ? line.net : line.gross - line.discount;
}

/** What some means of payment paid of each line, in proportion to the lines' money. */
function paidBy({ lines, tenders }: PricedOrder, kinds: readonly string[]): number[] {
  const nets = lines.map((line) => line.net);
  const paid = sum((tenders ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount));
  return apportion(Math.min(paid, sum(nets)), nets);
}

/** What counts of each line of the order, less what was paid by means that earn nothing. */
function lineAmounts(look: Look, rule: Rule, order: PricedOrder): readonly number[] {
  const of = "of" in rule.amount ? rule.amount.of : "net";
  const key = rule.excludeTenders.length === 0 ? of : `${of} ${rule.excludeTenders.join(" ")}`;
  const known = look.amounts?.get(key);
  if (known) return known;
  const excluded = rule.excludeTenders.length > 0 ? paidBy(order, rule.excludeTenders) : null;
  const amounts = order.lines.map((line, index) => {
    const share = excluded?.[index] ?? 0;
    if (share === 0) return worth(line, of);
    // Before discounts, a part of the price paid stands for the same part of the full price.
    const taken = of === "gross" ? ratio([share, line.gross], [line.gross - line.discount], "ceil") : share;
    return Math.max(0, worth(line, of) - taken);
  });
  look.amounts ??= new Map();
  look.amounts.set(key, amounts);
  return amounts;
}

function weightsOf(look: Look, rule: Rule, lines: readonly number[]): readonly number[] {
  const { order } = look.happening;
  if (!order) return [];
  if (rule.amount.kind === "per_unit") return lines.map((index) => order.lines[index]?.quantity ?? 0);
  const amounts = lineAmounts(look, rule, order);
  return lines === look.everyLine ? amounts : lines.map((index) => amounts[index] ?? 0);
}

function variablesOf(look: Look, amount: RuleAmount, eligible: number, lines: readonly number[]): FormulaVariables {
  const { world, at, order } = look.happening;
  const { profile, account } = world;
  const zone = zoneOf(world);
  const today = localDay(at, zone);
  const born = profile.birthday === null ? null : dayOfIso(profile.birthday);
  const units = (positions: readonly number[]): number =>
    sum(positions.map((index) => order?.lines[index]?.quantity ?? 0));
  const tiers = Object.entries(account.tiers);
  return {
    order: {
      net: order?.view.net ?? 0,
      gross: order?.view.gross ?? 0,
      discount: order?.view.discount ?? 0,
      beforePoints: (order?.view.gross ?? 0) - (order?.view.discount ?? 0),
      quantity: units(look.everyLine),
      lineCount: look.everyLine.length,
      hour: Math.floor(minuteOfDay(at, zone) / 60),
      weekday: isoWeekday(at, zone),
      storeId: order?.view.storeId ?? "",
      channel: order?.view.channel ?? "",
    },
    eligible: amount.kind === "formula" ? eligible : 0,
    quantity: units(lines),
    event: world.event.properties ?? {},
    member: {
      orders: account.orders.count,
      spend: account.orders.net,
      age: born === null ? -1 : yearsBetween(born, today),
      daysKnown: today - localDay(profile.joinedAt, zone),
      tier: Object.fromEntries(tiers.map(([ladder, state]) => [ladder, state.tier])),
      tierIndex: Object.fromEntries(
        tiers.map(([ladder, state]) => [ladder, look.compiled.ladderTiers[ladder]?.indexOf(state.tier) ?? -1]),
      ),
    },
  };
}

interface Fitting {
  compiled: CompiledMultiplier;
  /** Positions among the order's lines; null = all eligible ones. */
  lines: ReadonlySet<number> | null;
}

const NONE: Fitting[] = [];

function fittingMultipliers(look: Look, { multipliers }: CompiledRule): Fitting[] {
  if (multipliers.length === 0) return NONE;
  const found: Fitting[] = [];
  for (const compiled of multipliers) {
    if (!fits(look, compiled.when)) continue;
    found.push({ compiled, lines: compiled.lines && new Set(linesFitting(look, compiled.lines)) });
  }
  return found;
}

/** The eligible lines by which multipliers count for them. */
function groupLines(
  rule: Rule,
  fitting: readonly Fitting[],
  lines: readonly number[],
): (LineGroup & { used: Multiplier[] })[] {
  const groupOf = (some: readonly Fitting[], positions: readonly number[]): LineGroup & { used: Multiplier[] } => {
    const used = combine(
      rule.stacking,
      some.map(({ compiled }) => compiled.multiplier),
    );
    return { lines: positions, factors: factorsOf(rule.stacking, used), used };
  };
  const ofAll = fitting.filter((one) => one.lines === null);
  if (ofAll.length === fitting.length || lines.length === 0)
    return [
      groupOf(
        ofAll,
        lines.map((_, index) => index),
      ),
    ];
  const groups = new Map<string, { some: Fitting[]; positions: number[] }>();
  lines.forEach((line, index) => {
    const some = fitting.filter((one) => one.lines === null || one.lines.has(line));
    const key = some.map(({ compiled }) => compiled.multiplier.id).join(" ");
    const group = groups.get(key) ?? { some, positions: [] };
    group.positions.push(index);
    groups.set(key, group);
  });
  return [...groups.values()].map(({ some, positions }) => groupOf(some, positions));
}

/** The multipliers that count, once each, with the weight of the lines they count for when these are not all. */
function usedMultipliers(
  groups: readonly (LineGroup & { used: Multiplier[] })[],
  weights: readonly number[],
): Candidate["multipliers"] {
  const [only] = groups;
  if (only && groups.length === 1) {
    const eligible = sum(weights);
    return only.used.map((multiplier) => ({ multiplier, eligible: multiplier.lines ? eligible : null }));
  }
  const used = new Map<Multiplier, number>();
  for (const group of groups) {
    const weight = sum(group.lines.map((index) => weights[index] ?? 0));
    for (const multiplier of group.used) used.set(multiplier, (used.get(multiplier) ?? 0) + weight);
  }
  return [...used].map(([multiplier, weight]) => ({
    multiplier,
    eligible: multiplier.lines ? weight : null,
  }));
}

const UNMULTIPLIED: readonly (LineGroup & { used: Multiplier[] })[] = [];
const UNUSED: Candidate["multipliers"] = [];

/** What a rule in its own right says to a happening of its trigger. */
export function judgeRule(look: Look, compiled: CompiledRule): Candidate | Rejection {
  const { at, order } = look.happening;
  const { rule } = compiled;
  if (at < compiled.from || at >= compiled.to) return "not_in_force";
  if (compiled.when && !fits(look, compiled.when)) return "condition_failed";
  const lines = order ? linesFitting(look, compiled.lines) : [];
  if (order && lines.length === 0) return "no_eligible_lines";
  const amounts = weightsOf(look, rule, lines);
  const eligible = sum(amounts);
  const base = baseAmount(rule.amount, eligible, compiled.formula, () =>
    variablesOf(look, rule.amount, eligible, lines),
  );
  if (!base) return "formula_failed";
  // Goods that cost nothing share by their number.
  const weights = eligible === 0 && order ? lines.map((index) => order.lines[index]?.quantity ?? 0) : amounts;
  const fitting = fittingMultipliers(look, compiled);
  const groups = fitting.length === 0 ? UNMULTIPLIED : groupLines(rule, fitting, lines);
  const points = pointsOf(base, groups, weights, rule.rounding);
  if (points === 0) return "zero_points";
  const multipliers = fitting.length === 0 ? UNUSED : usedMultipliers(groups, amounts);
  return {
    rule: compiled,
    points,
    base: multipliers.length === 0 ? points : pointsOf(base, [], weights, rule.rounding),
    eligible,
    lines,
    weights,
    groups,
    multipliers,
  };
}
