import { readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { settingsSchema } from "@regulars/contracts";
import { createServerHome, createTestDatabase, type ServerHome, type ServerProcess } from "@regulars/testing";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAlive, readPostmaster, runningPostmaster, waitUntilGone } from "./platform/postgres/postmaster.ts";

let home: ServerHome;
beforeEach(async () => {
  home = await createServerHome();
});
afterEach(() => home.remove());

const apiKey = "key-for-these-tests-0123456789";

async function ask(server: ServerProcess, path: string, init: RequestInit = {}) {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...init.headers };
  return fetch(`${server.url}${path}`, { ...init, headers });
}

function postmasterOf(current: ServerHome): number {
  const pid = readPostmaster(join(current.dataDir, "postgres"))?.pid;
  if (!pid) throw new Error("PostgreSQL does not run");
  return pid;
}

async function nameOf(server: ServerProcess): Promise<string> {
  const response = await ask(server, "/v1/settings");
  const settings = settingsSchema.parse(await response.json());
  return settings.organisationName;
}

describe("starting and stopping", () => {
  test("the first boot shows the owner's link and a key once, keeps secrets to itself, and stops in order on SIGTERM", async () => {
    const first = home.start();
    await first.ready();
    const postmaster = postmasterOf(home);
    await expect.poll(() => first.output()).toMatch(/\/setup\?token=[\w-]{40,}/);
    const key = /rk_live_[\w-]+/.exec(first.output())?.[0];
    const response = await fetch(`${first.url}/v1/about`, { headers: { authorization: `Bearer ${key}` } });
    expect(response.status).toBe(200);
    expect(statSync(join(home.dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    expect(isAlive(postmaster)).toBe(false);
    const second = home.start();
    await second.ready();
    await expect.poll(() => second.output()).toContain("/setup?token=");
    expect(second.output()).not.toContain("rk_live_");
  });

  test("the address answers from the start, saying what is being done", async () => {
    const server = home.start();
    await expect
      .poll(
        () =>
          fetch(server.url).then(
            (response) => response.status,
            () => 0,
          ),
        { timeout: 20_000, interval: 5 },
      )
      .toBe(503);
    const page = await fetch(server.url, { headers: { accept: "text/html" } });
    if (page.status === 503) expect(await page.text()).toContain("Starting");
    const problem = await fetch(`${server.url}/v1/about`);
    expect([401, 503]).toContain(problem.status);
    expect(problem.headers.get("content-type")).toContain("application/problem+json");
    await server.ready();
  });

  test("a request that runs when the server is told to leave gets its answer, new ones get 503", async () => {
    const server = home.start({ REGULARS_API_KEY: apiKey });
    await server.ready();
    const postmaster = runningPostmaster(join(home.dataDir, "postgres"));
    const secrets: { postgresPassword: string } = JSON.parse(readFileSync(join(home.dataDir, "secrets.json"), "utf8"));
    const client = new pg.Client({
      host: "127.0.0.1",
      port: postmaster?.port ?? 0,
      user: "regulars",
      database: "regulars",
      password: secrets.postgresPassword,
    });
    await client.connect();
    await client.query("begin");
    await client.query("lock table settings");
    const body = JSON.stringify({ organisationName: "In flight" });
    const answer = ask(server, "/v1/settings", { method: "PATCH", body });
    await expect
      .poll(
        async () =>
          (await client.query("select 1 from pg_locks where relation = 'settings'::regclass and not granted")).rowCount,
      )
      .toBeGreaterThan(0);
    server.child.kill("SIGTERM");
    // Asked of a route that does not wait for the locked table, so that asking too early changes nothing.
    await expect.poll(() => ask(server, "/v1/programme").then((response) => response.status)).toBe(503);
    expect((await ask(server, "/v1/settings")).status).toBe(503);
    expect((await ask(server, "/readyz")).status).toBe(503);
    await client.query("commit");
    await client.end();
    const response = await answer;
    expect([response.status, await response.json()]).toMatchObject([200, { organisationName: "In flight" }]);
    expect(await server.ended).toBe(0);
  });
});

describe("a start that cannot be says why", () => {
  test("bad settings are all named, exit code 2", async () => {
    const server = home.start({ REGULARS_PORT: "many", REGULARS_DEMO: "perhaps", DATABASE_URL: "nowhere" });
    expect(await server.ended).toBe(2);
    for (const name of ["REGULARS_PORT", "REGULARS_DEMO", "DATABASE_URL"]) expect(server.output()).toContain(name);
  });

  test("a port that is taken, exit code 3, and nothing is left running", async () => {
    const other = createServer().listen(0, "0.0.0.0");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const server = home.start({ REGULARS_PORT: String(port) });
    expect(await server.ended).toBe(3);
    expect(server.output()).toContain(`Port ${port} is taken`);
    expect(runningPostmaster(join(home.dataDir, "postgres"))).toBeNull();
    await new Promise((resolve) => other.close(resolve));
  });

  test("a second server on the same data, exit code 4, and the first goes on", async () => {
    const first = home.start({ REGULARS_API_KEY: apiKey });
    await first.ready();
    const second = home.start({ REGULARS_PORT: String(Number(new URL(first.url).port) + 1) });
    expect(await second.ended).toBe(4);
    expect(second.output()).toContain(`process ${first.child.pid}`);
    expect((await ask(first, "/v1/about")).status).toBe(200);
  });

  test("a data directory that cannot be one, exit code 4", async () => {
    const file = join(home.dataDir, "file");
    writeFileSync(file, "");
    const server = home.start({ REGULARS_DATA_DIR: join(file, "data") });
    expect(await server.ended).toBe(4);
    expect(server.output()).toContain("cannot be written to");
  });

  test("a database that does not answer, exit code 5", async () => {
    const server = home.start({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
    expect(await server.ended).toBe(5);
    expect(server.output()).toContain("DATABASE_URL cannot be reached");
  });

  test("a database of a newer program, exit code 5", async () => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.connectionString });
    await client.connect();
    await client.query("insert into regulars_migrations (name, checksum) values ('29990101000000_future.sql', 'x')");
    await client.end();
    const server = home.start({ DATABASE_URL: database.connectionString });
    expect(await server.ended).toBe(5);
    expect(server.output()).toContain("newer Regulars");
    await database.drop();
  });
});

describe("after kill -9", () => {
  test("of PostgreSQL the server starts it again, and what was acknowledged is there", async () => {
    const server = home.start({ REGULARS_API_KEY: apiKey });
    await server.ready();
    await ask(server, "/v1/settings", { method: "PATCH", body: JSON.stringify({ organisationName: "Kept" }) });
    const killed = postmasterOf(home);
    process.kill(killed, "SIGKILL");
    await waitUntilGone(killed, 10_000);
    await expect
      .poll(
        () =>
          ask(server, "/readyz").then(
            (response) => response.status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBe(200);
    expect(postmasterOf(home)).not.toBe(killed);
    expect(await nameOf(server)).toBe("Kept");
  });

  test("of the server the next one takes over its PostgreSQL, and what was acknowledged is there", async () => {
    const first = home.start({ REGULARS_API_KEY: apiKey });
    await first.ready();
    await ask(first, "/v1/settings", { method: "PATCH", body: JSON.stringify({ organisationName: "Kept" }) });
    const orphan = postmasterOf(home);
    first.child.kill("SIGKILL");
    await first.ended;
    expect(isAlive(orphan)).toBe(true);
    const second = home.start();
    await second.ready();
    expect(isAlive(orphan)).toBe(false);
    expect(await nameOf(second)).toBe("Kept");
  });

  test("of both, with the process id given to another program, the next start is not fooled", async () => {
    const first = home.start({ REGULARS_API_KEY: apiKey });
    await first.ready();
    const postmaster = postmasterOf(home);
    first.child.kill("SIGKILL");
    await first.ended;
    process.kill(postmaster, "SIGKILL");
    await waitUntilGone(postmaster, 10_000);
    const pidFile = join(home.dataDir, "postgres", "postmaster.pid");
    const lines = readFileSync(pidFile, "utf8").split("\n");
    writeFileSync(pidFile, [String(process.pid), ...lines.slice(1)].join("\n"));
    writeFileSync(join(home.dataDir, "server.pid"), JSON.stringify({ pid: process.pid, startedAt: "long ago" }));
    const second = home.start();
    await second.ready();
    expect((await ask(second, "/v1/about")).status).toBe(200);
  });
});
