import type { Module } from "../../module.ts";
import type { Auth } from "../../platform/auth/auth.ts";
import type { Platform } from "../../platform/platform.ts";
import { apiKeyRoutes } from "./api-key-routes.ts";
import { staffCli } from "./cli.ts";
import { staffRoutes } from "./routes.ts";
import { setupRoutes } from "./setup-routes.ts";

export type StaffDeps = Pick<Platform, "db" | "clock" | "audit" | "config" | "lens"> & { auth: Auth };

export { createApiKey } from "./commands/create-api-key.ts";
export { makeOwnerLink } from "./links.ts";
export { readSettings } from "./settings.ts";
export { hasOwner } from "./store.ts";

/** People who sign in, keys of programs, the audit log and the settings of the installation. */
export function createStaff(deps: StaffDeps): Module {
  return {
    name: "staff",
    routes(app) {
      setupRoutes(app, deps);
      staffRoutes(app, deps);
      apiKeyRoutes(app, deps);
    },
    jobs: { "staff.flush_key_use": () => deps.auth.apiKeys.flushUse() },
    crons: [],
    cli: (program) => staffCli(program, deps),
  };
}
