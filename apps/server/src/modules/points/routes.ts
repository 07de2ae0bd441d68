import {
  entriesQuery,
  entriesResponse,
  explainQuery,
  explainResponse,
  integrityQuery,
  integrityResponse,
  lotsQuery,
  lotsResponse,
  memberRefParams,
  timelineQuery,
  timelineResponse,
  timelineTypes,
  walletsQuery,
  walletsResponse,
} from "@regulars/contracts";
import type { App } from "../../platform/http/types.ts";
import type { PointsDeps } from "./index.ts";
import { proveLedger } from "./integrity.ts";
import { accountOf } from "./queries/account-of.ts";
import { entriesPage } from "./queries/entries-page.ts";
import { lotsPage } from "./queries/lots-page.ts";
import { memberWallets } from "./queries/member-wallets.ts";
import { orderExplanation } from "./queries/order-explanation.ts";
import { timelinePage } from "./queries/timeline-page.ts";

const tags = ["Points"];
const read = { access: "points:read" } as const;

export function pointsRoutes(deps: PointsDeps) {
  const { db, clock, members } = deps;
  const currency = () => deps.programmes.active().programme.programme.currency;

  return (app: App): void => {
    app.get(
      "/v1/members/:id/wallets",
      {
        config: read,
        schema: {
          tags,
          operationId: "getMemberWallets",
          summary: "Wallets now, or as of an instant behind or ahead",
          params: memberRefParams,
          querystring: walletsQuery,
          response: { 200: walletsResponse },
        },
      },
      async (request) => {
        const id = await members.find(request.params.id);
        const asOf = request.query.asOf === undefined ? clock.now() : new Date(request.query.asOf);
        return { items: await memberWallets(db, { id, account: await accountOf(db, id) }, asOf) };
      },
    );

    app.get(
      "/v1/members/:id/entries",
      {
        config: read,
        schema: {
          tags,
          operationId: "listMemberEntries",
          summary: "Ledger lines, newest first, each explained",
          params: memberRefParams,
          querystring: entriesQuery,
          response: { 200: entriesResponse },
        },
      },
      async (request) => {
        const memberId = await members.find(request.params.id);
        const reader = { locale: request.locale, currency: currency() };
        return entriesPage(db, { ...request.query, memberId, reader });
      },
    );

    app.get(
      "/v1/members/:id/lots",
      {
        config: read,
        schema: {
          tags,
          operationId: "listMemberLots",
          summary: "Lots of points with their expiry",
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
        return timelinePage(db, { ...request.query, types, memberId, currency: currency() });
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
        const reader = { locale: request.locale, currency: currency() };
        return orderExplanation(db, { memberId, order: request.query.order, reader, tiers });
      },
    );

    app.get(
      "/v1/integrity",
      {
        config: read,
        schema: {
          tags,
          operationId: "proveLedger",
          summary: "Proves that entries, lots and balances agree",
          querystring: integrityQuery,
          response: { 200: integrityResponse },
        },
      },
      async (request) => {
        const { memberId } = request.query;
        return proveLedger(db, memberId === undefined ? {} : { memberId: await members.find(memberId) });
      },
    );
  };
}
