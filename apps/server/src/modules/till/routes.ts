import {
  adjustPointsRequest,
  adjustPointsResponse,
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
import { errorText } from "@regulars/i18n";
import type { FastifyRequest } from "fastify";
import type pg from "pg";
import { z } from "zod";
import type { Actor } from "../../platform/auth/actor.ts";
import type { Clock } from "../../platform/clock.ts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { InvalidRequest, validatorCompiler } from "../../platform/http/validation.ts";
import { fromPublicId } from "../../platform/ids.ts";
import type { Till, TillMembers, TillProgrammes } from "./index.ts";
import { listOrders } from "./order-list.ts";
import { orderView, outcomeView, type Reader, refundView } from "./present.ts";
import { findOrdersById } from "./read-store.ts";
import type { Accepted, TillAnswer } from "./till-answer.ts";
import type { MemberReference, OrderCommand } from "./till-command.ts";

interface RouteDeps extends Pick<Till, "submit" | "record" | "preview"> {
  clock: Clock;
  pool: pg.Pool;
  programmes: TillProgrammes;
  normalise: TillMembers["normalise"];
}

const orderParams = z.object({ id: idSchema("ord") });
const mebibyte = 1_048_576;

export function tillRoutes(deps: RouteDeps): (app: App) => void {
  const { submit, preview, clock, pool, programmes } = deps;
  const run = (command: Parameters<Till["submit"]>[0], dry: boolean): Promise<TillAnswer> =>
    dry ? preview(command) : submit(command);
  const readerOf = (request: FastifyRequest): Reader => ({
    locale: request.locale,
    currency: programmes.active().programme.programme.currency,
  });

  async function referenceOf(given: {
    memberId?: string | undefined;
    identity?: CreateOrderRequest["identity"];
  }): Promise<MemberReference> {
    if (given.memberId) return { memberId: fromPublicId("mbr", given.memberId) };
    if (!given.identity) return {};
    const identity = await deps.normalise(given.identity);
    if (!identity) throw new AppError("member.not_found");
    return { identity: { kind: given.identity.kind, value: identity.value } };
  }

  async function orderCommand(body: CreateOrderRequest, actor: Actor): Promise<OrderCommand> {
    if (body.couponCodes.length > 0) throw new AppError("coupon.not_applicable", { code: body.couponCodes[0] ?? "" });
    if (body.holdIds.length > 0) throw new AppError("hold.not_open", { id: body.holdIds[0] ?? "" });
    if (actor.storeId && body.storeId && body.storeId !== actor.storeId) throw new AppError("auth.forbidden");
    return {
      kind: "order",
      ...(await referenceOf(body)),
      source: body.source,
      externalId: body.externalId,
      storeId: body.storeId ?? actor.storeId,
      channel: body.channel ?? null,
      currency: body.currency,
      placedAt: new Date(body.placedAt),
      lines: body.lines,
      redeem: body.redeem,
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
        const answer = mustAccept(await run(await orderCommand(request.body, request.actor), request.query.dry));
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
        const checkOrder = validatorCompiler({ schema: createOrderRequest, method: "POST", url: "", httpPart: "body" });
        const prepare = async (given: unknown): Promise<OrderCommand | AppError> => {
          try {
            const checked = checkOrder(given) as { value?: CreateOrderRequest; error?: Error };
            if (checked.error instanceof InvalidRequest) {
              return new AppError("request.invalid", {}, checked.error.problems[request.locale]);
            }
            if (!checked.value) return new AppError("request.invalid");
            return await orderCommand(checked.value, request.actor);
          } catch (error) {
            if (error instanceof AppError) return error;
            throw error;
          }
        };
        const commands = await Promise.all(request.body.orders.map(prepare));
        const orders = commands.filter((command): command is OrderCommand => !(command instanceof AppError));
        const answers = orders.length > 0 ? await deps.record(orders) : [];
        let next = 0;
        const items = commands.map((command, index) => {
          if (command instanceof AppError) return { index, ...problemItem(command, request.locale) };
          const answer = answers[next];
          next += 1;
          if (!answer) throw new Error("an order of the batch got no answer");
          if (answer.status === "refused") {
            return { index, ...problemItem(new AppError(answer.code, answer.params), request.locale) };
          }
          return { index, status: answer.status === "recorded" ? 201 : 200, ...orderAnswer(answer, reader) };
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
        const reference = await referenceOf(request.body);
        const answer = mustAccept(
          await run({ kind: "claim", orderId: order.id, ...reference, actor: request.actor.id }, request.query.dry),
        );
        return orderAnswer(answer, readerOf(request));
      },
    });

    app.route({
      method: "POST",
      url: "/v1/points/adjust",
      config: { access: "points:write" },
      schema: {
        operationId: "adjustPoints",
        summary: "Give or take points by hand, with a reason",
        tags: ["points"],
        querystring: dryQuerySchema,
        body: adjustPointsRequest,
        response: { 200: adjustPointsResponse, 201: adjustPointsResponse },
      },
      async handler(request, reply) {
        const { memberId, wallet, points, reason, source, externalId } = request.body;
        const answer = mustAccept(
          await run(
            {
              kind: "adjust",
              memberId: fromPublicId("mbr", memberId),
              wallet,
              points,
              reason,
              source,
              externalId,
              at: clock.now(),
              actor: request.actor.id,
            },
            request.query.dry,
          ),
        );
        reply.code(answer.status === "recorded" && !request.query.dry ? 201 : 200);
        return { outcome: outcomeView(answer, readerOf(request)) };
      },
    });
  };
}

function mustAccept(answer: TillAnswer): Accepted {
  if (answer.status === "refused") throw new AppError(answer.code, answer.params);
  return answer;
}

function orderAnswer(answer: Accepted, reader: Reader) {
  if (!answer.order) throw new Error("an order was accepted without its record");
  return { order: orderView(answer.order), outcome: outcomeView(answer, reader) };
}

function problemItem(error: AppError, locale: FastifyRequest["locale"]) {
  const { title, detail } = errorText(locale, error.code, error.params);
  return {
    status: error.status,
    error: { code: error.code, title, detail, ...(error.errors && { errors: error.errors }) },
  };
}
