import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { LauncherError } from "./install.mjs";
import { paths, root } from "./paths.mjs";
import { runQuietly } from "./processes.mjs";

const ignored = new Set(["dist", "node_modules", ".vite"]);

/**
 * Every file below a folder, sorted, without what is made from others.
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !ignored.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/**
 * One hash over names and contents: the same sources give the same hash, whatever their dates.
 * @param {string[]} files
 * @param {string} base
 */
export function hashOf(files, base) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${relative(base, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("hex");
}

/**
 * Builds the console when its sources, or those of the packages in it, are not what it was built from.
 * @param {string} node
 */
export async function ensureConsole(node) {
  if (!existsSync(join(paths.console, "index.html"))) return;
  const packages = ["client", "i18n", "contracts", "engine"].map((name) => join(root, "packages", name));
  const files = [paths.console, ...packages].flatMap(filesBelow);
  const wanted = hashOf([...files, paths.lockFile], root);
  const stamp = join(paths.consoleDist, ".built-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Regulars: building the console ...\n");
  const vite = join(paths.modules, "vite", "bin", "vite.js");
  const env = { ...process.env, NODE_ENV: "production" };
  const { code, output } = await runQuietly(node, [vite, "build", "--logLevel", "warn"], { cwd: paths.console, env });
  if (code !== 0) throw new LauncherError(`The console could not be built:\n\n${output.trim()}`);
  compressBelow(paths.consoleDist);
  writeFileSync(stamp, wanted);
}

const worthCompressing = /\.(js|css|svg|json)$/;
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/**
 * Writes each text file of a folder also in compressed form beside it; the server sends those to browsers that take them.
 * @param {string} folder
 */
function compressBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compressBelow(path);
    if (!entry.isFile() || !worthCompressing.test(entry.name)) continue;
    const content = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(content, brotli));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}
