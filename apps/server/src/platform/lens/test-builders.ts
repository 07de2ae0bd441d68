import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { vi } from "vitest";
import { createTestDatabase } from "../../../../../packages/testing/src/database.ts";
import { bucketOf, newId } from "../ids.ts";
import { createLens, type RunningLens } from "../lens.ts";
import { silentLogger } from "../logger.ts";

export type Queryable = Pick<pg.Pool | pg.PoolClient, "query">;

export interface LensBench {
  pool: pg.Pool;
  lens: RunningLens;
  directory: string;
  connectionString: string;
  /** A second lens on the same database and directory, for what happens after a restart. */
  another(): RunningLens;
  close(): Promise<void>;
}

/**
 * The lens stops at transactions still under way, also those of other databases of the same server: what is committed here is seen once those that are older have ended. Transactions that a
 * test keeps open in its own database are its own matter.
 */
export async function othersHaveEnded(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ now: string }>("select pg_current_xact_id()::text as now");
  const now = rows[0]?.now ?? "0";
  const haveEnded = async (): Promise<void> => {
    const older = await pool.query(
      `select 1 from pg_stat_activity where datname is distinct from current_database() and backend_xid is not null and backend_xid::text::bigint < $1::bigint limit 1`,
      [now],
    );
    if (older.rows.length > 0) throw new Error("an older transaction of another database is still under way");
  };
  await vi.waitFor(haveEnded, { timeout: 60_000, interval: 20 });
}

/** A lens that follows only when asked, over a database of its own. */
export async function createLensBench(define: (lens: RunningLens) => void = () => undefined): Promise<LensBench> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "regulars-lens-"));
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 6 });
  const made: RunningLens[] = [];
  const another = (): RunningLens => {
    const lens = createLens({
      config: { dataDir, clickhouseUrl: null, roles: new Set(["lens"]) },
      connectionString: database.connectionString,
      logger: silentLogger(),
      automatic: false,
      lowPriority: false,
    });
    define(lens);
    made.push(lens);
    return {
      ...lens,
      async syncNow() {
        await othersHaveEnded(pool);
        return lens.syncNow();
      },
    };
  };
  return {
    pool,
    lens: another(),
    directory: join(dataDir, "lens"),
    connectionString: database.connectionString,
    another,
    async close() {
      for (const lens of made) await lens.stop();
      await pool.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface MemberRow {
  joinedAt?: string;
  stage?: string | null;
  stageSince?: string | null;
  zone?: string | null;
}

let numbers = 0;

/** Writes a member and returns the id. */
export async function insertMember(client: Queryable, row: MemberRow = {}): Promise<string> {
  const id = newId();
  numbers += 1;
  await client.query(
    `insert into members (bucket, id, member_no, name, joined_at, stage, stage_since, zone) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      bucketOf(id),
      id,
      `T${process.pid}${numbers}`,
      `Member ${numbers}`,
      row.joinedAt ?? "2026-01-01T00:00:00Z",
      row.stage ?? null,
      row.stageSince ?? null,
      row.zone ?? null,
    ],
  );
  return id;
}

export interface LineRow {
  sku: string;
  category?: string;
  quantity: number;
  net: number;
}

export interface OrderRow {
  memberId?: string | null;
  placedAt: string;
  net: number;
  refunded?: number;
  storeId?: string | null;
  lines?: LineRow[];
}

/** Writes an order of one line (or the lines given) and returns the id. */
export async function insertOrder(client: Queryable, row: OrderRow): Promise<string> {
  const bucket = row.memberId ? bucketOf(row.memberId) : undefined;
  const id = newId(bucket);
  numbers += 1;
  const lines = (row.lines ?? [{ sku: "SKU", quantity: 1, net: row.net }]).map((line, index) => ({
    lineNo: index + 1,
    sku: line.sku,
    ...(line.category && { category: line.category }),
    quantity: line.quantity,
    unitPrice: Math.round(line.net / line.quantity),
    discount: 0,
    net: line.net,
    refundedQuantity: 0,
    refundedAmount: 0,
  }));
  await client.query(
    `insert into orders (bucket, id, member_id, source, external_id, content_hash, store_id, channel, currency, placed_at, recorded_at, gross, discount,
       net, refunded, lines, programme_version, actor)
     values ($1, $2, $3, 'test', $4, '\\x00', $5, 'pos', 'CNY', $6, $6, $7, 0, $7, $8, $9, 1, 'test')`,
    [
      bucketOf(id),
      id,
      row.memberId ?? null,
      `R${process.pid}-${numbers}`,
      row.storeId ?? null,
      row.placedAt,
      row.net,
      row.refunded ?? 0,
      JSON.stringify(lines),
    ],
  );
  return id;
}

export interface EntryRow {
  memberId: string;
  kind: string;
  amount: number;
  at: string;
  expiresAt?: string | null;
  lotId?: string | null;
  allocations?: { lotId: string; amount: number }[];
}

/** Writes a ledger line and returns its id, which is also the id of the lot a credit opens. */
export async function insertEntry(client: Queryable, row: EntryRow): Promise<string> {
  const id = newId(bucketOf(row.memberId));
  const opensLot = row.amount > 0 && row.kind === "earn";
  await client.query(
    `insert into entries (bucket, member_id, id, wallet, kind, amount, balance_after, fact_kind, fact_id, lot_id, allocations, explanation, programme_version,
       actor, effective_at, recorded_at, expires_at)
     values ($1, $2, $3, 'points', $4, $5, 0, 'order', $3, $6, $7, '{}', 1, 'test', $8, $8, $9)`,
    [
      bucketOf(row.memberId),
      row.memberId,
      id,
      row.kind,
      row.amount,
      opensLot ? id : (row.lotId ?? null),
      row.allocations ? JSON.stringify(row.allocations) : null,
      row.at,
      row.expiresAt ?? null,
    ],
  );
  return id;
}
