import {
  type CreateOrderRequest,
  claimOrderRequest,
  createOrderRequest,
  createRefundRequest,
  dryQuerySchema,
  idSchema,
  listOrdersQuery,
  orderBatchRequest,
  orderBatchResponse,
  orderOnlyResponse,
  orderPage,
  orderResponse,
  refundResponse,
} from "@regulars/contracts";
import { z } from "zod";
import type { Actor } from "../../platform/auth/actor.ts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId } from "../../platform/ids.ts";
import { answerItems, createAnswering, mustAccept, type RouteDeps, referenceOf } from "./answering.ts";
import { eventRoutes } from "./event-routes.ts";
import { movementRoutes } from "./movement-routes.ts";
import { listOrders } from "./order-list.ts";
import { orderView, outcomeView, type Reader, refundView } from "./present.ts";
import { findOrdersById } from "./read-store.ts";
import type { Accepted } from "./till-answer.ts";
import type { OrderCommand } from "./till-command.ts";

const orderParams = z.object({ id: idSchema("ord") });
const mebibyte = 1_048_576;

export function tillRoutes(deps: RouteDeps): (app: App) => void {
  const { clock, pool } = deps;
  const { run, readerOf } = createAnswering(deps);

  async function orderCommand(body: CreateOrderRequest, actor: Actor): Promise<OrderCommand> {
    if (body.couponCodes.length > 0) throw new AppError("coupon.not_applicable", { code: body.couponCodes[0] ?? "" });
    if (actor.storeId && body.storeId && body.storeId !== actor.storeId) throw new AppError("auth.forbidden");
    return {
      kind: "order",
      ...(await referenceOf(deps, body)),
      source: body.source,
      externalId: body.externalId,
      storeId: body.storeId ?? actor.storeId,
      channel: body.channel ?? null,
      currency: body.currency,
      placedAt: new Date(body.placedAt),
      lines: body.lines,
      redeem: body.redeem,
      holdIds: body.holdIds.map((id) => fromPublicId("hld", id)),
      ...(body.tenders && { tenders: body.tenders }),
      actor: actor.id,
    };
  }

  async function visibleOrder(publicId: string, actor: Actor) {
    const [order] = await findOrdersById(pool, [fromPublicId("ord", publicId)], false);
    if (!order || (actor.storeId && order.storeId !== actor.storeId)) throw new AppError("order.not_found");
    return order;
  }

  return (app) => {
    app.route({
      method: "POST",
      url: "/v1/orders",
      config: { access: "orders:write", trustedResponse: true },
      schema: {
        operationId: "createOrder",
        summary: "Record an order; points and tier are in the answer",
        tags: ["orders"],
        querystring: dryQuerySchema,
        body: createOrderRequest,
        response: { 200: orderResponse, 201: orderResponse },
      },
      async handler(request, reply) {
        const { redeem } = request.body;
        const answer = mustAccept(
          await run(await orderCommand(request.body, request.actor), request.query.dry),
          (wallet) => `/redeem/${redeem.findIndex((payment) => payment.wallet === wallet)}/wallet`,
        );
        reply.code(answer.status === "recorded" && !request.query.dry ? 201 : 200);
        return orderAnswer(answer, readerOf(request));
      },
    });

    app.route({
      method: "POST",
      url: "/v1/orders/batch",
      bodyLimit: 16 * mebibyte,
      config: { access: "orders:write", trustedResponse: true },
      schema: {
        operationId: "createOrders",
        summary: "Record up to 1,000 orders; each has its own answer",
        tags: ["orders"],
        body: orderBatchRequest,
        response: { 200: orderBatchResponse },
      },
      async handler(request) {
        const reader = readerOf(request);
        const items = await answerItems(request, {
          given: request.body.orders,
          schema: createOrderRequest,
          toCommand: (body: CreateOrderRequest) => orderCommand(body, request.actor),
          record: deps.record,
          view: (answer) => orderAnswer(answer, reader),
        });
        return { items };
      },
    });

    app.route({
      method: "GET",
      url: "/v1/orders",
      config: { access: "orders:read" },
      schema: {
        operationId: "listOrders",
        summary: "Orders, newest first",
        tags: ["orders"],
        querystring: listOrdersQuery,
        response: { 200: orderPage },
      },
      async handler(request) {
        const { items, nextCursor } = await listOrders(pool, request.query, {
          storeId: request.actor.storeId,
          now: clock.now(),
        });
        return { items: items.map(orderView), nextCursor };
      },
    });

    app.route({
      method: "GET",
      url: "/v1/orders/:id",
      config: { access: "orders:read" },
      schema: {
        operationId: "getOrder",
        summary: "One order",
        tags: ["orders"],
        params: orderParams,
        response: { 200: orderOnlyResponse },
      },
      handler: async (request) => ({ order: orderView(await visibleOrder(request.params.id, request.actor)) }),
    });

    app.route({
      method: "POST",
      url: "/v1/orders/:id/refunds",
      config: { access: "orders:write" },
      schema: {
        operationId: "createRefund",
        summary: "Refund lines, an amount, or all that is left; says what was clawed back and returned",
        tags: ["orders"],
        params: orderParams,
        querystring: dryQuerySchema,
        body: createRefundRequest,
        response: { 200: refundResponse, 201: refundResponse },
      },
      async handler(request, reply) {
        const order = await visibleOrder(request.params.id, request.actor);
        const { externalId, lines, amount, refundedAt, reason } = request.body;
        const answer = mustAccept(
          await run(
            {
              kind: "refund",
              order: { id: order.id },
              externalId,
              ...(lines && { lines }),
              ...(amount !== undefined && { amount }),
              ...(reason !== undefined && { reason }),
              refundedAt: refundedAt ? new Date(refundedAt) : clock.now(),
              actor: request.actor.id,
            },
            request.query.dry,
          ),
        );
        if (!answer.refund || !answer.order) throw new Error("a refund was accepted without its record");
        reply.code(answer.status === "recorded" && !request.query.dry ? 201 : 200);
        return {
          refund: refundView(answer.refund, order.currency),
          order: orderView(answer.order),
          outcome: outcomeView(answer, readerOf(request)),
        };
      },
    });

    app.route({
      method: "POST",
      url: "/v1/orders/:id/claim",
      config: { access: "orders:write" },
      schema: {
        operationId: "claimOrder",
        summary: "Give a guest order its member, who earns as if they had been named at once",
        tags: ["orders"],
        params: orderParams,
        querystring: dryQuerySchema,
        body: claimOrderRequest,
        response: { 200: orderResponse },
      },
      async handler(request) {
        const order = await visibleOrder(request.params.id, request.actor);
        const reference = await referenceOf(deps, request.body);
        const answer = mustAccept(
          await run({ kind: "claim", orderId: order.id, ...reference, actor: request.actor.id }, request.query.dry),
        );
        return orderAnswer(answer, readerOf(request));
      },
    });

    eventRoutes(deps)(app);
    movementRoutes(deps)(app);
  };
}

function orderAnswer(answer: Accepted, reader: Reader) {
  if (!answer.order) throw new Error("an order was accepted without its record");
  return { order: orderView(answer.order), outcome: outcomeView(answer, reader) };
}
