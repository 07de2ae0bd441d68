import type { Draft } from "./draft.ts";
import type { ReverseFact } from "./facts.ts";

/** Takes one entry back. Throws Refusal. */
export function reverseEntry(_draft: Draft, _fact: ReverseFact): void {}
