import type pg from "pg";

/**
 * Does work that only one process may do at a time, named by `name`; false, and nothing done, while another does it.
 * The lock dies with its connection, so that a killed process blocks nobody.
 */
export async function withAdvisoryLock(
  pool: Pick<pg.Pool, "connect">,
  name: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as locked",
      [name],
    );
    if (rows[0]?.locked !== true) return false;
    try {
      await work();
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]);
    }
    return true;
  } finally {
    client.release();
  }
}
