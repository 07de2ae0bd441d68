import {
  acquisitionResponse,
  affinitiesQuery,
  affinitiesResponse,
  type ClustersRequest,
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
  numberRowsQuery,
  numberRowsResponse,
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
import type { FastifyReply } from "fastify";
import { DateTime } from "luxon";
import { z } from "zod";
import type { Actor } from "../../platform/auth/actor.ts";
import { ofStore } from "../../platform/auth/of-store.ts";
import type { App } from "../../platform/http/types.ts";
import type { Platform } from "../../platform/platform.ts";
import { readFilter } from "../insights/index.ts";
import { lifecyclePresets } from "../programmes/index.ts";
import type { MembersWhere } from "../segments/index.ts";
import { csvOf, sheetsOf, xlsxOf } from "./export-report.ts";
import type { ReportsDeps } from "./index.ts";
import { acquisition, wholeMonths } from "./queries/acquisition.ts";
import { affinities } from "./queries/affinities.ts";
import { churnBoard } from "./queries/churn.ts";
import { clusters, clustersTable } from "./queries/clusters.ts";
import { clv } from "./queries/clv.ts";
import { cohorts, wholeCohorts } from "./queries/cohorts.ts";
import { comparePopulations } from "./queries/compare-populations.ts";
import { forecast } from "./queries/forecast.ts";
import { funnel } from "./queries/funnel.ts";
import { type Lifecycles, lifecycleFlow, templatesOf } from "./queries/lifecycle-flow.ts";
import { membersAndGuests } from "./queries/members-and-guests.ts";
import { numberRows } from "./queries/number-members.ts";
import { purchaseTimes } from "./queries/purchase-times.ts";
import { repurchase } from "./queries/repurchase.ts";
import { scorecard } from "./queries/scorecard.ts";
import { tierEconomics } from "./queries/tier-economics.ts";
import { winBack } from "./queries/win-back.ts";
import { type ReportScope, scopeOf } from "./scope.ts";
import { indicatorKinds, readScorecard, writeScorecard } from "./scorecard-settings.ts";

const tags = ["Insights"];
const config = { access: "insights:read" } as const;
const reportFormat = z.enum(["csv", "xlsx"]).default("csv");
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface ReportRoute<Query, Answer> {
  path: string;
  name: string;
  summary: string;
  querystring: Query;
  response: Answer;
}

const fileResponse = {
  200: {
    description: "The file; money in minor units",
    content: { "text/csv": { schema: z.unknown() }, [xlsxType]: { schema: z.unknown() } },
  },
};

type Books = Pick<ReportsDeps, "db"> & Pick<Platform, "audit">;

interface FileWish {
  name: string;
  format: z.output<typeof reportFormat>;
  locale: Locale;
  actor: Actor;
  /** The question, for the audit. */
  asked: object;
}

/** Sends an answer as a file, every table of it, and notes who took it out. */
async function sendFile(
  { db, audit }: Books,
  reply: FastifyReply,
  answer: Record<string, unknown>,
  { name, format, locale, actor, asked }: FileWish,
) {
  await db
    .transaction()
    .execute((tx) => audit.record(tx, actor, { action: "report.exported", target: name, after: { ...asked, format } }));
  const sheets = sheetsOf(answer, locale);
  return reply
    .header("content-type", format === "csv" ? "text/csv; charset=utf-8" : xlsxType)
    .header("content-disposition", `attachment; filename="${name}.${format}"`)
    .send(format === "csv" ? csvOf(sheets) : await xlsxOf(sheets));
}

/** A report, and the same as a file under `/export`. */
function reporter(app: App, books: Books) {
  return <Query extends z.ZodObject, Answer extends z.ZodType<Record<string, unknown>>>(
    { path, name, summary, querystring, response }: ReportRoute<Query, Answer>,
    answer: (request: { query: z.output<Query>; locale: Locale }) => Promise<z.input<Answer>>,
  ): void => {
    app.get(
      path,
      { config, schema: { tags, operationId: `get${name}`, summary, querystring, response: { 200: response } } },
      ({ query, locale, actor }) => answer({ query: ofStore(actor, query as z.output<Query>), locale }) as never,
    );
    app.get(
      `${path}/export`,
      {
        config,
        schema: {
          tags,
          operationId: `export${name}`,
          summary: `As a file, every table of it: ${summary}`,
          querystring: querystring.extend({ format: reportFormat }),
          response: fileResponse,
        },
      },
      async ({ query, locale, actor }, reply) => {
        const { format } = query as { format: z.output<typeof reportFormat> };
        const asked = ofStore(actor, query as z.output<Query>);
        const found = (await answer({ query: asked, locale })) as Record<string, unknown>;
        const file = path.split("/").at(-1) ?? "report";
        return sendFile(books, reply, found, { name: file, format, locale, actor, asked });
      },
    );
  };
}

export function reportRoutes(app: App, deps: ReportsDeps & Pick<Platform, "audit">): void {
  groupingRoutes(app, deps);
  const report = reporter(app, deps);
  const scope = (query: ReportQuery, locale: Locale) => scopeOf(deps, query, locale);
  const lifecycles = (of: ReportScope, locale: Locale): Lifecycles => ({
    templates: templatesOf(of, lifecyclePresets(), locale),
    segments: deps.segments,
  });

  report(
    {
      path: "/v1/insights/funnel",
      name: "Funnel",
      summary: "From joining to referring: AARRR of the members who joined in the period",
      querystring: reportQuery,
      response: funnelResponse,
    },
    async ({ query, locale }) => funnel(await scope(query, locale)),
  );
  report(
    {
      path: "/v1/insights/cohorts",
      name: "Cohorts",
      summary: "Retention, revenue or orders by the period members joined or first bought in",
      querystring: cohortsQuery,
      response: cohortsResponse,
    },
    async ({ query, locale }) => {
      const { programme } = deps.programmes.active();
      return cohorts(await scope(wholeCohorts(query, programme.zone, deps.clock.now()), locale), query);
    },
  );
  report(
    {
      path: "/v1/insights/clv",
      name: "Clv",
      summary: "What members are worth, and how that is spread",
      querystring: reportQuery,
      response: clvResponse,
    },
    async ({ query, locale }) => clv(await scope(query, locale)),
  );
  report(
    {
      path: "/v1/insights/churn",
      name: "Churn",
      summary: "Who may leave and when, and how far the model may be trusted",
      querystring: reportQuery,
      response: churnResponse,
    },
    async ({ query, locale }) => churnBoard(await scope(query, locale)),
  );
  report(
    {
      path: "/v1/insights/acquisition",
      name: "Acquisition",
      summary: "CAC and LTV to CAC by channel and month",
      querystring: reportQuery,
      response: acquisitionResponse,
    },
    async ({ query, locale }) =>
      acquisition(await scope(wholeMonths(query, deps.programmes.active().programme.zone, deps.clock.now()), locale)),
  );
  report(
    {
      path: "/v1/insights/members-and-guests",
      name: "MemberComparison",
      summary: "Members against guests",
      querystring: reportQuery,
      response: memberComparisonResponse,
    },
    async ({ query, locale }) => membersAndGuests(await scope(query, locale)),
  );
  report(
    {
      path: "/v1/insights/repurchase",
      name: "Repurchase",
      summary: "Whether and when members buy again",
      querystring: reportQuery,
      response: repurchaseResponse,
    },
    async ({ query, locale }) => repurchase(await scope(overYear(query, deps), locale)),
  );
  report(
    {
      path: "/v1/insights/purchase-times",
      name: "PurchaseTimes",
      summary: "When people buy",
      querystring: reportQuery,
      response: purchaseTimesResponse,
    },
    async ({ query, locale }) => purchaseTimes(await scope(query, locale)),
  );
  report(
    {
      path: "/v1/insights/affinities",
      name: "Affinities",
      summary: "What is bought together, and how products do",
      querystring: affinitiesQuery,
      response: affinitiesResponse,
    },
    async ({ query, locale }) => affinities(await scope(query, locale), query),
  );
  report(
    {
      path: "/v1/insights/forecast",
      name: "Forecast",
      summary: "A metric carried on, with intervals and how well that did before",
      querystring: forecastQuery,
      response: forecastResponse,
    },
    async ({ query, locale }) => {
      const asked = await scope(query, locale);
      return forecast(asked, query, await membersOf(deps, query, locale, asked.asOf));
    },
  );

  app.get(
    "/v1/insights/rows",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "listNumberMembers",
        summary: "The members behind a number of a report that no condition can say",
        querystring: numberRowsQuery,
        response: { 200: numberRowsResponse },
      },
    },
    async ({ query, locale, actor }) => {
      const { number, limit, cursor, ...asked } = ofStore(actor, query);
      const of = await scope(asked, locale);
      return numberRows(of, lifecycles(of, locale), { number, limit, cursor });
    },
  );
  report(
    {
      path: "/v1/insights/lifecycle-flow",
      name: "LifecycleFlow",
      summary: "Members by life-cycle stage over time and how they moved, under the programme's or a preset life cycle",
      querystring: lifecycleFlowQuery,
      response: lifecycleFlowResponse,
    },
    async ({ query, locale }) => {
      const asked = await scope(query, locale);
      return lifecycleFlow(asked, query, lifecycles(asked, locale));
    },
  );
  report(
    {
      path: "/v1/insights/tiers",
      name: "TierEconomics",
      summary: "What each tier brings in and costs",
      querystring: reportQuery,
      response: tierEconomicsResponse,
    },
    async ({ query, locale }) => tierEconomics(await scope(query, locale), deps.clock.now()),
  );
  report(
    {
      path: "/v1/insights/win-back",
      name: "WinBack",
      summary: "Who was lost and came back, and what regaining a member may cost",
      querystring: reportQuery,
      response: winBackResponse,
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
    async ({ body, locale, actor }) =>
      comparePopulations(
        await scope(ofStore(actor, body.storeId ? { storeId: body.storeId } : {}), locale),
        body,
        locale,
        { segments: deps.segments, now: deps.clock.now() },
      ),
  );
}

/** Asked without a first day, a year: within the usual 30 days nobody's days for buying again have passed. */
function overYear(query: ReportQuery, { programmes, clock }: ReportsDeps): ReportQuery {
  if (query.from) return query;
  const { zone } = programmes.active().programme;
  const until = query.to
    ? DateTime.fromISO(query.to, { zone })
    : DateTime.fromJSDate(query.asOf ? new Date(query.asOf) : clock.now(), { zone });
  return { ...query, from: until.minus({ days: 364 }).toFormat("yyyy-MM-dd") };
}

/** Whom the filter of a question to the metric registry holds of; null = everybody. */
async function membersOf(
  { segments, programmes }: ReportsDeps,
  { filter }: Pick<ReportQuery, "filter">,
  locale: Locale,
  asOf: Date,
): Promise<MembersWhere | null> {
  if (!filter) return null;
  return segments.where(readFilter(filter, programmes.active().programme, locale), { asOf, paramPrefix: "g" });
}

function groupingRoutes(app: App, deps: ReportsDeps & Pick<Platform, "audit">): void {
  const { db, audit, segments } = deps;
  const report = reporter(app, deps);
  const clustered = async (asked: ClustersRequest, locale: Locale) => {
    const { filter, storeId, asOf } = asked;
    const query = { storeId, asOf, ...(filter !== undefined && { filter: JSON.stringify(filter) }) };
    return clusters(await scopeOf(deps, query, locale), asked, locale, segments);
  };

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
    ({ body, locale, actor }) => clustered(ofStore(actor, body), locale),
  );
  app.post(
    "/v1/insights/clusters/export",
    {
      config,
      schema: {
        tags,
        operationId: "exportClusters",
        summary: "The same as a file, every table of it",
        querystring: z.strictObject({ format: reportFormat }),
        body: clustersRequest,
        response: fileResponse,
      },
    },
    async ({ body, query, locale, actor }, reply) => {
      const asked = ofStore(actor, body);
      const table = clustersTable(await clustered(asked, locale));
      return sendFile(deps, reply, table, { name: "clusters", format: query.format, locale, actor, asked });
    },
  );
  report(
    {
      path: "/v1/insights/scorecard",
      name: "Scorecard",
      summary: "Balanced scorecard: financial, behaviour, brand",
      querystring: reportQuery,
      response: scorecardResponse,
    },
    async ({ query, locale }) => {
      const asked = await scopeOf(deps, query, locale);
      return scorecard(asked, query, await membersOf(deps, query, locale, asked.asOf));
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
