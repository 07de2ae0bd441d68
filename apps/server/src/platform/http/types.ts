import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Locale, Permission } from "@regulars/contracts";
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Actor } from "../auth/actor.ts";

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** What a route asks of its caller; `authenticated` means any valid caller. */
export type Access = Permission | "authenticated" | "public";

/** Finds out who calls; null when the request names nobody. Throws a refusal for a bad key or session. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | null>;

declare module "fastify" {
  interface FastifyContextConfig {
    access?: Access;
    /** POST routes answer a repeated Idempotency-Key from store; "own" when the route does so itself, false when nothing is changed. */
    idempotent?: boolean | "own";
    /** Skips the check of answers against their schema in production; only for hot paths whose answers are typed throughout. */
    trustedResponse?: boolean;
  }
  interface FastifyRequest {
    actor: Actor;
    locale: Locale;
  }
}
