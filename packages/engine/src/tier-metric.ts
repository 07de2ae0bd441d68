import type { CompiledLadder } from "./compile-ladder.ts";
import type { Instant } from "./facts.ts";
import type { Ladder } from "./programme.ts";
import { holds, measureLeaf } from "./reader.ts";
import type { World } from "./world.ts";

/** What a ladder counts, as of an instant. */
export interface Seen {
  /** null where each tier has a condition of its own. */
  metric: number | null;
  /** Points earned in the window, for the wallets of the ladder's `orPoints`. */
  points: Record<string, number>;
  /** Ladders by condition: whether each tier's condition holds, lowest first. */
  met: boolean[];
}

const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** `points` for each whole `per` of a count; stops at the largest safe integer, so that no sale fails for a growth value. */
function weighted(count: number, points: number, per: number): bigint {
  if (count <= 0) return 0n;
  return (BigInt(Math.floor(count)) * BigInt(points)) / BigInt(per);
}

/** The growth value of counts, one for each of the ladder's parts. */
function growthOf(parts: readonly { points: number; per: number }[], counts: readonly number[]): number {
  const total = parts.reduce((all, { points, per }, index) => all + weighted(counts[index] ?? 0, points, per), 0n);
  return Number(total > MOST ? MOST : total);
}

/** The ladder's metrics as of an instant, the instant included. Throws MissingLeafError. */
export function seenAt(compiled: CompiledLadder, world: World, asOf: Instant): Seen {
  const { ladder, metrics, orPointsList } = compiled;
  const points: Record<string, number> = {};
  for (const [wallet, metric] of orPointsList) points[wallet] = measureLeaf(metric.leaf, world, asOf) ?? 0;
  if (ladder.metric.kind === "condition") {
    const met = ladder.tiers.map((tier) => tier.when !== undefined && holds(tier.when, world, asOf));
    return { metric: null, points, met };
  }
  const counts = metrics.map((metric) => measureLeaf(metric.leaf, world, asOf) ?? 0);
  const metric = ladder.metric.kind === "growth" ? growthOf(ladder.metric.parts, counts) : (counts[0] ?? 0);
  return { metric, points, met: [] };
}

/** Whether a tier is to be reached anew, or only to be kept at the end of a period. */
export type Purpose = "reach" | "keep";

/** The threshold as the programme states it; with the boundary `gt` the metric must be above it. */
export function thresholdOf(ladder: Ladder, index: number, purpose: Purpose): number {
  const tier = ladder.tiers[index];
  return (purpose === "keep" ? tier?.keep : undefined) ?? tier?.from ?? 0;
}

/** How much more of the metric a threshold needs; 0 = it is reached. Metrics are whole numbers. */
export function missingTo(ladder: Ladder, threshold: number, metric: number): number {
  return Math.max(0, threshold + (ladder.boundary === "gt" ? 1 : 0) - metric);
}

/** Whether the metrics reach a tier; the first one always is, one by invitation never. */
export function reaches({ ladder }: CompiledLadder, index: number, seen: Seen, purpose: Purpose = "reach"): boolean {
  const tier = ladder.tiers[index];
  if (!tier || index === 0) return index === 0;
  if (tier.invitationOnly) return false;
  if (
    seen.metric === null ? seen.met[index] : missingTo(ladder, thresholdOf(ladder, index, purpose), seen.metric) === 0
  )
    return true;
  return tier.orPoints !== undefined && (seen.points[tier.orPoints.wallet] ?? 0) >= tier.orPoints.from;
}

/** Index of the highest tier that the metrics reach; the first tier is always reached. */
export function reachedIndex(ladder: CompiledLadder, seen: Seen): number {
  return reachedHolding(ladder, 0, seen);
}

/** The same for a member who holds the tier at `held`: that one and those below need only what keeps them. */
export function reachedHolding(ladder: CompiledLadder, held: number, seen: Seen): number {
  for (let index = ladder.tierIds.length - 1; index > 0; index -= 1)
    if (reaches(ladder, index, seen, index <= held ? "keep" : "reach")) return index;
  return 0;
}
