import type { ProgrammeSource } from "@regulars/contracts";
import type { Programme } from "@regulars/engine";
import type { Module } from "../../module.ts";
import { type Actor, systemActor } from "../../platform/auth/actor.ts";
import type { Tx } from "../../platform/db.ts";
import type { Platform } from "../../platform/platform.ts";
import { bootstrap, bootstrapWith } from "./bootstrap.ts";
import { createProgrammeCache, type ProgrammeCache } from "./cache.ts";
import { programmeCli } from "./cli.ts";
import { startScheduled } from "./commands/start-scheduled.ts";
import { createProgrammeCommands, type ProgrammeCommands } from "./commands.ts";
import { programmeFrom, type SourcedProgramme } from "./queries/programme-source.ts";
import { programmeRoutes } from "./routes.ts";

export type { VersionedProgramme } from "./cache.ts";
export { fillTask } from "./commands/publish.ts";
export type { ProgrammeCommands } from "./commands.ts";
export { lifecyclePresets } from "./presets.ts";
export type { SourcedProgramme } from "./queries/programme-source.ts";
export { notifyChange } from "./store.ts";

export interface Programmes
  extends Module,
    Pick<ProgrammeCache, "active" | "upcoming" | "version" | "compile" | "load" | "caughtUp"> {
  commands: ProgrammeCommands;
  /** The draft, the published programme, a version or a document, checked. Refuses with not_found. */
  from(source: ProgrammeSource): Promise<SourcedProgramme>;
  /** Publishes the plain retail programme and opens the main store on an empty install; false when there was something. */
  bootstrap(tx: Tx, actor: Actor): Promise<boolean>;
  /** The same with a programme of the caller's; opens no store. */
  bootstrapWith(tx: Tx, actor: Actor, programme: Programme): Promise<boolean>;
}

/**
 * The programme in force and its versions. `active()` costs nothing and is what decides; it follows publications of other
 * processes within milliseconds, at worst five seconds.
 */
export function createProgrammes(
  platform: Pick<Platform, "db" | "clock" | "audit" | "jobs" | "outbox" | "logger" | "connectionString" | "config">,
): Programmes {
  const { db } = platform;
  const cache = createProgrammeCache(platform);
  const commands = createProgrammeCommands(platform, cache);
  const begin = (tx: Tx, actor: Actor) => bootstrap(platform, tx, actor);

  return {
    name: "programmes",
    active: cache.active,
    upcoming: cache.upcoming,
    version: cache.version,
    compile: cache.compile,
    load: cache.load,
    caughtUp: cache.caughtUp,
    from: (source) => programmeFrom(db, source),
    commands,
    bootstrap: begin,
    bootstrapWith: (tx, actor, programme) => bootstrapWith(platform, tx, actor, programme),
    routes: programmeRoutes(platform, { commands, caughtUp: cache.caughtUp }),
    jobs: {
      "programme.start_scheduled": async () => {
        await startScheduled(db, platform);
        await cache.load();
      },
    },
    crons: [{ task: "programme.start_scheduled", pattern: "* * * * *" }],
    cli: (program) => programmeCli(program, platform, { commands, bootstrap: begin, ...cache }),
    async start() {
      // With the demo on, the demo publishes its own programme.
      if (platform.config.demo === "off") {
        await db.transaction().execute((tx) => begin(tx, systemActor));
      }
      await cache.start();
    },
    stop: cache.stop,
  };
}
