import type { Condition, EventLeaf } from "./condition.ts";
import { collectLeaves, leafKey } from "./leaf-key.ts";
import type { Counted, Ladder } from "./programme.ts";

/** The event folded for every order that earned, so that ladders can count points earned: properties `wallet` and `points`. */
export const POINTS_EARNED = "points.earned";

export interface CompiledMetric {
  leaf: EventLeaf;
  key: string;
}

export interface CompiledLadder {
  ladder: Ladder;
  /** Lowest first. */
  tierIds: string[];
  /** What is counted: one thing, each term of a growth value in its order, or nothing where tiers have conditions. */
  metrics: CompiledMetric[];
  /** Points-earned metrics of the ladder's `orPoints`, by wallet. */
  orPoints: Record<string, CompiledMetric>;
  orPointsList: readonly (readonly [string, CompiledMetric])[];
  /** Keys of all leaf states that decide about a tier. */
  keys: string[];
}

function withWindow(leaf: EventLeaf, { id, window }: Ladder): EventLeaf {
  switch (window.kind) {
    case "lifetime":
      return leaf;
    case "rolling":
      return { ...leaf, window: { last: window.duration } };
    case "calendar":
      return { ...leaf, window: { calendar: window.unit } };
    case "anniversary":
      return { ...leaf, window: { since: "anniversary" } };
    case "since_tier":
      return { ...leaf, window: { since: "tier", ladder: id } };
  }
}

function pointsEarnedLeaf(wallet: string, ladder: Ladder): EventLeaf {
  const ofWallet: Condition = { field: "event.properties.wallet", op: "eq", value: wallet };
  const where = ladder.where ? { all: [ofWallet, ladder.where] } : ofWallet;
  return withWindow({ event: POINTS_EARNED, where, is: { sum: { of: "event.properties.points" } } }, ladder);
}

function countedLeaf(counted: Counted, ladder: Ladder): EventLeaf {
  const ofOrders = ladder.where ? { where: ladder.where } : {};
  switch (counted.kind) {
    case "points_earned":
      return pointsEarnedLeaf(counted.wallet, ladder);
    case "spend":
      return withWindow({ event: "order", ...ofOrders, is: { sum: { of: "order.net" } } }, ladder);
    case "orders":
      return withWindow({ event: "order", ...ofOrders, is: { count: {} } }, ladder);
    case "visits":
      return withWindow({ event: "order", ...ofOrders, is: { daysWith: {} } }, ladder);
    case "events":
      return withWindow(
        { event: counted.event, ...(counted.where ? { where: counted.where } : {}), is: { count: {} } },
        ladder,
      );
  }
}

/** What a ladder counts, as leaves of the condition language. */
function metricLeaves(ladder: Ladder): EventLeaf[] {
  const { metric } = ladder;
  if (metric.kind === "condition") return [];
  if (metric.kind === "growth") return metric.parts.map((part) => countedLeaf(part.of, ladder));
  return [countedLeaf(metric, ladder)];
}

/** The conditions of a ladder's tiers; only ladders without a metric have any that count. */
export function tierConditions({ metric, tiers }: Ladder): Condition[] {
  if (metric.kind !== "condition") return [];
  return tiers.map((tier) => tier.when).filter((condition) => condition !== undefined);
}

export function compileLadder(ladder: Ladder): CompiledLadder {
  const compiled = (leaf: EventLeaf): CompiledMetric => ({ leaf, key: leafKey(leaf) });
  const wallets = new Set(ladder.tiers.flatMap((tier) => (tier.orPoints ? [tier.orPoints.wallet] : [])));
  const metrics = metricLeaves(ladder).map(compiled);
  const orPoints = Object.fromEntries(
    [...wallets].map((wallet) => [wallet, compiled(pointsEarnedLeaf(wallet, ladder))]),
  );
  const ofConditions = collectLeaves(tierConditions(ladder));
  return {
    ladder,
    tierIds: ladder.tiers.map((tier) => tier.id),
    metrics,
    orPoints,
    orPointsList: Object.entries(orPoints),
    keys: [...new Set([...metrics, ...Object.values(orPoints), ...ofConditions].map(({ key }) => key))],
  };
}
