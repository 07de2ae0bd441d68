import pg from "pg";
import { typeParsers } from "../../platform/db.ts";

/**
 * Connections of the till. Its statements look rows up by key, a handful at a time, and are planned once per connection, perhaps while
 * the tables are still empty: plans that read whole tables or hash them are ruled out, and generic plans are made to last.
 */
const planner = [
  "enable_seqscan=off",
  "enable_hashjoin=off",
  "enable_mergejoin=off",
  "plan_cache_mode=force_generic_plan",
];

export function createTillPool(connectionString: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 8,
    types: typeParsers,
    application_name: "regulars till",
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    pipeline: true,
    options: planner.map((setting) => `-c ${setting}`).join(" "),
  });
  pool.on("error", onError);
  // Also while a connection is being closed, when the pool no longer listens for it.
  pool.on("connect", (client) => client.on("error", onError));
  return pool;
}
