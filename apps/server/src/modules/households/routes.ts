import {
  addHouseholdMemberRequest,
  changeHouseholdRequest,
  createHouseholdRequest,
  dryQuerySchema,
  householdDetailResponse,
  householdMemberParams,
  householdParams,
  householdResponse,
  householdsQuery,
  householdsResponse,
  leftHouseholdResponse,
  memberHouseholdResponse,
  memberRefParams,
} from "@regulars/contracts";
import { refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { fromPublicId } from "../../platform/ids.ts";
import { transact } from "../../platform/transact.ts";
import { addMember, changeHousehold, createHousehold, leaveHousehold } from "./commands.ts";
import type { HouseholdsDeps } from "./index.ts";
import { pooledWallets } from "./pooled-wallets.ts";
import { findHousehold, householdOf, listHouseholds } from "./store.ts";

const tags = ["Households"];
const read = { access: "members:read" } as const;
// Whoever joins a household may pay with the points of others.
const write = { access: "points:write" } as const;

export function householdRoutes(deps: HouseholdsDeps) {
  return (app: App): void => {
    readRoutes(app, deps);
    writeRoutes(app, deps);
  };
}

function readRoutes(app: App, deps: HouseholdsDeps): void {
  const { db, clock, members, points, programmes } = deps;

  app.get(
    "/v1/households",
    {
      config: read,
      schema: {
        tags,
        operationId: "listHouseholds",
        summary: "Households, newest first",
        querystring: householdsQuery,
        response: { 200: householdsResponse },
      },
    },
    async (request) => {
      const { limit, cursor, query } = request.query;
      const before = cursor === undefined ? null : fromPublicId("hsh", cursor);
      const found = await listHouseholds(db, { query, before, limit: limit + 1 });
      const shown = found.slice(0, limit).map(({ household }) => household);
      return { items: shown, nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    "/v1/households/:id",
    {
      config: read,
      schema: {
        tags,
        operationId: "getHousehold",
        summary: "A household and what its members can pay with together",
        params: householdParams,
        response: { 200: householdDetailResponse },
      },
    },
    async (request) => {
      const household = await findHousehold(db, fromPublicId("hsh", request.params.id));
      if (!household) return refuse("not_found");
      const asOf = clock.now();
      const wallets = await pooledWallets({
        household,
        programme: programmes.active().programme,
        walletsOf: (memberId) => points.walletsOf(memberId, asOf),
      });
      return { household, wallets, asOf: asOf.toISOString() };
    },
  );

  app.get(
    "/v1/members/:id/household",
    {
      config: read,
      schema: {
        tags,
        operationId: "getMemberHousehold",
        summary: "The household a member belongs to",
        params: memberRefParams,
        response: { 200: memberHouseholdResponse },
      },
    },
    async (request) => ({ household: await householdOf(db, await members.find(request.params.id)) }),
  );
}

function writeRoutes(app: App, deps: HouseholdsDeps): void {
  const { db } = deps;

  app.post(
    "/v1/households",
    {
      config: write,
      schema: {
        tags,
        operationId: "createHousehold",
        summary: "Make a household of members who pay with each other's points",
        querystring: dryQuerySchema,
        body: createHouseholdRequest,
        response: { 200: householdResponse, 201: householdResponse },
      },
    },
    async (request, reply) => {
      const { dry } = request.query;
      const household = await transact(db, { dry }, (tx) => createHousehold(deps, tx, request.actor, request.body));
      return reply.code(dry ? 200 : 201).send({ household });
    },
  );

  app.patch(
    "/v1/households/:id",
    {
      config: write,
      schema: {
        tags,
        operationId: "changeHousehold",
        summary: "Rename a household, or make another member its owner",
        params: householdParams,
        querystring: dryQuerySchema,
        body: changeHouseholdRequest,
        response: { 200: householdResponse },
      },
    },
    async (request) => {
      const input = { ...request.body, ...request.params };
      return { household: await transact(db, request.query, (tx) => changeHousehold(deps, tx, request.actor, input)) };
    },
  );

  app.post(
    "/v1/households/:id/members",
    {
      config: write,
      schema: {
        tags,
        operationId: "addHouseholdMember",
        summary: "Add a member who belongs to no household",
        params: householdParams,
        querystring: dryQuerySchema,
        body: addHouseholdMemberRequest,
        response: { 200: householdResponse },
      },
    },
    async (request) => {
      const input = { ...request.body, ...request.params };
      return { household: await transact(db, request.query, (tx) => addMember(deps, tx, request.actor, input)) };
    },
  );

  app.delete(
    "/v1/households/:id/members/:memberId",
    {
      config: write,
      schema: {
        tags,
        operationId: "leaveHousehold",
        summary: "A member leaves, or is put out, with the points that are theirs",
        params: householdMemberParams,
        querystring: dryQuerySchema,
        response: { 200: leftHouseholdResponse },
      },
    },
    async (request) => ({
      household: await transact(db, request.query, (tx) => leaveHousehold(deps, tx, request.actor, request.params)),
    }),
  );
}
