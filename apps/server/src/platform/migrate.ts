import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations as runJobMigrations, Logger as WorkerLogger } from "graphile-worker";
import type pg from "pg";

export const migrationsDir = fileURLToPath(new URL("../../migrations", import.meta.url));

const advisoryLock = 7_236_401;
const fileNamePattern = /^\d{14}_[a-z0-9-]+\.sql$/;

/** The database holds what this program does not know, or knows differently; nothing was changed. */
export class MigrationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MigrationError";
  }
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Reads the migrations of this program in order. */
export async function readMigrations(dir: string = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort();
  const wrong = names.find((name) => !fileNamePattern.test(name));
  if (wrong) throw new MigrationError(`${wrong} is not named like 20260101000000_what-it-does.sql`);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(dir, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

export interface MigrateOptions {
  dir?: string;
  onProgress?: (name: string) => void;
}

/**
 * Brings the schema up to this program, one transaction a file, one migrating process at a time.
 * Returns the names applied now. Throws MigrationError when the database is newer or a file was changed afterwards.
 */
export async function migrate(pool: pg.Pool, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.dir);
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [advisoryLock]);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) {
      options.onProgress?.(migration.name);
      await applyMigration(client, migration);
    }
    await runJobMigrations({ pgPool: pool, logger: new WorkerLogger(() => () => undefined) });
    return pending.map((migration) => migration.name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [advisoryLock]).catch(() => undefined);
    client.release();
  }
}

async function pendingMigrations(client: pg.PoolClient, migrations: Migration[]): Promise<Migration[]> {
  await client.query(`create table if not exists regulars_migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  await client.query(
    `comment on table regulars_migrations is 'Migrations already applied, with the checksum of each file'`,
  );
  await client.query(`comment on column regulars_migrations.name is 'File name'`);
  await client.query(`comment on column regulars_migrations.checksum is 'SHA-256 of the file as applied'`);
  await client.query(`comment on column regulars_migrations.applied_at is 'When it was applied'`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from regulars_migrations",
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new MigrationError(
      `The database was made by a newer Regulars (it has ${unknown.join(", ")}). Update the program, or point it to another data directory.`,
    );
  }
  const changed = migrations.find(
    (migration) => (applied.get(migration.name) ?? migration.checksum) !== migration.checksum,
  );
  if (changed) throw new MigrationError(`${changed.name} was changed after it had been applied to this database.`);
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function applyMigration(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query("insert into regulars_migrations (name, checksum) values ($1, $2)", [
      migration.name,
      migration.checksum,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new MigrationError(`${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}
