import { parseArgs } from "node:util";
import { compileProgramme, programmeSchema } from "@regulars/engine";
import { insertMembers } from "@regulars/server/modules/members/index.ts";
import { createDb } from "@regulars/server/platform/db.ts";
import { newId, toPublicId } from "@regulars/server/platform/ids.ts";
import type pg from "pg";
import { runBaseline } from "./baseline.ts";
import { startBenchServer } from "./bench-server.ts";
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
    const result = await postOrders({ ...common(memberIds, `r${round}c${connections}`), connections, seconds });
    report(
      `round ${round} till over HTTP, ${connections} connection${connections === 1 ? "" : "s"}`,
      result,
      baseline.rate,
    );
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

async function makeMembers(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ version: number; document: unknown }>(
    "select version, document from programme_versions where status = 'published'",
  );
  const [published] = rows;
  if (!published) throw new Error("the server published no programme");
  const programme = compileProgramme(programmeSchema.parse(published.document), published.version);
  const ids: string[] = [];
  while (ids.length < count) {
    const page = Array.from({ length: Math.min(1_000, count - ids.length) }, () => ({
      id: newId(),
      key: null,
      joinedAt: new Date(),
    }));
    const made = await insertMembers(pool, page, {
      programme,
      version: published.version,
      upcoming: null,
      now: new Date(),
    });
    ids.push(...made.map((member) => toPublicId("mbr", member.id)));
  }
  return ids;
}
