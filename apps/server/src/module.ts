import type { Command } from "commander";
import type { App } from "./platform/http/types.ts";
import type { Cron, JobHandler } from "./platform/jobs.ts";

/** What a module gives the program; every part is optional. */
export interface Module {
  name: string;
  routes?: (app: App) => void | Promise<void>;
  jobs?: Record<string, JobHandler>;
  crons?: Cron[];
  /** Adds the module's commands to `npm run regulars`. */
  cli?: (program: Command) => void;
  /** Once per start, after migrations and before requests are let in. */
  start?: () => Promise<void>;
  stop?: () => Promise<void>;
}
