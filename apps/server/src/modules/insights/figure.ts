import type { Figure } from "@regulars/contracts";
import type { DefinitionKey } from "./definitions.ts";

/** part / whole, or null when there is no whole. */
export function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** How much a value moved, as a fraction of what it was. */
export function changeOf(value: number | null, previous: number | null): number | null {
  if (value === null || previous === null || previous === 0) return null;
  return (value - previous) / Math.abs(previous);
}

interface FigureParts {
  value: number | null;
  previous: number | null;
  spark?: number[];
  rows?: string | null;
}

export function figure(definition: DefinitionKey, parts: FigureParts): Figure {
  const { value, previous } = parts;
  return {
    value,
    previous,
    change: changeOf(value, previous),
    spark: parts.spark ?? [],
    definition,
    rows: parts.rows ?? null,
  };
}

/** Address of the members behind a number. */
export function memberRows(list: string, filters: Record<string, string | number | null | undefined> = {}): string {
  const search = new URLSearchParams({ list });
  for (const [name, value] of Object.entries(filters))
    if (value !== null && value !== undefined) search.set(name, String(value));
  return `/v1/insights/members?${search}`;
}
