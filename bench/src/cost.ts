import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";

/** What the processes have used so far. */
export interface Used {
  /** Microseconds of CPU. */
  server: number;
  postgres: number;
  walBytes: number;
}

const ticksPerSecond = 100;

/** Reads, from `/proc`, what the server and all processes of its PostgreSQL have used; null where there is no `/proc`. */
export function createMeter(pool: pg.Pool, serverPid: number): () => Promise<Used | null> {
  return async () => {
    const { rows } = await pool.query<{ pid: number; wal: string }>(
      "select pg_backend_pid() as pid, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as wal",
    );
    const [row] = rows;
    const backend = row && statOf(row.pid);
    const server = statOf(serverPid);
    if (!row || !backend || !server) return null;
    const postgres = processes().filter(({ pid, parent }) => pid === backend.parent || parent === backend.parent);
    return {
      server: server.microseconds,
      postgres: postgres.reduce((sum, process) => sum + process.microseconds, 0),
      walBytes: Number(row.wal),
    };
  };
}

/** What one order cost, as a sentence. */
export function costOf(before: Used | null, after: Used | null, orders: number): string {
  if (!before || !after || orders === 0) return "";
  const each = (used: keyof Used): string => Math.round((after[used] - before[used]) / orders).toLocaleString("en");
  return `per order: PostgreSQL ${each("postgres")} µs, server ${each("server")} µs of CPU, ${each("walBytes")} bytes of WAL`;
}

interface ProcessStat {
  pid: number;
  parent: number;
  /** User and system time; of children as well once they have left. */
  microseconds: number;
}

function processes(): ProcessStat[] {
  return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : []));
}

function statOf(pid: number): ProcessStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program, in brackets, may hold spaces.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0] = fields;
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
    return { pid, parent, microseconds: (ticks / ticksPerSecond) * 1e6 };
  } catch {
    return null;
  }
}
