import { segmentExplainResponse } from "@regulars/contracts";
import { type Condition, conditionSchema, validateCondition } from "@regulars/engine";
import { setConditionArbitrary } from "@regulars/engine/test-arbitraries";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf, newId, toPublicId } from "../../platform/ids.ts";
import { insertMember, insertOrder, othersHaveEnded } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench, stagesProgramme } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments, type SegmentQueries } from "./index.ts";

let bench: LifecycleBench;
let queries: SegmentQueries;
const ids: string[] = [];

const text = (word: string) => ({ zh: `${word}级`, en: word });
const ladder = (id: string, window: { kind: "since_tier" } | { kind: "lifetime" }) => ({
  id,
  name: text(id),
  metric: { kind: "spend" as const },
  window,
  downgrade: { kind: "never" as const },
  tiers: [
    { id: "basic", name: text("Basic"), from: 0 },
    { id: "silver", name: text("Silver"), from: 5_000 },
    { id: "gold", name: text("Gold"), from: 10_000 },
  ],
});

const changes: Record<
  string,
  [at: string, to: string, reason: string, recorded?: string | undefined, until?: string][]
> = {
  vip: [
    ["2026-01-10T00:00:00Z", "basic", "enrolled"],
    ["2026-03-01T04:00:00Z", "silver", "upgraded"],
    ["2026-05-01T00:00:00Z", "gold", "granted"],
  ],
  life: [
    ["2026-01-10T00:00:00Z", "basic", "enrolled"],
    ["2026-03-01T04:00:00Z", "silver", "upgraded", undefined, "2026-06-01T00:00:00Z"],
    ["2026-03-01T04:00:00Z", "silver", "renewed", "2026-06-02T00:00:00Z"],
  ],
};

/** Noon of 30 June 2026 in Shanghai; four members, the first with a past of everything. */
beforeAll(async () => {
  bench = await createLifecycleBench(
    stagesProgramme({ ladders: [ladder("vip", { kind: "since_tier" }), ladder("life", { kind: "since_tier" })] }),
    valueTables,
  );
  const { pool } = bench;
  ids.push(
    await insertMember(pool, { joinedAt: "2026-01-10T00:00:00Z", stage: "active", stageSince: "2026-04-01T00:00:00Z" }),
    await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z", zone: "America/New_York" }),
    // Zones may be spelt in any case, or be an offset; a set must know them all.
    await insertMember(pool, { joinedAt: "2026-05-20T00:00:00Z", zone: "asia/shanghai" }),
    await insertMember(pool, { joinedAt: "2026-02-01T00:00:00Z", zone: "+05:45" }),
  );
  const [first = "", second = "", third = ""] = ids;
  await pool.query(
    `update members set birthday = '1996-02-29', gender = 'female', tags = '{a,"c''"}', attributes = '{"city": "上海"}', source = '{"channel": "pos", "storeId": "sto_a"}' where id = $1`,
    [first],
  );
  await pool.query("insert into stores (id, name, latitude, longitude) values ('sto_a', 'A', 31.2304, 121.4737)");
  const lines = [
    { sku: "LATTE", category: "coffee", quantity: 2, net: 4_000 },
    { sku: "TEA-1", category: "tea", quantity: 1, net: 1_500 },
  ];
  // Exactly at the upgrade: what lifted the member does not count again.
  const lifting = await insertOrder(pool, {
    memberId: first,
    placedAt: "2026-03-01T04:00:00Z",
    net: 5_500,
    lines,
    storeId: "sto_a",
  });
  const later = await insertOrder(pool, {
    memberId: first,
    placedAt: "2026-06-10T15:30:00Z",
    net: 3_000,
    storeId: "sto_a",
  });
  await insertOrder(pool, { memberId: second, placedAt: "2026-06-10T03:00:00Z", net: 1_000 });
  await insertOrder(pool, { memberId: third, placedAt: "2026-06-20T03:00:00Z", net: 70_000 });
  for (const [name, list] of Object.entries(changes)) {
    const [at, tier] = list.at(-1) ?? ["", ""];
    await pool.query("insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, $3, $4, $5)", [
      bucketOf(first),
      first,
      name,
      tier,
      at,
    ]);
    for (const [since, to, reason, recorded, until] of list)
      await pool.query(
        `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, explanation, fact_kind, fact_id, programme_version, recorded_at)
         values ($1, $2, $3, $4, null, $5, $6, $7, $8, '{}', 'order', gen_random_uuid(), 1, $9)`,
        [bucketOf(first), first, newId(), name, to, since, until ?? null, reason, recorded ?? since],
      );
  }
  const entry = async (row: {
    wallet: string;
    kind: string;
    amount: number;
    fact: string;
    at: string;
    order?: string;
    lots?: string[];
  }) => {
    const id = newId(bucketOf(first));
    await pool.query(
      `insert into entries (bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, order_id, lot_id, allocations, explanation, programme_version, actor, effective_at, recorded_at)
       values ($1, $2, $3, $4, $5, $6, 0, $7, $3, $8, $9, $10, '{}', 1, 'test', $11, $11)`,
      [
        bucketOf(first),
        first,
        id,
        row.wallet,
        row.kind,
        row.amount,
        row.fact,
        row.order ?? null,
        row.kind === "earn" ? id : null,
        row.lots ? JSON.stringify(row.lots.map((lotId) => ({ lotId, amount: 1 }))) : null,
        row.at,
      ],
    );
    return id;
  };
  // 55 of the first order, of which 15 went back on 5 June; 30 of the second; 20 of an event, taken back; 8 of another, which stay.
  await entry({
    wallet: "points",
    kind: "earn",
    amount: 40,
    fact: "order",
    at: "2026-03-01T04:00:00Z",
    order: lifting,
  });
  await entry({
    wallet: "points",
    kind: "earn",
    amount: 15,
    fact: "order",
    at: "2026-03-01T04:00:00Z",
    order: lifting,
  });
  await entry({
    wallet: "points",
    kind: "revoke",
    amount: -15,
    fact: "refund",
    at: "2026-06-05T00:00:00Z",
    order: lifting,
  });
  await entry({ wallet: "growth", kind: "earn", amount: 30, fact: "order", at: "2026-06-10T15:30:00Z", order: later });
  const taken = await entry({ wallet: "points", kind: "earn", amount: 20, fact: "event", at: "2026-04-01T00:00:00Z" });
  await entry({
    wallet: "points",
    kind: "revoke",
    amount: -20,
    fact: "reverse",
    at: "2026-05-15T00:00:00Z",
    lots: [taken],
  });
  await entry({ wallet: "points", kind: "earn", amount: 8, fact: "event", at: "2026-04-02T00:00:00Z" });
  for (const [member, type, at, properties] of [
    [first, "visit", "2026-06-12T00:00:00Z", { page: "home", score: 7, logged: true }],
    [first, "app.login", "2026-06-11T00:00:00Z", { page: "Shop", mixed: "1" }],
    [second, "visit", "2026-06-29T00:00:00Z", { score: 2 }],
  ] as const)
    await pool.query(
      `insert into events (bucket, id, member_id, type, source, external_id, content_hash, properties, at, recorded_at, outcome, programme_version, actor)
       values ($1, gen_random_uuid(), $2, $3, 'test', gen_random_uuid()::text, '\\x00', $4, $5, $5, '{}', 1, 'test')`,
      [bucketOf(member), member, type, JSON.stringify(properties), at],
    );
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  await bench.lens.command(
    `INSERT INTO member_values (member_id, scored, rfm_group, churn_probability, rising, potential, churn_date, next_purchase_date, next_offer) VALUES ('${first}', 1, 'champions', 0.25, 1, 'high', '2026-09-01', '2026-02-20', 'tea')`,
  );
  queries = createSegments(bench, { programmes: bench.programmes }).queries;
}, 60_000);
afterAll(() => bench.close());

const explain = async (condition: unknown, member = 0, asOf?: string) =>
  segmentExplainResponse.parse(
    await queries.explain({ condition, memberId: toPublicId("mbr", ids[member] ?? ""), ...(asOf && { asOf }) }, "en"),
  );
const sizeOf = async (condition: unknown, asOf?: string) =>
  (await queries.preview({ condition, ...(asOf && { asOf }) }, "en")).size;

test("each leaf says whether it holds, with the value seen, in both languages", async () => {
  const { holds, tree } = await explain({
    all: [
      { event: "order", is: { sum: { of: "order.net", gte: 8_000 } } },
      { not: { any: [{ tag: ["b"] }, { field: "score.churnProbability", op: "gt", value: 0.5 }] } },
      { tier: { ladder: "vip", is: "at_least", tier: "gold" } },
      { field: "member.gender", op: "eq", value: "male" },
    ],
  });
  expect(holds).toBe(false);
  expect(tree).toMatchObject({ pointer: "/condition", kind: "all", seen: null, seenText: null });
  const [spend, not, tier, gender] = tree.children;
  expect(spend).toMatchObject({
    pointer: "/condition/all/0",
    kind: "event",
    holds: true,
    seen: 8_500,
    seenText: { zh: "85.00 元", en: "¥85.00" },
  });
  expect(spend?.sentence.zh).not.toBe(spend?.sentence.en);
  expect(not).toMatchObject({ kind: "not", holds: true, children: [{ kind: "any", holds: false }] });
  expect(not?.children[0]?.children).toMatchObject([
    {
      pointer: "/condition/all/1/not/any/0",
      kind: "tag",
      holds: false,
      seen: ["a", "c'"],
      seenText: { zh: "a、c'", en: "a, c'" },
    },
    { kind: "field", holds: false, seen: 0.25 },
  ]);
  expect(tier).toMatchObject({ holds: true, seen: "gold", seenText: { zh: "Gold级", en: "Gold" } });
  expect(gender).toMatchObject({ holds: false, seen: "female" });
});

test("a value that is not there is said to be missing", async () => {
  const { tree } = await explain({ field: "member.birthday", op: "before", value: "2000-01-01" }, 1);
  expect(tree).toMatchObject({ holds: false, seen: null, seenText: { zh: "无", en: "none" } });
});

test("as of an earlier day the values of then are seen, and who joined later is in no set", async () => {
  const spent = { event: "order", is: { sum: { of: "order.net", gte: 8_000 } } };
  expect((await explain(spent, 0, "2026-06-01T00:00:00Z")).tree).toMatchObject({ holds: false, seen: 5_500 });
  const early = await explain({ all: [] }, 2, "2026-05-01T00:00:00Z");
  expect([early.holds, early.hadJoined, early.tree.holds]).toEqual([false, false, true]);
});

test("points earned count by wallet, less what refunds and reversals took back by then", async () => {
  const earned = (wallet: string, where: Condition[] = []) => ({
    event: "points.earned",
    where: { all: [{ field: "event.properties.wallet", op: "eq", value: wallet }, ...where] },
    is: { sum: { of: "event.properties.points", gte: 1 } },
  });
  expect((await explain(earned("points"))).tree.seen).toBe(40 + 8);
  expect((await explain(earned("growth"))).tree.seen).toBe(30);
  expect((await explain(earned("points"), 0, "2026-05-01T00:00:00Z")).tree.seen).toBe(55 + 20 + 8);
  expect((await explain(earned("points", [{ field: "line.sku", op: "eq", value: "TEA-1" }]))).tree.seen).toBe(40);
  expect(await sizeOf({ ...earned("points"), is: { sum: { of: "event.properties.points", eq: 48 } } })).toBe(1);
});

test("a ladder that counts since its tier leaves out what lifted the member, given tiers, and what was before a renewal", async () => {
  const since = (name: string, eq: number) => ({
    event: "order",
    window: { since: "tier", ladder: name },
    is: { sum: { of: "order.net", eq } },
  });
  for (const [name, net] of [
    ["vip", 3_000],
    ["life", 3_000],
  ] as const) {
    expect((await explain(since(name, net))).tree, name).toMatchObject({ holds: true, seen: net });
    expect(await sizeOf(since(name, net)), name).toBe(1);
  }
  // Before the renewal of 1 June nothing has been bought since the upgrade; the order of the upgrade itself never counts.
  expect((await explain(since("life", 0), 0, "2026-05-20T00:00:00Z")).tree.seen).toBe(0);
  expect((await explain(since("vip", 0), 3)).tree).toMatchObject({ holds: false, seen: null });
});

test("a time zone may be spelt in any case, or be an offset", async () => {
  const morning = (zone: string) => ({
    event: "order",
    where: { schedule: { zone, from: "06:00", to: "18:00" } },
    is: { count: { gte: 1 } },
  });
  const named = await sizeOf(morning("Asia/Shanghai"));
  for (const zone of ["asia/shanghai", "+08:00", "+08"])
    expect([zone, await sizeOf(morning(zone))]).toEqual([zone, named]);
  expect(await sizeOf(morning("utc"))).toBe(await sizeOf(morning("UTC")));
});

test("members who are gone or never were are not found", async () => {
  await expect(
    queries.explain({ condition: { all: [] }, memberId: toPublicId("mbr", newId()) }, "en"),
  ).rejects.toMatchObject({ code: "member.not_found", status: 404 });
  await expect(
    queries.explain({ condition: { tag: "x" }, memberId: toPublicId("mbr", ids[0] ?? "") }, "en"),
  ).rejects.toMatchObject({
    code: "condition.invalid",
  });
});

test("the explanation and the set agree about every member, for any condition, now and as of an earlier day", {
  timeout: 120_000,
}, async () => {
  const now = bench.clock.now().getTime();
  const { programme } = bench.programmes.active();
  const names = {
    ladders: programme.ladderTiers,
    stages: programme.stages.map((stage) => stage.id),
    segment: () => undefined,
  };
  const seen = { yes: 0, no: 0 };
  const valid = setConditionArbitrary(now).filter(
    (condition) =>
      validateCondition(conditionSchema.parse(JSON.parse(JSON.stringify(condition))), "set", names).length === 0,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(valid, { minLength: 4, maxLength: 4 }),
      fc.constantFrom(undefined, "2026-06-11T00:00:00Z"),
      async (conditions, asOf) => {
        for (const given of conditions) {
          const condition = JSON.parse(JSON.stringify(given));
          const { items } = await queries
            .members(
              {
                condition: JSON.stringify(condition),
                sort: "joined",
                direction: "asc",
                limit: 50,
                ...(asOf && { asOf }),
              },
              "en",
            )
            .catch((error: unknown) => {
              const refused = error as { errors?: { code: string }[] };
              // Whatever the lens cannot read is refused with its name; everything else must be answered.
              if (refused.errors?.[0]?.code === "condition.not_in_lens") return { items: null };
              throw error;
            });
          if (!items) continue;
          const inSet = new Set(items.map(({ id }) => id));
          for (const [index, id] of ids.entries()) {
            const { holds } = await explain(condition, index, asOf);
            seen[holds ? "yes" : "no"] += 1;
            expect([index, holds], JSON.stringify({ condition, asOf })).toEqual([
              index,
              inSet.has(toPublicId("mbr", id)),
            ]);
          }
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(15);
});

test("who switches personalisation off is in no set by what would be offered, from then on", async () => {
  const offered = { field: "score.nextOffer", op: "eq", value: "tea" };
  expect([await sizeOf(offered), (await explain(offered)).holds]).toEqual([1, true]);
  const id = ids[0] ?? "";
  await bench.pool.query(
    `insert into member_consents (bucket, member_id, id, purpose, granted, text_version, at) values ($1, $2, gen_random_uuid(), 'personalisation', false, '1', now())`,
    [bucketOf(id), id],
  );
  await bench.pool.query("update members set txid = pg_current_xact_id()::text::bigint where id = $1", [id]);
  await othersHaveEnded(bench.pool);
  await bench.lens.syncNow();
  expect([await sizeOf(offered), (await explain(offered)).holds]).toEqual([0, false]);
  expect(await sizeOf({ field: "score.churnProbability", op: "gt", value: 0 })).toBe(1);
});
