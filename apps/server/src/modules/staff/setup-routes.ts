import * as contract from "@regulars/contracts";
import { hashSecret } from "../../platform/auth/api-keys.ts";
import { refuse } from "../../platform/errors.ts";
import { toHeaders } from "../../platform/http/auth.ts";
import type { App } from "../../platform/http/types.ts";
import { acceptInvitation } from "./commands/accept-invitation.ts";
import type { StaffDeps } from "./index.ts";
import { readSettings } from "./settings.ts";
import { findOpenInvitation } from "./store.ts";

/** What a one-time link leads to: seeing what it offers, and joining with it. */
export function setupRoutes(app: App, { db, clock, audit, auth }: StaffDeps): void {
  app.get(
    "/v1/setup",
    {
      config: { access: "public", rateLimit: { max: 30, timeWindow: 60_000 } },
      schema: {
        operationId: "getSetupLink",
        summary: "What a one-time link offers",
        tags: ["staff"],
        querystring: contract.setupLinkQuerySchema,
        response: { 200: contract.setupLinkResponseSchema },
      },
    },
    async (request) => {
      const invitation = await findOpenInvitation(db, hashSecret(request.query.token), clock.now());
      if (!invitation) refuse("setup.link_invalid");
      const { organisationName } = await readSettings(db);
      const { role, email, expiresAt } = invitation;
      return { role, email, expiresAt: expiresAt.toISOString(), organisationName };
    },
  );

  app.post(
    "/v1/setup",
    {
      config: { access: "public", idempotent: false, rateLimit: { max: 10, timeWindow: 60_000 } },
      schema: {
        operationId: "acceptSetupLink",
        summary: "Join with a one-time link; signs the person in",
        tags: ["staff"],
        body: contract.setupRequestSchema,
        response: { 201: contract.staffPersonResponseSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      // Hashing a password is slow on purpose: only for a link that is good, and not inside the transaction.
      if (!(await findOpenInvitation(db, hashSecret(body.token), clock.now()))) refuse("setup.link_invalid");
      const passwordHash = await auth.signIn.hashPassword(body.password);
      const input = { ...body, passwordHash };
      const person = await db.transaction().execute((tx) => acceptInvitation(tx, input, { audit, now: clock.now() }));
      const cookies = await auth.signIn.signIn({ email: body.email, password: body.password }, toHeaders(request));
      if (cookies) reply.header("set-cookie", cookies);
      return reply.code(201).send({ person });
    },
  );
}
