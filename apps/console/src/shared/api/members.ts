import { answer, client, given } from "./http.ts";
import type { Body, NewMember, QueryOf } from "./types.ts";

type ListQuery = QueryOf<"listMembers">;

export type MemberFilter = {
  [Key in "query" | "tier" | "stage" | "joinedFrom" | "joinedTo" | "storeId"]?: string | undefined;
} & { status?: ListQuery["status"] | undefined };

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
  lots: (id: string, wallet: string, cursor?: string) =>
    answer(
      client.GET("/v1/members/{id}/lots", {
        params: { ...at(id), query: { wallet, status: "open", limit: 50, ...given({ cursor }) } },
      }),
    ),
  entries: (id: string, wallet: string | undefined, cursor?: string) =>
    answer(
      client.GET("/v1/members/{id}/entries", {
        params: { ...at(id), query: { limit: 50, ...given({ wallet, cursor }) } },
      }),
    ),
  explain: (id: string, order: string) =>
    answer(client.GET("/v1/members/{id}/explain", { params: { ...at(id), query: { order } } })),
  /** `types`: comma-separated; absent = all. */
  timeline: (id: string, query: { types?: string | undefined; cursor?: string | undefined }) =>
    answer(client.GET("/v1/members/{id}/timeline", { params: { ...at(id), query: { limit: 30, ...given(query) } } })),
};
