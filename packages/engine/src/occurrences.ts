import type { Condition, EventLeaf, SequenceLeaf } from "./condition.ts";
import type { Instant } from "./facts.ts";
import { type MeasureKind, measureOf, type Occurrence, readsLines } from "./measure.ts";
import { readPath } from "./read-path.ts";
import { addDuration } from "./time.ts";
import type { HistoryEvent, World } from "./world.ts";

/** How a `where` is judged on an event's own order and line, at the event's own time. */
export type Judge = (where: Condition, world: World, at: Instant) => boolean;

/** The world as an event's `where` sees it. */
export function worldOfEvent(world: World, event: HistoryEvent): World {
  return { ...world, event, order: event.order, line: undefined };
}

function valueAt(kind: MeasureKind, of: string, world: World, at: Instant): number | string | null {
  const value = readPath(of, world, at);
  if (value === null) return null;
  if (kind === "distinct") return String(value);
  return typeof value === "number" ? value : null;
}

/**
 * What an event adds to a measure: nothing when its type or `where` does not fit, one occurrence for counts, one per value otherwise.
 * A measure of `line.*` looks at each line by itself, and `where` chooses the lines.
 */
export function occurrencesOf(leaf: EventLeaf, event: HistoryEvent, world: World, judge: Judge): Occurrence[] {
  if (event.type !== leaf.event) return [];
  const here = worldOfEvent(world, event);
  const { kind, of } = measureOf(leaf.is);
  const views = readsLines(leaf) ? (event.order?.lines ?? []).map((line) => ({ ...here, line })) : [here];
  const found: Occurrence[] = [];
  for (const view of views) {
    if (leaf.where && !judge(leaf.where, view, event.at)) continue;
    const value = of === null ? 1 : valueAt(kind, of, view, event.at);
    if (value !== null) found.push({ at: event.at, value });
  }
  return found;
}

/** Which steps of a sequence an event fits, as a bit mask (bit 0 = first step). */
export function stepsOf(leaf: SequenceLeaf, event: HistoryEvent, world: World, judge: Judge): number {
  let mask = 0;
  leaf.sequence.forEach((step, index) => {
    if (event.type !== step.event) return;
    if (!step.where || judge(step.where, worldOfEvent(world, event), event.at)) mask |= 1 << index;
  });
  return mask;
}

/** A moment at which some steps of a sequence happened. */
export interface SequencePoint {
  at: Instant;
  steps: number;
}

/**
 * The earliest instant at which the whole sequence had happened, or null. Points come oldest first.
 * Each step is strictly later than the one before, and earlier than that plus `within`.
 */
export function sequenceDoneAt(leaf: SequenceLeaf, points: readonly SequencePoint[], zone: string): Instant | null {
  let reached = points.filter((point) => (point.steps & 1) !== 0).map((point) => point.at);
  for (let step = 1; step < leaf.sequence.length; step += 1) {
    const within = leaf.sequence[step]?.within;
    const next: Instant[] = [];
    let index = 0;
    for (const point of points) {
      // The latest earlier occurrence of the step before is the best one, as `within` only has an upper end.
      while ((reached[index] ?? Number.POSITIVE_INFINITY) < point.at) index += 1;
      const previous = reached[index - 1];
      if (previous === undefined || (point.steps & (1 << step)) === 0) continue;
      if (within === undefined || point.at < addDuration(previous, within, zone)) next.push(point.at);
    }
    reached = next;
  }
  return reached[0] ?? null;
}
