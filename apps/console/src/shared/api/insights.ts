import type { components } from "@regulars/client";
import { answer, client, given } from "./http.ts";
import type { Answer, QueryOf } from "./types.ts";

export type Overview = Answer<"getOverview">;
export type Figure = Overview["members"]["total"];
export type DefinitionText = Overview["definitions"][string];
export type Rfm = Overview["rfm"];
export type RfmCell = Rfm["cells"][number];
export type RfmBounds = Rfm["bounds"]["frequency"][number];
export type WalletFlow = Overview["points"][number];
export type InsightAlert = Overview["alerts"][number];
export type InsightMemberRow = Answer<"listInsightMembers">["items"][number];
export type StageExplanation = components["schemas"]["StageExplanation"];

type OverviewQuery = QueryOf<"getOverview">;
export type OverviewFilter = { [Key in keyof OverviewQuery]?: OverviewQuery[Key] | undefined };
type ListQuery = QueryOf<"listInsightMembers">;
export type InsightListFilter = { [Key in keyof ListQuery]?: ListQuery[Key] | undefined };
type Paged<Op extends "listStageMembers" | "listNumberMembers", Must extends keyof QueryOf<Op>> = {
  [Key in keyof QueryOf<Op>]?: QueryOf<Op>[Key] | undefined;
} & Pick<QueryOf<Op>, Must>;

export const insights = {
  overview: (filter: OverviewFilter) =>
    answer(client.GET("/v1/insights/overview", { params: { query: given(filter) } })),
  members: (filter: InsightListFilter) =>
    answer(client.GET("/v1/insights/members", { params: { query: { limit: 50, ...given(filter) } } })),
  stageMembers: ({ stage, ...filter }: Paged<"listStageMembers", "stage">) =>
    answer(client.GET("/v1/insights/lifecycle/members", { params: { query: { limit: 50, ...given(filter), stage } } })),
  numberMembers: ({ number, ...filter }: Paged<"listNumberMembers", "number">) =>
    answer(client.GET("/v1/insights/rows", { params: { query: { limit: 50, ...given(filter), number } } })),
  member: (id: string) => answer(client.GET("/v1/members/{id}/insight", { params: { path: { id } } })),
  status: () => answer(client.GET("/v1/insights/status")),
};
