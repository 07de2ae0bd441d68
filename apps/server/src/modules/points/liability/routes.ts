import {
  breakageQuery,
  breakageResponse,
  type LiabilityReport,
  liabilityExportQuery,
  liabilityMembersQuery,
  liabilityMembersResponse,
  liabilityQuery,
  liabilityResponse,
} from "@regulars/contracts";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import { refuseStoreBound } from "../../../platform/auth/of-store.ts";
import { refuse } from "../../../platform/errors.ts";
import type { App } from "../../../platform/http/types.ts";
import type { PointsDeps } from "../index.ts";
import { breakageReport } from "./breakage-report.ts";
import { holdersPage } from "./holders.ts";
import { liabilityMethod } from "./method.ts";
import { liabilityReport } from "./report.ts";

const tags = ["Reports"];
const read = { access: "points:read" } as const;
const csv = {
  200: { description: "CSV, UTF-8 with a byte order mark", content: { "text/csv": { schema: z.unknown() } } },
};

export function liabilityRoutes(app: App, deps: PointsDeps): void {
  const { db, clock, programmes } = deps;
  const ask = () => ({ programme: programmes.active().programme, now: clock.now() });

  app.get(
    "/v1/reports/liability",
    {
      config: read,
      schema: {
        tags,
        operationId: "reportLiability",
        summary: "What is owed in points, by wallet and month; the figures add up",
        querystring: liabilityQuery,
        response: { 200: liabilityResponse },
      },
    },
    async (request) => {
      refuseStoreBound(request.actor, "points:read");
      const answer = await liabilityReport(db, { ...request.query, ...ask() });
      const [first] = answer.items;
      if (!first) return refuse("not_found");
      return { ...first, ...answer, method: liabilityMethod };
    },
  );

  app.get(
    "/v1/reports/liability/export",
    {
      config: read,
      schema: {
        tags,
        operationId: "exportLiability",
        summary: "The same by month as a CSV that spreadsheets open",
        querystring: liabilityExportQuery,
        response: csv,
      },
    },
    async (request, reply) => {
      refuseStoreBound(request.actor, "points:read");
      const { items } = await liabilityReport(db, { ...request.query, by: "month", ...ask() });
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="liability.csv"')
        .send(`\ufeff${stringify([header, ...items.flatMap(toRows)])}`);
    },
  );

  app.get(
    "/v1/reports/liability/members",
    {
      // Names are told.
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "listLiabilityMembers",
        summary: "To whom points of a wallet are owed, most first",
        querystring: liabilityMembersQuery,
        response: { 200: liabilityMembersResponse },
      },
    },
    async (request) => {
      refuseStoreBound(request.actor, "points:read");
      const { programme, now } = ask();
      const { wallet } = request.query;
      const config = programme.wallets.get(wallet);
      if (!config) return refuse("points.unknown_wallet", { wallet });
      const { currency } = programme.programme;
      return holdersPage(db, { ...request.query, now, costPer1000: config.costPer1000, currency });
    },
  );

  app.get(
    "/v1/reports/breakage",
    {
      config: read,
      schema: {
        tags,
        operationId: "reportBreakage",
        summary: "How much of what is owed is expected to die unspent, with the method",
        querystring: breakageQuery,
        response: { 200: breakageResponse },
      },
    },
    async (request) => {
      refuseStoreBound(request.actor, "points:read");
      return breakageReport(db, { ...request.query, ...ask() });
    },
  );
}

const figures = [
  "opening",
  "issued",
  "spent",
  "expired",
  "clawedBack",
  "adjusted",
  "imported",
  "transferredIn",
  "transferredOut",
  "closing",
] as const;
const header = ["wallet", "from", "to", ...figures, "moneyValue", "currency"];

function toRows(report: LiabilityReport): (string | number)[][] {
  return report.periods.map((period) => [
    report.wallet,
    period.from,
    period.to,
    ...figures.map((figure) => period[figure]),
    period.moneyValue.amount,
    period.moneyValue.currency,
  ]);
}
