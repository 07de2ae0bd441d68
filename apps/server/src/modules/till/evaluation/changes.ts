import type { Explanation } from "@regulars/engine";
import { dayOfIso, startOfLocalDay } from "@regulars/engine";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import type { EvaluationRow } from "./store.ts";

export interface ChangeRow {
  id: string;
  member_id: string;
  member_no: string;
  name: string | null;
  ladder: string;
  from_tier: string | null;
  to_tier: string;
  since: Date;
  until: Date | null;
  reason: string;
  explanation: Explanation;
  recorded_at: Date;
}

export interface Mark {
  createdAt: Date;
  id: string;
}

interface Asked {
  reason: string | undefined;
  limit: number;
  after: Mark | null;
}

/** Tiers that the passing of time moved while an evaluation ran, or on its day; newest first. */
export async function evaluationChanges(
  db: Db,
  run: EvaluationRow,
  { zone, now }: { zone: string; now: Date },
  asked: Asked,
): Promise<ChangeRow[]> {
  const span = spanOf(run, zone, now);
  if (!span) return [];
  const ofReason = asked.reason === undefined ? sql`true` : sql`c.reason = ${asked.reason}`;
  const beyond =
    asked.after === null ? sql`true` : sql`(c.recorded_at, c.id) < (${asked.after.createdAt}, ${asked.after.id})`;
  const { rows } = await sql<ChangeRow>`
    select c.id, c.member_id, m.member_no, m.name, c.ladder, c.from_tier, c.to_tier, c.since, c.until, c.reason, c.explanation, c.recorded_at
    from tier_changes c join members m on m.bucket = c.bucket and m.id = c.member_id
    where c.fact_kind = 'settle' and c.recorded_at >= ${span.from} and c.recorded_at <= ${span.to} and ${ofReason} and ${beyond}
    order by c.recorded_at desc, c.id desc limit ${asked.limit}`.execute(db);
  return rows;
}

/** Both ends inside; null before the run began. */
function spanOf(run: EvaluationRow, zone: string, now: Date): { from: Date; to: Date } | null {
  const day = run.on_day === null ? null : dayOfIso(run.on_day);
  if (day !== null)
    return { from: new Date(startOfLocalDay(day, zone)), to: new Date(startOfLocalDay(day + 1, zone) - 1) };
  return run.started_at === null ? null : { from: run.started_at, to: run.finished_at ?? now };
}
