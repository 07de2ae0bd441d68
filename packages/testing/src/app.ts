import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Permission, permissions } from "@regulars/contracts";
import { type App, buildApp, createModules } from "@regulars/server/app.ts";
import type { Module } from "@regulars/server/module.ts";
import { insertApiKey, newApiKeySecret } from "@regulars/server/platform/auth/api-keys.ts";
import { type TestClock, testClock } from "@regulars/server/platform/clock.ts";
import { loadConfig } from "@regulars/server/platform/config.ts";
import { createOffLens, type Lens } from "@regulars/server/platform/lens.ts";
import { silentLogger } from "@regulars/server/platform/logger.ts";
import { createPlatform, type Platform } from "@regulars/server/platform/platform.ts";
import { createTestDatabase } from "./database.ts";

export interface TestRequest {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  body?: object | undefined;
  headers?: Record<string, string>;
}

export interface TestResponse<T> {
  status: number;
  body: T;
  headers: Record<string, string | number | string[] | undefined>;
}

export interface TestApp {
  app: App;
  platform: Platform;
  modules: Module[];
  clock: TestClock;
  /** A key with every scope; `call` sends it. */
  apiKey: string;
  /** One request through the real app. The method is POST when there is a body, else GET. */
  call<T>(url: string, request?: TestRequest): Promise<TestResponse<T>>;
  /** A key with these scopes only. */
  keyWith(scopes: Permission[], storeId?: string | null): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  now?: Date | string;
  lens?: Lens;
  env?: Record<string, string>;
}

/** The real app on a database of its own, with a clock that stands still and an owner's API key. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "regulars-app-"));
  const config = loadConfig({ NODE_ENV: "test", REGULARS_DATA_DIR: dataDir, REGULARS_DEMO: "off", ...options.env });
  const clock = testClock(options.now);
  const platform = createPlatform({
    config,
    clock,
    connectionString: database.connectionString,
    logger: silentLogger(),
    lens: options.lens ?? createOffLens("off in this test"),
    authSecret: "a secret for tests that is long enough",
    poolSize: 20,
  });
  const modules = createModules(platform);
  const app = await buildApp(platform, modules);
  for (const module of modules) await module.start?.();

  async function keyWith(scopes: readonly Permission[], storeId: string | null = null): Promise<string> {
    const secret = newApiKeySecret();
    const key = { name: "test", scopes, storeId, secret, createdBy: "system" };
    await platform.db.transaction().execute((tx) => insertApiKey(tx, key));
    return secret;
  }

  const apiKey = await keyWith(permissions);
  return {
    app,
    platform,
    modules,
    clock,
    apiKey,
    keyWith,
    async call<T>(url: string, request: TestRequest = {}) {
      const response = await app.inject({
        url,
        method: request.method ?? (request.body ? "POST" : "GET"),
        headers: { authorization: `Bearer ${apiKey}`, "accept-language": "en", ...request.headers },
        ...(request.body && { payload: request.body }),
      });
      const body: T = JSON.parse(response.body || "null");
      return { status: response.statusCode, body, headers: response.headers };
    },
    async close() {
      for (const module of modules) await module.stop?.();
      await app.close();
      await platform.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
