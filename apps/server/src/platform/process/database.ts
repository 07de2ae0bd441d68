import pg from "pg";
import type { Config } from "../config.ts";
import { messageOf } from "../errors.ts";
import { MigrationError, migrate } from "../migrate.ts";
import { connectionStringFor, startEmbeddedPostgres } from "../postgres/embedded.ts";
import { runningPostmaster } from "../postgres/postmaster.ts";
import { type DataDir, runningServer } from "./data-dir.ts";
import { StartupError } from "./startup-error.ts";

export interface OpenedDatabase {
  connectionString: string;
  /** Stops PostgreSQL when it is ours. */
  stop(): Promise<void>;
}

const oldestServer = 150_000;

/** The database at DATABASE_URL, else the embedded one of the data directory, started now. */
export async function openDatabase(
  config: Config,
  dataDir: DataDir,
  say: (event: string) => void,
): Promise<OpenedDatabase> {
  if (config.databaseUrl) {
    await checkExternal(config.databaseUrl);
    return { connectionString: config.databaseUrl, stop: () => Promise.resolve() };
  }
  try {
    return await startEmbeddedPostgres({
      dir: dataDir.postgresDir,
      password: dataDir.secrets.postgresPassword,
      logFile: dataDir.logFile,
      onEvent: say,
    });
  } catch (error) {
    throw new StartupError("database", `The embedded PostgreSQL could not be started. ${messageOf(error)}`);
  }
}

/** For commands: the database of a server that runs now, else opened for the command's duration. */
export async function borrowDatabase(
  config: Config,
  dataDir: DataDir,
  say: (event: string) => void,
): Promise<OpenedDatabase> {
  if (config.databaseUrl || runningServer(dataDir.path) === null) return openDatabase(config, dataDir, say);
  const postmaster = runningPostmaster(dataDir.postgresDir);
  if (!postmaster?.ready)
    throw new StartupError(
      "database",
      "A server is starting or stopping on this data directory; try again in a moment.",
    );
  return {
    connectionString: connectionStringFor(postmaster.port, dataDir.secrets.postgresPassword),
    stop: () => Promise.resolve(),
  };
}

async function checkExternal(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldestServer)
      throw new StartupError(
        "database",
        "DATABASE_URL leads to a PostgreSQL older than 15; Regulars needs 15 or newer.",
      );
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError("database", `DATABASE_URL cannot be reached: ${messageOf(error) || "no answer"}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Brings the schema up to date; a newer database becomes a sentence, not a stack. */
export async function migrateOrExplain(pool: pg.Pool, onProgress: (name: string) => void): Promise<string[]> {
  try {
    return await migrate(pool, { onProgress });
  } catch (error) {
    if (error instanceof MigrationError) throw new StartupError("database", error.message);
    throw error;
  }
}
