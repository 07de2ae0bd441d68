import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { AppError } from "../../platform/errors.ts";

/** What every kept thing has beside its own columns. */
export interface KeptRow {
  id: string;
  version: number;
  created_by: string;
  updated_at: Date;
}

type Columns = Record<string, RawBuilder<unknown> | string | number | null>;

/** Rows that people make, change and throw away: found by id, changed only by who has seen the present version. */
export function keptIn<Row extends KeptRow>(table: "goals" | "saved_reports" | "dashboards", select = "*") {
  const name = sql.table(table);
  const columns = sql.raw(select);
  const refs = (values: Columns) => sql.join(Object.keys(values).map((column) => sql.ref(column)));
  const cells = (values: Columns) => sql.join(Object.values(values).map((value) => sql`${value}`));
  return {
    async find(db: Db | Tx, id: string): Promise<Row | null> {
      const { rows } = await sql<Row>`select ${columns} from ${name} where id = ${id}`.execute(db);
      return rows[0] ?? null;
    },
    async insert(tx: Tx, id: string, values: Columns, by: string, at: Date): Promise<Row> {
      const { rows } = await sql<Row>`insert into ${name} (id, created_by, created_at, updated_at, ${refs(values)})
        values (${id}, ${by}, ${at}, ${at}, ${cells(values)}) returning ${columns}`.execute(tx);
      return rows[0] as Row;
    },
    /** Null when another version is there, or none. */
    async update(tx: Tx, id: string, version: number, values: Columns, at: Date): Promise<Row | null> {
      const { rows } =
        await sql<Row>`update ${name} set (version, updated_at, ${refs(values)}) = (version + 1, ${at}, ${cells(values)})
        where id = ${id} and version = ${version} returning ${columns}`.execute(tx);
      return rows[0] ?? null;
    },
    async remove(tx: Tx, id: string): Promise<Row | null> {
      const { rows } = await sql<Row>`delete from ${name} where id = ${id} returning ${columns}`.execute(tx);
      return rows[0] ?? null;
    },
  };
}

/** Place in a list sorted by a text and the id. */
export interface Place {
  text: string;
  id: string;
}

export function writePlace({ text, id }: Place): string {
  return Buffer.from(JSON.stringify([text, id])).toString("base64url");
}

export function readPlace(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  try {
    const [text, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (typeof text === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) return { text, id };
  } catch {
    // Falls through: whatever it was, it is not one of ours.
  }
  throw new AppError("cursor.malformed");
}

/** The first `limit` of `limit + 1` rows, and the cursor of the rest. */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], limit: number, textOf: (row: Row) => string) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, nextCursor: last ? writePlace({ text: textOf(last), id: last.id }) : null };
}
