import {
  comparePopulationsRequest,
  comparePopulationsResponse,
  lifecycleFlowResponse,
  reportQuery,
  tierEconomicsResponse,
  winBackResponse,
} from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf } from "../../platform/ids.ts";
import { insertEntry, insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { lifecyclePresets } from "../programmes/index.ts";
import { valueTables } from "../scores/index.ts";
import { defaultSettings, writeSettings } from "../scores/settings.ts";
import { createSegments } from "../segments/index.ts";
import { affinities } from "./queries/affinities.ts";
import { comparePopulations } from "./queries/compare-populations.ts";
import { lifecycleFlow, templatesOf } from "./queries/lifecycle-flow.ts";
import { membersAndGuests } from "./queries/members-and-guests.ts";
import { tierEconomics } from "./queries/tier-economics.ts";
import { winBack } from "./queries/win-back.ts";
import { scopeOf } from "./scope.ts";

let bench: LifecycleBench;
let segments: ReturnType<typeof createSegments>;

/**
 * Noon of 30 June 2026 in Shanghai; a member is lost after 20 days without an order.
 * A (store): 100 on 5 April, 200 on 10 May, 300 on 12 May; gold since 11 May. B (store): 40 on 20 April. C (wechat): 80 on 31 May. D (wechat): nothing.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  const join = async (joinedAt: string, channel: string, tier: string) => {
    const id = await insertMember(pool, { joinedAt });
    await pool.query("update members set source = jsonb_build_object('channel', $2::text) where id = $1", [
      id,
      channel,
    ]);
    await pool.query(
      "insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, 'main', $3, '2026-05-11T00:00:00Z')",
      [bucketOf(id), id, tier],
    );
    return id;
  };
  const a = await join("2026-04-01T00:00:00Z", "store", "gold");
  const b = await join("2026-04-10T00:00:00Z", "store", "normal");
  const c = await join("2026-05-20T00:00:00Z", "wechat", "normal");
  await join("2026-06-15T00:00:00Z", "wechat", "normal");
  const orders: [string, string, number][] = [
    [a, "2026-04-05", 100],
    [a, "2026-05-10", 200],
    [a, "2026-05-12", 300],
    [b, "2026-04-20", 40],
    [c, "2026-05-31", 80],
  ];
  for (const [memberId, day, net] of orders) await insertOrder(pool, { memberId, placedAt: `${day}T02:00:00Z`, net });
  await insertEntry(pool, { memberId: a, kind: "earn", amount: 60, at: "2026-05-12T02:00:00Z" });
  await pool.query(
    `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, reason, explanation, fact_kind, fact_id, programme_version, recorded_at)
       values ($1, $2, gen_random_uuid(), 'main', 'normal', 'gold', '2026-05-11T00:00:00Z', 'earned', '{}', 'order', gen_random_uuid(), 1, now())`,
    [bucketOf(a), a],
  );
  await pool.query(
    `insert into acquisition_costs (id, month, channel, type, amount, created_by) values (gen_random_uuid(), '2026-04-01', 'store', 'ads', 500, 'test'),
       (gen_random_uuid(), '2026-05-01', 'wechat', 'promotion', 300, 'test'), (gen_random_uuid(), '2025-05-01', 'wechat', 'promotion', 9999, 'test')`,
  );
  await bench.db.transaction().execute((tx) => writeSettings(tx, { ...defaultSettings, horizonDays: 20 }));
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

const scope = (query: object) =>
  scopeOf({ ...bench, programmes: bench.programmes, segments }, reportQuery.parse(query), "en");
const spring = { from: "2026-04-01", to: "2026-06-30" };
const untilToday = { from: "2026-05-01", to: "2026-06-30" };

async function opened(address: string | null): Promise<number> {
  const search = new URL(address ?? "", "http://x").searchParams;
  const asked = { condition: search.get("condition") ?? "", asOf: search.get("asOf") ?? undefined, limit: 50 };
  return (await segments.queries.members({ ...asked, sort: "monetary", direction: "desc" }, "en")).total;
}

test("lost, regained and recovered, by hand, and the list behind says as many", async () => {
  const found = winBackResponse.parse(await winBack(await scope(untilToday)));
  // Silent for 20 days: A since 1 June, B since 10 May, C since 20 June. Lost on 1 May: A, who came back on the 10th.
  expect(found.lost.value).toBe(3);
  expect(await opened(found.lost.rows)).toBe(3);
  expect([found.regained.value, found.recoveryRate.value]).toEqual([1, 1]);
  const months = Object.fromEntries(found.byMonth.map((row) => [row.month, [row.lost, row.regained]]));
  expect([months["2026-04"], months["2026-05"], months["2026-06"]]).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
  ]);
});

test("regaining a member may cost a share of what winning one costs", async () => {
  const found = await winBack(await scope(spring));
  // 800 in twelve months for four members is 200; the article allows 60 %.
  expect(found.cap).toMatchObject({ cac: 200, ratio: 0.6, perMember: 120, reason: null });
  expect(found.capByChannel).toMatchObject([
    { channel: "store", cac: 250, perMember: 150, lost: 2 },
    { channel: "wechat", cac: 150, perMember: 90, lost: 1 },
  ]);
  for (const row of found.capByChannel) expect(await opened(row.rows)).toBe(row.lost);
  expect(found.after).toMatchObject({ regained: null, ordinary: null, reason: { code: "too_few_regained" } });
  expect(found.targets.members).toBe(0);
});

test("what a tier brings in, by hand", async () => {
  const [main] = tierEconomicsResponse.parse(await tierEconomics(await scope(spring), bench.clock.now())).ladders;
  const [normal, gold] = main?.tiers ?? [];
  expect(normal).toMatchObject({ members: 3, revenue: 120, arpu: 40, aov: 60, repurchase: 0, pointsIssued: 0, up: 0 });
  expect(gold).toMatchObject({ members: 1, revenue: 600, arpu: 600, aov: 200, repurchase: 1, pointsIssued: 60, up: 1 });
  expect([normal?.churn, normal?.predicted, gold?.predictedRatio]).toEqual([null, null, null]);
  expect(gold?.revenueShare).toBeCloseTo(600 / 720);
});

test("every life cycle that can be chosen counts each member once, and opens them", async () => {
  const asked = await scope(untilToday);
  const templates = templatesOf(asked, lifecyclePresets(), "en");
  expect(templates.map(({ id }) => id)).toEqual(expect.arrayContaining(["own", "lifecycle-a", "lifecycle-e"]));
  for (const { id } of templates) {
    const found = lifecycleFlowResponse.parse(await lifecycleFlow(asked, { template: id }, { templates, segments }));
    expect(found.stages.reduce((sum, stage) => sum + stage.members, 0)).toBe(4);
    expect(found.flow.reduce((sum, row) => sum + row.members, 0)).toBe(4);
    expect(found.flow.filter(({ from }) => from === null).reduce((sum, row) => sum + row.members, 0)).toBe(2);
    const now = found.history.at(-1)?.members ?? {};
    for (const stage of found.stages) {
      expect(now[stage.stage ?? ""] ?? 0).toBe(stage.members);
      if (stage.rows) expect(await opened(stage.rows)).toBe(stage.members);
    }
  }
  await expect(lifecycleFlow(asked, { template: "nowhere" }, { templates, segments })).rejects.toMatchObject({
    code: "request.invalid",
  });
});

test("two sets of members side by side; too few for a verdict give none", async () => {
  const of = (channel: string) => ({
    condition: { field: "member.source.channel", op: "eq", value: channel },
    ...spring,
  });
  const request = comparePopulationsRequest.parse({ a: of("store"), b: of("wechat") });
  const found = comparePopulationsResponse.parse(
    await comparePopulations(await scope({}), request, "en", { segments, now: bench.clock.now() }),
  );
  const metric = (id: string) => found.metrics.find(({ definition }) => definition === id);
  expect([found.a.members, found.b.members]).toEqual([2, 2]);
  expect(await opened(found.a.rows)).toBe(2);
  expect(metric("memberRevenue")).toMatchObject({ a: 640, b: 80, difference: 7 });
  expect(metric("activeMembers")).toMatchObject({ a: 2, b: 1 });
  expect(metric("arpuActive")).toMatchObject({ a: 320, b: 80, pValue: null });
  const tiers = found.portrait.find(({ dimension }) => dimension === "tier");
  expect(tiers?.values.find(({ value }) => value === "gold")).toMatchObject({ a: 0.5, b: 0, index: null });
});

test("a stage's ARPU is per member and month, however long the period, beside the line it is held against", async () => {
  const arpu = async (query: object) => {
    const asked = await scope(query);
    const templates = templatesOf(asked, lifecyclePresets(), "en");
    const found = await lifecycleFlow(asked, {}, { templates, segments });
    expect(found.references.map(({ key }) => key)).toEqual(["kpi.activationArpu"]);
    const sizes = new Map(found.stages.map(({ stage, members }) => [stage, members]));
    const whole = found.stageArpu.reduce((sum, row) => sum + (row.arpu ?? 0) * (sizes.get(row.stage) ?? 0), 0);
    return whole;
  };
  // Everybody together spent 580 in May's 31 days, and 720 in the 61 days of April and May.
  expect(await arpu({ from: "2026-05-01", to: "2026-05-31" })).toBeCloseTo((580 * 365.25) / 12 / 31, 6);
  expect(await arpu({ from: "2026-04-01", to: "2026-05-31" })).toBeCloseTo((720 * 365.25) / 12 / 61, 6);
});

test("two periods of everybody side by side", async () => {
  const request = comparePopulationsRequest.parse({
    a: { from: "2026-05-01", to: "2026-05-31" },
    b: { from: "2026-04-01", to: "2026-04-30" },
  });
  const found = await comparePopulations(await scope({}), request, "en", { segments, now: bench.clock.now() });
  expect(found.metrics.find(({ definition }) => definition === "memberRevenue")).toMatchObject({ a: 580, b: 140 });
  // May: A 500 and C 80; April: A 100 and B 40. Two a side are judged, and nothing is certain.
  const arpu = found.metrics.find(({ definition }) => definition === "arpuActive");
  expect([arpu?.a, arpu?.b]).toEqual([290, 70]);
  expect(arpu?.pValue).toBeGreaterThan(0.05);
});

test("a side that ends before it begins, or whose condition is none, is named", async () => {
  const upsideDown = comparePopulationsRequest.parse({ a: {}, b: { from: "2026-05-31", to: "2026-05-01" } });
  await expect(
    comparePopulations(await scope({}), upsideDown, "en", { segments, now: bench.clock.now() }),
  ).rejects.toMatchObject({
    errors: [{ pointer: "/b/to" }],
  });
  const unknown = comparePopulationsRequest.parse({ a: { condition: { stage: ["nowhere"] } }, b: {} });
  await expect(
    comparePopulations(await scope({}), unknown, "en", { segments, now: bench.clock.now() }),
  ).rejects.toMatchObject({
    errors: [{ pointer: expect.stringMatching(/^\/a\/condition/) }],
  });
});

test("as of a day before a refund, what was bought counts as it stood then", async () => {
  const { pool } = bench;
  const member = await insertMember(pool, { joinedAt: "2026-04-02T00:00:00Z" });
  const lines = [{ sku: "TEA", category: "tea", quantity: 2, net: 900 }];
  const order = await insertOrder(pool, { memberId: member, placedAt: "2026-04-25T02:00:00Z", net: 900, lines });
  await pool.query(
    `update orders set refunded = 900, complete_refund = true, txid = pg_current_xact_id()::text::bigint,
       lines = (jsonb_set(jsonb_set(lines::jsonb, '{0,refundedQuantity}', '2'), '{0,refundedAmount}', '900'))::json where id = $1`,
    [order],
  );
  await pool.query(
    `insert into refunds (bucket, id, order_id, member_id, refunded_at, recorded_at, amount, lines, outcome, content_hash, source, external_id, programme_version, actor)
     select bucket, gen_random_uuid(), id, member_id, '2026-06-05T00:00:00Z', now(), 900, '[{"lineNo": 1, "quantity": 2, "amount": 900}]', '{}', '\\x00', 'test', 'R1', 1, 'test' from orders where id = $1`,
    [order],
  );
  await bench.lens.syncNow();
  const net = async (asOf?: string) => {
    const asked = await scope({ ...spring, ...(asOf && { asOf }) });
    const found = await membersAndGuests(asked);
    const items = (await affinities(asked, { ...reportQuery.parse(spring), level: "category", limit: 50 })).items;
    return [found.member.revenue, items.find(({ id }) => id === "tea")?.revenue ?? 0];
  };
  expect(await net()).toEqual([720, 0]);
  expect(await net("2026-06-01T00:00:00Z")).toEqual([1_620, 900]);
});
