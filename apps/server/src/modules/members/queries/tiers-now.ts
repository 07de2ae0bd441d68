import type { AccountState } from "@regulars/engine";

/** A row of `member_tiers` as JSON. */
export interface TierRow {
  ladder: string;
  tier: string;
  since: string;
  until: string | null;
}

/** The tiers a member has. A grace, or a grant beside what is earned, moves `until` without a change of tier: the account knows it. */
export function tiersNow(tiers: readonly TierRow[], account: AccountState): TierRow[] {
  return tiers.map(({ ladder, tier, since, until }) => {
    const state = account.tiers[ladder];
    return {
      ladder,
      tier,
      since: new Date(since).toISOString(),
      until: instantText(state ? state.until : until),
    };
  });
}

function instantText(at: number | string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
