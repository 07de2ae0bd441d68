import { clustersRequest, clustersResponse } from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { sheetsOf } from "./export-report.ts";
import { cutsOf, rangesOf } from "./queries/cluster-ranges.ts";
import { clusters, clustersTable } from "./queries/clusters.ts";
import { scopeOf } from "./scope.ts";

let bench: LifecycleBench;
let segments: ReturnType<typeof createSegments>;

const daysAgo = (days: number) => new Date(Date.parse("2026-06-30T04:00:00Z") - days * 86_400_000).toISOString();

/**
 * Noon of 30 June 2026 in Shanghai. 15 members with 12 orders of about 10,000, the last 2 days ago; 15 with 4 of about 3,000, the last 30 days ago; 15 with one of about 500, 200 days ago;
 * 5 who never bought. The last 15 bought in another store than the others.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  await pool.query("insert into stores (id, name) values ('sto_north', 'North'), ('sto_south', 'South')");
  const group = async (orders: number, net: number, last: number, storeId = "sto_north") => {
    for (let index = 0; index < 15; index += 1) {
      const memberId = await insertMember(pool, { joinedAt: "2025-06-30T04:00:00Z" });
      for (let order = 0; order < orders; order += 1)
        await insertOrder(pool, {
          memberId,
          storeId,
          net: net + index,
          placedAt: daysAgo(last + order * 3 + index / 100),
        });
    }
  };
  await group(12, 10_000, 2);
  await group(4, 3_000, 30);
  await group(1, 500, 200, "sto_south");
  for (let index = 0; index < 5; index += 1) await insertMember(pool, { joinedAt: "2025-06-30T04:00:00Z" });
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

async function ask(request: object) {
  const body = clustersRequest.parse(request);
  const { storeId, asOf, filter } = body;
  const query = { storeId, asOf, ...(filter !== undefined && { filter: JSON.stringify(filter) }) };
  const scope = await scopeOf({ ...bench, programmes: bench.programmes, segments }, query, "en");
  return clustersResponse.parse(await clusters(scope, body, "en", segments));
}

async function opened(address: string | null): Promise<number> {
  const search = new URL(address ?? "", "http://x").searchParams;
  const asked = { condition: search.get("condition") ?? "", asOf: search.get("asOf") ?? undefined, limit: 50 };
  return (await segments.queries.members({ ...asked, sort: "monetary", direction: "desc" }, "en")).total;
}

const rfm = ["recency", "frequency", "monetary"];

test("three kinds of buyers are found, named by spend, with medians by hand", async () => {
  const found = await ask({ features: rfm });
  expect(found).toMatchObject({ notEnoughData: null, k: 3, isChosen: true, members: 45, sampled: 45 });
  expect(found.silhouette).toBeGreaterThan(0.9);
  expect(found.clusters.map(({ name }) => name.zh)).toEqual(["高端", "中端", "经济型"]);
  expect(found.clusters.map(({ members }) => members)).toEqual([15, 15, 15]);
  // The eighth of fifteen: 12 x 10,007, 4 x 3,007, 507.
  expect(found.clusters.map(({ profile }) => profile.monetary)).toEqual([120_084, 12_028, 507]);
  expect(found.clusters.map(({ profile }) => profile.frequency)).toEqual([12, 4, 1]);
  for (const [place, days] of [2.07, 30.07, 200.07].entries())
    expect(found.clusters[place]?.profile.recency).toBeCloseTo(days, 5);
  expect(found.clusters[0]?.spendShare).toBeCloseTo(1_801_260 / (1_801_260 + 180_420 + 7_605), 10);
  expect(found.clusters[0]?.meanPredicted).toBeNull();
});

test("the condition of a cluster finds its members and nobody who never bought", async () => {
  const found = await ask({ features: rfm });
  for (const cluster of found.clusters) {
    expect(cluster.fit).toEqual({ precision: 1, recall: 1, members: 15 });
    expect(await opened(cluster.rows)).toBe(15);
    expect(cluster.sentence?.en).toBeTruthy();
  }
});

test("every feature can be asked for; what no condition can say is left out of it", async () => {
  const features = ["tenure", "categories", "averageOrder", "discountShare"];
  const found = await ask({ features, k: 2 });
  expect(found).toMatchObject({ k: 2, isChosen: false });
  expect(found.clusters.map(({ name }) => name.en)).toEqual(["High-end", "Economy"]);
  expect(Object.keys(found.clusters[0]?.profile ?? {}).sort()).toEqual([...features, "monetary"].sort());
  // Everybody joined a year ago and buys without discount: order value alone tells them apart.
  expect(found.clusters[0]?.profile).toMatchObject({ tenure: 365, discountShare: 0 });
  expect(JSON.stringify(found.clusters[1]?.condition)).not.toContain("discount");
});

test("the same data gives the same clusters", async () => {
  const request = { features: [...rfm, "averageOrder"], asOf: "2026-06-30T04:00:00.000Z" };
  expect(await ask(request)).toEqual(await ask(request));
});

test("a filter keeps to its members, also in the condition", async () => {
  const filter = { event: "order", is: { count: { gte: 4 } } };
  const found = await ask({ features: rfm, k: 2, filter });
  expect(found.members).toBe(30);
  expect(found.clusters.map(({ members }) => members)).toEqual([15, 15]);
  for (const { rows } of found.clusters) expect(await opened(rows)).toBe(15);
});

test("one store's clusters are of its orders alone, also in the condition", async () => {
  const found = await ask({ features: rfm, storeId: "sto_north" });
  expect(found).toMatchObject({ members: 30, k: 2 });
  for (const { rows } of found.clusters) {
    expect(rows).toContain("sto_north");
    expect(await opened(rows)).toBe(15);
  }
});

test("orders after the instant count nowhere", async () => {
  const found = await ask({ features: rfm, asOf: daysAgo(100) });
  expect(found.notEnoughData).toMatchObject({ code: "too_few_customers" });
  expect(found).toMatchObject({ members: 15, k: 0, clusters: [], silhouette: null });
});

test("members who are all alike give a reason, not groups", async () => {
  const filter = { event: "order", is: { count: { gte: 1 } } };
  const found = await ask({ features: ["tenure", "discountShare"], filter });
  expect(found.notEnoughData?.code).toBe("everybody_alike");
  expect(found.notEnoughData?.text.en).toContain("differ too little");
});

test("as a file: what they were told apart by, a row a cluster, and each condition in one cell", async () => {
  const found = await ask({ features: rfm });
  const sheets = sheetsOf(clustersTable(found), "en");
  const about = new Map(sheets.find(({ name }) => name === "About")?.rows.map(([key, value]) => [key, value]));
  expect(about.get("features")).toBe("recency, frequency, monetary");
  const table = sheets.find(({ name }) => name === "clusters");
  const column = (name: string) => table?.rows.map((row) => row[table.head.indexOf(name)]);
  expect(column("name")).toEqual(found.clusters.map(({ name }) => name.en));
  expect(column("members")).toEqual([15, 15, 15]);
  expect(column("profile.frequency")).toEqual([12, 4, 1]);
  expect(column("condition")?.map((text) => JSON.parse(String(text)))).toEqual(
    found.clusters.map((row) => row.condition),
  );
  expect(table?.head.filter((name) => name.startsWith("condition"))).toEqual(["condition"]);
});

test("two features at least, each once", () => {
  expect(clustersRequest.safeParse({ features: ["recency"] }).success).toBe(false);
  expect(clustersRequest.safeParse({ features: ["recency", "recency"] }).success).toBe(false);
});

test("ranges close in from both sides and say no more than they need", () => {
  const values = Float64Array.from({ length: 100 }, (_, row) => row + 1);
  const noise = Float64Array.from({ length: 100 }, (_, row) => ((row * 37) % 100) + 1);
  const isOwn = Uint8Array.from(values, (value) => (value >= 40 && value < 60 ? 1 : 0));
  const cuts = Array.from({ length: 9 }, (_, place) => (place + 1) * 10);
  const found = rangesOf(
    [
      { values: noise, cuts },
      { values, cuts },
    ],
    isOwn,
  );
  expect(found).toEqual([{ column: 1, low: 40, high: 60 }]);
  expect(rangesOf([{ values: noise, cuts: [] }], isOwn)).toEqual([]);
});

test("ranges end at numbers that people would write", () => {
  const cuts = cutsOf(Float64Array.from({ length: 1_000 }, (_, row) => row * 137));
  expect(cuts.length).toBeGreaterThan(20);
  expect(cuts.every((cut) => cut > 0 && Number(cut.toPrecision(2)) === cut)).toBe(true);
  expect(cuts).toEqual([...cuts].sort((one, other) => one - other));
});
