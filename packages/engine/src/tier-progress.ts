import type { CompiledProgramme } from "./compile.ts";
import type { CompiledLadder } from "./compile-ladder.ts";
import { type ConditionExplanation, explainCondition } from "./explain-condition.ts";
import type { AccountState, Instant, MemberProfile, TierGrantSource, TierState } from "./facts.ts";
import { worldOf } from "./stage.ts";
import { missingTo, type Purpose, type Seen, seenAt, thresholdOf } from "./tier-metric.ts";
import { deadlineOf, isLost, seenAtEnd } from "./tier-notice.ts";
import { earnedOf, isInForce, tierAt } from "./tier-state.ts";
import { anniversaryAfter, startOf } from "./time.ts";
import { type World, zoneOf } from "./world.ts";

/** What a tier still needs. Amounts are in the ladder's metric: minor units, orders, days, points, events, growth. */
export interface TierNeed {
  tier: string;
  /** null where the tier has a condition of its own. */
  from: number | null;
  missing: number | null;
  orPointsMissing?: number | undefined;
  /** Parts of the tier's condition that do not hold. */
  unmet?: ConditionExplanation[] | undefined;
}

export interface TierProgress {
  ladder: string;
  /** The tier in force. */
  tier: string;
  since: Instant;
  until: Instant | null;
  /** The ladder's metric now; null where tiers have conditions. */
  metric: number | null;
  /** The next tier that can be earned; `by` = the count begins anew then. */
  next: (TierNeed & { by: Instant | null }) | null;
  /** What the tier in force still needs to outlive `until` (with its grace); null = nothing, or it does not end. */
  keep: (TierNeed & { until: Instant }) | null;
  /** A given tier in force, and the one earned beside it. */
  grant: {
    source: TierGrantSource;
    until: Instant | null;
    isLifetime: boolean;
    reason: string;
    earnedTier: string;
  } | null;
}

/** Where a member stands on a ladder and what is missing to the next tier; null when the programme has no such ladder. Throws MissingLeafError. */
export function tierProgress(
  compiled: CompiledProgramme,
  account: AccountState,
  ladderId: string,
  profile: MemberProfile,
  asOf: Instant,
): TierProgress | null {
  const ladder = compiled.ladders.find((candidate) => candidate.ladder.id === ladderId);
  if (!ladder) return null;
  const world = worldOf(compiled, { profile, account });
  const seen = seenAt(ladder, world, asOf);
  const state = account.tiers[ladderId] ?? { tier: tierAt(ladder, 0), since: profile.joinedAt, until: null };
  const next = nextIndex(ladder, ladder.tierIds.indexOf(state.tier));
  return {
    ladder: ladderId,
    tier: state.tier,
    since: state.since,
    until: state.until,
    metric: seen.metric,
    next:
      next === null
        ? null
        : { ...needOf(ladder, next, "reach", { seen, world, asOf }), by: countedUntil(ladder, state, world, asOf) },
    keep: keepOf(ladder, state, world),
    grant: grantOf(ladder, state),
  };
}

function nextIndex({ ladder }: CompiledLadder, current: number): number | null {
  const next = ladder.tiers.findIndex((tier, index) => index > current && !tier.invitationOnly);
  return next < 0 ? null : next;
}

/** When a window that stands still begins anew; null for windows that never do, or slide. */
function countedUntil({ ladder }: CompiledLadder, state: TierState, world: World, asOf: Instant): Instant | null {
  const { window } = ladder;
  if (window.kind === "calendar") return startOf(window.unit, asOf, zoneOf(world), 1);
  if (window.kind === "anniversary") return anniversaryAfter(world.profile.joinedAt, asOf, zoneOf(world));
  return window.kind === "since_tier" ? (earnedOf(state)?.until ?? null) : null;
}

interface Looking {
  seen: Seen;
  world: World;
  asOf: Instant;
}

function needOf({ ladder }: CompiledLadder, index: number, purpose: Purpose, looking: Looking): TierNeed {
  const { metric, points } = looking.seen;
  const tier = ladder.tiers[index];
  const need: TierNeed = { tier: tier?.id ?? "", from: null, missing: null };
  if (metric !== null) {
    need.from = thresholdOf(ladder, index, purpose);
    need.missing = missingTo(ladder, need.from, metric);
  } else if (tier?.when) need.unmet = unmetOf(explainCondition(tier.when, looking.world, looking.asOf));
  if (tier?.orPoints) need.orPointsMissing = Math.max(0, tier.orPoints.from - (points[tier.orPoints.wallet] ?? 0));
  return need;
}

/** The smallest parts that, all made true, make the whole true; an `any` stays whole. */
function unmetOf(node: ConditionExplanation): ConditionExplanation[] {
  if (node.holds) return [];
  return node.kind === "all" ? node.children.flatMap(unmetOf) : [node];
}

function keepOf(ladder: CompiledLadder, state: TierState, world: World): TierProgress["keep"] {
  const deadline = deadlineOf(ladder, state, zoneOf(world));
  if (!deadline || deadline.until <= world.account.settledAt) return null;
  const seen = seenAtEnd(ladder, world, deadline);
  if (!isLost(ladder, deadline, seen)) return null;
  const looking = { seen, world, asOf: deadline.until - 1 };
  if (ladder.ladder.tiers[deadline.index]?.invitationOnly) return null;
  return { ...needOf(ladder, deadline.index, deadline.purpose, looking), until: deadline.until };
}

function grantOf(ladder: CompiledLadder, { grant }: TierState): TierProgress["grant"] {
  if (!grant || !isInForce(ladder, grant)) return null;
  const { source, until, isLifetime, reason, earned } = grant;
  return { source, until, isLifetime, reason, earnedTier: earned.tier };
}
