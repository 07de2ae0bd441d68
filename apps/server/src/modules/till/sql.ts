import type pg from "pg";

/** A statement of the hot path: named, so that each connection plans it once. */
export interface Statement {
  name: string;
  text: string;
}

export interface FilledStatement extends Statement {
  values: unknown[];
}

/** A connection of the till, a pool, or another module's transaction. */
export interface TillClient {
  query<Row extends pg.QueryResultRow>(statement: FilledStatement): Promise<{ rows: Row[] }>;
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

/**
 * The answer to a statement that is not waited for yet, so that it travels with the ones after it. A failure is kept for whoever awaits
 * the answer at last; the statements after it fail as well.
 */
export function ahead<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => undefined);
  return answer;
}
