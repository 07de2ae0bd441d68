import type pg from "pg";

/** A statement of the hot path: named, so that each connection plans it once. */
export interface Statement {
  name: string;
  text: string;
}

export type TillClient = Pick<pg.PoolClient, "query">;

/** Runs a named statement and returns its rows. */
export async function rows<Row extends pg.QueryResultRow>(
  client: TillClient,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const result = await client.query<Row>({ name: statement.name, text: statement.text, values });
  return result.rows;
}
