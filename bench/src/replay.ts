import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { presetSchema, programmeSchema } from "@regulars/engine";
import {
  countMember,
  type MemberHistory,
  openCount,
  openHistory,
  openRun,
  startOf,
} from "@regulars/server/modules/simulations/index.ts";
import { createDb } from "@regulars/server/platform/db.ts";
import type pg from "pg";
import { startBenchServer } from "./bench-server.ts";
import { describeMachine, perSecond } from "./machine.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "4" } } });

/** The demo's history, taken in through the ordinary import: replayed from memory on one core, then by the server from its database. */
const server = await startBenchServer({ REGULARS_DEMO: "on" });
const { pool, close } = createDb(server.connectionString);
try {
  console.log(`Machine: ${describeMachine()}`);
  await untilImported(pool);
  await pool.query("vacuum analyze");
  const published = await publishedProgramme(pool);
  const from = Date.parse("2000-01-01T00:00:00Z");
  const to = Date.now() - 60_000;
  const span = { from, to, knownAt: to + 60_000 };
  const began = performance.now();
  const histories = await readAll(span);
  const facts = histories.reduce((sum, history) => sum + history.happenings.length, 0);
  const readSeconds = (performance.now() - began) / 1_000;
  console.log(
    `Data: the demo, ${histories.length.toLocaleString("en")} members, ${facts.toLocaleString("en")} facts (orders and refunds) with ${entriesOf(histories).toLocaleString("en")} real entries; read in ${readSeconds.toFixed(1)} s`,
  );
  for (const [name, programme] of [
    ["the published programme", published],
    ["retail-plain", await preset("retail-plain")],
  ] as const) {
    const spec = { ...span, simulated: programme, compare: null, published, segment: null, stores: [], closings: null };
    const run = openRun(spec);
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      const start = process.cpuUsage();
      const count = openCount(run);
      for (const history of histories) countMember(count, history);
      const { user, system } = process.cpuUsage(start);
      console.log(
        `round ${round}, from memory, ${name}: ${perSecond(facts / ((user + system) / 1e6))} of processor time`,
      );
    }
  }
  await throughServer(from, to, facts);
} finally {
  await close();
  await server.stop();
}

async function readAll(span: { from: number; to: number; knownAt: number }): Promise<MemberHistory[]> {
  const reader = await openHistory(server.connectionString, { ...span, readsConsents: false });
  const all: MemberHistory[] = [];
  let place = startOf({ from: 0 });
  for (;;) {
    const page = await reader.page(place, 256, 200);
    const last = page.at(-1);
    if (!last) break;
    all.push(...page);
    place = { bucket: last.bucket, id: last.profile.id };
  }
  await reader.close();
  return all;
}

function entriesOf(histories: readonly MemberHistory[]): number {
  return histories.reduce((sum, history) => sum + history.entries.length, 0);
}

async function throughServer(from: number, to: number, facts: number): Promise<void> {
  const headers = { authorization: `Bearer ${server.apiKey}`, "content-type": "application/json" };
  const body = { programme: "published", from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const started = await fetch(`${server.url}/v1/simulations`, { method: "POST", headers, body: JSON.stringify(body) });
  const { id } = (await started.json()) as { id: string };
  for (;;) {
    const answer = await fetch(`${server.url}/v1/simulations/${id}`, { headers });
    const run = (await answer.json()) as {
      status: string;
      startedAt: string;
      finishedAt: string;
      progress: { workers: number };
    };
    if (run.status === "failed") throw new Error("the simulation failed");
    if (run.status === "finished") {
      const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1_000;
      console.log(
        `by the server from its database, ${run.progress.workers} worker${run.progress.workers === 1 ? "" : "s"}, PostgreSQL beside it: ${perSecond(facts / seconds)} (${seconds.toFixed(1)} s in all)`,
      );
      return;
    }
    await wait(100);
  }
}

async function publishedProgramme(pool: pg.Pool) {
  const { rows } = await pool.query<{ document: unknown }>(
    "select document from programme_versions where status = 'published'",
  );
  return programmeSchema.parse(rows[0]?.document);
}

async function preset(id: string) {
  const { readFile } = await import("node:fs/promises");
  const file = new URL(`../../presets/${id}.json`, import.meta.url);
  const found = presetSchema.parse(JSON.parse(await readFile(file, "utf8")));
  if (found.kind !== "programme") throw new Error(`preset ${id} is no programme`);
  return found.programme;
}

async function untilImported(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ status: string }>("select status from imports order by created_at limit 1");
    const status = rows[0]?.status;
    if (status === "finished") return;
    if (status === "failed" || status === "cancelled") throw new Error(`the import is ${status}`);
    await wait(500);
  }
}
