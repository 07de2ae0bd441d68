import type { Logger } from "../logger.ts";
import { type BackfillDeps, beginBackfill, continueBackfill, usableMemory } from "./backfill.ts";
import { remember } from "./meta.ts";
import { isReplacing, tables } from "./tables.ts";

const smallWindow = 20_000;
const largestWindow = 5_000_000;
const fewRows = 50_000;
const tablesAtOnce = 4;
const appendOnly = tables.filter((spec) => !isReplacing(spec));
const storesEveryMilliseconds = 60_000;

export interface SyncState {
  /** Everything committed before this instant is in the lens. */
  asOf: Date | null;
  /** Every transaction below this is in the lens. */
  horizon: number | null;
  rebuilding: boolean;
  progress: number;
}

export interface SyncResult {
  rows: number;
  /** Tables that changed. */
  changed: Set<string>;
}

/** Follows PostgreSQL: fills an empty lens, then takes over windows of ended transactions. */
export function createSync(
  deps: Omit<BackfillDeps, "onProgress"> & { logger: Logger; onState(state: Partial<SyncState>): void },
) {
  const { engine, source, loader, logger } = deps;
  const backfill: BackfillDeps = { ...deps, onProgress: (progress) => deps.onState({ progress }) };
  let cleanGeneration = -1;
  let storesCopiedAt = 0;
  let window = smallWindow;
  /** Rows that came since new pages last entered the indexes of PostgreSQL: each pass would read all of them again. */
  let rowsUnindexed = 0;

  /** The watermark; fills the lens first when it is empty, of another database or of another version. Null when told to stop. */
  async function watermark(): Promise<number | null> {
    const origin = await source.origin();
    let memory = await usableMemory(engine, origin, deps.schema().version);
    if (!memory) {
      deps.onState({ rebuilding: true, progress: 0, asOf: null });
      await beginBackfill(backfill, origin);
      memory = await usableMemory(engine, origin, deps.schema().version);
    }
    if (memory?.backfill) {
      deps.onState({ rebuilding: true });
      const startedAt = Date.now();
      if (!(await continueBackfill(backfill, memory))) return null;
      logger.info({ milliseconds: Date.now() - startedAt }, "the lens is filled");
      memory = await usableMemory(engine, origin, deps.schema().version);
    }
    deps.onState({ rebuilding: false, progress: 1 });
    return Number(memory?.watermark ?? 0);
  }

  /** Append-only tables would double what a broken-off window has already brought, and what waited to replace rows would come with the next. */
  async function recover(from: number): Promise<void> {
    if (cleanGeneration === engine.generation()) return;
    await loader.stopMutations();
    await loader.emptyIncoming();
    for (const spec of appendOnly) await loader.undo(spec, `txid >= ${from}`);
  }

  /** Tables come in beside one another: most of the time of a small window is spent on the ways between here, the engine and PostgreSQL. */
  async function takeWindow(from: number, to: number, result: SyncResult): Promise<number> {
    const [news, before] = await Promise.all([source.news(from, to), loader.size(appendOnly)]);
    const changed = tables.filter(({ name }) => news.has(name));
    const slice = { by: "txid", from, to } as const;
    let rows = 0;
    const waiting = [...changed];
    const load = async () => {
      for (let spec = waiting.shift(); spec; spec = waiting.shift()) {
        if (!isReplacing(spec)) await loader.append(spec, slice);
        else {
          const arrived = await loader.replace(spec, slice);
          rows += arrived;
        }
      }
    };
    // All must have ended before anybody looks at what a failed one left behind.
    const ends = await Promise.allSettled(Array.from({ length: tablesAtOnce }, load));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    for (const { name } of changed) result.changed.add(name);
    return rows + (await loader.size(appendOnly)) - before;
  }

  async function copyStoresNowAndThen(): Promise<void> {
    if (Date.now() - storesCopiedAt < storesEveryMilliseconds) return;
    await loader.copyStores();
    storesCopiedAt = Date.now();
  }

  /** Takes over everything that is new. */
  async function follow(): Promise<SyncResult> {
    const result: SyncResult = { rows: 0, changed: new Set() };
    let from = await watermark();
    if (from === null) return result;
    await recover(from);
    const generation = engine.generation();
    const horizon = await source.horizon();
    cleanGeneration = -1;
    while (from < horizon.txid && !deps.stopRequested()) {
      const to = Math.min(horizon.txid, from + window);
      const rows = await takeWindow(from, to, result);
      // Without rows nothing would be lost by reading the window again, and the memory need not grow.
      if (rows > 0 || to - from > smallWindow / 2) await remember(engine, { watermark: String(to) });
      result.rows += rows;
      window = rows < fewRows ? Math.min(largestWindow, window * 4) : smallWindow;
      from = to;
    }
    if (engine.generation() === generation) cleanGeneration = generation;
    if (from >= horizon.txid) deps.onState({ asOf: horizon.at, horizon: from });
    if (result.rows > 0) await copyStoresNowAndThen();
    rowsUnindexed += result.rows;
    if (rowsUnindexed > fewRows) {
      await source.refreshIndexes();
      rowsUnindexed = 0;
    }
    return result;
  }

  return { follow };
}
