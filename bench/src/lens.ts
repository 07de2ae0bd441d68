import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Condition, compileProgramme, programmeSchema } from "@regulars/engine";
import { dayNumber, summarizeOrders } from "@regulars/models";
import { scoreTables } from "@regulars/server/modules/lifecycle/index.ts";
import { answer } from "@regulars/server/modules/metrics/index.ts";
import { valueTables } from "@regulars/server/modules/scores/index.ts";
import { createMembersWhere } from "@regulars/server/modules/segments/members-where.ts";
import { createDb } from "@regulars/server/platform/db.ts";
import { createEmbeddedEngine } from "@regulars/server/platform/lens/embedded.ts";
import { lensSchema, noMember } from "@regulars/server/platform/lens/tables.ts";
import { createOffLens, type Lens } from "@regulars/server/platform/lens.ts";
import { silentLogger } from "@regulars/server/platform/logger.ts";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { call, makeMembers, sellToAll } from "./crowd.ts";
import { generate, generateScores, type Run } from "./lens-rows.ts";
import { type LoadOptions, type LoadResult, postOrders } from "./load.ts";
import { describeMachine, percentile, perSecond } from "./machine.ts";

/**
 * The lens as reports use it: one statement that sums up all members, what the explorer is asked, how far the lens lags behind a busy till, and how long
 * a fill takes. The first two on an engine that stands alone over N order rows, the others on the server as shipped.
 */

const hour = 3_600_000;
const zone = "Asia/Shanghai";
/** Midnight in the programme's zone after the last generated order. */
const end = Date.parse("2026-06-30T16:00:00Z");
const lastDay = "2026-06-30";
const sampled = 1_000;
const allParts = ["summary", "questions", "freshness", "fill"];
const targets = { summary: 1_000, question: 300, lagSeconds: 5 };

async function benchLens(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "5000000" },
      rounds: { type: "string", default: "3" },
      members: { type: "string", default: "20000" },
      sold: { type: "string", default: "10" },
      seconds: { type: "string", default: "30" },
      parts: { type: "string", default: allParts.join(",") },
    },
  });
  const parts = new Set(values.parts.split(","));
  for (const part of parts) if (!allParts.includes(part)) throw new Error(`parts are ${allParts.join(", ")}`);
  console.log(`Machine: ${describeMachine()}`);
  if (parts.has("summary") || parts.has("questions"))
    await measureEngine({ rows: Number(values.rows), rounds: Math.max(1, Number(values.rounds)), parts });
  if (parts.has("freshness") || parts.has("fill"))
    await measureServer({
      members: Number(values.members),
      sold: Number(values.sold),
      seconds: Number(values.seconds),
      parts,
    });
}

interface EngineScene {
  rows: number;
  rounds: number;
  parts: ReadonlySet<string>;
}

async function measureEngine({ rows, rounds, parts }: EngineScene): Promise<void> {
  const members = Math.max(1_000, Math.round(rows / 25));
  const directory = mkdtempSync(join(tmpdir(), "regulars-bench-lens-"));
  const engine = createEmbeddedEngine({ path: join(directory, "lens"), logger: silentLogger(), lowPriority: false });
  const run: Run = (sql, params = {}) => engine.command(sql, params, hour);
  const lens: Lens = {
    ...createOffLens("bench"),
    async query<Row>(sql: string, params: Record<string, unknown> = {}) {
      const text = await engine.query(sql, params, hour);
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row);
    },
  };
  try {
    await engine.start();
    for (const statement of lensSchema([...scoreTables, ...valueTables]).statements) await run(statement);
    const filling = await timed(() => generate(run, { rows, members, hasLines: true }));
    await generateScores(run);
    console.log(
      `${rows.toLocaleString("en")} orders with lines of ${members.toLocaleString("en")} members, made in ${(filling / 1000).toFixed(1)} s`,
    );
    if (parts.has("summary")) await measureSummary({ run, lens, rounds });
    if (parts.has("questions")) await measureQuestions(lens, rounds);
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

const localDay = "toInt32(toRelativeDayNum(toDate(placed_at, {zone:String})))";
const counted = `member_id != toUUID('${noMember}') AND NOT complete_refund`;

/** Frequency, recency, age in weeks and mean value of the repeat days, as `summarizeOrders` tells them. */
const summary = `INSERT INTO member_summaries
  SELECT member_id, count() - 1 AS x, (max(day) - min(day)) / 7 AS tx, ({lastDay:Int32} - min(day)) / 7 AS T,
    if(x = 0, 0, (sum(value) - argMin(value, day)) / x) AS m
  FROM (SELECT member_id, ${localDay} AS day, sum(net - refunded) AS value FROM orders WHERE ${counted} AND day <= {lastDay:Int32} GROUP BY member_id, day)
  GROUP BY member_id`;

async function measureSummary({ run, lens, rounds }: { run: Run; lens: Lens; rounds: number }): Promise<void> {
  await run(
    "CREATE TABLE member_summaries (member_id UUID, x Float64, tx Float64, T Float64, m Float64) ENGINE = MergeTree ORDER BY member_id",
  );
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await run("TRUNCATE TABLE member_summaries");
    times.push(await timed(() => run(summary, { zone, lastDay: dayNumber(lastDay) })));
  }
  const [{ n = 0 } = {}] = await lens.query<{ n: number }>("SELECT count() AS n FROM member_summaries");
  console.log(
    `Summary (x, tx, T, m) of ${n.toLocaleString("en")} members by one statement: median ${milliseconds(medianOf(times))} (target < ${targets.summary} ms); rounds ${times.map((ms) => ms.toFixed(0)).join(", ")}`,
  );
  console.log(`  ${await checkSummary(lens)} members taken at random agree with summarizeOrders to the last digit`);
}

/** The statement and TypeScript must say the same of a sample of members; returns how many were looked at. */
async function checkSummary(lens: Lens): Promise<number> {
  const told = await lens.query<{ id: string; x: number; tx: number; T: number; m: number }>(
    `SELECT toString(member_id) AS id, x, tx, T, m FROM member_summaries ORDER BY cityHash64(member_id) LIMIT ${sampled}`,
  );
  const orders = await lens.query<{ id: string; day: number; value: number }>(
    `SELECT toString(member_id) AS id, ${localDay} AS day, net - refunded AS value FROM orders
     WHERE ${counted} AND member_id IN (SELECT member_id FROM member_summaries ORDER BY cityHash64(member_id) LIMIT ${sampled})`,
    { zone },
  );
  const places = new Map(told.map(({ id }, place) => [id, place]));
  const found = summarizeOrders(
    {
      customer: Uint32Array.from(orders, ({ id }) => places.get(id) ?? told.length),
      day: Int32Array.from(orders, ({ day }) => day),
      value: Float64Array.from(orders, ({ value }) => value),
    },
    { unit: "week", asOf: lastDay },
  );
  found.customers.forEach((place, row) => {
    const other = told[place];
    const own = { x: found.x[row], tx: found.tx[row], T: found.T[row], m: found.monetary[row] };
    if (!other || own.x !== other.x || own.tx !== other.tx || own.T !== other.T || own.m !== other.m)
      throw new Error(`the summaries differ: ${JSON.stringify([other, own])}`);
  });
  if (found.customers.length !== told.length || told.length === 0) throw new Error("a summary is missing");
  return told.length;
}

const programme = compileProgramme(
  programmeSchema.parse({
    name: { zh: "bench", en: "bench" },
    currency: "CNY",
    zone,
    wallets: [{ id: "points", name: { zh: "points", en: "points" } }],
    ladders: [],
    rules: [],
    lifecycle: {
      template: "default",
      stages: [{ id: "active", name: { zh: "active", en: "active" }, when: { all: [] } }],
    },
  }),
  1,
);

const regulars: Condition = { event: "order", window: { last: "P90D" }, is: { count: { gte: 3 } } };
const bigSpenders: Condition = {
  all: [
    { field: "member.source.channel", op: "eq", value: "app" },
    { event: "order", window: { last: "P365D" }, is: { sum: { of: "order.net", gte: 100_000 } } },
  ],
};

interface Asked {
  what: string;
  measures: string[];
  by?: string[];
  days: number;
  members?: Condition;
}

/** What people ask of the explorer; two years are all rows. */
const questions: Asked[] = [
  {
    what: "revenue, orders and average order by day, 30 days",
    measures: ["revenue", "orders", "averageOrder"],
    by: ["day"],
    days: 30,
  },
  { what: "revenue by month, two years", measures: ["revenue"], by: ["month"], days: 730 },
  { what: "orders by store, a year", measures: ["orders"], by: ["store"], days: 365 },
  { what: "average order by month and store, a year", measures: ["averageOrder"], by: ["month", "store"], days: 365 },
  { what: "active members by month, two years", measures: ["activeMembers"], by: ["month"], days: 730 },
  { what: "repurchase rate, a year", measures: ["repurchaseRate"], days: 365 },
  { what: "repurchase rate by month, a year", measures: ["repurchaseRate"], by: ["month"], days: 365 },
  { what: "ARPU, a year", measures: ["arpu"], days: 365 },
  { what: "revenue by hour, a year", measures: ["revenue"], by: ["hour"], days: 365 },
  { what: "revenue by weekday, two years", measures: ["revenue"], by: ["weekday"], days: 730 },
  { what: "member share by store, a year", measures: ["memberShare"], by: ["store"], days: 365 },
  { what: "new members by month, two years", measures: ["newMembers"], by: ["month"], days: 730 },
  { what: "revenue by tier, a year", measures: ["revenue"], by: ["tier"], days: 365 },
  { what: "revenue by RFM group, a year", measures: ["revenue"], by: ["rfmGroup"], days: 365 },
  { what: "revenue of lines by category, a year", measures: ["lineRevenue"], by: ["category"], days: 365 },
  { what: "units by product, 90 days", measures: ["units"], by: ["sku"], days: 90 },
  {
    what: "revenue by month of those with 3 orders in 90 days, a year",
    measures: ["revenue"],
    by: ["month"],
    days: 365,
    members: regulars,
  },
  {
    what: "average order by store of big spenders from the app, a year",
    measures: ["averageOrder"],
    by: ["store"],
    days: 365,
    members: bigSpenders,
  },
];

async function measureQuestions(lens: Lens, rounds: number): Promise<void> {
  const sets = createMembersWhere(lens);
  const asOf = new Date(end);
  const ask = async ({ measures, by = [], days, members }: Asked) => {
    const where = members ? await sets.where(members, programme, { asOf, now: asOf, paramPrefix: "f" }) : null;
    return answer(lens, programme, {
      measures,
      dimensions: by,
      start: end - days * 24 * hour,
      end,
      asOf: end,
      storeId: null,
      channel: null,
      members: where,
      ladder: "main",
    });
  };
  console.log(`Questions of the explorer, never remembered; median of ${rounds} rounds after one unmeasured`);
  const medians: number[] = [];
  for (const question of questions) {
    const first = await ask(question);
    if (first.totals.every((total) => total === null || total === 0))
      throw new Error(`nothing was found for: ${question.what}`);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await timed(() => ask(question)));
    medians.push(medianOf(times));
    console.log(
      `  ${question.what.padEnd(60)} ${milliseconds(medianOf(times)).padStart(9)}  ${first.rows.length} rows`,
    );
  }
  const slow = medians.filter((ms) => ms > targets.question).length;
  console.log(
    `  median of all ${milliseconds(medianOf(medians))}, longest ${milliseconds(Math.max(...medians))} (target < ${targets.question} ms at the median); ${slow} of ${medians.length} above`,
  );
}

interface Status {
  state: string;
  asOf: string | null;
  rows: number;
}

async function statusOf(server: BenchServer): Promise<Status> {
  const response = await fetch(`${server.url}/v1/insights/status`, {
    headers: { authorization: `Bearer ${server.apiKey}` },
  });
  if (!response.ok) throw new Error(`the status answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Status;
}

async function until(server: BenchServer, holds: (status: Status) => boolean): Promise<Status> {
  const deadline = performance.now() + 600_000;
  for (;;) {
    const status = await statusOf(server);
    if (holds(status)) return status;
    if (performance.now() > deadline) throw new Error(`the lens stayed ${status.state} for ten minutes`);
    await wait(50);
  }
}

const isReady = ({ state }: Status): boolean => state === "ready";

interface Scene {
  members: number;
  /** Orders of each member before anything is measured. */
  sold: number;
  seconds: number;
  parts: ReadonlySet<string>;
}

async function measureServer({ members, sold, seconds, parts }: Scene): Promise<void> {
  const server = await startBenchServer();
  const { pool, close } = createDb(server.connectionString);
  try {
    const memberIds = await makeMembers(pool, members);
    await sellToAll(server, { memberIds, each: sold, run: "sold" });
    await pool.query("vacuum analyze");
    const now = Date.now();
    await until(server, ({ asOf }) => asOf !== null && Date.parse(asOf) > now);
    const common = { url: server.url, apiKey: server.apiKey, memberIds, connections: 64 };
    if (parts.has("freshness")) {
      await loadAside({ ...common, seconds: 5, run: "warm" });
      await measureFreshness(server, { ...common, seconds, run: "lens" });
    }
    if (parts.has("fill")) await measureFill(server);
  } finally {
    await close();
    await server.stop();
  }
}

const asLoad = "--load";

/** The load generator holds up the process that started it, so it gets one of its own. */
function loadAside(options: LoadOptions): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [asLoad]);
    child.once("message", (result) => resolve(result as LoadResult));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load ended with ${code} and no result`)));
    child.send(options);
  });
}

/** How old the newest figures are while orders come in, by the clock of this machine, the answer's own way included. */
async function measureFreshness(server: BenchServer, options: LoadOptions): Promise<void> {
  let isOver = false;
  const load = loadAside(options).finally(() => {
    isOver = true;
  });
  const ages: number[] = [];
  while (!isOver) {
    const began = performance.now();
    const { asOf } = await statusOf(server);
    if (asOf) ages.push((Date.now() - Date.parse(asOf)) / 1000);
    await wait(Math.max(0, 500 - (performance.now() - began)));
  }
  const { rate, p99, failed, tool } = await load;
  ages.sort((one, other) => one - other);
  console.log(
    `Freshness, ${options.memberIds.length.toLocaleString("en")} members, till at ${options.connections} connections for ${options.seconds} s: ${perSecond(rate)}, p99 ${p99.toFixed(0)} ms (${tool})${failed > 0 ? `, FAILED ${failed}` : ""}`,
  );
  console.log(
    `  age of the figures, asked ${ages.length} times: median ${percentile(ages, 0.5).toFixed(1)} s, largest ${(ages.at(-1) ?? 0).toFixed(1)} s (target < ${targets.lagSeconds} s); ${ages.filter((age) => age >= targets.lagSeconds).length} above`,
  );
}

async function measureFill(server: BenchServer): Promise<void> {
  const asked = performance.now();
  await call(server, "/v1/insights/rebuild", {});
  await until(server, (status) => !isReady(status));
  const began = performance.now();
  const { rows } = await until(server, isReady);
  const ended = performance.now();
  console.log(
    `Fill: ${rows.toLocaleString("en")} rows in ${((ended - began) / 1000).toFixed(1)} s, ${perSecond((rows / (ended - began)) * 1000)}; begun ${((began - asked) / 1000).toFixed(1)} s after it was asked for`,
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function medianOf(times: number[]): number {
  return percentile(
    times.toSorted((one, other) => one - other),
    0.5,
  );
}

const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`;

if (process.argv.includes(asLoad))
  process.once("message", async (options) => {
    process.send?.(await postOrders(options as LoadOptions), () => process.disconnect());
  });
else await benchLens();
