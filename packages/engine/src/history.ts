import type { Draft } from "./draft.ts";
import { foldEvent, unfoldEvent } from "./leaf-state.ts";
import type { HistoryEvent, World } from "./world.ts";

/**
 * Adds events to every leaf state of the account. A leaf that has no state yet stays without one:
 * it will be filled from history, which then holds these events too.
 */
export function foldAll(draft: Draft, events: readonly HistoryEvent[], world: World): void {
  const { leaves } = draft.account;
  for (const event of events) {
    for (const leaf of draft.compiled.leavesOf(event.type)) {
      const state = leaves[leaf.key];
      const next = state && foldEvent(leaf, state, event, world, draft.isOwned);
      if (next && next !== state) leaves[leaf.key] = next;
    }
  }
}

/** Replaces events by what remains of them. Returns the keys of leaves whose state cannot tell; they are gone from the account. */
export function replaceAll(
  draft: Draft,
  before: readonly HistoryEvent[],
  after: readonly HistoryEvent[],
  world: World,
): string[] {
  const { leaves } = draft.account;
  const stale: string[] = [];
  for (const event of before) {
    for (const leaf of draft.compiled.leavesOf(event.type)) {
      const state = leaves[leaf.key];
      if (!state) continue;
      const taken = unfoldEvent(leaf, state, event, world);
      if (taken) leaves[leaf.key] = taken;
      else {
        delete leaves[leaf.key];
        stale.push(leaf.key);
      }
    }
  }
  foldAll(draft, after, world);
  return stale;
}
