import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { createDb } from "@regulars/server/platform/db.ts";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { startBenchServer } from "./bench-server.ts";
import { costOf, createMeter } from "./cost.ts";
import { describeMachine, perSecond } from "./machine.ts";

/** The tables that an import fills. */
const written = ["orders", "entries", "lots", "member_accounts"];

/** Takes the demo in through the ordinary import, then copies the same file's rows into one bare table. */
const server = await startBenchServer({ REGULARS_DEMO: "on" });
const { pool, close } = createDb(server.connectionString);
const used = createMeter(pool, server.pid);
try {
  console.log(`Machine: ${describeMachine()}`);
  console.log(
    `PostgreSQL ${(await pool.query("show server_version")).rows[0]?.server_version}, fsync and synchronous_commit on`,
  );
  const before = await used();
  const imported = await finishedImport(pool);
  const after = await used();
  const { rows } = await pool.query<{ orders: number; members: number }>(
    "select (select count(*) from orders) as orders, (select count(*) from members) as members",
  );
  const rate = imported.rows_read / imported.seconds;
  console.log(
    `import  ${imported.rows_read.toLocaleString("en")} rows (${rows[0]?.orders.toLocaleString("en")} orders, ${rows[0]?.members.toLocaleString("en")} members made) in ${imported.seconds.toFixed(1)} s: ${perSecond(rate)}`,
  );
  console.log(`        ${costOf(before, after, rows[0]?.orders ?? 0)}, lens and life cycle included`);
  const copied = await copyBare(pool, join(server.dataDir, "data", "files", imported.file_path));
  console.log(
    `COPY    ${copied.rows.toLocaleString("en")} rows of the same file into one bare table in ${copied.seconds.toFixed(2)} s: ${perSecond(copied.rows / copied.seconds)}`,
  );
  console.log(`ratio   1/${(copied.rows / copied.seconds / rate).toFixed(1)} of COPY's rate`);
  const floor = await copyWritten(pool);
  console.log(
    `floor   COPY of what the import wrote (${written.join(", ")}) into tables with the same indexes: ${floor.toFixed(1)} s, 1/${((copied.rows / copied.seconds) * (floor / imported.rows_read)).toFixed(1)} of COPY's rate; the import takes ${(imported.seconds / floor).toFixed(1)} times that`,
  );
} finally {
  await close();
  await server.stop();
}

interface FinishedImport {
  status: string;
  rows_read: number;
  file_path: string;
  seconds: number;
}

async function finishedImport(pool: pg.Pool): Promise<FinishedImport> {
  const deadline = performance.now() + 15 * 60_000;
  while (performance.now() < deadline) {
    const { rows } = await pool.query<FinishedImport>(
      `select status, rows_read, file_path, extract(epoch from finished_at - started_at)::float8 as seconds
       from imports order by created_at limit 1`,
    );
    const [row] = rows;
    if (row?.status === "finished") return row;
    if (row?.status === "failed" || row?.status === "cancelled") throw new Error(`the import is ${row.status}`);
    await wait(500);
  }
  throw new Error("the import did not finish in time");
}

async function copyBare(pool: pg.Pool, file: string): Promise<{ rows: number; seconds: number }> {
  const [header = ""] = await firstLine(file);
  const columns = header
    .replace(/^\uFEFF/, "")
    .split(",")
    .map((name) => `"${name.trim()}" text`);
  await pool.query("drop table if exists bare");
  await pool.query(`create table bare (${columns.join(", ")})`);
  const client = await pool.connect();
  try {
    const began = performance.now();
    await pipeline(
      createReadStream(file),
      client.query(copyFrom("copy bare from stdin with (format csv, header true)")),
    );
    const seconds = (performance.now() - began) / 1_000;
    const { rows } = await client.query<{ rows: number }>("select count(*) as rows from bare");
    return { rows: Number(rows[0]?.rows ?? 0), seconds };
  } finally {
    client.release();
    await pool.query("drop table bare");
  }
}

/** Seconds that COPY alone takes for the rows of the import, constraints and indexes included: no import can be faster than that. */
async function copyWritten(pool: pg.Pool): Promise<number> {
  const [reader, writer] = [await pool.connect(), await pool.connect()];
  let seconds = 0;
  try {
    for (const table of written) {
      await pool.query(`create table floor (like ${table} including all)`);
      const began = performance.now();
      await pipeline(
        reader.query(copyTo(`copy ${table} to stdout with (format binary)`)),
        writer.query(copyFrom("copy floor from stdin with (format binary)")),
      );
      seconds += (performance.now() - began) / 1_000;
      await pool.query("drop table floor");
    }
  } finally {
    reader.release();
    writer.release();
  }
  return seconds;
}

async function firstLine(file: string): Promise<string[]> {
  const lines = createInterface({ input: createReadStream(file) });
  for await (const line of lines) {
    lines.close();
    return [line];
  }
  return [];
}
