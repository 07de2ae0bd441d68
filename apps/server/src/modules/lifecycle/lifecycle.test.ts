import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf } from "../../platform/ids.ts";
import { insertMember, insertOrder } from "../../platform/lens/test-builders.ts";
import { scoresTable } from "./score-sql.ts";
import { createLifecycleBench, type LifecycleBench } from "./test-builders.ts";

let bench: LifecycleBench;
beforeAll(async () => {
  bench = await createLifecycleBench();
});
afterAll(() => bench.close());

const joined = "2025-01-01T00:00:00Z";

async function memberWith(orders: [day: string, net: number][], joinedAt = joined): Promise<string> {
  const id = await insertMember(bench.pool, { joinedAt });
  for (const [day, net] of orders) await insertOrder(bench.pool, { memberId: id, placedAt: `${day}T04:00:00Z`, net });
  return id;
}

async function stages(ids: string[]): Promise<(string | null)[]> {
  const { rows } = await bench.pool.query<{ id: string; stage: string | null }>(
    "select id, stage from members where id = any($1)",
    [ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row.stage]));
  return ids.map((id) => byId.get(id) ?? null);
}

test("RFM scores are quintiles, best 5, and equal values score alike", async () => {
  // Ten members: recency 1, 2, 3 ... days; frequency 1 for six, 2 for two, 5 and 9; monetary 100 to 1000.
  const repeats = [1, 1, 1, 1, 1, 1, 2, 2, 5, 9];
  const ids: string[] = [];
  for (const [index, count] of repeats.entries()) {
    const day = `2026-06-${String(29 - index).padStart(2, "0")}`;
    const total = (index + 1) * 100;
    const shares = Array.from({ length: count }, (_, order): [string, number] => [
      day,
      order === 0 ? total - (count - 1) : 1,
    ]);
    ids.push(await memberWith(shares));
  }
  await bench.lifecycle.recompute();
  const rows = await bench.lens.query<{
    member_id: string;
    r: number;
    f: number;
    m: number;
    recency_days: number;
    frequency: number;
    monetary: number;
  }>(`SELECT member_id, r, f, m, recency_days, frequency, monetary FROM ${scoresTable} WHERE frequency > 0`);
  const byId = new Map(rows.map((row) => [row.member_id, row]));
  const column = (name: "r" | "f" | "m" | "recency_days" | "frequency" | "monetary") =>
    ids.map((id) => byId.get(id)?.[name]);
  expect(column("recency_days")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(column("frequency")).toEqual(repeats);
  expect(column("monetary")).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  expect(column("r")).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  // Six share the lowest frequency: none is worse, so all score 1; the two with 2 beat six of ten: 1 + floor(5 * 6 / 10) = 4.
  expect(column("f")).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
  expect(column("m")).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

test("a refunded order does not count and a member without orders has no score", async () => {
  const refunded = await memberWith([]);
  const id = await insertOrder(bench.pool, {
    memberId: refunded,
    placedAt: "2026-06-20T04:00:00Z",
    net: 500,
    refunded: 500,
  });
  await bench.pool.query(
    "update orders set complete_refund = true, txid = pg_current_xact_id()::text::bigint where id = $1",
    [id],
  );
  await bench.lifecycle.recompute();
  const rows = await bench.lens.query(
    `SELECT frequency, r, f, m, stage FROM ${scoresTable} WHERE member_id = {id:UUID}`,
    { id: refunded },
  );
  expect(rows).toEqual([{ frequency: 0, r: 0, f: 0, m: 0, stage: "prospect" }]);
});

test("every member is in the first stage that holds, and only flips are written", async () => {
  const ids = [
    await memberWith([]),
    await memberWith([["2025-06-01", 100]]),
    await memberWith([
      ["2026-04-20", 100],
      ["2026-05-20", 100],
      ["2026-06-20", 100],
    ]),
    await memberWith([["2026-06-20", 100]], "2026-06-19T00:00:00Z"),
    await memberWith([["2026-06-20", 100]]),
  ];
  const first = await bench.lifecycle.recompute();
  expect(await stages(ids)).toEqual(["prospect", "lost", "loyal", "new", "active"]);
  expect(first.stagesWritten).toBeGreaterThanOrEqual(5);
  const before = await bench.pool.query("select max(txid) as txid from members");
  const again = await bench.lifecycle.recompute();
  expect(again.stagesWritten).toBe(0);
  const after = await bench.pool.query("select max(txid) as txid from members");
  expect(after.rows).toEqual(before.rows);
});

test("time alone moves members on, and the flip is told once", async () => {
  const id = await memberWith([["2026-06-20", 100]]);
  await bench.lifecycle.recompute();
  bench.clock.set("2027-01-15T04:00:00Z");
  await bench.lifecycle.recompute();
  bench.clock.set("2026-06-30T04:00:00Z");
  expect(await stages([id])).toEqual(["lost"]);
  const { rows } = await bench.pool.query("select payload from outbox where topic = 'stage.changed' and key = $1", [
    id,
  ]);
  expect(rows).toEqual([{ payload: { memberId: id, from: "active", to: "lost", at: "2027-01-15T04:00:00.000Z" } }]);
  await bench.lifecycle.recompute();
});

test("a member who buys after the lens looked keeps the stage the till gave", async () => {
  const id = await memberWith([["2025-06-01", 100]]);
  await bench.lifecycle.recompute();
  expect(await stages([id])).toEqual(["lost"]);
  const { writeStages } = await import("./write-back.ts");
  const horizon = bench.lens.horizon() ?? 0;
  await bench.pool.query(
    "update members set stage = 'active', txid = pg_current_xact_id()::text::bigint where id = $1",
    [id],
  );
  await bench.lens.command(`ALTER TABLE ${scoresTable} UPDATE known_stage = 'active' WHERE member_id = {id:UUID}`, {
    id,
  });
  expect(
    await writeStages({ db: bench.db, lens: bench.lens, outbox: bench.outbox }, bench.clock.now(), horizon),
  ).toMatchObject({ written: 0 });
  expect(await stages([id])).toEqual(["active"]);
});

test("a stage that time brought is written with the instant at which it began, once the till has settled it", async () => {
  const id = await memberWith([["2025-06-01", 100]]);
  const account = (stage: string, since: string, due: string | null) =>
    bench.pool.query(
      `insert into member_accounts (bucket, member_id, state, next_due_at) values ($1, $2, $3, $4)
       on conflict (bucket, member_id) do update set state = excluded.state, next_due_at = excluded.next_due_at`,
      [bucketOf(id), id, JSON.stringify({ stage: { id: stage, since: Date.parse(since) } }), due],
    );
  await account("active", "2025-06-01T04:00:00Z", "2025-11-28T04:00:00Z");
  await bench.lifecycle.recompute();
  expect(await stages([id])).toEqual([null]);
  await account("lost", "2025-11-28T04:00:00Z", null);
  await bench.lifecycle.recompute();
  const { rows } = await bench.pool.query("select stage, stage_since from members where id = $1", [id]);
  expect(rows).toEqual([{ stage: "lost", stage_since: new Date("2025-11-28T04:00:00Z") }]);
});
