import { type CompiledCondition, compileCondition } from "./compile-condition.ts";
import { type CompiledLadder, compileLadder, POINTS_EARNED, tierConditions } from "./compile-ladder.ts";
import { budgetedByType, type CompiledRule, compileRules, indexRules, type RuleIndex } from "./compile-rule.ts";
import type { Condition } from "./condition.ts";
import { intern } from "./intern.ts";
import { type CompiledLeaf, collectLeaves } from "./leaf-state.ts";
import { type MostPoints, mostPoints } from "./most-points.ts";
import type { Budget, Programme, Stage, Wallet } from "./programme.ts";
import type { World } from "./world.ts";
import { canonicalZone } from "./zone-offset.ts";

export { type CompiledLadder, POINTS_EARNED } from "./compile-ladder.ts";

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
  rulesOf: RuleIndex;
  budgets: Map<string, Budget>;
  /** Ids of the budgets that rules for a type of fact draw on: `order`, an event's type, or null for occasions that the engine knows itself. */
  budgetedOf: (type: string | null) => readonly CompiledRule[];
  stages: Stage[];
  /** The conditions of the stages. */
  stageJudges: CompiledCondition[];
  /** More than all rules together can give for one fact. */
  most: MostPoints;
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
    .flatMap((rule) => [rule.when, rule.lines, ...rule.multipliers.flatMap(({ when, lines }) => [when, lines])]);
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

/** Wallets and ladders are looked up in accounts by these ids, for every fact. */
function withInternedIds(programme: Programme): Programme {
  return {
    ...programme,
    wallets: programme.wallets.map((wallet) => ({ ...wallet, id: intern(wallet.id) })),
    ladders: programme.ladders.map((ladder) => ({ ...ladder, id: intern(ladder.id) })),
    rules: programme.rules.map((rule) => ({ ...rule, wallet: intern(rule.wallet) })),
  };
}

/** Indexes a programme once, for any number of `decide` calls. `version` appears in explanations. */
export function compileProgramme(given: Programme, version: number, directory: Directory = {}): CompiledProgramme {
  const programme = withInternedIds(given);
  const wallets = new Map(programme.wallets.map((wallet) => [wallet.id, wallet]));
  const ladders = programme.ladders.map(compileLadder);
  const metrics = ladders.flatMap((ladder) => [
    ...ladder.metrics.map(({ leaf }) => leaf),
    ...Object.values(ladder.orPoints).map(({ leaf }) => leaf),
  ]);
  const leaves = collectLeaves([...conditionsOf(programme), ...metrics]);
  const rules = compileRules(programme, wallets);
  return {
    programme,
    version,
    zone: canonicalZone(programme.zone) ?? programme.zone,
    wallets,
    ladders,
    ladderTiers: Object.fromEntries(ladders.map(({ ladder, tierIds }) => [ladder.id, tierIds])),
    rules,
    rulesOf: indexRules(rules),
    budgets: new Map(programme.budgets.map((budget) => [budget.id, budget])),
    budgetedOf: budgetedByType(rules),
    stages: programme.lifecycle.stages,
    stageJudges: programme.lifecycle.stages.map((stage) => compileCondition(stage.when)),
    most: mostPoints({ rules, wallets }),
    leaves,
    leavesOf: byEventType(leaves),
    stageLeaves: collectLeaves(programme.lifecycle.stages.map((stage) => stage.when)),
    directory,
  };
}
