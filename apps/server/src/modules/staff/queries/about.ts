import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import type { Platform } from "../../../platform/platform.ts";
import { version } from "../../../platform/version.ts";

async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  if (!info) return 0;
  if (!info.isDirectory()) return info.size;
  const names = await readdir(path).catch(() => []);
  let total = 0;
  for (const name of names) total += await sizeOf(join(path, name));
  return total;
}

/** What runs here: versions, the state of the lens, and how much room is used. */
export async function about({ db, lens, config }: Pick<Platform, "db" | "lens" | "config">, startedAt: Date) {
  const { rows } = await sql<{ postgres: string; bytes: number }>`
    select current_setting('server_version') as postgres, pg_database_size(current_database()) as bytes`.execute(db);
  const { engine, ready, reason } = lens.status();
  return {
    version,
    node: process.versions.node,
    postgres: rows[0]?.postgres ?? "",
    lens: { engine, ready, reason },
    databaseBytes: rows[0]?.bytes ?? 0,
    dataDir: config.dataDir,
    dataDirBytes: await sizeOf(config.dataDir),
    startedAt: startedAt.toISOString(),
  };
}
