import { readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createDb } from "@regulars/server/platform/db.ts";
import { startBenchServer } from "./bench-server.ts";
import { call, makeMembers, orderBody, sellToAll } from "./crowd.ts";
import { describeMachine } from "./machine.ts";

const { values } = parseArgs({
  options: {
    members: { type: "string", default: "100000" },
    orders: { type: "string", default: "1000000" },
  },
});

/** Every statement of the till on a large seed, with the plan that PostgreSQL really took for it (auto_explain). */
const server = await startBenchServer(
  {},
  {
    session_preload_libraries: "auto_explain",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_buffers": "on",
    "auto_explain.log_parameter_max_length": "0",
    log_line_prefix: "%a|",
  },
);
const { pool, close } = createDb(server.connectionString);
try {
  console.log(`Machine: ${describeMachine()}`);
  const memberIds = await makeMembers(pool, Number(values.members));
  const each = Math.round(Number(values.orders) / memberIds.length);
  await sellToAll(server, { memberIds, each, run: "seed" });
  await pool.query("vacuum analyze");
  console.log(
    `Data: ${memberIds.length.toLocaleString("en")} members, ${(memberIds.length * each).toLocaleString("en")} orders, as many entries and open lots`,
  );
  const start = statSync(server.databaseLog).size;
  await pool.query("alter system set auto_explain.log_min_duration = 0");
  await pool.query("select pg_reload_conf()");
  await wait(500);
  await doEverything(memberIds);
  await wait(500);
  const plans = plansIn(readFileSync(server.databaseLog).subarray(start).toString());
  for (const { statement, plan } of plans) console.log(`\n${statement}\n${plan}`);
  const bad = plans.filter(({ plan }) => /Seq Scan|Hash Join|Merge Join/.test(plan));
  console.log(`\n${plans.length} statements of the till; ${bad.length} read a whole table or hash one`);
  for (const { statement } of bad) console.log(`  ${statement}`);
  process.exitCode = bad.length > 0 ? 1 : 0;
} finally {
  await close();
  await server.stop();
}

/** Each kind of command that callers can send, some as a batch of many members. */
async function doEverything(memberIds: string[]): Promise<void> {
  const [one = "", two = "", ...others] = memberIds;
  const key = { source: "bench", reason: "bench", wallet: "points" };
  const many = others.slice(0, 100).map((id, index) => orderBody(id, `plan-many-${index}`));
  await call(server, "/v1/orders/batch", { orders: many });
  const { order } = await call<{ order: { id: string } }>(server, "/v1/orders", orderBody(one, "plan-one"));
  const paid = { ...orderBody(one, "plan-paid"), redeem: [{ wallet: "points", points: 100 }] };
  await call(server, "/v1/orders", paid);
  await call(server, "/v1/orders", orderBody(one, "plan-one-more"));
  await call(server, `/v1/orders/${order.id}/refunds`, {
    externalId: "plan-refund",
    lines: [{ lineNo: 1, quantity: 1 }],
  });
  const spent = { ...key, memberId: one, points: 70, externalId: "plan-spend" };
  const { outcome } = await call<{ outcome: { entries: { id: string }[] } }>(server, "/v1/points/spend", spent);
  await call(server, `/v1/entries/${outcome.entries[0]?.id}/reverse`, { reason: "bench", memberId: one });
  await call(server, "/v1/points/adjust", { ...key, memberId: one, points: 5, externalId: "plan-adjust" });
  const hold = { memberId: two, wallet: "points", points: 10, ttlSeconds: 600, reference: "plan" };
  const held = await call<{ hold: { id: string } }>(server, "/v1/holds", hold);
  await call(server, `/v1/holds/${held.hold.id}/commit`, { points: 4 });
  const told = { type: "checkin", source: "bench", externalId: "plan-event", memberId: one };
  await call(server, "/v1/events", { ...told, at: new Date().toISOString(), properties: {} });
}

interface Plan {
  statement: string;
  plan: string;
}

/** The first plan of each statement that the till sent. */
function plansIn(log: string): Plan[] {
  const found = new Map<string, string>();
  const sections = log.split(/^(?=[^\t|\n]*\|[A-Z]+: )/m);
  for (const section of sections) {
    if (!section.startsWith("regulars till|")) continue;
    const [, text = "", plan = ""] =
      /Query Text: ([\s\S]*?)\n(?=\t?(?:[A-Z][\w ]*\s.*\(cost=))([\s\S]*)/.exec(section) ?? [];
    if (!text) continue;
    const statement = text.replaceAll(/\s+/g, " ").slice(0, 160);
    if (!found.has(statement)) found.set(statement, plan.trimEnd());
  }
  return [...found].map(([statement, plan]) => ({ statement, plan }));
}
