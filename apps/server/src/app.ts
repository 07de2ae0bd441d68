import type { Server } from "node:http";
import type { Module } from "./module.ts";
import { createApiKeys } from "./platform/auth/api-keys.ts";
import { createHttpServer } from "./platform/http/server.ts";
import type { App } from "./platform/http/types.ts";
import type { Platform } from "./platform/platform.ts";

export type { App } from "./platform/http/types.ts";

/** Every module of the program; what one needs of another is passed here and nowhere else. */
export function createModules(platform: Platform): Module[] {
  void platform;
  return [];
}

export interface AppOptions {
  server?: Server;
  isDraining?: () => boolean;
}

/** The HTTP side of the program with every module's routes; ready to inject or to listen. */
export async function buildApp(platform: Platform, modules: Module[], options: AppOptions = {}): Promise<App> {
  const { config, logger, pool } = platform;
  const apiKeys = createApiKeys(pool);
  const app = await createHttpServer({
    ...options,
    config,
    logger,
    authenticate: async (request) => {
      const header = request.headers.authorization;
      return header?.startsWith("Bearer ") ? apiKeys.authenticate(header.slice(7)) : null;
    },
  });
  for (const module of modules) await module.routes?.(app);
  await app.ready();
  return app;
}
