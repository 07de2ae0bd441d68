import type { CompiledLadder } from "./compile-ladder.ts";
import { type Draft, UNEXPLAINED } from "./draft.ts";
import type { EarnedTier, Explanation, Instant, TierChangeDecision, TierGrant, TierState } from "./facts.ts";
import type { Ladder, LocalText } from "./programme.ts";
import type { Seen } from "./tier-metric.ts";

/** What the member would have without a grant. */
export function earnedOf(state: TierState | undefined): EarnedTier | undefined {
  return state?.grant?.earned ?? state;
}

/** Id of the tier at a position; throws RangeError when there is none. */
export function tierAt(ladder: CompiledLadder, index: number): string {
  const tier = ladder.tierIds[index];
  if (tier === undefined) throw new RangeError(`ladder ${ladder.ladder.id} has no tier ${index}`);
  return tier;
}

/** Whether a grant decides what is in force: it gives a higher tier, or the same for longer. */
export function isInForce(ladder: CompiledLadder, { tier, until, earned }: TierGrant): boolean {
  const given = ladder.tierIds.indexOf(tier);
  const own = ladder.tierIds.indexOf(earned.tier);
  if (given !== own) return given > own;
  return earned.until !== null && (until === null || until > earned.until);
}

/** Earned and given tier together: the higher is in force. `at` = since when, where the tier in force is another than before. */
export function withGrant(
  ladder: CompiledLadder,
  grant: TierGrant,
  before: TierState | undefined,
  at: Instant,
): TierState {
  if (!isInForce(ladder, grant)) return { ...grant.earned, grant };
  const since = before?.tier === grant.tier ? before.since : at;
  return { tier: grant.tier, since, until: grant.until, grant };
}

/** Replaces what is earned and leaves the grant over it. */
export function setEarned(draft: Draft, ladder: CompiledLadder, earned: EarnedTier, at: Instant): void {
  const { tiers } = draft.account;
  const before = tiers[ladder.ladder.id];
  tiers[ladder.ladder.id] = before?.grant ? withGrant(ladder, { ...before.grant, earned }, before, at) : earned;
}

function tierName(ladder: Ladder, tier: string | null): LocalText | null {
  if (tier === null) return null;
  return ladder.tiers.find((candidate) => candidate.id === tier)?.name ?? { zh: tier, en: tier };
}

/** The parameters that explanations of every change of tier have. */
export function changeParams(ladder: Ladder, from: string | null, to: string): Explanation["params"] {
  return { ladder: ladder.name, from: tierName(ladder, from), to: tierName(ladder, to) };
}

export interface Move {
  ladder: CompiledLadder;
  state: EarnedTier;
  at: Instant;
  reason: Extract<TierChangeDecision["reason"], "enrolled" | "upgraded" | "downgraded" | "refund" | "renewed">;
  seen: Seen;
  /** Index of the tier whose threshold decided, and the threshold. */
  decidedBy: number;
  threshold: number;
}

function explainMove(given: Move, from: string | null, to: string): Explanation {
  const { reason, seen, decidedBy, threshold } = given;
  const { ladder } = given.ladder;
  const tier = ladder.tiers[decidedBy];
  const params = changeParams(ladder, from, to);
  params.metricKind = ladder.metric.kind;
  if (seen.metric !== null) {
    params.metric = seen.metric;
    params.threshold = threshold;
    if (ladder.boundary === "gt") params.isAbove = true;
  } else params.tier = tier?.name ?? null;
  if (tier?.orPoints) {
    params.points = seen.points[tier.orPoints.wallet] ?? 0;
    params.pointsThreshold = tier.orPoints.from;
    params.byPoints =
      !isByMetric(ladder, seen, { decidedBy, threshold }) && Number(params.points) >= tier.orPoints.from;
  }
  return { code: `tier.${reason}`, params };
}

function isByMetric(
  ladder: Ladder,
  seen: Seen,
  { decidedBy, threshold }: Pick<Move, "decidedBy" | "threshold">,
): boolean {
  if (seen.metric === null) return seen.met[decidedBy] ?? false;
  return ladder.boundary === "gt" ? seen.metric > threshold : seen.metric >= threshold;
}

/** Moves what is earned, and tells of it where it shows: under a higher grant it does not. */
export function move(draft: Draft, changes: TierChangeDecision[], given: Move): void {
  const { ladder, state, at } = given;
  const { id } = ladder.ladder;
  const before = draft.account.tiers[id];
  setEarned(draft, ladder, state, at);
  const after: TierState = draft.account.tiers[id] ?? state;
  const isHidden = after.grant !== undefined && isInForce(ladder, after.grant);
  if (isHidden && before?.tier === after.tier) return;
  // What was given so far is now earned as well, and for longer.
  const isOnlyLonger = given.reason === "upgraded" && before?.tier === after.tier;
  const reason = isOnlyLonger ? "renewed" : given.reason;
  changes.push({
    ladder: id,
    from: before?.tier ?? null,
    to: after.tier,
    since: at,
    until: after.until,
    reason,
    explanation: draft.explains ? explainMove({ ...given, reason }, before?.tier ?? null, after.tier) : UNEXPLAINED,
  });
}
