import { setTimeout as wait } from "node:timers/promises";
import {
  type CompiledProgramme,
  compileProgramme,
  type Directory,
  type Programme,
  programmeSchema,
} from "@regulars/engine";
import pg from "pg";
import { AppError } from "../../platform/errors.ts";
import type { Platform } from "../../platform/platform.ts";
import { changeChannel, changeStamp, findCurrent, findVersion, type StoreLocation, storeLocations } from "./store.ts";

export interface VersionedProgramme {
  version: number;
  programme: CompiledProgramme;
}

export interface ProgrammeCache {
  /** The programme in force. Throws when `load` has not found one yet. */
  active(): VersionedProgramme;
  /** A version being filled from history or waiting for its day, or null. */
  upcoming(): VersionedProgramme | null;
  /** Any version that was ever published. Throws for a number that never was. */
  version(number: number): Promise<CompiledProgramme>;
  /** Any programme, ready to decide with the stores as they are now; `version` appears in explanations. */
  compile(programme: Programme, version: number): CompiledProgramme;
  /** Reads what is in force now; call it after committing a change to see it at once. */
  load(): Promise<void>;
  /** What `read` finds. What that calls published, this process decides with when the answer is given. */
  caughtUp<T>(read: () => Promise<T>): Promise<T>;
  /** Keeps `active` current when other processes change it. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const pollMilliseconds = 5_000;
const reconnectMilliseconds = 1_000;
const keptVersions = 50;

export function createProgrammeCache(platform: Pick<Platform, "db" | "logger" | "connectionString">): ProgrammeCache {
  const { db, logger } = platform;
  let active: VersionedProgramme | null = null;
  let upcoming: VersionedProgramme | null = null;
  let directory: Directory = {};
  let stamp: string | null = null;
  let loading: Promise<void> = Promise.resolve();
  const compiled = new Map<number, CompiledProgramme>();

  function compile(version: number, document: unknown): CompiledProgramme {
    const known = compiled.get(version);
    if (known) return known;
    const programme = compileProgramme(programmeSchema.parse(document), version, directory);
    compiled.set(version, programme);
    for (const oldest of compiled.keys()) {
      if (compiled.size <= keptVersions) break;
      compiled.delete(oldest);
    }
    return programme;
  }

  async function read(): Promise<void> {
    const seen = await changeStamp(db);
    if (seen === stamp) return;
    directory = directoryOf(await storeLocations(db));
    compiled.clear();
    const rows = await findCurrent(db);
    const entry = (row: { version: number; document: unknown } | undefined): VersionedProgramme | null =>
      row ? { version: row.version, programme: compile(row.version, row.document) } : null;
    active = entry(rows.find((row) => row.status === "published")) ?? active;
    upcoming = entry(rows.find((row) => row.status !== "published"));
    stamp = seen;
  }

  function load(): Promise<void> {
    loading = loading.catch(() => undefined).then(read);
    return loading;
  }

  const follower = followChanges(platform.connectionString, () =>
    load().catch((error: unknown) => logger.warn({ err: error }, "the programme could not be read again")),
  );

  return {
    active() {
      if (!active) throw new AppError("server.starting", { retryAfterSeconds: 2 });
      return active;
    },
    upcoming: () => upcoming,
    async version(number) {
      const known = compiled.get(number);
      if (known) return known;
      const row = await findVersion(db, number);
      if (!row) throw new Error(`there is no programme version ${number}`);
      return compile(number, row.document);
    },
    compile: (programme, version) => compileProgramme(programme, version, directory),
    load,
    async caughtUp(read) {
      const found = await read();
      await load();
      return found;
    },
    async start() {
      await load();
      follower.start();
    },
    stop: () => follower.stop(),
  };
}

function directoryOf(stores: StoreLocation[]): Directory {
  const places = new Map(stores.map((store) => [store.id, { lat: store.latitude, lon: store.longitude }]));
  return { storeLocation: (id) => places.get(id) };
}

/** Listens on a connection of its own, and asks every few seconds in case that one was lost. */
function followChanges(connectionString: string, changed: () => Promise<void>) {
  let stopping = new AbortController();
  let loops: Promise<unknown> = Promise.resolve();

  async function listenOnce(signal: AbortSignal): Promise<void> {
    const client = new pg.Client({ connectionString, application_name: "regulars programme" });
    const ended = new Promise<void>((resolve) => {
      client.once("end", resolve);
      client.on("error", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    client.on("notification", () => void changed());
    try {
      await client.connect();
      await client.query(`listen ${changeChannel}`);
      await changed();
      await ended;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function repeat(signal: AbortSignal, milliseconds: number, task: () => Promise<void>): Promise<void> {
    while (!signal.aborted) {
      await task().catch(() => undefined);
      await wait(milliseconds, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    start() {
      stopping = new AbortController();
      const { signal } = stopping;
      loops = Promise.all([
        repeat(signal, reconnectMilliseconds, () => listenOnce(signal)),
        repeat(signal, pollMilliseconds, changed),
      ]);
    },
    async stop() {
      stopping.abort();
      await loops;
    },
  };
}
