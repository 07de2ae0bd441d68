import {
  addIdentityRequest,
  changeMemberRequest,
  createMemberRequest,
  dryQuerySchema,
  memberCodeResponse,
  memberListQuery,
  memberListResponse,
  memberQuery,
  memberRefParams,
  memberResponse,
  resolveMemberRequest,
  resolveMemberResponse,
} from "@regulars/contracts";
import type { FastifyRequest } from "fastify";
import { AppError } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { toPublicId } from "../../platform/ids.ts";
import { transact } from "../../platform/transact.ts";
import { addIdentity } from "./commands/add-identity.ts";
import { changeMember } from "./commands/change-member.ts";
import { createMember } from "./commands/create-member.ts";
import type { MemberDeps } from "./index.ts";
import { findMember } from "./queries/find-member.ts";
import { memberList } from "./queries/member-list.ts";
import { memberPage } from "./queries/member-page.ts";
import { resolveMember } from "./queries/resolve-member.ts";

const tags = ["Members"];
const read = { access: "members:read" } as const;
const write = { access: "members:write" } as const;

export function memberRoutes(deps: MemberDeps) {
  const { db } = deps;

  return (app: App): void => {
    app.post(
      "/v1/members",
      {
        config: write,
        schema: {
          tags,
          operationId: "createMember",
          summary: "Make a member",
          querystring: dryQuerySchema,
          body: createMemberRequest,
          response: { 200: memberResponse, 201: memberResponse },
        },
      },
      async (request, reply) => {
        const { dry } = request.query;
        const member = await transact(db, { dry }, async (tx) => {
          const id = await createMember(deps, tx, request.actor, request.body);
          return memberPage(deps, tx, { id, reveal: false });
        });
        return reply.code(dry ? 200 : 201).send({ member });
      },
    );

    app.get(
      "/v1/members",
      {
        config: read,
        schema: {
          tags,
          operationId: "listMembers",
          summary: "Members, newest first",
          querystring: memberListQuery,
          response: { 200: memberListResponse },
        },
      },
      async (request) => ({
        ...(await memberList(deps, request.query)),
        currency: deps.programmes.active().programme.programme.currency,
      }),
    );

    app.get(
      "/v1/members/:id",
      {
        config: read,
        schema: {
          tags,
          operationId: "getMember",
          summary: "One member, by id or ext:{externalId}",
          params: memberRefParams,
          querystring: memberQuery,
          response: { 200: memberResponse },
        },
      },
      async (request) => {
        const id = await findMember(db, request.params.id);
        const reveal = await allowReveal(deps, request, { id, reason: request.query.reveal });
        return { member: await memberPage(deps, db, { id, reveal }) };
      },
    );

    app.patch(
      "/v1/members/:id",
      {
        config: write,
        schema: {
          tags,
          operationId: "changeMember",
          summary: "Change a member: absent leaves, null clears",
          params: memberRefParams,
          querystring: dryQuerySchema,
          body: changeMemberRequest,
          response: { 200: memberResponse },
        },
      },
      async (request) => {
        const member = await transact(db, request.query, async (tx) => {
          const id = await findMember(tx, request.params.id);
          await changeMember(deps, tx, request.actor, { ...request.body, id });
          return memberPage(deps, tx, { id, reveal: false });
        });
        return { member };
      },
    );

    app.post(
      "/v1/members/:id/identities",
      {
        config: write,
        schema: {
          tags,
          operationId: "addMemberIdentity",
          summary: "Give a member one more card, phone, e-mail or external id",
          params: memberRefParams,
          querystring: dryQuerySchema,
          body: addIdentityRequest,
          response: { 200: memberResponse, 201: memberResponse },
        },
      },
      async (request, reply) => {
        const { dry } = request.query;
        const member = await transact(db, { dry }, async (tx) => {
          const id = await findMember(tx, request.params.id);
          await addIdentity(deps, tx, request.actor, { id, identity: request.body });
          return memberPage(deps, tx, { id, reveal: false });
        });
        return reply.code(dry ? 200 : 201).send({ member });
      },
    );

    app.post(
      "/v1/members/resolve",
      {
        config: { ...read, idempotent: false },
        schema: {
          tags,
          operationId: "resolveMember",
          summary: "Who is it? Phone, card, member number, rotating code, e-mail or external id",
          body: resolveMemberRequest,
          response: { 200: resolveMemberResponse },
        },
      },
      async (request) => {
        const given = { input: request.body.input, country: await deps.country(), now: deps.clock.now() };
        const { id, matchedBy } = await resolveMember(db, { ...given, codes: deps.codes });
        return { member: await memberPage(deps, db, { id, reveal: false }), usableCoupons: [], matchedBy };
      },
    );

    app.get(
      "/v1/members/:id/code",
      {
        config: read,
        schema: {
          tags,
          operationId: "getMemberCode",
          summary: "A member code that is valid for a minute and a half",
          params: memberRefParams,
          response: { 200: memberCodeResponse },
        },
      },
      async (request, reply) => {
        const id = await findMember(db, request.params.id);
        const { code, expiresAt } = deps.codes.make(id, deps.clock.now());
        reply.header("cache-control", "no-store");
        return { code, expiresAt: expiresAt.toISOString() };
      },
    );
  };
}

/** Whether phone and e-mail are shown in full; asking for it is logged with the reason. */
async function allowReveal(
  deps: MemberDeps,
  request: FastifyRequest,
  given: { id: string; reason: string | undefined },
): Promise<boolean> {
  const { id, reason } = given;
  if (reason === undefined) return false;
  if (!request.actor.permissions.has("members:reveal")) {
    throw new AppError("auth.forbidden", { permission: "members:reveal" });
  }
  const entry = { action: "member.revealed", target: toPublicId("mbr", id), reason };
  await deps.db.transaction().execute((tx) => deps.audit.record(tx, request.actor, entry));
  return true;
}
