import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Tally } from "./tally.ts";
import type { BucketRange, WorkerReply, WorkerStart } from "./worker-messages.ts";

/** One core is left to the till; at least one worker there is. */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

export interface PoolRun {
  start: WorkerStart;
  workers: number;
  ranges: readonly BucketRange[];
  signal: AbortSignal;
  onProgress: (done: { members: number; facts: number }) => void;
  /** Awaited before the worker gets its next range. */
  onRange: (range: BucketRange, tally: Tally) => Promise<void>;
}

/** Works off bucket ranges on threads of their own; ends early, without an error, when the signal is aborted. Throws what a worker throws. */
export async function runInWorkers(run: PoolRun): Promise<void> {
  const queue = [...run.ranges];
  const count = Math.min(run.workers, queue.length);
  const workers = Array.from({ length: count }, () => startWorker(run.start));
  const stop = (): void => {
    for (const worker of workers) void worker.terminate();
  };
  run.signal.addEventListener("abort", stop, { once: true });
  try {
    if (run.signal.aborted) return;
    await Promise.all(workers.map((worker) => drive(worker, queue, run)));
  } finally {
    run.signal.removeEventListener("abort", stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function startWorker(workerData: WorkerStart): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { workerData, execArgv: [] });
}

/** Hands one worker a range after the other until none is left. */
function drive(worker: Worker, queue: BucketRange[], run: PoolRun): Promise<void> {
  return new Promise((resolve, reject) => {
    let range: BucketRange | undefined;
    const next = (): void => {
      range = queue.shift();
      if (range === undefined || run.signal.aborted) resolve();
      else worker.postMessage(range);
    };
    worker.on("message", (reply: WorkerReply) => {
      if (reply.kind === "progress") {
        run.onProgress({ members: reply.members, facts: reply.facts });
        return;
      }
      if (range) run.onRange(range, reply.tally).then(next, reject);
    });
    worker.once("error", (error) => {
      // The others would go on for nothing.
      queue.length = 0;
      reject(error);
    });
    worker.once("exit", () => {
      if (run.signal.aborted) resolve();
      else reject(new Error("a worker of the simulation ended unexpectedly"));
    });
    next();
  });
}
