import type { Condition, EventLeaf, LastLeaf, Leaf, SequenceLeaf } from "./condition.ts";
import { canonicalJson, murmur3 } from "./hash.ts";
import { intern } from "./intern.ts";
import { measureOf } from "./measure.ts";

/** A leaf about what the member did: it has a state of its own per member. */
export type HistoryLeaf = EventLeaf | SequenceLeaf | LastLeaf;

export function isHistoryLeaf(condition: Condition): condition is HistoryLeaf {
  return "event" in condition || "sequence" in condition || "last" in condition;
}

export function isLeaf(condition: Condition): condition is Leaf {
  return !("all" in condition || "any" in condition || "not" in condition);
}

const keys = new WeakMap<HistoryLeaf, string>();

function identity(leaf: HistoryLeaf): unknown {
  if ("sequence" in leaf) return { sequence: leaf.sequence, window: leaf.window };
  if ("last" in leaf) return { last: leaf.last, where: leaf.where };
  const { kind, of } = measureOf(leaf.is);
  return { event: leaf.event, where: leaf.where, window: leaf.window, kind, of: of ?? undefined };
}

/**
 * The name of a leaf's state: a short stable hash of what is measured, without the numbers compared with,
 * so that `count >= 3` and `count >= 5` share one state.
 */
export function leafKey(leaf: HistoryLeaf): string {
  const known = keys.get(leaf);
  if (known) return known;
  const text = canonicalJson(identity(leaf));
  const key = intern(
    murmur3(text).toString(36).padStart(7, "0") + murmur3(text, 0x9747b28c).toString(36).padStart(7, "0"),
  );
  keys.set(leaf, key);
  return key;
}

/** A leaf with the key of its state. */
export interface CompiledLeaf {
  key: string;
  leaf: HistoryLeaf;
}

/** Visits a tree depth first, children before their parent. `where` conditions are part of their leaf and not visited. */
export function walkCondition(condition: Condition, visit: (node: Condition) => void): void {
  if ("all" in condition) for (const child of condition.all) walkCondition(child, visit);
  else if ("any" in condition) for (const child of condition.any) walkCondition(child, visit);
  else if ("not" in condition) walkCondition(condition.not, visit);
  visit(condition);
}

/** The history leaves of some conditions, one per key. Segments are not followed: pass their trees too. */
export function collectLeaves(conditions: Iterable<Condition>): CompiledLeaf[] {
  const found = new Map<string, CompiledLeaf>();
  for (const condition of conditions) {
    walkCondition(condition, (node) => {
      if (!isHistoryLeaf(node)) return;
      const key = leafKey(node);
      if (!found.has(key)) found.set(key, { key, leaf: node });
    });
  }
  return [...found.values()];
}
