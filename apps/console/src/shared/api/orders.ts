import { answer, client, given } from "./http.ts";
import type { Answer, Body } from "./types.ts";

export type RefundAnswer = Answer<"createRefund">;

export interface OrderFilter {
  memberId?: string | undefined;
  externalId?: string | undefined;
  storeId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  guest?: "true" | "false" | undefined;
  standing?: "true" | "false" | undefined;
  cursor?: string | undefined;
}

const at = (id: string) => ({ path: { id } });

export const orders = {
  list: (filter: OrderFilter) =>
    answer(client.GET("/v1/orders", { params: { query: { limit: 50, ...given(filter) } } })),
  read: (id: string) => answer(client.GET("/v1/orders/{id}", { params: at(id) })),
  /** `dry` computes what would happen and writes nothing. */
  refund: (id: string, body: Body<"createRefund">, dry: boolean) =>
    answer(
      client.POST("/v1/orders/{id}/refunds", { params: { ...at(id), query: { dry: dry ? "true" : "false" } }, body }),
    ),
  stores: () => answer(client.GET("/v1/stores", { params: { query: { limit: 200 } } })),
  adjustPoints: (body: Body<"adjustPoints">) => answer(client.POST("/v1/points/adjust", { body })),
};
