import type { Goal } from "@regulars/contracts";
import { AppError } from "../../platform/errors.ts";
import { type GoalRow, goalSpan, presentGoal } from "./goals.ts";
import type { WorkbenchDeps } from "./index.ts";

/** A goal with what its metric stands at by now; null when the metric is no more. */
export async function standOf({ programmes, clock, metrics }: WorkbenchDeps, row: GoalRow): Promise<Goal | null> {
  const now = clock.now();
  const span = goalSpan(row, programmes.active().programme.zone, now);
  if (span.elapsed === 0) return presentGoal(row, { span, actual: null, rows: null });
  const asked = {
    start: span.start.toMillis(),
    end: span.end.toMillis(),
    storeId: row.store_id,
    channel: row.channel,
  };
  // A goal can be set and seen while figures are not at hand.
  const total = await metrics.queries.total(row.metric, asked).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "lens.unavailable") return { value: null, rows: null };
    throw error;
  });
  return presentGoal(row, { span, actual: total.value, rows: total.rows });
}
