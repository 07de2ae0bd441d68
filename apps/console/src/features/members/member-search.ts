/** The list's filter as it stands in the address. Days are `YYYY-MM-DD` in the programme's zone. */
export interface MemberSearch {
  query?: string | undefined;
  tier?: string | undefined;
  stage?: string | undefined;
  status?: string | undefined;
  store?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() || undefined : undefined;
const day = (value: unknown): string | undefined =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

export function validateMemberSearch(search: Record<string, unknown>): MemberSearch {
  return {
    query: text(search.query),
    tier: text(search.tier),
    stage: text(search.stage),
    status: text(search.status),
    store: text(search.store),
    from: day(search.from),
    to: day(search.to),
    cursor: text(search.cursor),
  };
}

export const noFilter: MemberSearch = {};

export function isFiltered(search: MemberSearch): boolean {
  const { cursor: _, ...filter } = search;
  return Object.values(filter).some((value) => value !== undefined);
}
