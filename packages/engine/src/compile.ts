import type { Condition, EventLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type CompiledLeaf, collectLeaves, leafKey } from "./leaf-state.ts";
import type { Budget, Ladder, Programme, Rule, Stage, Wallet } from "./programme.ts";
import type { World } from "./world.ts";

/** The event folded for every order that earned, so that ladders can count points earned: properties `wallet` and `points`. */
export const POINTS_EARNED = "points.earned";

export interface CompiledRule {
  rule: Rule;
  /** Parsed validity, half-open; open ends are infinite. */
  from: Instant;
  to: Instant;
}

export interface CompiledMetric {
  leaf: EventLeaf;
  key: string;
}

export interface CompiledLadder {
  ladder: Ladder;
  /** Lowest first. */
  tierIds: string[];
  metric: CompiledMetric;
  /** Points-earned metrics of the ladder's `orPoints`, by wallet. */
  orPoints: Record<string, CompiledMetric>;
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

function withWindow(leaf: EventLeaf, window: Ladder["window"]): EventLeaf {
  if (window.kind === "lifetime") return leaf;
  return { ...leaf, window: window.kind === "rolling" ? { last: window.duration } : { calendar: window.unit } };
}

function pointsEarnedLeaf(wallet: string, ladder: Ladder): EventLeaf {
  const ofWallet: Condition = { field: "event.properties.wallet", op: "eq", value: wallet };
  const where = ladder.where ? { all: [ofWallet, ladder.where] } : ofWallet;
  return withWindow({ event: POINTS_EARNED, where, is: { sum: { of: "event.properties.points" } } }, ladder.window);
}

/** What a ladder counts, as a leaf of the condition language. */
export function metricLeaf(ladder: Ladder): EventLeaf {
  const { metric } = ladder;
  if (metric.kind === "points_earned") return pointsEarnedLeaf(metric.wallet, ladder);
  const where = ladder.where ? { where: ladder.where } : {};
  if (metric.kind === "spend")
    return withWindow({ event: "order", ...where, is: { sum: { of: "order.net" } } }, ladder.window);
  const is: EventLeaf["is"] = metric.kind === "orders" ? { count: {} } : { daysWith: {} };
  return withWindow({ event: "order", ...where, is }, ladder.window);
}

function compileLadder(ladder: Ladder): CompiledLadder {
  const compiled = (leaf: EventLeaf): CompiledMetric => ({ leaf, key: leafKey(leaf) });
  const wallets = new Set(ladder.tiers.flatMap((tier) => (tier.orPoints ? [tier.orPoints.wallet] : [])));
  return {
    ladder,
    tierIds: ladder.tiers.map((tier) => tier.id),
    metric: compiled(metricLeaf(ladder)),
    orPoints: Object.fromEntries([...wallets].map((wallet) => [wallet, compiled(pointsEarnedLeaf(wallet, ladder))])),
  };
}

function conditionsOf(programme: Programme): Condition[] {
  const ofRules = programme.rules
    .filter((rule) => rule.enabled)
    .flatMap((rule) => [rule.when, rule.lines, ...rule.multipliers.map((multiplier) => multiplier.when)]);
  const ofStages = programme.lifecycle.stages.map((stage) => stage.when);
  return [...ofRules, ...ofStages].filter((condition) => condition !== undefined);
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
    ladder.metric.leaf,
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
