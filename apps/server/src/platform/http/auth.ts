import rateLimit from "@fastify/rate-limit";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Auth } from "../auth/auth.ts";
import { addressHeader, authPath, isSameOrigin } from "../auth/sign-in.ts";
import { AppError } from "../errors.ts";
import type { App, Authenticate } from "./types.ts";

/** The request's headers as the web platform has them, with the caller's address as we saw it. */
export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && name !== "content-length" && name !== "x-forwarded-for")
      headers.set(name, String(value));
  }
  headers.set(addressHeader, request.ip);
  return headers;
}

const credentialsSchema = z.object({ email: z.string().max(254).toLowerCase() });

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** A bearer key names a program; without one, the session cookie names a person, who must come from our own pages to change anything. */
export function createAuthenticate(auth: Auth, publicUrl: string): Authenticate {
  return async (request, reply) => {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      return secret ? auth.apiKeys.authenticate(secret) : null;
    }
    if (!cookie?.includes("session_token")) return null;
    const session = await auth.signIn.session(toHeaders(request));
    if (!session) return null;
    if (!reading.has(request.method)) assertOwnPage(request, publicUrl);
    if (session.cookies.length > 0) reply.header("set-cookie", session.cookies);
    return session.actor;
  };
}

function assertOwnPage(request: FastifyRequest, publicUrl: string): void {
  const site = request.headers["sec-fetch-site"];
  if (site === "same-origin") return;
  const origin = request.headers.origin ?? null;
  if (!isSameOrigin({ origin, host: request.headers.host ?? null }, publicUrl)) throw new AppError("auth.cross_site");
}

const accountWindow = { max: 20, timeWindow: 15 * 60_000 };

/** Counts attempts where a route asks for it; a caller over the limit is told when to come back. */
export async function limitSignIn(app: App): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError("request.rate_limited", { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
}

function accountOf(request: FastifyRequest): string {
  const parsed = credentialsSchema.safeParse(request.body);
  return parsed.success ? `account:${parsed.data.email}` : `address:${request.ip}`;
}

/** better-auth's endpoints. It counts attempts per address; here they are also counted per account, whatever the address. */
export function serveSignIn(app: App, auth: Auth, publicUrl: string): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply) => forward(request, reply, auth, publicUrl);
  app.route({
    method: "POST",
    url: `${authPath}/sign-in/email`,
    config: { idempotent: false, rateLimit: { ...accountWindow, hook: "preHandler", keyGenerator: accountOf } },
    schema: { hide: true },
    handler,
  });
  app.route({
    method: ["GET", "POST"],
    url: `${authPath}/*`,
    config: { idempotent: false },
    schema: { hide: true },
    handler,
  });
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  auth: Auth,
  publicUrl: string,
): Promise<FastifyReply> {
  const hasBody = request.method === "POST" && request.body !== undefined && request.body !== null;
  const response = await auth.signIn.handle(
    new Request(new URL(request.url, publicUrl), {
      method: request.method,
      headers: toHeaders(request),
      ...(hasBody && { body: JSON.stringify(request.body) }),
    }),
  );
  if (response.status === 429) {
    const wait = Number(response.headers.get("x-retry-after")) || 60;
    throw new AppError("request.rate_limited", { retryAfterSeconds: wait });
  }
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== "set-cookie") reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header("set-cookie", cookies);
  return reply.serializer((text: string) => text).send(await response.text());
}
