import pg from "pg";
import { percentile } from "./machine.ts";

export interface BaselineResult {
  rate: number;
  p50: number;
  p99: number;
}

/**
 * The least SQL that can earn points: one transaction of three statements per order (the order, the balance, the entry), no HTTP and no
 * rules, over tables with the fewest keys that still refuse a receipt twice. Straight at the PostgreSQL the server uses.
 */
export async function runBaseline(
  connectionString: string,
  { connections, seconds, members }: { connections: number; seconds: number; members: number },
): Promise<BaselineResult> {
  const pool = new pg.Pool({ connectionString, max: connections });
  await pool.query(`drop schema if exists baseline cascade`);
  await pool.query(`create schema baseline
    create table orders (id bigint generated always as identity primary key, source text not null, external_id text not null,
      member_id integer not null, net bigint not null, placed_at timestamptz not null, unique (source, external_id))
    create table balances (member_id integer primary key, points bigint not null)
    create table entries (id bigint generated always as identity primary key, member_id integer not null, order_id bigint not null,
      points bigint not null)`);
  await pool.query("insert into baseline.balances select n, 0 from generate_series(1, $1::integer) n", [members]);
  await pool.query("vacuum analyze baseline.balances");
  const latencies: number[] = [];
  let receipt = 0;
  const start = performance.now();
  const end = start + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = await pool.connect();
      while (performance.now() < end) {
        const began = performance.now();
        receipt += 1;
        await earnOnce(client, receipt, 1 + Math.floor(Math.random() * members));
        latencies.push(performance.now() - began);
      }
      client.release();
    }),
  );
  const elapsed = (performance.now() - start) / 1_000;
  await pool.query("drop schema baseline cascade");
  await pool.end();
  latencies.sort((a, b) => a - b);
  return { rate: latencies.length / elapsed, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}

async function earnOnce(client: pg.PoolClient, receipt: number, member: number): Promise<void> {
  await client.query("begin");
  const { rows } = await client.query<{ id: string }>({
    name: "baseline_order",
    text: "insert into baseline.orders (source, external_id, member_id, net, placed_at) values ('bench', $1, $2, 6400, now()) returning id",
    values: [String(receipt), member],
  });
  await client.query({
    name: "baseline_balance",
    text: "update baseline.balances set points = points + 64 where member_id = $1",
    values: [member],
  });
  await client.query({
    name: "baseline_entry",
    text: "insert into baseline.entries (member_id, order_id, points) values ($1, $2, 64)",
    values: [member, rows[0]?.id],
  });
  await client.query("commit");
}
