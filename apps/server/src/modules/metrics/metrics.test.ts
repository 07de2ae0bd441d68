import { exploreResponse, metricsResponse } from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertEntry, insertMember, insertOrder, othersHaveEnded } from "../../platform/lens/test-builders.ts";
import { createInsights } from "../insights/index.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { dimensions } from "./dimensions.ts";
import { exploreCsv, exploreXlsx } from "./export.ts";
import { createMetrics, type MetricQueries } from "./index.ts";
import { metrics } from "./registry.ts";

let bench: LifecycleBench;
let queries: MetricQueries;
let segments: ReturnType<typeof createSegments>;

/**
 * Noon of 30 June 2026 in Shanghai. Two stores, three members and a guest; by hand:
 * June: A 100 (sto_a, 1 June 00:30 local), A 50 of which 20 came back (sto_b), B 30, a guest 40, and one of C given back whole.
 * May: A 70 at 23:59 of 31 May local. So June's revenue is 100 + 30 + 30 + 40 = 200, of members 160.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  await pool.query("insert into stores (id, name, city) values ('sto_a', 'Store A', null), ('sto_b', 'Store B', null)");
  const a = await insertMember(pool, { joinedAt: "2026-05-01T00:00:00Z" });
  const b = await insertMember(pool, { joinedAt: "2026-06-10T00:00:00Z" });
  const c = await insertMember(pool, { joinedAt: "2026-06-20T00:00:00Z" });
  await insertOrder(pool, { memberId: a, placedAt: "2026-05-31T15:59:00Z", net: 70, storeId: "sto_a" });
  await insertOrder(pool, { memberId: a, placedAt: "2026-05-31T16:30:00Z", net: 100, storeId: "sto_a" });
  await insertOrder(pool, { memberId: a, placedAt: "2026-06-05T04:00:00Z", net: 50, refunded: 20, storeId: "sto_b" });
  await insertOrder(pool, { memberId: b, placedAt: "2026-06-12T04:00:00Z", net: 30, storeId: "sto_a" });
  await insertOrder(pool, { memberId: null, placedAt: "2026-06-12T05:00:00Z", net: 40, storeId: "sto_b" });
  const gone = await insertOrder(pool, { memberId: c, placedAt: "2026-06-25T04:00:00Z", net: 999, refunded: 999 });
  await pool.query("update orders set complete_refund = true where id = $1", [gone]);
  await insertEntry(pool, { memberId: a, kind: "earn", amount: 500, at: "2026-06-02T00:00:00Z" });
  await insertEntry(pool, { memberId: a, kind: "spend", amount: -200, at: "2026-06-03T00:00:00Z", allocations: [] });
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
  const audit = { record: () => Promise.resolve() };
  queries = createMetrics({ ...bench, audit }, { programmes: bench.programmes, segments }).queries;
});
afterAll(() => bench.close());

const june = { from: "2026-06-01", to: "2026-06-30" };

async function ask(request: object) {
  const answer = await queries.explore(
    { dimensions: [], compare: "none", direction: "desc", limit: 1_000, ...june, ...request } as never,
    "en",
  );
  if (!answer) throw new Error("no answer");
  return exploreResponse.parse(answer);
}

test("June, worked out by hand", async () => {
  const measures = [
    "revenue",
    "memberRevenue",
    "guestRevenue",
    "memberShare",
    "orders",
    "activeMembers",
    "repeatMembers",
    "repurchaseRate",
  ];
  expect((await ask({ measures })).totals).toEqual([200, 160, 40, 0.8, 4, 2, 1, 0.5]);
  const more = [
    "averageOrder",
    "newMembers",
    "totalMembers",
    "arpu",
    "arpuActive",
    "pointsIssued",
    "pointsSpent",
    "redemptionRate",
  ];
  expect((await ask({ measures: more })).totals).toEqual([50, 2, 3, 160 / 3, 80, 500, 200, 0.4]);
});

test("a day begins at midnight of the programme's zone", async () => {
  const { rows } = await ask({
    measures: ["memberRevenue"],
    dimensions: ["day"],
    from: "2026-05-31",
    to: "2026-06-01",
  });
  expect(rows.map(({ keys, values }) => [keys[0], values[0]])).toEqual([
    ["2026-05-31", 70],
    ["2026-06-01", 100],
  ]);
});

test("groups add up to the total where they may, and members are counted once in it", async () => {
  const { rows, totals } = await ask({ measures: ["memberRevenue", "activeMembers"], dimensions: ["store"] });
  expect(rows.map(({ labels, values }) => [labels[0]?.en, ...values])).toEqual([
    ["Store A", 130, 2],
    ["Store B", 30, 1],
  ]);
  expect(totals).toEqual([160, 2]);
});

test("members on the books run up over months, so that ARPU of a month is over all who were members then", async () => {
  const { rows } = await ask({ measures: ["totalMembers", "arpu"], dimensions: ["month"], from: "2026-05-01" });
  expect(rows.map(({ keys, values }) => [keys[0], ...values])).toEqual([
    ["2026-05-01", 1, 70],
    ["2026-06-01", 3, 160 / 3],
  ]);
});

test("a filter keeps the facts of its members only", async () => {
  const filter = {
    event: "order",
    window: { from: "2026-06-01T00:00:00+08:00", to: "2026-07-01T00:00:00+08:00" },
    is: { count: { gte: 2 } },
  };
  expect((await ask({ measures: ["memberRevenue", "guestRevenue"], filter })).totals).toEqual([130, 0]);
});

test("as of an earlier instant later facts count nowhere", async () => {
  expect((await ask({ measures: ["revenue", "totalMembers"], asOf: "2026-06-11T00:00:00Z" })).totals).toEqual([130, 2]);
});

test("the period before is of the same length", async () => {
  const { comparedTotals, comparedPeriod } = await ask({ measures: ["revenue"], compare: "previous" });
  expect(comparedPeriod).toEqual({ from: "2026-05-02", to: "2026-05-31" });
  expect(comparedTotals).toEqual([70]);
});

test("nothing to divide by is not told, and a measure that cannot be grouped is told in the total only", async () => {
  expect((await ask({ measures: ["averageOrder", "revenue"], from: "2020-01-01", to: "2020-01-31" })).totals).toEqual([
    null,
    0,
  ]);
  const { rows, totals } = await ask({ measures: ["lineRevenue", "newMembers"], dimensions: ["sku"] });
  expect(rows.every(({ values }) => values[1] === null)).toBe(true);
  expect(totals[1]).toBe(2);
});

test("opening a number shows as many members as it counts", async () => {
  for (const id of ["activeMembers", "repeatMembers", "newMembers", "totalMembers"]) {
    const { drill, totals } = await ask({ measures: [id] });
    const address = new URL(drill[0] ?? "", "http://x");
    const page = await segments.queries.members(
      { condition: address.searchParams.get("condition") ?? "", sort: "monetary", direction: "desc", limit: 50 },
      "en",
    );
    expect(page.total, id).toBe(totals[0]);
  }
});

test("every metric says what it is and answers, alone and by each dimension", { timeout: 120_000 }, async () => {
  const list = metricsResponse.parse(queries.list());
  expect(list.metrics.length).toBe(metrics.size);
  for (const metric of list.metrics) {
    for (const text of [metric.name.zh, metric.name.en, metric.definition.zh, metric.definition.en, metric.formula])
      expect(text.length).toBeGreaterThan(1);
    await ask({ measures: [metric.id] });
  }
  for (const id of dimensions.keys()) await ask({ measures: [...metrics.keys()].slice(0, 8), dimensions: [id] });
});

test("unknown names are refused", async () => {
  await expect(ask({ measures: ["nonsense"] })).rejects.toMatchObject({ code: "request.invalid" });
  await expect(ask({ measures: ["revenue"], dimensions: ["nonsense"] })).rejects.toMatchObject({
    code: "request.invalid",
  });
});

test("files carry the figures in whole units of money, and their meanings", async () => {
  const answer = await ask({ measures: ["revenue", "repurchaseRate"], dimensions: ["store"] });
  const csv = exploreCsv(answer, "en");
  expect(csv.split("\n")[0]).toBe("\ufeffStore,Revenue,Repurchase rate");
  expect(csv).toContain("Store A,1.3,0");
  expect(csv).toContain("Total,2,0.5");
  const xlsx = await exploreXlsx(answer, "zh-CN");
  expect(xlsx.subarray(0, 2).toString()).toBe("PK");
});

test("the answer is as of the instant asked for", async () => {
  const asOf = "2026-06-11T00:00:00.000Z";
  expect((await ask({ measures: ["revenue"], asOf })).asOf).toBe(asOf);
});

test("points that die at midnight died on the day that ends, as the overview tells it", async () => {
  const { pool, lens } = bench;
  const memberId = await insertMember(pool, { joinedAt: "2025-12-01T00:00:00Z" });
  // The first instant of April in Shanghai.
  const midnight = "2026-03-31T16:00:00Z";
  const born = { memberId, kind: "earn", amount: 70, at: "2026-03-10T00:00:00Z", expiresAt: midnight };
  const dying = await insertEntry(pool, born);
  const allocations = [{ lotId: dying, amount: 70 }];
  await insertEntry(pool, { memberId, kind: "expire", amount: -70, at: midnight, allocations });
  await othersHaveEnded(pool);
  await lens.syncNow();
  const members = { find: (): Promise<string> => Promise.reject(new Error("not asked")) };
  const peers = { programmes: bench.programmes, lifecycle: bench.lifecycle, members, segments };
  const insights = createInsights({ ...bench, audit: { record: () => Promise.resolve() } }, peers);
  const march = { from: "2026-03-01", to: "2026-03-31" };
  const april = { from: "2026-04-01", to: "2026-04-30" };
  for (const [span, expired, breakage] of [
    [march, 70, 1],
    [april, 0, null],
  ] as const) {
    expect((await ask({ measures: ["pointsExpired", "breakage"], ...span })).totals).toEqual([expired, breakage]);
    expect((await insights.queries.overview(span)).points[0]?.expired).toBe(expired);
  }
  const { rows } = await ask({ measures: ["pointsExpired"], dimensions: ["day"], ...march });
  expect(rows.filter(({ values }) => values[0] !== 0).map(({ keys }) => keys[0])).toEqual(["2026-03-31"]);
});
