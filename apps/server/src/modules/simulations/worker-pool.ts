import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { BucketRange, MovesStart, ReplayStart, WorkerReply } from "./worker-messages.ts";

/** One core is left to the till; at least one worker there is. */
export function defaultWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

const buckets = 256;

/** All buckets in ranges of so many. */
export function rangesOf(span: number): BucketRange[] {
  const ranges: BucketRange[] = [];
  for (let from = 0; from < buckets; from += span) ranges.push({ from, until: Math.min(buckets, from + span) });
  return ranges;
}

export interface PoolRun<Part> {
  /** The body of the threads, and what they are started with. */
  file: URL;
  start: ReplayStart | MovesStart;
  workers: number;
  ranges: readonly BucketRange[];
  signal: AbortSignal;
  onProgress: (done: { members: number; facts: number }) => void;
  /** Awaited before the worker gets its next range. */
  onRange: (range: BucketRange, part: Part) => Promise<void>;
}

/** Works off bucket ranges on threads of their own; ends early, without an error, when the signal is aborted. Throws what a worker throws. */
export async function runInWorkers<Part>(run: PoolRun<Part>): Promise<void> {
  const queue = [...run.ranges];
  const count = Math.min(run.workers, queue.length);
  const workers = Array.from({ length: count }, () => startWorker(run));
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

function startWorker({ file, start }: Pick<PoolRun<unknown>, "file" | "start">): Worker {
  return new Worker(file, { workerData: start, execArgv: [] });
}

/** Hands one worker a range after the other until none is left. */
function drive<Part>(worker: Worker, queue: BucketRange[], run: PoolRun<Part>): Promise<void> {
  return new Promise((resolve, reject) => {
    let range: BucketRange | undefined;
    const next = (): void => {
      range = queue.shift();
      if (range === undefined || run.signal.aborted) resolve();
      else worker.postMessage(range);
    };
    worker.on("message", (reply: WorkerReply<Part>) => {
      if (reply.kind === "progress") {
        run.onProgress({ members: reply.members, facts: reply.facts });
        return;
      }
      if (range) run.onRange(range, reply.part).then(next, reject);
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
