import type { CompiledProgramme } from "./compile.ts";
import type { AccountState, Instant, MemberProfile } from "./facts.ts";
import { worldOf } from "./stage.ts";
import { seenAt, tierAt } from "./tiers.ts";

export interface TierProgress {
  ladder: string;
  tier: string;
  since: Instant;
  until: Instant | null;
  /** The ladder's metric now: minor units, orders, days or points. */
  metric: number;
  next: { tier: string; from: number; missing: number; orPointsMissing?: number | undefined } | null;
}

/** Where a member stands on a ladder and what is missing to the next tier; null when the programme has no such ladder. */
export function tierProgress(
  compiled: CompiledProgramme,
  account: AccountState,
  ladderId: string,
  profile: MemberProfile,
  asOf: Instant,
): TierProgress | null {
  const ladder = compiled.ladders.find((candidate) => candidate.ladder.id === ladderId);
  if (!ladder) return null;
  const seen = seenAt(ladder, worldOf(compiled, { profile, account }), asOf);
  const current = account.tiers[ladderId];
  const tier = current?.tier ?? tierAt(ladder, 0);
  const next = ladder.ladder.tiers[ladder.tierIds.indexOf(tier) + 1];
  const orPoints = next?.orPoints;
  return {
    ladder: ladderId,
    tier,
    since: current?.since ?? profile.joinedAt,
    until: current?.until ?? null,
    metric: seen.metric,
    next: next
      ? {
          tier: next.id,
          from: next.from,
          missing: Math.max(0, next.from - seen.metric),
          ...(orPoints ? { orPointsMissing: Math.max(0, orPoints.from - (seen.points[orPoints.wallet] ?? 0)) } : {}),
        }
      : null,
  };
}
