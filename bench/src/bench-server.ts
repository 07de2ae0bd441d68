import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@regulars/server/platform/postgres/embedded.ts";

export interface BenchServer {
  url: string;
  apiKey: string;
  connectionString: string;
  dataDir: string;
  /** What PostgreSQL logs. */
  databaseLog: string;
  /** The process of the server. */
  pid: number;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));

/** A server as it is shipped, on an empty data directory, with a PostgreSQL that the bench can reach too; `settings` are PostgreSQL's. */
export async function startBenchServer(
  env: Record<string, string> = {},
  settings: Record<string, string> = {},
): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "regulars-bench-"));
  const database = join(dataDir, "bench");
  mkdirSync(database, { mode: 0o755 });
  if (process.getuid?.() === 0) await import("node:fs").then((fs) => fs.chmodSync(dataDir, 0o755));
  const databaseLog = join(database, "postgres.log");
  const postgres = await startEmbeddedPostgres({
    dir: join(database, "postgres"),
    password: randomBytes(12).toString("hex"),
    logFile: databaseLog,
    settings,
  });
  const port = await freePort();
  const apiKey = `rk_live_${randomBytes(24).toString("hex")}`;
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [main], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      REGULARS_PORT: String(port),
      REGULARS_DATA_DIR: join(dataDir, "data"),
      REGULARS_DEMO: "off",
      REGULARS_API_KEY: apiKey,
      REGULARS_LOG_LEVEL: "warn",
      DATABASE_URL: postgres.connectionString,
      ...env,
    },
  });
  await untilReady(url, server);
  return {
    url,
    apiKey,
    dataDir,
    databaseLog,
    pid: server.pid ?? 0,
    connectionString: postgres.connectionString,
    async stop() {
      server.kill("SIGTERM");
      await new Promise((resolve) => server.once("exit", resolve));
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the server left with exit code ${server.exitCode}`);
    const response = await fetch(`${url}/readyz`).catch(() => null);
    if (response?.ok) return;
    await wait(200);
  }
  throw new Error("the server was not ready within two minutes");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
