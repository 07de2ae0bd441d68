import { answer, client, given } from "./http.ts";
import type { Answer, Body } from "./types.ts";

export type Household = NonNullable<Answer<"getMemberHousehold">["household"]>;

const at = (id: string) => ({ params: { path: { id } } });

export const households = {
  ofMember: (memberId: string) => answer(client.GET("/v1/members/{id}/household", at(memberId))),
  read: (id: string) => answer(client.GET("/v1/households/{id}", at(id))),
  find: (query: string) => answer(client.GET("/v1/households", { params: { query: given({ query, limit: 10 }) } })),
  create: (body: Body<"createHousehold">) => answer(client.POST("/v1/households", { body })),
  change: (id: string, body: Body<"changeHousehold">) =>
    answer(client.PATCH("/v1/households/{id}", { ...at(id), body })),
  add: (id: string, memberId: string) =>
    answer(client.POST("/v1/households/{id}/members", { ...at(id), body: { memberId } })),
  leave: (id: string, memberId: string) =>
    answer(client.DELETE("/v1/households/{id}/members/{memberId}", { params: { path: { id, memberId } } })),
};
