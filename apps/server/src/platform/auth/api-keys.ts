import { createHash, randomBytes } from "node:crypto";
import { type Permission, permissions } from "@regulars/contracts";
import { sql } from "kysely";
import type pg from "pg";
import type { Tx } from "../db.ts";
import { newId, toPublicId } from "../ids.ts";
import type { Actor } from "./actor.ts";

export interface ApiKeys {
  /** The actor behind a key, or null when there is no such key or it was revoked. */
  authenticate(secret: string): Promise<Actor | null>;
  /** Call after a key changed, so that this process forgets what it knows of keys. */
  forget(): void;
  /** Writes down when keys were last used; called now and then, not on each request. */
  flushUse(): Promise<void>;
}

const rememberMilliseconds = 3_000;
const rememberAtMost = 10_000;
const known = new Set<string>(permissions);

export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/**
 * Looks keys up in the database and remembers each for three seconds: the till asks thousands of times a second,
 * and a key revoked in another process stops that soon after.
 */
export function createApiKeys(pool: pg.Pool): ApiKeys {
  let remembered = new Map<string, { actor: Actor | null; until: number }>();
  const used = new Map<string, Date>();

  async function load(hash: Buffer): Promise<{ id: string; actor: Actor } | null> {
    const { rows } = await pool.query<{ id: string; name: string; scopes: string[]; store_id: string | null }>({
      name: "api-key-by-hash",
      text: "select id, name, scopes, store_id from api_keys where secret_hash = $1 and revoked_at is null",
      values: [hash],
    });
    const row = rows[0];
    if (!row) return null;
    const scopes = row.scopes.filter((scope): scope is Permission => known.has(scope));
    const id = toPublicId("key", row.id);
    return {
      id: row.id,
      actor: { kind: "key", id, name: row.name, role: null, permissions: new Set(scopes), storeId: row.store_id },
    };
  }

  return {
    async authenticate(secret) {
      const now = Date.now();
      const entry = remembered.get(secret);
      if (entry && entry.until > now) return entry.actor;
      if (secret.length > 300) return null;
      const found = await load(hashSecret(secret));
      if (remembered.size >= rememberAtMost) remembered = new Map();
      remembered.set(secret, { actor: found?.actor ?? null, until: now + rememberMilliseconds });
      if (found) used.set(found.id, new Date(now));
      return found?.actor ?? null;
    },
    forget() {
      remembered = new Map();
    },
    async flushUse() {
      if (used.size === 0) return;
      const entries = [...used];
      used.clear();
      await pool.query(
        `update api_keys k set last_used_at = greatest(k.last_used_at, u.at)
         from unnest($1::uuid[], $2::timestamptz[]) as u(id, at) where k.id = u.id`,
        [entries.map(([id]) => id), entries.map(([, at]) => at)],
      );
    },
  };
}

export function newApiKeySecret(): string {
  return `rk_live_${randomBytes(24).toString("base64url")}`;
}

export interface NewApiKey {
  name: string;
  scopes: readonly Permission[];
  storeId: string | null;
  secret: string;
  createdBy: string;
}

/** Stores the hash of a key and returns its UUID; a key that exists already under this secret is left as it is. */
export async function insertApiKey(tx: Tx, key: NewApiKey): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into api_keys (id, name, secret_hash, hint, scopes, store_id, created_by)
    values (${newId()}, ${key.name}, ${hashSecret(key.secret)}, ${key.secret.slice(-4)}, ${[...key.scopes]}::text[], ${key.storeId}, ${key.createdBy})
    on conflict (secret_hash) do update set name = api_keys.name returning id`.execute(tx);
  const id = rows[0]?.id;
  if (!id) throw new Error("the key was not stored");
  return id;
}
