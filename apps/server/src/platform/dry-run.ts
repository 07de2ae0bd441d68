import type { Db, Tx } from "./db.ts";

class RolledBack<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super("rolled back after a dry run");
    this.answer = answer;
  }
}

/** Runs the work in a transaction and returns its answer; with `dry` everything it wrote is rolled back. */
export async function transact<T>(db: Db, options: { dry: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!options.dry) return db.transaction().execute(work);
  try {
    return await db.transaction().execute(async (tx) => {
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T;
    throw error;
  }
}
