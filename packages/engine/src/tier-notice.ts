import type { CompiledProgramme } from "./compile.ts";
import type { CompiledLadder } from "./compile-ladder.ts";
import { tierConditions } from "./compile-ladder.ts";
import type { Draft } from "./draft.ts";
import { nextConditionChangeAt } from "./due.ts";
import type { AccountState, Instant, MemberProfile, TierState } from "./facts.ts";
import { worldOf } from "./stage.ts";
import { type Purpose, reachedHolding, reachedIndex, type Seen, seenAt, thresholdOf } from "./tier-metric.ts";
import { earnedOf, isInForce } from "./tier-state.ts";
import { addDuration, startOf, subtractDuration } from "./time.ts";
import { type World, zoneOf } from "./world.ts";

/** When a member loses the tier in force unless something is done about it, and what that is. */
export interface Deadline {
  /** The end of the period with its grace, or of the grant. */
  until: Instant;
  /** The tier in force. */
  index: number;
  /** What is earned now. */
  ownIndex: number;
  /** A given tier must be earned, an earned one kept. */
  purpose: Purpose;
  isGranted: boolean;
  /** Notices due before this instant have nothing to say. */
  since: Instant;
  noticedDays: number | undefined;
}

/** null = the tier in force stays for ever, or is the first. */
export function deadlineOf(ladder: CompiledLadder, state: TierState, zone: string): Deadline | null {
  const { downgrade } = ladder.ladder;
  const index = ladder.tierIds.indexOf(state.tier);
  const earned = earnedOf(state) ?? state;
  const ownIndex = ladder.tierIds.indexOf(earned.tier);
  if (index <= 0) return null;
  if (state.grant && isInForce(ladder, state.grant)) {
    const { until, since, noticedDays } = state.grant;
    const purpose = ownIndex === index ? "keep" : "reach";
    return until === null ? null : { until, index, ownIndex, purpose, isGranted: true, since, noticedDays };
  }
  if (earned.until === null || downgrade.kind === "never") return null;
  const hasGrace = downgrade.grace !== undefined && !earned.inGrace;
  const until = hasGrace ? graceEnd(earned.until, downgrade.grace ?? "P0D", zone) : earned.until;
  const since = earned.qualifiedAt ?? earned.since;
  return { until, index, ownIndex, purpose: "keep", isGranted: false, since, noticedDays: earned.noticedDays };
}

/** The end of the grace that follows a period: a local midnight. */
export function graceEnd(periodEnd: Instant, grace: string, zone: string): Instant {
  return startOf("day", addDuration(periodEnd - 1, grace, zone), zone, 1);
}

/** What a deadline will find if nothing more happens. */
export function seenAtEnd(ladder: CompiledLadder, world: World, { until }: Deadline): Seen {
  return seenAt(ladder, world, until - 1);
}

/** Whether the tier in force is then lost. */
export function isLost(ladder: CompiledLadder, { index, ownIndex }: Deadline, seen: Seen): boolean {
  return reachedHolding(ladder, ownIndex, seen) < index;
}

const DAY_MS = 86_400_000;

interface NoticeDay {
  days: number;
  /** Local midnight. */
  at: Instant;
}

/** Notices not given yet, latest day first; without those that surely come after `by`. */
function openNotices(
  { ladder }: CompiledLadder,
  deadline: Deadline,
  zone: string,
  by: Instant = Number.POSITIVE_INFINITY,
): NoticeDay[] {
  if (ladder.downgrade.kind === "never") return [];
  const { until, since, noticedDays } = deadline;
  return ladder.downgrade.noticeDays
    .filter((days) => days < (noticedDays ?? Number.POSITIVE_INFINITY) && until - (days + 3) * DAY_MS <= by)
    .map((days) => ({ days, at: startOf("day", subtractDuration(until, `P${days}D`, zone), zone) }))
    .filter(({ at }) => at > since)
    .sort((a, b) => a.days - b.days);
}

/** Whether even the first notice is days away, told without the calendar. */
function isFar({ ladder }: CompiledLadder, { until }: Deadline, now: Instant): boolean {
  if (ladder.downgrade.kind === "never") return true;
  return until - (Math.max(0, ...ladder.downgrade.noticeDays) + 3) * DAY_MS > now;
}

/** Tells of a tier that will be lost, once for each of the ladder's notice days; of several that have passed the last counts. */
export function giveNotices(draft: Draft, ladder: CompiledLadder): void {
  const { id } = ladder.ladder;
  const { settledAt, tiers } = draft.account;
  const state = tiers[id];
  const deadline = state && deadlineOf(ladder, state, draft.zone);
  if (!state || !deadline || isFar(ladder, deadline, settledAt)) return;
  const passed = openNotices(ladder, deadline, draft.zone, settledAt).find(({ at }) => at <= settledAt);
  if (!passed) return;
  tiers[id] = withNoticed(state, deadline, passed.days);
  const seen = seenAtEnd(ladder, worldOf(draft.compiled, draft), deadline);
  if (!isLost(ladder, deadline, seen)) return;
  draft.tierNotices.push({
    ladder: id,
    tier: state.tier,
    until: deadline.until,
    daysBefore: passed.days,
    metric: seen.metric,
    threshold: seen.metric === null ? null : thresholdOf(ladder.ladder, deadline.index, deadline.purpose),
  });
}

function withNoticed(state: TierState, { isGranted }: Deadline, noticedDays: number): TierState {
  if (!state.grant) return { ...state, noticedDays };
  if (isGranted) return { ...state, grant: { ...state.grant, noticedDays } };
  return { ...state, noticedDays, grant: { ...state.grant, earned: { ...state.grant.earned, noticedDays } } };
}

const MAX_STEPS = 4;

/** When a ladder by condition lifts the member next with no new fact; after a bounded number of steps that do not, the step reached. */
function nextRise(ladder: CompiledLadder, world: World): Instant | null {
  const conditions = tierConditions(ladder.ladder);
  if (conditions.length === 0 || ladder.keys.some((key) => !world.account.leaves[key])) return null;
  const earned = earnedOf(world.account.tiers[ladder.ladder.id]);
  const index = earned ? ladder.tierIds.indexOf(earned.tier) : -1;
  let at = Math.max(world.account.settledAt, world.profile.joinedAt);
  const isLifted = (when: Instant): boolean => reachedIndex(ladder, seenAt(ladder, world, when)) > index;
  // What was told of the member since may hold already.
  if (isLifted(at)) return at;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = nextConditionChangeAt(conditions, world, at);
    if (next === null || isLifted(next)) return next;
    at = next;
  }
  return at;
}

/**
 * The earliest instant at which time alone does something to a tier: a period or a grant ends, a notice comes due, a condition comes to hold.
 * null = never. Not later than `settledAt` when a notice is overdue.
 */
export function nextTierLookAt(
  compiled: CompiledProgramme,
  account: AccountState,
  profile: MemberProfile,
): Instant | null {
  const zone = zoneOf({ profile, zone: compiled.zone });
  const world = worldOf(compiled, { profile, account });
  const moments = compiled.ladders.flatMap((ladder) => {
    const state = account.tiers[ladder.ladder.id];
    if (!state) return [];
    const deadline = deadlineOf(ladder, state, zone);
    const notices = deadline ? openNotices(ladder, deadline, zone).map(({ at }) => at) : [];
    return [earnedOf(state)?.until ?? null, state.grant?.until ?? null, nextRise(ladder, world), ...notices];
  });
  const known = moments.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}
