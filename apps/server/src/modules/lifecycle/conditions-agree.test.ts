import {
  type Condition,
  collectLeaves,
  compileForLens,
  emptyLeaf,
  foldEvent,
  type HistoryEvent,
  holds,
  type Instant,
  type OrderView,
  type World,
} from "@regulars/engine";
import {
  asOfArbitrary,
  conditionArbitrary,
  setConditionArbitrary,
  testLadders,
  testSegments,
  testStores,
  worldArbitrary,
  zoneArbitrary,
} from "@regulars/engine/test-arbitraries";
import { Session } from "chdb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

type Member = World & { history: HistoryEvent[] };

const tables = [
  `members (member_id UUID, joined_at DateTime64(3, 'UTC'), birthday Nullable(Date32), gender LowCardinality(Nullable(String)), kind String, channel Nullable(String),
    store_id Nullable(String), campaign String, attributes String, tags Array(String), consents Array(String), stage LowCardinality(Nullable(String)), stage_since Nullable(DateTime64(3, 'UTC')))`,
  `orders (order_id String, member_id UUID, placed_at DateTime64(6, 'UTC'), net Int64, gross Int64, discount Int64, store_id LowCardinality(String),
    channel String, source String, currency String, quantity Int64, line_count UInt32, refunded_amount Int64, status String, line_sku Array(String), line_name Array(String),
    line_category Array(String), line_quantity Array(Int64), line_unit_price Array(Int64), line_discount Array(Int64), line_net Array(Int64))`,
  `order_lines (order_id String, member_id UUID, placed_at DateTime64(3, 'UTC'), sku String, name String, category String, quantity Int64, unit_price Int64,
    discount Int64, net Int64, store_id String, channel String, source String, currency String, order_net Int64, order_gross Int64, order_discount Int64,
    order_quantity Int64, order_line_count UInt32)`,
  "events (member_id UUID, type String, at DateTime64(3, 'UTC'), properties String)",
  "member_tiers (member_id UUID, ladder String, tier String, since DateTime64(3, 'UTC'))",
  "tier_counts (member_id UUID, ladder String, counts_from DateTime64(3, 'UTC'))",
  `points_earned (member_id UUID, at DateTime64(3, 'UTC'), wallet String, points Int64, placed_at Nullable(DateTime64(3, 'UTC')), net Nullable(Int64), refunded_amount Nullable(Int64),
    gross Nullable(Int64), discount Nullable(Int64), store_id Nullable(String), channel Nullable(String), source Nullable(String), currency Nullable(String), quantity Nullable(Int64),
    line_count Nullable(UInt32), line_sku Array(String), line_name Array(String), line_category Array(String), line_quantity Array(Int64), line_unit_price Array(Int64),
    line_discount Array(Int64), line_net Array(Int64))`,
  "stores (id String, latitude Nullable(Float64), longitude Nullable(Float64), member_id UUID DEFAULT generateUUIDv4())",
  `scores (member_id UUID, scored UInt8, rfm_r UInt8, rfm_f UInt8, rfm_m UInt8, rfm_group LowCardinality(String), potential LowCardinality(String), rising UInt8, clv_predicted Nullable(Int64),
    churn_probability Nullable(Float64), churn_date Nullable(Date32), next_purchase_date Nullable(Date32), next_offer LowCardinality(String), health Nullable(Float64), top_category LowCardinality(String), favourite_hour Nullable(UInt8))`,
];

let session: Session;

beforeAll(() => {
  session = new Session();
  session.query("CREATE DATABASE agree ENGINE = Atomic");
  for (const table of tables) session.query(`CREATE TABLE agree.${table} ENGINE = MergeTree ORDER BY member_id`);
  session.query("USE agree");
});

afterAll(() => session.cleanup());

const clock = (at: Instant): string => new Date(at).toISOString().slice(0, -1).replace("T", " ");

async function insert(table: string, rows: Record<string, unknown>[]): Promise<void> {
  session.query(`TRUNCATE TABLE agree.${table}`);
  if (rows.length > 0) await session.insert({ table: `agree.${table}`, values: rows });
}

const lineColumns = (lines: OrderView["lines"]) => ({
  line_sku: lines.map((line) => line.sku),
  line_name: lines.map((line) => line.name ?? ""),
  line_category: lines.map((line) => line.category ?? ""),
  line_quantity: lines.map((line) => line.quantity),
  line_unit_price: lines.map((line) => line.unitPrice),
  line_discount: lines.map((line) => line.discount),
  line_net: lines.map((line) => line.net),
});

const quantityOf = (order: OrderView): number => order.lines.reduce((sum, line) => sum + line.quantity, 0);

/** The tables as the lens keeps them; a part of each amount is stored as refunded, and a wholly refunded order stands beside each member's. */
async function load(members: Member[]): Promise<void> {
  const events = members.flatMap(({ profile, history }) =>
    history.map((event, index) => ({ event, member_id: profile.id, order_id: `${profile.id}-${index}` })),
  );
  const orders = events.flatMap(({ event: { type, order, at }, member_id, order_id }) =>
    type !== "order" || order === undefined
      ? []
      : [
          {
            order_id,
            member_id,
            placed_at: clock(at),
            net: order.net + 2500,
            gross: order.gross,
            discount: order.discount,
            store_id: order.storeId ?? "",
            channel: order.channel ?? "",
            source: order.source,
            currency: order.currency,
            quantity: quantityOf(order),
            line_count: order.lines.length,
            ...lineColumns(order.lines),
            refunded_amount: 2500,
            status: "part_refunded",
          },
        ],
  );
  const gone = orders.map((order) => ({
    ...order,
    order_id: `${order.order_id}-gone`,
    refunded_amount: order.net,
    status: "refunded",
  }));
  const lines = events.flatMap(({ event: { type, order, at }, member_id, order_id }) =>
    (type === "order" ? (order?.lines ?? []) : []).map(
      ({ sku, name, category, quantity, unitPrice, discount, net }) => ({
        order_id,
        member_id,
        placed_at: clock(at),
        ...(order && {
          store_id: order.storeId ?? "",
          channel: order.channel ?? "",
          source: order.source,
          currency: order.currency,
          order_net: order.net,
          order_gross: order.gross,
          order_discount: order.discount,
          order_quantity: quantityOf(order),
          order_line_count: order.lines.length,
        }),
        sku,
        name: name ?? "",
        category: category ?? "",
        quantity,
        unit_price: unitPrice,
        discount,
        net,
      }),
    ),
  );
  await insert("orders", [...orders, ...gone]);
  await insert("order_lines", lines);
  await insert(
    "events",
    events
      .filter(({ event }) => event.type !== "order" && event.type !== "points.earned")
      .map(({ event, member_id }) => ({
        member_id,
        type: event.type,
        at: clock(event.at),
        properties: JSON.stringify(event.properties ?? {}),
      })),
  );
  await insert(
    "points_earned",
    events
      .filter(({ event }) => event.type === "points.earned")
      .map(({ event: { at, order, properties }, member_id }) => ({
        member_id,
        at: clock(at),
        wallet: properties?.wallet,
        points: properties?.points,
        placed_at: order ? clock(order.placedAt) : null,
        net: order ? order.net + 100 : null,
        refunded_amount: order ? 100 : null,
        gross: order?.gross ?? null,
        discount: order?.discount ?? null,
        store_id: order?.storeId ?? null,
        channel: order?.channel ?? null,
        source: order?.source ?? null,
        currency: order?.currency ?? null,
        quantity: order ? quantityOf(order) : null,
        line_count: order?.lines.length ?? null,
        ...lineColumns(order?.lines ?? []),
      })),
  );
  await insert(
    "tier_counts",
    members.flatMap(({ profile, account }) =>
      Object.entries(account.tiers).map(([ladder, state]) => {
        const earned = state.grant?.earned ?? state;
        return { member_id: profile.id, ladder, counts_from: clock(earned.countsFrom ?? earned.since) };
      }),
    ),
  );
  await insert(
    "member_tiers",
    members.flatMap(({ profile, account }) =>
      Object.entries(account.tiers).map(([ladder, { tier, since }]) => ({
        member_id: profile.id,
        ladder,
        tier,
        since: clock(since),
      })),
    ),
  );
  await insert(
    "stores",
    [...Object.entries(testStores), ["sto_b", null] as const].map(([id, place]) => ({
      id,
      latitude: place?.lat ?? null,
      longitude: place?.lon ?? null,
    })),
  );
  await insert(
    "scores",
    members.flatMap(({ profile, scores }) =>
      scores
        ? [
            {
              member_id: profile.id,
              scored: 1,
              rfm_f: scores.rfmF ?? 0,
              rfm_group: scores.rfmGroup ?? "",
              potential: scores.potential ?? "",
              rising: scores.rising ? 1 : 0,
              clv_predicted: scores.clvPredicted,
              churn_probability: scores.churnProbability,
              churn_date: scores.churnDate,
              next_purchase_date: scores.nextPurchaseDate,
              next_offer: scores.nextOffer ?? "",
              health: scores.health,
              top_category: scores.topCategory ?? "",
              favourite_hour: scores.favouriteHour,
            },
          ]
        : [],
    ),
  );
  await insert(
    "members",
    members.map(({ profile, account }) => ({
      member_id: profile.id,
      joined_at: clock(profile.joinedAt),
      birthday: profile.birthday,
      gender: profile.gender,
      kind: profile.kind,
      channel: profile.source.channel ?? null,
      store_id: profile.source.storeId ?? null,
      campaign: profile.source.campaign ?? "",
      attributes: JSON.stringify(profile.attributes),
      tags: profile.tags,
      consents: profile.consents,
      stage: account.stage?.id ?? null,
      stage_since: account.stage ? clock(account.stage.since) : null,
    })),
  );
}

function withLeaves(world: Member, conditions: Condition[]): World {
  const leaves = Object.fromEntries(
    collectLeaves(conditions).map((leaf) => [
      leaf.key,
      world.history.reduce((state, event) => foldEvent(leaf, state, event, world), emptyLeaf(leaf)),
    ]),
  );
  return { ...world, history: undefined, account: { ...world.account, leaves } };
}

const scene = fc.tuple(asOfArbitrary, zoneArbitrary).chain(([asOf, zone]) =>
  fc.record({
    asOf: fc.constant(asOf),
    zone: fc.constant(zone),
    members: fc.uniqueArray(worldArbitrary(asOf, zone), {
      minLength: 4,
      maxLength: 8,
      selector: (world) => world.profile.id,
    }),
    conditions: fc.array(conditionArbitrary(asOf), { minLength: 8, maxLength: 16 }),
    ofSets: fc.array(setConditionArbitrary(asOf), { minLength: 8, maxLength: 16 }),
  }),
);

test("a condition says the same of a member's history, of its folded states and in the lens", {
  timeout: 300_000,
}, async () => {
  const seen = { yes: 0, no: 0 };
  await fc.assert(
    fc.asyncProperty(scene, async ({ asOf, zone, members, conditions, ofSets }) => {
      await load(members);
      const compiled = compileForLens([...conditions, ...ofSets], {
        asOf,
        zone,
        ladders: testLadders,
        segment: (id) => testSegments[id],
        tables: { tier_counts: "tier_counts", points_earned: "points_earned" },
      });
      const columns = compiled.expressions.map((sql, index) => `${sql} AS c${index}`).join(", ");
      const answer = await session.queryBindAsync(
        `SELECT m.member_id AS member_id, ${columns} FROM ${compiled.from}`,
        compiled.params,
        { format: "JSONEachRow" },
      );
      const rows = new Map(
        answer
          .text()
          .split("\n")
          .filter(Boolean)
          .map((text) => JSON.parse(text) as Record<string, unknown>)
          .map((row) => [row.member_id, row]),
      );
      expect(rows.size).toBe(members.length);
      for (const member of members) {
        const folded = withLeaves(member, conditions);
        conditions.forEach((condition, index) => {
          const expected = holds(condition, member, asOf);
          seen[expected ? "yes" : "no"] += 1;
          expect(
            [holds(condition, folded, asOf), Number(rows.get(member.profile.id)?.[`c${index}`])],
            JSON.stringify(condition),
          ).toEqual([expected, expected ? 1 : 0]);
        });
        ofSets.forEach((condition, index) => {
          const expected = holds(condition, member, asOf);
          seen[expected ? "yes" : "no"] += 1;
          const told = Number(rows.get(member.profile.id)?.[`c${conditions.length + index}`]);
          expect(told, JSON.stringify(condition)).toEqual(expected ? 1 : 0);
        });
      }
    }),
    // The message names the condition; shrinking would reload the tables hundreds of times.
    { numRuns: 40, endOnFailure: true },
  );
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(500);
});
