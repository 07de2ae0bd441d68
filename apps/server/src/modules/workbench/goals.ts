import type { Goal, GoalRequest } from "@regulars/contracts";
import { sql } from "kysely";
import { DateTime } from "luxon";
import type { Db } from "../../platform/db.ts";
import { toPublicId } from "../../platform/ids.ts";
import { type Metric, metrics } from "../metrics/index.ts";
import { type KeptRow, keptIn, type Place } from "./kept.ts";

export interface GoalRow extends KeptRow {
  metric: string;
  starts_on: string;
  ends_on: string;
  store_id: string | null;
  channel: string | null;
  target: number;
  note: string | null;
}

const columns =
  "id, metric, starts_on::text as starts_on, ends_on::text as ends_on, store_id, channel, target, note, version, created_by, updated_at";

export const goals = keptIn<GoalRow>("goals", columns);

export function goalColumns(input: GoalRequest) {
  return {
    metric: input.metric,
    starts_on: sql`${input.from}::date`,
    ends_on: sql`${input.to}::date`,
    store_id: input.storeId ?? null,
    channel: input.channel ?? null,
    target: input.target,
    note: input.note ?? null,
  };
}

interface GoalPage {
  limit: number;
  after: Place | null;
  /** Only goals of this store; null = all. */
  storeId: string | null;
}

/** The latest end first. */
export async function listGoals(db: Db, { limit, after, storeId }: GoalPage): Promise<GoalRow[]> {
  const ofStore = storeId ? sql`store_id = ${storeId}` : sql`true`;
  const place = after ? sql`(goals.ends_on, id) < (${after.text}::date, ${after.id}::uuid)` : sql`true`;
  const { rows } =
    await sql<GoalRow>`select ${sql.raw(columns)} from goals where ${ofStore} and ${place} order by goals.ends_on desc, id desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

/** What is summed over the days, so that half the days are expected to bring half of it. */
function addsUp(metric: Metric): boolean {
  return !("ratio" in metric) && metric.additive && !metric.standing;
}

export interface GoalSpan {
  start: DateTime;
  end: DateTime;
  /** Share of the span that is over, 0 to 1. */
  elapsed: number;
}

export function goalSpan(row: Pick<GoalRow, "starts_on" | "ends_on">, zone: string, now: Date): GoalSpan {
  const start = DateTime.fromISO(row.starts_on, { zone });
  const end = DateTime.fromISO(row.ends_on, { zone }).plus({ days: 1 });
  const elapsed = (now.getTime() - start.toMillis()) / (end.toMillis() - start.toMillis());
  return { start, end, elapsed: Math.min(1, Math.max(0, elapsed)) };
}

/** How a goal stands. What adds up is on track when it has reached its share of the days; rates and counts at an instant when they are where they shall be. */
export function judge(
  metric: Metric,
  { target, actual, elapsed }: { target: number; actual: number | null; elapsed: number },
): Pick<Goal, "reached" | "projected" | "state"> {
  const adds = addsUp(metric);
  const projected = adds && actual !== null && elapsed > 0 ? actual / elapsed : null;
  const reached = actual === null || target === 0 ? null : actual / target;
  if (elapsed === 0) return { reached, projected, state: "not_started" };
  if (actual === null) return { reached, projected, state: "cannot_tell" };
  const isLess = metric.better === "less";
  const meets = (value: number) => (isLess ? value <= target : value >= target);
  if (elapsed === 1) return { reached, projected, state: meets(actual) ? "reached" : "missed" };
  // More is reached once it is there; less only when the days are over.
  if (!isLess && adds && meets(actual)) return { reached, projected, state: "reached" };
  return { reached, projected, state: meets(projected ?? actual) ? "on_track" : "behind" };
}

export function presentGoal(
  row: GoalRow,
  { span, actual, rows }: { span: GoalSpan; actual: number | null; rows: string | null },
): Goal | null {
  const metric = metrics.get(row.metric);
  if (!metric) return null;
  return {
    id: toPublicId("gol", row.id),
    metric: row.metric,
    name: metric.name,
    definition: metric.definition,
    formula: metric.formula,
    unit: metric.unit,
    better: metric.better,
    from: row.starts_on,
    to: row.ends_on,
    target: row.target,
    storeId: row.store_id,
    channel: row.channel,
    note: row.note,
    actual,
    elapsed: span.elapsed,
    ...judge(metric, { target: row.target, actual, elapsed: span.elapsed }),
    rows,
    version: row.version,
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
  };
}
