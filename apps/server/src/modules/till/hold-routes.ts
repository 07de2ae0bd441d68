import {
  commitHoldRequest,
  createHoldRequest,
  dryQuerySchema,
  holdOnlyResponse,
  holdParams,
  holdResponse,
  releaseHoldRequest,
} from "@regulars/contracts";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { bucketOf, fromPublicId } from "../../platform/ids.ts";
import { createAnswering, mustAccept, type RouteDeps } from "./answering.ts";
import { findHoldsById } from "./movement-rows.ts";
import { outcomeView } from "./present.ts";
import { holdView } from "./present-movements.ts";
import type { Accepted } from "./till-answer.ts";
import type { HoldRecord } from "./till-records.ts";

const tags = ["points"];
const access = "orders:write";

/** Points reserved for a while, then spent or given back. */
export function holdRoutes(deps: RouteDeps): (app: App) => void {
  const { clock, pool } = deps;
  const { run, readerOf } = createAnswering(deps);

  async function findHold(publicId: string): Promise<HoldRecord> {
    const id = fromPublicId("hld", publicId);
    const [hold] = await findHoldsById(pool, [{ bucket: bucketOf(id), id }]);
    if (!hold) throw new AppError("hold.not_found", { id: publicId });
    return hold;
  }

  function holdAnswer(request: FastifyRequest, answer: Accepted) {
    if (!answer.hold) throw new Error("a hold was accepted without its record");
    return { hold: holdView(answer.hold, clock.now()), outcome: outcomeView(answer, readerOf(request)) };
  }

  return (app) => {
    app.route({
      method: "POST",
      url: "/v1/holds",
      config: { access },
      schema: {
        operationId: "createHold",
        summary: "Reserve points for a while",
        tags,
        querystring: dryQuerySchema,
        body: createHoldRequest,
        response: { 200: holdResponse, 201: holdResponse },
      },
      async handler(request, reply) {
        const { memberId, wallet, points, ttlSeconds, reference, source, externalId } = request.body;
        const { dry } = request.query;
        const key = source === undefined ? {} : { source, externalId };
        const wish = { wallet, points, ttlSeconds, reference, ...key, at: clock.now(), actor: request.actor.id };
        const answer = mustAccept(await run({ kind: "hold", memberId: fromPublicId("mbr", memberId), ...wish }, dry));
        reply.code(answer.status === "recorded" && !dry ? 201 : 200);
        return holdAnswer(request, answer);
      },
    });

    app.route({
      method: "GET",
      url: "/v1/holds/:id",
      config: { access: "points:read" },
      schema: {
        operationId: "getHold",
        summary: "One hold, as of now",
        tags,
        params: holdParams,
        response: { 200: holdOnlyResponse },
      },
      handler: async (request) => ({ hold: holdView(await findHold(request.params.id), clock.now()) }),
    });

    app.route({
      method: "POST",
      url: "/v1/holds/:id/commit",
      config: { access },
      schema: {
        operationId: "commitHold",
        summary: "Spend a hold, all of it or a part; the rest is given back",
        tags,
        params: holdParams,
        querystring: dryQuerySchema,
        body: commitHoldRequest,
        response: { 200: holdResponse },
      },
      async handler(request) {
        const { id, memberId } = await findHold(request.params.id);
        const { points } = request.body;
        const part = points === undefined ? {} : { points };
        const wish = { memberId, holdId: id, ...part, at: clock.now(), actor: request.actor.id };
        return holdAnswer(request, mustAccept(await run({ kind: "commit", ...wish }, request.query.dry)));
      },
    });

    app.route({
      method: "POST",
      url: "/v1/holds/:id/release",
      config: { access },
      schema: {
        operationId: "releaseHold",
        summary: "Give back what a hold reserved",
        tags,
        params: holdParams,
        querystring: dryQuerySchema,
        body: releaseHoldRequest,
        response: { 200: holdResponse },
      },
      async handler(request) {
        const { id, memberId } = await findHold(request.params.id);
        const wish = { memberId, holdId: id, at: clock.now(), actor: request.actor.id };
        return holdAnswer(request, mustAccept(await run({ kind: "release", ...wish }, request.query.dry)));
      },
    });
  };
}
