import {
  changeStoreRequest,
  createStoreRequest,
  dryQuerySchema,
  storeParams,
  storeResponse,
  storesQuery,
  storesResponse,
} from "@regulars/contracts";
import type { App } from "../../platform/http/types.ts";
import { transact } from "../../platform/transact.ts";
import { changeStore } from "./change-store.ts";
import type { StoresDeps } from "./index.ts";
import { openStore } from "./open-store.ts";
import { listStores, toStore } from "./store.ts";

const tags = ["Stores"];

export function storeRoutes(deps: StoresDeps) {
  const { db } = deps;

  return (app: App): void => {
    app.get(
      "/v1/stores",
      {
        config: { access: "programme:read" },
        schema: {
          tags,
          operationId: "listStores",
          summary: "Stores by id",
          querystring: storesQuery,
          response: { 200: storesResponse },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const rows = await listStores(db, { after: cursor ?? null, limit: limit + 1 });
        const shown = rows.slice(0, limit);
        return { items: shown.map(toStore), nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
      },
    );

    app.post(
      "/v1/stores",
      {
        config: { access: "programme:write" },
        schema: {
          tags,
          operationId: "openStore",
          summary: "Open a store",
          querystring: dryQuerySchema,
          body: createStoreRequest,
          response: { 200: storeResponse, 201: storeResponse },
        },
      },
      async (request, reply) => {
        const { dry } = request.query;
        const store = await transact(db, { dry }, (tx) => openStore(deps, tx, request.actor, request.body));
        return reply.code(dry ? 200 : 201).send({ store });
      },
    );

    app.patch(
      "/v1/stores/:id",
      {
        config: { access: "programme:write" },
        schema: {
          tags,
          operationId: "changeStore",
          summary: "Change a store: absent leaves, null clears",
          params: storeParams,
          querystring: dryQuerySchema,
          body: changeStoreRequest,
          response: { 200: storeResponse },
        },
      },
      async (request) => {
        const input = { ...request.body, id: request.params.id };
        return { store: await transact(db, request.query, (tx) => changeStore(deps, tx, request.actor, input)) };
      },
    );
  };
}
