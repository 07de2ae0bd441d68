import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import { commandLineOf, isAlive } from "../postgres/postmaster.ts";
import { StartupError } from "./startup-error.ts";

const neededBytes = 300 * 1024 * 1024;

const secretsSchema = z.object({ authSecret: z.string().min(32), postgresPassword: z.string().min(16) });
export type Secrets = z.output<typeof secretsSchema>;

export interface DataDir {
  path: string;
  secrets: Secrets;
  postgresDir: string;
  logFile: string;
}

/** Makes the data directory usable, or says in a sentence why it is not. Secrets are made once and kept with mode 0600. */
export function openDataDir(path: string): DataDir {
  try {
    // PostgreSQL of a root-owned install runs under another account, which must be able to walk through.
    mkdirSync(path, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
    const probe = join(path, ".write-test");
    writeFileSync(probe, "x");
    rmSync(probe);
  } catch (error) {
    throw new StartupError(
      "dataDir",
      `The data directory ${path} cannot be written to (${messageOf(error)}). Choose another with REGULARS_DATA_DIR.`,
    );
  }
  const disk = statfsSync(path);
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes < neededBytes) {
    const freeMegabytes = Math.floor(freeBytes / 1024 / 1024);
    throw new StartupError(
      "dataDir",
      `There are only ${freeMegabytes} MB free for ${path}; Regulars needs at least 300 MB.`,
    );
  }
  return {
    path,
    secrets: readSecrets(path) ?? makeSecrets(path),
    postgresDir: join(path, "postgres"),
    logFile: join(path, "postgres.log"),
  };
}

function secretsFile(path: string): string {
  return join(path, "secrets.json");
}

/** The secrets of a data directory that was started before, else null. */
export function readSecrets(path: string): Secrets | null {
  const file = secretsFile(path);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new StartupError("dataDir", `${file} cannot be read (${messageOf(error)}).`);
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartupError(
      "dataDir",
      `${file} is damaged. Put back the copy from your backup; without it the database cannot be opened.`,
    );
  }
}

function makeSecrets(path: string): Secrets {
  const secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    postgresPassword: randomBytes(24).toString("base64url"),
  };
  const file = secretsFile(path);
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
  return secrets;
}

const lockSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

function lockFile(path: string): string {
  return join(path, "server.pid");
}

/** When a process began, in the kernel's own words: with the pid it names a process for ever, also after the pid is given out anew. */
function startOf(pid: number): string {
  if (process.platform !== "linux") return commandLineOf(pid) ?? "";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** The process id of the server that uses this directory now, else null. */
export function runningServer(path: string): number | null {
  let lock: z.output<typeof lockSchema>;
  try {
    lock = lockSchema.parse(JSON.parse(readFileSync(lockFile(path), "utf8")));
  } catch {
    return null;
  }
  if (lock.pid === process.pid || !isAlive(lock.pid)) return null;
  return startOf(lock.pid) === lock.startedAt ? lock.pid : null;
}

/** Claims the directory for this process; returns how to let it go. Two servers never share one. */
export function claimDataDir(path: string): () => void {
  const other = runningServer(path);
  if (other !== null) {
    throw new StartupError(
      "dataDir",
      `Regulars already runs on ${path} (process ${other}). Stop it first, or choose another REGULARS_DATA_DIR.`,
    );
  }
  rmSync(lockFile(path), { force: true });
  try {
    writeFileSync(lockFile(path), JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }), {
      flag: "wx",
    });
  } catch {
    throw new StartupError("dataDir", `Another Regulars is starting on ${path} at this moment.`);
  }
  return () => rmSync(lockFile(path), { force: true });
}
