import { answer, client } from "./http.ts";
import type { Answer, Body } from "./types.ts";

export type ApiKey = Answer<"listApiKeys">["items"][number];
export type StaffPerson = Answer<"listStaff">["items"][number];
export type StaffInvitation = Answer<"listStaff">["invitations"][number];
export type Settings = Answer<"getSettings">;

const at = (id: string) => ({ params: { path: { id } } });

export const settings = {
  apiKeys: () => answer(client.GET("/v1/api-keys")),
  createApiKey: (body: Body<"createApiKey">) => answer(client.POST("/v1/api-keys", { body })),
  revokeApiKey: (id: string) => answer(client.DELETE("/v1/api-keys/{id}", at(id))),
  staff: () => answer(client.GET("/v1/staff")),
  invite: (body: Body<"inviteStaff">) => answer(client.POST("/v1/staff", { body })),
  changeStaff: (id: string, body: Body<"changeStaff">) => answer(client.PATCH("/v1/staff/{id}", { ...at(id), body })),
  /** Ends a colleague's access, or an invitation that has not been used. */
  withdraw: (id: string) => answer(client.DELETE("/v1/staff/{id}", at(id))),
  read: () => answer(client.GET("/v1/settings")),
  change: (body: Body<"changeSettings">) => answer(client.PATCH("/v1/settings", { body })),
  about: () => answer(client.GET("/v1/about")),
};
