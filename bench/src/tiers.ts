import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createDb } from "@regulars/server/platform/db.ts";
import { startBenchServer } from "./bench-server.ts";
import { costOf, createMeter } from "./cost.ts";
import { call, makeMembers, sellToAll } from "./crowd.ts";
import { describeMachine, perSecond } from "./machine.ts";

const { values } = parseArgs({ options: { members: { type: "string", default: "1000000" } } });

interface Evaluation {
  id: string;
  status: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** The tiers of all members looked at in one run, as staff ask for it. */
const server = await startBenchServer();
const { pool, close } = createDb(server.connectionString);
try {
  console.log(`Machine: ${describeMachine()}`);
  const memberIds = await makeMembers(pool, Number(values.members));
  const buyers = memberIds.slice(0, Math.ceil(memberIds.length / 10));
  await sellToAll(server, { memberIds: buyers, each: 1, run: "tiers" });
  await pool.query("vacuum analyze");
  console.log(
    `Data: ${memberIds.length.toLocaleString("en")} members, ${buyers.length.toLocaleString("en")} of them with an order`,
  );
  const used = createMeter(pool, server.pid);
  const before = await used();
  const { evaluation } = await call<{ evaluation: Evaluation }>(server, "/v1/tiers/evaluations", {});
  const { status, startedAt, finishedAt } = await finished(evaluation.id);
  if (status !== "finished" || !startedAt || !finishedAt) throw new Error(`the evaluation is ${status}`);
  const elapsed = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  console.log(
    `all members evaluated in ${elapsed.toFixed(1)} s: ${perSecond(memberIds.length / elapsed)}; ${costOf(before, await used(), memberIds.length).replace("order", "member")}`,
  );
} finally {
  await close();
  await server.stop();
}

async function finished(id: string): Promise<Evaluation> {
  for (;;) {
    const response = await fetch(`${server.url}/v1/tiers/evaluations/${id}`, {
      headers: { authorization: `Bearer ${server.apiKey}` },
    });
    const { evaluation } = (await response.json()) as { evaluation: Evaluation };
    if (["finished", "failed", "superseded"].includes(evaluation.status)) return evaluation;
    await wait(200);
  }
}
