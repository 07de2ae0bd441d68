import type { CompiledLadder } from "./compile-ladder.ts";
import { type Draft, Refusal, UNEXPLAINED } from "./draft.ts";
import type { EarnedTier, Explanation, Instant, TierChangeDecision, TierGrant, TierGrantFact } from "./facts.ts";
import type { LocalText } from "./programme.ts";
import { changeParams, earnedOf, isInForce, tierAt, withGrant } from "./tier-state.ts";
import { localDate } from "./time.ts";

/**
 * Gives a tier by hand, invitation, voucher or for points, in place of an earlier grant; or ends the grant (`tier` null).
 * What is earned lives on underneath, and the higher of the two is in force. `told` is the reason as readers are told it. Throws Refusal.
 */
export function grantTier(
  draft: Draft,
  fact: TierGrantFact,
  changes: TierChangeDecision[],
  told: string | LocalText = fact.reason,
): void {
  const ladder = draft.compiled.ladders.find((candidate) => candidate.ladder.id === fact.ladder);
  if (!ladder) throw new Refusal("tier.unknown_ladder", { ladder: fact.ladder });
  const { settledAt } = draft.account;
  const state = draft.account.tiers[fact.ladder];
  if (fact.tier === null) {
    if (state?.grant) endGrant(draft, ladder, settledAt, changes, fact.reason);
    return;
  }
  if (!ladder.tierIds.includes(fact.tier))
    throw new Refusal("tier.unknown_tier", { ladder: fact.ladder, tier: fact.tier });
  const until = fact.isLifetime ? null : fact.until;
  if (until !== null && until <= settledAt)
    throw new Refusal("tier.grant_expired", { ladder: fact.ladder, tier: fact.tier });
  const { tier, source, isLifetime, reason } = fact;
  const grant: TierGrant = {
    tier,
    since: settledAt,
    until,
    source,
    isLifetime,
    reason,
    earned: earnedOf(state) ?? firstTier(ladder, settledAt),
  };
  const after = withGrant(ladder, grant, state, settledAt);
  draft.account.tiers[fact.ladder] = after;
  if (state && state.tier === after.tier && !isInForce(ladder, grant)) return;
  changes.push({
    ladder: fact.ladder,
    from: state?.tier ?? null,
    to: after.tier,
    since: settledAt,
    until: after.until,
    reason: "granted",
    explanation: draft.explains
      ? explain("granted", ladder, grant, { from: state?.tier ?? null, to: after.tier, zone: draft.zone, told })
      : UNEXPLAINED,
  });
}

function firstTier(ladder: CompiledLadder, since: Instant): EarnedTier {
  return { tier: tierAt(ladder, 0), since, until: null };
}

/** Ends the grant: the member returns to what is earned at this instant. */
export function endGrant(
  draft: Draft,
  ladder: CompiledLadder,
  at: Instant,
  changes: TierChangeDecision[],
  reason?: string,
): void {
  const state = draft.account.tiers[ladder.ladder.id];
  if (!state?.grant) return;
  const { grant } = state;
  const { earned } = grant;
  const isSeen = state.tier !== earned.tier;
  // Conditions may ask since when the tier has been in force; what counts for it is older.
  draft.account.tiers[ladder.ladder.id] = isSeen ? inForceFrom(ladder, earned, at) : earned;
  if (!isSeen && state.until === earned.until) return;
  const words = { from: state.tier, to: earned.tier, zone: draft.zone, told: reason ?? grant.reason };
  changes.push({
    ladder: ladder.ladder.id,
    from: state.tier,
    to: earned.tier,
    since: at,
    until: earned.until,
    reason: "grant_ended",
    explanation: draft.explains ? explain("grant_ended", ladder, grant, words) : UNEXPLAINED,
  });
}

function inForceFrom({ ladder }: CompiledLadder, earned: EarnedTier, at: Instant): EarnedTier {
  const counts = ladder.window.kind === "since_tier" ? { countsFrom: earned.countsFrom ?? earned.since } : {};
  return { ...earned, since: at, qualifiedAt: earned.qualifiedAt ?? earned.since, ...counts };
}

function explain(
  reason: "granted" | "grant_ended",
  { ladder }: CompiledLadder,
  grant: TierGrant,
  words: { from: string | null; to: string; zone: string; told: string | LocalText },
): Explanation {
  return {
    code: `tier.${reason}`,
    params: {
      ...changeParams(ladder, words.from, words.to),
      source: grant.source,
      isLifetime: grant.isLifetime,
      reason: words.told,
      ...(grant.until === null ? {} : { until: localDate(grant.until - 1, words.zone) }),
    },
  };
}
