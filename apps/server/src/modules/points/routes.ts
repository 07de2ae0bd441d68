import {
  entriesExportQuery,
  entriesQuery,
  entriesResponse,
  entryExplainResponse,
  entryParams,
  expiringQuery,
  expiringResponse,
  explainQuery,
  explainResponse,
  lotsQuery,
  lotsResponse,
  memberHoldsQuery,
  memberHoldsResponse,
  memberRefParams,
  timelineQuery,
  timelineResponse,
  timelineTypes,
  walletsQuery,
  walletsResponse,
} from "@regulars/contracts";
import { z } from "zod";
import type { App } from "../../platform/http/types.ts";
import { entriesCsv } from "./entries-csv.ts";
import type { PointsDeps } from "./index.ts";
import { liabilityRoutes } from "./liability/routes.ts";
import { inSnapshot } from "./proof/prove-chain.ts";
import { proofRoutes } from "./proof/routes.ts";
import { accountOf } from "./queries/account-of.ts";
import { combinedTotal } from "./queries/combined-total.ts";
import { eachEntry, entriesPage } from "./queries/entries-page.ts";
import { entryExplanation } from "./queries/entry-explanation.ts";
import { expiringForecast } from "./queries/expiring-forecast.ts";
import { holdsPage } from "./queries/holds-page.ts";
import { lotsPage } from "./queries/lots-page.ts";
import { memberWallets } from "./queries/member-wallets.ts";
import { orderExplanation } from "./queries/order-explanation.ts";
import { timelinePage } from "./queries/timeline-page.ts";

const tags = ["Points"];
const read = { access: "points:read" } as const;
const csv = {
  200: { description: "CSV, UTF-8 with a byte order mark", content: { "text/csv": { schema: z.unknown() } } },
};

export function pointsRoutes(deps: PointsDeps) {
  return (app: App): void => {
    balanceRoutes(app, deps);
    lineRoutes(app, deps);
    storyRoutes(app, deps);
    proofRoutes(app, deps);
    liabilityRoutes(app, deps);
  };
}

function currencyOf(deps: PointsDeps): string {
  return deps.programmes.active().programme.programme.currency;
}

function balanceRoutes(app: App, deps: PointsDeps): void {
  const { db, clock, members, programmes } = deps;

  app.get(
    "/v1/members/:id/wallets",
    {
      config: read,
      schema: {
        tags,
        operationId: "getMemberWallets",
        summary: "Wallets now, or as of an instant behind or ahead, and all of them as one number",
        params: memberRefParams,
        querystring: walletsQuery,
        response: { 200: walletsResponse },
      },
    },
    async (request) => {
      const id = await members.find(request.params.id);
      const asOf = request.query.asOf === undefined ? clock.now() : new Date(request.query.asOf);
      const items = await inSnapshot(db, async (tx) =>
        memberWallets(tx, { id, account: await accountOf(tx, id) }, asOf),
      );
      return { items, total: combinedTotal(items, programmes.active().programme) };
    },
  );

  app.get(
    "/v1/members/:id/expiring",
    {
      config: read,
      schema: {
        tags,
        operationId: "forecastMemberExpiry",
        summary: "Everything that will die if nothing is done with it, by month",
        params: memberRefParams,
        querystring: expiringQuery,
        response: { 200: expiringResponse },
      },
    },
    async (request) => {
      const id = await members.find(request.params.id);
      const { zone } = await members.view(id);
      const { wallet, until } = request.query;
      return inSnapshot(db, async (tx) =>
        expiringForecast(tx, {
          member: { id, account: await accountOf(tx, id) },
          wallet,
          until: until === undefined ? undefined : new Date(until),
          now: clock.now(),
          zone: zone ?? programmes.active().programme.zone,
        }),
      );
    },
  );

  app.get(
    "/v1/members/:id/lots",
    {
      config: read,
      schema: {
        tags,
        operationId: "listMemberLots",
        summary: "Lots of points with their expiry and what gave them",
        params: memberRefParams,
        querystring: lotsQuery,
        response: { 200: lotsResponse },
      },
    },
    async (request) => {
      const memberId = await members.find(request.params.id);
      return lotsPage(db, { ...request.query, memberId, now: clock.now() });
    },
  );

  app.get(
    "/v1/members/:id/holds",
    {
      config: read,
      schema: {
        tags,
        operationId: "listMemberHolds",
        summary: "Points reserved now and before, newest first",
        params: memberRefParams,
        querystring: memberHoldsQuery,
        response: { 200: memberHoldsResponse },
      },
    },
    async (request) => {
      const memberId = await members.find(request.params.id);
      return holdsPage(db, { ...request.query, memberId, now: clock.now() });
    },
  );
}

function lineRoutes(app: App, deps: PointsDeps): void {
  const { db, members, programmes } = deps;

  app.get(
    "/v1/members/:id/entries",
    {
      config: read,
      schema: {
        tags,
        operationId: "listMemberEntries",
        summary: "Ledger lines, newest first, each explained and with the balance after it",
        params: memberRefParams,
        querystring: entriesQuery,
        response: { 200: entriesResponse },
      },
    },
    async (request) => {
      const memberId = await members.find(request.params.id);
      const reader = { locale: request.locale, currency: currencyOf(deps) };
      return entriesPage(db, { ...request.query, memberId, reader });
    },
  );

  app.get(
    "/v1/members/:id/entries/export",
    {
      config: read,
      schema: {
        tags,
        operationId: "exportMemberEntries",
        summary: "The same lines, all of them, as a CSV that spreadsheets open",
        params: memberRefParams,
        querystring: entriesExportQuery,
        response: csv,
      },
    },
    async (request, reply) => {
      const memberId = await members.find(request.params.id);
      const reader = { locale: request.locale, currency: currencyOf(deps) };
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header(
          "content-disposition",
          `attachment; filename="${request.params.id.replaceAll(/[^\w-]/g, "_")}-entries.csv"`,
        )
        .send(entriesCsv(eachEntry(db, { ...request.query, memberId }, reader)));
    },
  );

  app.get(
    "/v1/entries/:id/explain",
    {
      config: read,
      schema: {
        tags,
        operationId: "explainEntry",
        summary: "Why a ledger line is what it is: rule, lots, and what answers it",
        params: entryParams,
        response: { 200: entryExplainResponse },
      },
    },
    async (request) =>
      entryExplanation(db, {
        entry: request.params.id,
        reader: { locale: request.locale, currency: currencyOf(deps) },
        version: programmes.version,
      }),
  );
}

function storyRoutes(app: App, deps: PointsDeps): void {
  const { db, members } = deps;

  app.get(
    "/v1/members/:id/timeline",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "getMemberTimeline",
        summary: "What happened with a member, newest first",
        params: memberRefParams,
        querystring: timelineQuery,
        response: { 200: timelineResponse },
      },
    },
    async (request) => {
      const memberId = await members.find(request.params.id);
      const types = [...new Set(request.query.types ?? timelineTypes)];
      return timelinePage(db, { ...request.query, types, memberId, currency: currencyOf(deps) });
    },
  );

  app.get(
    "/v1/members/:id/explain",
    {
      config: read,
      schema: {
        tags,
        operationId: "explainOrder",
        summary: "Why an order gave these points and this tier",
        params: memberRefParams,
        querystring: explainQuery,
        response: { 200: explainResponse },
      },
    },
    async (request) => {
      const memberId = await members.find(request.params.id);
      const { tiers } = await members.view(memberId);
      const reader = { locale: request.locale, currency: currencyOf(deps) };
      return orderExplanation(db, { memberId, order: request.query.order, reader, tiers });
    },
  );
}
