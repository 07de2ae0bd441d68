import { existsSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import type { Command } from "commander";
import type { Config } from "../platform/config.ts";
import { createDb } from "../platform/db.ts";
import { messageOf } from "../platform/errors.ts";
import { consoleDist } from "../platform/http/console.ts";
import { readMigrations } from "../platform/migrate.ts";
import { openDataDir, runningServer } from "../platform/process/data-dir.ts";
import { borrowDatabase } from "../platform/process/database.ts";
import { version } from "../platform/version.ts";

interface Finding {
  name: string;
  ok: boolean;
  detail: string;
}

const gibibyte = 1024 ** 3;

/** `doctor`: what is well and what is not, each in a line; exit code 1 when something is not. */
export function doctorCli(program: Command, config: Config): void {
  program
    .command("doctor")
    .description("check this machine, the data directory and the database")
    .action(async () => {
      const findings = await examine(config);
      for (const { name, ok, detail } of findings) console.log(`${ok ? "ok  " : "BAD "} ${name}: ${detail}`);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

async function examine(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [
    {
      name: "program",
      ok: true,
      detail: `Regulars ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    },
    {
      name: "console",
      ok: existsSync(consoleDist),
      detail: existsSync(consoleDist) ? "built" : "not built yet; npm start builds it",
    },
  ];
  const server = runningServer(config.dataDir);
  findings.push({
    name: "server",
    ok: true,
    detail: server === null ? "not running on this data directory" : `running (process ${server})`,
  });
  if (server === null) findings.push(await portFinding(config.port));
  findings.push(...(await dataFindings(config)));
  return findings;
}

function portFinding(port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve({ name: "port", ok: false, detail: `${port}: ${error.message}` }));
    probe.listen(port, "0.0.0.0", () =>
      probe.close(() => resolve({ name: "port", ok: true, detail: `${port} is free` })),
    );
  });
}

async function dataFindings(config: Config): Promise<Finding[]> {
  try {
    const dataDir = openDataDir(config.dataDir);
    const disk = statfsSync(config.dataDir);
    const free = (disk.bavail * disk.bsize) / gibibyte;
    const room = { name: "disk", ok: free > 2, detail: `${free.toFixed(1)} GB free for ${config.dataDir}` };
    const database = await borrowDatabase(config, dataDir, () => undefined);
    try {
      return [room, ...(await databaseFindings(database.connectionString))];
    } finally {
      await database.stop();
    }
  } catch (error) {
    return [{ name: "data", ok: false, detail: messageOf(error) }];
  }
}

async function databaseFindings(connectionString: string): Promise<Finding[]> {
  const { pool, close } = createDb(connectionString, { max: 2 });
  try {
    const { rows } = await pool.query<{ version: string; bytes: number }>(
      "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes",
    );
    const size = ((rows[0]?.bytes ?? 0) / gibibyte).toFixed(2);
    const applied = await pool
      .query<{ name: string }>("select name from regulars_migrations")
      .then((result) => new Set(result.rows.map((row) => row.name)))
      .catch(() => new Set<string>());
    const missing = (await readMigrations()).filter((migration) => !applied.has(migration.name));
    return [
      { name: "database", ok: true, detail: `PostgreSQL ${rows[0]?.version}, ${size} GB` },
      {
        name: "schema",
        ok: missing.length === 0,
        detail:
          missing.length === 0
            ? `${applied.size} migrations applied`
            : `${missing.length} migrations to apply; npm start applies them`,
      },
    ];
  } finally {
    await close();
  }
}
