import { parseCronItems, type Runner, run, type TaskList, Logger as WorkerLogger } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import type { Db, Tx } from "./db.ts";
import type { Logger } from "./logger.ts";

export interface JobOptions {
  /** Added only if this transaction commits. */
  tx?: Tx;
  runAt?: Date;
  /** A waiting job of the same key is replaced instead of doubled. */
  jobKey?: string;
  /** Jobs of one queue run one after another. */
  queueName?: string;
  maxAttempts?: number;
}

export interface Jobs {
  add(task: string, payload: object, options?: JobOptions): Promise<void>;
}

export type JobHandler = (payload: unknown, helpers: { logger: Logger; signal: AbortSignal }) => Promise<void>;

export interface Cron {
  task: string;
  /** Cron pattern in UTC, such as `0 3 * * *`. */
  pattern: string;
}

export function createJobs(db: Db): Jobs {
  return {
    async add(task, payload, options = {}) {
      await sql`select graphile_worker.add_job(${task}, payload := ${JSON.stringify(payload)}::json,
        run_at := ${options.runAt ?? null}, job_key := ${options.jobKey ?? null},
        queue_name := ${options.queueName ?? null}, max_attempts := ${options.maxAttempts ?? 25})`.execute(
        options.tx ?? db,
      );
    },
  };
}

export interface JobRunner {
  /** Lets running jobs end (they are told by their signal), takes no new ones. */
  stop(): Promise<void>;
}

export interface JobRunnerOptions {
  pool: pg.Pool;
  logger: Logger;
  handlers: Record<string, JobHandler>;
  crons: Cron[];
  concurrency?: number;
}

/** Works off the queue until stopped. */
export async function startJobRunner(options: JobRunnerOptions): Promise<JobRunner> {
  const { logger, handlers } = options;
  const stopping = new AbortController();
  const taskList: TaskList = {};
  for (const [name, handler] of Object.entries(handlers)) {
    taskList[name] = (payload) => handler(payload, { logger: logger.child({ job: name }), signal: stopping.signal });
  }
  const unknown = options.crons.find((cron) => !handlers[cron.task]);
  if (unknown) throw new Error(`No handler for the scheduled job ${unknown.task}`);
  const runner: Runner = await run({
    pgPool: options.pool,
    noHandleSignals: true,
    concurrency: options.concurrency ?? 4,
    pollInterval: 1000,
    logger: workerLogger(logger),
    taskList,
    parsedCronItems: parseCronItems(options.crons.map((cron) => ({ task: cron.task, match: cron.pattern }))),
  });
  return {
    async stop() {
      stopping.abort();
      await runner.stop();
    },
  };
}

function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message, meta) => {
    const text = { worker: meta ? "graphile" : undefined };
    if (level === "error") logger.error(text, message);
    else if (level === "warning") logger.warn(text, message);
    else logger.debug(text, message);
  });
}
