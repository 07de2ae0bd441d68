import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertMember } from "../../platform/lens/test-builders.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { churnBandOf, keepLayers, layersAt, layersSince } from "./layers.ts";
import { valueTables } from "./tables.ts";

let bench: LifecycleBench;
let [a, b, c] = ["", "", ""];

interface Told {
  id: string;
  churn: number | null;
  potential?: string;
  consumption?: string;
}

/** What a run said of members, kept for a day. */
async function run(day: string, told: Told[]): Promise<void> {
  await bench.lens.command("TRUNCATE TABLE member_values");
  for (const { id, churn, potential = "", consumption = "" } of told)
    await bench.lens.command(
      `INSERT INTO member_values (member_id, scored, churn_probability, potential, consumption_type)
       SELECT {id:UUID}, 1, ${churn ?? "NULL"}, {potential:String}, {consumption:String}`,
      { id, potential, consumption },
    );
  await keepLayers(bench, { day, churnThreshold: 0.85 });
}

async function kept(): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select concat_ws(' ', case member_id when ${a} then 'a' when ${b} then 'b' else 'c' end, day, churn, at_risk, potential, consumption) as row
    from member_layers order by row`.execute(bench.db);
  return rows.map(({ row }) => row);
}

async function standing(day: string): Promise<string[]> {
  await bench.lens.syncNow();
  const rows = await bench.lens.query<{ member_id: string; churn: string; at_risk: number; potential: string }>(
    `SELECT member_id, churn, at_risk, potential FROM ${layersAt("toDate32({day:String})")}`,
    { day },
  );
  const name = (id: string) => (id === a ? "a" : id === b ? "b" : "c");
  return rows.map((row) => [name(row.member_id), row.churn, row.at_risk, row.potential].join(" ").trim()).sort();
}

beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const join = () => insertMember(bench.pool, { joinedAt: "2026-01-01T00:00:00Z" });
  [a, b, c] = [await join(), await join(), await join()];
});
afterAll(() => bench.close());

test("before the first run nothing is kept", async () => {
  await bench.lens.syncNow();
  expect(await layersSince(bench.lens)).toBeNull();
  expect(await standing("2026-06-30")).toEqual([]);
});

test("a row is kept only when a layer changes, and repeating a run writes nothing", async () => {
  const first = [
    { id: a, churn: 0.9, potential: "low", consumption: "saver" },
    { id: b, churn: 0.82, potential: "mid" },
    { id: c, churn: null },
  ];
  await run("2026-06-01", first);
  // 0.82 is in the high band, and below the threshold of 0.85; of C nothing can be told.
  const rows = ["a 2026-06-01 high t low saver", "b 2026-06-01 high f mid"];
  expect(await kept()).toEqual(rows);
  const versions = () => sql`select member_id, txid from member_layers order by 1`.execute(bench.db);
  const before = await versions();
  await run("2026-06-01", first);
  await run("2026-06-02", [{ id: a, churn: 0.99, potential: "low", consumption: "saver" }, ...first.slice(1)]);
  expect(await kept()).toEqual(rows);
  expect((await versions()).rows).toEqual(before.rows);
  await run("2026-06-03", [
    { id: a, churn: 0.3, potential: "high", consumption: "saver" },
    { id: b, churn: null },
    { id: c, churn: 0.6 },
  ]);
  expect(await kept()).toEqual([
    "a 2026-06-01 high t low saver",
    "a 2026-06-03 low f high saver",
    ...rows.slice(1),
    "b 2026-06-03 f",
    "c 2026-06-03 medium f",
  ]);
});

test("a past day is answered by what members had last changed to", async () => {
  expect(await standing("2026-05-31")).toEqual([]);
  expect(await standing("2026-06-02")).toEqual(["a high 1 low", "b high 0 mid"]);
  expect(await standing("2026-06-03")).toEqual(["a low 0 high", "b  0", "c medium 0"]);
  expect(await layersSince(bench.lens)).toBe("2026-06-01");
});

test("a later run of a day takes the place of the earlier, in the lens too", async () => {
  await run("2026-06-03", [
    { id: a, churn: 0.9, potential: "low", consumption: "saver" },
    { id: b, churn: null },
    { id: c, churn: 0.6 },
  ]);
  expect(await standing("2026-06-03")).toEqual(["a high 1 low", "b  0", "c medium 0"]);
  expect(await standing("2026-06-02")).toEqual(["a high 1 low", "b high 0 mid"]);
});

test("nothing of an erased member stays behind, and nothing more is kept of them", async () => {
  await bench.pool.query("update members set status = 'erased', updated_at = now() where id = $1", [a]);
  await run("2026-06-04", [{ id: a, churn: 0.1 }]);
  expect((await kept()).filter((row) => row.startsWith("a"))).toEqual([]);
});

test("bands are bounded from below", async () => {
  const [row] = await bench.lens.query<{ bands: string[] }>(
    `SELECT arrayMap(p -> ${churnBandOf("p")}, [0., 0.499, 0.5, 0.799, 0.8, 1., NULL]) AS bands`,
  );
  expect(row?.bands).toEqual(["low", "low", "medium", "medium", "high", "high", ""]);
});
