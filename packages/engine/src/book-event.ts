import { POINTS_EARNED } from "./compile.ts";
import { type Draft, Refusal } from "./draft.ts";
import { earn } from "./earning.ts";
import type { EventFact } from "./facts.ts";
import { foldAll } from "./history.ts";
import { activateAwaited } from "./settle-lots.ts";
import { worldAt } from "./stage.ts";
import type { HistoryEvent } from "./world.ts";

/** What the engine folds itself cannot be told it from outside. Throws Refusal. */
export function checkEvent({ type }: EventFact): void {
  if (type === "order" || type === POINTS_EARNED) throw new Refusal("event.reserved_type", { type });
}

/** Folds an event into the member's history, lets the points that waited for it go, and earns what rules give for it. */
export function bookEvent(draft: Draft, fact: EventFact): void {
  activateAwaited(draft, fact);
  const event: HistoryEvent = { type: fact.type, at: fact.at, properties: fact.properties };
  const world = worldAt(draft.compiled, draft, event);
  foldAll(draft, [event], world);
  const rules = draft.compiled.rulesOf.event(fact.type);
  earn(draft, rules, { trigger: "event", at: fact.at, budgetAt: fact.at, world, order: null });
}
