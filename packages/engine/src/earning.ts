import { budgetRoom, takeBudgets } from "./budgets.ts";
import { capRoom, takeCaps } from "./caps.ts";
import { type CompiledProgramme, POINTS_EARNED } from "./compile.ts";
import type { CompiledRule } from "./compile-rule.ts";
import { type Draft, UNEXPLAINED, walletWords } from "./draft.ts";
import type { BudgetShare, EntryDecision, Explanation } from "./facts.ts";
import type { Award, Candidate, Happening } from "./happening.ts";
import { foldAll } from "./history.ts";
import { judgeRule, lookAt } from "./judge-rule.ts";
import { credit } from "./ledger.ts";
import type { Rule } from "./programme.ts";
import { shareOut } from "./rule-amount.ts";
import type { HistoryEvent } from "./world.ts";

/**
 * Earns what rules give for one happening. All are judged before the first is booked, so that none sees what another gave:
 * conditions see the member as before it (tier, stage, `member.*`), event leaves the happening itself already among the member's
 * history unless the leaf says `including: false`. Then, highest priority first, groups choose and caps and budgets narrow.
 * Returns whether any points were given.
 */
export function earn(draft: Draft, rules: readonly CompiledRule[], happening: Happening): boolean {
  if (rules.length === 0) return false;
  const awards = award(draft, judgeAll(draft, rules, happening), happening);
  for (const given of awards) bookAward(draft, given, happening);
  if (awards.length > 0 && draft.compiled.leavesOf(POINTS_EARNED).length > 0) foldEarned(draft, awards, happening);
  return awards.length > 0;
}

function judgeAll(draft: Draft, rules: readonly CompiledRule[], happening: Happening): Candidate[] {
  const look = lookAt(draft.compiled, happening);
  const candidates: Candidate[] = [];
  for (const rule of rules) {
    const verdict = judgeRule(look, rule);
    draft.trace?.judged(happening, rule, verdict);
    if (typeof verdict !== "string") candidates.push(verdict);
  }
  return candidates;
}

type Limited = Award & { budgets: BudgetShare[] };

/** What caps and budgets leave of a candidate as things stand. Takes nothing. */
function limit(draft: Draft, candidate: Candidate, happening: Happening): Award {
  const { rule } = candidate.rule;
  const capped = capRoom(draft, rule, candidate.points, happening.at);
  const limits: Explanation[] = [];
  if (capped.by && draft.explains) {
    const { per, of, isByTimes } = capped.by;
    limits.push({ code: "capped", params: { from: candidate.points, to: capped.points, per, of, isByTimes } });
  }
  const room = budgetRoom(draft, rule, capped.points, happening.budgetAt);
  if (draft.explains && (room.by || room.points < capped.points))
    limits.push({
      code: "budget",
      params: { from: capped.points, to: room.points, budget: room.by?.name ?? null, budgetId: room.by?.id ?? null },
    });
  const outcome = capped.points === 0 ? "capped_to_zero" : room.points === 0 ? "budget_exhausted" : "fired";
  return { candidate, outcome, afterCaps: capped.points, points: room.points, limits, lostTo: null };
}

/** Of the candidates of a group, the one that gives; null when none has anything left to give. */
function pick(limited: readonly Award[], by: "first" | "best"): Award | null {
  const giving = limited.filter(({ points }) => points > 0);
  if (by === "first") return giving[0] ?? null;
  return giving.reduce<Award | null>((best, one) => (best && best.points >= one.points ? best : one), null);
}

/** Goes through candidates by priority; a group is decided where its first member stands. Takes caps and budgets of those that give. */
function award(draft: Draft, candidates: readonly Candidate[], happening: Happening): Limited[] {
  const awards: Limited[] = [];
  let decided: Set<string> | null = null;
  for (const candidate of candidates) {
    const { group } = candidate.rule;
    if (group && decided?.has(group.id)) continue;
    if (!group) {
      const alone = limit(draft, candidate, happening);
      if (alone.points > 0) awards.push(take(draft, alone, happening));
      draft.trace?.awarded(happening, alone);
      continue;
    }
    decided ??= new Set();
    decided.add(group.id);
    const rivals = candidates.filter((one) => one.rule.group === group);
    const limited = rivals.map((one) => limit(draft, one, happening));
    const winner = pick(limited, group.pick);
    for (const one of limited) {
      if (one === winner) awards.push(take(draft, one, happening));
      const lost = winner !== null && one !== winner && one.points > 0;
      const told: Award = lost ? { ...one, outcome: "lost_in_group", points: 0, lostTo: ruleId(winner) } : one;
      draft.trace?.awarded(happening, told);
    }
  }
  return awards;
}

function ruleId({ candidate }: Award): string {
  return candidate.rule.rule.id;
}

function take(draft: Draft, given: Award, happening: Happening): Limited {
  const { rule } = given.candidate.rule;
  takeCaps(draft, rule, given.points, happening.at);
  const { candidate, outcome, afterCaps, points, limits, lostTo } = given;
  const budgets = takeBudgets(draft, rule, points, happening.budgetAt);
  return { candidate, outcome, afterCaps, points, limits, lostTo, budgets };
}

function bookAward(draft: Draft, given: Limited, happening: Happening): void {
  const { rule } = given.candidate.rule;
  credit(draft, {
    wallet: rule.wallet,
    kind: "earn",
    amount: given.points,
    at: happening.at,
    ruleId: rule.id,
    perLine: perLine(given, happening),
    budgets: given.budgets,
    isByTime: happening.trigger === "birthday" || happening.trigger === "anniversary",
    explanation: draft.explains ? explainAward(draft.compiled, given, happening) : UNEXPLAINED,
  });
}

function perLine({ candidate, points }: Award, { order }: Happening): EntryDecision["perLine"] {
  if (!order) return [];
  const shares = shareOut(points, candidate.groups, candidate.weights);
  const found: EntryDecision["perLine"] = [];
  candidate.lines.forEach((line, index) => {
    const amount = shares[index] ?? 0;
    if (amount > 0) found.push({ lineNo: order.lines[line]?.lineNo ?? 0, amount });
  });
  return found;
}

/** Ladders and conditions count the points earned, per wallet. */
function foldEarned(draft: Draft, awards: readonly Award[], { world, at, order }: Happening): void {
  const points = new Map<string, number>();
  for (const given of awards) {
    const { wallet } = given.candidate.rule.rule;
    points.set(wallet, (points.get(wallet) ?? 0) + given.points);
  }
  const events = [...points].map(
    ([wallet, amount]): HistoryEvent => ({
      type: POINTS_EARNED,
      at,
      ...(order ? { order: order.view } : {}),
      properties: { wallet, points: amount },
    }),
  );
  foldAll(draft, events, world);
}

/** Tells what a rule's amount counts from. */
function addAmount(params: Explanation["params"], { amount }: Rule, eligible: number): void {
  if (amount.kind !== "table" && amount.kind !== "formula") params.rate = amount.points;
  if (amount.kind === "rate") params.per = amount.per;
  if ("of" in amount) params.of = amount.of;
  if (amount.kind !== "fixed") params.eligible = eligible;
  if (amount.kind !== "table") return;
  params.mode = amount.mode;
  const step = amount.mode === "whole" ? amount.steps.findLast((one) => one.from <= eligible) : undefined;
  if (!step) return;
  params.stepFrom = step.from;
  params.rate = step.points;
  params.per = step.per ?? null;
}

function explainAward(
  compiled: CompiledProgramme,
  { candidate, points, limits }: Award,
  { trigger, order, world }: Happening,
): Explanation {
  const { rule } = candidate.rule;
  const params: Explanation["params"] = {
    rule: rule.name,
    ruleId: rule.id,
    version: compiled.version,
    ...walletWords(compiled, rule.wallet),
    points,
    rounding: rule.rounding,
  };
  addAmount(params, rule, candidate.eligible);
  if (trigger !== "order") params.trigger = trigger;
  if (trigger === "event") params.event = world.event.type;
  if (order && rule.lines) params.someLines = true;
  if (rule.excludeTenders.length > 0) params.lessTenders = true;
  if (candidate.points > candidate.base) {
    params.base = candidate.base;
    params.bonus = candidate.points - candidate.base;
  }
  if (rule.stacking === "add" && candidate.multipliers.length > 1) params.isAdded = true;
  const parts = [...candidate.multipliers.map((one) => explainMultiplier(one, rule)), ...limits];
  return { code: `earn.${rule.amount.kind}`, params, ...(parts.length > 0 ? { parts } : {}) };
}

function explainMultiplier({ multiplier, eligible }: Candidate["multipliers"][number], rule: Rule): Explanation {
  const { id, name, factorBps } = multiplier;
  const some = eligible === null ? {} : { eligible, isUnits: rule.amount.kind === "per_unit" };
  return { code: "multiplier", params: { id, name, factorBps, ...some } };
}
