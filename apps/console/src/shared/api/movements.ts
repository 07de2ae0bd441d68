import { answer, client } from "./http.ts";
import type { Answer, Body } from "./types.ts";

export type Outcome = Answer<"spendPoints">["outcome"];
export type ReverseAnswer = Answer<"reverseEntry">;
export type GrantAnswer = Answer<"grantTier">;
export type TierOfferNow = Answer<"listTierOffers">["items"][number];

const at = (id: string) => ({ path: { id } });
const asked = (dry: boolean) => ({ query: { dry: dry ? ("true" as const) : ("false" as const) } });

/** What moves points or tiers besides orders. `dry` computes what would happen and writes nothing. */
export const movements = {
  spend: (body: Body<"spendPoints">) => answer(client.POST("/v1/points/spend", { body })),
  transfer: (body: Body<"transferPoints">) => answer(client.POST("/v1/points/transfer", { body })),
  hold: (body: Body<"createHold">) => answer(client.POST("/v1/holds", { body })),
  commit: (id: string, points: number | undefined) =>
    answer(client.POST("/v1/holds/{id}/commit", { params: at(id), body: points === undefined ? {} : { points } })),
  release: (id: string) => answer(client.POST("/v1/holds/{id}/release", { params: at(id), body: {} })),
  reverse: (id: string, body: Body<"reverseEntry">, dry: boolean) =>
    answer(client.POST("/v1/entries/{id}/reverse", { params: { ...at(id), ...asked(dry) }, body })),
  grant: (memberId: string, body: Body<"grantTier">, dry: boolean) =>
    answer(client.POST("/v1/members/{id}/tiers", { params: { ...at(memberId), ...asked(dry) }, body })),
  tierOffers: (memberId: string) => answer(client.GET("/v1/members/{id}/tiers/offers", { params: at(memberId) })),
  redeemTier: (memberId: string, body: Body<"redeemTier">) =>
    answer(client.POST("/v1/members/{id}/tiers/redeem", { params: at(memberId), body })),
};
