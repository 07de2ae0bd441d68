import type { ImportStatus } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db, Tx } from "../../platform/db.ts";
import { type ImportMapping, parseMapping } from "./mapping.ts";
import { type Checkpoint, startOfFile } from "./take-in.ts";
import { rowCounts } from "./totals.ts";

/** How fast it goes, kept with the checkpoint so that every process can tell. */
export interface Progress {
  bytesRead: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
  customers: number | null;
}

export interface ImportOptions {
  /** As it was when the import was asked for: a later change of the file does not reach a running import. */
  mapping: ImportMapping;
}

export interface ImportRecord {
  id: string;
  mapping: string;
  source: string;
  fileName: string;
  /** Absolute, or below the files folder. */
  filePath: string;
  fileBytes: number;
  encoding: string | null;
  status: ImportStatus;
  checkpoint: Checkpoint;
  progress: Progress | null;
  error: { code: string; params: Record<string, string | number> } | null;
  errorFile: string | null;
  options: ImportOptions;
  demo: boolean;
  createdBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface NewImport {
  id: string;
  mapping: ImportMapping;
  source: string;
  fileName: string;
  filePath: string;
  fileBytes: number;
  fileHash: string | null;
  demo: boolean;
  createdBy: string;
  createdAt: Date;
}

export async function insertImport(tx: Tx | Db, input: NewImport): Promise<void> {
  await tx
    .insertInto("imports")
    .values({
      id: input.id,
      kind: input.mapping.kind,
      mapping: input.mapping.id,
      source: input.source,
      file_name: input.fileName,
      file_path: input.filePath,
      file_hash: input.fileHash,
      file_bytes: input.fileBytes,
      status: "waiting",
      options: JSON.stringify({ mapping: input.mapping }),
      demo: input.demo,
      created_by: input.createdBy,
      created_at: input.createdAt,
    })
    .execute();
}

const selectImports = (db: Db | Tx) => db.selectFrom("imports").selectAll();
type ImportRow = Awaited<ReturnType<ReturnType<typeof selectImports>["execute"]>>[number];

export async function findImport(db: Db | Tx, id: string): Promise<ImportRecord | null> {
  const row = await selectImports(db).where("id", "=", id).executeTakeFirst();
  return row ? toRecord(row) : null;
}

/** Newest first, after the given place. */
export async function listImports(
  db: Db,
  page: { limit: number; after: { createdAt: Date; id: string } | null },
): Promise<ImportRecord[]> {
  let query = selectImports(db).orderBy("created_at", "desc").orderBy("id", "desc").limit(page.limit);
  if (page.after) {
    const { createdAt, id } = page.after;
    query = query.where(sql<boolean>`(created_at, id) < (${createdAt}, ${id}::uuid)`);
  }
  return (await query.execute()).map(toRecord);
}

/** Imports that are to be worked on, whoever works on them. */
export async function listUnfinished(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("imports")
    .select("id")
    .where("status", "in", ["waiting", "running", "cancelling"])
    .execute();
  return rows.map((row) => row.id);
}

/** The status afterwards; null when it had none of `from`. */
export async function changeStatus(
  db: Db | Tx,
  id: string,
  change: { from: ImportStatus[]; to: ImportStatus; at: Date },
): Promise<boolean> {
  const isEnd = change.to === "finished" || change.to === "failed" || change.to === "cancelled";
  const { numUpdatedRows } = await db
    .updateTable("imports")
    .set({
      status: change.to,
      finished_at: isEnd ? change.at : null,
      ...(change.to === "running" && { started_at: sql<Date>`coalesce(started_at, ${change.at})` }),
      ...(isEnd ? {} : { error: null }),
    })
    .where("id", "=", id)
    .where("status", "in", change.from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Keeps the checkpoint; answers the status, which may have been changed by somebody who wants to cancel. */
export async function saveProgress(
  db: Db,
  id: string,
  state: { checkpoint: Checkpoint; progress: Progress; encoding: string | null; errorFile: string | null },
): Promise<ImportStatus | null> {
  const counts = rowCounts(state.checkpoint.totals);
  const row = await db
    .updateTable("imports")
    .set({
      checkpoint: JSON.stringify({ ...state.checkpoint, progress: state.progress }),
      totals: JSON.stringify(state.checkpoint.totals),
      rows_read: state.checkpoint.totals.lines,
      rows_accepted: counts.accepted,
      rows_refused: counts.refused,
      rows_skipped: counts.skipped,
      encoding: state.encoding,
      error_file: state.errorFile,
    })
    .where("id", "=", id)
    .returning("status")
    .executeTakeFirst();
  return row ? (row.status as ImportStatus) : null;
}

export async function failImport(
  db: Db,
  id: string,
  failure: { code: string; params: Record<string, string | number>; at: Date },
): Promise<void> {
  await db
    .updateTable("imports")
    .set({
      status: "failed",
      error: JSON.stringify({ code: failure.code, params: failure.params }),
      finished_at: failure.at,
    })
    .where("id", "=", id)
    .execute();
}

function toRecord(row: ImportRow): ImportRecord {
  const { progress, ...checkpoint } = row.checkpoint as Partial<Checkpoint> & { progress?: Progress };
  return {
    id: row.id,
    mapping: row.mapping,
    source: row.source,
    fileName: row.file_name,
    filePath: row.file_path,
    fileBytes: row.file_bytes,
    encoding: row.encoding,
    status: row.status as ImportStatus,
    checkpoint: { ...startOfFile(), ...checkpoint },
    progress: progress ?? null,
    error: row.error === null ? null : (JSON.parse(row.error) as ImportRecord["error"]),
    errorFile: row.error_file,
    options: { mapping: parseMapping((row.options as { mapping: unknown }).mapping) },
    demo: row.demo,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
