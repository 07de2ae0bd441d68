import type { Problem, SessionResponse, StaffPerson } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { makeOwnerLink } from "./links.ts";

const password = "correct horse battery";
const origin = "http://localhost:8787";

let t: TestApp;
let ownerCookie: string;
let ownerId: string;
let joins = 0;

async function ownerToken(): Promise<string> {
  const context = { actor: systemActor, now: t.clock.now(), publicUrl: origin };
  const { url } = await t.platform.db.transaction().execute((tx) => makeOwnerLink(tx, context));
  return new URL(url).searchParams.get("token") ?? "";
}

async function forgetAttempts(): Promise<void> {
  await t.platform.pool.query("delete from staff_rate_limits");
}

interface Answer<T> {
  status: number;
  body: T;
  cookie: string;
  headers: Record<string, string | number | string[] | undefined>;
}

/** As a browser: no key, a cookie, and the page's origin. */
async function browse<T>(
  url: string,
  options: {
    body?: object;
    cookie?: string;
    method?: "GET" | "POST" | "PATCH" | "DELETE";
    headers?: Record<string, string>;
    address?: string;
  } = {},
): Promise<Answer<T>> {
  const response = await t.app.inject({
    url,
    method: options.method ?? (options.body ? "POST" : "GET"),
    remoteAddress: options.address ?? "203.0.113.7",
    headers: { origin, host: "localhost:8787", ...(options.cookie && { cookie: options.cookie }), ...options.headers },
    ...(options.body && { payload: options.body }),
  });
  const cookie = response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
  const body: T = JSON.parse(response.body || "null");
  return { status: response.statusCode, body, cookie, headers: response.headers };
}

async function join(
  token: string,
  email: string,
  name = "Someone",
): Promise<Answer<{ person: StaffPerson } & Problem>> {
  joins += 1;
  return browse("/v1/setup", { body: { token, name, email, password }, address: `192.0.2.${joins}` });
}

async function invite(body: object): Promise<string> {
  const answer = await browse<{ link: string }>("/v1/staff", { cookie: ownerCookie, body });
  return new URL(answer.body.link).searchParams.get("token") ?? "";
}

beforeAll(async () => {
  t = await createTestApp();
  const joined = await join(await ownerToken(), "owner@example.com", "Olive");
  ownerCookie = joined.cookie;
  ownerId = joined.body.person.id;
});
beforeEach(forgetAttempts);
afterAll(() => t.close());

describe("one-time links", () => {
  test("the owner's link makes the owner, signs them in and works once", async () => {
    const token = await ownerToken();
    const first = await join(token, "second-owner@example.com");
    expect(first.status).toBe(201);
    expect(first.body.person).toMatchObject({ role: "owner", email: "second-owner@example.com" });
    const me = await browse<SessionResponse>("/v1/session", { cookie: first.cookie });
    expect(me.body).toMatchObject({ kind: "staff", role: "owner", email: "second-owner@example.com" });
    const again = await join(token, "third@example.com");
    expect([again.status, again.body.code]).toEqual([422, "setup.link_invalid"]);
  });

  test("ten people with one link at once make one account", async () => {
    const token = await invite({ role: "clerk" });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => join(token, `racer${index}@example.com`)),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
  });

  test("a fresh owner link ends the one given out before", async () => {
    const older = await ownerToken();
    const newer = await ownerToken();
    expect((await browse(`/v1/setup?token=${older}`)).status).toBe(422);
    expect((await browse(`/v1/setup?token=${newer}`)).status).toBe(200);
  });

  test("a link ends after seven days", async () => {
    const token = await ownerToken();
    t.clock.advance(7 * 86_400_000 + 1);
    expect((await join(token, "late@example.com")).body.code).toBe("setup.link_invalid");
  });

  test("a link for one address makes no account for another", async () => {
    const token = await invite({ role: "clerk", email: "cleo@example.com" });
    expect((await join(token, "mallory@example.com")).body.code).toBe("setup.link_invalid");
    expect((await join(token, "cleo@example.com")).status).toBe(201);
  });

  test("the secret of a link and the password are not stored", async () => {
    const token = await invite({ role: "clerk", email: "plain@example.com" });
    await join(token, "plain@example.com");
    const { rows } = await t.platform.pool.query<{ dump: string }>(
      "select (select string_agg(i::text, ' ') from staff_invitations i) || (select string_agg(a::text, ' ') from staff_accounts a) as dump",
    );
    expect(rows[0]?.dump).not.toContain(token);
    expect(rows[0]?.dump).not.toContain(password);
  });
});

describe("signing in", () => {
  test("links cannot be guessed from one address", async () => {
    const guesses = [];
    for (let guess = 0; guess < 31; guess++)
      guesses.push(await browse(`/v1/setup?token=guess-number-${guess}-of-many`, { address: "203.0.113.99" }));
    expect(guesses[0]?.status).toBe(422);
    expect(guesses.at(-1)?.status).toBe(429);
  });

  const credentials = { email: "owner@example.com", password };

  test("the right password opens a session, signing out ends it", async () => {
    const signedIn = await browse("/api/auth/sign-in/email", { body: credentials });
    expect(signedIn.status).toBe(200);
    expect((await browse("/v1/session", { cookie: signedIn.cookie })).status).toBe(200);
    await browse("/api/auth/sign-out", { body: {}, cookie: signedIn.cookie });
    expect((await browse("/v1/session", { cookie: signedIn.cookie })).status).toBe(401);
  });

  test("a wrong password does not", async () => {
    const answer = await browse("/api/auth/sign-in/email", {
      body: { ...credentials, password: "wrong horse battery" },
    });
    expect(answer.status).toBe(401);
    expect(answer.cookie).not.toContain("session_token");
  });

  test("nobody makes an account without a link", async () => {
    const body = { email: "self@example.com", password, name: "Self" };
    expect((await browse("/api/auth/sign-up/email", { body })).status).toBeGreaterThanOrEqual(400);
    const { rows } = await t.platform.pool.query("select 1 from staff_users where email = 'self@example.com'");
    expect(rows).toEqual([]);
  });

  test("an address that tries again and again is told to wait", async () => {
    const wrong = { ...credentials, password: "guess after guess" };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      statuses.push((await browse("/api/auth/sign-in/email", { body: wrong, address: "203.0.113.50" })).status);
    }
    expect(statuses.slice(0, 10)).not.toContain(429);
    const refused = await browse<Problem>("/api/auth/sign-in/email", { body: wrong, address: "203.0.113.50" });
    expect([refused.status, refused.body.code]).toEqual([429, "request.rate_limited"]);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("an account is guarded against guessing from many addresses", async () => {
    const victim = { email: "victim@example.com", password: "guess after guess" };
    let last: Answer<Problem> | null = null;
    for (let attempt = 0; attempt < 21; attempt++) {
      last = await browse("/api/auth/sign-in/email", { body: victim, address: `198.51.100.${attempt}` });
    }
    expect([last?.status, last?.body.code]).toEqual([429, "request.rate_limited"]);
  });

  test("a page of another site cannot use the session", async () => {
    const attack = { cookie: ownerCookie, body: { role: "owner" }, headers: { origin: "https://evil.example" } };
    const answer = await browse<Problem>("/v1/staff", attack);
    expect([answer.status, answer.body.code]).toEqual([403, "auth.cross_site"]);
  });
});

describe("colleagues", () => {
  test("a changed role counts from the next request on", async () => {
    const joined = await join(await invite({ role: "clerk" }), "changing@example.com");
    expect((await browse("/v1/audit", { cookie: joined.cookie })).status).toBe(403);
    const { id } = joined.body.person;
    const changed = await browse(`/v1/staff/${id}`, {
      cookie: ownerCookie,
      method: "PATCH",
      body: { role: "analyst" },
    });
    expect(changed.status).toBe(200);
    expect((await browse("/v1/audit", { cookie: joined.cookie })).status).toBe(200);
  });

  test("withdrawing access ends the sessions at once and keeps the account", async () => {
    const joined = await join(await invite({ role: "operator" }), "leaving@example.com");
    const { id } = joined.body.person;
    expect((await browse(`/v1/staff/${id}`, { cookie: ownerCookie, method: "DELETE" })).status).toBe(204);
    expect((await browse("/v1/session", { cookie: joined.cookie })).status).toBe(401);
    const body = { email: "leaving@example.com", password };
    expect((await browse("/api/auth/sign-in/email", { body })).status).toBeGreaterThanOrEqual(400);
    const list = await browse<{ items: StaffPerson[] }>("/v1/staff", { cookie: ownerCookie });
    expect(list.body.items.find((person) => person.id === id)?.disabled).toBe(true);
  });

  test("the last owner stays, also when two owners remove each other at once", async () => {
    const other = await join(await ownerToken(), "rival@example.com");
    await t.platform.pool.query(
      "update staff_users set role = 'clerk' where email not in ('owner@example.com', 'rival@example.com')",
    );
    const answers = await Promise.all([
      browse(`/v1/staff/${other.body.person.id}`, { cookie: ownerCookie, method: "PATCH", body: { role: "clerk" } }),
      browse(`/v1/staff/${ownerId}`, { cookie: other.cookie, method: "PATCH", body: { role: "clerk" } }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toContain(200);
    const { rows } = await t.platform.pool.query("select id from staff_users where role = 'owner'");
    expect(rows).toHaveLength(1);
    await t.platform.pool.query("update staff_users set role = 'owner' where email = 'owner@example.com'");
  });

  test("nobody changes their own role", async () => {
    expect((await join(await ownerToken(), "spare@example.com")).status).toBe(201);
    const answer = await browse<Problem>(`/v1/staff/${ownerId}`, {
      cookie: ownerCookie,
      method: "PATCH",
      body: { role: "clerk" },
    });
    expect([answer.status, answer.body.code]).toEqual([422, "staff.own_role"]);
  });
});

describe("keys", () => {
  test("a key works until it is revoked, and its secret is not stored", async () => {
    const body = { name: "Till 1", scopes: ["settings:read"] };
    const made = await browse<{ secret: string; apiKey: { id: string } }>("/v1/api-keys", {
      cookie: ownerCookie,
      body,
    });
    const headers = { authorization: `Bearer ${made.body.secret}` };
    expect((await t.call("/v1/about", { headers })).status).toBe(200);
    await browse(`/v1/api-keys/${made.body.apiKey.id}`, { cookie: ownerCookie, method: "DELETE" });
    expect((await t.call("/v1/about", { headers })).status).toBe(401);
    const { rows } = await t.platform.pool.query<{ dump: string }>(
      "select string_agg(k::text, ' ') as dump from api_keys k",
    );
    expect(rows[0]?.dump).not.toContain(made.body.secret);
  });

  test("nobody gives a key more than they have", async () => {
    const limited = await t.keyWith(["keys:write", "members:read"]);
    const body = { name: "More", scopes: ["members:read", "staff:write"] };
    const answer = await t.call<Problem>("/v1/api-keys", { body, headers: { authorization: `Bearer ${limited}` } });
    expect([answer.status, answer.body.code]).toEqual([403, "auth.forbidden"]);
  });
});

describe("the audit log", () => {
  interface Page {
    items: { id: string; action: string; actor: { id: string }; after: unknown }[];
    nextCursor: string | null;
  }

  test("holds who changed what, page by page, newest first", async () => {
    await browse("/v1/settings", { cookie: ownerCookie, method: "PATCH", body: { organisationName: "Tea House" } });
    const first = await browse<Page>("/v1/audit?limit=2", { cookie: ownerCookie });
    expect(first.body.items[0]).toMatchObject({
      action: "settings.changed",
      actor: { id: ownerId },
      after: { organisationName: "Tea House" },
    });
    const second = await browse<Page>(`/v1/audit?limit=2&cursor=${first.body.nextCursor}`, { cookie: ownerCookie });
    const ids = [...first.body.items, ...second.body.items].map((item) => item.id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(new Set(ids).size).toBe(4);
  });

  test("cannot be changed or emptied", async () => {
    const { pool } = t.platform;
    await expect(pool.query("update audit_log set action = 'nothing'")).rejects.toThrow("append-only");
    await expect(pool.query("delete from audit_log")).rejects.toThrow("append-only");
  });
});
