import {
  acquisitionResponse,
  affinitiesResponse,
  churnResponse,
  clvResponse,
  cohortsQuery,
  cohortsResponse,
  forecastQuery,
  forecastResponse,
  funnelResponse,
  memberComparisonResponse,
  purchaseTimesResponse,
  reportQuery,
  repurchaseResponse,
} from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { acquisition, wholeMonths } from "./queries/acquisition.ts";
import { affinities } from "./queries/affinities.ts";
import { churnBoard } from "./queries/churn.ts";
import { clv } from "./queries/clv.ts";
import { cohorts, wholeCohorts } from "./queries/cohorts.ts";
import { forecast } from "./queries/forecast.ts";
import { funnel } from "./queries/funnel.ts";
import { membersAndGuests } from "./queries/members-and-guests.ts";
import { numberRows } from "./queries/number-members.ts";
import { purchaseTimes } from "./queries/purchase-times.ts";
import { repurchase } from "./queries/repurchase.ts";
import { tierEconomics } from "./queries/tier-economics.ts";
import { winBack } from "./queries/win-back.ts";
import { scopeOf } from "./scope.ts";

let bench: LifecycleBench;
let segments: ReturnType<typeof createSegments>;

const joinBy = (id: string, channel: string) =>
  bench.pool.query("update members set source = jsonb_build_object('channel', $2::text) where id = $1", [id, channel]);

/**
 * Noon of 30 June 2026 in Shanghai, by hand:
 * April's cohort: A (orders 5 April, 10 May, 12 May) and B (order 20 April). May's: C (order 31 May). June's: D, no order. A guest buys for 60 on 1 June.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  const a = await insertMember(pool, { joinedAt: "2026-04-01T00:00:00Z" });
  const b = await insertMember(pool, { joinedAt: "2026-04-10T00:00:00Z" });
  const c = await insertMember(pool, { joinedAt: "2026-05-20T00:00:00Z" });
  const d = await insertMember(pool, { joinedAt: "2026-06-15T00:00:00Z" });
  await joinBy(a, "store");
  await joinBy(b, "store");
  await joinBy(c, "wechat");
  await joinBy(d, "wechat");
  const line = (sku: string, category: string, net: number) => ({ sku, category, quantity: 1, net });
  await insertOrder(pool, {
    memberId: a,
    placedAt: "2026-04-05T02:00:00Z",
    net: 100,
    lines: [line("L", "coffee", 60), line("K", "bakery", 40)],
  });
  await insertOrder(pool, {
    memberId: a,
    placedAt: "2026-05-10T02:00:00Z",
    net: 200,
    lines: [line("L", "coffee", 200)],
  });
  await insertOrder(pool, {
    memberId: a,
    placedAt: "2026-05-12T02:00:00Z",
    net: 300,
    lines: [line("L", "coffee", 300)],
  });
  await insertOrder(pool, { memberId: b, placedAt: "2026-04-20T02:00:00Z", net: 40 });
  await insertOrder(pool, { memberId: c, placedAt: "2026-05-31T02:00:00Z", net: 80 });
  await insertOrder(pool, { memberId: null, placedAt: "2026-06-01T02:00:00Z", net: 60 });
  await pool.query(
    `insert into acquisition_costs (id, month, channel, type, amount, created_by) values (gen_random_uuid(), '2026-04-01', 'store', 'ads', 500, 'test'),
       (gen_random_uuid(), '2026-05-01', 'wechat', 'promotion', 300, 'test'), (gen_random_uuid(), '2025-05-01', 'wechat', 'promotion', 9999, 'test')`,
  );
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

const spring = { from: "2026-04-01", to: "2026-06-30" };

function scope(query: object = spring) {
  return scopeOf({ ...bench, programmes: bench.programmes, segments }, reportQuery.parse(query), "en");
}

async function opened(address: string | null): Promise<number> {
  const search = new URL(address ?? "", "http://x").searchParams;
  const page = await segments.queries.members(
    {
      condition: search.get("condition") ?? "",
      asOf: search.get("asOf") ?? undefined,
      sort: "monetary",
      direction: "desc",
      limit: 50,
    },
    "en",
  );
  return page.total;
}

test("the triangle of retention, by hand, and each cell opens its members", async () => {
  const found = cohortsResponse.parse(await cohorts(await scope(), cohortsQuery.parse(spring)));
  const [group] = found.groups;
  expect(
    group?.cohorts.map((cohort) => [cohort.start, cohort.members, cohort.cells.map((cell) => cell.members)]),
  ).toEqual([
    ["2026-04-01", 2, [2, 1, 0]],
    ["2026-05-01", 1, [1, 0]],
    ["2026-06-01", 1, [0]],
  ]);
  // Complete months only: month 0 of April and May (3 of 3), month 1 of April (1 of 2).
  expect(group?.mean).toEqual([1, 0.5, null]);
  for (const cohort of group?.cohorts ?? []) {
    expect(await opened(cohort.rows)).toBe(cohort.members);
    for (const cell of cohort.cells) expect(await opened(cell.rows)).toBe(cell.members);
  }
});

test("revenue of cohorts runs up, and splits by channel hold the same members", async () => {
  const query = cohortsQuery.parse({ ...spring, value: "cumulativeRevenue", split: "channel" });
  const found = await cohorts(await scope(), query);
  const store = found.groups.find(({ group }) => group === "store");
  expect(store?.cohorts[0]?.cells.map(({ value }) => value)).toEqual([70, 320, 320]);
  expect(
    found.groups.reduce((sum, group) => sum + group.cohorts.reduce((part, cohort) => part + cohort.members, 0), 0),
  ).toBe(4);
});

test("AARRR, by hand", async () => {
  const found = funnelResponse.parse(await funnel(await scope()));
  // Activated: A, B, C bought within 30 days. Retained: A. Earning: A spent 600, twice the mean order of 144 is 288. Referring: nobody.
  expect(found.steps.map(({ members }) => members)).toEqual([4, 3, 1, 1, 0]);
  expect(found.steps[1]?.conversion).toBe(0.75);
  expect(await opened(found.steps[0]?.rows ?? null)).toBe(4);
  // Of A, B and C, whose 30 days are over: A has one order in them, B one, C one.
  expect(found.onboarding.buckets.map(({ members }) => members)).toEqual([0, 3, 0, 0]);
});

test("CAC takes the costs of the period's months over the members who joined", async () => {
  const found = acquisitionResponse.parse(await acquisition(await scope()));
  expect([found.cost.value, found.newMembers.value, found.cac.value]).toEqual([800, 4, 200]);
  expect(found.byChannel.map(({ channel, newMembers, cac }) => [channel, newMembers, cac])).toEqual(
    expect.arrayContaining([
      ["store", 2, 250],
      ["wechat", 2, 150],
    ]),
  );
  expect(found.byChannel.find(({ channel }) => channel === "wechat")?.gap).toBeCloseTo(0.4);
  expect(found.ltvToCac.value).toBeNull();
  const none = await acquisition(await scope({ from: "2020-01-01", to: "2020-01-31" }));
  expect([none.cost.value, none.cac.value]).toEqual([null, null]);
});

test("costs of whole months are held against the members of whole months", async () => {
  const middle = wholeMonths(
    reportQuery.parse({ from: "2026-05-25", to: "2026-06-10" }),
    "Asia/Shanghai",
    bench.clock.now(),
  );
  expect([middle.from, middle.to]).toEqual(["2026-05-01", "2026-06-30"]);
  const found = await acquisition(await scope(middle));
  // C of May and D of June, for May's 300; before them A and B of April, March and April cost 500.
  expect([found.cost.value, found.newMembers.value, found.cac.value]).toEqual([300, 2, 150]);
  expect([found.cost.previous, found.newMembers.previous, found.cac.previous]).toEqual([500, 2, 250]);
  expect(found.period).toMatchObject({ previousFrom: "2026-03-01", previousTo: "2026-04-30" });
});

test("members beside guests: what needs a person is not told of guests", async () => {
  const found = memberComparisonResponse.parse(await membersAndGuests(await scope()));
  expect(found.member).toMatchObject({ buyers: 3, orders: 5, revenue: 720, aov: 144, repurchase: 1 / 3 });
  expect(found.guest).toMatchObject({ buyers: null, orders: 1, revenue: 60, aov: 60, repurchase: null });
  expect(found.basketUplift.value).toBeCloseTo(1.4);
});

test("who buys again within days counts only those whose window has passed", async () => {
  const found = repurchaseResponse.parse(await repurchase(await scope()));
  // First orders: A 5 April, B 20 April, C 31 May (30 days end on 30 June: passed). A came back after 35 days.
  expect(found.windows.slice(0, 3).map(({ days, firstOrders, again }) => [days, firstOrders, again])).toEqual([
    [30, 3, 0],
    [60, 2, 1],
    [90, 0, 0],
  ]);
  expect(found.windows[2]?.rate).toBeNull();
  expect(found.ladder.slice(0, 3).map(({ order, members, next }) => [order, members, next])).toEqual([
    [1, 3, 1],
    [2, 1, 1],
    [3, 1, 0],
  ]);
});

test("hours are those of the shop", async () => {
  const found = purchaseTimesResponse.parse(await purchaseTimes(await scope()));
  expect(found.cells.filter(({ orders }) => orders > 0).every(({ hour }) => hour === 10)).toBe(true);
  expect(found.cells.reduce((sum, { orders }) => sum + orders, 0)).toBe(6);
  expect(found.byDayOfMonth.find(({ day }) => day === 10)?.revenue).toBe(200);
});

test("too few orders say so beside what there is", async () => {
  const query = { ...spring, level: "category" as const, limit: 50 };
  const found = affinitiesResponse.parse(await affinities(await scope(), { ...reportQuery.parse(spring), ...query }));
  expect(found.notEnoughData?.code).toBe("no_purchases");
  expect(found.items.find(({ id }) => id === "coffee")).toMatchObject({ orders: 3, buyers: 1, revenue: 560 });
});

test("before any scoring, value and churn say what they lack instead of a number", async () => {
  const value = clvResponse.parse(await clv(await scope()));
  expect(value.notEnoughData).not.toBeNull();
  expect([value.total.value, value.mean.value, value.totalInterval]).toEqual([null, null, null]);
  const churn = churnResponse.parse(await churnBoard(await scope()));
  expect(churn.notEnoughData).not.toBeNull();
  expect(churn.atRisk.value).toBeNull();
  expect(churn.model).toBeNull();
});

test("scores of the last run are not passed off as those of an earlier day", async () => {
  const { lens } = bench;
  const asOf = bench.clock.now().getTime();
  await lens.command("INSERT INTO value_runs SELECT now64(3), fromUnixTimestamp64Milli({asOf:Int64}, 'UTC'), '{}'", {
    asOf,
  });
  await lens.command(
    "INSERT INTO member_values (member_id, scored, clv_predicted, churn_probability) SELECT id, 1, 1000, 0.9 FROM members",
  );
  const now = await clv(await scope());
  expect([now.total.value, now.notEnoughData]).toEqual([4_000, null]);
  const earlier = await scope({ ...spring, asOf: "2026-06-10T00:00:00Z" });
  const then = await clv(earlier);
  expect([then.total.value, then.totalInterval]).toEqual([null, null]);
  expect((await churnBoard(earlier)).atRisk.value).toBeNull();
  for (const { tiers } of (await tierEconomics(earlier, bench.clock.now())).ladders)
    expect(tiers.map(({ predicted, churn }) => [predicted, churn])).toEqual(tiers.map(() => [null, null]));
  await lens.command("TRUNCATE TABLE member_values");
  await lens.command("TRUNCATE TABLE value_runs");
});

test("a short series is not carried on", async () => {
  const query = forecastQuery.parse({ grain: "month" });
  const found = forecastResponse.parse(await forecast(await scope({}), query));
  expect(found.actual.map(({ value }) => value)).toEqual([140, 580]);
  expect(found.forecast).toEqual([]);
  expect(found.notEnoughData).not.toBeNull();
});

test("as of an earlier instant nothing later counts, and later facts do not change the answer", async () => {
  const query = { ...spring, asOf: "2026-05-11T00:00:00Z" };
  const before = await cohorts(await scope(query), cohortsQuery.parse(query));
  expect(before.groups[0]?.cohorts.map((cohort) => cohort.cells.map((cell) => cell.members))).toEqual([[2, 1]]);
  await insertOrder(bench.pool, { memberId: null, placedAt: "2026-05-20T00:00:00Z", net: 10 });
  await bench.lens.syncNow();
  expect(await cohorts(await scope(query), cohortsQuery.parse(query))).toEqual(before);
});

test("an upside-down period is refused, and so is what nobody could mean", async () => {
  await expect(scope({ from: "2026-06-30", to: "2026-06-01" })).rejects.toMatchObject({
    code: "request.invalid",
    errors: [{ pointer: "/from", code: "period.invalid" }],
  });
  for (const query of [
    { asof: "2026-05-11T00:00:00Z" },
    { asOf: "9999-01-01T00:00:00Z" },
    { from: "0001-01-01" },
    { channel: "\0" },
  ])
    expect(reportQuery.safeParse(query).success, JSON.stringify(query)).toBe(false);
});

test("numbers that no condition can say open the members they count, also of a filter and of a past day", async () => {
  const count = async (address: string | null): Promise<number> => {
    const { number, ...asked } = Object.fromEntries(new URL(address ?? "", "http://x").searchParams);
    const of = await scope(asked);
    const found = await numberRows(of, { templates: [], segments }, { number: number ?? "", limit: 50 });
    expect(found.items).toHaveLength(found.total);
    return found.total;
  };
  const filter = JSON.stringify({ field: "member.source.channel", op: "eq", value: "store" });
  for (const query of [spring, { ...spring, filter }, { ...spring, asOf: "2026-06-10T00:00:00Z" }]) {
    const asked = await scope(query);
    const steps = (await funnel(asked)).steps.filter(({ rows }) => rows?.startsWith("/v1/insights/rows"));
    expect(steps.length).toBeGreaterThanOrEqual(4);
    for (const { rows, members } of steps) expect(await count(rows), rows ?? "").toBe(members);
    for (const { rows, members } of (await funnel(asked)).onboarding.buckets) expect(await count(rows)).toBe(members);
    for (const { rows, again } of (await repurchase(asked)).windows) expect(await count(rows)).toBe(again);
    const { byChannel, byMonth } = await acquisition(asked);
    for (const { rows, newMembers } of [...byChannel, ...byMonth]) expect(await count(rows)).toBe(newMembers);
    const { dayRetention } = await cohorts(asked, cohortsQuery.parse(spring));
    for (const { rows, returned } of dayRetention) expect(await count(rows)).toBe(returned);
    const board = await churnBoard(asked);
    for (const { rows, lost } of board.byMonth) expect(await count(rows)).toBe(lost);
    expect(await count(board.activityDrop.rows)).toBe(board.activityDrop.members);
    const back = await winBack(asked);
    expect(await count(back.regained.rows)).toBe(back.regained.value);
    for (const { rows, lost } of back.byMonth) expect(await count(rows)).toBe(lost);
  }
  for (const number of ["funnel:luck", "repurchase:31", "churn:lost:2026-13", "'", ""])
    await expect(numberRows(await scope(), { templates: [], segments }, { number, limit: 50 })).rejects.toMatchObject({
      code: "request.invalid",
    });
});

test("what is wrong with a filter is said of the filter", async () => {
  for (const filter of ["{", '{"stage":["nowhere"]}', '{"x":1}'])
    await expect(scope({ filter }), filter).rejects.toMatchObject({
      code: "condition.invalid",
      errors: expect.arrayContaining([
        { pointer: expect.stringMatching(/^\/filter/), code: expect.any(String), message: expect.any(String) },
      ]),
    });
});

test("no cohort is cut: days before the first whole one are counted with it, and its members open", async () => {
  const now = bench.clock.now();
  const zone = "Asia/Shanghai";
  const middle = wholeCohorts(cohortsQuery.parse({ from: "2026-04-07", to: "2026-06-30" }), zone, now);
  expect(middle.from).toBe("2026-04-01");
  const { from: _from, by: _by, grain: _grain, value: _value, split: _split, ...asked } = middle;
  const found = await cohorts(await scope({ ...asked, from: middle.from }), middle);
  const [april] = found.groups[0]?.cohorts ?? [];
  expect([april?.start, april?.members]).toEqual(["2026-04-01", 2]);
  expect(await opened(april?.rows ?? null)).toBe(2);
  expect(wholeCohorts(cohortsQuery.parse({}), zone, now).from).toBe("2025-07-01");
  expect(wholeCohorts(cohortsQuery.parse({ grain: "week" }), zone, now).from).toBe("2026-04-13");
});

test("a forecast of some members carries on what they alone did", async () => {
  const query = forecastQuery.parse({ grain: "month", filter: JSON.stringify({ all: [] }) });
  const asked = await scope({ filter: query.filter });
  const everybody = await segments.where({ all: [] }, { asOf: asked.asOf, paramPrefix: "g" });
  const found = await forecast(asked, query, everybody);
  // Without the guest's 10 of 20 May.
  expect(found.actual.map(({ value }) => value)).toEqual([140, 580]);
  const nobody = await segments.where({ any: [] }, { asOf: asked.asOf, paramPrefix: "g" });
  expect((await forecast(asked, query, nobody)).actual).toEqual([]);
});
