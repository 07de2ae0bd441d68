import { parseArgs } from "node:util";
import { createDb } from "@regulars/server/platform/db.ts";
import { startBenchServer } from "./bench-server.ts";
import { createMeter } from "./cost.ts";
import { call, makeMembers, orderBody, sellToAll } from "./crowd.ts";
import { describeMachine, percentile } from "./machine.ts";

const { values } = parseArgs({
  options: {
    lots: { type: "string", default: "10000" },
    calls: { type: "string", default: "300" },
  },
});
const lots = Number(values.lots);
const calls = Number(values.calls);

/** A member with very many open lots beside one with ten: both buy and spend in turn, one call at a time. */
const server = await startBenchServer();
const { pool, close } = createDb(server.connectionString);
try {
  console.log(`Machine: ${describeMachine()}`);
  const [heavy = "", light = ""] = await makeMembers(pool, 2);
  await sellToAll(server, { memberIds: [heavy], each: lots, run: "heavy" });
  await sellToAll(server, { memberIds: [light], each: 10, run: "light" });
  await pool.query("vacuum analyze");
  const { rows } = await pool.query<{ open: number }>(
    "select count(*) as open from lots where remaining > 0 group by member_id order by 1",
  );
  console.log(`Data: two members, open lots ${rows.map(({ open }) => open.toLocaleString("en")).join(" and ")}`);
  for (const [what, ask] of [
    ["order", (member: string, key: string) => call(server, "/v1/orders", orderBody(member, key))],
    ["spend of one point", spend],
  ] as const) {
    for (let index = 0; index < 30; index += 1) await ask(heavy, `warm-${what}-${index}`);
    const times = { light: [] as number[], heavy: [] as number[] };
    const cost = { light: 0, heavy: 0 };
    const used = createMeter(pool, server.pid);
    for (let round = 0; round < 10; round += 1) {
      for (const [name, member] of [
        ["light", light],
        ["heavy", heavy],
      ] as const) {
        const before = await used();
        for (let index = 0; index < calls / 10; index += 1) {
          const began = performance.now();
          await ask(member, `${what}-${name}-${round}-${index}`);
          times[name].push(performance.now() - began);
        }
        const after = await used();
        if (before && after) cost[name] += after.server + after.postgres - before.server - before.postgres;
      }
    }
    report(what, times, cost);
  }
} finally {
  await close();
  await server.stop();
}

async function spend(memberId: string, externalId: string): Promise<unknown> {
  const fact = { memberId, wallet: "points", points: 1, source: "bench", externalId, reason: "bench" };
  return call(server, "/v1/points/spend", fact);
}

function report(
  what: string,
  times: { light: number[]; heavy: number[] },
  cost: { light: number; heavy: number },
): void {
  for (const list of [times.light, times.heavy]) list.sort((a, b) => a - b);
  const p50 = { light: percentile(times.light, 0.5), heavy: percentile(times.heavy, 0.5) };
  const each = (microseconds: number): string => Math.round(microseconds / calls).toLocaleString("en");
  console.log(
    `${what}: ten lots p50 ${p50.light.toFixed(1)} ms, ${each(cost.light)} µs of CPU; ${lots.toLocaleString("en")} lots p50 ${p50.heavy.toFixed(1)} ms, ${each(cost.heavy)} µs; ratio of the p50s ${(p50.heavy / p50.light).toFixed(2)}`,
  );
}
