import { messageOf } from "../errors.ts";
import type { Logger } from "../logger.ts";

export interface Shutdown {
  isDraining(): boolean;
  /** Steps run last added first, each whether or not an earlier one failed. */
  add(name: string, step: () => Promise<void> | void): void;
  /** Undoes the steps after a start that failed. */
  undo(): Promise<void>;
  run(reason: string, exitCode: number): Promise<never>;
}

const patienceMilliseconds = 60_000;

/** Leaves in order: stop taking work, end what runs, close what is open. */
export function createShutdown(logger: () => Logger | null): Shutdown {
  const steps: { name: string; step: () => Promise<void> | void }[] = [];
  let leaving: Promise<never> | null = null;

  async function undo(): Promise<void> {
    for (const { name, step } of steps.toReversed()) {
      try {
        await step();
      } catch (error) {
        logger()?.error({ step: name, failure: messageOf(error) }, "a part did not stop cleanly");
      }
    }
  }

  async function leave(reason: string, exitCode: number): Promise<never> {
    logger()?.info({ reason }, "stopping");
    setTimeout(() => process.exit(exitCode || 1), patienceMilliseconds).unref();
    await undo();
    logger()?.info("stopped");
    process.exit(exitCode);
  }

  return {
    isDraining: () => leaving !== null,
    add: (name, step) => void steps.push({ name, step }),
    undo,
    run(reason, exitCode) {
      leaving ??= leave(reason, exitCode);
      return leaving;
    },
  };
}

/** SIGINT and SIGTERM leave in order, and so does a launcher that vanishes; further signals change nothing, for leaving has its own time limit. */
export function leaveOnSignals(shutdown: Shutdown, logger: () => Logger | null): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void shutdown.run(signal, 0));
  process.on("disconnect", () => void shutdown.run("the launcher ended", 0));
  const onBug = (error: unknown) => {
    logger()?.fatal({ err: error }, "unexpected error");
    if (!logger()) console.error(error);
    void shutdown.run("unexpected error", 1);
  };
  process.on("uncaughtException", onBug);
  process.on("unhandledRejection", onBug);
}
