import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { paths, root } from "./paths.mjs";
import { majorOf, neededNode, needsInstall } from "./plan.mjs";
import { runQuietly } from "./processes.mjs";

/** Fails with a sentence for the person at the terminal. */
export class LauncherError extends Error {}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Runs `npm ci` when there are no packages yet or the lock file changed. Quiet when it goes well. */
export async function ensurePackages() {
  const lock = readFileSync(paths.lockFile);
  const wanted = `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}`;
  const stamp = readIfThere(paths.installStamp) ?? (installedByHand() ? wanted : null);
  if (!needsInstall({ stamp, wanted })) return;
  process.stderr.write("Regulars: installing packages, this takes a minute or two the first time ...\n");
  const npm = npmCommand();
  const args = ["ci", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error", "--engine-strict=false"];
  const { code, output } = await runQuietly(npm.command, [...npm.args, ...args], { cwd: root, env: npmEnvironment() });
  if (code !== 0)
    throw new LauncherError(`Packages could not be installed (npm ci ended with ${code}):\n\n${output.trim()}`);
  mkdirSync(paths.modules, { recursive: true });
  writeFileSync(paths.installStamp, wanted);
}

/** Whether somebody ran npm themselves after the lock file last changed. */
function installedByHand() {
  const hidden = join(paths.modules, ".package-lock.json");
  return existsSync(hidden) && statSync(hidden).mtimeMs >= statSync(paths.lockFile).mtimeMs;
}

/** npm as it was called, else the one on the path. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.(c|m)?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === "win32" ? "npm.cmd" : "npm", args: [] };
}

/** npm keeps a cache in the home directory; where that cannot be written, the clone keeps it. */
function npmEnvironment() {
  // Development packages are part of the program: the console is built here and the tests run here.
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: "development", npm_config_omit: "", npm_config_update_notifier: "false" };
  const cache = process.env.npm_config_cache ?? join(homedir(), ".npm");
  if (!canWrite(existsSync(cache) ? cache : dirname(cache)))
    env.npm_config_cache = join(root, ".regulars", "npm-cache");
  return env;
}

/** @param {string} path */
function canWrite(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Node that runs the program: ours when it is new enough, else the packaged one. */
export function findNode() {
  if (majorOf(process.version) >= neededNode) return process.execPath;
  if (existsSync(paths.packagedNode)) return paths.packagedNode;
  throw new LauncherError(
    `Node ${neededNode} is needed and npm did not bring it along for ${process.platform} ${process.arch}. Install Node ${neededNode} from https://nodejs.org`,
  );
}
