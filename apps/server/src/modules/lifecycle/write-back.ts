import { sql, type Transaction } from "kysely";
import type { DB } from "../../platform/db-types.ts";
import { bucketOf, newId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { scoresTable } from "./score-sql.ts";

const chunkRows = 2_000;

interface Flip {
  member_id: string;
  stage: string;
}

/**
 * Writes the stages that differ into PostgreSQL, chunk by chunk; stopping between chunks loses nothing, the next run finds the rest.
 * The account knows when a stage began, to the instant. Where time has moved a member on and the till has not settled it yet, the next run writes the stage with that instant;
 * for a member whom the till does not wait for, the run's own time stands in.
 * A member who changed or bought after the lens last looked is left alone: the till knows better, and the next run looks again.
 * Returns how many were written, and how many wait for the till.
 */
export async function writeStages(
  platform: Pick<Platform, "db" | "lens" | "outbox">,
  asOf: Date,
  horizon: number,
): Promise<{ written: number; waiting: number }> {
  let after = "00000000-0000-0000-0000-000000000000";
  const done = { written: 0, waiting: 0 };
  for (;;) {
    const flips = await platform.lens.query<Flip>(
      `SELECT member_id, stage FROM ${scoresTable}
       WHERE stage != known_stage AND stage != '' AND member_id > {after:UUID} ORDER BY member_id LIMIT ${chunkRows}`,
      { after },
    );
    const last = flips.at(-1);
    if (!last) return done;
    const waiting = await findUnsettled(platform, flips, asOf);
    done.waiting += waiting.size;
    done.written += await writeChunk(
      platform,
      flips.filter((flip) => !waiting.has(flip.member_id)),
      asOf,
      horizon,
    );
    after = last.member_id;
  }
}

/** Members whose account is due and not in the stage that it is to have. */
async function findUnsettled({ db }: Pick<Platform, "db">, flips: Flip[], asOf: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select a.member_id as id from unnest(${flips.map((flip) => bucketOf(flip.member_id))}::smallint[], ${flips.map((flip) => flip.member_id)}::uuid[],
      ${flips.map((flip) => flip.stage)}::text[]) as t (bucket, id, stage)
    join member_accounts a on a.bucket = t.bucket and a.member_id = t.id
    where a.next_due_at <= ${asOf} and a.state -> 'stage' ->> 'id' is distinct from t.stage`.execute(db);
  return new Set(rows.map((row) => row.id));
}

interface Change {
  bucket: number;
  id: string;
  from_stage: string | null;
  to_stage: string;
  stage_since: Date;
  demo: boolean;
}

async function recordChanges(tx: Transaction<DB>, rows: Change[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("stage_changes")
    .values(
      rows.map((row) => ({
        bucket: row.bucket,
        member_id: row.id,
        id: newId(row.bucket),
        from_stage: row.from_stage,
        to_stage: row.to_stage,
        since: row.stage_since,
        demo: row.demo,
      })),
    )
    .execute();
}

async function writeChunk(
  platform: Pick<Platform, "db" | "outbox">,
  flips: Flip[],
  asOf: Date,
  horizon: number,
): Promise<number> {
  return platform.db.transaction().execute(async (tx) => {
    const { rows } = await sql<Change>`
      with flips as (
        select * from unnest(${flips.map((flip) => bucketOf(flip.member_id))}::smallint[], ${flips.map((flip) => flip.member_id)}::uuid[],
          ${flips.map((flip) => flip.stage)}::text[]) as t (bucket, id, stage)
      ), due as (
        select m.bucket, m.id, m.stage as from_stage, flips.stage as to_stage
        from members m join flips on flips.bucket = m.bucket and flips.id = m.id
        where m.stage is distinct from flips.stage and m.txid < ${horizon} and m.status not in ('merged', 'erased')
          and not exists (select 1 from orders o where o.bucket = m.bucket and o.member_id = m.id and o.txid >= ${horizon})
        order by m.bucket, m.id
        for no key update of m
      )
      update members m set stage = due.to_stage, txid = pg_current_xact_id()::text::bigint,
        stage_since = case when a.state -> 'stage' ->> 'id' = due.to_stage
          then to_timestamp((a.state -> 'stage' ->> 'since')::numeric / 1000) else ${asOf} end
      from due left join member_accounts a on a.bucket = due.bucket and a.member_id = due.id
      where m.bucket = due.bucket and m.id = due.id
      returning m.bucket, m.id, due.from_stage, due.to_stage, m.stage_since, m.demo`.execute(tx);
    await recordChanges(tx, rows);
    const changes = rows.filter((row) => row.from_stage !== null);
    await platform.outbox.publish(
      tx,
      changes.map((row) => ({
        topic: "stage.changed",
        key: row.id,
        payload: { memberId: row.id, from: row.from_stage, to: row.to_stage, at: asOf.toISOString() },
      })),
    );
    return rows.length;
  });
}
