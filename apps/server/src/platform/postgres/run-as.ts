import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";

/** The account PostgreSQL runs under when we are root, which PostgreSQL itself refuses to be. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

function output(command: string, args: string[]): string | null {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
}

function lookUp(name: string): Account | null {
  const uid = output("id", ["-u", name]);
  const gid = output("id", ["-g", name]);
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

/** Null for an ordinary user; for root the account `postgres`, made when missing, else `nobody`. */
export function databaseAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const existing = lookUp("postgres");
  if (existing) return existing;
  output("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  const account = lookUp("postgres") ?? lookUp("nobody");
  if (!account)
    throw new Error(
      "PostgreSQL cannot run as root, and no other account exists here. Start Regulars as an ordinary user.",
    );
  return account;
}

/** Whether the account may walk to the path; a home directory of root, for instance, is closed to others. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

export interface ProcessSpec {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/**
 * How to start a program of PostgreSQL: as the account when we are root. Where that account cannot walk to the
 * files, `setpriv` gives the process the one capability to search closed directories.
 */
export function asAccount(account: Account | null, spec: ProcessSpec, paths: string[]): ProcessSpec {
  if (!account) return spec;
  if ([spec.command, ...paths].every((path) => canReach(account, path)))
    return { ...spec, uid: account.uid, gid: account.gid };
  if (!output("setpriv", ["--version"])) {
    throw new Error(
      `PostgreSQL runs as ${account.name}, which may not enter ${paths.join(" or ")}. Move Regulars to a folder others may enter, such as /opt, or start it as an ordinary user.`,
    );
  }
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  // Without no_setuid_fixup, access(2) ignores capabilities, and initdb asks it whether its programs are there.
  const capability = [
    "--securebits=+no_setuid_fixup",
    "--inh-caps=-all,+dac_read_search",
    "--ambient-caps=+dac_read_search",
    "--bounding-set=-all,+dac_read_search",
  ];
  return { command: "setpriv", args: [...capability, ...identity, spec.command, ...spec.args] };
}
