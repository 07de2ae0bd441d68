import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db.ts";

const countedExactly = 10_000;

/** How many members fit: exact for a search and up to ten thousand, beyond that what the query planner expects. */
export async function countMembers(
  db: Db,
  { where, isSearch }: { where: RawBuilder<unknown>; isSearch: boolean },
): Promise<{ total: number; isEstimate: boolean }> {
  if (isSearch) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from members m where ${where}`.execute(db);
    return { total: rows[0]?.count ?? 0, isEstimate: false };
  }
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from members m where ${where} limit ${countedExactly + 1}) as counted`.execute(
    db,
  );
  const count = rows[0]?.count ?? 0;
  if (count <= countedExactly) return { total: count, isEstimate: false };
  const plan = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select 1 from members m where ${where}`.execute(db);
  const expected = plan.rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
  return { total: Math.max(Math.round(expected), count), isEstimate: true };
}
