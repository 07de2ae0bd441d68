import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noMember, tables } from "./tables.ts";
import { createLensBench, insertEntry, insertMember, insertOrder, type LensBench } from "./test-builders.ts";

let bench: LensBench;
beforeAll(async () => {
  bench = await createLensBench();
  await bench.lens.syncNow();
});
afterAll(() => bench.close());

const totals = `SELECT count() AS orders, sum(net) AS net, sum(refunded) AS refunded, countIf(member_id = toUUID('${noMember}')) AS guests FROM orders`;

async function lensTotals(lens = bench.lens): Promise<unknown> {
  return (await lens.query(totals))[0];
}

/** How many rows each table has, on either side. */
async function counts(ask: (table: string) => Promise<unknown>): Promise<Record<string, number>> {
  const found = await Promise.all(
    tables.map(async ({ name }) => [name, Number(((await ask(name)) as { n: number }).n)] as const),
  );
  return Object.fromEntries(found);
}
const countsHere = () => counts(async (name) => (await bench.lens.query(`SELECT count() AS n FROM ${name}`))[0]);
const countsThere = () =>
  counts(async (name) => (await bench.pool.query(`select count(*)::int as n from lens.${name}`)).rows[0]);

async function truth(): Promise<unknown> {
  const { rows } = await bench.pool.query(
    `select count(*)::int as orders, coalesce(sum(net), 0)::int as net, coalesce(sum(refunded), 0)::int as refunded,
       (count(*) filter (where member_id is null))::int as guests from orders`,
  );
  return rows[0];
}

function kill(): void {
  const pid = bench.lens.pid();
  if (pid === null) throw new Error("the lens process does not run");
  process.kill(pid, "SIGKILL");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("a transaction that commits late is not lost, and nothing comes twice", async () => {
  const late = await bench.pool.connect();
  const member = await insertMember(bench.pool);
  await late.query("begin");
  await insertOrder(late, { memberId: member, placedAt: "2026-05-01T10:00:00Z", net: 111 });
  await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-01T11:00:00Z", net: 222 });
  await bench.lens.syncNow();
  expect(await lensTotals()).toMatchObject({ net: 0 });
  await late.query("commit");
  late.release();
  await bench.lens.syncNow();
  expect(await lensTotals()).toEqual({ orders: 2, net: 333, refunded: 0, guests: 0 });
  await bench.lens.syncNow();
  expect(await lensTotals()).toEqual(await truth());
});

test("a changed order replaces what was there, a claimed one leaves the guests", async () => {
  const member = await insertMember(bench.pool);
  const refunded = await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-02T10:00:00Z", net: 500 });
  const guest = await insertOrder(bench.pool, { placedAt: "2026-05-02T11:00:00Z", net: 700 });
  await bench.lens.syncNow();
  expect(await lensTotals()).toMatchObject({ guests: 1, refunded: 0 });
  const now = "txid = pg_current_xact_id()::text::bigint";
  await bench.pool.query(`update orders set refunded = 200, ${now} where id = $1`, [refunded]);
  await bench.pool.query(`update orders set member_id = $2, ${now} where id = $1`, [guest, member]);
  await bench.lens.syncNow();
  expect(await lensTotals()).toMatchObject({ guests: 0, refunded: 200 });
  expect(await lensTotals()).toEqual(await truth());
});

test("lines arrive as rows with what is left of them", async () => {
  const member = await insertMember(bench.pool);
  const lines = [
    { sku: "LATTE", category: "coffee", quantity: 2, net: 6400 },
    { sku: "CAKE", quantity: 1, net: 2800 },
  ];
  const id = await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-03T10:00:00Z", net: 9200, lines });
  await bench.lens.syncNow();
  const rows = await bench.lens.query(
    "SELECT sku, category, quantity, net FROM order_lines WHERE order_id = {id:UUID} ORDER BY line_no",
    { id },
  );
  expect(rows).toEqual([
    { sku: "LATTE", category: "coffee", quantity: 2, net: 6400 },
    { sku: "CAKE", category: "", quantity: 1, net: 2800 },
  ]);
});

test("a killed lens process comes back and answers the next question", async () => {
  const before = await lensTotals();
  kill();
  // What is asked before its end is heard of may be refused.
  await expect.poll(() => lensTotals()).toEqual(before);
});

test("a window cut off by a kill is taken again without doubling the ledger", async () => {
  const member = await insertMember(bench.pool);
  await insertEntry(bench.pool, { memberId: member, kind: "earn", amount: 100, at: "2026-05-03T10:00:00Z" });
  await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-04T10:00:00Z", net: 5 });
  const ofMember = (sql: string) => bench.pool.query(sql, [member]);
  await ofMember("update members set tags = '{vip}', txid = pg_current_xact_id()::text::bigint where id = $1");
  await ofMember(
    "insert into member_consents (bucket, member_id, id, purpose, granted, text_version, at) select bucket, id, gen_random_uuid(), 'marketing', true, 'v1', now() from members where id = $1",
  );
  await ofMember(
    "insert into stage_changes (bucket, member_id, id, to_stage, since) select bucket, id, gen_random_uuid(), 'new', now() from members where id = $1",
  );
  await ofMember(
    "insert into events (bucket, id, member_id, type, source, external_id, content_hash, properties, at, recorded_at, outcome, programme_version, actor) select bucket, gen_random_uuid(), id, 'check_in', 'test', 'e1', '\\x00', '{}', now(), now(), '{}', 1, 'test' from members where id = $1",
  );
  await bench.lens.syncNow();
  expect(await countsHere()).toEqual(await countsThere());
  for (const name of ["events", "stage_changes", "member_past_states", "member_consents"])
    expect((await countsHere())[name], name).toBeGreaterThan(0);
  // What a crash between the rows and the watermark leaves behind: the rows are in, the watermark is not.
  await bench.lens.command("INSERT INTO lens_meta SELECT 'watermark', '3', toUInt64(9000000000000000)");
  kill();
  await bench.lens.syncNow();
  const { rows } = await bench.pool.query("select count(*)::int as n, sum(amount)::int as points from entries");
  expect(await bench.lens.query("SELECT count() AS n, sum(amount) AS points FROM entries")).toEqual(rows);
  expect(await countsHere()).toEqual(await countsThere());
  expect(await lensTotals()).toEqual(await truth());
});

test("rows that waited to be swapped in when a window was cut off do not come with the next one", async () => {
  const member = await insertMember(bench.pool);
  await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-05T10:00:00Z", net: 40 });
  await bench.lens.syncNow();
  await bench.lens.command(
    "INSERT INTO incoming_orders SELECT * REPLACE (net + 1 AS net) FROM orders WHERE member_id = {member:UUID}",
    { member },
  );
  kill();
  await insertOrder(bench.pool, { memberId: member, placedAt: "2026-05-06T10:00:00Z", net: 60 });
  await bench.lens.syncNow();
  expect(await bench.lens.query("SELECT count() AS waiting FROM incoming_orders")).toEqual([{ waiting: 0 }]);
  expect(await lensTotals()).toEqual(await truth());
});

test("a deleted lens directory is rebuilt from PostgreSQL", async () => {
  rmSync(bench.directory, { recursive: true, force: true });
  await bench.lens.syncNow();
  expect(existsSync(bench.directory)).toBe(true);
  expect(await lensTotals()).toEqual(await truth());
});

test("rows deleted from PostgreSQL are gone after a rebuild", async () => {
  await bench.pool.query("delete from orders where net = 111");
  await bench.lens.rebuild();
  expect(await lensTotals()).toEqual(await truth());
});

test("a first fill that was cut off goes on where it stopped, without doubling", async () => {
  const horizon = bench.lens.horizon();
  const half = JSON.stringify({ before: horizon, table: 2, bucket: 100 });
  await bench.lens.command(
    `INSERT INTO lens_meta SELECT * FROM values('key String, value String, version UInt64', ('backfill', {half:String}, 9000000000000001), ('watermark', '', 9000000000000001))`,
    { half },
  );
  await bench.lens.command("DELETE FROM orders WHERE bucket >= 180");
  await bench.lens.syncNow();
  expect(await lensTotals()).toEqual(await truth());
  expect(bench.lens.status()).toMatchObject({ state: "ready", progress: 1 });
});

test("personal contact data does not reach the lens", async () => {
  const columns = await bench.lens.query<{ name: string }>(
    "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'members'",
  );
  const names = columns.map((column) => column.name);
  expect(names).toContain("joined_at");
  for (const secret of ["name", "phone", "email", "external_id", "member_no"]) expect(names).not.toContain(secret);
});

test("a lens process whose server was killed ends by itself and leaves the directory free", async () => {
  const script = `
    import { createLens } from ${JSON.stringify(new URL("../lens.ts", import.meta.url).href)};
    import { silentLogger } from ${JSON.stringify(new URL("../logger.ts", import.meta.url).href)};
    const [dataDir, connectionString] = process.argv.slice(1);
    const lens = createLens({ config: { dataDir, clickhouseUrl: null, roles: new Set(["lens"]) }, connectionString, logger: silentLogger(), automatic: false, lowPriority: false });
    await lens.syncNow();
    process.send(lens.pid());
    setInterval(() => undefined, 1000);`;
  await bench.lens.stop();
  const server = spawn(
    process.execPath,
    ["--input-type=module", "-e", script, dirname(bench.directory), bench.connectionString],
    {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  const [pid] = (await once(server, "message")) as [number];
  server.kill("SIGKILL");
  await expect.poll(() => isAlive(pid), { timeout: 30_000 }).toBe(false);
  const lens = bench.another();
  await lens.syncNow();
  expect(await lensTotals(lens)).toEqual(await truth());
  await lens.stop();
}, 120_000);

test("while the lens fills it refuses to answer instead of answering wrongly", async () => {
  const lens = bench.another();
  expect(lens.ready()).toBe(false);
  await expect(lens.query("SELECT 1")).rejects.toMatchObject({ code: "lens.unavailable", status: 503 });
  await lens.syncNow();
  expect(await lensTotals(lens)).toEqual(await truth());
});
