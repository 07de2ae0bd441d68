import { type Query, request } from "./http.ts";
import type { Order, Page, Store } from "./types.ts";

const path = (id: string, rest = "") => `/v1/orders/${encodeURIComponent(id)}${rest}`;

export interface RefundInput {
  externalId: string;
  lines?: { lineNo: number; quantity: number }[];
  reason?: string;
}

export interface RefundAnswer {
  refund: {
    amount: number;
    currency: string;
    clawedBack: { wallet: string; amount: number }[];
    returned: { wallet: string; amount: number; lapsed: number }[];
    arrears: { wallet: string; amount: number }[];
    waived: { wallet: string; amount: number }[];
  };
}

export const orders = {
  list: (query: Query) => request<Page<Order>>("GET", "/v1/orders", { query: { limit: 50, ...query } }),
  read: (id: string) => request<{ order: Order }>("GET", path(id)),
  refund: (id: string, input: RefundInput, dry: boolean) =>
    request<RefundAnswer>("POST", path(id, "/refunds"), { query: { dry: dry || undefined }, body: input }),
  stores: () => request<Page<Store>>("GET", "/v1/stores", { query: { limit: 200 } }),
  adjustPoints: (input: {
    memberId: string;
    wallet: string;
    points: number;
    reason: string;
    source: string;
    externalId: string;
  }) => request<unknown>("POST", "/v1/points/adjust", { body: input }),
};
