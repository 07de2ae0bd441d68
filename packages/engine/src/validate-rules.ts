import type { Counted, Ladder, Programme, Rule } from "./programme.ts";
import { isAlways } from "./tautology.ts";
import { type Check, error, type ProgrammeFinding, warning } from "./validate-finding.ts";

/** Whether a rule gives whenever its trigger comes, so that nothing behind it in its group is ever reached. */
function givesAlways({ when, lines, amount, caps, budgets, excludeTenders }: Rule): boolean {
  if ((when && !isAlways(when)) || (lines && !isAlways(lines))) return false;
  if (caps.length > 0 || budgets.length > 0 || excludeTenders.length > 0) return false;
  return amount.kind === "fixed" || amount.kind === "per_unit" || amount.kind === "rate";
}

function covers(earlier: Rule, later: Rule): boolean {
  const from = (rule: Rule): number => (rule.validFrom === undefined ? -Infinity : Date.parse(rule.validFrom));
  const to = (rule: Rule): number => (rule.validTo === undefined ? Infinity : Date.parse(rule.validTo));
  return from(earlier) <= from(later) && to(earlier) >= to(later);
}

interface Placed {
  rule: Rule;
  index: number;
}

/** Rules of a `first` group that come after one that always gives. */
function shadowedIn(rules: readonly Placed[]): ProgrammeFinding[] {
  const inOrder = rules.toSorted((a, b) => b.rule.priority - a.rule.priority || a.index - b.index);
  return inOrder.flatMap(({ rule, index }, place) => {
    const by = inOrder
      .slice(0, place)
      .find(
        (earlier) =>
          givesAlways(earlier.rule) &&
          covers(earlier.rule, rule) &&
          JSON.stringify(earlier.rule.trigger) === JSON.stringify(rule.trigger),
      );
    return by ? [warning(`/rules/${index}/group`, "rule.shadowed", { rule: rule.id, other: by.rule.id })] : [];
  });
}

function placedIn(programme: Programme, group: string): Placed[] {
  return programme.rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => rule.enabled && rule.group === group);
}

export function groupFindings({ programme }: Check): ProgrammeFinding[] {
  return programme.ruleGroups.flatMap((group, index) => {
    const rules = placedIn(programme, group.id);
    if (rules.length === 0) return [warning(`/ruleGroups/${index}`, "group.unused", { group: group.id })];
    return group.pick === "first" ? shadowedIn(rules) : [];
  });
}

export function budgetFindings({ programme }: Check): ProgrammeFinding[] {
  const costs = new Map(programme.wallets.map((wallet) => [wallet.id, wallet.costPer1000]));
  return programme.budgets.flatMap(({ id, points, money }, index) => {
    const pointer = `/budgets/${index}`;
    if (points === undefined && money === undefined) return [error(pointer, "budget.no_limit", { budget: id })];
    const users = programme.rules.filter((rule) => rule.enabled && rule.budgets.includes(id));
    if (users.length === 0) return [warning(pointer, "budget.unused", { budget: id })];
    const isFree = money !== undefined && users.every((rule) => (costs.get(rule.wallet) ?? 0) === 0);
    return isFree ? [warning(`${pointer}/money`, "budget.money_without_cost", { budget: id })] : [];
  });
}

function countsWallet(counted: Counted | { kind: "growth" | "condition" }, wallet: string): boolean {
  return counted.kind === "points_earned" && counted.wallet === wallet;
}

function counts({ metric, tiers }: Ladder, wallet: string): boolean {
  if (tiers.some((tier) => tier.orPoints?.wallet === wallet)) return true;
  if (metric.kind === "growth") return metric.parts.some(({ of }) => countsWallet(of, wallet));
  return countsWallet(metric, wallet);
}

/** Ladders that count what rules give for entering a tier of `ladder`, directly or by way of others. */
function fedBy(programme: Programme, wallet: string): Set<string> {
  const fed = new Set<string>();
  const queue = [wallet];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const given = next;
    for (const ladder of programme.ladders) {
      if (fed.has(ladder.id) || !counts(ladder, given)) continue;
      fed.add(ladder.id);
      for (const { enabled, trigger, wallet: into } of programme.rules) {
        if (enabled && trigger.kind === "tier_entry" && trigger.ladder === ladder.id) queue.push(into);
      }
    }
  }
  return fed;
}

/** Points for entering a tier that count towards the next tier of the same ladder: one entry may bring about the next. */
export function feedingFindings({ programme }: Check): ProgrammeFinding[] {
  return programme.rules.flatMap(({ id, enabled, trigger, wallet }, index) => {
    if (!enabled || trigger.kind !== "tier_entry" || !fedBy(programme, wallet).has(trigger.ladder)) return [];
    const params = { rule: id, wallet, ladder: trigger.ladder };
    return [warning(`/rules/${index}/wallet`, "rule.feeds_own_ladder", params)];
  });
}
