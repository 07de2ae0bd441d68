import { createTestApp, type TestApp } from "@regulars/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ofStore } from "../../platform/auth/of-store.ts";
import { csvOf, sheetsOf, xlsxOf } from "./export-report.ts";

const answer = {
  asOf: "2026-06-30T04:00:00.000Z",
  currency: "CNY",
  period: { from: "2026-06-01", to: "2026-06-30" },
  definitions: { cac: { name: { zh: "获客成本", en: "CAC" }, text: { zh: "", en: "" }, formula: "cost / newMembers" } },
  references: [{ key: "x", value: 1 }],
  cac: { value: 250, previous: null, change: null, spark: [1, 2], definition: "cac", rows: "/v1/members" },
  cap: { perMember: 150, reason: null, buckets: [{ n: 1 }, { n: 2 }] },
  byChannel: [
    { channel: "=HYPERLINK(1)", members: [4, 2], rows: null },
    { channel: null, members: [1, 0], rows: null },
  ],
  groups: [
    { name: { zh: "全部", en: "All" }, cohorts: [{ start: "2026-04-01", cells: [{ members: 2 }, { members: 1 }] }] },
  ],
};

test("figures carry their formula, lists become tables, lists within lists a row each", () => {
  const sheets = sheetsOf(answer, "en");
  expect(sheets.map(({ name }) => name)).toEqual(["About", "Figures", "cap.buckets", "byChannel", "groups"]);
  const [, figures, buckets, channels, groups] = sheets;
  expect(buckets?.rows).toEqual([[1], [2]]);
  expect(figures?.rows).toEqual([
    ["CAC", 250, null, "cost / newMembers"],
    ["cap.perMember", 150, null, ""],
    ["cap.reason", null, null, ""],
  ]);
  expect(channels?.head).toEqual(["channel", "members.0", "members.1"]);
  expect(channels?.rows[1]).toEqual([null, 1, 0]);
  expect(groups?.rows.map((row) => row.slice(0, 1).concat(row.slice(-1)))).toEqual([
    ["All", 2],
    ["All", 1],
  ]);
});

test("a spreadsheet runs no formula out of a name", async () => {
  const text = csvOf(sheetsOf(answer, "zh-CN"));
  expect(text).toContain("# 数据");
  expect(text).toContain("'=HYPERLINK(1)");
  expect((await xlsxOf(sheetsOf(answer, "en"))).subarray(0, 2).toString()).toBe("PK");
});

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test("every report asks for the same of its file as of itself, and unknown words are refused", async () => {
  for (const path of ["funnel", "cohorts", "scorecard"]) {
    expect((await app.call(`/v1/insights/${path}/export?format=pdf`)).status, path).toBe(400);
    expect((await app.call(`/v1/insights/${path}/export?asof=2026-01-01`)).status, path).toBe(400);
    expect((await app.call(`/v1/insights/${path}?bogus=1`)).status, path).toBe(400);
  }
  const body = { features: ["recency", "frequency"] };
  expect((await app.call("/v1/insights/clusters/export?format=pdf", { body })).status).toBe(400);
  expect((await app.call("/v1/insights/clusters/export", { body: { ...body, asof: "2026-01-01" } })).status).toBe(400);
});

test("a caller bound to a store is told of that store alone", async () => {
  await app.platform.pool.query("insert into stores (id, name) values ('sto_north', 'North'), ('sto_south', 'South')");
  const key = await app.keyWith(["insights:read", "members:read"], "sto_north");
  const headers = { authorization: `Bearer ${key}` };
  const asked: { from: string; storeId?: string } = { from: "2026-06-01" };
  expect(ofStore({ storeId: "sto_north" }, asked)).toEqual({
    from: "2026-06-01",
    storeId: "sto_north",
  });
  expect(ofStore({ storeId: null }, { storeId: "sto_south" })).toEqual({ storeId: "sto_south" });
  const statusOf = async (path: string, storeId: string) => {
    const address = `/v1/insights/${path}${path.includes("?") ? "&" : "?"}storeId=${storeId}`;
    return (await app.call(address, { headers })).status;
  };
  // Without a lens the own store is answered with 503: allowed, but there is nothing to tell.
  for (const path of [
    "overview",
    "rfm",
    "lifecycle",
    "funnel",
    "tiers/export",
    "members",
    "rows?number=funnel:acquired",
    `rows?number=${encodeURIComponent('bought:{"level":"sku","ids":["A","B"]}')}`,
  ]) {
    expect(await statusOf(path, "sto_south"), path).toBe(403);
    expect([200, 503], path).toContain(await statusOf(path, "sto_north"));
  }
  const features = ["recency", "frequency"];
  for (const path of ["clusters", "clusters/export?format=csv"]) {
    const call = (storeId?: string) =>
      app.call(`/v1/insights/${path}`, { headers, body: { features, ...(storeId && { storeId }) } });
    expect((await call("sto_south")).status, path).toBe(403);
    for (const storeId of ["sto_north", undefined]) expect((await call(storeId)).status, path).toBe(503);
  }
  const compared = { a: {}, b: {}, storeId: "sto_south" };
  expect((await app.call("/v1/insights/compare", { headers, body: compared })).status).toBe(403);
});
