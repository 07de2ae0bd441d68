import type pg from "pg";
import { withAdvisoryLock } from "../../../platform/advisory-lock.ts";
import type { Clock } from "../../../platform/clock.ts";
import type { Db } from "../../../platform/db.ts";
import type { Logger } from "../../../platform/logger.ts";
import { memberPages } from "../accounts-job.ts";
import type { TillAnswer } from "../till-answer.ts";
import { figuresOf } from "./figures.ts";
import { advance, beginEvaluation, type EvaluationRow, endEvaluation, findOpen, positionOf } from "./store.ts";

export interface EvaluationDeps {
  db: Db;
  pool: Pick<pg.Pool, "connect">;
  clock: Clock;
  logger: Logger;
  settle(members: { id: string; at: Date }[]): Promise<TillAnswer[]>;
  /** Members settled together and noted together. */
  pageSize?: number;
}

const usualPageSize = 500;
const lockName = "regulars tier evaluation";

/**
 * Works off what is open until nothing is, or the process is to stop: then the run goes on from its last page with the next start.
 * Does nothing when another process is at it; its lock dies with its connection, so that a killed one blocks nobody. Of a page that
 * was settled but not noted, the changes are booked once and not in the figures.
 */
export async function runEvaluations(deps: EvaluationDeps, signal: AbortSignal): Promise<void> {
  // A run may be opened between the last look and the unlocking, and its job find the lock taken: look once more after it.
  while (await workLocked(deps, signal)) if (!(await findOpen(deps.db))) return;
}

/** False when another process holds the lock. */
function workLocked(deps: EvaluationDeps, signal: AbortSignal): Promise<boolean> {
  return withAdvisoryLock(deps.pool, lockName, async () => {
    for (let open = await findOpen(deps.db); open; open = await findOpen(deps.db)) await runOne(deps, open.id, signal);
  });
}

async function runOne(deps: EvaluationDeps, id: string, signal: AbortSignal): Promise<void> {
  const { db, clock, logger } = deps;
  const run = await beginEvaluation(db, id, clock.now());
  if (!run) return;
  try {
    if (!(await lookAtAll(deps, run, signal))) return;
  } catch (error) {
    signal.throwIfAborted();
    logger.error({ err: error, evaluation: id }, "a tier evaluation failed");
    await endEvaluation(db, id, { status: "failed", error: "server.internal", at: clock.now() });
    return;
  }
  await endEvaluation(db, id, { status: "finished", at: clock.now() });
}

/** False when the run was superseded. */
async function lookAtAll(deps: EvaluationDeps, run: EvaluationRow, signal: AbortSignal): Promise<boolean> {
  for await (const ids of memberPages(deps.pool, deps.pageSize ?? usualPageSize, positionOf(run))) {
    signal.throwIfAborted();
    const at = deps.clock.now();
    const answers = await deps.settle(ids.map((id) => ({ id, at })));
    const last = ids.at(-1);
    if (last === undefined) return true;
    if (!(await advance(deps.db, run.id, { last, figures: figuresOf(answers) }))) return false;
  }
  return true;
}
