import {
  closestMembersQuery,
  closestMembersResponse,
  insightMembersQuery,
  insightMembersResponse,
  insightsPeriodQuery,
  insightsStatusResponse,
  lifecycleMembersQuery,
  lifecycleResponse,
  memberInsightParams,
  memberInsightResponse,
  overviewResponse,
  rfmMembersQuery,
  rfmQuery,
  rfmResponse,
} from "@regulars/contracts";
import { ofStore, refuseStoreBound } from "../../platform/auth/of-store.ts";
import type { App } from "../../platform/http/types.ts";
import { requestRebuild } from "../../platform/lens/source.ts";
import type { Platform } from "../../platform/platform.ts";
import type { InsightQueries } from "./index.ts";

const config = { access: "insights:read" } as const;
const memberConfig = { access: "members:read" } as const;
const tags = ["Insights"];

export function insightRoutes(queries: InsightQueries, { db, pool, audit }: Pick<Platform, "db" | "pool" | "audit">) {
  return (app: App): void => {
    app.get(
      "/v1/insights/overview",
      {
        config,
        schema: {
          tags,
          operationId: "getOverview",
          summary: "Members, value, points and alerts on one page",
          querystring: insightsPeriodQuery,
          response: { 200: overviewResponse },
        },
      },
      (request) => queries.overview(ofStore(request.actor, request.query), request.locale),
    );
    app.get(
      "/v1/insights/rfm",
      {
        config,
        schema: {
          tags,
          operationId: "getRfm",
          summary: "The RFM heat map: recency against frequency",
          querystring: rfmQuery,
          response: { 200: rfmResponse },
        },
      },
      (request) => queries.rfm(ofStore(request.actor, request.query), request.locale),
    );
    app.get(
      "/v1/insights/rfm/members",
      {
        config: memberConfig,
        schema: {
          tags,
          operationId: "listRfmMembers",
          summary: "The members of a cell of the heat map",
          querystring: rfmMembersQuery,
          response: { 200: insightMembersResponse },
        },
      },
      (request) => queries.members({ list: "scored", ...ofStore(request.actor, request.query) }, request.locale),
    );
    app.get(
      "/v1/insights/lifecycle",
      {
        config,
        schema: {
          tags,
          operationId: "getLifecycle",
          summary: "Stages, who is in them and how members moved between them",
          querystring: insightsPeriodQuery,
          response: { 200: lifecycleResponse },
        },
      },
      (request) => queries.lifecycle(ofStore(request.actor, request.query), request.locale),
    );
    app.get(
      "/v1/insights/lifecycle/members",
      {
        config: memberConfig,
        schema: {
          tags,
          operationId: "listStageMembers",
          summary: "The members in a stage",
          querystring: lifecycleMembersQuery,
          response: { 200: insightMembersResponse },
        },
      },
      (request) => queries.members({ list: "all", ...ofStore(request.actor, request.query) }, request.locale),
    );
    app.get(
      "/v1/insights/members",
      {
        config: memberConfig,
        schema: {
          tags,
          operationId: "listInsightMembers",
          summary: "The members behind a figure",
          querystring: insightMembersQuery,
          response: { 200: insightMembersResponse },
        },
      },
      (request) => queries.members(ofStore(request.actor, request.query), request.locale),
    );
    app.get(
      "/v1/insights/closest-members",
      {
        config: memberConfig,
        schema: {
          tags,
          operationId: "listClosestMembers",
          summary: "Members of a tier who are nearest to the next one, and what each still lacks",
          querystring: closestMembersQuery,
          response: { 200: closestMembersResponse },
        },
      },
      (request) => {
        refuseStoreBound(request.actor, "closest-members");
        return queries.closest(request.query);
      },
    );
    app.get(
      "/v1/insights/status",
      {
        config,
        schema: {
          tags,
          operationId: "getInsightsStatus",
          summary: "How fresh the figures are",
          response: { 200: insightsStatusResponse },
        },
      },
      () => queries.status(),
    );
    app.post(
      "/v1/insights/rebuild",
      {
        config: { access: "settings:write" },
        schema: {
          tags,
          operationId: "rebuildInsights",
          summary: "Fill the copy that figures come from anew; it starts within seconds",
          response: { 202: insightsStatusResponse },
        },
      },
      async (request, reply) => {
        await requestRebuild(pool);
        await db
          .transaction()
          .execute((tx) => audit.record(tx, request.actor, { action: "insights.rebuild", target: "lens" }));
        return reply.code(202).send(await queries.status());
      },
    );
    app.get(
      "/v1/members/:id/insight",
      {
        config: memberConfig,
        schema: {
          tags,
          operationId: "getMemberInsight",
          summary: "Stage and why, RFM scores and habits of a member",
          params: memberInsightParams,
          response: { 200: memberInsightResponse },
        },
      },
      (request) => queries.member(request.params.id),
    );
  };
}
