import {
  affinitiesQuery,
  cohortsQuery,
  cohortsResponse,
  type InsightMember,
  lifecycleFlowResponse,
  numberRowsQuery,
  numberRowsResponse,
  reportQuery,
  segmentMembersQuery,
  winBackResponse,
} from "@regulars/contracts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf } from "../../platform/ids.ts";
import { insertMember, insertOrder, type LineRow } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { lifecyclePresets } from "../programmes/index.ts";
import { valueTables } from "../scores/index.ts";
import { defaultSettings, writeSettings } from "../scores/settings.ts";
import { createSegments } from "../segments/index.ts";
import { affinities } from "./queries/affinities.ts";
import { cohorts, wholeCohorts } from "./queries/cohorts.ts";
import { lifecycleFlow, templatesOf } from "./queries/lifecycle-flow.ts";
import { numberRows } from "./queries/number-members.ts";
import { winBack } from "./queries/win-back.ts";
import { scopeOf } from "./scope.ts";

let bench: LifecycleBench;
let segments: ReturnType<typeof createSegments>;
const names = new Map<string, string>();

interface Joined {
  on: string;
  channel?: string;
  store?: string;
  tier?: string;
}

async function join(name: string, { on, channel, store, tier }: Joined): Promise<string> {
  const { pool } = bench;
  const id = await insertMember(pool, { joinedAt: `${on}T02:00:00Z` });
  await pool.query("update members set name = $2, source = $3 where id = $1", [
    id,
    name,
    JSON.stringify({ channel, storeId: store }),
  ]);
  if (tier)
    await pool.query(
      "insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, 'main', $3, '2026-05-11T00:00:00Z')",
      [bucketOf(id), id, tier],
    );
  names.set(id, name);
  return id;
}

function buy(memberId: string | null, on: string, categories: string[], storeId: string | null): Promise<string> {
  const lines = categories.map(
    (category): LineRow => ({ sku: category.toUpperCase(), category, quantity: 1, net: 100 }),
  );
  return insertOrder(bench.pool, { memberId, placedAt: `${on}T02:00:00Z`, net: 100 * lines.length, storeId, lines });
}

/** Wholly, on 5 June 2026. */
async function refund(order: string): Promise<void> {
  const { pool } = bench;
  await pool.query(
    `update orders set refunded = net, complete_refund = true, txid = pg_current_xact_id()::text::bigint,
       lines = (jsonb_set(jsonb_set(lines::jsonb, '{0,refundedQuantity}', '1'), '{0,refundedAmount}', '100'))::json where id = $1`,
    [order],
  );
  await pool.query(
    `insert into refunds (bucket, id, order_id, member_id, refunded_at, recorded_at, amount, lines, outcome, content_hash, source, external_id, programme_version, actor)
     select bucket, gen_random_uuid(), id, member_id, '2026-06-05T00:00:00Z', now(), 100, '[{"lineNo": 1, "quantity": 1, "amount": 100}]', '{}', '\\x00', 'test', 'R1', 1, 'test' from orders where id = $1`,
    [order],
  );
}

/**
 * Noon of 30 June 2026 in Shanghai. Joined, where they buy, what:
 * Ann 1 April (pos, north, gold): coffee and bakery on 5 April and 10 May, coffee on 12 May. Bob 10 April (pos, south): coffee and bakery on 20 April.
 * Cat 20 May (wechat): bakery and tea on 31 May. Dan 25 May (unknown channel, north, no tier): coffee and tea on 2 June. Eve 15 June (wechat, south): nothing.
 * Fay 2 April (a:"b", north): coffee on 25 April, given back on 5 June. Gus left, erased. A guest: coffee and bakery on 1 June.
 */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  await bench.pool.query("insert into stores (id, name) values ('sto_north', 'North'), ('sto_south', 'South')");
  const north = "sto_north";
  const south = "sto_south";
  const ann = await join("Ann", { on: "2026-04-01", channel: "pos", store: north, tier: "gold" });
  const bob = await join("Bob", { on: "2026-04-10", channel: "pos", store: south, tier: "normal" });
  const cat = await join("Cat", { on: "2026-05-20", channel: "wechat", tier: "normal" });
  const dan = await join("Dan", { on: "2026-05-25", store: north });
  await join("Eve", { on: "2026-06-15", channel: "wechat", store: south, tier: "normal" });
  const fay = await join("Fay", { on: "2026-04-02", channel: 'a:"b"', store: north, tier: "normal" });
  const gus = await join("Gus", { on: "2026-04-03", channel: "pos", store: north, tier: "normal" });
  await buy(ann, "2026-04-05", ["coffee", "bakery"], north);
  await buy(ann, "2026-05-10", ["coffee", "bakery"], south);
  await buy(ann, "2026-05-12", ["coffee"], north);
  await buy(bob, "2026-04-20", ["coffee", "bakery"], south);
  await buy(cat, "2026-05-31", ["bakery", "tea"], south);
  await buy(dan, "2026-06-02", ["coffee", "tea"], north);
  await refund(await buy(fay, "2026-04-25", ["coffee"], north));
  await buy(gus, "2026-05-03", ["coffee", "bakery"], north);
  await bench.pool.query("update members set status = 'erased' where id = $1", [gus]);
  await buy(null, "2026-06-01", ["coffee", "bakery"], south);
  await bench.db.transaction().execute((tx) => writeSettings(tx, { ...defaultSettings, horizonDays: 20 }));
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  segments = createSegments(bench, { programmes: bench.programmes });
});
afterAll(() => bench.close());

const scope = (query: object) =>
  scopeOf({ ...bench, programmes: bench.programmes, segments }, reportQuery.parse(query), "en");

type Scope = Awaited<ReturnType<typeof scope>>;
const lifecyclesOf = (of: Scope) => ({ templates: templatesOf(of, lifecyclePresets(), "en"), segments });

/** Whom an address lists, page by page. */
async function opened(address: string | null, limit = "200"): Promise<string[]> {
  const url = new URL(address ?? "", "http://x");
  const query = Object.fromEntries(url.searchParams);
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { name: string | null }[]; nextCursor: string | null } =
      url.pathname === "/v1/insights/rows"
        ? await rows({ ...query, limit, ...(cursor && { cursor }) })
        : await segments.queries.members(segmentMembersQuery.parse({ ...query, ...(cursor && { cursor }) }), "en");
    listed.push(...page.items.map(({ name }) => name ?? ""));
    cursor = page.nextCursor;
  } while (cursor);
  return listed.sort();
}

async function rows(asked: Record<string, string>) {
  const { number, limit, cursor, ...query } = numberRowsQuery.parse(asked);
  const of = await scope(query);
  return numberRowsResponse.parse(await numberRows(of, lifecyclesOf(of), { number, limit, cursor }));
}

/** The same numbers, asked of everybody, of some of a past day, of a store and of a channel. */
const spring = { from: "2026-04-01", to: "2026-06-30" };
const filter = JSON.stringify({ not: { field: "member.source.channel", op: "eq", value: "wechat" } });
const askings: Record<string, Record<string, string>> = {
  "of everybody": spring,
  "of some, as of 1 June": { ...spring, filter, asOf: "2026-06-01T04:00:00Z" },
  "of a store, up to 10 June": { from: "2026-04-01", to: "2026-06-10", storeId: "sto_north" },
  "through a channel": { ...spring, channel: "pos" },
};

async function cohortsOf(asked: object) {
  const query = wholeCohorts(cohortsQuery.parse(asked), "Asia/Shanghai", bench.clock.now());
  const { by: _by, grain: _grain, value: _value, split: _split, ...report } = query;
  return cohortsResponse.parse(await cohorts(await scope(report), query));
}

const monthly = (["joined", "firstOrder"] as const).flatMap((by) =>
  (["none", "channel", "tier", "store"] as const).map((split) => ({ by, split, grain: "month" as const })),
);
const narrowShapes = [
  { by: "joined", split: "tier", grain: "week" },
  { by: "firstOrder", split: "channel", grain: "month" },
] as const;

for (const [name, asked] of Object.entries(askings))
  test(`every cohort and every cell of it opens as many members as it shows: ${name}`, async () => {
    for (const shape of asked === spring ? monthly : narrowShapes)
      for (const { group, cohorts: found } of (await cohortsOf({ ...asked, ...shape })).groups)
        for (const cohort of found) {
          const of = `${shape.by} ${shape.split} ${group} ${cohort.start}`;
          expect(await opened(cohort.rows), of).toHaveLength(cohort.members);
          for (const [index, cell] of cohort.cells.entries()) {
            if (cell.members > 0) expect(cell.rows, `${of} +${index}`).not.toBeNull();
            if (cell.rows) expect(await opened(cell.rows), `${of} +${index}`).toHaveLength(cell.members);
          }
        }
  });

test("cohorts by store, begun at the first order, by hand", async () => {
  const { groups } = await cohortsOf({ ...spring, by: "firstOrder", split: "store" });
  const shown = await Promise.all(
    groups.flatMap(({ group, name, cohorts: found }) =>
      found.map(async (cohort) => [group, name?.en, cohort.start, await opened(cohort.rows)]),
    ),
  );
  // Fay's order was given back, Eve never bought.
  expect(shown).toEqual([
    ["", "Unknown", "2026-05-01", ["Cat"]],
    ["sto_north", "North", "2026-04-01", ["Ann"]],
    ["sto_north", "North", "2026-06-01", ["Dan"]],
    ["sto_south", "South", "2026-04-01", ["Bob"]],
  ]);
  const ann = groups.find(({ group }) => group === "sto_north")?.cohorts[0];
  expect(await Promise.all((ann?.cells ?? []).map(({ rows: address }) => opened(address)))).toEqual([
    ["Ann"],
    ["Ann"],
    [],
  ]);
});

test("a channel may be called anything, and a part of a split is named", async () => {
  const { groups } = await cohortsOf({ ...spring, asOf: "2026-06-01T04:00:00Z", split: "channel" });
  const fay = groups.find(({ group }) => group === 'a:"b"')?.cohorts[0];
  expect(await opened(fay?.cells[0]?.rows ?? null)).toEqual(["Fay"]);
  const stores = await cohortsOf({ ...spring, channel: "pos", split: "store" });
  const south = stores.groups.find(({ group }) => group === "sto_south")?.cohorts[0];
  const query = Object.fromEntries(new URL(south?.cells[0]?.rows ?? "", "http://x").searchParams);
  expect((await rows(query)).names).toEqual({ sto_south: { zh: "South", en: "South" } });
});

async function flowOf(asked: object, template: string) {
  const of = await scope(asked);
  return lifecycleFlowResponse.parse(await lifecycleFlow(of, { template }, lifecyclesOf(of)));
}

for (const [name, asked] of Object.entries(askings).filter(([, { channel }]) => channel === undefined))
  test(`every stage and every move between two opens who is in it: ${name}`, async () => {
    const days = { ...asked, from: "2026-05-11" };
    const { templates } = await flowOf(days, "own");
    expect(templates.length).toBeGreaterThan(3);
    for (const template of asked === spring ? templates : templates.slice(1, 2)) {
      const { flow, stages } = await flowOf(days, template.id);
      for (const row of flow)
        expect(await opened(row.rows), `${template.id} ${row.from} > ${row.to}`).toHaveLength(row.members);
      for (const row of template.own || asked !== spring ? stages : [])
        expect(await opened(row.rows), `${template.id} ${row.stage}`).toHaveLength(row.members);
    }
  });

test("moves between stages, by hand: of now, and as of a day before a refund", async () => {
  const moves = async (query: object) =>
    Object.fromEntries(
      await Promise.all(
        (await flowOf(query, "own")).flow.map(async (row) => [`${row.from} > ${row.to}`, await opened(row.rows)]),
      ),
    );
  // Midnight of 11 May: Ann bought twice, Bob and Fay once and long ago enough to be new no more (since 10 May, 2 May). Since then Fay's order was given back.
  expect(await moves({ from: "2026-05-11", to: "2026-06-30" })).toEqual({
    "active > loyal": ["Ann"],
    "active > active": ["Bob"],
    "active > prospect": ["Fay"],
    "null > active": ["Cat", "Dan"],
    "null > prospect": ["Eve"],
  });
  expect(await moves({ from: "2026-05-11", to: "2026-06-30", asOf: "2026-06-01T04:00:00Z" })).toEqual({
    "active > loyal": ["Ann"],
    "active > active": ["Bob", "Fay"],
    "null > new": ["Cat"],
    "null > prospect": ["Dan"],
  });
});

test("the stages of a move are named by its life cycle", async () => {
  const of = await scope(spring);
  const { templates } = lifecyclesOf(of);
  const preset = templates.find(({ own }) => !own);
  const [move] = (await flowOf(spring, preset?.id ?? "")).flow;
  const query = Object.fromEntries(new URL(move?.rows ?? "", "http://x").searchParams);
  const stage = preset?.lifecycle.stages.find(({ id }) => id === move?.to);
  expect((await rows(query)).names[move?.to ?? ""]).toEqual(stage?.name);
});

const productsOf = async (asked: object, level: "category" | "sku") =>
  affinities(await scope(asked), { ...affinitiesQuery.parse(asked), level });

for (const [name, asked] of Object.entries(askings))
  test(`every pair and every product opens its buyers: ${name}`, async () => {
    const { pairs, items } = await productsOf(asked, "category");
    expect(items.length).toBeGreaterThan(1);
    for (const row of [...pairs, ...items]) expect(await opened(row.rows)).toHaveLength(row.buyers);
  });

test("what is bought together, by hand: orders of guests and of who left count, and only members on the books open", async () => {
  const { pairs, items } = await productsOf(spring, "sku");
  expect(pairs.map(({ a, b, orders, buyers }) => [a, b, orders, buyers])).toEqual([["BAKERY", "COFFEE", 5, 2]]);
  expect(await opened(pairs[0]?.rows ?? null)).toEqual(["Ann", "Bob"]);
  const tea = items.find(({ id }) => id === "TEA");
  expect([tea?.orders, await opened(tea?.rows ?? null, "1")]).toEqual([2, ["Cat", "Dan"]]);
  const [pair] = (await productsOf(spring, "category")).pairs;
  const query = Object.fromEntries(new URL(pair?.rows ?? "", "http://x").searchParams);
  expect(Object.keys((await rows(query)).names).sort()).toEqual(["bakery", "coffee"]);
});

for (const [name, asked] of Object.entries(askings))
  test(`who was lost and won back opens, by month and channel and in all: ${name}`, async () => {
    const of = await scope(asked);
    const { lost, regained, capByChannel, byMonth, after, targets } = winBackResponse.parse(await winBack(of));
    expect(await opened(lost.rows)).toHaveLength(lost.value ?? -1);
    expect(await opened(regained.rows)).toHaveLength(regained.value ?? -1);
    for (const row of capByChannel) expect(await opened(row.rows), row.channel ?? "").toHaveLength(row.lost);
    for (const row of byMonth.filter(
      ({ month, lost: gone, regained: back }) => gone + back > 0 || month === "2026-03",
    )) {
      expect(await opened(row.rows), row.month).toHaveLength(row.lost);
      expect(await opened(row.regainedRows), row.month).toHaveLength(row.regained);
    }
    expect(await opened(after.regainedRows)).toHaveLength(after.regainedMembers);
    expect(await opened(after.ordinaryRows)).toHaveLength(after.ordinaryMembers);
    expect([targets.members ?? 0, targets.rows]).toEqual([0, null]);
  });

test("lost members worth more than regaining them may cost, and those followed for a year, open", async () => {
  const { lens, clock } = bench;
  const asOf = clock.now().getTime();
  await lens.command("INSERT INTO value_runs SELECT now64(3), fromUnixTimestamp64Milli({asOf:Int64}, 'UTC'), '{}'", {
    asOf,
  });
  await lens.command(
    "INSERT INTO member_values (member_id, scored, clv_predicted, churn_probability) SELECT id, 1, if(source_channel = 'pos', 1000, 100), 0.9 FROM members",
  );
  const targetsOf = async (asked: object) => (await winBack(await scope(asked))).targets;
  // Nobody entered a cost, so the cap is nothing. Silent for 20 days: Ann, Bob, Cat and Dan.
  for (const asked of [spring, { ...spring, channel: "pos" }]) {
    const { members, rows: address } = await targetsOf(asked);
    expect([members, await opened(address)]).toEqual([4, ["Ann", "Bob", "Cat", "Dan"]]);
  }
  await lens.command("TRUNCATE TABLE member_values");
  await lens.command("TRUNCATE TABLE value_runs");
  // On 23 September 2027 the year before last ended a year ago: Ann had come back on 10 May after 35 days; Bob had been away for more than 150 days by then, the others had not.
  const followed = async (horizonDays: number) => {
    await bench.db.transaction().execute((tx) => writeSettings(tx, { ...defaultSettings, horizonDays }));
    const { after } = await winBack(await scope({}));
    expect([after.regainedMembers, after.ordinaryMembers]).toEqual(
      (await Promise.all([opened(after.regainedRows), opened(after.ordinaryRows)])).map(({ length }) => length),
    );
    return [await opened(after.regainedRows), await opened(after.ordinaryRows)];
  };
  clock.set("2027-09-23T04:00:00Z");
  expect(await followed(20)).toEqual([["Ann"], []]);
  expect(await followed(150)).toEqual([[], ["Ann", "Cat", "Dan"]]);
  await bench.db.transaction().execute((tx) => writeSettings(tx, { ...defaultSettings, horizonDays: 20 }));
  clock.set(new Date(asOf));
});

test("members behind a number of a past day are shown as they were then", async () => {
  const number = `bought:${JSON.stringify({ level: "sku", ids: ["COFFEE"] })}`;
  const shown = async (asked: Record<string, string>) => {
    const { items } = await rows({ ...spring, number, ...asked });
    const of = (row: InsightMember) => [row.name, row.stage, row.frequency, row.monetary, row.rfm?.f ?? null];
    return new Map(items.map((row) => [row.name, of(row)]));
  };
  const now = await shown({});
  expect([...now.keys()].sort()).toEqual(["Ann", "Bob", "Dan"]);
  expect(now.get("Ann")?.slice(1, 4)).toEqual(["loyal", 3, 500]);
  expect(now.get("Bob")?.slice(1, 4)).toEqual(["active", 1, 200]);
  const then = await shown({ asOf: "2026-05-01T04:00:00Z" });
  // On 1 May Ann, Bob and Fay had bought once each; Bob joined 21 days before, Ann and Fay 30 and 29.
  expect([...then.keys()].sort()).toEqual(["Ann", "Bob", "Fay"]);
  expect(then.get("Ann")?.slice(1)).toEqual(["active", 1, 200, 1]);
  expect(then.get("Bob")?.slice(1)).toEqual(["new", 1, 200, 1]);
  expect(then.get("Fay")?.slice(1)).toEqual(["new", 1, 100, 1]);
  const { items } = await rows({ ...spring, number, asOf: "2026-05-01T04:00:00Z" });
  expect(items.every(({ stageSince }) => stageSince === null)).toBe(true);
  expect(items.find(({ name }) => name === "Ann")?.lastOrderAt).toBe("2026-04-05T02:00:00.000Z");
});

test("a number that is not whole, or of a life cycle there is none of, is refused", async () => {
  const cohort = { by: "joined", grain: "month", split: "none", group: "", start: "2026-04-01", elapsed: null };
  for (const number of [
    "cohort:",
    "cohort:{",
    `cohort:${JSON.stringify({ ...cohort, grain: "year" })}`,
    `cohort:${JSON.stringify({ ...cohort, elapsed: 999 })}`,
    `cohort:${JSON.stringify({ ...cohort, sql: "1" })}`,
    'stage:{"template":"own"}',
    'stage_move:{"template":"nowhere","from":null,"to":"new"}',
    'bought:{"level":"sku","ids":[]}',
    'bought:{"level":"sku","ids":["A","B","C"]}',
    "win_back:regained:2026-13",
    "win_back:lost",
    "win_back:after:luck",
  ])
    await expect(rows({ ...spring, number }), number).rejects.toMatchObject({ code: "request.invalid" });
});
