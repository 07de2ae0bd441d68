import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Condition, compileProgramme, programmeSchema } from "@regulars/engine";
import { rawScores, scoreMembers, scoresTable, scoreTables } from "@regulars/server/modules/lifecycle/index.ts";
import { createEmbeddedEngine } from "@regulars/server/platform/lens/embedded.ts";
import { lensSchema } from "@regulars/server/platform/lens/tables.ts";
import { silentLogger } from "@regulars/server/platform/logger.ts";
import { generate, type Run } from "./lens-rows.ts";

/**
 * RFM, life cycle and tiers of all members over N order rows in the lens, against the same figures in ClickHouse SQL written by hand over
 * the same rows. Both write a row per member; both are run in turn and the faster of each is compared.
 */

const hour = 3_600_000;
const asOf = new Date("2026-06-30T04:00:00Z");
const target = 1.3;
const text = (word: string) => ({ zh: word, en: word });
const ordersIn = (last: string, count: number): Condition => ({
  event: "order",
  window: { last },
  is: { count: { gte: count } },
});

const programme = compileProgramme(
  programmeSchema.parse({
    name: text("bench"),
    currency: "CNY",
    zone: "Asia/Shanghai",
    wallets: [{ id: "points", name: text("points") }],
    ladders: [],
    rules: [],
    lifecycle: {
      template: "default",
      stages: [
        { id: "prospect", name: text("prospect"), when: { event: "order", is: { count: { eq: 0 } } } },
        { id: "lost", name: text("lost"), when: { not: ordersIn("P180D", 1) } },
        { id: "loyal", name: text("loyal"), when: ordersIn("P90D", 3) },
        { id: "new", name: text("new"), when: { field: "member.joinedAt", op: "inLast", value: "P30D" } },
        { id: "active", name: text("active"), when: { all: [] } },
      ],
    },
  }),
  1,
);

const instants = "DateTime64(6, 'UTC')";

/** What somebody who knows the tables would write for these stages and scores. */
const byHand = `INSERT INTO by_hand
  WITH toDateTime64('2026-06-30 04:00:00', 6, 'UTC') AS now, per_member AS (
    SELECT m.id AS id, o.*, multiIf(o.total = 0, 'prospect', o.in180 = 0, 'lost', o.in90 >= 3, 'loyal', m.joined_at >= now - INTERVAL 30 DAY, 'new', 'active') AS stage
    FROM members AS m LEFT JOIN (
      SELECT member_id, count() AS total, countIf(placed_at >= now - INTERVAL 180 DAY) AS in180, countIf(placed_at >= now - INTERVAL 90 DAY) AS in90,
        countIf(placed_at > now - INTERVAL 365 DAY) AS frequency, sumIf(net - refunded, placed_at > now - INTERVAL 365 DAY) AS monetary,
        minIf(placed_at, placed_at > now - INTERVAL 365 DAY) AS first_at, max(placed_at) AS last_at,
        dateDiff('day', toDate(max(placed_at), 'Asia/Shanghai'), toDate(now, 'Asia/Shanghai')) AS recency_days
      FROM orders WHERE member_id != toUUID('00000000-0000-0000-0000-000000000000') AND placed_at <= now AND NOT complete_refund GROUP BY member_id
    ) AS o ON o.member_id = m.id
  )
  SELECT id, stage, recency_days, frequency, monetary, first_at, last_at,
    if(frequency = 0, 0, 1 + intDiv(5 * (rank() OVER (PARTITION BY frequency > 0 ORDER BY recency_days DESC) - 1), scored)) AS r,
    if(frequency = 0, 0, 1 + intDiv(5 * (rank() OVER (PARTITION BY frequency > 0 ORDER BY frequency) - 1), scored)) AS f,
    if(frequency = 0, 0, 1 + intDiv(5 * (rank() OVER (PARTITION BY frequency > 0 ORDER BY monetary) - 1), scored)) AS m
  FROM (SELECT *, countIf(frequency > 0) OVER () AS scored FROM per_member)`;

const tiers = "SELECT ladder, tier, count() AS n FROM member_tiers GROUP BY ladder, tier ORDER BY n";

async function benchInsights(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { rows: { type: "string", default: "5000000" }, rounds: { type: "string", default: "3" } },
  });
  const rows = Number(values.rows);
  const members = Math.max(1_000, Math.round(rows / 25));
  const directory = mkdtempSync(join(tmpdir(), "regulars-bench-lens-"));
  const engine = createEmbeddedEngine({ path: join(directory, "lens"), logger: silentLogger(), lowPriority: false });
  const run = (sql: string, params: Record<string, unknown> = {}) => engine.command(sql, params, hour);
  try {
    await engine.start();
    for (const statement of lensSchema(scoreTables).statements) await run(statement);
    await run(`CREATE TABLE by_hand (id UUID, stage LowCardinality(String), recency_days Int32, frequency UInt32, monetary Int64, first_at ${instants},
      last_at ${instants}, r UInt8, f UInt8, m UInt8) ENGINE = MergeTree ORDER BY id`);
    await generate(run, { rows, members });
    const ours: number[] = [];
    const hand: number[] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      hand.push(await timed(() => handWritten(run, engine.query)));
      ours.push(await timed(() => compiled(run, engine.query)));
    }
    await checkEqual(engine.query);
    const [best, reference] = [Math.min(...ours), Math.min(...hand)];
    const ratio = best / reference;
    process.stdout.write(
      `RFM, life cycle and tiers: ${rows.toLocaleString("en")} orders of ${members.toLocaleString("en")} members\n` +
        `  compiled ${best.toFixed(0)} ms, by hand ${reference.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (target <= ${target})\n` +
        `  all rounds: compiled ${ours.map((ms) => ms.toFixed(0)).join(", ")}; by hand ${hand.map((ms) => ms.toFixed(0)).join(", ")}\n`,
    );
    return ratio <= target;
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

type Query = (sql: string, params: Record<string, unknown>, timeoutMilliseconds: number) => Promise<string>;

async function handWritten(run: Run, query: Query): Promise<void> {
  await run("TRUNCATE TABLE by_hand");
  await run(byHand);
  await query("SELECT stage, count() FROM by_hand GROUP BY stage", {}, hour);
  await query(tiers, {}, hour);
}

/** What the server does in a run. */
async function compiled(run: Run, query: Query): Promise<void> {
  await run(`TRUNCATE TABLE ${scoresTable}_raw`);
  await run(`TRUNCATE TABLE ${scoresTable}_next`);
  const { sql, params } = rawScores(programme, asOf, { zone: programme.zone, own: false });
  await run(sql, params);
  await run(scoreMembers);
  await run(`EXCHANGE TABLES ${scoresTable} AND ${scoresTable}_next`);
  await query(`SELECT stage, count() FROM ${scoresTable} GROUP BY stage`, {}, hour);
  await query(tiers, {}, hour);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The two must say the same of every member, or the comparison means nothing. */
async function checkEqual(query: Query): Promise<void> {
  const differing = await query(
    `SELECT countIf(h.stage != s.stage OR h.frequency != s.frequency OR (s.frequency > 0 AND (h.monetary != s.monetary OR h.r != s.r OR h.f != s.f OR h.m != s.m))) AS n,
       count() AS members FROM by_hand AS h INNER JOIN ${scoresTable} AS s ON s.member_id = h.id`,
    {},
    hour,
  );
  const { n, members } = JSON.parse(differing) as { n: number; members: number };
  if (n > 0 || members === 0)
    throw new Error(`${n} of ${members} members differ between the compiled and the hand-written figures`);
}

process.exitCode = (await benchInsights(process.argv.slice(2))) ? 0 : 1;
