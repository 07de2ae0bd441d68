import * as contract from "@regulars/contracts";
import { z } from "zod";
import { refuse } from "../../platform/errors.ts";
import type { App } from "../../platform/http/types.ts";
import { createApiKey } from "./commands/create-api-key.ts";
import { revokeApiKey } from "./commands/revoke-api-key.ts";
import type { StaffDeps } from "./index.ts";
import { apiKeys } from "./queries/api-keys.ts";

/** Keys with which programs call the API. */
export function apiKeyRoutes(app: App, { db, clock, audit, auth }: StaffDeps): void {
  app.get(
    "/v1/api-keys",
    {
      config: { access: "settings:read" },
      schema: {
        operationId: "listApiKeys",
        summary: "Keys in force, without their secrets",
        tags: ["api-keys"],
        response: { 200: contract.apiKeyListResponseSchema },
      },
    },
    async () => ({ items: await apiKeys(db) }),
  );

  app.post(
    "/v1/api-keys",
    {
      // A stored answer would keep the secret.
      config: { access: "keys:write", idempotent: false },
      schema: {
        operationId: "createApiKey",
        summary: "Make a key; the secret is shown once",
        tags: ["api-keys"],
        body: contract.createApiKeyRequestSchema,
        response: { 201: contract.createApiKeyResponseSchema },
      },
    },
    async (request, reply) => {
      const created = await db.transaction().execute((tx) => createApiKey(tx, request.actor, request.body, { audit }));
      const [apiKey] = await apiKeys(db, created.id);
      if (!apiKey) refuse("not_found");
      return reply.code(201).send({ apiKey, secret: created.secret });
    },
  );

  app.delete(
    "/v1/api-keys/:id",
    {
      config: { access: "keys:write" },
      schema: {
        operationId: "revokeApiKey",
        summary: "Make a key void",
        tags: ["api-keys"],
        params: contract.staffIdParamsSchema,
        response: { 204: z.null().describe("Done; nothing to tell") },
      },
    },
    async (request, reply) => {
      await db
        .transaction()
        .execute((tx) => revokeApiKey(tx, request.actor, request.params.id, { audit, now: clock.now() }));
      auth.apiKeys.forget();
      return reply.code(204).send(null);
    },
  );
}
