import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LauncherError } from "./install.mjs";
import { paths, root } from "./paths.mjs";
import { countTests } from "./plan.mjs";
import { runQuietly, runToEnd } from "./processes.mjs";

/** @typedef {{ node: string, env: NodeJS.ProcessEnv }} Context */

/** @param {string} name */
function tool(name) {
  return join(paths.modules, ...name.split("/"));
}

/**
 * Everything that can be said about the code without running it. Each is quiet unless it fails.
 * @type {{ name: string, args: string[] }[]}
 */
export const checks = [
  { name: "format and lint", args: [tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"] },
  { name: "types", args: [tool("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.json"] },
  { name: "types of the console", args: [tool("typescript/bin/tsc"), "--noEmit", "-p", "apps/console/tsconfig.json"] },
  {
    name: "borders between modules",
    args: [
      tool("dependency-cruiser/bin/dependency-cruiser.mjs"),
      "--config",
      ".dependency-cruiser.mjs",
      "apps",
      "packages",
      "demo",
    ],
  },
  { name: "nothing unused", args: [tool("knip/bin/knip.js"), "--no-progress"] },
  { name: "row types match the migrations", args: ["tools/generate-db-types.ts", "--check"] },
  { name: "openapi.json matches the routes", args: ["tools/generate-openapi.ts", "--check"] },
];

/**
 * @param {Context} context
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runChecks({ node, env }) {
  let failed = 0;
  for (const { name, args } of checks) {
    const began = Date.now();
    const { code, output } = await runQuietly(node, args, { cwd: root, env });
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
    if (code === 0) continue;
    failed += 1;
    console.log(output.trim());
  }
  return { passed: checks.length - failed, failed };
}

/** @param {Context} context */
export async function check(context) {
  const { failed } = await runChecks(context);
  return failed === 0 ? 0 : 1;
}

function chromiumPath() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  return ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? null;
}

/**
 * All checks and all tests; with arguments only the tests that Vitest finds for them.
 * @param {Context} context
 * @param {string[]} args
 */
export async function test(context, args) {
  const withBrowser = !args.includes("--no-browser");
  const wanted = args.filter((argument) => argument !== "--no-browser");
  const chromium = chromiumPath();
  if (withBrowser && !chromium && wanted.length === 0) {
    throw new LauncherError(
      "The browser journeys need Chromium. Install it (on Debian: apt-get install chromium), or name one with CHROMIUM_PATH, or leave them out with: npm test -- --no-browser",
    );
  }
  const checked = wanted.length === 0 ? await runChecks(context) : { passed: 0, failed: 0 };
  const tested = await runVitest(
    { ...context, env: { ...context.env, ...(chromium && { CHROMIUM_PATH: chromium }) } },
    { wanted, withBrowser },
  );
  const passed = checked.passed + tested.passed;
  const failed = checked.failed + tested.failed;
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && tested.code === 0 ? 0 : 1;
}

/**
 * @param {Context} context
 * @param {{ wanted: string[], withBrowser: boolean }} options
 */
async function runVitest({ node, env }, { wanted, withBrowser }) {
  const folder = mkdtempSync(join(tmpdir(), "regulars-report-"));
  const report = join(folder, "report.json");
  const projects = ["pure", "database", ...(withBrowser ? ["browser"] : [])].map((name) => `--project=${name}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = [tool("vitest/vitest.mjs"), "run", ...projects, ...reporters, ...wanted];
  try {
    const code = await runToEnd(node, args, { cwd: root, env: { ...env, NODE_ENV: "test" } });
    const counted = existsSync(report)
      ? countTests(JSON.parse(readFileSync(report, "utf8")))
      : { passed: 0, failed: 1 };
    return { code, ...counted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The server restarting on change, and the console with hot reload.
 * @param {Context} context
 * @param {string[]} args
 */
export async function dev({ node, env }, args) {
  const devEnv = { ...env, NODE_ENV: "development" };
  const server = runToEnd(node, ["--watch", "--watch-preserve-output", paths.server, ...args], {
    cwd: root,
    env: devEnv,
  });
  const web = runToEnd(node, [tool("vite/bin/vite.js")], { cwd: paths.console, env: devEnv });
  const codes = await Promise.all([server, web]);
  return Math.max(...codes);
}

/**
 * @param {Context} context
 * @param {string[]} args
 */
export function bench({ node, env }, args) {
  return runToEnd(node, [join(root, "bench", "src", "main.ts"), ...args], { cwd: root, env });
}

/**
 * Writes anew what is made from other files: row types, openapi.json and the client's types.
 * @param {Context} context
 */
export async function generate({ node, env }) {
  for (const script of ["tools/generate-db-types.ts", "tools/generate-openapi.ts"]) {
    const code = await runToEnd(node, [join(root, script)], { cwd: root, env });
    if (code !== 0) return code;
  }
  return 0;
}
