import {
  costChangeRequest,
  costParams,
  costRequest,
  costSchema,
  costsQuery,
  costsResponse,
  type ExploreRequest,
  exploreRequest,
  exploreResponse,
  metricsResponse,
  referenceChangeRequest,
  referencesResponse,
} from "@regulars/contracts";
import { z } from "zod";
import type { Actor } from "../../platform/auth/actor.ts";
import { ofStore, refuseStoreBound } from "../../platform/auth/of-store.ts";
import { AppError, refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId, newId } from "../../platform/ids.ts";
import { deleteCost, findCost, insertCost, listCosts, presentCost, updateCost } from "./costs.ts";
import { hasStore } from "./explore.ts";
import { exploreCsv, exploreXlsx } from "./export.ts";
import type { MetricQueries, MetricsDeps } from "./index.ts";
import { changeReferences, listReferences, referenceLabel } from "./references.ts";
import { metrics } from "./registry.ts";

const tags = ["Metrics"];
const read = { access: "insights:read" } as const;
const write = { access: "insights:write" } as const;

export function metricRoutes(app: App, deps: MetricsDeps, queries: MetricQueries): void {
  const { db, audit } = deps;
  app.get(
    "/v1/metrics",
    {
      config: read,
      schema: {
        tags,
        operationId: "listMetrics",
        summary: "Every metric with its meaning, and what it can be grouped by",
        response: { 200: metricsResponse },
      },
    },
    () => queries.list(),
  );

  app.post(
    "/v1/explore",
    {
      config: read,
      schema: {
        tags,
        operationId: "explore",
        summary: "Measures by dimensions for a period, a store, some members",
        body: exploreRequest,
        response: { 200: exploreResponse },
      },
    },
    (request) => queries.explore(questionOf(request), request.locale),
  );

  app.post(
    "/v1/explore/export",
    {
      config: read,
      schema: {
        tags,
        operationId: "exportExplore",
        summary: "The same as a file, with the meanings",
        querystring: z.object({ format: z.enum(["csv", "xlsx"]).default("csv") }),
        body: exploreRequest,
        response: {
          200: {
            description: "The file",
            content: {
              "text/csv": { schema: z.unknown() },
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { schema: z.unknown() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const asked = questionOf(request);
      const answer = await queries.explore(asked, request.locale);
      const name = `${answer.period.from}_${answer.period.to}`;
      const after = { ...asked, format: request.query.format };
      await db
        .transaction()
        .execute((tx) => audit.record(tx, request.actor, { action: "explore.exported", target: "explorer", after }));
      if (request.query.format === "csv")
        return reply
          .header("content-type", "text/csv; charset=utf-8")
          .header("content-disposition", `attachment; filename="${name}.csv"`)
          .send(exploreCsv(answer, request.locale));
      return reply
        .header("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .header("content-disposition", `attachment; filename="${name}.xlsx"`)
        .send(await exploreXlsx(answer, request.locale));
    },
  );

  app.get(
    "/v1/references",
    {
      config: read,
      schema: {
        tags,
        operationId: "listReferences",
        summary: "Numbers of trade articles, as reference lines",
        response: { 200: referencesResponse },
      },
    },
    async () => ({ items: await listReferences(db), label: referenceLabel }),
  );

  app.patch(
    "/v1/references",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeReferences",
        summary: "Put your own numbers in their place, or the originals back",
        body: referenceChangeRequest,
        response: { 200: referencesResponse },
      },
    },
    async (request) => {
      await db.transaction().execute(async (tx) => {
        await changeReferences(tx, request.body.values);
        await audit.record(tx, request.actor, {
          action: "references.changed",
          target: "references",
          after: request.body.values,
        });
      });
      return { items: await listReferences(db), label: referenceLabel };
    },
  );
  costRoutes(app, deps);
}

/** The question as far as its caller may ask it: of their store, and nothing that is known of the whole company only. */
function questionOf({ actor, body }: { actor: Actor; body: ExploreRequest }): ExploreRequest {
  for (const id of body.measures) if (metrics.has(id) && !hasStore(id)) refuseStoreBound(actor, id);
  return ofStore(actor, body);
}

function costRoutes(app: App, { db, audit, clock, programmes }: MetricsDeps): void {
  const currency = () => programmes.active().programme.programme.currency;
  app.get(
    "/v1/costs",
    {
      config: read,
      schema: {
        tags,
        operationId: "listCosts",
        summary: "What winning members cost, newest month first",
        querystring: costsQuery,
        response: { 200: costsResponse },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const rows = await listCosts(db, { limit: limit + 1, after: cursor === undefined ? null : readCursor(cursor) });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map(presentCost),
        nextCursor: last ? Buffer.from(`${last.month} ${last.id}`).toString("base64url") : null,
        currency: currency(),
      };
    },
  );

  app.post(
    "/v1/costs",
    {
      config: write,
      schema: {
        tags,
        operationId: "addCost",
        summary: "Enter a cost of winning members",
        body: costRequest,
        response: { 201: costSchema },
      },
    },
    async (request, reply) => {
      const row = await db.transaction().execute(async (tx) => {
        const made = await insertCost(tx, newId(), request.body, request.actor.name, clock.now());
        await audit.record(tx, request.actor, {
          action: "cost.added",
          target: presentCost(made).id,
          after: request.body,
        });
        return made;
      });
      return reply.code(201).send(presentCost(row));
    },
  );

  app.put(
    "/v1/costs/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeCost",
        summary: "Change a cost",
        params: costParams,
        body: costChangeRequest,
        response: { 200: costSchema },
      },
    },
    async (request) => {
      const id = fromPublicId("cst", request.params.id);
      const { version, ...input } = request.body;
      return db.transaction().execute(async (tx) => {
        const before = (await findCost(tx, id)) ?? refuse("not_found");
        const row = (await updateCost(tx, id, version, input, clock.now())) ?? refuse("cost.changed");
        await audit.record(tx, request.actor, {
          action: "cost.changed",
          target: request.params.id,
          before: presentCost(before),
          after: presentCost(row),
        });
        return presentCost(row);
      });
    },
  );

  app.delete(
    "/v1/costs/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "deleteCost",
        summary: "Take a cost out",
        params: costParams,
        response: { 200: costSchema },
      },
    },
    async (request) =>
      db.transaction().execute(async (tx) => {
        const row = (await deleteCost(tx, fromPublicId("cst", request.params.id))) ?? refuse("not_found");
        await audit.record(tx, request.actor, {
          action: "cost.deleted",
          target: request.params.id,
          before: presentCost(row),
        });
        return presentCost(row);
      }),
  );
}

function readCursor(cursor: string): { month: string; id: string } {
  const [month = "", id = ""] = Buffer.from(cursor, "base64url").toString().split(" ");
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(month) || !/^[0-9a-f-]{36}$/.test(id)) throw new AppError("cursor.malformed");
  return { month, id };
}
