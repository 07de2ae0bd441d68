import type pg from "pg";

/** A statement of the hot path: named, so that each connection plans it once. */
export interface Statement {
  name: string;
  text: string;
}

/** A connection of the till, a pool, or another module's transaction. */
export interface TillClient {
  query<Row extends pg.QueryResultRow>(statement: Statement & { values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** Runs a named statement and returns its rows. */
export async function rows<Row extends pg.QueryResultRow>(
  client: TillClient,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const result = await client.query<Row>({ name: statement.name, text: statement.text, values });
  return result.rows;
}
