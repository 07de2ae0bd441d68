import { CompiledQuery } from "kysely";
import type pg from "pg";
import type { Tx } from "../../platform/db.ts";

/** What the bulk statements need of a connection: a `pg` client, or a Kysely transaction through `clientOf`. */
export interface SqlClient {
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}

/** The connection of a transaction, for statements shared with callers that hold a plain client. */
export function clientOf(tx: Tx): SqlClient {
  return {
    query: async (text, values) => ({ rows: (await tx.executeQuery<never>(CompiledQuery.raw(text, values))).rows }),
  };
}

/** What other modules' named statements need of a connection. */
export interface StatementClient {
  query<Row extends pg.QueryResultRow>(statement: { text: string; values: unknown[] }): Promise<{ rows: Row[] }>;
}

/** The connection of a transaction, for statements that are named on connections of their own. */
export function statementClientOf(tx: Tx): StatementClient {
  return {
    query: async ({ text, values }) => ({ rows: (await tx.executeQuery<never>(CompiledQuery.raw(text, values))).rows }),
  };
}
