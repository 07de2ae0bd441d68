import { answer, client, given, withQuery } from "./http.ts";
import type { Answer, Body, NewMember, QueryOf } from "./types.ts";

type ListQuery = QueryOf<"listMembers">;

export type MemberFilter = {
  [Key in "query" | "tier" | "stage" | "joinedFrom" | "joinedTo" | "storeId"]?: string | undefined;
} & { status?: ListQuery["status"] | undefined };

export interface EntryFilter {
  wallet?: string | undefined;
  /** Comma-separated. */
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface LotFilter {
  wallet?: string | undefined;
  status?: QueryOf<"listMemberLots">["status"];
}

export interface HoldFilter {
  wallet?: string | undefined;
  status?: QueryOf<"listMemberHolds">["status"];
}

export type EntryRow = Answer<"listMemberEntries">["items"][number];
export type HoldRow = Answer<"listMemberHolds">["items"][number];
export type EntryExplanation = Answer<"explainEntry">;

const at = (id: string) => ({ path: { id } });

export const members = {
  list: (filter: MemberFilter & { limit?: number; cursor?: string | undefined }, signal?: AbortSignal) =>
    answer(client.GET("/v1/members", { params: { query: given(filter) }, ...given({ signal }) })),
  read: (id: string, reveal?: string) =>
    answer(client.GET("/v1/members/{id}", { params: { ...at(id), query: given({ reveal }) } })),
  create: (body: NewMember) => answer(client.POST("/v1/members", { body })),
  change: (id: string, body: Body<"changeMember">) =>
    answer(client.PATCH("/v1/members/{id}", { params: at(id), body })),
  addIdentity: (id: string, body: Body<"addMemberIdentity">) =>
    answer(client.POST("/v1/members/{id}/identities", { params: at(id), body })),
  /** Balances, and all of them as one weighted number. */
  wallets: (id: string) => answer(client.GET("/v1/members/{id}/wallets", { params: at(id) })),
  expiring: (id: string) => answer(client.GET("/v1/members/{id}/expiring", { params: at(id) })),
  lots: (id: string, filter: LotFilter, cursor?: string) =>
    answer(
      client.GET("/v1/members/{id}/lots", {
        params: { ...at(id), query: { limit: 50, ...given({ ...filter, cursor }) } },
      }),
    ),
  holds: (id: string, filter: HoldFilter, cursor?: string) =>
    answer(
      client.GET("/v1/members/{id}/holds", {
        params: { ...at(id), query: { limit: 50, ...given({ ...filter, cursor }) } },
      }),
    ),
  entries: (id: string, filter: EntryFilter, cursor?: string) =>
    answer(
      client.GET("/v1/members/{id}/entries", {
        params: { ...at(id), query: { limit: 50, ...given({ ...filter, cursor }) } },
      }),
    ),
  entriesExportPath: (id: string, filter: EntryFilter) =>
    withQuery(`/v1/members/${encodeURIComponent(id)}/entries/export`, given(filter)),
  explainEntry: (entryId: string) => answer(client.GET("/v1/entries/{id}/explain", { params: at(entryId) })),
  /** Walks the member's chain of entries. */
  verify: (id: string) => answer(client.GET("/v1/members/{id}/verify", { params: at(id) })),
  explain: (id: string, order: string) =>
    answer(client.GET("/v1/members/{id}/explain", { params: { ...at(id), query: { order } } })),
  /** `types`: comma-separated; absent = all. */
  timeline: (id: string, query: { types?: string | undefined; cursor?: string | undefined }) =>
    answer(client.GET("/v1/members/{id}/timeline", { params: { ...at(id), query: { limit: 30, ...given(query) } } })),
};
