import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf, newId } from "../../../platform/ids.ts";
import type { Position } from "../accounts-job.ts";
import type { Figures } from "./figures.ts";

export interface EvaluationRow {
  id: string;
  kind: "all" | "due";
  on_day: string | null;
  reason: "activation" | "request" | "schedule";
  status: "waiting" | "running" | "finished" | "superseded" | "failed";
  programme_version: number | null;
  members: number | null;
  at_bucket: number;
  at_member: string;
  looked_at: number;
  enrolled: number;
  upgraded: number;
  kept: number;
  downgraded: number;
  grants_ended: number;
  notices: number;
  failed: number;
  error: string | null;
  created_by: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
}

const columns = sql`id, kind, on_day::text as on_day, reason, status, programme_version, members, at_bucket, at_member, looked_at, enrolled,
  upgraded, kept, downgraded, grants_ended, notices, failed, error, created_by, created_at, started_at, finished_at`;

export interface NewEvaluation {
  reason: "activation" | "request";
  version: number;
  createdBy: string;
  at: Date;
}

/** A run that waits; the one that is open already when there is one. Many at once make one. */
export async function openEvaluation(tx: Tx, given: NewEvaluation): Promise<EvaluationRow> {
  for (;;) {
    const { rows } = await sql<EvaluationRow>`
      insert into tier_evaluations (id, kind, reason, status, programme_version, created_by, created_at)
      values (${newId()}, 'all', ${given.reason}, 'waiting', ${given.version}, ${given.createdBy}, ${given.at})
      on conflict (kind) where kind = 'all' and status in ('waiting', 'running') do nothing returning ${columns}`.execute(
      tx,
    );
    // The one in the way may end before it is read; then there is room for a new one.
    const open = rows[0] ?? (await findOpen(tx));
    if (open) return open;
  }
}

/** Members seen under the version before must be looked at again: what is open ends where it is. */
export async function supersedeOpen(tx: Tx, at: Date): Promise<void> {
  await sql`update tier_evaluations set status = 'superseded', finished_at = ${at}
    where kind = 'all' and status in ('waiting', 'running')`.execute(tx);
}

export async function findOpen(db: Db | Tx): Promise<EvaluationRow | null> {
  const { rows } = await sql<EvaluationRow>`
    select ${columns} from tier_evaluations where kind = 'all' and status in ('waiting', 'running')
    order by created_at limit 1`.execute(db);
  return rows[0] ?? null;
}

export async function findEvaluation(db: Db | Tx, id: string): Promise<EvaluationRow | null> {
  const { rows } = await sql<EvaluationRow>`select ${columns} from tier_evaluations where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Begins a run that waits, or finds one that was broken off. */
export async function beginEvaluation(db: Db, id: string, at: Date): Promise<EvaluationRow | null> {
  const { rows } = await sql<EvaluationRow>`
    update tier_evaluations set status = 'running', started_at = coalesce(started_at, ${at}),
      members = coalesce(members, (select count(*) from member_accounts))
    where id = ${id} and status in ('waiting', 'running') returning ${columns}`.execute(db);
  return rows[0] ?? null;
}

function added(figures: Figures): RawBuilder<unknown> {
  return sql`looked_at = tier_evaluations.looked_at + ${figures.lookedAt},
    enrolled = tier_evaluations.enrolled + ${figures.enrolled}, upgraded = tier_evaluations.upgraded + ${figures.upgraded},
    kept = tier_evaluations.kept + ${figures.kept}, downgraded = tier_evaluations.downgraded + ${figures.downgraded},
    grants_ended = tier_evaluations.grants_ended + ${figures.grantsEnded},
    notices = tier_evaluations.notices + ${figures.notices}, failed = tier_evaluations.failed + ${figures.failed}`;
}

/** Keeps how far a run is; false when it is no longer to go on. */
export async function advance(db: Db, id: string, given: { last: string; figures: Figures }): Promise<boolean> {
  const { rows } = await sql`
    update tier_evaluations set ${added(given.figures)}, at_bucket = ${bucketOf(given.last)}, at_member = ${given.last}
    where id = ${id} and status = 'running' returning id`.execute(db);
  return rows.length > 0;
}

export async function endEvaluation(
  db: Db,
  id: string,
  given: { status: "finished" | "failed"; error?: string; at: Date },
): Promise<void> {
  await sql`update tier_evaluations set status = ${given.status}, error = ${given.error ?? null}, finished_at = ${given.at}
    where id = ${id} and status = 'running'`.execute(db);
}

/** Adds to the row of a local day, which begins with its first members. */
export async function addToDay(db: Db, day: string, given: { figures: Figures; at: Date }): Promise<void> {
  const { figures, at } = given;
  await sql`
    insert into tier_evaluations (id, kind, on_day, reason, status, looked_at, enrolled, upgraded, kept, downgraded, grants_ended, notices,
      failed, created_by, created_at, started_at, finished_at)
    values (${newId()}, 'due', ${day}::date, 'schedule', 'finished', ${figures.lookedAt}, ${figures.enrolled}, ${figures.upgraded},
      ${figures.kept}, ${figures.downgraded}, ${figures.grantsEnded}, ${figures.notices}, ${figures.failed}, 'system', ${at}, ${at}, ${at})
    on conflict (on_day) do update set ${added(figures)}, finished_at = ${at}`.execute(db);
}

export function positionOf({ at_bucket, at_member }: EvaluationRow): Position {
  return { bucket: at_bucket, id: at_member };
}

export interface PageOf {
  kind: "all" | "due" | undefined;
  limit: number;
  after: { createdAt: Date; id: string } | null;
}

/** Newest first. */
export async function listEvaluations(db: Db, { kind, limit, after }: PageOf): Promise<EvaluationRow[]> {
  const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`;
  const beyond = after === null ? sql`true` : sql`(created_at, id) < (${after.createdAt}, ${after.id})`;
  const { rows } = await sql<EvaluationRow>`
    select ${columns} from tier_evaluations where ${ofKind} and ${beyond} order by created_at desc, id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}
