import { type Query, request } from "./http.ts";
import type { Entry, Lot, Member, MemberPage, NewMember, OrderExplanation, Page, TimelineItem } from "./types.ts";

export interface MemberFilter {
  query?: string | undefined;
  phoneTail?: string | undefined;
  tier?: string | undefined;
  stage?: string | undefined;
  tag?: string | undefined;
  status?: string | undefined;
  joinedFrom?: string | undefined;
  joinedTo?: string | undefined;
  storeId?: string | undefined;
}

const path = (id: string, rest = "") => `/v1/members/${encodeURIComponent(id)}${rest}`;

export const members = {
  list: (filter: MemberFilter & { limit?: number; cursor?: string | undefined }, signal?: AbortSignal) =>
    request<MemberPage>("GET", "/v1/members", { query: filter as Query, ...(signal ? { signal } : {}) }),
  read: (id: string, reveal?: string) => request<{ member: Member }>("GET", path(id), { query: { reveal } }),
  create: (input: NewMember) => request<{ member: Member }>("POST", "/v1/members", { body: input }),
  change: (id: string, input: Record<string, unknown>) =>
    request<{ member: Member }>("PATCH", path(id), { body: input }),
  addIdentity: (id: string, input: { kind: "card" | "phone" | "email" | "external"; value: string }) =>
    request<unknown>("POST", path(id, "/identities"), { body: input }),
  resolve: (input: string) =>
    request<{ member: Member; matchedBy: string }>("POST", "/v1/members/resolve", { body: { input } }),
  lots: (id: string, wallet: string, cursor?: string) =>
    request<Page<Lot>>("GET", path(id, "/lots"), { query: { wallet, status: "open", limit: 50, cursor } }),
  entries: (id: string, wallet: string | undefined, cursor?: string) =>
    request<Page<Entry>>("GET", path(id, "/entries"), { query: { wallet, limit: 50, cursor } }),
  explain: (id: string, order: string) => request<OrderExplanation>("GET", path(id, "/explain"), { query: { order } }),
  timeline: (id: string, query: { types?: string | undefined; cursor?: string | undefined }) =>
    request<Page<TimelineItem>>("GET", path(id, "/timeline"), { query: { ...query, limit: 30 } }),
};
