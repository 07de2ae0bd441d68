import type { Actor } from "../auth/actor.ts";
import { AppError } from "../errors.ts";
import type { App, Authenticate } from "./types.ts";

const anonymous: Actor = {
  kind: "system",
  id: "anonymous",
  name: "anonymous",
  role: null,
  permissions: new Set(),
  storeId: null,
};

/** Every route under /v1 states what it asks of its caller, and the caller is known before anything else is read. */
export function guardAccess(app: App, authenticate: Authenticate): void {
  app.addHook("onRoute", (route) => {
    if (route.url.startsWith("/v1") && !route.config?.access) {
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it (config.access)`);
    }
  });
  app.addHook("onRequest", async (request, reply) => {
    request.actor = anonymous;
    const access = request.routeOptions.config.access ?? "public";
    if (access === "public") return;
    const actor = await authenticate(request, reply);
    if (!actor) throw new AppError("auth.required");
    request.actor = actor;
    if (access !== "authenticated" && !actor.permissions.has(access))
      throw new AppError("auth.forbidden", { permission: access });
  });
}
