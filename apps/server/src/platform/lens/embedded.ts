import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "../logger.ts";
import type { LensEngine } from "./engine.ts";
import { LensCutOffError, LensQueryError, LensUnavailableError } from "./errors.ts";
import type { LensReply, LensRequest } from "./messages.ts";

const script = fileURLToPath(new URL("./lens-process.ts", import.meta.url));
const startTimeoutMilliseconds = 60_000;
const closeTimeoutMilliseconds = 5_000;
const lockWaitMilliseconds = 20_000;
const longestBackOffMilliseconds = 15_000;
const damagedStarts = 2;

interface Pending {
  resolve(text: string): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

interface Running {
  child: ChildProcess;
  pending: Map<number, Pending>;
  exited: Promise<void>;
}

/** chDB in a child process of low priority; started again, with growing pauses, whenever it dies. */
export function createEmbeddedEngine(options: {
  path: string;
  logger: Logger;
  lowPriority: boolean;
}): LensEngine & { pid(): number | null } {
  const { path, logger, lowPriority } = options;
  let running: Running | null = null;
  let starting: Promise<Running> | null = null;
  let stopped = false;
  let resetting = false;
  let lastId = 0;
  let generation = 0;
  let failuresInARow = 0;

  async function launch(): Promise<Running> {
    const giveUpOnLockAt = Date.now() + lockWaitMilliseconds;
    for (;;) {
      if (stopped) throw new LensUnavailableError("the lens is stopped");
      if (failuresInARow > 0) await wait(backOff(failuresInARow));
      if (failuresInARow > 0 && failuresInARow % damagedStarts === 0) await setAside(path, logger);
      mkdirSync(path, { recursive: true });
      const outcome = await startChild({ path, lowPriority }, (child) => {
        logger.debug({ pid: child.pid }, "the lens process starts");
      });
      if (outcome.kind === "ready") {
        failuresInARow = 0;
        generation += 1;
        watch(outcome.running);
        return outcome.running;
      }
      if (outcome.kind === "locked" && Date.now() < giveUpOnLockAt) {
        await wait(250);
        continue;
      }
      if (outcome.kind === "locked") throw new LensUnavailableError(`another process uses the lens directory ${path}`);
      failuresInARow += 1;
      logger.warn({ detail: outcome.detail, attempt: failuresInARow }, "the lens process did not start");
    }
  }

  function watch(started: Running): void {
    running = started;
    void started.exited.then(() => {
      if (running === started) running = null;
      for (const pending of started.pending.values()) {
        clearTimeout(pending.timer);
        pending.reject(new LensCutOffError("the lens process ended while it worked"));
      }
      started.pending.clear();
      if (!stopped && !resetting) logger.warn("the lens process ended; it is started again when needed");
    });
  }

  async function ensure(): Promise<Running> {
    if (stopped) throw new LensUnavailableError("the lens is stopped");
    // Between the end of its channel and the news of its end a process can be told nothing more.
    if (running && !running.child.connected) await running.exited;
    if (running) return running;
    starting ??= launch().finally(() => {
      starting = null;
    });
    return starting;
  }

  async function ask(
    kind: "query" | "command",
    sql: string,
    params: Record<string, unknown>,
    timeoutMilliseconds: number,
  ): Promise<string> {
    const target = await ensure();
    lastId += 1;
    const id = lastId;
    return new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        target.pending.delete(id);
        reject(new LensUnavailableError(`the lens did not answer within ${timeoutMilliseconds} ms`));
        // The engine cannot be told to let go of a statement, so the process goes and comes back.
        target.child.kill("SIGKILL");
      }, timeoutMilliseconds);
      target.pending.set(id, { resolve, reject, timer });
      const request: LensRequest = { id, kind, sql, params };
      target.child.send(request, (error) => {
        if (!error || !target.pending.delete(id)) return;
        clearTimeout(timer);
        reject(new LensCutOffError("the lens process cannot be reached", { cause: error }));
      });
    });
  }

  async function end(target: Running): Promise<void> {
    lastId += 1;
    target.child.send({ id: lastId, kind: "close" } satisfies LensRequest, () => undefined);
    const clean = await Promise.race([target.exited.then(() => true), wait(closeTimeoutMilliseconds, false)]);
    if (!clean) target.child.kill("SIGKILL");
    await target.exited;
  }

  return {
    async start() {
      stopped = false;
      await ensure();
    },
    async stop() {
      stopped = true;
      await starting?.catch(() => undefined);
      if (running) await end(running);
    },
    async query(sql, params, timeoutMilliseconds) {
      try {
        return await ask("query", sql, params, timeoutMilliseconds);
      } catch (error) {
        if (!(error instanceof LensCutOffError) || stopped) throw error;
        return ask("query", sql, params, timeoutMilliseconds);
      }
    },
    async command(sql, params, timeoutMilliseconds) {
      await ask("command", sql, params, timeoutMilliseconds);
    },
    isIntact: () => existsSync(join(path, "store")) || running === null,
    async reset() {
      resetting = true;
      try {
        if (running) {
          running.child.kill("SIGKILL");
          await running.exited;
        }
        rmSync(path, { recursive: true, force: true });
      } finally {
        resetting = false;
      }
      await ensure();
    },
    generation: () => generation,
    pid: () => running?.child.pid ?? null,
  };
}

function backOff(failures: number): number {
  return Math.min(longestBackOffMilliseconds, 200 * 2 ** failures);
}

async function setAside(path: string, logger: Logger): Promise<void> {
  if (!existsSync(path)) return;
  logger.warn({ path }, "the lens directory is unreadable; it is rebuilt from PostgreSQL");
  const aside = `${path}.broken`;
  rmSync(aside, { recursive: true, force: true });
  await rename(path, aside);
  rmSync(aside, { recursive: true, force: true });
}

type StartOutcome = { kind: "ready"; running: Running } | { kind: "locked" } | { kind: "failed"; detail: string };

async function startChild(
  options: { path: string; lowPriority: boolean },
  onFork: (child: ChildProcess) => void,
): Promise<StartOutcome> {
  const child = fork(script, [options.path, options.lowPriority ? "low" : "normal"], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: childEnvironment(),
    execArgv: [],
  });
  onFork(child);
  const pending = new Map<number, Pending>();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-4000);
  });
  const exited = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const ready = new Promise<boolean>((resolve) => {
    child.on("message", (message: LensReply) => {
      if (message.kind === "ready") resolve(true);
      else settle(pending, message);
    });
    void exited.then(() => resolve(false));
    setTimeout(resolve, startTimeoutMilliseconds, false).unref();
  });
  if (await ready) return { kind: "ready", running: { child, pending, exited } };
  child.kill("SIGKILL");
  await exited;
  if (said.includes("Cannot lock file")) return { kind: "locked" };
  return { kind: "failed", detail: said.trim().slice(0, 1000) };
}

function settle(pending: Map<number, Pending>, message: Exclude<LensReply, { kind: "ready" }>): void {
  const waiting = pending.get(message.id);
  if (!waiting) return;
  pending.delete(message.id);
  clearTimeout(waiting.timer);
  if (message.kind === "failed") waiting.reject(new LensQueryError(message.message, message.code));
  else waiting.resolve(message.kind === "rows" ? message.text : "");
}

function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, LD_LIBRARY_PATH, TMPDIR } = process.env;
  return Object.fromEntries(
    Object.entries({ PATH, HOME, LANG, LD_LIBRARY_PATH, TMPDIR, TZ: "UTC" }).filter(([, value]) => value !== undefined),
  );
}
