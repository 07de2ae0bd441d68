import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Problem, SegmentExplanation } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toPublicId } from "../../platform/ids.ts";
import type { ExtraTable } from "../../platform/lens/tables.ts";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLens, createOffLens, type Lens, type RunningLens } from "../../platform/lens.ts";
import { silentLogger } from "../../platform/logger.ts";

let app: TestApp;
let running: RunningLens;
let dataDir: string;
let buyer = "";

/** The real app with a lens on the app's own database, which is only known once the app is there. */
beforeAll(async () => {
  const defined: ExtraTable[] = [];
  const off = createOffLens("not there yet");
  const now = (): Lens => running ?? off;
  const lens: Lens = {
    ...off,
    define: (tables) => {
      defined.push(...tables);
    },
    query: (...given) => now().query(...given),
    version: () => now().version(),
    ready: () => now().ready(),
    status: () => now().status(),
  };
  app = await createTestApp({ now: "2026-06-30T04:00:00Z", lens });
  dataDir = mkdtempSync(join(tmpdir(), "regulars-segments-"));
  const made = createLens({
    config: { dataDir, clickhouseUrl: null, roles: new Set(["lens"]) },
    connectionString: app.platform.connectionString,
    logger: silentLogger(),
    automatic: false,
    lowPriority: false,
  });
  made.define(defined);
  const { pool } = app.platform;
  buyer = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  await insertMember(pool, { joinedAt: "2026-01-02T00:00:00Z" });
  await insertOrder(pool, { memberId: buyer, placedAt: "2026-06-01T04:00:00Z", net: 5_000 });
  await made.syncNow();
  running = made;
}, 60_000);
afterAll(async () => {
  await running.stop();
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const bought = { event: "order", is: { count: { gte: 1 } } };

test("the export is a CSV file of who is in the set", async () => {
  const url = `/v1/segments/members/export?condition=${encodeURIComponent(JSON.stringify(bought))}`;
  const answer = await app.app.inject({ url, headers: { authorization: `Bearer ${app.apiKey}` } });
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
  expect(answer.headers["content-disposition"]).toContain("members.csv");
  expect(answer.body.trimEnd().split("\n")).toHaveLength(2);
  const all = await app.app.inject({
    url: "/v1/segments/members/export",
    headers: { authorization: `Bearer ${app.apiKey}` },
  });
  expect(all.body.trimEnd().split("\n")).toHaveLength(3);
});

test("a member is explained over the API, in words of both languages", async () => {
  const { status, body } = await app.call<SegmentExplanation>("/v1/segments/explain", {
    body: { condition: { not: bought }, memberId: toPublicId("mbr", buyer) },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    holds: false,
    hadJoined: true,
    tree: { kind: "not", children: [{ pointer: "/condition/not", kind: "event", holds: true, seen: 1 }] },
  });
  expect(body.sentence.zh).not.toBe(body.sentence.en);
});

test("what is asked wrongly is refused as a problem with its place", async () => {
  const memberId = toPublicId("mbr", buyer);
  const asked = async (body: object) => (await app.call<Problem>("/v1/segments/explain", { body })).body;
  expect(await asked({ condition: { tag: "x" }, memberId })).toMatchObject({ code: "condition.invalid", status: 400 });
  expect(await asked({ condition: bought, memberId: "ord_1" })).toMatchObject({
    code: "request.invalid",
    errors: [expect.objectContaining({ pointer: "/memberId" })],
  });
  expect(await asked({ condition: bought, memberId: memberId.replace(/.{4}$/, "0000") })).toMatchObject({
    code: "member.not_found",
    status: 404,
  });
  const key = await app.keyWith(["insights:read"]);
  const denied = await app.call<Problem>("/v1/segments/explain", {
    body: { condition: bought, memberId },
    headers: { authorization: `Bearer ${key}` },
  });
  expect(denied.body).toMatchObject({ code: "auth.forbidden", status: 403 });
});
