import type { Draft } from "./draft.ts";
import type { EventFact } from "./facts.ts";
import { activateAwaited } from "./settle-lots.ts";

/** Folds an event into the member's history, lets the points that waited for it go, and earns what rules give for it. */
export function bookEvent(draft: Draft, fact: EventFact): void {
  activateAwaited(draft, fact);
}
