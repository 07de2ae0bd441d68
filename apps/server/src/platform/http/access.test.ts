import { permissions, type Role, rolePermissions, roles } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../../app.ts";
import type { Module } from "../../module.ts";
import { insertPerson } from "../../modules/staff/store.ts";
import { newId } from "../ids.ts";
import type { App } from "./types.ts";

interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  access: string;
}

let t: TestApp;
let app: App;
const routes: Route[] = [];

/** Asked first, so that it sees every route the real modules declare. */
const listener: Module = {
  name: "listener",
  routes(app) {
    app.addHook("onRoute", (route) => {
      const access = route.config?.access;
      if (!access || route.method === "HEAD" || Array.isArray(route.method)) return;
      routes.push({ method: route.method as Route["method"], url: route.url, access });
    });
  },
};

beforeAll(async () => {
  t = await createTestApp();
  app = await buildApp(t.platform, [listener, ...t.modules]);
});
afterAll(async () => {
  await app.close();
  await t.close();
});

function addressOf({ url }: Route): string {
  return url.replaceAll(/:\w+/g, "mbr_00000000000000000000000000000000").replace("*", "x");
}

/** A body no schema takes: a caller who may not is refused before anybody looks at it. */
function bodyOf({ method }: Route) {
  return method === "GET" || method === "DELETE" ? {} : { payload: { noSuchField: true } };
}

async function statusOf(route: Route, headers: Record<string, string>): Promise<number> {
  const response = await app.inject({ method: route.method, url: addressOf(route), headers, ...bodyOf(route) });
  return response.statusCode;
}

async function signedIn(role: Role): Promise<string> {
  const { db, clock, auth } = t.platform;
  const person = {
    id: newId(),
    name: role,
    email: `${role}@example.com`,
    role,
    storeId: null,
    locale: null,
    at: clock.now(),
  };
  const passwordHash = await auth.signIn.hashPassword("a long enough password");
  await db.transaction().execute((tx) => insertPerson(tx, { ...person, passwordHash }));
  const cookies = await auth.signIn.signIn({ email: person.email, password: "a long enough password" }, new Headers());
  return (cookies ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
}

describe("the permission matrix", () => {
  test("every route under /v1 declares who may call it", () => {
    expect(routes.length).toBeGreaterThan(10);
    const known = new Set<string>([...permissions, "authenticated", "public"]);
    expect(routes.filter((route) => !known.has(route.access))).toEqual([]);
  });

  test("nobody gets in without a key or session, nor with a wrong or revoked one", async () => {
    const closed = routes.filter((route) => route.access !== "public");
    for (const route of closed) {
      expect([route.url, await statusOf(route, {})]).toEqual([route.url, 401]);
      expect([route.url, await statusOf(route, { authorization: "Bearer rk_live_wrong" })]).toEqual([route.url, 401]);
    }
  });

  test.each(permissions)("a key with only %s opens the routes that ask for it and no others", async (permission) => {
    const authorization = `Bearer ${await t.keyWith([permission])}`;
    for (const route of routes.filter(({ access }) => access !== "public")) {
      const status = await statusOf(route, { authorization });
      const isOpen = route.access === permission || route.access === "authenticated";
      const label = `${route.method} ${route.url}`;
      if (isOpen) expect([label, status === 401 || status === 403 ? "closed" : "open"]).toEqual([label, "open"]);
      else expect([label, status]).toEqual([label, 403]);
    }
  });

  test("each role, signed in, is kept from what its permissions do not name", async () => {
    for (const role of roles) {
      const cookie = await signedIn(role);
      const allowed = new Set<string>(rolePermissions[role]);
      for (const route of routes.filter(({ access }) => access !== "public" && access !== "authenticated")) {
        const isAllowed = allowed.has(route.access);
        if (isAllowed && route.method === "GET") continue;
        const status = await statusOf(route, { cookie, "sec-fetch-site": "same-origin" });
        const label = `${role} ${route.method} ${route.url}`;
        expect([label, status === 401 || status === 403]).toEqual([label, !isAllowed]);
      }
    }
  });
});
