import {
  adjustPointsRequest,
  adjustPointsResponse,
  dryQuerySchema,
  entryParams,
  grantTierRequest,
  grantTierResponse,
  memberRefParams,
  reverseEntryRequest,
  reverseEntryResponse,
  spendPointsRequest,
  spendPointsResponse,
  transferPointsRequest,
  transferPointsResponse,
} from "@regulars/contracts";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { bucketOf, fromPublicId, toPublicId } from "../../platform/ids.ts";
import { createAnswering, mustAccept, type RouteDeps } from "./answering.ts";
import { findEntries, findEntryInBucket } from "./entry-rows.ts";
import { holdRoutes } from "./hold-routes.ts";
import { findTransfersById } from "./movement-rows.ts";
import { outcomeView } from "./present.ts";
import { counterpartView } from "./present-movements.ts";
import { tierRoutes } from "./tier-routes.ts";
import type { Accepted } from "./till-answer.ts";
import type { EntryRecord } from "./till-records.ts";

const tags = ["points"];

/** Points that move without an order: spent, adjusted, given to another member, taken back; and tiers that are given. */
export function movementRoutes(deps: RouteDeps): (app: App) => void {
  const { clock, pool } = deps;
  const { run, readerOf } = createAnswering(deps);
  const statusOf = (answer: Accepted, dry: boolean): 200 | 201 => (answer.status === "recorded" && !dry ? 201 : 200);

  async function findEntry(publicId: string, memberId: string | undefined): Promise<EntryRecord> {
    const id = fromPublicId("ent", publicId);
    const owner = memberId && fromPublicId("mbr", memberId);
    const [entry] = owner
      ? await findEntries(pool, [{ bucket: bucketOf(owner), memberId: owner, id }])
      : [await findEntryInBucket(pool, bucketOf(id), id)];
    if (!entry) throw new AppError("entry.not_found", { id: publicId });
    return entry;
  }

  /** The other member of a transfer's entry. */
  async function partnerOf(entry: EntryRecord): Promise<{ partnerId?: string }> {
    if (entry.factKind !== "transfer") return {};
    const [transfer] = await findTransfersById(pool, [{ bucket: bucketOf(entry.factId), id: entry.factId }]);
    if (!transfer) return {};
    return { partnerId: transfer.memberId === entry.memberId ? transfer.toMemberId : transfer.memberId };
  }

  return (app) => {
    holdRoutes(deps)(app);
    tierRoutes(deps)(app);

    app.route({
      method: "POST",
      url: "/v1/points/spend",
      config: { access: "orders:write" },
      schema: {
        operationId: "spendPoints",
        summary: "Spend points outside an order",
        tags,
        querystring: dryQuerySchema,
        body: spendPointsRequest,
        response: { 200: spendPointsResponse, 201: spendPointsResponse },
      },
      async handler(request, reply) {
        const { memberId, wallet, points, reason, source, externalId } = request.body;
        const { dry } = request.query;
        const moved = { wallet, points, reason, source, externalId, at: clock.now(), actor: request.actor.id };
        const answer = mustAccept(await run({ kind: "spend", memberId: fromPublicId("mbr", memberId), ...moved }, dry));
        reply.code(statusOf(answer, dry));
        return {
          spend: { id: toPublicId("spd", idOf(answer)), memberId: memberOf(answer), wallet, points },
          outcome: outcomeView(answer, readerOf(request)),
        };
      },
    });

    app.route({
      method: "POST",
      url: "/v1/points/adjust",
      config: { access: "points:write" },
      schema: {
        operationId: "adjustPoints",
        summary: "Give or take points by hand, with a reason",
        tags,
        querystring: dryQuerySchema,
        body: adjustPointsRequest,
        response: { 200: adjustPointsResponse, 201: adjustPointsResponse },
      },
      async handler(request, reply) {
        const { memberId, wallet, points, reason, source, externalId } = request.body;
        const { dry } = request.query;
        const moved = { wallet, points, reason, source, externalId, at: clock.now(), actor: request.actor.id };
        const answer = mustAccept(
          await run({ kind: "adjust", memberId: fromPublicId("mbr", memberId), ...moved }, dry),
        );
        reply.code(statusOf(answer, dry));
        return { outcome: outcomeView(answer, readerOf(request)) };
      },
    });

    app.route({
      method: "POST",
      url: "/v1/points/transfer",
      config: { access: "points:write" },
      schema: {
        operationId: "transferPoints",
        summary: "Give points of one member to another: both sides are booked, or neither",
        tags,
        querystring: dryQuerySchema,
        body: transferPointsRequest,
        response: { 200: transferPointsResponse, 201: transferPointsResponse },
      },
      async handler(request, reply) {
        const { fromMemberId, toMemberId, wallet, points, source, externalId, note } = request.body;
        const { dry } = request.query;
        const members = { memberId: fromPublicId("mbr", fromMemberId), toMemberId: fromPublicId("mbr", toMemberId) };
        const told = { wallet, points, source, externalId, ...(note !== undefined && { note }) };
        const answer = mustAccept(
          await run({ kind: "transfer", ...members, ...told, at: clock.now(), actor: request.actor.id }, dry),
        );
        const reader = readerOf(request);
        const other = counterpartView(answer, reader);
        if (!other) throw new Error("a transfer was accepted without its other side");
        reply.code(statusOf(answer, dry));
        return {
          transfer: {
            id: toPublicId("trf", idOf(answer)),
            fromMemberId: memberOf(answer),
            toMemberId: other.memberId,
            wallet,
            points,
          },
          outcome: outcomeView(answer, reader),
          recipient: other.outcome,
        };
      },
    });

    app.route({
      method: "POST",
      url: "/v1/entries/:id/reverse",
      config: { access: "points:write" },
      schema: {
        operationId: "reverseEntry",
        summary: "Take an entry back, once: what it gave is clawed back, what it took is returned",
        tags,
        params: entryParams,
        querystring: dryQuerySchema,
        body: reverseEntryRequest,
        response: { 200: reverseEntryResponse, 201: reverseEntryResponse },
      },
      async handler(request, reply) {
        const { reason, memberId } = request.body;
        const { dry } = request.query;
        const entry = await findEntry(request.params.id, memberId);
        const sides = { memberId: entry.memberId, entryId: entry.id, ...(await partnerOf(entry)) };
        const answer = mustAccept(
          await run({ kind: "reverse", ...sides, reason, at: clock.now(), actor: request.actor.id }, dry),
        );
        const reader = readerOf(request);
        reply.code(statusOf(answer, dry));
        return {
          reversal: {
            id: toPublicId("rev", idOf(answer)),
            entryId: toPublicId("ent", entry.id),
            memberId: memberOf(answer),
            reason,
          },
          outcome: outcomeView(answer, reader),
          counterpart: counterpartView(answer, reader),
        };
      },
    });

    app.route({
      method: "POST",
      url: "/v1/members/:id/tiers",
      config: { access: "points:write" },
      schema: {
        operationId: "grantTier",
        summary: "Give a tier that was not earned, or take such a grant back",
        tags: ["tiers"],
        params: memberRefParams,
        querystring: dryQuerySchema,
        body: grantTierRequest,
        response: { 200: grantTierResponse, 201: grantTierResponse },
      },
      async handler(request, reply) {
        const { ladder, tier, until, lifetime, kind, reason, source, externalId } = request.body;
        const { dry } = request.query;
        const key = source === undefined ? {} : { source, externalId };
        const given = { ladder, tier, isLifetime: lifetime, grantKind: kind, reason, ...key };
        const answer = mustAccept(
          await run(
            {
              kind: "tier_grant",
              memberId: await deps.findMember(request.params.id),
              ...given,
              until: until === undefined ? null : new Date(until),
              at: clock.now(),
              actor: request.actor.id,
            },
            dry,
          ),
        );
        reply.code(statusOf(answer, dry));
        return {
          grant: {
            id: toPublicId("grt", idOf(answer)),
            memberId: memberOf(answer),
            ladder,
            tier,
            until: until === undefined ? null : new Date(until).toISOString(),
            lifetime,
            kind,
          },
          outcome: outcomeView(answer, readerOf(request)),
        };
      },
    });
  };
}

function idOf({ factId }: Accepted): string {
  if (!factId) throw new Error("a fact was accepted without its id");
  return factId;
}

function memberOf({ memberId }: Accepted): string {
  if (!memberId) throw new Error("a fact of a member was accepted without the member");
  return toPublicId("mbr", memberId);
}
