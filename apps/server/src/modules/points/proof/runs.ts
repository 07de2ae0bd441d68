import type { IntegrityReport, IntegrityRun } from "@regulars/contracts";
import { sql } from "kysely";
import type { Clock } from "../../../platform/clock.ts";
import type { Db, Tx } from "../../../platform/db.ts";
import { newId, toPublicId } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";
import { buckets, type ProofOptions, type ProofReport, proveLedger } from "./prove-ledger.ts";

/** A run without a sign of life for so long was cut off. */
const silentMinutes = 5;
const markEveryMilliseconds = 1000;
const mostRuns = 500;

interface RunRow {
  id: string;
  trigger: IntegrityRun["trigger"];
  status: IntegrityRun["status"];
  started_by: string;
  started_at: Date;
  finished_at: Date | null;
  buckets_done: number;
  checked: number;
  entries: number;
  unchained: number;
  finding_count: number;
  findings: IntegrityReport["findings"];
  error: string | null;
}

const columns =
  sql.raw(`id, trigger, case when status = 'running' and seen_at < now() - interval '${silentMinutes} minutes' then 'stopped'
  else status end as status, started_by, started_at, finished_at, buckets_done, checked, entries, unchained, finding_count, findings, error`);

function toRun(row: RunRow): IntegrityRun {
  return {
    id: toPublicId("itr", row.id),
    trigger: row.trigger,
    status: row.status,
    ok: row.status === "finished" ? row.finding_count === 0 : null,
    startedBy: row.started_by,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    percent: Math.round((row.buckets_done / buckets) * 1000) / 10,
    checked: row.checked,
    entries: row.entries,
    unchained: row.unchained,
    findingCount: row.finding_count,
    findings: row.findings,
    error: row.error,
  };
}

export interface RunStart {
  trigger: IntegrityRun["trigger"];
  startedBy: string;
}

/** Notes a run that is about to begin; the id. */
export async function beginRun({ db, clock }: { db: Db | Tx; clock: Clock }, start: RunStart): Promise<string> {
  const id = newId();
  await sql`insert into integrity_runs (id, trigger, status, started_by, started_at, seen_at)
    values (${id}, ${start.trigger}, 'running', ${start.startedBy}, ${clock.now()}, now())`.execute(db);
  return id;
}

/** Proves the whole ledger and keeps progress and result with the run. Rethrows what stopped it. */
export async function proveAndKeep(
  { db, clock }: { db: Db; clock: Clock },
  id: string,
  options: Pick<ProofOptions, "onBucket" | "signal"> = {},
): Promise<ProofReport> {
  let markedAt = Number.NEGATIVE_INFINITY;
  try {
    const report = await proveLedger(db, {
      ...options,
      onBucket: async (progress) => {
        await options.onBucket?.(progress);
        if (performance.now() - markedAt < markEveryMilliseconds) return;
        markedAt = performance.now();
        await sql`update integrity_runs set buckets_done = ${progress.done}, checked = ${progress.checked}, entries = ${progress.entries},
          seen_at = now() where id = ${id}`.execute(db);
      },
    });
    await sql`update integrity_runs set status = 'finished', finished_at = ${clock.now()}, seen_at = now(), buckets_done = ${buckets},
      checked = ${report.checked}, entries = ${report.entries}, unchained = ${report.unchained}, finding_count = ${report.findingCount},
      findings = ${JSON.stringify(report.findings)} where id = ${id}`.execute(db);
    await forgetOldRuns(db);
    return report;
  } catch (error) {
    const status = options.signal?.aborted ? "stopped" : "failed";
    await sql`update integrity_runs set status = ${status}, finished_at = ${clock.now()}, error = ${String(error).slice(0, 500)}
      where id = ${id}`.execute(db);
    throw error;
  }
}

async function forgetOldRuns(db: Db): Promise<void> {
  await sql`delete from integrity_runs where id not in (select id from integrity_runs order by started_at desc, id desc limit ${mostRuns})`.execute(
    db,
  );
}

export async function findRun(db: Db | Tx, id: string): Promise<IntegrityRun | null> {
  const { rows } = await sql<RunRow>`select ${columns} from integrity_runs where id = ${id}`.execute(db);
  return rows[0] ? toRun(rows[0]) : null;
}

/** The run somebody else has under way, or null. */
export async function runningRun(db: Db): Promise<IntegrityRun | null> {
  const { rows } = await sql<RunRow>`
    select ${columns} from integrity_runs where status = 'running' and seen_at >= now() - interval '${sql.raw(String(silentMinutes))} minutes'
    order by id desc limit 1`.execute(db);
  return rows[0] ? toRun(rows[0]) : null;
}

/** Newest first. */
export async function runsPage(db: Db, page: { limit: number; cursor?: string | undefined }) {
  const before = page.cursor === undefined ? sql`` : sql`where id < ${readIdCursor(page.cursor)}::uuid`;
  const { rows } = await sql<RunRow>`
    select ${columns} from integrity_runs ${before} order by id desc limit ${page.limit + 1}`.execute(db);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { items: shown.map(toRun), nextCursor: rows.length > page.limit && last ? writeIdCursor(last.id) : null };
}
