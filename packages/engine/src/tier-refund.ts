import type { CompiledLadder } from "./compile-ladder.ts";
import type { Draft } from "./draft.ts";
import type { AccountState, EarnedTier, Instant, TierChangeDecision } from "./facts.ts";
import { worldOf } from "./stage.ts";
import { type Purpose, reachedHolding, reaches, seenAt, thresholdOf } from "./tier-metric.ts";
import { earnedOf, move, setEarned, tierAt } from "./tier-state.ts";
import { isSkipped } from "./tiers.ts";
import type { World } from "./world.ts";

/** Whether a refund took away what a tier was reached with, judged at the instant it was reached, else now. */
interface Undoing {
  ladder: CompiledLadder;
  before: World;
  after: World;
  now: Instant;
}

type Held = Omit<EarnedTier, "previous" | "inGrace" | "noticedDays">;

/** The world in which a tier was reached: ladders that count since the tier began count in it from where that count began. */
function asQualified(world: World, { ladder }: CompiledLadder, held: Held): World {
  if (ladder.window.kind !== "since_tier") return world;
  const { qualifiedFrom, countsFrom, ...rest } = held;
  const counted = { ...rest, countsFrom: qualifiedFrom ?? countsFrom ?? held.since };
  return { ...world, account: { ...world.account, tiers: { ...world.account.tiers, [ladder.id]: counted } } };
}

function purposeOf({ isKept }: Held): Purpose {
  return isKept ? "keep" : "reach";
}

function isUndone(undoing: Undoing, index: number, held: Held): boolean {
  const { ladder, now } = undoing;
  const qualifiedAt = held.qualifiedAt ?? held.since;
  const purpose = purposeOf(held);
  const before = asQualified(undoing.before, ladder, held);
  const after = asQualified(undoing.after, ladder, held);
  const isReached = (world: World, at: Instant): boolean => reaches(ladder, index, seenAt(ladder, world, at), purpose);
  // Days that the leaf states no longer hold make the tier look unreached even before the refund; then only today's metric can tell.
  const at = isReached(before, qualifiedAt) ? qualifiedAt : now;
  return isReached(before, at) && !isReached(after, at);
}

/**
 * Takes tiers back that this refund leaves undeserved. A tier that time alone would have let lapse stays until its period ends,
 * and an earlier tier that an undone upgrade stood on comes back. A given tier stays; what is earned under it moves.
 */
export function takeBackTiers(
  draft: Draft,
  accountBefore: Pick<AccountState, "leaves" | "orders">,
  changes: TierChangeDecision[],
  skip: ReadonlySet<string>,
): void {
  const now = draft.account.settledAt;
  const after = worldOf(draft.compiled, draft);
  const { leaves, orders } = accountBefore;
  const before = worldOf(draft.compiled, { profile: draft.profile, account: { ...draft.account, leaves, orders } });
  for (const ladder of draft.compiled.ladders)
    if (!isSkipped(ladder, skip)) takeBack(draft, { ladder, before, after, now }, changes);
}

function takeBack(draft: Draft, undoing: Undoing, changes: TierChangeDecision[]): void {
  const { ladder, now } = undoing;
  const current = withPreviousChecked(earnedOf(draft.account.tiers[ladder.ladder.id]), undoing);
  const index = current ? ladder.tierIds.indexOf(current.tier) : -1;
  if (!current || index <= 0) return;
  setEarned(draft, ladder, current, now);
  if (!isUndone(undoing, index, current)) return;
  const qualifiedAt = current.qualifiedAt ?? current.since;
  const purpose = purposeOf(current);
  const held = purpose === "keep" ? index : 0;
  const after = asQualified(undoing.after, ladder, current);
  const seen = seenAt(ladder, after, now);
  const reached = reachedHolding(ladder, held, seen);
  if (reached >= index) {
    setEarned(draft, ladder, { ...current, qualifiedAt: now }, now);
    return;
  }
  const stillAtThen = reachedHolding(ladder, held, seenAt(ladder, after, qualifiedAt));
  const previousIndex = previousIndexOf(undoing, current);
  const to = Math.min(Math.max(reached, stillAtThen, previousIndex), index - 1);
  const state = to === previousIndex ? previousState(current, now) : fallenState(undoing, current, { to, reached });
  const threshold = thresholdOf(ladder.ladder, index, purpose);
  move(draft, changes, { ladder, state, at: now, reason: "refund", seen, decidedBy: index, threshold });
}

/** -1 when there is nothing to come back to. */
function previousIndexOf({ ladder, now }: Undoing, { previous }: EarnedTier): number {
  if (!previous || (previous.until !== null && previous.until <= now)) return -1;
  return ladder.tierIds.indexOf(previous.tier);
}

function previousState({ previous, tier, until }: EarnedTier, now: Instant): EarnedTier {
  return { ...(previous ?? { tier, until }), since: now };
}

function fallenState(
  { ladder, now }: Undoing,
  current: EarnedTier,
  { to, reached }: { to: number; reached: number },
): EarnedTier {
  const { qualifiedFrom } = current;
  return {
    tier: tierAt(ladder, to),
    since: now,
    until: to === 0 ? null : current.until,
    qualifiedAt: reached >= to ? now : (current.qualifiedAt ?? current.since),
    ...(current.isKept === undefined ? {} : { isKept: current.isKept }),
    ...(qualifiedFrom === undefined ? {} : { countsFrom: qualifiedFrom, qualifiedFrom }),
  };
}

function withPreviousChecked(current: EarnedTier | undefined, undoing: Undoing): EarnedTier | undefined {
  if (!current?.previous) return current;
  const index = undoing.ladder.tierIds.indexOf(current.previous.tier);
  if (index >= 0 && !isUndone(undoing, index, current.previous)) return current;
  const { previous: _, ...rest } = current;
  return rest;
}
