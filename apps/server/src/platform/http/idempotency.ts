import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import type pg from "pg";
import { AppError } from "../errors.ts";
import type { App } from "./types.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The claim on an Idempotency-Key that this request holds, if it sent one. */
    requestKey: RequestKey | null;
  }
}

interface RequestKey {
  actorId: string;
  key: string;
}

interface StoredAnswer {
  same: boolean;
  status: number | null;
  response: string | null;
}

export interface IdempotencyOptions {
  pool: pg.Pool;
  /** How long a second request with the same key waits for the first. */
  waitMilliseconds?: number;
}

const lockSeconds = 60;
const pollMilliseconds = 40;
const keyPattern = /^[\x21-\x7e]{1,255}$/;

/** Remembers the first answer to each Idempotency-Key of a POST, so that a repeated request does nothing twice. */
export function answerRepeats(app: App, options: IdempotencyOptions): void {
  const { pool, waitMilliseconds = 10_000 } = options;
  app.decorateRequest("requestKey", null);
  app.addHook("preHandler", async (request, reply) => {
    const key = request.headers["idempotency-key"];
    if (key === undefined || !isRepeatable(request)) return;
    if (typeof key !== "string" || !keyPattern.test(key)) {
      throw new AppError("request.invalid", {}, [
        { pointer: "Idempotency-Key", code: "invalid_format", message: "1 to 255 printable characters" },
      ]);
    }
    const claim = { actorId: request.actor.id, key };
    const end = Date.now() + waitMilliseconds;
    while (!(await take(pool, claim, request))) {
      const stored = await read(pool, claim, request);
      if (!stored) continue;
      if (!stored.same) throw new AppError("idempotency.key_reused");
      if (stored.status !== null) return replay(reply, stored);
      if (Date.now() >= end) throw new AppError("idempotency.in_progress", { retryAfterSeconds: 1 });
      await wait(pollMilliseconds);
    }
    request.requestKey = claim;
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const claim = request.requestKey;
    if (!claim) return payload;
    request.requestKey = null;
    if (reply.statusCode >= 500 || reply.statusCode === 429) await release(pool, claim);
    else await store(pool, claim, reply.statusCode, typeof payload === "string" ? payload : "");
    return payload;
  });
}

function isRepeatable(request: FastifyRequest): boolean {
  const { idempotent = true } = request.routeOptions.config;
  if (request.method !== "POST" || idempotent !== true) return false;
  const { dry } = request.query as { dry?: unknown };
  return dry !== true && dry !== "true";
}

function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.url}`.slice(0, 500);
}

function hashOf(request: FastifyRequest): Buffer {
  return createHash("sha256")
    .update(JSON.stringify(request.body ?? null))
    .digest();
}

/** Claims a new key, or one whose holder crashed. */
async function take(pool: pg.Pool, { actorId, key }: RequestKey, request: FastifyRequest): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into request_keys as k (actor_id, key, route, body_hash, locked_until)
     values ($1, $2, $3, $4, now() + make_interval(secs => $5))
     on conflict (actor_id, key) do update set locked_until = excluded.locked_until
     where k.status is null and k.locked_until < now() and k.route = excluded.route and k.body_hash = excluded.body_hash`,
    [actorId, key, routeOf(request), hashOf(request), lockSeconds],
  );
  return rowCount === 1;
}

async function read(
  pool: pg.Pool,
  { actorId, key }: RequestKey,
  request: FastifyRequest,
): Promise<StoredAnswer | null> {
  const { rows } = await pool.query<StoredAnswer>(
    `select route = $3 and body_hash = $4 as same, status, response from request_keys where actor_id = $1 and key = $2`,
    [actorId, key, routeOf(request), hashOf(request)],
  );
  return rows[0] ?? null;
}

function replay(reply: FastifyReply, stored: StoredAnswer): FastifyReply {
  const status = stored.status ?? 200;
  const type = status >= 400 ? "application/problem+json; charset=utf-8" : "application/json; charset=utf-8";
  reply.code(status).header("idempotency-replayed", "true").header("content-type", type);
  return reply.serializer((text: string) => text).send(stored.response ?? "");
}

async function store(pool: pg.Pool, { actorId, key }: RequestKey, status: number, response: string): Promise<void> {
  await pool.query("update request_keys set status = $3, response = $4 where actor_id = $1 and key = $2", [
    actorId,
    key,
    status,
    response,
  ]);
}

async function release(pool: pg.Pool, { actorId, key }: RequestKey): Promise<void> {
  await pool.query("delete from request_keys where actor_id = $1 and key = $2 and status is null", [actorId, key]);
}

/** Forgets keys older than eight days; returns how many. */
export async function pruneRequestKeys(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query("delete from request_keys where created_at < now() - interval '8 days'");
  return rowCount ?? 0;
}
