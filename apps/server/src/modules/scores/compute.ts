import { Worker } from "node:worker_threads";
import type { FittedModels } from "./fit-models.ts";
import type { PageScores } from "./score-members.ts";
import type { WorkerAnswer, WorkerTask } from "./score-worker.ts";

type Without<T> = T extends unknown ? Omit<T, "id"> : never;

/** A thread for the arithmetic, so that the till never waits for it. */
export function startCompute() {
  const worker = new Worker(new URL("./score-worker.ts", import.meta.url));
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let count = 0;
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", ({ id, answer, error }: WorkerAnswer) => {
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error !== null) waiter?.reject(new Error(error));
    else waiter?.resolve(answer);
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the scoring thread has stopped")));

  function ask(task: Without<WorkerTask>): Promise<unknown> {
    count += 1;
    const id = count;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...task, id });
    });
  }

  return {
    fit: (task: Omit<Extract<WorkerTask, { task: "fit" }>, "id" | "task">) =>
      ask({ ...task, task: "fit" }) as Promise<FittedModels>,
    score: (task: Omit<Extract<WorkerTask, { task: "score" }>, "id" | "task">) =>
      ask({ ...task, task: "score" }) as Promise<PageScores>,
    stop: () => worker.terminate(),
  };
}
export type Compute = ReturnType<typeof startCompute>;
