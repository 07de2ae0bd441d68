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

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own, cloned from the migrated template; make one per test file and drop it at the end. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(`create database ${name} template ${templateName} strategy file_copy`);
  return {
    connectionString: urlOf(name),
    drop: () => administer(`drop database if exists ${name} with (force)`),
  };
}
