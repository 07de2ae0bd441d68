import type { Draft } from "./draft.ts";
import type { TierChangeDecision } from "./facts.ts";

/** Registration, birthdays and anniversaries up to `settledAt`: earns what rules give for them, each at its own instant. */
export function earnOccasions(_draft: Draft): void {}

/** What rules give for tiers entered just now. Returns whether any points were given. */
export function earnTierEntries(_draft: Draft, _changes: readonly TierChangeDecision[]): boolean {
  return false;
}
