import { type ExploreAnswer, exploreResponse, metricsResponse } from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf } from "../../platform/ids.ts";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { exploreCsv, exploreXlsx } from "./export.ts";
import { createMetrics, type MetricQueries } from "./index.ts";
import { readXlsx } from "./test-xlsx.ts";

let bench: LifecycleBench;
let queries: MetricQueries;

/**
 * Noon of 30 June 2026 in Shanghai. A joined on 1 January, born on 15 June 1991, buys for 100 on 10 January, 5 and 10 May, for 5,000 on 20 June, which makes A gold. B joined on 20 April, buys for
 * 50 on 25 April and for 30 on 2 June; from a woman to a company without a gender on 10 June. Scores: A in the high band of churn from 20 May on, low since 10 June.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  const a = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  const b = await insertMember(pool, { joinedAt: "2026-04-20T00:00:00Z" });
  for (const [memberId, placedAt, net] of [
    [a, "2026-01-10", 100],
    [a, "2026-05-05", 100],
    [a, "2026-05-10", 100],
    [a, "2026-06-20", 5_000],
    [b, "2026-04-25", 50],
    [b, "2026-06-02", 30],
  ] as const)
    await insertOrder(pool, { memberId, placedAt: `${placedAt}T04:00:00Z`, net });
  const moved = (id: string, from: string | null, to: string, since: string) =>
    pool.query(
      `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, reason, explanation, fact_kind, fact_id, programme_version, recorded_at)
       values ($1, $2, gen_random_uuid(), 'main', $3, $4, $5, 'upgraded', '{}', 'order', gen_random_uuid(), 1, now())`,
      [bucketOf(id), id, from, to, since],
    );
  await moved(a, null, "normal", "2026-01-01T00:00:00Z");
  await moved(a, "normal", "gold", "2026-06-20T04:00:00Z");
  await moved(b, null, "normal", "2026-04-20T00:00:00Z");
  for (const [id, tier] of [
    [a, "gold"],
    [b, "normal"],
  ] as const)
    await pool.query(
      "insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, 'main', $3, now())",
      [bucketOf(id), id, tier],
    );
  await pool.query("update members set birthday = '1991-06-15', updated_at = '2026-01-01' where id = $1", [a]);
  await pool.query("update members set gender = 'female', updated_at = '2026-04-20' where id = $1", [b]);
  await pool.query("update members set gender = null, kind = 'company', updated_at = '2026-06-10' where id = $1", [b]);
  await pool.query("update members set txid = pg_current_xact_id()::text::bigint");
  const layer = (day: string, churn: string, potential: string) =>
    pool.query(
      "insert into member_layers (bucket, member_id, day, churn, at_risk, potential, consumption) values ($1, $2, $3, $4, false, $5, 'saver')",
      [bucketOf(a), a, day, churn, potential],
    );
  await layer("2026-05-20", "high", "low");
  await layer("2026-06-10", "low", "high");
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  await bench.lens.command(
    "INSERT INTO member_values (member_id, scored, rfm_group, potential, churn_probability, consumption_type) SELECT {a:UUID}, 1, 'winBack', 'high', 0.1, 'value'",
    { a },
  );
  const segments = createSegments(bench, { programmes: bench.programmes });
  queries = createMetrics(bench, { programmes: bench.programmes, segments }).queries;
});
afterAll(() => bench.close());

const april = { from: "2026-04-01", to: "2026-04-30" };
const may = { from: "2026-05-01", to: "2026-05-31" };
const june = { from: "2026-06-01", to: "2026-06-30" };

async function ask(request: object): Promise<ExploreAnswer> {
  return exploreResponse.parse(
    await queries.explore(
      { measures: ["totalMembers"], compare: "none", direction: "desc", limit: 1_000, ...request } as never,
      "en",
    ),
  );
}
const by = async (dimension: string, request: object) =>
  Object.fromEntries(
    (await ask({ dimensions: [dimension], ...request })).rows.map(({ keys, values }) => [keys[0], values[0]]),
  );

test("revenue by tier is by the tier at the end of the period, and so is that of the period compared with", async () => {
  const revenue = { measures: ["memberRevenue"] };
  expect(await by("tier", { ...revenue, ...may })).toEqual({ normal: 200 });
  expect(await by("tier", { ...revenue, ...june })).toEqual({ gold: 5_000, normal: 30 });
  expect(await by("tier", { ...revenue, ...june, asOf: "2026-06-19T00:00:00Z" })).toEqual({ normal: 30 });
  const { rows } = await ask({ ...revenue, dimensions: ["tier"], ...june, compare: "previous" });
  expect(rows.map(({ keys, values, compared }) => [keys[0], values[0], compared?.[0]])).toEqual([
    ["gold", 5_000, null],
    ["normal", 30, 200],
  ]);
});

test("stages of a past period are worked out anew: new in April, active in May, loyal now", async () => {
  expect(await by("stage", april)).toEqual({ active: 1, new: 1 });
  expect(await by("stage", may)).toEqual({ active: 2 });
  expect(await by("stage", june)).toEqual({ active: 1, loyal: 1 });
});

test("gender, kind and age are those of then", async () => {
  expect(await by("gender", may)).toEqual({ "": 1, female: 1 });
  expect(await by("gender", june)).toEqual({ "": 2 });
  expect(await by("kind", may)).toEqual({ person: 2 });
  expect(await by("kind", june)).toEqual({ person: 1, company: 1 });
  // A turned 35 on 15 June.
  expect(await by("ageBand", may)).toEqual({ "25-34": 1, "": 1 });
  expect(await by("ageBand", june)).toEqual({ "35-44": 1, "": 1 });
});

test("RFM groups of a past period come out of the orders until then, those of now out of the last scoring", async () => {
  // On 31 May A has 3 orders of 300, the last 21 days ago; B one of 50, 36 days ago: means 2, 175, 28.5.
  expect(await by("rfmGroup", may)).toEqual({ champions: 1, leaving: 1 });
  expect(await by("rfmGroup", june)).toEqual({ winBack: 1, "": 1 });
});

test("layers by scores are those kept by then; of days before the first, nothing is known and the answer says so", async () => {
  expect(await by("churnBand", may)).toEqual({ high: 1, "": 1 });
  expect(await by("potential", may)).toEqual({ low: 1, "": 1 });
  expect(await by("consumptionType", may)).toEqual({ saver: 1, "": 1 });
  expect(await by("churnBand", june)).toEqual({ low: 1, "": 1 });
  const early = await ask({ dimensions: ["churnBand", "tier"], ...april });
  expect(early.rows.map(({ keys, values }) => [...keys, values[0]])).toEqual([["", "normal", 2]]);
  const en =
    "Layers by scores are kept since 2026-05-20; the period asked for ended before, so its members are under Unknown";
  expect(early.dimensions.map(({ note }) => note?.en)).toEqual([en, undefined]);
  expect(exploreCsv(early, "en")).toContain(en);
  expect(readXlsx(await exploreXlsx(early, "en"), 2).flat()).toEqual(expect.arrayContaining(["Churn risk", en]));
  const noted = async (request: object) => (await ask({ dimensions: ["churnBand"], ...request })).dimensions[0]?.note;
  expect(await noted(may)).toBeNull();
  expect(await noted(june)).toBeNull();
  expect((await noted({ from: "2026-05-20", to: "2026-05-25", compare: "previous" }))?.en).toContain(
    "the period compared with",
  );
});

test("two dimensions of members and a day meet in one answer", async () => {
  const { rows } = await ask({ measures: ["activeMembers"], dimensions: ["tier", "stage"], ...may });
  expect(rows.map(({ keys, values }) => [...keys, ...values])).toEqual([["normal", "active", 1]]);
  const filter = { tier: { ladder: "main", is: "exactly", tier: "normal" } };
  const filtered = await ask({
    measures: ["activeMembers"],
    dimensions: ["stage"],
    filter,
    ...may,
    asOf: "2026-05-31T15:59:59.999Z",
  });
  expect(filtered.rows.map(({ keys, values }) => [...keys, ...values])).toEqual([["active", 1]]);
});

test("every dimension says what it is", () => {
  for (const { definition } of metricsResponse.parse(queries.list()).dimensions)
    expect(Math.min(definition.zh.length, definition.en.length)).toBeGreaterThan(4);
});
