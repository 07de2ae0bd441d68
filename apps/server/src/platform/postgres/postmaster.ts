import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What PostgreSQL writes about itself into its data directory. */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

export function readPostmaster(dir: string): Postmaster | null {
  const file = join(dir, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]) || 0, ready: (lines[7] ?? "").trim() === "ready" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a process, or null when there is none. */
export function commandLineOf(pid: number): string | null {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return null;
  }
}

export async function waitUntilGone(pid: number, timeoutMilliseconds: number): Promise<boolean> {
  const end = Date.now() + timeoutMilliseconds;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await wait(25);
  }
  return true;
}

/** A PostgreSQL of this directory that runs now, else null. */
export function runningPostmaster(dir: string): Postmaster | null {
  const found = readPostmaster(dir);
  if (!found || !isAlive(found.pid)) return null;
  return commandLineOf(found.pid)?.includes(dir) ? found : null;
}

/**
 * Clears what a killed server left: its PostgreSQL is stopped (fast, with a checkpoint), a stale lock file of a
 * process id that now belongs to another program is removed. The caller has made sure that no server uses the directory.
 */
export async function clearOrphan(dir: string): Promise<"none" | "stopped" | "stale"> {
  const found = readPostmaster(dir);
  if (!found) return "none";
  const running = runningPostmaster(dir);
  if (!running) {
    rmSync(join(dir, "postmaster.pid"), { force: true });
    return "stale";
  }
  process.kill(running.pid, "SIGINT");
  if (await waitUntilGone(running.pid, 30_000)) return "stopped";
  process.kill(running.pid, "SIGQUIT");
  if (await waitUntilGone(running.pid, 10_000)) return "stopped";
  throw new Error(`The PostgreSQL left by an earlier run (process ${running.pid}) does not stop.`);
}
