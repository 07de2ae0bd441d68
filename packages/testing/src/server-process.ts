import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@regulars/server/platform/postgres/embedded.ts";
import { clearOrphan } from "@regulars/server/platform/postgres/postmaster.ts";

const mainFile = fileURLToPath(import.meta.resolve("@regulars/server/main.ts"));

export interface ServerProcess {
  child: ChildProcess;
  url: string;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Resolves when /readyz answers 200; throws when the process ends before. */
  ready(): Promise<void>;
}

export interface ServerHome {
  dataDir: string;
  /** Starts `main.ts` as a process of its own on this home's data. */
  start(env?: Record<string, string>): ServerProcess;
  /** Kills what still runs and removes the data. */
  remove(): Promise<void>;
}

const patienceMilliseconds = 60_000;

/** A data directory of its own for tests that start, kill and restart the whole program. */
export async function createServerHome(): Promise<ServerHome> {
  const dataDir = mkdtempSync(join(tmpdir(), "regulars-home-"));
  const port = await freePort();
  const started: ServerProcess[] = [];
  return {
    dataDir,
    start(env = {}) {
      const server = spawnServer({ REGULARS_PORT: String(port), REGULARS_DATA_DIR: dataDir, ...env });
      started.push(server);
      return server;
    },
    async remove() {
      for (const { child, ended } of started) {
        if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
        await ended;
      }
      await clearOrphan(join(dataDir, "postgres"));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function spawnServer(settings: Record<string, string>): ServerProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("REGULARS_") && !name.endsWith("_URL"),
  );
  const env = {
    ...Object.fromEntries(inherited),
    NODE_ENV: "production",
    REGULARS_DEMO: "off",
    REGULARS_ROLE: "api,worker",
    ...settings,
  };
  const child = spawn(process.execPath, [mainFile], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise<number | string>((resolve) => {
    child.on("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  const url = `http://127.0.0.1:${settings.REGULARS_PORT}`;
  return { child, url, ended, output: () => output, ready: () => untilReady(url, child, () => output) };
}

async function untilReady(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const end = Date.now() + patienceMilliseconds;
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended:\n${output()}`);
    const status = await fetch(`${url}/readyz`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await wait(50);
  }
  throw new Error(`the server did not become ready:\n${output()}`);
}
