import { buildApp, createModules } from "./app.ts";
import type { Module } from "./module.ts";
import { hasOwner, makeOwnerLink } from "./modules/staff/index.ts";
import { systemActor } from "./platform/auth/actor.ts";
import { platformChores } from "./platform/chores.ts";
import { systemClock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { createDb } from "./platform/db.ts";
import { startJobRunner } from "./platform/jobs.ts";
import { createLens } from "./platform/lens.ts";
import { createLogger, type Logger } from "./platform/logger.ts";
import { createPlatform, type Platform } from "./platform/platform.ts";
import { claimDataDir, openDataDir } from "./platform/process/data-dir.ts";
import { migrateOrExplain, openDatabase } from "./platform/process/database.ts";
import { installApiKey } from "./platform/process/first-boot.ts";
import { type Listener, listen } from "./platform/process/listener.ts";
import { createShutdown, leaveOnSignals, type Shutdown } from "./platform/process/shutdown.ts";
import { version } from "./platform/version.ts";

const drainMilliseconds = 20_000;
const flushMilliseconds = 30_000;

/** Starts what the configuration asks for; resolves when the address answers. Throws StartupError with a sentence. */
export async function startServer(config: Config): Promise<void> {
  let logger: Logger | null = null;
  const shutdown = createShutdown(() => logger);
  leaveOnSignals(shutdown, () => logger);
  try {
    logger = createLogger(config);
    await start(config, logger, shutdown);
  } catch (error) {
    if (!shutdown.isDraining()) {
      await shutdown.undo();
      throw error;
    }
  }
}

async function start(config: Config, logger: Logger, shutdown: Shutdown): Promise<void> {
  const dataDir = openDataDir(config.dataDir);
  shutdown.add("data directory", claimDataDir(config.dataDir));
  const listener = config.roles.has("api") ? await listen(config.port) : null;
  listener?.progress("PostgreSQL");
  const opening = openDatabase(config, dataDir, (event) => logger.info(event));
  shutdown.add("PostgreSQL", () =>
    opening.then(
      (opened) => opened.stop(),
      () => undefined,
    ),
  );
  const { connectionString } = await opening;
  await prepareSchema(connectionString, (name) => {
    listener?.progress(`migration ${name}`);
    logger.debug({ migration: name }, "migrating");
  });

  const lens = createLens({ config, connectionString, logger });
  const { authSecret } = dataDir.secrets;
  const platform = createPlatform({ config, connectionString, logger, lens, authSecret, clock: systemClock });
  shutdown.add("connections", () => platform.close());
  shutdown.add("lens", () => lens.stop());
  lens.start();
  const modules = createModules(platform);
  for (const module of modules) {
    listener?.progress(module.name);
    shutdown.add(module.name, async () => module.stop?.());
    await module.start?.();
  }
  if (config.roles.has("worker")) await work(platform, modules, shutdown);
  if (listener) await serve(platform, modules, { listener, shutdown });
  else logger.info({ roles: [...config.roles] }, "working");
  const flushing = setInterval(() => void platform.auth.apiKeys.flushUse().catch(() => undefined), flushMilliseconds);
  shutdown.add("use of keys", async () => {
    clearInterval(flushing);
    await platform.auth.apiKeys.flushUse();
  });
  shutdown.add("requests", async () => listener?.drain(drainMilliseconds));
}

async function prepareSchema(connectionString: string, onProgress: (name: string) => void): Promise<void> {
  const { pool, close } = createDb(connectionString, { max: 3 });
  try {
    await migrateOrExplain(pool, onProgress);
  } finally {
    await close();
  }
}

async function work(platform: Platform, modules: Module[], shutdown: Shutdown): Promise<void> {
  const parts = [platformChores(platform), ...modules];
  await platform.outbox.start();
  shutdown.add("outbox", () => platform.outbox.stop());
  const runner = await startJobRunner({
    pool: platform.pool,
    logger: platform.logger,
    handlers: Object.assign({}, ...parts.map((part) => part.jobs ?? {})),
    crons: parts.flatMap((part) => part.crons ?? []),
  });
  shutdown.add("jobs", () => runner.stop());
}

async function serve(
  platform: Platform,
  modules: Module[],
  { listener, shutdown }: { listener: Listener; shutdown: Shutdown },
): Promise<void> {
  const { server } = listener;
  const app = await buildApp(platform, modules, { server, isDraining: shutdown.isDraining });
  shutdown.add("app", () => app.close());
  const greeting = await greet(platform);
  listener.hand();
  console.log(greeting);
}

/** What the person at the terminal needs: the address, and what is shown only once. */
async function greet(platform: Platform): Promise<string> {
  const { config, db, clock } = platform;
  const lines = [`Regulars 常客 ${version} is ready: ${config.publicUrl}`];
  if (!(await hasOwner(db))) {
    const context = { actor: systemActor, now: clock.now(), publicUrl: config.publicUrl };
    const { url } = await db.transaction().execute((tx) => makeOwnerLink(tx, context));
    lines.push(`Become the owner with this link (works once, for 7 days): ${url}`);
  }
  const apiKey = await installApiKey(platform);
  if (apiKey !== null) lines.push(`API key (shown only now): ${apiKey}`);
  return lines.join("\n");
}
