import { churnResponse, cohortsQuery, reportQuery, tierEconomicsResponse, winBackResponse } from "@regulars/contracts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf } from "../../../platform/ids.ts";
import { insertMember, insertOrder } from "../../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../../lifecycle/test-builders.ts";
import { notEnough, valueTables } from "../../scores/index.ts";
import { createSegments } from "../../segments/index.ts";
import { scopeOf } from "../scope.ts";
import { churnBoard } from "./churn.ts";
import { clv } from "./clv.ts";
import { cohorts } from "./cohorts.ts";
import { numberRows } from "./number-members.ts";
import { tierEconomics } from "./tier-economics.ts";
import { winBack } from "./win-back.ts";

let bench: LifecycleBench;
let segments: ReturnType<typeof createSegments>;

/**
 * Noon of 30 June 2026 in Shanghai, scored that morning. A joined on 1 September 2025, B on 1 March 2026, C on 1 June; each buys once, for 100, on 1 March, 2 March, 2 June. Layers kept: on 10 June A in
 * the high band and at risk, B in the low; on 20 June B in the medium. A is gold since 15 June. Models were fitted on 9 and on 30 June.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  const a = await insertMember(pool, { joinedAt: "2025-09-01T00:00:00Z" });
  const b = await insertMember(pool, { joinedAt: "2026-03-01T00:00:00Z" });
  const c = await insertMember(pool, { joinedAt: "2026-06-01T00:00:00Z" });
  await insertOrder(pool, { memberId: a, placedAt: "2026-03-01T04:00:00Z", net: 100 });
  await insertOrder(pool, { memberId: b, placedAt: "2026-03-02T04:00:00Z", net: 100 });
  await insertOrder(pool, { memberId: c, placedAt: "2026-06-02T04:00:00Z", net: 100 });
  const layer = (id: string, day: string, churn: string, isAtRisk: boolean) =>
    pool.query("insert into member_layers (bucket, member_id, day, churn, at_risk) values ($1, $2, $3, $4, $5)", [
      bucketOf(id),
      id,
      day,
      churn,
      isAtRisk,
    ]);
  await layer(a, "2026-06-10", "high", true);
  await layer(b, "2026-06-10", "low", false);
  await layer(b, "2026-06-20", "medium", false);
  const moved = (id: string, to: string, since: string) =>
    pool.query(
      `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, reason, explanation, fact_kind, fact_id, programme_version, recorded_at)
       values ($1, $2, gen_random_uuid(), 'main', null, $3, $4, 'upgraded', '{}', 'order', gen_random_uuid(), 1, now())`,
      [bucketOf(id), id, to, since],
    );
  await moved(a, "normal", "2025-09-01T00:00:00Z");
  await moved(a, "gold", "2026-06-15T00:00:00Z");
  await moved(b, "normal", "2026-03-01T00:00:00Z");
  for (const [id, tier] of [
    [a, "gold"],
    [b, "normal"],
  ] as const)
    await pool.query(
      "insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, 'main', $3, now())",
      [bucketOf(id), id, tier],
    );
  await sql`insert into model_versions (kind, version, trained_at, rows, method, params, card) values
    ('churn', 1, '2026-06-09T19:00:00Z', 3, 'stack', '{}', '{"why": "enough_data", "cuts": [], "importance": []}'),
    ('churn', 2, '2026-06-30T03:00:00Z', 3, 'parametric', '{}', '{"why": "too_few_rows", "cuts": [], "importance": []}')`.execute(
    bench.db,
  );
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  await bench.lens.command(
    "INSERT INTO member_values (member_id, scored, clv_predicted, churn_probability) SELECT id, 1, 1000, 0.9 FROM members",
  );
  await bench.lens.command(
    "INSERT INTO value_runs SELECT now64(3), toDateTime64('2026-06-30 03:00:00', 3, 'UTC'), '{}'",
  );
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

const scope = (query: object = {}) =>
  scopeOf({ ...bench, programmes: bench.programmes, segments }, reportQuery.parse(query), "en");
const board = async (query: object = {}) => churnResponse.parse(await churnBoard(await scope(query)));
const members = ({ bands }: Awaited<ReturnType<typeof board>>) => bands.map((band) => band.members);
/** The end of a day in Shanghai. */
const endOf = (day: string) => `${day}T15:59:59.999Z`;

test("today the board goes by the last scoring", async () => {
  const now = await board();
  expect([now.atRisk.value, members(now), now.valueAtRisk.value, now.actNow.members]).toEqual([3, [0, 0, 3], 2_700, 0]);
  expect([now.partly, now.notEnoughData, now.model?.version]).toEqual([null, null, 2]);
  expect(now.bands.every(({ rows }) => rows !== null)).toBe(true);
});

test("a past day is answered by the layers kept of it, and says what was not kept", async () => {
  const then = await board({ asOf: endOf("2026-06-12") });
  expect([then.atRisk.value, members(then)]).toEqual([1, [1, 0, 1]]);
  expect(then.partly?.code).toBe("layers_only");
  expect(then.notEnoughData).toBeNull();
  expect([then.valueAtRisk.value, then.actNow.members, then.actNow.value, then.calendar]).toEqual([
    null,
    null,
    null,
    [],
  ]);
  expect(then.bands.map(({ value }) => value)).toEqual(Array(3).fill(null));
  // A is in the ninth month of membership, B in the third.
  expect(then.tenureBand).toMatchObject({ members: 1, atRisk: 1 });
  expect([then.model?.version, then.model?.method]).toEqual([1, "stack"]);
  expect(members(await board({ asOf: endOf("2026-06-20") }))).toEqual([0, 1, 1]);
});

test("the counts of a past day, or of a filter, open the members they counted", async () => {
  const joinedBefore = JSON.stringify({ field: "member.joinedAt", op: "before", value: "2026-03-10T00:00:00Z" });
  for (const query of [{ asOf: endOf("2026-06-12") }, { asOf: endOf("2026-06-20") }, { filter: joinedBefore }]) {
    const { bands, atRisk, tenureBand } = await board(query);
    const shown = [
      ...bands.map((band) => [band.members, band.rows]),
      [atRisk.value, atRisk.rows],
      [tenureBand.members, tenureBand.rows],
    ];
    const opened = await Promise.all(shown.map(([, rows]) => openRows(String(rows))));
    expect(opened).toEqual(shown.map(([count]) => count));
  }
});

/** How many members an address of `/v1/insights/rows` lists. */
async function openRows(address: string): Promise<number> {
  const { number = "", limit: _, ...query } = Object.fromEntries(new URL(address, "http://x").searchParams);
  const asked = await scope(query);
  const { items } = await numberRows(asked, { segments, templates: [] }, { number, limit: 50 });
  return items.length;
}

test("before the first day that was kept the board says that it does not know", async () => {
  const early = await board({ asOf: endOf("2026-06-09") });
  expect([early.atRisk.value, early.partly, early.notEnoughData?.code]).toEqual([null, null, "scored_later"]);
  expect(early.model).toBeNull();
  const addresses = [early.atRisk, early.actNow, early.tenureBand, ...early.bands].map(({ rows }) => rows);
  expect(addresses).toEqual(Array(6).fill(null));
});

test("a filter that nobody of a past day passes is told apart from a day that was not kept", async () => {
  const filter = JSON.stringify({ field: "member.joinedAt", op: "before", value: "2020-01-01T00:00:00Z" });
  expect((await board({ asOf: endOf("2026-06-12"), filter })).notEnoughData?.code).toBe("nobody_matches");
  const ofA = JSON.stringify({ field: "member.joinedAt", op: "before", value: "2026-01-01T00:00:00Z" });
  expect(members(await board({ asOf: endOf("2026-06-12"), filter: ofA }))).toEqual([0, 0, 1]);
});

test("cohorts by tier go by the tier of the day", async () => {
  const byTier = async (query: object) => {
    const period = { from: "2025-09-01", ...query };
    const { groups } = await cohorts(await scope(period), cohortsQuery.parse({ split: "tier", ...period }));
    return groups.map(({ group, cohorts: rows }) => [group, rows.map(({ members: n }) => n)]);
  };
  // C is in no tier. A came in September, B in March, C in June.
  expect(await byTier({ asOf: endOf("2026-06-12") })).toEqual([
    ["", [1]],
    ["normal", [1, 1]],
  ]);
  expect(await byTier({})).toEqual([
    ["", [1]],
    ["gold", [1]],
    ["normal", [1]],
  ]);
});

test("whom regaining would pay is not told of a past day, whose values were not kept", async () => {
  const told = async (query: object) => winBackResponse.parse(await winBack(await scope(query))).targets;
  // A and B were silent for 90 days by the end of May; without costs the cap is nothing.
  expect(await told({})).toMatchObject({ members: 2, meanPredicted: 1_000, reason: null });
  expect(await told({ asOf: endOf("2026-06-12") })).toEqual({
    members: null,
    meanPredicted: null,
    reason: expect.objectContaining({ code: "values_not_kept" }),
    rows: null,
  });
});

test("members are in the tier of the end of the period, and scores of later say nothing of it", async () => {
  const tiers = async (query: object) => {
    const { ladders } = tierEconomicsResponse.parse(await tierEconomics(await scope(query), bench.clock.now()));
    return ladders[0]?.tiers.map(({ tier, members: n, revenue, churn }) => [tier, n, revenue, churn]);
  };
  const march = { from: "2026-03-01", to: "2026-03-31" };
  expect(await tiers(march)).toEqual([
    ["normal", 2, 200, null],
    ["gold", 0, 0, null],
  ]);
  expect(await tiers({ from: "2026-03-01", to: "2026-06-30" })).toEqual([
    ["normal", 1, 100, 0.9],
    ["gold", 1, 100, 0.9],
  ]);
});

test("churn and win-back count the same members as lost in each month: those whose silence outlasts the horizon", async () => {
  // Back on the ninetieth day, in time; and on the ninety-first, too late.
  const inTime = await insertMember(bench.pool, { joinedAt: "2025-09-01T00:00:00Z" });
  const late = await insertMember(bench.pool, { joinedAt: "2025-09-01T00:00:00Z" });
  for (const [memberId, day] of [
    [inTime, "2025-10-01"],
    [inTime, "2025-12-30"],
    [late, "2025-10-01"],
    [late, "2025-12-31"],
  ] as const)
    await insertOrder(bench.pool, { memberId, placedAt: `${day}T04:00:00Z`, net: 100 });
  await bench.lens.syncNow();
  const lost = (months: { month: string; lost: number }[]) =>
    months.filter((row) => row.lost > 0).map((row) => [row.month, row.lost]);
  const { byMonth, monthlyChurn } = await board();
  // Both again at the end of March; A and B, who bought on 1 and 2 March, at the end of May.
  expect(lost(byMonth)).toEqual([
    ["2025-12", 1],
    ["2026-03", 2],
    ["2026-05", 2],
  ]);
  expect(lost(winBackResponse.parse(await winBack(await scope({}))).byMonth)).toEqual(lost(byMonth));
  // Of the last whole month: both who were within the horizon at the start of May.
  expect(monthlyChurn.value).toBe(1);
});

test("where nobody has a value the boards say what the last scoring said, and no number", async () => {
  const refused = notEnough("too_few_customers", { customers: 3, needed: 30 });
  await bench.pool.query(
    "insert into score_runs (id, status, reason, requested_by, requested_at, outcome) values (gen_random_uuid(), 'done', 'asked', 'x', now(), $1)",
    [
      JSON.stringify({
        purchases: { version: 1, notEnoughData: null },
        spend: { version: null, notEnoughData: refused },
      }),
    ],
  );
  await bench.lens.command("ALTER TABLE member_values UPDATE clv_predicted = NULL WHERE 1 SETTINGS mutations_sync = 2");
  const { valueAtRisk, bands, actNow, partly, atRisk } = await board();
  expect([valueAtRisk.value, actNow.value, ...bands.map(({ value }) => value)]).toEqual(Array(5).fill(null));
  expect([partly, atRisk.value]).toEqual([refused, 3]);
  expect(actNow.rows).not.toBeNull();
  expect((await clv(await scope({}))).notEnoughData).toEqual(refused);
});
