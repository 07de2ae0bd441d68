import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Config } from "./config.ts";
import { AppError } from "./errors.ts";
import { createEmbeddedEngine } from "./lens/embedded.ts";
import type { LensEngine } from "./lens/engine.ts";
import { isDamage, LensUnavailableError } from "./lens/errors.ts";
import { createGate } from "./lens/gate.ts";
import { createLoader } from "./lens/load.ts";
import { createRemoteEngine } from "./lens/remote.ts";
import { createSource } from "./lens/source.ts";
import { createSync, type SyncResult, type SyncState } from "./lens/sync.ts";
import { type ExtraTable, lensSchema, tables } from "./lens/tables.ts";
import type { Logger } from "./logger.ts";

const queryTimeoutMilliseconds = 60_000;
const pauseMilliseconds = 2_000;
/** Figures are to be at most about this old: a pass, the rest after it and the next pass. */
const freshMilliseconds = 4_000;
const longestPauseMilliseconds = 60_000;
const queriesAtOnce = 4;
const queueLimit = 64;

export interface LensStatus {
  ready: boolean;
  engine: "chdb" | "clickhouse" | "off";
  /** Why it is not ready, in words for a log. */
  reason: string | null;
  state: "off" | "starting" | "rebuilding" | "ready" | "unavailable";
  /** Everything committed before this instant is in the lens. */
  asOf: Date | null;
  lagSeconds: number | null;
  /** 0 to 1 while the lens is filled, then 1. */
  progress: number;
}

/** The rebuildable columnar copy of PostgreSQL. SQL is ClickHouse's; parameters are written `{name:Type}`. */
export interface Lens {
  /** Rows of a read-only statement. Refuses with `lens.unavailable` (503) while the lens is down, filling or overrun. */
  query<T>(sql: string, params?: Record<string, unknown>, options?: { timeoutMilliseconds?: number }): Promise<T[]>;
  /** A statement without rows. */
  command(sql: string, params?: Record<string, unknown>, options?: { timeoutMilliseconds?: number }): Promise<void>;
  /** Every transaction below this PostgreSQL transaction id is in; null while the lens is not ready. */
  horizon(): number | null;
  /** Changes whenever rows have come in, for those who remember answers. */
  version(): number;
  /** Whether the lens holds a whole copy and can be asked. */
  ready(): boolean;
  status(): LensStatus;
  /** Rows held, all tables together. */
  rows(): Promise<number>;
  /** Takes over everything that has been committed by now. */
  syncNow(): Promise<void>;
  /** Throws the copy away and fills it anew; for deletions that the lens cannot see (removal of the demo, erasure of many). */
  rebuild(): Promise<void>;
  /** Before start: tables of a module, made and dropped with the lens. */
  define(tables: readonly ExtraTable[]): void;
  /** Calls the listener after rows have come in. */
  onSynced(listener: (result: SyncResult) => void): void;
}

export interface RunningLens extends Lens {
  /** Begins in the background; the server does not wait for it. */
  start(): void;
  stop(): Promise<void>;
  /** Process id of the embedded engine. */
  pid(): number | null;
}

export interface LensOptions {
  config: Pick<Config, "dataDir" | "clickhouseUrl" | "roles">;
  connectionString: string;
  logger: Logger;
  /** Give way to everything else on the machine (default). */
  lowPriority?: boolean;
  /** Follow PostgreSQL by itself (default), or only when asked. */
  automatic?: boolean;
}

/** Shorter when passes are long, so that figures stay fresh, but never shorter than half of the pass: others get time of the engine too. */
function restAfter(passMilliseconds: number): number {
  const rest = Math.min(pauseMilliseconds, freshMilliseconds - 2 * passMilliseconds);
  return Math.min(longestPauseMilliseconds, Math.max(rest, passMilliseconds / 2));
}

/** The lens of this process. Only a process with the role `lens` follows PostgreSQL; the embedded engine lives there alone. */
export function createLens(options: LensOptions): RunningLens {
  const { config, logger } = options;
  const follows = config.roles.has("lens");
  const extraTables: ExtraTable[] = [];
  const embedded = config.clickhouseUrl
    ? null
    : createEmbeddedEngine({ path: join(config.dataDir, "lens"), logger, lowPriority: options.lowPriority ?? true });
  const engine: LensEngine =
    embedded ?? createRemoteEngine({ url: config.clickhouseUrl ?? "", tables: () => lensSchema(extraTables).names });
  const source = createSource({ connectionString: options.connectionString, logger });
  const gate = createGate(queriesAtOnce);
  const loader = createLoader({ engine, source, gate });
  const stopping = new AbortController();
  const listeners: ((result: SyncResult) => void)[] = [];
  const state: SyncState & { error: string | null } = {
    asOf: null,
    horizon: null,
    rebuilding: false,
    progress: 0,
    error: null,
  };
  const sync = createSync({
    engine,
    source,
    loader,
    schema: () => lensSchema(extraTables),
    logger,
    stopRequested: () => stopping.signal.aborted,
    onState: (change) => Object.assign(state, change),
  });
  let prepared = false;
  let version = 0;
  let rebuildRequested = false;
  let tail: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> = Promise.resolve();

  const canAnswer = () => (embedded === null || follows) && !stopping.signal.aborted;
  const ready = () => canAnswer() && (follows ? state.asOf !== null && !state.rebuilding : true);

  async function pass(): Promise<void> {
    if (!engine.isIntact() || rebuildRequested) {
      Object.assign(state, { asOf: null, rebuilding: true, progress: 0 });
      rebuildRequested = false;
      version += 1;
      await engine.reset();
    }
    await engine.start();
    if (!prepared) await source.prepareLogin();
    prepared = true;
    const result = await source.exclusively(() => sync.follow());
    state.error = null;
    if (result && result.rows > 0) version += 1;
    if (result && result.rows > 0) for (const listener of listeners) listener(result);
  }

  /** One pass at a time; each caller waits for one that began after the call. */
  function inTurn(): Promise<void> {
    const turn = tail.then(async () => {
      try {
        await pass();
      } catch (error) {
        if (isDamage(error)) rebuildRequested = true;
        throw error;
      }
    });
    tail = turn.catch(() => undefined);
    return turn;
  }

  async function follow(): Promise<void> {
    let pause = pauseMilliseconds;
    while (!stopping.signal.aborted) {
      const began = Date.now();
      try {
        await inTurn();
        pause = restAfter(Date.now() - began);
      } catch (error) {
        if (stopping.signal.aborted) return;
        state.error = error instanceof Error ? error.message : String(error);
        logger.warn({ err: error }, "the lens could not follow; it tries again");
        pause = Math.min(longestPauseMilliseconds, pause * 2);
      }
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    if (!ready() || gate.waiting() >= queueLimit) throw new AppError("lens.unavailable");
    try {
      return await gate.shared(work);
    } catch (error) {
      if (isDamage(error) && follows && !engine.isIntact()) rebuildRequested = true;
      if (error instanceof LensUnavailableError || rebuildRequested) {
        logger.warn({ err: error }, "the lens could not answer");
        throw new AppError("lens.unavailable");
      }
      throw error;
    }
  }

  return {
    start() {
      if (follows && options.automatic !== false) loop = follow();
    },
    async stop() {
      if (stopping.signal.aborted) return;
      stopping.abort();
      await engine.stop();
      await Promise.all([loop, tail]);
      await source.close();
    },
    async query<T>(
      sql: string,
      params: Record<string, unknown> = {},
      queryOptions: { timeoutMilliseconds?: number } = {},
    ) {
      const text = await guarded(() =>
        engine.query(sql, params, queryOptions.timeoutMilliseconds ?? queryTimeoutMilliseconds),
      );
      return text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as T);
    },
    command: (sql, params = {}, commandOptions = {}) =>
      guarded(() => engine.command(sql, params, commandOptions.timeoutMilliseconds ?? queryTimeoutMilliseconds)),
    // A process that only asks hears of no new rows; what it remembers is good for half a minute.
    version: () => (follows ? version : Math.floor(Date.now() / 30_000)),
    horizon: () => (ready() ? state.horizon : null),
    ready,
    status() {
      const name = statusName();
      const lagSeconds = state.asOf ? Math.max(0, Math.round((Date.now() - state.asOf.getTime()) / 1000)) : null;
      return {
        ready: name === "ready",
        engine: canAnswer() ? (embedded ? "chdb" : "clickhouse") : "off",
        reason: name === "ready" ? null : (state.error ?? `the lens is ${name}`),
        state: name,
        asOf: state.asOf,
        lagSeconds,
        progress: state.progress,
      };
    },
    async rows() {
      const counts = tables.map((table) => `(SELECT count() FROM ${table.name})`).join(" + ");
      return guarded(() => loader.count(`SELECT ${counts} AS n`));
    },
    syncNow: () => (follows ? inTurn() : Promise.resolve()),
    async rebuild() {
      await source.requestRebuild();
      if (follows) await inTurn();
    },
    define: (added) => {
      extraTables.push(...added);
    },
    onSynced(listener) {
      listeners.push(listener);
    },
    pid: () => embedded?.pid() ?? null,
  };

  function statusName(): LensStatus["state"] {
    if (!canAnswer()) return "off";
    if (state.rebuilding) return "rebuilding";
    if (ready()) return "ready";
    return state.error === null ? "starting" : "unavailable";
  }
}

/** A lens that is switched off: every question is refused with `lens.unavailable`. */
export function createOffLens(reason: string): Lens {
  const refused = () => Promise.reject(new AppError("lens.unavailable"));
  return {
    query: refused,
    command: refused,
    rows: refused,
    ready: () => false,
    horizon: () => null,
    version: () => 0,
    status: () => ({ ready: false, engine: "off", reason, state: "off", asOf: null, lagSeconds: null, progress: 0 }),
    syncNow: () => Promise.resolve(),
    rebuild: () => Promise.resolve(),
    define: () => undefined,
    onSynced: () => undefined,
  };
}
