import {
  compareSimulationsQuery,
  compareSimulationsResponse,
  deletedSimulationResponse,
  previewMovesRequest,
  previewMovesResponse,
  simulationExportQuery,
  simulationMembersQuery,
  simulationMembersResponse,
  simulationParams,
  simulationSchema,
  simulationSummarySchema,
  simulationsQuery,
  simulationsResponse,
  startSimulationRequest,
} from "@regulars/contracts";
import { z } from "zod";
import { refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId, toPublicId } from "../../platform/ids.ts";
import { cancelSimulation } from "./commands/cancel-simulation.ts";
import { removeSimulation } from "./commands/remove-simulation.ts";
import { resumeSimulation } from "./commands/resume-simulation.ts";
import { startSimulation } from "./commands/start-simulation.ts";
import type { SimulationsDeps } from "./index.ts";
import { presentSimulation, readCursor, writeCursor } from "./present.ts";
import { previewMoves } from "./preview-moves.ts";
import { compareSimulations } from "./queries/compare-simulations.ts";
import { exportCsv } from "./queries/export-csv.ts";
import { membersPage } from "./queries/members-page.ts";
import { findSimulation, listSimulations, readResult, type SimulationRecord } from "./store.ts";

const tags = ["Simulations"];
const read = { access: "programme:read" } as const;
const write = { access: "programme:write" } as const;
const params = simulationParams;

export function simulationRoutes(deps: SimulationsDeps) {
  return (app: App): void => {
    listRoutes(app, deps);
    resultRoutes(app, deps);
    stateRoutes(app, deps);
    movesRoute(app, deps);
  };
}

async function existing({ db }: SimulationsDeps, publicId: string): Promise<SimulationRecord> {
  return (await findSimulation(db, fromPublicId("sim", publicId))) ?? refuse("not_found");
}

function listRoutes(app: App, deps: SimulationsDeps): void {
  const { db } = deps;
  app.get(
    "/v1/simulations",
    {
      config: read,
      schema: {
        tags,
        operationId: "listSimulations",
        summary: "Simulations, newest first",
        querystring: simulationsQuery,
        response: { 200: simulationsResponse },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const records = await listSimulations(db, {
        limit: limit + 1,
        after: cursor === undefined ? null : readCursor(cursor),
      });
      const shown = records.slice(0, limit);
      const last = records.length > limit ? shown.at(-1) : undefined;
      return {
        items: shown.map((record) => presentSimulation(record, request.locale)),
        nextCursor: last ? writeCursor(last) : null,
      };
    },
  );

  app.post(
    "/v1/simulations",
    {
      config: write,
      schema: {
        tags,
        operationId: "startSimulation",
        summary: "Replay a span of the install's own history under a programme",
        body: startSimulationRequest,
        response: { 202: simulationSummarySchema },
      },
    },
    async (request, reply) => {
      const start = await startSimulation(deps, request.body, request.locale);
      const id = await db.transaction().execute((tx) => start(tx, request.actor));
      const record = (await findSimulation(db, id)) ?? refuse("not_found");
      return reply.code(202).send(presentSimulation(record, request.locale));
    },
  );

  app.get(
    "/v1/simulations/compare",
    {
      config: read,
      schema: {
        tags,
        operationId: "compareSimulations",
        summary: "Two finished simulations side by side",
        querystring: compareSimulationsQuery,
        response: { 200: compareSimulationsResponse },
      },
    },
    async (request) => {
      const [a, b] = [await existing(deps, request.query.a), await existing(deps, request.query.b)];
      return compareSimulations(db, { a, b, locale: request.locale });
    },
  );
}

function resultRoutes(app: App, deps: SimulationsDeps): void {
  const { db } = deps;
  app.get(
    "/v1/simulations/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getSimulation",
        summary: "A simulation, how far it is, and its result beside what really happened",
        params,
        response: { 200: simulationSchema },
      },
    },
    async (request) => {
      const record = await existing(deps, request.params.id);
      return {
        ...presentSimulation(record, request.locale),
        programmes: { simulated: record.programme.programme, compare: record.compare?.programme ?? null },
        result: await readResult(db, record.id),
      };
    },
  );

  app.get(
    "/v1/simulations/:id/export",
    {
      config: read,
      schema: {
        tags,
        operationId: "exportSimulation",
        summary: "The result as CSV (section, id, name, measure, actual, simulated, compare) or JSON",
        params,
        querystring: simulationExportQuery,
        response: {
          200: {
            description: "The result",
            content: { "text/csv": { schema: z.unknown() }, "application/json": { schema: z.unknown() } },
          },
        },
      },
    },
    async (request, reply) => {
      const record = await existing(deps, request.params.id);
      const result = (await readResult(db, record.id)) ?? refuse("simulation.not_finished");
      const { format } = request.query;
      reply.header("content-disposition", `attachment; filename="${request.params.id}.${format}"`);
      if (format === "csv") return reply.type("text/csv; charset=utf-8").send(exportCsv(result, request.locale));
      const simulation = presentSimulation(record, request.locale);
      return reply.type("application/json; charset=utf-8").send(JSON.stringify({ simulation, result }, null, 1));
    },
  );

  app.get(
    "/v1/simulations/:id/members",
    {
      config: { access: "members:read" },
      schema: {
        tags,
        operationId: "listSimulationMembers",
        summary: "The members whom the programme would have treated most differently",
        params,
        querystring: simulationMembersQuery,
        response: { 200: simulationMembersResponse },
      },
    },
    async (request) => membersPage(db, await existing(deps, request.params.id), request.query),
  );
}

function stateRoutes(app: App, deps: SimulationsDeps): void {
  const { db } = deps;
  const again = async (publicId: string, locale: "zh-CN" | "en") =>
    presentSimulation(await existing(deps, publicId), locale);

  app.post(
    "/v1/simulations/:id/cancel",
    {
      config: write,
      schema: {
        tags,
        operationId: "cancelSimulation",
        summary: "Stop a simulation",
        params,
        response: { 200: simulationSummarySchema },
      },
    },
    async (request) => {
      const { id } = await existing(deps, request.params.id);
      await db.transaction().execute((tx) => cancelSimulation(deps, tx, request.actor, id));
      return again(request.params.id, request.locale);
    },
  );

  app.post(
    "/v1/simulations/:id/resume",
    {
      config: write,
      schema: {
        tags,
        operationId: "resumeSimulation",
        summary: "Go on with a cancelled or failed simulation where it stopped",
        params,
        response: { 200: simulationSummarySchema },
      },
    },
    async (request) => {
      const { id } = await existing(deps, request.params.id);
      await db.transaction().execute((tx) => resumeSimulation(deps, tx, request.actor, id));
      return again(request.params.id, request.locale);
    },
  );

  app.delete(
    "/v1/simulations/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "deleteSimulation",
        summary: "Forget a simulation that has ended",
        params,
        response: { 200: deletedSimulationResponse },
      },
    },
    async (request) => {
      const { id } = await existing(deps, request.params.id);
      await db.transaction().execute((tx) => removeSimulation(deps, tx, request.actor, id));
      return { id: toPublicId("sim", id), deleted: true as const };
    },
  );
}

function movesRoute(app: App, deps: SimulationsDeps): void {
  app.post(
    "/v1/programme/draft/preview-moves",
    {
      config: { ...read, idempotent: false },
      schema: {
        tags,
        operationId: "previewTierMoves",
        summary: "Who would change tier if the draft's ladders were published now; nothing is written",
        body: previewMovesRequest,
        response: { 200: previewMovesResponse },
      },
    },
    (request) => previewMoves(deps, { ...request.body, locale: request.locale }),
  );
}
