import type { NotEnoughDataAnswer, ScoreRun } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { toPublicId } from "../../platform/ids.ts";

export type ModelKind = "purchases" | "spend" | "churn" | "recommendation";
export type RunOutcome = Record<string, { version: number | null; notEnoughData: NotEnoughDataAnswer | null }>;

export interface RunRow {
  id: string;
  status: ScoreRun["status"];
  reason: ScoreRun["reason"];
  requested_by: string;
  requested_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  step: string | null;
  progress: number;
  members: string | null;
  outcome: RunOutcome | null;
  error: string | null;
}

export function presentRun(row: RunRow): ScoreRun {
  return {
    id: toPublicId("scr", row.id),
    status: row.status,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    step: row.step,
    progress: row.progress,
    members: row.members === null ? null : Number(row.members),
    outcome: row.outcome,
    error: row.error,
  };
}

/** Queues a run; null when one is queued or running already. */
export async function insertRun(
  tx: Tx,
  row: { id: string; reason: ScoreRun["reason"]; requestedBy: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into score_runs (id, status, reason, requested_by, requested_at)
    values (${row.id}, 'queued', ${row.reason}, ${row.requestedBy}, ${row.at})
    on conflict ((true)) where status in ('queued', 'running') do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export async function findRun(db: Db | Tx, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select * from score_runs where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export async function listRuns(
  db: Db,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<RunRow[]> {
  const page = after ? sql`where (requested_at, id) < (${after.at}, ${after.id})` : sql``;
  const { rows } =
    await sql<RunRow>`select * from score_runs ${page} order by requested_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export async function unfinishedRun(db: Db): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`select * from score_runs where status in ('queued', 'running') limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Notes how far a run is; false when somebody cancelled it. */
export async function noteProgress(db: Db, id: string, step: string, progress: number, at: Date): Promise<boolean> {
  const { rows } =
    await sql`update score_runs set status = 'running', step = ${step}, progress = ${progress}, started_at = coalesce(started_at, ${at})
    where id = ${id} and status in ('queued', 'running') returning id`.execute(db);
  return rows.length > 0;
}

export async function endRun(
  db: Db,
  id: string,
  end: { status: "done" | "failed"; at: Date; members?: number; outcome?: RunOutcome; error?: string },
): Promise<void> {
  await sql`update score_runs set status = ${end.status}, ended_at = ${end.at}, step = null, progress = ${end.status === "done" ? 1 : sql`progress`},
    members = ${end.members ?? null}, outcome = ${end.outcome ? JSON.stringify(end.outcome) : null}::jsonb, error = ${end.error ?? null}
    where id = ${id} and status in ('queued', 'running')`.execute(db);
}

export async function cancelRun(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update score_runs set status = 'cancelled', ended_at = ${at}, step = null
    where id = ${id} and status in ('queued', 'running') returning id`.execute(tx);
  return rows.length > 0;
}

export interface VersionRow {
  kind: ModelKind;
  version: number;
  trained_at: Date;
  trained_from: string | null;
  trained_to: string | null;
  rows: string;
  method: string;
  params: unknown;
  card: Record<string, unknown>;
}

/** Keeps a model as it was fitted; answers its version. */
export async function insertVersion(
  db: Db,
  row: {
    kind: ModelKind;
    trainedAt: Date;
    from: string | null;
    to: string;
    rows: number;
    method: string;
    params: unknown;
    card: unknown;
  },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into model_versions (kind, version, trained_at, trained_from, trained_to, rows, method, params, card)
    select ${row.kind}, coalesce(max(version), 0) + 1, ${row.trainedAt}::timestamptz, ${row.from}::date, ${row.to}::date, ${Math.round(row.rows)}::bigint, ${row.method},
      ${JSON.stringify(row.params)}::jsonb, ${JSON.stringify(row.card)}::jsonb
    from model_versions where kind = ${row.kind}
    returning version`.execute(db);
  return rows[0]?.version ?? 0;
}

/** The newest version of each kind, or the newest that there was at an instant. */
export async function latestVersions(db: Db, until?: Date): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select distinct on (kind) kind, version, trained_at, trained_from::text, trained_to::text, rows, method, params, card
    from model_versions ${until ? sql`where trained_at <= ${until}` : sql``} order by kind, version desc`.execute(db);
  return rows;
}

/** What came of the last run that was finished; null = none yet. */
export async function lastOutcome(db: Db): Promise<RunOutcome | null> {
  const { rows } = await sql<{ outcome: RunOutcome | null }>`
    select outcome from score_runs where status = 'done' order by requested_at desc, id desc limit 1`.execute(db);
  return rows[0]?.outcome ?? null;
}

/** Cost of winning one member by joining channel (null = overall), minor units, from what was entered. */
export async function acquisitionCosts(db: Db): Promise<{ channel: string | null; amount: number }[]> {
  const { rows } = await sql<{ channel: string | null; amount: string }>`
    select channel, sum(amount)::text as amount from acquisition_costs group by channel`.execute(db);
  return rows.map((row) => ({ channel: row.channel, amount: Number(row.amount) }));
}
