import type { DemoState, Problem } from "@regulars/contracts";
import { createTestApp, type TestApp } from "@regulars/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const until = "2026-05-31";
let app: TestApp;

beforeAll(async () => {
  app = await createTestApp({ now: "2026-06-01T04:00:00Z", env: { REGULARS_DEMO: "on" } });
});
afterAll(() => app.close());

async function job(task: string, payload: object): Promise<void> {
  const handler = app.modules.flatMap((module) => module.jobs?.[task] ?? [])[0];
  if (!handler) throw new Error(`no job ${task}`);
  await handler(payload, { logger: app.platform.logger, signal: new AbortController().signal });
}

async function queued(task: string): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`select p.payload from graphile_worker._private_jobs p
    join graphile_worker._private_tasks t on t.id = p.task_id where t.identifier = ${task}`.execute(app.platform.db);
  return rows.map((row) => row.payload);
}

const state = async () => (await app.call<DemoState>("/v1/demo")).body;

async function counts(where = "true") {
  const facts = ["events", "holds", "spends", "tier_grants", "adjustments", "reversals"];
  const tables = ["members", "orders", "refunds", "entries", "lots", "tier_changes", "stores", "imports", ...facts];
  const { rows } = await sql<Record<string, number>>`select ${sql.raw(
    tables.map((table) => `(select count(*)::int from ${table} where ${where}) as ${table}`).join(", "),
  )}`.execute(app.platform.db);
  return rows[0];
}

/** What has no mark of the demo of its own. */
async function others() {
  const { rows } = await sql<Record<string, number>>`select (select count(*)::int from transfers) as transfers,
    (select count(*)::int from households) as households, (select count(*)::int from household_members) as household_members,
    (select count(*)::int from budgets) as budgets`.execute(app.platform.db);
  return rows[0];
}

async function entriesBy(column: "kind" | "rule_id", values: string[]): Promise<Record<string, number>> {
  const { rows } = await sql<{ value: string; n: number }>`select ${sql.ref(column)} as value, count(*)::int as n
    from entries where ${sql.ref(column)} = any(${values}) group by 1 order by 1`.execute(app.platform.db);
  return Object.fromEntries(rows.map(({ value, n }) => [value, n]));
}

/** Everything a till can tell of a member beside orders. */
async function tryOut(memberId: string): Promise<void> {
  const key = (externalId: string) => ({ source: "pos", externalId });
  const of = { memberId, wallet: "points" };
  const reason = "trying out";
  const told = [
    await app.call("/v1/events", { body: { ...key("T-1"), memberId, type: "checkin", at: "2026-06-01T03:00:00Z" } }),
    await app.call("/v1/points/adjust", { body: { ...key("T-2"), ...of, points: 500, reason } }),
    await app.call("/v1/holds", { body: { ...of, points: 10, ttlSeconds: 600, reference: "T-3" } }),
    await app.call(`/v1/members/${memberId}/tiers`, { body: { ladder: "main", tier: "gold", reason } }),
  ];
  const spent = await app.call<{ outcome: { entries: { id: string }[] } }>("/v1/points/spend", {
    body: { ...key("T-4"), ...of, points: 10, reason },
  });
  const entry = spent.body.outcome.entries[0]?.id;
  const reversed = await app.call(`/v1/entries/${entry}/reverse`, { body: { reason, memberId } });
  expect([...told, spent, reversed].map(({ status }) => status)).toEqual(Array(6).fill(201));
}

const order = (externalId: string, storeId: string) => ({
  externalId,
  source: "pos",
  storeId,
  currency: "CNY",
  placedAt: "2026-06-01T10:00:00+08:00",
  lines: [{ sku: "LATTE", quantity: 1, unitPrice: 3000, discount: 0 }],
});

describe("the demo on an empty install", () => {
  it("publishes its programme, opens its stores and queues the rest", async () => {
    expect(await state()).toMatchObject({ state: "generating" });
    expect(await counts("demo")).toMatchObject({ stores: 8, members: 0 });
    expect(await queued("demo.prepare")).toEqual([{ size: "demo", until }]);
    const { body } = await app.call<{ version: number; programme: { name: { en: string } } }>("/v1/programme");
    expect(body.version).toBe(1);
    expect(body.programme.name.en).toContain("demo");
  });

  it("comes in through the ordinary import, marked as demo, and the ledger proves itself", async () => {
    await job("demo.prepare", { size: "small", until });
    expect(await state()).toMatchObject({ state: "importing" });
    const [payload] = await queued("imports.run");
    await job("imports.run", payload as object);
    const taken = await state();
    expect(taken).toMatchObject({ state: "importing", percent: 99, members: 300 });
    const all = await counts();
    expect(await counts("demo")).toEqual({ ...all, imports: 1 });
    expect(all).toMatchObject({ members: 300, orders: taken.orders });
    expect(all?.refunds).toBeGreaterThan(30);
    const { rows } = await sql<{ refused: number }>`select rows_refused as refused from imports`.execute(
      app.platform.db,
    );
    expect(rows).toEqual([{ refused: 0 }]);
    expect((await app.call<{ ok: boolean }>("/v1/integrity")).body.ok).toBe(true);
  });

  it("has members who pay with points, and points that expire", async () => {
    const { rows } = await sql<{ payers: number; spent: number }>`select count(distinct member_id)::int as payers,
      count(*)::int as spent from entries where kind = 'spend'`.execute(app.platform.db);
    expect(rows[0]?.payers).toBeGreaterThan(60);
    const due = app.modules.flatMap((module) => module.jobs?.["accounts.settle_due"] ?? [])[0];
    await due?.({}, { logger: app.platform.logger, signal: new AbortController().signal });
    expect(await entriesBy("kind", ["expire"])).toEqual({ expire: expect.any(Number) });
  });

  it("gives by every rule of its programme, and no more than its campaign's budget in any month", async () => {
    const rules = ["base", "coffee", "third-visit", "weekend", "welcome", "birthday", "raised"];
    expect(Object.keys(await entriesBy("rule_id", rules)).toSorted()).toEqual(rules.toSorted());
    const { rows } = await sql<{ most: number }>`select max(used_points)::int as most from budgets`.execute(
      app.platform.db,
    );
    expect(rows[0]?.most).toBeGreaterThan(0);
    expect(rows[0]?.most).toBeLessThanOrEqual(20_000);
  });

  it("goes on with what its file does not hold: check-ins, reviews, holds, gifts, corrections, given tiers, households", async () => {
    expect(await queued("demo.tell")).toHaveLength(1);
    await job("demo.tell", {});
    expect(await state()).toMatchObject({ state: "ready", percent: 100 });
    const told = await counts("demo");
    expect(told?.events).toBeGreaterThan(50);
    expect(told).toMatchObject({ holds: 5, adjustments: 6, tier_grants: 4 });
    expect(told?.spends).toBeGreaterThan(3);
    expect(await others()).toEqual({
      transfers: 1,
      households: 6,
      household_members: expect.any(Number),
      budgets: expect.any(Number),
    });
    expect(Object.keys(await entriesBy("rule_id", ["checkin", "review"]))).toEqual(["checkin", "review"]);
    expect((await app.call<{ ok: boolean }>("/v1/integrity")).body.ok).toBe(true);
  });

  it("is told once, also when the job that tells it is killed and begins again", async () => {
    const before = [await counts(), await others()];
    await job("demo.tell", {});
    expect([await counts(), await others()]).toEqual(before);
    await sql`update imports set demo_told_at = null`.execute(app.platform.db);
    await job("demo.tell", {});
    expect(await state()).toMatchObject({ state: "ready" });
    expect([await counts(), await others()]).toEqual(before);
  });

  it("is not prepared twice", async () => {
    await job("demo.prepare", { size: "small", until });
    expect(await counts("demo")).toMatchObject({ imports: 1 });
  });

  it("is removed with everything that hangs on it; what people did themselves stays", async () => {
    await app.call("/v1/members", { body: { externalId: "real", name: "Real" } });
    const identity = { kind: "external", value: "real" };
    await app.call("/v1/orders", { body: { ...order("REAL-1", "sto_demo_jingan"), identity } });
    await app.call("/v1/orders", {
      body: { ...order("TRY-1", "sto_demo_hubin"), identity: { kind: "external", value: "CM000001" } },
    });
    const { body: tried } = await app.call<{ member: { id: string } }>("/v1/members/ext:CM000001");
    await tryOut(tried.member.id);
    const { body: real } = await app.call<{ member: { id: string } }>("/v1/members/ext:real");
    const { body: homes } = await app.call<{ items: { id: string }[] }>("/v1/households");
    const joined = await app.call(`/v1/households/${homes.items[0]?.id}/members`, {
      body: { memberId: real.member.id },
    });
    expect(joined.status).toBe(200);

    const removing = await app.call<DemoState>("/v1/demo", { method: "DELETE" });
    expect(removing.status).toBe(202);
    expect(removing.body.state).toBe("removing");
    await job("demo.remove", {});
    await sql`delete from graphile_worker._private_jobs`.execute(app.platform.db);

    expect(await state()).toMatchObject({ state: "removed", members: 0, orders: 0 });
    expect(await counts("demo")).toMatchObject({
      members: 0,
      orders: 0,
      refunds: 0,
      entries: 0,
      lots: 0,
      tier_changes: 0,
      stores: 0,
      imports: 0,
    });
    expect(await counts()).toMatchObject({ members: 1, orders: 1, stores: 1 });
    const facts = { events: 0, holds: 0, spends: 0, tier_grants: 0, adjustments: 0, reversals: 0 };
    expect(await counts()).toMatchObject(facts);
    expect(await others()).toEqual({ transfers: 0, households: 1, household_members: 1, budgets: 0 });
    const { body: left } = await app.call<{ items: { ownerId: string }[] }>("/v1/households");
    expect(left.items[0]?.ownerId).toBe(real.member.id);
    expect((await app.call<{ ok: boolean }>("/v1/integrity")).body.ok).toBe(true);
    const answer = await app.call("/v1/orders", { body: { ...order("REAL-2", "sto_demo_jingan"), identity } });
    expect(answer.status).toBe(201);
  });

  it("cannot be removed a second time", async () => {
    const { status, body } = await app.call<Problem>("/v1/demo", { method: "DELETE" });
    expect([status, body.code]).toEqual([409, "demo.not_there"]);
  });
});
