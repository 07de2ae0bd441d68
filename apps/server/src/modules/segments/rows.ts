import type { Condition } from "@regulars/engine";

/** Address of the members a number counts: the condition that they meet. */
export function rowsOf(condition: Condition, asOf?: Date): string {
  const search = new URLSearchParams({ condition: JSON.stringify(condition) });
  if (asOf) search.set("asOf", asOf.toISOString());
  return `/v1/segments/members?${search}`;
}
