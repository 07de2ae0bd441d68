import { once } from "node:events";
import Fastify from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bucketOf, newId } from "../../platform/ids.ts";
import { insertOrder } from "../../platform/lens/test-builders.ts";
import type { Lens } from "../../platform/lens.ts";
import { createLifecycleBench, type LifecycleBench } from "../lifecycle/test-builders.ts";
import { valueTables } from "../scores/index.ts";
import { createSegments } from "./index.ts";

const size = 4_321;
let bench: LifecycleBench;
let lens: Lens;
let questions = 0;
let queries: ReturnType<typeof createSegments>["queries"];

/** Some thousand members, a few of whom bought; one is called like a formula. */
beforeAll(async () => {
  bench = await createLifecycleBench(undefined, valueTables);
  const { pool } = bench;
  const ids = Array.from({ length: size }, () => newId());
  await pool.query(
    `insert into members (bucket, id, member_no, name, joined_at)
     select k.bucket, k.id, 'E' || k.n, case k.n when 7 then '=1+1' else 'Member ' || k.n end, '2026-01-01T00:00:00Z'::timestamptz + k.n * interval '1 minute'
     from unnest($1::smallint[], $2::uuid[]) with ordinality as k(bucket, id, n)`,
    [ids.map((id) => bucketOf(id)), ids],
  );
  for (const [index, id] of ids.slice(0, 5).entries())
    await insertOrder(pool, { memberId: id, placedAt: "2026-06-10T03:00:00Z", net: 1_000 * (index + 1) });
  await bench.lifecycle.recompute();
  await bench.lens.syncNow();
  lens = {
    ...bench.lens,
    query(...given) {
      questions += 1;
      return bench.lens.query(...given);
    },
  };
  queries = createSegments({ ...bench, lens }, { programmes: bench.programmes }).queries;
}, 60_000);
afterAll(() => bench.close());

const everybody = { sort: "monetary", direction: "desc" } as const;

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const parts: string[] = [];
  for await (const part of stream) parts.push(String(part));
  return parts.join("");
}

const numbersOf = (csv: string): string[] =>
  csv
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0] ?? "");

test("everybody is in the file once, in the order of the pages, however many pages there are", async () => {
  const csv = await textOf(await queries.exportMembers(everybody, "en"));
  const numbers = numbersOf(csv);
  expect(numbers).toHaveLength(size);
  expect(new Set(numbers).size).toBe(size);
  const listed = await queries.members({ ...everybody, limit: 200 }, "en");
  expect(numbers.slice(0, 200)).toEqual(listed.items.map(({ memberNo }) => memberNo));
  expect(numbers.slice(0, 5)).toEqual(["E5", "E4", "E3", "E2", "E1"]);
  expect(csv.split("\n")[0]).toBe(
    "\ufeffmemberNo,name,phone,joinedAt,stage,rfm,orders,net,lastOrderAt,clvPredicted,churnProbability,churnDate,health",
  );
  expect(csv).toContain("E7,'=1+1,");
});

test("the page size changes nothing, also sorted the other way and for a few of them", async () => {
  const query = {
    condition: JSON.stringify({ event: "order", is: { count: { gte: 1 } } }),
    sort: "joined",
    direction: "asc",
  } as const;
  for (const pageSize of [1, 2, 5, 100])
    expect(numbersOf(await textOf(await queries.exportMembers(query, "en", pageSize)))).toEqual([
      "E1",
      "E2",
      "E3",
      "E4",
      "E5",
    ]);
  const nobody = { ...everybody, condition: JSON.stringify({ any: [] }) };
  expect(numbersOf(await textOf(await queries.exportMembers(nobody, "en")))).toEqual([]);
});

test("who joins or leaves while the file is read is neither told twice nor makes others be left out", async () => {
  const stream = await queries.exportMembers({ sort: "joined", direction: "desc" }, "en", 1_000);
  const parts: string[] = [];
  let isChanged = false;
  for await (const part of stream) {
    parts.push(String(part));
    if (parts.length < 2 || isChanged) continue;
    isChanged = true;
    const id = newId();
    await bench.pool.query(
      "insert into members (bucket, id, member_no, name, joined_at) values ($1, $2, 'LATE', 'Late', '2026-06-29T00:00:00Z')",
      [bucketOf(id), id],
    );
    await bench.lens.syncNow();
  }
  const numbers = numbersOf(parts.join(""));
  expect([numbers.length, new Set(numbers).size, numbers.includes("LATE")]).toEqual([size, size, false]);
  await bench.pool.query(
    "update members set status = 'erased', txid = pg_current_xact_id()::text::bigint where member_no = 'LATE'",
  );
  await bench.lens.syncNow();
});

test("a condition that means nothing is refused before the first byte", async () => {
  await expect(queries.exportMembers({ ...everybody, condition: "{" }, "en")).rejects.toMatchObject({
    code: "condition.invalid",
  });
});

test("nothing more is read once the reader goes away in the middle, and what was held is let go", async () => {
  const app = Fastify();
  const streams: Awaited<ReturnType<typeof queries.exportMembers>>[] = [];
  app.get("/", async (_request, reply) => {
    const stream = await queries.exportMembers(everybody, "en", 1);
    streams.push(stream);
    return reply.send(stream);
  });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  try {
    const stopping = new AbortController();
    const answer = await fetch(address, { signal: stopping.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    const [stream] = streams;
    if (!stream) throw new Error("no stream");
    const closed = once(stream, "close");
    stopping.abort();
    await closed;
    expect(stream.destroyed).toBe(true);
    const asked = questions;
    // Whatever was still under way would ask again before this answers.
    await bench.lens.query("SELECT 1");
    await bench.lens.query("SELECT 1");
    expect(questions).toBe(asked);
    expect(asked).toBeLessThan(size);
  } finally {
    await app.close();
  }
});
