import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "./db-types.ts";

export type { DB } from "./db-types.ts";
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;

const oid = { int8: 20, numeric: 1700, date: 1082, int8Array: 1016, numericArray: 1231, dateArray: 1182 };

const textArrayOid: number = 1009;

function safeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)) return value;
  throw new RangeError(`${text} does not fit a JavaScript number`);
}

const keepText = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, safeNumber],
  [oid.numeric, safeNumber],
  [oid.date, keepText],
]);

function parseArray(element: (text: string) => unknown): (text: string) => unknown {
  const parseTextArray: (text: string) => (string | null)[] = pg.types.getTypeParser(textArrayOid, "text");
  return (text) => parseTextArray(text).map((item) => (item === null ? null : element(item)));
}

parsers.set(oid.int8Array, parseArray(safeNumber));
parsers.set(oid.numericArray, parseArray(safeNumber));
parsers.set(oid.dateArray, parseArray(keepText));

/** bigint and numeric become numbers (an error beyond 2^53), dates stay "YYYY-MM-DD", timestamps become Date. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(id)) ||
    pg.types.getTypeParser(id, format)) as pg.CustomTypesConfig["getTypeParser"],
};

export interface Database {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/** Opens a pool of connections. `onError` hears of connections that broke while idle. */
export function createDb(url: string, options: { max?: number; onError?: (error: Error) => void } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    types: typeParsers,
    application_name: "regulars",
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
  });
  const onError = options.onError ?? (() => undefined);
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
