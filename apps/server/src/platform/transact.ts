import type { Db, Tx } from "./db.ts";
import { databaseErrorOf } from "./errors.ts";

class RolledBack<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super("rolled back after a dry run");
    this.answer = answer;
  }
}

const mostAttempts = 4;
/** serialization_failure and deadlock_detected: PostgreSQL gave up on one of two transactions, and both can succeed in turn. */
const worthRepeating = new Set(["40001", "40P01"]);

/**
 * Runs the work in a transaction and returns its answer; with `dry` everything it wrote is rolled back. Work that lost a
 * deadlock is done again, so it may do nothing but write to this transaction.
 */
export async function transact<T>(db: Db, options: { dry: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(db, options, work);
    } catch (error) {
      const { sqlState } = databaseErrorOf(error);
      if (sqlState === null || !worthRepeating.has(sqlState) || attempt === mostAttempts) throw error;
    }
  }
}

async function attemptOnce<T>(db: Db, { dry }: { dry: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!dry) return db.transaction().execute(work);
  try {
    return await db.transaction().execute(async (tx) => {
      throw new RolledBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T;
    throw error;
  }
}
