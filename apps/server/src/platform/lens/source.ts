import { randomBytes } from "node:crypto";
import pg from "pg";
import { databaseErrorOf } from "../errors.ts";
import type { Logger } from "../logger.ts";
import { tables } from "./tables.ts";

/** Rows of a table with `from <= txid < to`, or of buckets `from <= bucket < to` written before transaction `before`. */
export type Slice =
  | { by: "txid"; from: number; to: number }
  | { by: "bucket"; from: number; to: number; before: number };

const syncLock = 7_236_402;
const rebuildSetting = "lens.filling";

/** Whoever follows PostgreSQL next sees that another filling is wanted. */
export async function requestRebuild(client: Pick<pg.Pool, "query">): Promise<void> {
  await client.query(
    `insert into settings (key, value) values ($1, to_jsonb(gen_random_uuid()::text))
     on conflict (key) do update set value = excluded.value, updated_at = now()`,
    [rebuildSetting],
  );
}

/**
 * The PostgreSQL side of the lens. ClickHouse pulls through the views of schema `lens`, signed in as a role that sees nothing else.
 * All transactions below the horizon have ended, so a window of transaction ids below it can never gain another row.
 */
export function createSource(options: { connectionString: string; logger: Logger }) {
  const { connectionString, logger } = options;
  const pool = new pg.Pool({
    connectionString,
    max: 3,
    application_name: "regulars lens",
    connectionTimeoutMillis: 15_000,
  });
  let closed = false;
  pool.on("error", (error) => {
    if (!closed) logger.warn({ err: error }, "the lens lost a database connection");
  });
  const address = new URL(connectionString);
  let login = { user: decodeURIComponent(address.username), password: decodeURIComponent(address.password) };

  async function number(text: string, values: unknown[] = []): Promise<number> {
    const { rows } = await pool.query<{ value: string }>(text, values);
    return Number(rows[0]?.value ?? 0);
  }

  return {
    /** Gives the reading role a password that only this process knows. Without the right to make roles, the server's own login is used. */
    async prepareLogin(): Promise<void> {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<{ oid: string }>(
          "select oid::text from pg_database where datname = current_database()",
        );
        const user = `regulars_lens_${rows[0]?.oid ?? "0"}`;
        const password = randomBytes(24).toString("hex");
        const exists = await client.query("select 1 from pg_roles where rolname = $1", [user]);
        if (exists.rowCount === 0) await client.query(`create role ${user} login connection limit 16`);
        await client.query(`alter role ${user} password '${password}'; alter role ${user} set default_transaction_read_only = on;
          alter role ${user} set enable_seqscan = off;
          grant usage on schema lens to ${user}; grant select on all tables in schema lens to ${user}`);
        login = { user, password };
      } catch (error) {
        const { sqlState } = databaseErrorOf(error);
        if (sqlState !== "42501") throw error;
        logger.info("no right to make a role for the lens; it reads with the server's own login");
      } finally {
        client.release();
      }
    },

    /** `postgresql(...)` of a view, with its condition: plain comparisons, which ClickHouse hands down to PostgreSQL. */
    from(view: string, slice?: Slice): string {
      const host = `${address.hostname}:${address.port || "5432"}`;
      const parts = [host, decodeURIComponent(address.pathname.slice(1)), view, login.user, login.password, "lens"].map(
        literal,
      );
      const table = `postgresql(${parts.join(", ")})`;
      if (!slice) return table;
      if (slice.by === "txid") return `${table} WHERE txid >= ${slice.from} AND txid < ${slice.to}`;
      return `${table} WHERE bucket >= ${slice.from} AND bucket < ${slice.to} AND txid < ${slice.before}`;
    },

    /**
     * Which cluster and database this is (transaction ids of another one mean nothing here), and which filling of the lens is wanted:
     * a lens of another origin is filled anew.
     */
    async origin(): Promise<string> {
      const cluster = await pool
        .query<{ id: string }>("select system_identifier::text as id from pg_control_system()")
        .then(({ rows }) => rows[0]?.id ?? "", withoutRight);
      const { rows } = await pool.query<{ oid: string; filling: string }>(
        `select oid::text, coalesce((select value #>> '{}' from settings where key = $1), '0') as filling
         from pg_database where datname = current_database()`,
        [rebuildSetting],
      );
      return [cluster, rows[0]?.oid, rows[0]?.filling].join(":");
    },

    /** Makes the process that follows fill the lens anew, also after a crash of either. */
    requestRebuild: () => requestRebuild(pool),

    /** Every transaction below this has committed or rolled back. */
    async horizon(): Promise<{ txid: number; at: Date }> {
      const { rows } = await pool.query<{ txid: string; at: Date }>(
        "select pg_snapshot_xmin(pg_current_snapshot())::text as txid, clock_timestamp() as at",
      );
      return { txid: Number(rows[0]?.txid ?? 0), at: rows[0]?.at ?? new Date() };
    },

    /** Names of the tables with rows written in the window. */
    async news(from: number, to: number): Promise<Set<string>> {
      const checks = tables.map(
        ({ name }) => `exists (select 1 from ${name} where txid >= ${from} and txid < ${to}) as ${name}`,
      );
      const client = await pool.connect();
      try {
        // Looking for one row, the planner would read a whole table in the hope of an early hit that never comes.
        await client.query("set enable_seqscan = off");
        const { rows } = await client.query<Record<string, boolean>>(`select ${checks.join(", ")}`);
        return new Set(tables.map(({ name }) => name).filter((name) => rows[0]?.[name]));
      } finally {
        await client.query("reset enable_seqscan").catch(() => undefined);
        client.release();
      }
    },

    /** Rows of a table as PostgreSQL estimates them; exact enough for chunks and progress. */
    estimate: (table: string) =>
      number(
        "select greatest(pg_relation_size(oid) / 400, reltuples)::bigint as value from pg_class where oid = to_regclass($1)",
        [table],
      ),

    /** Rows restored from another cluster carry transaction ids that lie in this one's future; they get one of now. */
    async adoptForeignRows(): Promise<void> {
      const limit = await number("select pg_snapshot_xmax(pg_current_snapshot())::text as value");
      for (const { name } of tables) {
        await pool.query(`update ${name} set txid = pg_current_xact_id()::text::bigint where txid > $1`, [
          limit + 1_000_000,
        ]);
      }
    },

    /** New pages of the big tables enter their transaction-id index at once, not at the next vacuum. */
    async refreshIndexes(): Promise<void> {
      const brin = [
        "orders_txid",
        "refunds_txid",
        "entries_txid",
        "tier_changes_txid",
        "events_txid",
        "stage_changes_txid",
        "member_past_states_txid",
        "member_consents_txid",
        "member_layers_txid",
      ];
      const client = await pool.connect();
      try {
        await client.query("set lock_timeout = '500ms'");
        for (const name of brin) await client.query("select brin_summarize_new_values(to_regclass($1))", [name]);
      } catch (error) {
        logger.debug({ err: error }, "the transaction-id indexes were busy");
      } finally {
        await client.query("reset lock_timeout").catch(() => undefined);
        client.release();
      }
    },

    /** Runs the work if no other process is at it; answers null otherwise. */
    async exclusively<T>(work: () => Promise<T>): Promise<T | null> {
      const client = await pool.connect();
      try {
        const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
          syncLock,
        ]);
        if (!rows[0]?.locked) return null;
        try {
          return await work();
        } finally {
          await client.query("select pg_advisory_unlock($1)", [syncLock]);
        }
      } finally {
        client.release();
      }
    },

    close() {
      closed = true;
      return pool.end();
    },
  };
}
export type Source = ReturnType<typeof createSource>;

/** Some hosted databases do not tell which cluster they are. */
function withoutRight(error: unknown): string {
  if (databaseErrorOf(error).sqlState === "42501") return "unknown";
  throw error;
}

function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
