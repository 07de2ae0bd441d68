import { segmentMembersResponse, segmentPreviewResponse } from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toPublicId } from "../../platform/ids.ts";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments, rowsOf, type Segments } from "./index.ts";

let bench: LifecycleBench;
let segments: Segments;
const ids: Record<string, string> = {};

/** Asked at noon of 30 June 2026 in Shanghai. */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  ids.buyer = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  ids.late = await insertMember(pool, { joinedAt: "2026-06-29T00:00:00Z" });
  ids.abroad = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z", zone: "America/New_York" });
  ids.silent = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  await insertOrder(pool, { memberId: ids.buyer, placedAt: "2026-06-01T04:00:00Z", net: 5_000 });
  await insertOrder(pool, { memberId: ids.buyer, placedAt: "2026-06-20T04:00:00Z", net: 7_000 });
  // 23:00 of 9 June in New York is 11:00 of 10 June in Shanghai.
  await insertOrder(pool, { memberId: ids.abroad, placedAt: "2026-06-10T03:00:00Z", net: 1_000 });
  await insertOrder(pool, { memberId: null, placedAt: "2026-06-10T03:00:00Z", net: 9_000 });
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

const bought = (count: number) => ({ event: "order", is: { count: { gte: count } } });
const members = (condition: object, more: object = {}) =>
  segments.queries.members(
    { condition: JSON.stringify(condition), sort: "monetary", direction: "desc", limit: 50, ...more },
    "en",
  );

test("a preview counts the members a condition holds of, shows some and says it in words", async () => {
  const preview = segmentPreviewResponse.parse(await segments.queries.preview({ condition: bought(1) }, "en"));
  expect(preview).toMatchObject({ size: 2, total: 4, share: 0.5 });
  expect(preview.sample.map(({ id }) => id)).toEqual([
    toPublicId("mbr", ids.buyer ?? ""),
    toPublicId("mbr", ids.abroad ?? ""),
  ]);
  expect(preview.sentence.en.length).toBeGreaterThan(5);
});

test("asked as of an earlier day, later facts and members count nowhere", async () => {
  const asOf = "2026-06-15T00:00:00Z";
  const preview = await segments.queries.preview({ condition: bought(2), asOf }, "en");
  expect(preview).toMatchObject({ size: 0, total: 3 });
  const lost = await segments.queries.preview(
    { condition: { stage: ["prospect"] }, asOf: "2026-05-01T00:00:00Z" },
    "en",
  );
  expect(lost.size).toBe(3);
});

test("days of members with a zone of their own are theirs", async () => {
  const onTheTenth = (zone: string) => ({
    event: "order",
    window: {
      from: zone === "own" ? "2026-06-10T00:00:00-04:00" : "2026-06-10T00:00:00+08:00",
      to: "2026-06-11T00:00:00+08:00",
    },
    is: { count: { gte: 1 } },
  });
  expect((await members(onTheTenth("programme"))).total).toBe(1);
  const today = {
    event: "order",
    window: { calendar: "month" },
    where: { field: "order.hour", op: "eq", value: 23 },
    is: { count: { gte: 1 } },
  };
  expect((await members(today)).total).toBe(1);
});

test("pages follow each other without gaps, whatever they are sorted by", async () => {
  for (const sort of ["monetary", "joined", "lastOrder", "clv", "churn"] as const)
    for (const direction of ["asc", "desc"] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = segmentMembersResponse.parse(await members({ all: [] }, { sort, direction, limit: 1, cursor }));
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(4);
      expect(seen).toHaveLength(4);
    }
});

test("a condition that means nothing is refused with the place of each fault", async () => {
  const wrong = {
    all: [{ field: "member.nonsense", op: "eq", value: 1 }, { tier: { ladder: "none", is: "exactly", tier: "x" } }],
  };
  await expect(segments.queries.preview({ condition: wrong }, "en")).rejects.toMatchObject({
    code: "condition.invalid",
    status: 400,
    errors: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringContaining("/condition/all/0") })]),
  });
  await expect(segments.queries.preview({ condition: { all: "x" } }, "en")).rejects.toMatchObject({
    code: "condition.invalid",
  });
  await expect(members({}, { condition: "{not json" })).rejects.toMatchObject({ code: "condition.invalid" });
});

test("the address of a number opens the members it counts", async () => {
  const address = new URL(rowsOf(bought(1), new Date("2026-06-15T00:00:00Z")), "http://x");
  expect(address.pathname).toBe("/v1/segments/members");
  const page = await members(JSON.parse(address.searchParams.get("condition") ?? ""), {
    asOf: address.searchParams.get("asOf") ?? undefined,
  });
  expect(page.total).toBe(2);
});

test("tags, attributes and consents are those of the day that is asked about", async () => {
  const { pool } = bench;
  const id = ids.silent ?? "";
  const change = (at: string, what: string) =>
    pool.query(`update members set ${what}, updated_at = $2, txid = pg_current_xact_id()::text::bigint where id = $1`, [
      id,
      at,
    ]);
  await change("2026-03-01T00:00:00Z", "tags = '{vip}'");
  await change("2026-04-01T00:00:00Z", `tags = '{}', attributes = '{"pet": "cat"}'`);
  for (const [at, granted] of [
    ["2026-02-01T00:00:00Z", true],
    ["2026-05-01T00:00:00Z", false],
  ] as const)
    await pool.query(
      `insert into member_consents (bucket, member_id, id, purpose, granted, text_version, at)
       select bucket, id, gen_random_uuid(), 'marketing', $2, 'v1', $3 from members where id = $1`,
      [id, granted, at],
    );
  await bench.lens.syncNow();
  const size = async (condition: object, day: string) =>
    (await segments.queries.preview({ condition, asOf: `${day}T00:00:00Z` }, "en")).size;
  const tagged = { tag: ["vip"] };
  expect([
    await size(tagged, "2026-02-15"),
    await size(tagged, "2026-03-15"),
    await size(tagged, "2026-04-15"),
  ]).toEqual([0, 1, 0]);
  const cat = { field: "member.attributes.pet", op: "eq", value: "cat" };
  expect([await size(cat, "2026-03-15"), await size(cat, "2026-04-15")]).toEqual([0, 1]);
  const agreed = { consent: "marketing" };
  expect([
    await size(agreed, "2026-01-15"),
    await size(agreed, "2026-03-15"),
    await size(agreed, "2026-06-15"),
  ]).toEqual([0, 1, 0]);
});

test("as of a day before a refund the order counts as it stood then", async () => {
  const { pool } = bench;
  const member = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  const lines = [{ sku: "TEA", category: "tea", quantity: 2, net: 8_000 }];
  const order = await insertOrder(pool, { memberId: member, placedAt: "2026-05-01T04:00:00Z", net: 8_000, lines });
  await pool.query(
    `update orders set refunded = 4000, txid = pg_current_xact_id()::text::bigint,
       lines = (jsonb_set(jsonb_set(lines::jsonb, '{0,refundedQuantity}', '1'), '{0,refundedAmount}', '4000'))::json where id = $1`,
    [order],
  );
  await pool.query(
    `insert into refunds (bucket, id, order_id, member_id, refunded_at, recorded_at, amount, lines, outcome, content_hash, source, external_id, programme_version, actor)
     select bucket, gen_random_uuid(), id, member_id, '2026-06-05T00:00:00Z', now(), 4000, '[{"lineNo": 1, "quantity": 1, "amount": 4000}]', '{}', '\\x00', 'test', 'R1', 1, 'test' from orders where id = $1`,
    [order],
  );
  await bench.lens.syncNow();
  const spent = (least: number, of: string) => ({ event: "order", is: { sum: { of, gte: least } } });
  const holds = async (condition: object, day: string) =>
    (
      await segments.queries.preview(
        {
          condition: {
            all: [
              condition,
              { event: "order", where: { field: "line.sku", op: "eq", value: "TEA" }, is: { count: { gte: 1 } } },
            ],
          },
          asOf: `${day}T00:00:00Z`,
        },
        "en",
      )
    ).size;
  for (const of of ["order.net", "line.net"]) {
    expect([await holds(spent(8_000, of), "2026-06-01"), await holds(spent(8_000, of), "2026-06-10")], of).toEqual([
      1, 0,
    ]);
    expect(await holds(spent(4_000, of), "2026-06-10"), of).toBe(1);
  }
});

const hostile = [
  "x', 1) OR 1=1 --",
  "\\' OR '1'='1",
  "{c0AsOf:String}",
  'a`b"c',
  "tab\tand\nline\\",
  "'); DROP TABLE members; --",
  "$1 %s ?",
];

test("names and values that look like SQL are only ever values", async () => {
  const { pool } = bench;
  for (const [index, nasty] of hostile.entries()) {
    const id = await insertMember(pool, { joinedAt: `2026-02-0${index + 1}T00:00:00Z` });
    await pool.query(
      "update members set attributes = $2, tags = $3, source = $4, updated_at = '2026-03-01' where id = $1",
      [
        id,
        JSON.stringify({ city: nasty }),
        [nasty],
        JSON.stringify({ channel: nasty, storeId: nasty, campaign: nasty }),
      ],
    );
    await insertOrder(pool, {
      memberId: id,
      placedAt: "2026-06-02T04:00:00Z",
      net: 100,
      lines: [{ sku: nasty, category: nasty, quantity: 1, net: 100 }],
    });
  }
  await bench.lens.syncNow();
  const everybody = (await members({ all: [] })).total;
  for (const nasty of hostile) {
    const fields = ["attributes.city", "source.channel", "source.storeId", "source.campaign"].map((path) => ({
      field: `member.${path}`,
      op: "eq",
      value: nasty,
    }));
    const bought = { event: "order", where: { field: "line.sku", op: "in", value: [nasty] }, is: { count: { eq: 1 } } };
    const withTag = { event: "order", where: { tag: [nasty] }, is: { distinct: { of: "line.category", eq: 1 } } };
    for (const condition of [...fields, bought, withTag, { tag: [nasty] }, { all: [...fields, bought, withTag] }])
      for (const asOf of [undefined, "2026-06-29T00:00:00Z"])
        expect((await members(condition, { asOf })).total, JSON.stringify(condition)).toBe(1);
    expect((await members({ consent: nasty })).total).toBe(0);
    expect((await members({}, { condition: undefined, storeId: nasty })).total).toBe(1);
    expect((await members({ bucket: { from: 0, to: 10_000, salt: nasty } })).total).toBe(everybody);
    for (const unknown of [
      { stage: [nasty] },
      { tier: { ladder: nasty, is: "exactly", tier: nasty } },
      { tier: { ladder: "main", is: "exactly", tier: nasty } },
      { segment: nasty },
      { event: "order", window: { since: "tier", ladder: nasty }, is: { count: { gte: 1 } } },
    ])
      await expect(members(unknown)).rejects.toMatchObject({ code: "condition.invalid" });
  }
});

test("stage ids are values too, and without stages nobody has one", async () => {
  const asOf = bench.clock.now();
  for (const id of hostile) {
    const stages = [
      { id, name: { zh: "x", en: "x" }, when: bought(1) as never },
      { id: `${id}2`, name: { zh: "y", en: "y" }, when: { all: [] } },
    ];
    const { sql, params } = await segments.stages(stages, { asOf });
    const rows = await bench.lens.query<{ stage: string }>(
      `SELECT DISTINCT stage FROM (${sql}) ORDER BY stage`,
      params,
    );
    expect(rows.map(({ stage }) => stage)).toEqual([id, `${id}2`]);
  }
  const { sql, params } = await segments.stages([], { asOf });
  expect(await bench.lens.query(`SELECT DISTINCT stage FROM (${sql})`, params)).toEqual([{ stage: "" }]);
});

test("the tier of a past day is the one that was in force then", async () => {
  const { pool } = bench;
  const id = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
  for (const [to, since] of [
    ["normal", "2026-01-01T00:00:00Z"],
    ["gold", "2026-04-01T00:00:00Z"],
    ["normal", "2026-06-01T00:00:00Z"],
  ])
    await pool.query(
      `insert into tier_changes (bucket, member_id, id, ladder, from_tier, to_tier, since, reason, explanation, fact_kind, fact_id, programme_version, recorded_at)
       select bucket, id, gen_random_uuid(), 'main', null, $2, $3, 'upgraded', '{}', 'order', gen_random_uuid(), 1, $3 from members where id = $1`,
      [id, to, since],
    );
  await bench.lens.syncNow();
  const gold = { tier: { ladder: "main", is: "exactly", tier: "gold" } };
  const sizes = await Promise.all(
    ["2026-03-31", "2026-04-02", "2026-06-02"].map(
      async (day) => (await members(gold, { asOf: `${day}T00:00:00Z` })).total,
    ),
  );
  expect(sizes).toEqual([0, 1, 0]);
});
