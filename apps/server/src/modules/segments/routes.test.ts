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

test("a fault of a condition is told at its place and in the reader's language", async () => {
  const asked = async (condition: unknown, language: string) =>
    (
      await app.call<Problem>("/v1/segments/preview", {
        body: { condition },
        headers: { "accept-language": language },
      })
    ).body;
  const buried = { all: [bought, { any: [{ event: "order", is: { count: { gte: "x" } } }] }] };
  expect(await asked(buried, "zh-CN")).toMatchObject({
    code: "condition.invalid",
    errors: [{ pointer: "/condition/all/1/any/0/is/count/gte", message: expect.stringMatching(/无效/) }],
  });
  expect((await asked(buried, "en")).errors?.[0]?.message).toMatch(/Invalid input/);
  const window = { ...bought, window: { since: "birth" } };
  expect((await asked(window, "en")).errors?.[0]?.pointer).toBe("/condition/window/since");
});

test("nesting without end is refused, in a body and in an address", async () => {
  const deep = (levels: number) => `${'{"not":'.repeat(levels)}{"all":[]}${"}".repeat(levels)}`;
  const answer = await app.app.inject({
    method: "POST",
    url: "/v1/segments/preview",
    headers: { authorization: `Bearer ${app.apiKey}`, "content-type": "application/json" },
    payload: `{"condition":${deep(5_000)}}`,
  });
  expect([answer.statusCode, answer.json().errors[0].code]).toEqual([400, "too_deep"]);
  const address = `/v1/segments/members?condition=${encodeURIComponent(deep(400))}`;
  expect((await app.call<Problem>(address)).body).toMatchObject({
    code: "condition.invalid",
    errors: [{ pointer: "/condition", code: "too_deep" }],
  });
});

test("who may not see the figures may not take members away, and an export leaves a trace", async () => {
  const address = `/v1/segments/members/export?condition=${encodeURIComponent(JSON.stringify(bought))}`;
  const clerk = await app.keyWith(["members:read"]);
  const denied = await app.call<Problem>(address, { headers: { authorization: `Bearer ${clerk}` } });
  expect([denied.status, denied.body.code]).toEqual([403, "auth.forbidden"]);
  const { rows } = await app.platform.pool.query("select after from audit_log where action = 'segment.exported'");
  expect(rows).toContainEqual({ after: expect.objectContaining({ condition: JSON.stringify(bought) }) });
});

test("reports and answers that are taken out as files leave a trace", async () => {
  const headers = { authorization: `Bearer ${app.apiKey}` };
  const report = await app.app.inject({ url: "/v1/insights/funnel/export?from=2026-06-01&format=csv", headers });
  const payload = { measures: ["orders"], dimensions: [], from: "2026-06-01", to: "2026-06-30" };
  const answer = await app.app.inject({ method: "POST", url: "/v1/explore/export?format=csv", headers, payload });
  expect([report.statusCode, answer.statusCode]).toEqual([200, 200]);
  const { rows } = await app.platform.pool.query<{ action: string; target: string; after: object }>(
    "select action, target, after from audit_log where action in ('report.exported', 'explore.exported') order by at, id",
  );
  expect(rows.map(({ action, target }) => [action, target])).toEqual([
    ["report.exported", "funnel"],
    ["explore.exported", "explorer"],
  ]);
  expect(rows.map(({ after }) => after)).toEqual([
    expect.objectContaining({ from: "2026-06-01", format: "csv" }),
    expect.objectContaining({ measures: ["orders"], format: "csv" }),
  ]);
});

test("a key of a store sees members who joined there, and no others", async () => {
  const { pool } = app.platform;
  await pool.query("insert into stores (id, name) values ('sto_north', 'North'), ('sto_south', 'South')");
  const headers = { authorization: `Bearer ${await app.keyWith(["members:read", "insights:read"], "sto_north")}` };
  const asked = (storeId?: string) =>
    app.call<{ size: number; total: number; code?: string }>("/v1/segments/preview", {
      headers,
      body: { condition: { all: [] }, ...(storeId && { storeId }) },
    });
  expect((await asked()).body).toMatchObject({ size: 0, total: 0 });
  expect((await asked("sto_south")).status).toBe(403);
  const everybody = await app.call<{ size: number }>("/v1/segments/preview", { body: { condition: { all: [] } } });
  expect(everybody.body.size).toBe(2);
  for (const path of ["members", "members/export"])
    expect((await app.call(`/v1/segments/${path}?storeId=sto_south`, { headers })).status).toBe(403);
  const explored = await app.call("/v1/explore", { headers, body: { measures: ["orders"], storeId: "sto_south" } });
  expect(explored.status).toBe(403);
});
