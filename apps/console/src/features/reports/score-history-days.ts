import type { ScoreHistory } from "../../shared/api/reports.ts";

type Day = ScoreHistory["items"][number];

const dayMilliseconds = 86_400_000;

/** Every day from the first to the last, `null` for one that was not scored, so that a gap shows as a gap. */
export function everyDay(items: readonly Day[]): { day: string; item: Day | null }[] {
  const [first, last] = [items[0], items.at(-1)];
  if (!first || !last) return [];
  const known = new Map(items.map((item) => [item.day, item]));
  const start = Date.parse(first.day);
  const count = Math.round((Date.parse(last.day) - start) / dayMilliseconds) + 1;
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(start + index * dayMilliseconds).toISOString().slice(0, 10);
    return { day, item: known.get(day) ?? null };
  });
}

/** Bounds of an index of 0 to 100 in whole tens with some room, so that a change of a few points can be seen and one of a few tenths does not look like a fall. */
export function indexBounds(values: readonly (number | null)[]): { min: number; max: number } {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { min: 0, max: 100 };
  return {
    min: Math.max(0, Math.floor((Math.min(...known) - 5) / 10) * 10),
    max: Math.min(100, Math.ceil((Math.max(...known) + 5) / 10) * 10),
  };
}
