import { type ArrayType, toArray } from "./binary-arrays.ts";

/** A column of a table that many rows are written to at once. */
export interface Column<Row> {
  name: string;
  sql: string;
  /** The column of all these rows, ready to be sent. */
  values(rows: readonly Row[]): Buffer;
}

export function column<Row, Value>(name: string, type: ArrayType<Value>, of: (row: Row) => Value | null): Column<Row> {
  return { name, sql: type.sql, values: (rows) => toArray(type, rows.map(of)) };
}

/**
 * The rows again, from one array parameter per column. In the select list arrays are taken apart row by row; in `from` each would
 * first be copied to a store of its own.
 */
export function selectRows(columns: readonly { name: string; sql: string }[]): string {
  return `select ${columns.map(({ name, sql }, index) => `unnest($${index + 1}::${sql}[]) as ${name}`).join(", ")}`;
}

/** A statement that inserts any number of rows. */
export function insertText<Row>(table: string, columns: readonly Column<Row>[]): string {
  return `insert into ${table} (${columns.map(({ name }) => name).join(", ")}) ${selectRows(columns)}`;
}

export function valuesOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Buffer[] {
  return columns.map((one) => one.values(rows));
}
