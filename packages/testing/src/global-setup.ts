import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "@regulars/server/platform/db.ts";
import { migrate } from "@regulars/server/platform/migrate.ts";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { templateName } from "./database.ts";
import { startTestPostgres } from "./postgres.ts";

/** Once per test run: a PostgreSQL in a temporary folder, with a migrated template database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-test-"));
  const postgres = await startTestPostgres(join(folder, "postgres"));
  const client = new pg.Client({ connectionString: postgres.connectionString });
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  const templateUrl = new URL(postgres.connectionString);
  templateUrl.pathname = `/${templateName}`;
  const { pool, close } = createDb(templateUrl.toString());
  await migrate(pool);
  await close();
  // Cloning needs the template to itself: nobody, not even autovacuum, connects to it from here on.
  const admin = new pg.Client({ connectionString: postgres.connectionString });
  await admin.connect();
  await admin.query(`alter database ${templateName} with allow_connections false`);
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [templateName]);
  await admin.end();
  project.provide("postgresUrl", postgres.connectionString);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
