import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createDb } from "@regulars/server/platform/db.ts";
import { startBenchServer } from "./bench-server.ts";
import { makeMembers, sellToAll } from "./crowd.ts";
import { type LoadResult, postOrders } from "./load.ts";
import { describeMachine, perSecond } from "./machine.ts";

const { values } = parseArgs({
  options: {
    members: { type: "string", default: "100000" },
    lots: { type: "string", default: "1000000" },
    connections: { type: "string", default: "16" },
    seconds: { type: "string", default: "30" },
  },
});
const seconds = Number(values.seconds);

/** The till under load, first alone and then while a million lots expire. */
const server = await startBenchServer();
const { pool, close } = createDb(server.connectionString);
try {
  console.log(`Machine: ${describeMachine()}`);
  const memberIds = await makeMembers(pool, Number(values.members));
  const buyers = await makeMembers(pool, 1_000);
  const each = Math.round(Number(values.lots) / memberIds.length);
  await sellToAll(server, { memberIds, each, run: "lots" });
  await pool.query("vacuum analyze");
  console.log(
    `Data: ${memberIds.length.toLocaleString("en")} members, ${(memberIds.length * each).toLocaleString("en")} open lots; load by ${values.connections} connections for ${buyers.length.toLocaleString("en")} other members`,
  );
  await sell(buyers, "warm", 8);
  const alone = await sell(buyers, "alone", seconds);
  report("till alone", alone);
  await letAllExpire(buyers.length);
  await untilExpiryRuns();
  const before = await openLots();
  const began = performance.now();
  const beside = await sell(buyers, "beside", seconds);
  const expired = before - (await openLots());
  const elapsed = (performance.now() - began) / 1_000;
  report("till while lots expire", beside);
  console.log(
    `${expired.toLocaleString("en")} lots expired meanwhile, ${perSecond(expired / elapsed)}; ${(before - expired).toLocaleString("en")} left`,
  );
  console.log(
    `ratio of the p99s ${(beside.p99 / alone.p99).toFixed(2)}, of the rates ${(beside.rate / alone.rate).toFixed(2)}`,
  );
} finally {
  await close();
  await server.stop();
}

function sell(memberIds: string[], run: string, length: number): Promise<LoadResult> {
  const { url, apiKey } = server;
  return postOrders({ url, apiKey, memberIds, run, connections: Number(values.connections), seconds: length });
}

/** Dates every lot that is there to a second from now; lots sold later do not expire. */
async function letAllExpire(buyers: number): Promise<void> {
  const at = new Date(Date.now() + 1_000);
  await pool.query(
    "update lots set expires_at = $1 where member_id not in (select id from members order by joined_at desc, id desc limit $2)",
    [at, buyers],
  );
  await pool.query(
    `update member_accounts set next_due_at = $1,
       state = jsonb_set(state::jsonb, '{wallets,points,nextLotChangeAt}', to_jsonb($2::bigint))::json
     where (bucket, member_id) in (select bucket, member_id from lots where expires_at = $1)`,
    [at, at.getTime()],
  );
  await pool.query("vacuum analyze");
}

async function openLots(): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    "select count(*) as open from lots where remaining > 0 and expires_at is not null",
  );
  return rows[0]?.open ?? 0;
}

/** The sweeper looks once a minute. */
async function untilExpiryRuns(): Promise<void> {
  const before = await openLots();
  while ((await openLots()) === before) await wait(100);
}

function report(what: string, { rate, p50, p99, failed }: LoadResult): void {
  const trouble = failed > 0 ? `  FAILED ${failed}` : "";
  console.log(`${what.padEnd(24)} ${perSecond(rate)}  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms${trouble}`);
}
