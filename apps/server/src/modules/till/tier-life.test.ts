import { afterAll, beforeAll, expect, test } from "vitest";
import { createTillBench, order, type TillBench, testProgramme } from "./test-builders.ts";
import type { TillCommand } from "./till-command.ts";

const text = (word: string): { zh: string; en: string } => ({ zh: word, en: word });

let bench: TillBench;
beforeAll(async () => {
  bench = await createTillBench(
    testProgramme({
      ladders: [
        {
          id: "main",
          name: text("main"),
          metric: { kind: "spend" },
          window: { kind: "rolling", duration: "P365D" },
          downgrade: { kind: "period_end", noticeDays: [30] },
          tiers: [
            { id: "normal", name: text("normal"), from: 0 },
            { id: "silver", name: text("silver"), from: 100_000 },
            { id: "gold", name: text("gold"), from: 500_000 },
          ],
        },
      ],
    }),
  );
});
afterAll(() => bench.close());

async function newMember(): Promise<string> {
  const [id] = await bench.addMembers(1);
  if (!id) throw new Error("no member");
  return id;
}

async function tierOf(id: string): Promise<{ tier: string; until: Date | null }[]> {
  const { rows } = await bench.pool.query("select tier, until from member_tiers where member_id = $1", [id]);
  return rows;
}

async function told(id: string, topic: string): Promise<Record<string, unknown>[]> {
  const { rows } = await bench.pool.query<{ payload: Record<string, unknown> }>(
    "select payload from outbox where topic = $1 and key = $2 order by id",
    [topic, id],
  );
  return rows.map(({ payload }) => payload);
}

function grant(memberId: string, parts: Partial<Extract<TillCommand, { kind: "tier_grant" }>>): TillCommand {
  return {
    kind: "tier_grant",
    memberId,
    ladder: "main",
    tier: "gold",
    until: null,
    isLifetime: false,
    grantKind: "manual",
    reason: "test",
    at: bench.clock.now(),
    actor: "test",
    ...parts,
  };
}

test("many who settle a member at once tell once that the tier ends, and it ends once", async () => {
  const id = await newMember();
  await bench.accept(order(id, 1_000));
  const settleAt = async (instant: string): Promise<void> => {
    bench.clock.set(new Date(instant));
    const settle: TillCommand = { kind: "settle", memberId: id, at: new Date(instant) };
    await Promise.all(Array.from({ length: 8 }, () => bench.record([settle])));
  };
  // Reached on 1 June 2026, valid to 2 June 2027.
  await settleAt("2027-05-02T16:00:00Z");
  expect(await told(id, "tier.ending")).toEqual([
    {
      memberId: id,
      ladder: "main",
      tier: "silver",
      until: "2027-06-01T16:00:00.000Z",
      daysBefore: 30,
      metric: 0,
      threshold: 100_000,
    },
  ]);
  await settleAt("2027-06-01T16:00:00Z");
  expect(await told(id, "tier.ending")).toHaveLength(1);
  expect((await told(id, "tier.changed")).map(({ reason }) => reason)).toEqual(["upgraded", "downgraded"]);
  expect(await tierOf(id)).toEqual([{ tier: "normal", until: null }]);
  bench.clock.set(new Date("2026-06-01T04:00:00Z"));
});

test("a tier given ends by time, and the member falls to what was earned meanwhile", async () => {
  const id = await newMember();
  const until = new Date("2026-08-31T16:00:00Z");
  await bench.accept(grant(id, { until }));
  expect(await tierOf(id)).toEqual([{ tier: "gold", until }]);
  await bench.accept(order(id, 1_000));
  expect(await tierOf(id)).toEqual([{ tier: "gold", until }]);
  const { rows: due } = await bench.pool.query("select next_due_at as at from member_accounts where member_id = $1", [
    id,
  ]);
  // 30 days before the grant ends: the member will lose gold.
  expect(due).toEqual([{ at: new Date("2026-08-01T16:00:00Z") }]);
  bench.clock.set(until);
  await bench.accept({ kind: "settle", memberId: id, at: until });
  expect(await tierOf(id)).toEqual([{ tier: "silver", until: new Date("2027-06-01T16:00:00Z") }]);
  bench.clock.set(new Date("2026-06-01T04:00:00Z"));
});

test("grants of many at once leave one of them, and what is earned at the same time is all counted under it", async () => {
  const id = await newMember();
  const grants = Array.from({ length: 6 }, (_, index) => grant(id, { tier: index % 2 === 0 ? "gold" : "silver" }));
  const orders = Array.from({ length: 6 }, () => order(id, 500));
  const answers = await Promise.all([...grants, ...orders].map((command) => bench.record([command])));
  expect(answers.flat().map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => "recorded"));
  const { rows } = await bench.pool.query(
    "select state -> 'tiers' -> 'main' -> 'grant' -> 'earned' ->> 'tier' as earned, state -> 'tiers' -> 'main' ->> 'tier' as tier, " +
      "state -> 'tiers' -> 'main' -> 'grant' ->> 'tier' as granted from member_accounts where member_id = $1",
    [id],
  );
  expect(rows[0]).toMatchObject({ earned: "silver" });
  expect(await tierOf(id)).toMatchObject([{ tier: rows[0]?.tier }]);
  expect(rows[0]?.tier).toBe(rows[0]?.granted);
});

test.each([
  ["tier.unknown_ladder", { ladder: "other" }],
  ["tier.unknown_tier", { tier: "diamond" }],
  ["tier.grant_expired", { until: new Date("2026-05-01T00:00:00Z") }],
])("%s is refused and leaves nothing behind", async (code, parts) => {
  const id = await newMember();
  const [answer] = await bench.record([grant(id, parts)]);
  expect(answer).toMatchObject({ status: "refused", code });
  const { rows } = await bench.pool.query("select 1 from tier_grants where member_id = $1", [id]);
  expect(rows).toEqual([]);
});
