import type { LensEngine } from "./engine.ts";
import { LensQueryError } from "./errors.ts";

const timeoutMilliseconds = 30_000;
const unknownTable = "60";

/** What the lens remembers of itself, kept beside the data it speaks of. */
export interface LensMemory {
  schema?: string;
  origin?: string;
  /** All transactions below are in. */
  watermark?: string;
  /** A first load that has not ended: JSON of BackfillState. */
  backfill?: string;
}

let lastVersion = 0;

function nextVersion(): number {
  lastVersion = Math.max(lastVersion + 1, Date.now() * 1000);
  return lastVersion;
}

/** The memory of the lens; empty when there is none yet. */
export async function readMemory(engine: LensEngine): Promise<LensMemory> {
  try {
    const text = await engine.query(
      "SELECT key, argMax(value, version) AS value FROM lens_meta GROUP BY key",
      {},
      timeoutMilliseconds,
    );
    const rows = text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { key: string; value: string });
    return Object.fromEntries(rows.filter((row) => row.value !== "").map((row) => [row.key, row.value]));
  } catch (error) {
    if (error instanceof LensQueryError && error.code === unknownTable) return {};
    throw error;
  }
}

/** Remembers the values in one step; an empty value forgets. */
export async function remember(engine: LensEngine, memory: { [key in keyof LensMemory]: string }): Promise<void> {
  const keys = Object.keys(memory) as (keyof LensMemory)[];
  const version = nextVersion();
  const rows = keys.map((_, index) => `({k${index}:String}, {v${index}:String}, ${version})`);
  const params = Object.fromEntries(
    keys.flatMap((key, index) => [
      [`k${index}`, key],
      [`v${index}`, memory[key] ?? ""],
    ]),
  );
  await engine.command(
    `INSERT INTO lens_meta SELECT * FROM values('key String, value String, version UInt64', ${rows.join(", ")})`,
    params,
    timeoutMilliseconds,
  );
}
