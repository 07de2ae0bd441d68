import {
  definitionSchema,
  lifecycleResponse,
  memberInsightResponse,
  overviewResponse,
  rfmResponse,
} from "@regulars/contracts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toPublicId } from "../../platform/ids.ts";
import { insertEntry, insertMember, insertOrder, othersHaveEnded } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "../segments/index.ts";
import { createInsights, type InsightQueries } from "./index.ts";

let bench: LifecycleBench;
let queries: InsightQueries;
const members: string[] = [];
const zone = "Asia/Shanghai";
const period = { from: "2026-06-01", to: "2026-06-30" };
const lot: string[] = [];

/** Reproducible numbers below `limit`. */
let seed = 7;
function draw(limit: number): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
}

function instantAgo(days: number): string {
  return new Date(Date.parse("2026-06-30T03:00:00Z") - days * 86_400_000 - draw(86_400) * 1000).toISOString();
}

beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  await pool.query(
    "insert into stores (id, name, city) values ('sto_a', 'Store A', 'Shanghai'), ('sto_b', 'Store B', null)",
  );
  for (let index = 0; index < 40; index += 1) {
    members.push(await insertMember(pool, { joinedAt: instantAgo(draw(100)) }));
  }
  await pool.query("update members set source = jsonb_build_object('storeId', 'sto_a') where id = any($1)", [
    members.slice(0, 12),
  ]);
  for (let index = 0; index < 400; index += 1) {
    const memberId = draw(4) === 0 ? null : (members[draw(members.length)] ?? null);
    const net = 500 + draw(9_000);
    const isGone = draw(40) === 0;
    const refunded = isGone ? net : draw(10) === 0 ? Math.floor(net / 3) : 0;
    const id = await insertOrder(pool, {
      memberId,
      placedAt: instantAgo(draw(95)),
      net,
      refunded,
      storeId: ["sto_a", "sto_b", null][draw(3)] ?? null,
    });
    if (isGone) await pool.query("update orders set complete_refund = true where id = $1", [id]);
  }
  const [one, two] = members;
  if (!one || !two) throw new Error("no members");
  lot.push(
    await insertEntry(pool, {
      memberId: one,
      kind: "earn",
      amount: 1_000,
      at: "2026-05-10T00:00:00Z",
      expiresAt: "2026-07-10T00:00:00Z",
    }),
  );
  lot.push(
    await insertEntry(pool, {
      memberId: two,
      kind: "earn",
      amount: 300,
      at: "2026-06-10T00:00:00Z",
      expiresAt: "2026-06-25T00:00:00Z",
    }),
  );
  await insertEntry(pool, { memberId: two, kind: "earn", amount: 50, at: "2026-06-11T00:00:00Z" });
  await insertEntry(pool, {
    memberId: one,
    kind: "spend",
    amount: -400,
    at: "2026-06-12T00:00:00Z",
    allocations: [{ lotId: lot[0] ?? "", amount: 400 }],
  });
  await insertEntry(pool, {
    memberId: one,
    kind: "return",
    amount: 100,
    at: "2026-06-13T00:00:00Z",
    allocations: [{ lotId: lot[0] ?? "", amount: 100 }],
  });
  await insertEntry(pool, {
    memberId: one,
    kind: "revoke",
    amount: -30,
    at: "2026-06-14T00:00:00Z",
    allocations: [{ lotId: lot[0] ?? "", amount: 30 }],
  });
  await insertEntry(pool, { memberId: one, kind: "activate", amount: 999, at: "2026-06-14T00:00:00Z" });
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  queries = createInsights(
    { ...bench, audit: { record: () => Promise.resolve() } },
    {
      programmes: bench.programmes,
      lifecycle: bench.lifecycle,
      members: { find: (id) => Promise.resolve(id) },
      segments: createSegments(bench, { programmes: bench.programmes }),
    },
  ).queries;
});
afterAll(() => bench.close());

const standing = `not complete_refund and placed_at >= timestamp '2026-06-01' at time zone '${zone}' and placed_at < timestamp '2026-07-01' at time zone '${zone}'`;
const before = `not complete_refund and placed_at >= timestamp '2026-05-02' at time zone '${zone}' and placed_at < timestamp '2026-06-01' at time zone '${zone}'`;

async function truth<T>(text: string): Promise<T> {
  const { rows } = await sql.raw<T>(text).execute(bench.db);
  const row = rows[0];
  if (!row) throw new Error("no row");
  return row;
}

test("the overview says what plain SQL over PostgreSQL says", async () => {
  const page = overviewResponse.parse(await queries.overview(period));
  for (const [name, where] of [
    ["value", standing],
    ["previous", before],
  ] as const) {
    const expected = await truth<{
      members: number;
      guests: number;
      member_orders: number;
      guest_orders: number;
      active: number;
      repeat: number;
    }>(
      `select coalesce(sum(net - refunded) filter (where member_id is not null), 0)::bigint as members,
         coalesce(sum(net - refunded) filter (where member_id is null), 0)::bigint as guests,
         count(member_id)::int as member_orders, (count(*) - count(member_id))::int as guest_orders,
         (select count(*)::int from (select member_id from orders where ${where} and member_id is not null group by 1) b) as active,
         (select count(*)::int from (select member_id from orders where ${where} and member_id is not null group by 1 having count(*) > 1) b) as repeat
       from orders where ${where}`,
    );
    expect(page.value.memberRevenue[name]).toBe(expected.members);
    expect(page.value.guestRevenue[name]).toBe(expected.guests);
    expect(page.value.revenue[name]).toBe(expected.members + expected.guests);
    expect(page.value.memberOrders[name]).toBe(expected.member_orders);
    expect(page.value.guestOrders[name]).toBe(expected.guest_orders);
    expect(page.members.active[name]).toBe(expected.active);
    expect(page.value.repurchaseRate[name]).toBeCloseTo(expected.repeat / expected.active, 12);
    expect(page.value.memberAverageOrder[name]).toBeCloseTo(expected.members / expected.member_orders, 9);
  }
  const joined = await truth<{ n: number }>(
    `select count(*)::int as n from members where joined_at >= timestamp '2026-06-01' at time zone '${zone}' and joined_at < timestamp '2026-07-01' at time zone '${zone}'`,
  );
  expect(page.members.joined.value).toBe(joined.n);
  expect(page.members.total.value).toBe(40);
  expect(page.value.arpu.value).toBeCloseTo((page.value.memberRevenue.value ?? 0) / 40, 9);
});

test("days add up to the period and every local day is there", async () => {
  const page = await queries.overview(period);
  expect(page.value.byDay).toHaveLength(30);
  expect(page.value.byDay.reduce((sum, day) => sum + day.memberRevenue + day.guestRevenue, 0)).toBe(
    page.value.revenue.value,
  );
  expect(page.members.movement.reduce((sum, day) => sum + day.joined, 0)).toBe(page.members.joined.value);
  const expected = await truth<{ revenue: number }>(
    `select coalesce(sum(net - refunded), 0)::bigint as revenue from orders where not complete_refund and (placed_at at time zone '${zone}')::date = '2026-06-15'`,
  );
  const day = page.value.byDay.find((entry) => entry.date === "2026-06-15");
  expect((day?.memberRevenue ?? 0) + (day?.guestRevenue ?? 0)).toBe(expected.revenue);
});

test("a store narrows what is sold, and the stores are ranked", async () => {
  const page = await queries.overview({ ...period, storeId: "sto_a" });
  const expected = await truth<{ revenue: number }>(
    `select sum(net - refunded)::bigint as revenue from orders where ${standing} and store_id = 'sto_a'`,
  );
  expect(page.value.revenue.value).toBe(expected.revenue);
  const all = await queries.overview(period);
  expect(all.topStores.map((store) => store.storeId).toSorted()).toEqual(["sto_a", "sto_b"]);
  expect(all.topStores.find((store) => store.storeId === "sto_a")).toMatchObject({
    name: "Store A",
    city: "Shanghai",
    revenue: expected.revenue,
  });
});

test("the points of a period add up, and what is dead or dying is told apart", async () => {
  const [wallet] = (await queries.overview(period)).points;
  expect(wallet).toMatchObject({
    opening: 1_000,
    issued: 350,
    spent: 400,
    returned: 100,
    expired: 0,
    clawedBack: 30,
    adjusted: 0,
    transferred: 0,
    closing: 1_020,
    // The 300 points that died on 25 June are not booked yet, but are dead by time.
    outstanding: 720,
    liability: 720,
    liabilityBasis: "redemption",
    // 1,000 - 400 + 100 - 30 die on 10 July.
    expiringSoon: 670,
    expiringMembers: 1,
  });
});

test("members by stage add up, and the flow leads from the start of the period to now", async () => {
  const page = await queries.overview(period);
  expect(page.members.byStage.reduce((sum, stage) => sum + stage.members, 0)).toBe(40);
  expect(page.members.flow.reduce((sum, flow) => sum + flow.members, 0)).toBe(40);
  const newcomers = page.members.flow.filter((flow) => flow.from === null).reduce((sum, flow) => sum + flow.members, 0);
  expect(newcomers).toBe(page.members.joined.value);
  const lifecycle = lifecycleResponse.parse(await queries.lifecycle(period));
  expect(lifecycle.stages.map((stage) => stage.members)).toEqual(page.members.byStage.map((stage) => stage.members));
});

test("the heat map holds every scored member once, and its cells list them", async () => {
  const map = rfmResponse.parse(await queries.rfm());
  expect(map.cells).toHaveLength(25);
  expect(map.cells.reduce((sum, cell) => sum + cell.members, 0)).toBe(map.scored);
  const cell = map.cells.find((entry) => entry.members > 0);
  const list = await queries.members({ list: "scored", r: cell?.r, f: cell?.f, limit: 200 });
  expect(list.items).toHaveLength(cell?.members ?? -1);
  expect(list.total).toBe(cell?.members);
});

test("the list behind a figure has as many members as the figure says, page by page", async () => {
  const page = await queries.overview(period);
  const active = await queries.members({ list: "active", ...period, limit: 7 });
  expect(active.total).toBe(page.members.active.value);
  const seen = new Set<string>();
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next = await queries.members({ list: "active", ...period, limit: 7, ...(cursor && { cursor }) });
    for (const item of next.items) seen.add(item.id);
    cursor = next.nextCursor;
  }
  expect(seen.size).toBe(active.total);
  const expiring = await queries.members({ list: "expiring", ...period, limit: 10 });
  expect(expiring.items.map((item) => item.id)).toEqual([toPublicId("mbr", members[0] ?? "")]);
  for (const list of ["joined", "repeat", "lost", "slipping", "scored"] as const) {
    const answer = await queries.members({ list, ...period, limit: 200 });
    expect(answer.items).toHaveLength(answer.total);
  }
});

test("every figure has its definition in both languages", async () => {
  const page = await queries.overview(period);
  const figures = [...Object.values(page.members), ...Object.values(page.value)].filter(
    (entry) => "definition" in entry,
  );
  expect(figures.length).toBeGreaterThan(15);
  for (const figure of figures) expect(() => definitionSchema.parse(page.definitions[figure.definition])).not.toThrow();
});

test("a member's insight has scores, habits and the stage with its reasons", async () => {
  const id = members[0] ?? "";
  const insight = memberInsightResponse.parse(await queries.member(id));
  const expected = await truth<{ frequency: number; monetary: number }>(
    `select count(*)::int as frequency, sum(net - refunded)::bigint as monetary from orders where member_id = '${id}' and not complete_refund`,
  );
  expect(insight.rfm).toMatchObject(expected);
  expect(insight.habits?.favouriteHour).toBeGreaterThanOrEqual(0);
  expect(insight.stage?.id).toBeTypeOf("string");
});

/** The number of members at an address of this module or of segments. */
async function countAt(address: string): Promise<number> {
  const url = new URL(address, "http://rows");
  const query = Object.fromEntries(url.searchParams);
  if (url.pathname === "/v1/segments/members") {
    const set = await createSegments(bench, { programmes: bench.programmes }).where(
      JSON.parse(query.condition ?? "null"),
      { asOf: new Date(query.asOf ?? bench.clock.now()) },
    );
    const [row] = await bench.lens.query<{ n: number }>(`SELECT count() AS n FROM (${set.sql})`, set.params);
    return row?.n ?? -1;
  }
  const list = { "/v1/insights/lifecycle/members": "all", "/v1/insights/rfm/members": "scored" }[url.pathname];
  const { r, f, ...rest } = query;
  return (
    await queries.members({
      list: list ?? "scored",
      limit: 1,
      ...(r && { r: Number(r) }),
      ...(f && { f: Number(f) }),
      ...rest,
    } as never)
  ).total;
}

test("as of two minutes ago, with nothing since, every page says what it says now", async () => {
  const asOf = new Date(bench.clock.now().getTime() - 120_000).toISOString();
  const [page, then] = await Promise.all([queries.overview(period), queries.overview({ ...period, asOf })]);
  expect(then.asOf).toBe(asOf);
  const numbers = (figures: object) =>
    Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure.value ?? null]));
  expect(numbers(then.value)).toEqual(numbers(page.value));
  expect(then.value.byDay).toEqual(page.value.byDay);
  for (const name of ["total", "joined", "active"] as const)
    expect(then.members[name]).toMatchObject({
      value: page.members[name].value,
      previous: page.members[name].previous,
    });
  expect(then.members.byStage.map(({ members: n }) => n)).toEqual(page.members.byStage.map(({ members: n }) => n));
  expect(then.points).toEqual(page.points);
  const counted = ({ cells }: Awaited<ReturnType<typeof queries.rfm>>) => cells.map(({ rows: _rows, ...cell }) => cell);
  expect(counted(await queries.rfm({ asOf }))).toEqual(counted(await queries.rfm()));
});

test("of a past day, nothing later counts, and the lists behind the numbers hold as many", async () => {
  const asOf = "2026-06-15T12:00:00+08:00";
  const page = await queries.overview({ asOf });
  expect(page.period).toMatchObject({ from: "2026-05-17", to: "2026-06-15" });
  const expected = await truth<{ revenue: number; active: number; total: number; scored: number }>(
    `select coalesce(sum(net - refunded), 0)::bigint as revenue, count(distinct member_id)::int as active,
       (select count(*)::int from members where joined_at <= '${asOf}') as total,
       (select count(distinct member_id)::int from orders where not complete_refund and placed_at <= '${asOf}' and placed_at > timestamptz '${asOf}' - interval '365 days'
          and member_id in (select id from members where joined_at <= '${asOf}')) as scored
     from orders where not complete_refund and placed_at >= timestamp '2026-05-17' at time zone '${zone}' and placed_at <= '${asOf}'`,
  );
  expect(page.value.revenue.value).toBe(expected.revenue);
  expect(page.members.active.value).toBe(expected.active);
  expect(page.members.total.value).toBe(expected.total);
  expect(page.members.byStage.reduce((sum, stage) => sum + stage.members, 0)).toBe(expected.total);
  expect(page.members.flow.reduce((sum, row) => sum + row.members, 0)).toBe(expected.total);
  expect(page.rfm.scored).toBe(expected.scored);
  expect(page.value.revenue.rows).toBeNull();
  const { total, joined, lost } = page.members;
  for (const { value, rows } of [total, joined, lost]) expect(await countAt(rows ?? "")).toBe(value);
  const lists = [...page.members.byStage, ...page.members.byTier.flatMap(({ tiers }) => tiers), ...page.rfm.cells];
  for (const { members: n, rows } of lists) if (rows) expect(await countAt(rows), rows).toBe(n);
  const lifecycle = lifecycleResponse.parse(await queries.lifecycle({ asOf }));
  expect(lifecycle.stages.map((stage) => stage.members)).toEqual(page.members.byStage.map((stage) => stage.members));
});

test("a store means its orders, and the members who joined there, as in every report", async () => {
  const page = await queries.overview({ ...period, storeId: "sto_a" });
  expect(page.members.total.value).toBe(12);
  expect(page.members.byStage.reduce((sum, stage) => sum + stage.members, 0)).toBe(12);
  expect(page.rfm.scored).toBeLessThanOrEqual(12);
  expect(page.value.arpu.value).toBeCloseTo((page.value.memberRevenue.value ?? 0) / 12, 9);
  const { total, joined, lost } = page.members;
  for (const { value, rows } of [total, joined, lost]) expect(await countAt(rows ?? ""), rows ?? "").toBe(value);
  for (const { members: n, rows } of [...page.members.byStage, ...page.rfm.cells])
    if (rows) expect(await countAt(rows), rows).toBe(n);
});

test("a filter leaves only its members, and nothing is said of guests", async () => {
  const filter = JSON.stringify({ event: "order", window: { last: "P30D" }, is: { count: { gte: 5 } } });
  const page = overviewResponse.parse(await queries.overview({ ...period, filter }));
  const asOf = bench.clock.now().toISOString();
  const of = `member_id in (select member_id from orders where member_id is not null and not complete_refund and placed_at >= timestamptz '${asOf}' - interval '30 days' group by 1 having count(*) >= 5)`;
  const expected = await truth<{ revenue: number; orders: number; size: number }>(
    `select coalesce(sum(net - refunded), 0)::bigint as revenue, count(*)::int as orders, count(distinct member_id)::int as size from orders where ${standing} and ${of}`,
  );
  expect(expected.size).toBeGreaterThan(0);
  expect(expected.size).toBeLessThan(40);
  expect(page.value.revenue.value).toBe(expected.revenue);
  expect(page.value.memberRevenue.value).toBe(expected.revenue);
  expect(page.value.orders.value).toBe(expected.orders);
  expect(page.value.guestRevenue.value).toBeNull();
  expect(page.value.memberShare.value).toBeNull();
  expect(page.members.total.value).toBe(expected.size);
  expect(page.rfm.scored).toBe(expected.size);
  for (const { members: n, rows } of [...page.members.byStage, ...page.rfm.cells])
    if (rows) expect(await countAt(rows), rows).toBe(n);
  expect((await queries.rfm({ storeId: "sto_b" })).scored).toBe(0);
});

test("a period that ends before it begins is refused, in the reader's language", async () => {
  for (const [locale, message] of [
    ["en", "a period has 1 to 731 days"],
    ["zh-CN", "时间段须为 1 至 731 天"],
  ] as const)
    await expect(queries.overview({ from: "2026-06-10", to: "2026-06-01" }, locale)).rejects.toMatchObject({
      code: "request.invalid",
      errors: [{ pointer: "/from", code: "period.invalid", message }],
    });
});

test("points that die at midnight died on the day that ends, and are told as they are owed", async () => {
  const { pool } = bench;
  const memberId = await insertMember(pool, { joinedAt: "2025-12-01T00:00:00Z" });
  // The first instant of April in Shanghai.
  const midnight = "2026-03-31T16:00:00Z";
  const born = { memberId, kind: "earn", amount: 70, at: "2026-01-10T00:00:00Z", expiresAt: midnight };
  const dying = await insertEntry(pool, born);
  const allocations = [{ lotId: dying, amount: 70 }];
  await insertEntry(pool, { memberId, kind: "expire", amount: -70, at: midnight, allocations });
  await othersHaveEnded(pool);
  await bench.lens.syncNow();
  const of = async (from: string, to: string) => (await queries.overview({ from, to })).points[0];
  const march = await of("2026-03-01", "2026-03-31");
  expect(march).toMatchObject({ opening: 70, expired: 70, closing: 0, outstanding: 0 });
  expect(march?.byDay.find(({ date }) => date === "2026-03-31")?.expired).toBe(70);
  expect(await of("2026-04-01", "2026-04-30")).toMatchObject({ opening: 0, expired: 0, closing: 0 });
});
