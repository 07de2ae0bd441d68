import { parseArgs } from "node:util";
import { createDb } from "@regulars/server/platform/db.ts";
import { runBaseline } from "./baseline.ts";
import { startBenchServer } from "./bench-server.ts";
import { costOf, createMeter } from "./cost.ts";
import { makeMembers } from "./crowd.ts";
import { postOrders } from "./load.ts";
import { describeMachine, perSecond } from "./machine.ts";

const { values } = parseArgs({
  options: {
    members: { type: "string", default: "100000" },
    seconds: { type: "string", default: "15" },
    rounds: { type: "string", default: "2" },
  },
});
const members = Number(values.members);
const seconds = Number(values.seconds);

const server = await startBenchServer();
const { pool, close } = createDb(server.connectionString);
const used = createMeter(pool, server.pid);
try {
  console.log(`Machine: ${describeMachine()}`);
  console.log(
    `PostgreSQL ${(await pool.query("show server_version")).rows[0]?.server_version}, fsync and synchronous_commit on`,
  );
  const memberIds = await makeMembers(pool, members);
  await pool.query("vacuum analyze");
  console.log(`${members.toLocaleString("en")} members; ${seconds} s a run; load generator on the same cores`);
  await postOrders({ ...common(memberIds, "warm"), connections: 64, seconds: 8 });
  console.log("warmed up for 8 s; then baseline and till in turn");
  for (let round = 1; round <= Number(values.rounds); round += 1) await measureRound(round, memberIds);
  const heavy = await postOrders({ ...common(memberIds.slice(0, 1), "one"), connections: 200, seconds });
  report("one member, 200 connections", heavy);
} finally {
  await close();
  await server.stop();
}

async function measureRound(round: number, memberIds: string[]): Promise<void> {
  const baseline = await runBaseline(server.connectionString, { connections: 64, seconds, members });
  report(`round ${round} baseline, 64 connections`, { ...baseline, failed: 0, tool: "pg" });
  for (const connections of [1, 64, 256]) {
    const before = await used();
    const result = await postOrders({ ...common(memberIds, `r${round}c${connections}`), connections, seconds });
    const cost = costOf(before, await used(), result.rate * seconds);
    report(
      `round ${round} till over HTTP, ${connections} connection${connections === 1 ? "" : "s"}`,
      result,
      baseline.rate,
    );
    if (cost) console.log(`  ${cost}`);
  }
}

function common(memberIds: string[], run: string) {
  return { url: server.url, apiKey: server.apiKey, memberIds, run };
}

function report(
  what: string,
  result: { rate: number; p50: number; p99: number; failed: number; tool: string },
  baseline?: number,
): void {
  const ratio = baseline === undefined ? "" : `  ${(result.rate / baseline).toFixed(2)}x the baseline`;
  const failed = result.failed > 0 ? `  FAILED ${result.failed}` : "";
  console.log(
    `${what.padEnd(42)} ${perSecond(result.rate).padStart(9)}  p50 ${result.p50.toFixed(1)} ms  p99 ${result.p99.toFixed(1)} ms (${result.tool})${ratio}${failed}`,
  );
}
