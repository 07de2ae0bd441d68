import { type Dashboard, type ReportQuestion, reportQuestionSchema, type SavedReport } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { fromPublicId, toPublicId } from "../../platform/ids.ts";
import { type KeptRow, keptIn, type Place } from "./kept.ts";

export interface ReportRow extends KeptRow {
  name: string;
  question: ReportQuestion;
}

export interface Tile {
  reportId: string;
  width: "half" | "full";
}

export interface DashboardRow extends KeptRow {
  name: string;
  tiles: Tile[];
}

export const savedReports = keptIn<ReportRow>("saved_reports");
export const dashboards = keptIn<DashboardRow>("dashboards");

export const reportColumns = (input: { name: string; question: ReportQuestion }) => ({
  name: input.name,
  question: sql`${JSON.stringify(input.question)}::jsonb`,
});
export const dashboardColumns = (input: { name: string; tiles: Tile[] }) => ({
  name: input.name,
  tiles: sql`${JSON.stringify(input.tiles)}::jsonb`,
});

export function presentReport(row: ReportRow): SavedReport {
  return {
    id: toPublicId("rep", row.id),
    name: row.name,
    question: reportQuestionSchema.parse(row.question),
    version: row.version,
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
  };
}

/** By name; `q` = somewhere in the name. */
export async function listReports(
  db: Db,
  { limit, after, q }: { limit: number; after: Place | null; q: string | undefined },
): Promise<ReportRow[]> {
  const like = q ? `%${q.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%` : null;
  const { rows } = await sql<ReportRow>`select * from saved_reports
    where (${like}::text is null or lower(name) like ${like}) and (${after?.text ?? null}::text is null or (lower(name), id) > (${after?.text ?? ""}, ${after?.id ?? null}::uuid))
    order by lower(name), id limit ${limit}`.execute(db);
  return rows;
}

export async function listDashboards(
  db: Db,
  { limit, after }: { limit: number; after: Place | null },
): Promise<DashboardRow[]> {
  const { rows } = await sql<DashboardRow>`select * from dashboards
    where ${after?.text ?? null}::text is null or (lower(name), id) > (${after?.text ?? ""}, ${after?.id ?? null}::uuid)
    order by lower(name), id limit ${limit}`.execute(db);
  return rows;
}

/** Names of the dashboards a report is on. */
export async function dashboardsWith(tx: Tx, reportId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from dashboards
    where tiles @> ${JSON.stringify([{ reportId }])}::jsonb order by lower(name)`.execute(tx);
  return rows.map((row) => row.name);
}

/** A dashboard with the reports of its tiles, in order. */
export async function withReports(db: Db | Tx, row: DashboardRow): Promise<Dashboard> {
  const ids = row.tiles.map((tile) => fromPublicId("rep", tile.reportId));
  const { rows } = await sql<ReportRow>`select * from saved_reports where id = any(${ids}::uuid[])`.execute(db);
  const found = new Map(rows.map((report) => [toPublicId("rep", report.id), presentReport(report)]));
  return {
    id: toPublicId("dsh", row.id),
    name: row.name,
    tiles: row.tiles.flatMap((tile) => {
      const report = found.get(tile.reportId);
      return report ? [{ ...tile, report }] : [];
    }),
    version: row.version,
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
  };
}
