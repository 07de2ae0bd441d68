import { type CompiledLadder, compileLadder, POINTS_EARNED, tierConditions } from "./compile-ladder.ts";
import type { Condition } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type CompiledLeaf, collectLeaves } from "./leaf-state.ts";
import type { Budget, Programme, Rule, Stage, Wallet } from "./programme.ts";
import type { World } from "./world.ts";

export { type CompiledLadder, POINTS_EARNED } from "./compile-ladder.ts";

export interface CompiledRule {
  rule: Rule;
  /** Parsed validity, half-open; open ends are infinite. */
  from: Instant;
  to: Instant;
}

/** What conditions look up outside the member: segments by id and where stores are. */
export type Directory = Pick<World, "segment" | "storeLocation">;

/** A programme with everything that `decide` would otherwise work out for each fact. */
export interface CompiledProgramme {
  programme: Programme;
  version: number;
  zone: string;
  wallets: Map<string, Wallet>;
  ladders: CompiledLadder[];
  ladderTiers: Record<string, string[]>;
  /** Enabled rules whose wallet exists: highest priority first, then as listed. */
  rules: CompiledRule[];
  budgets: Map<string, Budget>;
  /** Ids of the budgets that rules for a type of fact draw on: `order`, an event's type, or null for occasions that the engine knows itself. */
  budgetsOf: (type: string | null) => ReadonlySet<string>;
  stages: Stage[];
  /** Every leaf whose state an account of this programme keeps. */
  leaves: CompiledLeaf[];
  /** Those that an event of a type may concern. */
  leavesOf: (eventType: string) => readonly CompiledLeaf[];
  /** Those that life-cycle stages read. */
  stageLeaves: CompiledLeaf[];
  directory: Directory;
}

function conditionsOf(programme: Programme): Condition[] {
  const ofRules = programme.rules
    .filter((rule) => rule.enabled)
    .flatMap((rule) => [rule.when, rule.lines, ...rule.multipliers.map((multiplier) => multiplier.when)]);
  const ofStages = programme.lifecycle.stages.map((stage) => stage.when);
  const ofTiers = programme.ladders.flatMap(tierConditions);
  return [...ofRules, ...ofTiers, ...ofStages].filter((condition) => condition !== undefined);
}

function concerns({ leaf }: CompiledLeaf, eventType: string): boolean {
  if ("event" in leaf) return leaf.event === eventType;
  return "last" in leaf ? leaf.last === eventType : leaf.sequence.some((step) => step.event === eventType);
}

function byEventType(leaves: readonly CompiledLeaf[]): CompiledProgramme["leavesOf"] {
  const orders = leaves.filter((leaf) => concerns(leaf, "order"));
  const earned = leaves.filter((leaf) => concerns(leaf, POINTS_EARNED));
  return (eventType) => {
    if (eventType === "order") return orders;
    return eventType === POINTS_EARNED ? earned : leaves.filter((leaf) => concerns(leaf, eventType));
  };
}

function byPriority(programme: Programme, wallets: ReadonlyMap<string, Wallet>): CompiledRule[] {
  return programme.rules
    .filter((rule) => rule.enabled && wallets.has(rule.wallet))
    .sort((a, b) => b.priority - a.priority)
    .map((rule) => ({
      rule,
      from: rule.validFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(rule.validFrom),
      to: rule.validTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.validTo),
    }));
}

/** What a rule waits for: `order`, an event's type, or null for an occasion. */
function factTypeOf({ trigger }: Rule): string | null {
  if (trigger.kind === "event") return trigger.event;
  return trigger.kind === "order" ? "order" : null;
}

function budgetsByType(rules: readonly CompiledRule[]): CompiledProgramme["budgetsOf"] {
  const found = new Map<string | null, Set<string>>();
  for (const { rule } of rules) {
    if (rule.budgets.length === 0) continue;
    const type = factTypeOf(rule);
    found.set(type, new Set([...(found.get(type) ?? []), ...rule.budgets]));
  }
  const none: ReadonlySet<string> = new Set();
  return (type) => found.get(type) ?? none;
}

/** Indexes a programme once, for any number of `decide` calls. `version` appears in explanations. */
export function compileProgramme(programme: Programme, version: number, directory: Directory = {}): CompiledProgramme {
  const wallets = new Map(programme.wallets.map((wallet) => [wallet.id, wallet]));
  const ladders = programme.ladders.map(compileLadder);
  const metrics = ladders.flatMap((ladder) => [
    ...ladder.metrics.map(({ leaf }) => leaf),
    ...Object.values(ladder.orPoints).map(({ leaf }) => leaf),
  ]);
  const leaves = collectLeaves([...conditionsOf(programme), ...metrics]);
  const rules = byPriority(programme, wallets);
  return {
    programme,
    version,
    zone: programme.zone,
    wallets,
    ladders,
    ladderTiers: Object.fromEntries(ladders.map(({ ladder, tierIds }) => [ladder.id, tierIds])),
    rules,
    budgets: new Map(programme.budgets.map((budget) => [budget.id, budget])),
    budgetsOf: budgetsByType(rules),
    stages: programme.lifecycle.stages,
    leaves,
    leavesOf: byEventType(leaves),
    stageLeaves: collectLeaves(programme.lifecycle.stages.map((stage) => stage.when)),
    directory,
  };
}
