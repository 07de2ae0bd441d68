import type pg from "pg";
import type { Logger } from "pino";
import { type Audit, createAudit } from "./audit.ts";
import { type Auth, createAuth } from "./auth/auth.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { createDb, type Db } from "./db.ts";
import { createFiles, type Files } from "./files.ts";
import { createJobs, type Jobs } from "./jobs.ts";
import type { Lens } from "./lens.ts";
import { createOutbox, type OutboxRunner } from "./outbox.ts";

/** What modules build on; each takes only what it uses. */
export interface Platform {
  config: Config;
  db: Db;
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  jobs: Jobs;
  outbox: OutboxRunner;
  audit: Audit;
  lens: Lens;
  files: Files;
  auth: Auth;
  connectionString: string;
}

export interface PlatformOptions {
  config: Config;
  connectionString: string;
  clock: Clock;
  logger: Logger;
  lens: Lens;
  /** Signs session cookies. */
  authSecret: string;
  poolSize?: number;
}

export function createPlatform(options: PlatformOptions): Platform & { close(): Promise<void> } {
  const { config, clock, logger, lens, connectionString } = options;
  const { db, pool, close } = createDb(connectionString, {
    max: options.poolSize ?? 30,
    onError: (error) => logger.debug({ failure: error.message }, "a database connection was lost"),
  });
  return {
    config,
    db,
    pool,
    clock,
    logger,
    jobs: createJobs(db),
    outbox: createOutbox(db, logger),
    audit: createAudit(),
    lens,
    files: createFiles(config.dataDir),
    auth: createAuth({ pool, publicUrl: config.publicUrl, secret: options.authSecret, logger }),
    connectionString,
    close,
  };
}
