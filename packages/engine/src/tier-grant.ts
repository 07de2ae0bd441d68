import type { Draft } from "./draft.ts";
import type { TierChangeDecision, TierGrantFact } from "./facts.ts";

/** Gives a tier by hand, or ends such a grant. Throws Refusal. */
export function grantTier(_draft: Draft, _fact: TierGrantFact, _changes: TierChangeDecision[]): void {}
