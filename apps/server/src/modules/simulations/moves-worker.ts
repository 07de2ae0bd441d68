import { workerData } from "node:worker_threads";
import { compileLadders, countMoved, emptyMoves, filled, isLacking, type MovesTally } from "./count-moves.ts";
import { type AccountReader, openAccounts } from "./read-accounts.ts";
import { type HistoryReader, openHistory, startOf } from "./read-history.ts";
import { serveRanges } from "./serve-ranges.ts";
import type { BucketRange, MovesStart } from "./worker-messages.ts";

const pageSize = 500;
/** Whatever is known counts, also what clocks that go ahead have told. */
const everything = 253_370_764_800_000;

const start: MovesStart = workerData;
const compiled = compileLadders(start);
const accounts: AccountReader = await openAccounts(start.connectionString);
let histories: HistoryReader | null = null;

async function judge(range: BucketRange, tell: (members: number, facts: number) => Promise<void>): Promise<MovesTally> {
  const tally = emptyMoves();
  let place = startOf(range);
  for (;;) {
    const page = await accounts.page(place, range.until, pageSize);
    const last = page.at(-1);
    if (!last) return tally;
    const lacking = page.some((member) => isLacking(compiled, member));
    const known = lacking ? await historiesOf(place, range.until, page.length) : null;
    for (const member of page) {
      const history = known?.get(member.profile.id);
      countMoved(compiled, tally, history ? filled(compiled, member, history) : member, start.at);
    }
    place = { bucket: last.bucket, id: last.profile.id };
    await tell(page.length, 0);
  }
}

/** The same members' pasts, in the same order. */
async function historiesOf(place: { bucket: number; id: string }, until: number, size: number) {
  histories ??= await openHistory(start.connectionString, {
    from: everything,
    to: everything,
    knownAt: everything,
    readsConsents: false,
  });
  const page = await histories.page(place, until, size);
  return new Map(page.map((history) => [history.profile.id, history]));
}

serveRanges(judge);
