import { periodOf } from "./caps.ts";
import type { CompiledProgramme } from "./compile.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { Condition } from "./condition.ts";
import type { Draft } from "./draft.ts";
import type { AccountState, BudgetShare, Fact, Instant } from "./facts.ts";
import { ratio, safe } from "./integer.ts";
import type { Budget, Rule } from "./programme.ts";
import { scheduleHolds } from "./reader.ts";

/** The key of a budget's period around an instant, e.g. `spring@2026-03`, `spring@total`. `zone` is the programme's. */
export function budgetPeriodKey(budget: Budget, at: Instant, zone: string): string {
  return `${budget.id}@${budget.per === "total" ? "total" : periodOf(budget.per, at, zone)}`;
}

function add(into: BudgetShare[], share: BudgetShare): void {
  const known = into.find((one) => one.key === share.key);
  if (!known) {
    into.push({ ...share });
    return;
  }
  known.points = safe(known.points + share.points);
  known.money = safe(known.money + share.money);
}

function use(draft: Draft, share: BudgetShare): void {
  add(draft.budgetUse, share);
  const left = draft.budgets[share.key];
  if (!left) return;
  draft.budgets[share.key] = {
    points: left.points === null ? null : left.points - share.points,
    money: left.money === null ? null : left.money - share.money,
  };
}

/** The cost of points of a wallet in minor units; rounded up, so that a budget of money is never overdrawn. */
function costOf(compiled: CompiledProgramme, wallet: string, points: number): number {
  return ratio([points, compiled.wallets.get(wallet)?.costPer1000 ?? 0], [1000], "ceil");
}

/** The most that a rule's budgets have left for it at `at`, in points, and the budget that decides; no budget = `most` and null. */
export function budgetRoom(draft: Draft, rule: Rule, most: number, at: Instant): { points: number; by: Budget | null } {
  let room: { points: number; by: Budget | null } = { points: most, by: null };
  const cost = draft.compiled.wallets.get(rule.wallet)?.costPer1000 ?? 0;
  for (const id of rule.budgets) {
    const budget = draft.compiled.budgets.get(id);
    const left = budget && draft.budgets[budgetPeriodKey(budget, at, draft.compiled.zone)];
    const byPoints = left ? (left.points ?? most) : 0;
    const byMoney = left?.money == null || cost === 0 ? most : ratio([Math.max(0, left.money), 1000], [cost]);
    const points = Math.max(0, Math.min(byPoints, byMoney));
    if (points < room.points) room = { points, by: budget ?? null };
  }
  return room;
}

/** Takes points of a rule from each of its budgets. Returns what was taken, for the entry. */
export function takeBudgets(draft: Draft, rule: Rule, points: number, at: Instant): BudgetShare[] {
  const shares: BudgetShare[] = [];
  for (const id of rule.budgets) {
    const budget = draft.compiled.budgets.get(id);
    if (!budget) continue;
    const key = budgetPeriodKey(budget, at, draft.compiled.zone);
    const share = { key, points, money: costOf(draft.compiled, rule.wallet, points) };
    use(draft, share);
    shares.push(share);
  }
  return shares;
}

/**
 * Gives budgets back `part` of `whole` of what an entry took, `before` of which earlier claw-backs have given back:
 * over all of them exactly what was taken.
 */
export function releaseBudgets(
  draft: Draft,
  shares: readonly BudgetShare[],
  part: number,
  whole: number,
  before = 0,
): void {
  if (part <= 0 || whole <= 0) return;
  const taken = (amount: number): number => ratio([amount, before], [whole]) - ratio([amount, before + part], [whole]);
  for (const { key, points, money } of shares) use(draft, { key, points: taken(points), money: taken(money) });
}

/**
 * The keys of all budgets that some facts of one member may draw on or give back to, sorted: what the till locks and loads.
 * Occasions (registration, birthdays, tiers entered) draw on the period in which they are booked. `zone` is the member's own, null = the programme's.
 */
export function budgetKeys(
  compiled: CompiledProgramme,
  facts: readonly Fact[],
  account: Pick<AccountState, "settledAt">,
  zone: string | null,
): string[] {
  if (compiled.budgets.size === 0) return [];
  const keys = new Set<string>();
  for (const fact of facts) {
    for (const { key } of sharesOf(fact)) keys.add(key);
    if (fact.kind === "order" || fact.kind === "event") {
      const type = fact.kind === "event" ? fact.type : "order";
      for (const rule of compiled.budgetedOf(type))
        if (mayGive(rule, fact.at, zone ?? compiled.zone)) addKeys(keys, compiled, rule.rule, fact.at);
    }
    for (const { rule } of compiled.budgetedOf(null))
      addKeys(keys, compiled, rule, Math.max(fact.at, account.settledAt));
  }
  return [...keys].sort();
}

function addKeys(keys: Set<string>, compiled: CompiledProgramme, rule: Rule, at: Instant): void {
  for (const id of rule.budgets) {
    const budget = compiled.budgets.get(id);
    if (budget) keys.add(budgetPeriodKey(budget, at, compiled.zone));
  }
}

/** Whether the clock allows the rule to give at `at`, so that nobody waits for the budget of a weekend on a Monday. */
function mayGive({ rule, from, to }: CompiledRule, at: Instant, zone: string): boolean {
  return from <= at && at < to && (rule.when === undefined || mayHold(rule.when, at, zone));
}

function mayHold(condition: Condition, at: Instant, zone: string): boolean {
  if ("all" in condition) return condition.all.every((one) => mayHold(one, at, zone));
  if ("any" in condition) return condition.any.some((one) => mayHold(one, at, zone));
  return "schedule" in condition ? scheduleHolds(condition, zone, at) : true;
}

function sharesOf(fact: Fact): BudgetShare[] {
  if (fact.kind === "refund") return fact.order.earned.flatMap((earned) => earned.budgets ?? []);
  return fact.kind === "reverse" ? fact.entry.budgets : [];
}
