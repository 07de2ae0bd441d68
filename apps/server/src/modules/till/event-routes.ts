import {
  type CreateEventRequest,
  createEventRequest,
  dryQuerySchema,
  eventBatchRequest,
  eventBatchResponse,
  eventResponse,
} from "@regulars/contracts";
import type { Actor } from "../../platform/auth/actor.ts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId } from "../../platform/ids.ts";
import { answerItems, createAnswering, mustAccept, type RouteDeps, referenceOf } from "./answering.ts";
import { outcomeView, type Reader } from "./present.ts";
import { eventView } from "./present-movements.ts";
import type { Accepted } from "./till-answer.ts";
import type { EventCommand } from "./till-command.ts";

const mebibyte = 1_048_576;

/** What members did beside buying. */
export function eventRoutes(deps: RouteDeps): (app: App) => void {
  const { run, readerOf } = createAnswering(deps);

  async function eventCommand(body: CreateEventRequest, actor: Actor): Promise<EventCommand> {
    if (actor.storeId && body.storeId && body.storeId !== actor.storeId) throw new AppError("auth.forbidden");
    const { source, externalId, type, properties, anonymousId } = body;
    return {
      kind: "event",
      ...(await referenceOf(deps, body)),
      ...(anonymousId !== undefined && { anonymousId }),
      ...orderOf(body),
      source,
      externalId,
      type,
      properties,
      at: new Date(body.at),
      storeId: body.storeId ?? actor.storeId,
      channel: body.channel ?? null,
      actor: actor.id,
    };
  }

  return (app) => {
    app.route({
      method: "POST",
      url: "/v1/events",
      config: { access: "orders:write" },
      schema: {
        operationId: "createEvent",
        summary: "Record what a member did; points and tier are in the answer",
        tags: ["events"],
        querystring: dryQuerySchema,
        body: createEventRequest,
        response: { 200: eventResponse, 201: eventResponse },
      },
      async handler(request, reply) {
        const answer = mustAccept(await run(await eventCommand(request.body, request.actor), request.query.dry));
        reply.code(answer.status === "recorded" && !request.query.dry ? 201 : 200);
        return eventAnswer(answer, readerOf(request));
      },
    });

    app.route({
      method: "POST",
      url: "/v1/events/batch",
      bodyLimit: 16 * mebibyte,
      config: { access: "orders:write" },
      schema: {
        operationId: "createEvents",
        summary: "Record up to 1,000 events; each has its own answer",
        tags: ["events"],
        body: eventBatchRequest,
        response: { 200: eventBatchResponse },
      },
      async handler(request) {
        const reader = readerOf(request);
        const items = await answerItems(request, {
          given: request.body.events,
          schema: createEventRequest,
          toCommand: (body: CreateEventRequest) => eventCommand(body, request.actor),
          record: deps.record,
          view: (answer) => eventAnswer(answer, reader),
        });
        return { items };
      },
    });
  };
}

const publicOrderId = /^ord_[0-9a-f]{32}$/;

/** The order an event is about: said outright, or as `properties.orderId`. */
function orderOf({ order, properties }: CreateEventRequest): Pick<EventCommand, "order"> {
  if (order) return { order: "id" in order ? { id: fromPublicId("ord", order.id) } : order };
  const { orderId } = properties;
  if (typeof orderId !== "string" || !publicOrderId.test(orderId)) return {};
  return { order: { id: fromPublicId("ord", orderId) } };
}

function eventAnswer(answer: Accepted, reader: Reader) {
  if (!answer.event) throw new Error("an event was accepted without its record");
  return { event: eventView(answer.event), outcome: outcomeView(answer, reader) };
}
