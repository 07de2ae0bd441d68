import { Command } from "commander";
import { createModules } from "./app.ts";
import { backupCli } from "./cli/backup.ts";
import { doctorCli } from "./cli/doctor.ts";
import { silenceActions } from "./cli/rehearse.ts";
import type { Module } from "./module.ts";
import { systemClock } from "./platform/clock.ts";
import { type Config, ConfigError, loadConfig } from "./platform/config.ts";
import { createDb } from "./platform/db.ts";
import { AppError, messageOf } from "./platform/errors.ts";
import { createOffLens } from "./platform/lens.ts";
import { createLogger } from "./platform/logger.ts";
import { createPlatform } from "./platform/platform.ts";
import { claimDataDir, openDataDir, runningServer } from "./platform/process/data-dir.ts";
import { borrowDatabase, migrateOrExplain } from "./platform/process/database.ts";
import { exitCodes, StartupError } from "./platform/process/startup-error.ts";
import { version } from "./platform/version.ts";

/** Commands that open the database themselves, or must not. */
const ownsItsDatabase = new Set(["doctor", "backup", "restore"]);

type Undo = () => Promise<void> | void;

function createProgram(config: Config, modules: Module[]): Command {
  const program = new Command("regulars")
    .description("Commands of Regulars 常客")
    .version(version)
    .showHelpAfterError();
  doctorCli(program, config);
  backupCli(program, config);
  program
    .command("migrate")
    .description("bring the database up to this version of the program")
    .action(() => console.log("The database is up to date."));
  for (const module of modules) module.cli?.(program);
  return program;
}

function platformFor(config: Config, connectionString: string, authSecret: string) {
  const logger = createLogger({ ...config, logLevel: config.logLevel === "info" ? "warn" : config.logLevel });
  const lens = createOffLens("commands do not ask the lens");
  return createPlatform({ config, connectionString, authSecret, logger, lens, clock: systemClock, poolSize: 10 });
}

/** Checks the command line without a database, so that a typing error costs no start of PostgreSQL. */
async function rehearse(config: Config, argv: string[]): Promise<{ needsDatabase: boolean }> {
  const platform = platformFor(config, "postgres://nobody@127.0.0.1:1/none", "never used to sign anything");
  const modules = createModules(platform);
  const program = createProgram(config, modules);
  const chosen = silenceActions(program);
  await program.parseAsync(argv);
  await stopAll(modules);
  await platform.close();
  return { needsDatabase: !ownsItsDatabase.has(chosen.name() ?? "") };
}

async function run(config: Config, argv: string[], undo: Undo[]): Promise<void> {
  const dataDir = openDataDir(config.dataDir);
  if (!config.databaseUrl && runningServer(config.dataDir) === null) undo.push(claimDataDir(config.dataDir));
  const database = await borrowDatabase(config, dataDir, () => undefined);
  undo.push(() => database.stop());
  const migrating = createDb(database.connectionString, { max: 3 });
  await migrateOrExplain(migrating.pool, (name) => console.error(`migrating: ${name}`)).finally(() =>
    migrating.close(),
  );
  const platform = platformFor(config, database.connectionString, dataDir.secrets.authSecret);
  undo.push(() => platform.close());
  const modules = createModules(platform);
  undo.push(() => stopAll(modules));
  await createProgram(config, modules).parseAsync(argv);
}

async function stopAll(modules: Module[]): Promise<void> {
  for (const module of modules.toReversed()) await module.stop?.();
}

async function main(argv: string[]): Promise<number> {
  const undo: Undo[] = [];
  const leave = async () => {
    for (const step of undo.splice(0).toReversed()) await Promise.resolve(step()).catch(() => undefined);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void leave().then(() => process.exit(130)));
  try {
    const config = loadConfig(process.env);
    const { needsDatabase } = await rehearse(config, argv);
    if (needsDatabase) await run(config, argv, undo);
    else {
      const platform = platformFor(config, "postgres://nobody@127.0.0.1:1/none", "never used");
      undo.push(() => platform.close());
      const modules = createModules(platform);
      undo.push(() => stopAll(modules));
      await createProgram(config, modules).parseAsync(argv);
    }
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof ConfigError) {
      console.error(error.message);
      return exitCodes.badConfiguration;
    }
    console.error(error instanceof StartupError || error instanceof AppError ? messageOf(error) : error);
    return error instanceof StartupError ? error.exitCode : exitCodes.failure;
  } finally {
    await leave();
  }
}

process.exit(await main(process.argv));
