// Writes apps/server/src/platform/db-types.ts from the migrated schema; with --check only says whether it is up to date.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDb } from "../apps/server/src/platform/db.ts";
import { migrate } from "../apps/server/src/platform/migrate.ts";
import { startTestPostgres } from "../packages/testing/src/postgres.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "apps/server/src/platform/db-types.ts");
const heading = "// Generated from the migrated schema by tools/generate-db-types.ts. Do not edit.\n";

function generate(url: string, outFile: string): string {
  const typeMapping = JSON.stringify({ int8: "number", jsonb: "unknown", json: "unknown", bytea: "Buffer" });
  const args = [
    "--dialect",
    "postgres",
    "--url",
    url,
    "--out-file",
    outFile,
    "--date-parser",
    "string",
    "--numeric-parser",
    "number",
  ];
  execFileSync(
    join(root, "node_modules/.bin/kysely-codegen"),
    [
      ...args,
      "--type-mapping",
      typeMapping,
      "--default-schema",
      "public",
      "--exclude-pattern",
      "graphile_worker.*",
      "--log-level",
      "error",
    ],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  );
  return heading + readFileSync(outFile, "utf8").replace(/^\/\*\*[\s\S]*?\*\/\n+/, "");
}

const scratch = mkdtempSync(join(tmpdir(), "regulars-types-"));
const postgres = await startTestPostgres(join(scratch, "postgres"));
try {
  const { pool, close } = createDb(postgres.connectionString);
  await migrate(pool);
  await close();
  const types = generate(postgres.connectionString, join(scratch, "db-types.ts"));
  if (process.argv.includes("--check")) {
    if (readFileSync(target, "utf8") !== types) {
      console.error("apps/server/src/platform/db-types.ts is not what the migrations make; run: npm run generate");
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, types);
  }
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
