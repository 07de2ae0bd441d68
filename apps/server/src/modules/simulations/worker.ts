import { workerData } from "node:worker_threads";
import { countMember, openCount, openRun } from "./count-member.ts";
import { type HistoryReader, openHistory, startOf } from "./read-history.ts";
import { serveRanges } from "./serve-ranges.ts";
import { readsConsents } from "./spec.ts";
import { mostAffected, type Tally } from "./tally.ts";
import type { BucketRange, ReplayStart } from "./worker-messages.ts";

/** Enough members for a page to be worth its round trips; few enough that memory stays flat. */
const pageSize = 200;

const { connectionString, spec }: ReplayStart = workerData;
const run = openRun(spec);
const reader: HistoryReader = await openHistory(connectionString, { ...spec, readsConsents: readsConsents(spec) });

async function replay(range: BucketRange, tell: (members: number, facts: number) => Promise<void>): Promise<Tally> {
  const count = openCount(run);
  const { tally } = count;
  let place = startOf(range);
  for (;;) {
    const page = await reader.page(place, range.until, pageSize);
    const last = page.at(-1);
    if (!last) return tally;
    const before = tally.facts;
    for (const member of page) {
      const affected = countMember(count, member);
      if (affected) tally.most.push(affected);
    }
    tally.most = mostAffected(tally.most);
    place = { bucket: last.bucket, id: last.profile.id };
    await tell(page.length, tally.facts - before);
  }
}

serveRanges(replay);
