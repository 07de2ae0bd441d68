import type { Cost } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { toPublicId } from "../../platform/ids.ts";

export interface CostRow {
  id: string;
  month: string;
  channel: string | null;
  type: Cost["type"];
  amount: string;
  note: string | null;
  version: number;
  created_by: string;
  updated_at: Date;
}

export interface CostInput {
  month: string;
  channel?: string | null | undefined;
  type: Cost["type"];
  amount: number;
  note?: string | null | undefined;
}

const columns = sql`id, to_char(month, 'YYYY-MM') as month, channel, type, amount::text as amount, note, version, created_by, updated_at`;

export function presentCost(row: CostRow): Cost {
  return {
    id: toPublicId("cst", row.id),
    month: row.month,
    channel: row.channel,
    type: row.type,
    amount: Number(row.amount),
    note: row.note,
    version: row.version,
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
  };
}

export async function listCosts(
  db: Db,
  { limit, after }: { limit: number; after: { month: string; id: string } | null },
): Promise<CostRow[]> {
  const page = after ? sql`where (month, id) < (${`${after.month}-01`}::date, ${after.id}::uuid)` : sql``;
  const { rows } =
    await sql<CostRow>`select ${columns} from acquisition_costs ${page} order by acquisition_costs.month desc, id desc limit ${limit}`.execute(
      db,
    );
  return rows;
}

export async function insertCost(tx: Tx, id: string, input: CostInput, by: string, at: Date): Promise<CostRow> {
  const { rows } =
    await sql<CostRow>`insert into acquisition_costs (id, month, channel, type, amount, note, created_by, created_at, updated_at)
    values (${id}, ${`${input.month}-01`}::date, ${input.channel ?? null}, ${input.type}, ${input.amount}, ${input.note ?? null}, ${by}, ${at}, ${at})
    returning ${columns}`.execute(tx);
  return rows[0] as CostRow;
}

/** Null when another version is there, or none. */
export async function updateCost(
  tx: Tx,
  id: string,
  version: number,
  input: CostInput,
  at: Date,
): Promise<CostRow | null> {
  const { rows } =
    await sql<CostRow>`update acquisition_costs set month = ${`${input.month}-01`}::date, channel = ${input.channel ?? null}, type = ${input.type},
    amount = ${input.amount}, note = ${input.note ?? null}, version = version + 1, updated_at = ${at}
    where id = ${id} and version = ${version} returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}

export async function deleteCost(tx: Tx, id: string): Promise<CostRow | null> {
  const { rows } = await sql<CostRow>`delete from acquisition_costs where id = ${id} returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}

export async function findCost(db: Db | Tx, id: string): Promise<CostRow | null> {
  const { rows } = await sql<CostRow>`select ${columns} from acquisition_costs where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

/** Entered costs of the months from `from` to `to` (`YYYY-MM`, both included), by month, channel and type. */
export async function costsBetween(
  db: Db,
  from: string,
  to: string,
): Promise<{ month: string; channel: string | null; type: string; amount: number }[]> {
  const { rows } = await sql<{ month: string; channel: string | null; type: string; amount: string }>`
    select to_char(month, 'YYYY-MM') as month, channel, type, sum(amount)::text as amount from acquisition_costs
    where month >= ${`${from}-01`}::date and month <= ${`${to}-01`}::date group by acquisition_costs.month, channel, type order by 1`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}
