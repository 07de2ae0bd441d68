// Writes openapi.json and the client's types from the routes; with --check only says whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import { buildApp, createModules } from "../apps/server/src/app.ts";
import { systemClock } from "../apps/server/src/platform/clock.ts";
import { loadConfig } from "../apps/server/src/platform/config.ts";
import { createOffLens } from "../apps/server/src/platform/lens.ts";
import { silentLogger } from "../apps/server/src/platform/logger.ts";
import { createPlatform } from "../apps/server/src/platform/platform.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const documentFile = join(root, "openapi.json");
const typesFile = join(root, "packages/client/src/schema.ts");
const heading = "// Generated from openapi.json by tools/generate-openapi.ts. Do not edit.\n\n";

/** The document comes from route declarations alone: the connections named here are never opened. */
async function describeApi(): Promise<string> {
  const platform = createPlatform({
    config: loadConfig({ NODE_ENV: "test", REGULARS_DATA_DIR: tmpdir(), REGULARS_DEMO: "off" }),
    connectionString: "postgres://nobody@127.0.0.1:1/none",
    clock: systemClock,
    logger: silentLogger(),
    lens: createOffLens("not needed to describe the API"),
    authSecret: "never used to sign anything, only to build",
  });
  const app = await buildApp(platform, createModules(platform));
  const document = JSON.stringify(app.swagger(), null, 1);
  await app.close();
  await platform.close();
  return `${document}\n`;
}

function isCurrent(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

const document = await describeApi();
const types = heading + astToString(await openapiTS(document));
const stale = [
  { file: documentFile, text: document },
  { file: typesFile, text: types },
].filter(({ file, text }) => !isCurrent(file, text));

if (process.argv.includes("--check")) {
  for (const { file } of stale) console.error(`${file} is not what the routes say; run: npm run generate`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { file, text } of stale) writeFileSync(file, text);
}
process.exit();
