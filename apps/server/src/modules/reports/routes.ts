import {
  acquisitionResponse,
  affinitiesQuery,
  affinitiesResponse,
  churnResponse,
  clustersRequest,
  clustersResponse,
  clvResponse,
  cohortsQuery,
  cohortsResponse,
  comparePopulationsRequest,
  comparePopulationsResponse,
  forecastQuery,
  forecastResponse,
  funnelResponse,
  type Locale,
  lifecycleFlowQuery,
  lifecycleFlowResponse,
  memberComparisonResponse,
  purchaseTimesResponse,
  type ReportQuery,
  reportQuery,
  repurchaseResponse,
  type ScorecardSettings,
  scorecardResponse,
  scorecardSettingsResponse,
  scorecardSettingsSchema,
  tierEconomicsResponse,
  winBackResponse,
} from "@regulars/contracts";
import type { App } from "../../platform/http/types.ts";
import type { Platform } from "../../platform/platform.ts";
import { lifecyclePresets } from "../programmes/index.ts";
import { readConditionText } from "../segments/index.ts";
import type { ReportsDeps } from "./index.ts";
import { acquisition } from "./queries/acquisition.ts";
import { affinities } from "./queries/affinities.ts";
import { churnBoard } from "./queries/churn.ts";
import { clusters } from "./queries/clusters.ts";
import { clv } from "./queries/clv.ts";
import { cohorts } from "./queries/cohorts.ts";
import { comparePopulations } from "./queries/compare-populations.ts";
import { forecast } from "./queries/forecast.ts";
import { funnel } from "./queries/funnel.ts";
import { lifecycleFlow, templatesOf } from "./queries/lifecycle-flow.ts";
import { membersAndGuests } from "./queries/members-and-guests.ts";
import { purchaseTimes } from "./queries/purchase-times.ts";
import { repurchase } from "./queries/repurchase.ts";
import { scorecard } from "./queries/scorecard.ts";
import { tierEconomics } from "./queries/tier-economics.ts";
import { winBack } from "./queries/win-back.ts";
import { scopeOf } from "./scope.ts";
import { indicatorKinds, readScorecard, writeScorecard } from "./scorecard-settings.ts";

const tags = ["Insights"];
const config = { access: "insights:read" } as const;

export function reportRoutes(app: App, deps: ReportsDeps & Pick<Platform, "audit">): void {
  groupingRoutes(app, deps);
  const scope = (query: ReportQuery, locale: Locale) => scopeOf(deps, query, locale);

  app.get(
    "/v1/insights/funnel",
    {
      config,
      schema: {
        tags,
        operationId: "getFunnel",
        summary: "From joining to referring: AARRR of the members who joined in the period",
        querystring: reportQuery,
        response: { 200: funnelResponse },
      },
    },
    async ({ query, locale }) => funnel(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/cohorts",
    {
      config,
      schema: {
        tags,
        operationId: "getCohorts",
        summary: "Retention, revenue or orders by the period members joined or first bought in",
        querystring: cohortsQuery,
        response: { 200: cohortsResponse },
      },
    },
    async ({ query, locale }) => cohorts(await scope(query, locale), query),
  );
  app.get(
    "/v1/insights/clv",
    {
      config,
      schema: {
        tags,
        operationId: "getClv",
        summary: "What members are worth, and how that is spread",
        querystring: reportQuery,
        response: { 200: clvResponse },
      },
    },
    async ({ query, locale }) => clv(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/churn",
    {
      config,
      schema: {
        tags,
        operationId: "getChurn",
        summary: "Who may leave and when, and how far the model may be trusted",
        querystring: reportQuery,
        response: { 200: churnResponse },
      },
    },
    async ({ query, locale }) => churnBoard(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/acquisition",
    {
      config,
      schema: {
        tags,
        operationId: "getAcquisition",
        summary: "CAC and LTV to CAC by channel and month",
        querystring: reportQuery,
        response: { 200: acquisitionResponse },
      },
    },
    async ({ query, locale }) => acquisition(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/members-and-guests",
    {
      config,
      schema: {
        tags,
        operationId: "getMemberComparison",
        summary: "Members against guests",
        querystring: reportQuery,
        response: { 200: memberComparisonResponse },
      },
    },
    async ({ query, locale }) => membersAndGuests(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/repurchase",
    {
      config,
      schema: {
        tags,
        operationId: "getRepurchase",
        summary: "Whether and when members buy again",
        querystring: reportQuery,
        response: { 200: repurchaseResponse },
      },
    },
    async ({ query, locale }) => repurchase(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/purchase-times",
    {
      config,
      schema: {
        tags,
        operationId: "getPurchaseTimes",
        summary: "When people buy",
        querystring: reportQuery,
        response: { 200: purchaseTimesResponse },
      },
    },
    async ({ query, locale }) => purchaseTimes(await scope(query, locale)),
  );
  app.get(
    "/v1/insights/affinities",
    {
      config,
      schema: {
        tags,
        operationId: "getAffinities",
        summary: "What is bought together, and how products do",
        querystring: affinitiesQuery,
        response: { 200: affinitiesResponse },
      },
    },
    async ({ query, locale }) => affinities(await scope(query, locale), query),
  );
  app.get(
    "/v1/insights/forecast",
    {
      config,
      schema: {
        tags,
        operationId: "getForecast",
        summary: "A metric carried on, with intervals and how well that did before",
        querystring: forecastQuery,
        response: { 200: forecastResponse },
      },
    },
    async ({ query, locale }) => forecast(await scope(query, locale), query),
  );

  app.get(
    "/v1/insights/lifecycle-flow",
    {
      config,
      schema: {
        tags,
        operationId: "getLifecycleFlow",
        summary:
          "Members by life-cycle stage over time and how they moved, under the programme's or a preset life cycle",
        querystring: lifecycleFlowQuery,
        response: { 200: lifecycleFlowResponse },
      },
    },
    async ({ query, locale }) => {
      const asked = await scope(query, locale);
      const templates = templatesOf(asked, lifecyclePresets(), locale);
      return lifecycleFlow(asked, query, { templates, segments: deps.segments });
    },
  );
  app.get(
    "/v1/insights/tiers",
    {
      config,
      schema: {
        tags,
        operationId: "getTierEconomics",
        summary: "What each tier brings in and costs",
        querystring: reportQuery,
        response: { 200: tierEconomicsResponse },
      },
    },
    async ({ query, locale }) => tierEconomics(await scope(query, locale), deps.clock.now()),
  );
  app.get(
    "/v1/insights/win-back",
    {
      config,
      schema: {
        tags,
        operationId: "getWinBack",
        summary: "Who was lost and came back, and what regaining a member may cost",
        querystring: reportQuery,
        response: { 200: winBackResponse },
      },
    },
    async ({ query, locale }) => winBack(await scope(query, locale)),
  );
  app.post(
    "/v1/insights/compare",
    {
      config,
      schema: {
        tags,
        operationId: "comparePopulations",
        summary: "Two sets of members or two periods, side by side",
        body: comparePopulationsRequest,
        response: { 200: comparePopulationsResponse },
      },
    },
    async ({ body, locale }) =>
      comparePopulations(
        await scope(body.storeId ? { storeId: body.storeId } : {}, locale),
        body,
        locale,
        deps.segments,
      ),
  );
}

function groupingRoutes(app: App, deps: ReportsDeps & Pick<Platform, "audit">): void {
  const { db, audit, segments, programmes } = deps;

  app.post(
    "/v1/insights/clusters",
    {
      config,
      schema: {
        tags,
        operationId: "clusterMembers",
        summary: "Members who are alike in what they buy, with profiles and conditions that describe them",
        body: clustersRequest,
        response: { 200: clustersResponse },
      },
    },
    async ({ body, locale }) => {
      const { filter, storeId, asOf } = body;
      const query = { storeId, asOf, ...(filter !== undefined && { filter: JSON.stringify(filter) }) };
      return clusters(await scopeOf(deps, query, locale), body, locale, segments);
    },
  );
  app.get(
    "/v1/insights/scorecard",
    {
      config,
      schema: {
        tags,
        operationId: "getScorecard",
        summary: "Balanced scorecard: financial, behaviour, brand",
        querystring: reportQuery,
        response: { 200: scorecardResponse },
      },
    },
    async ({ query, locale }) => {
      const asked = await scopeOf(deps, query, locale);
      const members = query.filter
        ? await segments.where(readConditionText(query.filter, programmes.active().programme, locale), {
            asOf: asked.asOf,
            paramPrefix: "g",
          })
        : null;
      return scorecard(asked, query, members);
    },
  );

  const shown = (settings: ScorecardSettings) => ({
    ...settings,
    choices: [...indicatorKinds.values()].map(({ adds: _adds, ...kind }) => kind),
  });
  app.get(
    "/v1/insights/scorecard/settings",
    {
      config,
      schema: {
        tags,
        operationId: "getScorecardSettings",
        summary: "What the scorecard is made of, and what it may be made of",
        response: { 200: scorecardSettingsResponse },
      },
    },
    async () => shown(await readScorecard(db)),
  );
  app.put(
    "/v1/insights/scorecard/settings",
    {
      config: { access: "insights:write" },
      schema: {
        tags,
        operationId: "putScorecardSettings",
        summary: "Change indicators, weights and targets of the scorecard",
        body: scorecardSettingsSchema,
        response: { 200: scorecardSettingsResponse },
      },
    },
    (request) =>
      db.transaction().execute(async (tx) => {
        const before = await readScorecard(tx);
        await writeScorecard(tx, request.body);
        await audit.record(tx, request.actor, {
          action: "scorecard.settings_changed",
          target: "scorecard",
          before,
          after: request.body,
        });
        return shown(request.body);
      }),
  );
}
