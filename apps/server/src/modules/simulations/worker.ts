import { setImmediate as nextTurn } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { countMember, openRun } from "./count-member.ts";
import { openHistory } from "./read-history.ts";
import { readsConsents } from "./spec.ts";
import { emptyTally, mostAffected, type Tally } from "./tally.ts";
import type { BucketRange, WorkerReply, WorkerStart } from "./worker-messages.ts";

/** Enough members for a page to be worth its round trips; few enough that memory stays flat. */
const pageSize = 200;
const firstId = "00000000-0000-0000-0000-000000000000";

const port = parentPort;
if (!port) throw new Error("this file is the body of a worker thread");
const { connectionString, spec }: WorkerStart = workerData;
const run = openRun(spec);
const reader = await openHistory(connectionString, { ...spec, readsConsents: readsConsents(spec) });

port.on("message", (range: BucketRange) => {
  work(range).then(
    (tally) => send({ kind: "done", tally }),
    // An error nobody catches ends the thread and is told to whoever started it.
    (error: unknown) =>
      setTimeout(() => {
        throw error;
      }),
  );
});
send({ kind: "progress", members: 0, facts: 0 });

function send(reply: WorkerReply): void {
  port?.postMessage(reply);
}

async function work({ from, until }: BucketRange): Promise<Tally> {
  const tally = emptyTally(spec.compare !== null);
  let place = { bucket: from, id: firstId };
  for (;;) {
    const page = await reader.page(place, until, pageSize);
    const last = page.at(-1);
    if (!last) return tally;
    const before = tally.facts;
    for (const member of page) {
      const affected = countMember(run, tally, member);
      if (affected) tally.most.push(affected);
    }
    tally.most = mostAffected(tally.most);
    send({ kind: "progress", members: page.length, facts: tally.facts - before });
    place = { bucket: last.bucket, id: last.profile.id };
    await nextTurn();
  }
}
