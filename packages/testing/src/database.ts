import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL of this test run, with the migrated database `template` in it. */
    postgresUrl: string;
  }
}

export const templateName = "template_regulars";

export interface TestDatabase {
  connectionString: string;
  drop(): Promise<void>;
}

function urlOf(database: string): string {
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${database}`;
  return url.toString();
}

async function administer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

const mostLooks = 100;

/** Connections that are being closed are let go in peace: one that is cut off complains when nobody listens any more. */
async function drop(client: pg.Client, name: string): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    const { rowCount } = await client.query("select 1 from pg_stat_activity where datname = $1", [name]);
    if (rowCount === 0) break;
    await client.query("select pg_sleep(0.02)");
  }
  await client.query(`drop database if exists ${name} with (force)`);
}

/** A database of its own, cloned from the migrated template; make one per test file and drop it at the end. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer((client) => client.query(`create database ${name} template ${templateName} strategy file_copy`));
  return {
    connectionString: urlOf(name),
    drop: () => administer((client) => drop(client, name)),
  };
}
