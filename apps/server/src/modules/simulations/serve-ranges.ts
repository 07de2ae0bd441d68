import { setImmediate as nextTurn } from "node:timers/promises";
import { parentPort } from "node:worker_threads";
import type { BucketRange, WorkerReply } from "./worker-messages.ts";

/** Waits for bucket ranges from whoever started this thread, and answers each with its part. */
export function serveRanges<Part>(
  work: (range: BucketRange, tell: (members: number, facts: number) => Promise<void>) => Promise<Part>,
): void {
  const port = parentPort;
  if (!port) throw new Error("this file is the body of a worker thread");
  const send = (reply: WorkerReply<Part>): void => port.postMessage(reply);
  const tell = async (members: number, facts: number): Promise<void> => {
    send({ kind: "progress", members, facts });
    // Lets the connection breathe, and other threads too.
    await nextTurn();
  };
  port.on("message", (range: BucketRange) => {
    work(range, tell).then(
      (part) => send({ kind: "done", part }),
      (error: unknown) =>
        // An error that nobody catches ends the thread and is told to whoever started it.
        setImmediate(() => {
          throw error;
        }),
    );
  });
}
