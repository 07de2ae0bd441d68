import { closestMembersResponse } from "@regulars/contracts";
import type { programmeSchema } from "@regulars/engine";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { insertMember, insertOrder } from "../../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench, stagesProgramme } from "../../lifecycle/test-builders.ts";
import { createSegments } from "../../segments/index.ts";
import { createInsights, type InsightQueries } from "../index.ts";

type LadderInput = z.input<typeof programmeSchema>["ladders"][number];

let bench: LifecycleBench;
let queries: InsightQueries;
/** Spend in June, before it, and orders in June, of each member. */
const lives = [
  { june: [90_000], may: 0, tier: "normal" },
  { june: [30_000, 30_000, 10_000], may: 0, tier: "normal" },
  { june: [], may: 95_000, tier: "normal" },
  { june: [200_000], may: 0, tier: "gold" },
  { june: [99_000], may: 0, tier: "normal", refunded: 20_000 },
];
const ids: string[] = [];

beforeAll(async () => {
  bench = await createLifecycleBench();
  const { pool } = bench;
  for (const life of lives) {
    const memberId = await insertMember(pool, { joinedAt: "2026-01-01T00:00:00Z" });
    ids.push(memberId);
    await pool.query(
      "insert into member_tiers (bucket, member_id, ladder, tier, since) values ($1, $2, 'main', $3, now())",
      [bucketOf(memberId), memberId, life.tier],
    );
    for (const [index, net] of life.june.entries())
      await insertOrder(pool, {
        memberId,
        placedAt: `2026-06-0${index + 1}T04:00:00Z`,
        net,
        refunded: life.refunded ?? 0,
      });
    if (life.may > 0) await insertOrder(pool, { memberId, placedAt: "2026-05-31T15:59:00Z", net: life.may });
  }
  await bench.lens.syncNow();
  const members = { find: (): Promise<string> => Promise.reject(new Error("not asked")) };
  ({ queries } = createInsights(
    { ...bench, audit: { record: () => Promise.resolve() } },
    {
      programmes: bench.programmes,
      lifecycle: bench.lifecycle,
      members,
      segments: createSegments(bench, { programmes: bench.programmes }),
    },
  ));
});
afterAll(() => bench.close());

const tiers: LadderInput["tiers"] = [
  { id: "normal", name: { zh: "普通", en: "Member" }, from: 0 },
  { id: "gold", name: { zh: "金", en: "Gold" }, from: 100_000 },
];

function use(parts: Partial<LadderInput> = {}): void {
  const name = { zh: "等级", en: "tier" };
  bench.use(
    stagesProgramme({
      ladders: [
        {
          id: "main",
          name,
          metric: { kind: "spend" },
          window: { kind: "lifetime" },
          downgrade: { kind: "never" },
          tiers,
          ...parts,
        },
      ],
    }),
  );
}
beforeEach(() => use());

async function ranked(limit = 50): Promise<[number, number, number][]> {
  const answer = closestMembersResponse.parse(await queries.closest({ ladder: "main", limit }));
  return answer.items.map((item) => [
    ids.findIndex((id) => toPublicId("mbr", id) === item.id),
    item.metric,
    item.missing,
  ]);
}

test("members of the first tier are listed nearest first, with what is missing, refunds taken off", async () => {
  expect(await ranked()).toEqual([
    [2, 95_000, 5_000],
    [0, 90_000, 10_000],
    [4, 79_000, 21_000],
    [1, 70_000, 30_000],
  ]);
  expect(await ranked(1)).toEqual([[2, 95_000, 5_000]]);
});

test("the window of the ladder counts, in the programme's zone", async () => {
  use({ window: { kind: "calendar", unit: "month" }, downgrade: { kind: "period_end" } });
  expect(await ranked(1)).toEqual([[0, 90_000, 10_000]]);
  expect((await ranked()).at(-1)).toEqual([2, 0, 100_000]);
});

test("a growth value is worked out part by part", async () => {
  use({
    metric: {
      kind: "growth",
      parts: [
        { of: { kind: "spend" }, points: 1, per: 1_000 },
        { of: { kind: "orders" }, points: 5, per: 1 },
      ],
    },
    tiers: [
      { id: "normal", name: { zh: "普通", en: "Member" }, from: 0 },
      { id: "gold", name: { zh: "金", en: "Gold" }, from: 120 },
    ],
    boundary: "gt",
  });
  expect(await ranked(2)).toEqual([
    [2, 100, 21],
    [0, 95, 26],
  ]);
});

test.each<[string, object, Partial<LadderInput>]>([
  ["tier.unknown_ladder", { ladder: "other" }, {}],
  ["tier.unknown_tier", { tier: "diamond" }, {}],
  ["tier.no_next", { tier: "gold" }, {}],
  ["tier.not_ranked", {}, { metric: { kind: "points_earned", wallet: "points" } }],
  ["tier.not_ranked", {}, { window: { kind: "since_tier" } }],
  ["tier.not_ranked", {}, { metric: { kind: "condition" } }],
])("%s is refused", async (code, query, parts) => {
  use(parts);
  await expect(queries.closest({ ladder: "main", limit: 10, ...query })).rejects.toMatchObject({ code });
});
