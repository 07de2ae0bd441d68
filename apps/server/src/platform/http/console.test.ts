import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Problem } from "@regulars/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import { serveConsole } from "./console.ts";
import { createHttpServer } from "./server.ts";
import type { App } from "./types.ts";

const page = "<!doctype html><title>Console</title>";
const script = "console.log('the console');".repeat(50);

let dist: string;
let app: App;
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), "regulars-dist-"));
  mkdirSync(join(dist, "assets"));
  writeFileSync(join(dist, "index.html"), page);
  writeFileSync(join(dist, "assets", "index-abc123.js"), script);
  writeFileSync(join(dist, "assets", "index-abc123.js.gz"), gzipSync(script));
  app = await createHttpServer({ config: { env: "test" }, logger: silentLogger(), authenticate: async () => null });
  await serveConsole(app, dist);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  rmSync(dist, { recursive: true });
});

const browser = { accept: "text/html,application/xhtml+xml" };

describe("the console's files", () => {
  test.each(["/", "/members/mbr_1", "/setup?token=x"])(
    "%s gets the page, asked for each time and guarded",
    async (url) => {
      const response = await app.inject({ url, headers: browser });
      expect([response.statusCode, response.body]).toEqual([200, page]);
      expect(response.headers["cache-control"]).toBe("no-cache");
      expect(response.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    },
  );

  test("files with a hash in their name are kept, and sent compressed to those who take it", async () => {
    const url = "/assets/index-abc123.js";
    const plain = await app.inject({ url });
    expect([plain.statusCode, plain.body]).toEqual([200, script]);
    expect(plain.headers["cache-control"]).toContain("immutable");
    const compressed = await app.inject({ url, headers: { "accept-encoding": "gzip" } });
    expect(compressed.headers["content-encoding"]).toBe("gzip");
    expect(compressed.headers["content-type"]).toContain("javascript");
    expect(gunzipSync(compressed.rawPayload).toString()).toBe(script);
  });

  test.each(["/v1/nothing", "/api/nothing", "/assets/gone.js"])("%s is 404 and not the page", async (url) => {
    const response = await app.inject({ url });
    const problem: Problem = response.json();
    expect([response.statusCode, problem.code]).toEqual([404, "not_found"]);
  });

  test("an unknown address of the API stays a problem also for a browser", async () => {
    const response = await app.inject({ url: "/v1/nothing", headers: browser });
    expect(response.statusCode).toBe(404);
  });

  test.each(["/../secrets.json", "/assets/..%2f..%2fsecrets.json", "/%2e%2e/%2e%2e/etc/passwd"])(
    "%s leads nowhere",
    async (url) => {
      const response = await app.inject({ url });
      expect(response.statusCode).toBeGreaterThanOrEqual(400);
    },
  );
});
