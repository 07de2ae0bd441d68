/** Where the console shows the rows that an API address answers. */
export type RowsTarget =
  | { to: "/members"; search: Record<string, string> }
  | { to: "/members/insight"; search: Record<string, string> }
  | { to: "/members/segment"; search: Record<string, string> }
  | { to: "/orders"; search: Record<string, string> }
  | { to: "/imports"; search: Record<string, string> };

/** Lists of members of Insight, and what the screen calls the list where the address does not. */
const insightLists = new Map([
  ["/v1/insights/members", {}],
  ["/v1/insights/rfm/members", {}],
  ["/v1/insights/lifecycle/members", { list: "all" }],
  ["/v1/insights/rows", {}],
]);

/** The screen for the rows behind a number; null when there is none. Paging is left to the screen. */
export function rowsTarget(address: string | null | undefined): RowsTarget | null {
  if (!address) return null;
  const url = new URL(address, "http://rows");
  const { limit: _limit, cursor: _cursor, ...query } = Object.fromEntries(url.searchParams);
  const insightList = insightLists.get(url.pathname);
  if (insightList) return { to: "/members/insight", search: { ...query, ...insightList } };
  if (url.pathname === "/v1/segments/members") return { to: "/members/segment", search: query };
  if (url.pathname === "/v1/orders") return { to: "/orders", search: query };
  if (url.pathname.startsWith("/v1/imports")) return { to: "/imports", search: importSearch(url.pathname) };
  if (url.pathname !== "/v1/members") return null;
  const { storeId, joinedFrom, joinedTo, ...rest } = query;
  return {
    to: "/members",
    search: {
      ...rest,
      ...(storeId ? { store: storeId } : {}),
      ...(joinedFrom ? { from: joinedFrom.slice(0, 10) } : {}),
      ...(joinedTo ? { to: joinedTo.slice(0, 10) } : {}),
    },
  };
}

function importSearch(path: string): Record<string, string> {
  const id = path.split("/").at(3);
  return id ? { task: id } : {};
}
