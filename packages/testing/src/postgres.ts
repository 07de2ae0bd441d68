import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@regulars/server/platform/postgres/embedded.ts";

/** A throw-away PostgreSQL in this directory: the real thing, without waiting for the disk. */
export async function startTestPostgres(dir: string): Promise<EmbeddedPostgres> {
  mkdirSync(dirname(dir), { recursive: true, mode: 0o755 });
  return startEmbeddedPostgres({
    dir,
    password: "test",
    logFile: join(dirname(dir), "postgres.log"),
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", shared_buffers: "128MB" },
  });
}
