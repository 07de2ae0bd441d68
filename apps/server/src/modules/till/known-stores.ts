import type pg from "pg";
import type { TillCommand } from "./till-command.ts";

const forgetAfterMilliseconds = 60_000;

export interface KnownStores {
  ids(): ReadonlySet<string>;
  /** Asks the database for stores these commands name and nobody has asked for lately. */
  learn(commands: TillCommand[]): Promise<void>;
}

/** Store ids seen lately, so that an order need not ask whether its store exists. */
export function createKnownStores(pool: Pick<pg.Pool, "query">): KnownStores {
  const known = new Set<string>();
  const askedAt = new Map<string, number>();
  return {
    ids: () => known,
    async learn(commands) {
      const unknown = new Set<string>();
      for (const command of commands) {
        if (command.kind !== "order" || !command.storeId || known.has(command.storeId)) continue;
        const asked = askedAt.get(command.storeId);
        if (asked === undefined || performance.now() - asked > 1_000) unknown.add(command.storeId);
      }
      if (unknown.size === 0) return;
      const { rows } = await pool.query<{ id: string }>("select id from stores where id = any($1)", [[...unknown]]);
      for (const id of unknown) askedAt.set(id, performance.now());
      for (const row of rows) known.add(row.id);
      for (const [id, at] of askedAt) if (performance.now() - at > forgetAfterMilliseconds) askedAt.delete(id);
    },
  };
}
