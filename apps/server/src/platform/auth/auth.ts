import type pg from "pg";
import type { Logger } from "../logger.ts";
import { type ApiKeys, createApiKeys } from "./api-keys.ts";
import { createSignIn, type SignIn } from "./sign-in.ts";

/** How callers prove who they are: programs by key, people by session. */
export interface Auth {
  apiKeys: ApiKeys;
  signIn: SignIn;
}

export interface AuthOptions {
  pool: pg.Pool;
  publicUrl: string;
  secret: string;
  logger: Logger;
}

export function createAuth(options: AuthOptions): Auth {
  return { apiKeys: createApiKeys(options.pool), signIn: createSignIn(options) };
}
