import type { Draft } from "./draft.ts";
import type { CommitFact, HoldFact, ReleaseFact } from "./facts.ts";

/** Reserves points. Throws Refusal. */
export function openHold(_draft: Draft, _fact: HoldFact): void {}

/** Spends what a hold reserved, all or a part; the rest goes back to its lots. Throws Refusal. */
export function commitHold(_draft: Draft, _fact: CommitFact): void {}

/** Gives back what a hold reserved. Throws Refusal. */
export function releaseHold(_draft: Draft, _fact: ReleaseFact): void {}
