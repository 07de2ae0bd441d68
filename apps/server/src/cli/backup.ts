import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cp, lstat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Command } from "commander";
import pg from "pg";
import type { Config } from "../platform/config.ts";
import { databaseAccount } from "../platform/postgres/run-as.ts";
import { callerPath } from "../platform/process/caller-path.ts";
import { openDataDir, runningServer } from "../platform/process/data-dir.ts";
import { borrowDatabase } from "../platform/process/database.ts";
import { StartupError } from "../platform/process/startup-error.ts";

/** What PostgreSQL makes anew at each start; copying it would only confuse a restored cluster. */
const madeAnew = new Set([
  "pg_dynshmem",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_wal",
]);
const neverCopied = new Set(["postmaster.pid", "postmaster.opts", "backup_label", "backup_manifest"]);
const walSegment = /^[0-9A-F]{24}$/;

/** `backup` and `restore` of the embedded database, files and secrets; the lens is not part, it fills itself. */
export function backupCli(program: Command, config: Config): void {
  program
    .command("backup")
    .argument("<folder>", "new folder to write the backup to")
    .description("copy the data to a folder while the server runs (or does not)")
    .action(async (folder: string) => {
      const target = callerPath(folder);
      await backUp(config, target);
      console.log(`Backed up to ${target}`);
    });
  program
    .command("restore")
    .argument("<folder>", "folder that a backup was written to")
    .description("put a backup in the place of an empty data directory")
    .action((folder: string) => {
      restore(config, callerPath(folder));
      console.log(`Restored into ${config.dataDir}. Start with npm start.`);
    });
}

async function backUp(config: Config, target: string): Promise<void> {
  if (config.databaseUrl)
    throw new StartupError(
      "dataDir",
      "The database is at DATABASE_URL: back it up with its own tools (pg_dump, snapshots), and copy the data directory.",
    );
  if (existsSync(target)) throw new StartupError("dataDir", `${target} exists already; name a new folder.`);
  const dataDir = openDataDir(config.dataDir);
  const database = await borrowDatabase(config, dataDir, () => undefined);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  try {
    await copyCluster(database.connectionString, dataDir.postgresDir, join(target, "postgres"));
    for (const name of ["secrets.json", "files"]) {
      const from = join(config.dataDir, name);
      if (existsSync(from)) cpSync(from, join(target, name), { recursive: true });
    }
    chmodSync(join(target, "secrets.json"), 0o600);
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    throw error;
  } finally {
    await database.stop();
  }
}

/**
 * A base backup over PostgreSQL's own interface: between start and stop the files may be copied while they change,
 * and the WAL written meanwhile, kept by a slot, makes them whole.
 */
async function copyCluster(connectionString: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(
      "select pg_create_physical_replication_slot('regulars_backup_' || pg_backend_pid(), true, true)",
    );
    await client.query("select pg_backup_start('regulars', fast => true)");
    await copyChangingFolder(from, to);
    const { rows } = await client.query<{ labelfile: string }>(
      "select labelfile from pg_backup_stop(wait_for_archive => false)",
    );
    writeFileSync(join(to, "backup_label"), rows[0]?.labelfile ?? "", { mode: 0o600 });
    for (const name of readdirSync(join(from, "pg_wal")).filter((file) => walSegment.test(file))) {
      await cp(join(from, "pg_wal", name), join(to, "pg_wal", name)).catch(ignoreVanished);
    }
  } finally {
    await client.end();
  }
}

async function copyChangingFolder(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    const info = await lstat(path).catch(ignoreVanished);
    if (!info || neverCopied.has(name) || name.startsWith("pgsql_tmp")) continue;
    if (!info.isDirectory()) await cp(path, join(to, name)).catch(ignoreVanished);
    else if (madeAnew.has(name)) mkdirSync(join(to, name), { mode: 0o700 });
    else await copyChangingFolder(path, join(to, name));
  }
}

function ignoreVanished(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}

function restore(config: Config, folder: string): void {
  const secrets = join(folder, "secrets.json");
  if (!existsSync(secrets) || !existsSync(join(folder, "postgres", "PG_VERSION"))) {
    throw new StartupError("dataDir", `${folder} is not a backup: secrets.json or postgres is missing.`);
  }
  const target = resolve(config.dataDir);
  if (runningServer(target) !== null) throw new StartupError("dataDir", "Stop the server first.");
  if (`${folder}${sep}`.startsWith(`${target}${sep}`)) {
    throw new StartupError("dataDir", `${folder} lies inside the data directory ${target}; move it out first.`);
  }
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new StartupError(
      "dataDir",
      `${target} is not empty. Move it away, so that nothing is lost by mistake, and restore again.`,
    );
  }
  mkdirSync(target, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
  for (const name of readdirSync(folder)) cpSync(join(folder, name), join(target, name), { recursive: true });
  chmodSync(join(target, "postgres"), 0o700);
  const account = databaseAccount();
  if (account) giveTo(join(target, "postgres"), account);
}

function giveTo(path: string, account: { uid: number; gid: number }): void {
  chownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) giveTo(below, account);
    else chownSync(below, account.uid, account.gid);
  }
}
