import type { CompiledLadder } from "./compile.ts";
import type { Draft } from "./draft.ts";
import type { AccountState, Explanation, Instant, TierChangeDecision, TierState } from "./facts.ts";
import type { Ladder, LocalText } from "./programme.ts";
import { measureLeaf } from "./reader.ts";
import { worldOf } from "./stage.ts";
import { addDuration, startOf } from "./time.ts";
import type { World } from "./world.ts";

/** What a ladder counts, as of an instant. */
export interface Seen {
  metric: number;
  /** Points earned in the window, for the wallets of the ladder's `orPoints`. */
  points: Record<string, number>;
}

/** The ladder's metrics as of an instant, the instant included. Throws MissingLeafError. */
export function seenAt(ladder: CompiledLadder, world: World, asOf: Instant): Seen {
  const points: Record<string, number> = {};
  for (const [wallet, metric] of Object.entries(ladder.orPoints))
    points[wallet] = measureLeaf(metric.leaf, world, asOf) ?? 0;
  return { metric: measureLeaf(ladder.metric.leaf, world, asOf) ?? 0, points };
}

function reaches(ladder: CompiledLadder, index: number, seen: Seen): boolean {
  const tier = ladder.ladder.tiers[index];
  if (!tier || index === 0) return index === 0;
  if (seen.metric >= tier.from) return true;
  return tier.orPoints !== undefined && (seen.points[tier.orPoints.wallet] ?? 0) >= tier.orPoints.from;
}

/** Index of the highest tier that the metrics reach; the first tier is always reached. */
export function reachedIndex(ladder: CompiledLadder, seen: Seen): number {
  for (let index = ladder.tierIds.length - 1; index > 0; index -= 1) if (reaches(ladder, index, seen)) return index;
  return 0;
}

/** Until when a tier reached at `from` is valid: a local midnight, or null for ever. Calendar windows: the end of the next period. */
export function validUntil(ladder: Ladder, index: number, from: Instant, zone: string): Instant | null {
  if (index <= 0 || ladder.downgrade.kind === "never") return null;
  if (ladder.window.kind === "calendar") return startOf(ladder.window.unit, from, zone, 2);
  return startOf("day", addDuration(from, ladder.downgrade.validFor, zone), zone, 1);
}

function tierName(ladder: Ladder, tier: string | null): LocalText | null {
  if (tier === null) return null;
  return ladder.tiers.find((candidate) => candidate.id === tier)?.name ?? { zh: tier, en: tier };
}

interface Move {
  ladder: CompiledLadder;
  from: string | null;
  state: TierState;
  at: Instant;
  reason: TierChangeDecision["reason"];
  seen: Seen;
  /** Index of the tier whose threshold decided. */
  decidedBy: number;
}

function explainMove({ ladder, from, state, reason, seen, decidedBy }: Move): Explanation {
  const tier = ladder.ladder.tiers[decidedBy];
  const params: Explanation["params"] = {
    ladder: ladder.ladder.name,
    from: tierName(ladder.ladder, from),
    to: tierName(ladder.ladder, state.tier),
    metricKind: ladder.ladder.metric.kind,
    metric: seen.metric,
    threshold: tier?.from ?? 0,
  };
  if (tier?.orPoints) {
    params.points = seen.points[tier.orPoints.wallet] ?? 0;
    params.pointsThreshold = tier.orPoints.from;
    params.byPoints = seen.metric < tier.from && Number(params.points) >= tier.orPoints.from;
  }
  return { code: `tier.${reason}`, params };
}

function move(draft: Draft, changes: TierChangeDecision[], given: Move): void {
  const { ladder, state } = given;
  draft.account.tiers[ladder.ladder.id] = state;
  changes.push({
    ladder: ladder.ladder.id,
    from: given.from,
    to: state.tier,
    since: given.at,
    until: state.until,
    reason: given.reason,
    explanation: explainMove(given),
  });
}

/** Id of the tier at a position; throws RangeError when there is none. */
export function tierAt(ladder: CompiledLadder, index: number): string {
  const tier = ladder.tierIds[index];
  if (tier === undefined) throw new RangeError(`ladder ${ladder.ladder.id} has no tier ${index}`);
  return tier;
}

function endPeriod(
  draft: Draft,
  ladder: CompiledLadder,
  current: TierState,
  until: Instant,
  changes: TierChangeDecision[],
): void {
  const { downgrade } = ladder.ladder;
  const index = ladder.tierIds.indexOf(current.tier);
  if (downgrade.kind === "never" || index <= 0) {
    draft.account.tiers[ladder.ladder.id] = { ...current, until: null };
    return;
  }
  // The period ends at a midnight that is the first instant of the next one; what counts is the last instant inside.
  const last = until - 1;
  const seen = seenAt(ladder, worldOf(draft.compiled, draft), last);
  const reached = reachedIndex(ladder, seen);
  if (reached >= index) {
    const state: TierState = {
      tier: current.tier,
      since: current.since,
      until: validUntil(ladder.ladder, index, last, draft.zone),
      qualifiedAt: last,
    };
    move(draft, changes, { ladder, from: current.tier, state, at: until, reason: "renewed", seen, decidedBy: index });
    return;
  }
  if (downgrade.grace !== undefined && !current.inGrace) {
    const graceEnd = startOf("day", addDuration(last, downgrade.grace, draft.zone), draft.zone, 1);
    draft.account.tiers[ladder.ladder.id] = { ...current, until: graceEnd, inGrace: true };
    return;
  }
  const to = downgrade.step === "one" ? Math.max(index - 1, reached) : reached;
  const state: TierState = {
    tier: tierAt(ladder, to),
    since: until,
    until: validUntil(ladder.ladder, to, last, draft.zone),
    qualifiedAt: last,
  };
  move(draft, changes, { ladder, from: current.tier, state, at: until, reason: "downgraded", seen, decidedBy: index });
}

/** Books the ends of periods up to `settledAt`, each at its own instant: renewed, in grace, or fallen. */
export function settleTiers(draft: Draft, changes: TierChangeDecision[]): void {
  const { settledAt } = draft.account;
  for (const ladder of draft.compiled.ladders) {
    for (;;) {
      const current = draft.account.tiers[ladder.ladder.id];
      if (!current || current.until === null || current.until > settledAt) break;
      endPeriod(draft, ladder, current, current.until, changes);
    }
  }
}

/** Raises the member at once to whatever the metrics reach now; a member in grace who reaches the tier again is renewed. */
export function raiseTiers(draft: Draft, changes: TierChangeDecision[], skip: ReadonlySet<string>): void {
  const now = draft.account.settledAt;
  const world = worldOf(draft.compiled, draft);
  for (const ladder of draft.compiled.ladders)
    if (!isSkipped(ladder, skip)) raise(draft, ladder, seenAt(ladder, world, now), now, changes);
}

function isSkipped(ladder: CompiledLadder, skip: ReadonlySet<string>): boolean {
  return skip.size > 0 && [ladder.metric, ...Object.values(ladder.orPoints)].some(({ key }) => skip.has(key));
}

function raise(draft: Draft, ladder: CompiledLadder, seen: Seen, now: Instant, changes: TierChangeDecision[]): void {
  const current = draft.account.tiers[ladder.ladder.id];
  const index = current ? ladder.tierIds.indexOf(current.tier) : -1;
  const reached = reachedIndex(ladder, seen);
  const until = (): Instant | null => validUntil(ladder.ladder, reached, now, draft.zone);
  if (!current || index < 0) {
    const state: TierState = { tier: tierAt(ladder, reached), since: now, until: until(), qualifiedAt: now };
    move(draft, changes, {
      ladder,
      from: current?.tier ?? null,
      state,
      at: now,
      reason: "enrolled",
      seen,
      decidedBy: reached,
    });
    return;
  }
  if (reached > index) {
    const state: TierState = { tier: tierAt(ladder, reached), since: now, until: until(), qualifiedAt: now };
    if (index > 0)
      state.previous = {
        tier: current.tier,
        since: current.since,
        until: current.until,
        qualifiedAt: current.qualifiedAt ?? current.since,
      };
    move(draft, changes, { ladder, from: current.tier, state, at: now, reason: "upgraded", seen, decidedBy: reached });
    return;
  }
  if (reached === index && current.inGrace) {
    const state: TierState = { tier: current.tier, since: current.since, until: until(), qualifiedAt: now };
    move(draft, changes, { ladder, from: current.tier, state, at: now, reason: "renewed", seen, decidedBy: index });
    return;
  }
  if (index > 0 && current.until === null && ladder.ladder.downgrade.kind !== "never") {
    // The ladder has come to have periods since this tier was reached.
    draft.account.tiers[ladder.ladder.id] = { ...current, until: validUntil(ladder.ladder, index, now, draft.zone) };
  }
}

/** Whether a refund took away what a tier was reached with, judged at the instant it was reached, else now. */
interface Undoing {
  ladder: CompiledLadder;
  before: World;
  after: World;
  now: Instant;
}

function isUndone({ ladder, before, after, now }: Undoing, index: number, qualifiedAt: Instant): boolean {
  // Days that the leaf states no longer hold make the tier look unreached even before the refund; then only today's metric can tell.
  const at = reaches(ladder, index, seenAt(ladder, before, qualifiedAt)) ? qualifiedAt : now;
  return reaches(ladder, index, seenAt(ladder, before, at)) && !reaches(ladder, index, seenAt(ladder, after, at));
}

/**
 * Takes tiers back that this refund leaves undeserved. A tier that time alone would have let lapse stays until its period ends,
 * and an earlier tier that an undone upgrade stood on comes back.
 */
export function takeBackTiers(
  draft: Draft,
  leavesBefore: AccountState["leaves"],
  changes: TierChangeDecision[],
  skip: ReadonlySet<string>,
): void {
  const now = draft.account.settledAt;
  const after = worldOf(draft.compiled, draft);
  const before = worldOf(draft.compiled, {
    profile: draft.profile,
    account: { ...draft.account, leaves: leavesBefore },
  });
  for (const ladder of draft.compiled.ladders)
    if (!isSkipped(ladder, skip)) takeBack(draft, { ladder, before, after, now }, changes);
}

function takeBack(draft: Draft, undoing: Undoing, changes: TierChangeDecision[]): void {
  const { ladder, after, now } = undoing;
  const current = withPreviousChecked(draft.account.tiers[ladder.ladder.id], undoing);
  const index = current ? ladder.tierIds.indexOf(current.tier) : -1;
  if (!current || index <= 0) return;
  draft.account.tiers[ladder.ladder.id] = current;
  const qualifiedAt = current.qualifiedAt ?? current.since;
  if (!isUndone(undoing, index, qualifiedAt)) return;
  const seen = seenAt(ladder, after, now);
  const reached = reachedIndex(ladder, seen);
  if (reached >= index) {
    draft.account.tiers[ladder.ladder.id] = { ...current, qualifiedAt: now };
    return;
  }
  const stillAtThen = reachedIndex(ladder, seenAt(ladder, after, qualifiedAt));
  const { previous } = current;
  const previousIndex =
    previous && (previous.until === null || previous.until > now) ? ladder.tierIds.indexOf(previous.tier) : -1;
  const to = Math.min(Math.max(reached, stillAtThen, previousIndex), index - 1);
  const state: TierState =
    previous && to === previousIndex
      ? { tier: previous.tier, since: now, until: previous.until, qualifiedAt: previous.qualifiedAt }
      : {
          tier: tierAt(ladder, to),
          since: now,
          until: to === 0 ? null : current.until,
          qualifiedAt: reached >= to ? now : qualifiedAt,
        };
  move(draft, changes, { ladder, from: current.tier, state, at: now, reason: "refund", seen, decidedBy: index });
}

function withPreviousChecked(current: TierState | undefined, undoing: Undoing): TierState | undefined {
  if (!current?.previous) return current;
  const index = undoing.ladder.tierIds.indexOf(current.previous.tier);
  if (index >= 0 && !isUndone(undoing, index, current.previous.qualifiedAt)) return current;
  const { previous: _, ...rest } = current;
  return rest;
}
