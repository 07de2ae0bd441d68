import type { CompiledLadder } from "./compile-ladder.ts";
import type { Draft } from "./draft.ts";
import type { EarnedTier, Instant, TierChangeDecision, TierState } from "./facts.ts";
import type { Ladder } from "./programme.ts";
import { worldOf } from "./stage.ts";
import { endGrant } from "./tier-grant.ts";
import { reachedHolding, reachedIndex, type Seen, seenAt, thresholdOf } from "./tier-metric.ts";
import { giveNotices, graceEnd } from "./tier-notice.ts";
import { earnedOf, move, setEarned, tierAt } from "./tier-state.ts";
import { addDuration, anniversaryAfter, startOf } from "./time.ts";

interface Member {
  joinedAt: Instant;
  zone: string;
}

/** Until when a tier reached at `from` is valid: a local midnight, or null for ever. Calendar windows and membership years: the end of the next one. */
export function validUntil(ladder: Ladder, index: number, from: Instant, { joinedAt, zone }: Member): Instant | null {
  if (index <= 0 || ladder.downgrade.kind === "never") return null;
  if (ladder.window.kind === "calendar") return startOf(ladder.window.unit, from, zone, 2);
  if (ladder.window.kind === "anniversary")
    return anniversaryAfter(joinedAt, anniversaryAfter(joinedAt, from, zone), zone);
  return startOf("day", addDuration(from, ladder.downgrade.validFor, zone), zone, 1);
}

function memberOf(draft: Draft): Member {
  return { joinedAt: draft.profile.joinedAt, zone: draft.zone };
}

/** Where the count begins anew with a tier: from `from` on, for ladders that count since the tier began. */
function countingFrom(
  { ladder }: CompiledLadder,
  from: Instant,
  current: EarnedTier | undefined,
): Pick<TierState, "countsFrom" | "qualifiedFrom"> {
  if (ladder.window.kind !== "since_tier") return {};
  return { countsFrom: from, ...(current ? { qualifiedFrom: current.countsFrom ?? current.since } : {}) };
}

/** Only thresholds of their own for keeping tiers make a difference. */
function keptBy({ ladder }: CompiledLadder): Pick<TierState, "isKept"> {
  return ladder.tiers.some((tier) => tier.keep !== undefined) ? { isKept: true } : {};
}

function endPeriod(
  draft: Draft,
  ladder: CompiledLadder,
  current: EarnedTier,
  until: Instant,
  changes: TierChangeDecision[],
): void {
  const { downgrade } = ladder.ladder;
  const index = ladder.tierIds.indexOf(current.tier);
  if (downgrade.kind === "never" || index <= 0) {
    setEarned(draft, ladder, { ...current, until: null }, until);
    return;
  }
  // The period ends at a midnight that is the first instant of the next one; what counts is the last instant inside.
  const last = until - 1;
  const seen = seenAt(ladder, worldOf(draft.compiled, draft), last);
  const reached = reachedHolding(ladder, index, seen);
  const decision = { ladder, at: until, seen, decidedBy: index, threshold: thresholdOf(ladder.ladder, index, "keep") };
  const dated = (to: number, since: Instant): EarnedTier => ({
    tier: tierAt(ladder, to),
    since,
    until: validUntil(ladder.ladder, to, last, memberOf(draft)),
    qualifiedAt: last,
    ...keptBy(ladder),
    ...countingFrom(ladder, until, current),
  });
  if (reached >= index) {
    move(draft, changes, { ...decision, state: dated(index, current.since), reason: "renewed" });
    return;
  }
  if (downgrade.grace !== undefined && !current.inGrace) {
    const end = graceEnd(until, downgrade.grace, draft.zone);
    setEarned(draft, ladder, { ...current, until: end, inGrace: true }, until);
    return;
  }
  const to = downgrade.step === "one" ? Math.max(earnableBelow(ladder, index), reached) : reached;
  move(draft, changes, { ...decision, state: dated(to, until), reason: "downgraded" });
}

/** The next tier down that can be earned at all. */
function earnableBelow({ ladder }: CompiledLadder, index: number): number {
  let below = index - 1;
  while (below > 0 && ladder.tiers[below]?.invitationOnly) below -= 1;
  return below;
}

/** Books what time has done to tiers up to `settledAt`, each at its own instant: periods end (renewed, in grace or fallen), grants end, notices come due. */
export function settleTiers(draft: Draft, changes: TierChangeDecision[]): void {
  for (const ladder of draft.compiled.ladders) {
    while (settleNext(draft, ladder, changes));
    giveNotices(draft, ladder);
  }
}

function settleNext(draft: Draft, ladder: CompiledLadder, changes: TierChangeDecision[]): boolean {
  const { settledAt } = draft.account;
  const state = draft.account.tiers[ladder.ladder.id];
  const current = earnedOf(state);
  if (!current) return false;
  const periodEnd = current.until ?? Number.POSITIVE_INFINITY;
  const grantEnd = state?.grant?.until ?? Number.POSITIVE_INFINITY;
  if (Math.min(periodEnd, grantEnd) > settledAt) return false;
  if (periodEnd <= grantEnd) endPeriod(draft, ladder, current, periodEnd, changes);
  else endGrant(draft, ladder, grantEnd, changes);
  return true;
}

/** Raises the member at once to whatever the metrics reach now; a member in grace who reaches the tier again is renewed. */
export function raiseTiers(draft: Draft, changes: TierChangeDecision[], skip: ReadonlySet<string>): void {
  const now = draft.account.settledAt;
  const world = worldOf(draft.compiled, draft);
  for (const ladder of draft.compiled.ladders)
    if (!isSkipped(ladder, skip)) raise(draft, ladder, seenAt(ladder, world, now), now, changes);
}

/** Whether a leaf that decides about the ladder is among those that must be filled anew. */
export function isSkipped({ keys }: CompiledLadder, skip: ReadonlySet<string>): boolean {
  return skip.size > 0 && keys.some((key) => skip.has(key));
}

function raise(draft: Draft, ladder: CompiledLadder, seen: Seen, now: Instant, changes: TierChangeDecision[]): void {
  const current = earnedOf(draft.account.tiers[ladder.ladder.id]);
  const index = current ? ladder.tierIds.indexOf(current.tier) : -1;
  const reached = reachedIndex(ladder, seen);
  const validFor = (tier: number): Instant | null => validUntil(ladder.ladder, tier, now, memberOf(draft));
  const risen = (): EarnedTier => ({
    tier: tierAt(ladder, reached),
    since: now,
    until: validFor(reached),
    qualifiedAt: now,
  });
  const decision = { ladder, at: now, seen };
  const byReached = { decidedBy: reached, threshold: thresholdOf(ladder.ladder, reached, "reach") };
  if (!current || index < 0) {
    move(draft, changes, { ...decision, ...byReached, state: risen(), reason: "enrolled" });
    return;
  }
  if (reached > index) {
    // What lifted the member does not count again.
    const state: EarnedTier = { ...risen(), ...countingFrom(ladder, now + 1, current) };
    if (index > 0) state.previous = previousOf(current);
    move(draft, changes, { ...decision, ...byReached, state, reason: "upgraded" });
    return;
  }
  if (index > 0 && current.inGrace && reachedHolding(ladder, index, seen) >= index) {
    const counted = { ...keptBy(ladder), ...countingFrom(ladder, now + 1, current) };
    const state = { tier: current.tier, since: current.since, until: validFor(index), qualifiedAt: now, ...counted };
    const threshold = thresholdOf(ladder.ladder, index, "keep");
    move(draft, changes, { ...decision, decidedBy: index, threshold, state, reason: "renewed" });
    return;
  }
  if (index > 0 && current.until === null && ladder.ladder.downgrade.kind !== "never") {
    // The ladder has come to have periods since this tier was reached.
    setEarned(draft, ladder, { ...current, until: validFor(index) }, now);
  }
}

function previousOf(current: EarnedTier): NonNullable<EarnedTier["previous"]> {
  const { tier, since, until, qualifiedAt, countsFrom, qualifiedFrom, isKept } = current;
  return {
    tier,
    since,
    until,
    qualifiedAt: qualifiedAt ?? since,
    ...(countsFrom === undefined ? {} : { countsFrom }),
    ...(qualifiedFrom === undefined ? {} : { qualifiedFrom }),
    ...(isKept === undefined ? {} : { isKept }),
  };
}
