import type { EntryKindName, EntryView } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";
import { type EntryRow, entryColumns, entryView, type Reader } from "../present.ts";

export interface EntryFilter {
  memberId: string;
  wallet?: string | undefined;
  kind?: readonly EntryKindName[] | undefined;
  /** Taking effect at or after, and before. */
  from?: string | undefined;
  to?: string | undefined;
}

export interface EntriesPage extends EntryFilter {
  limit: number;
  cursor?: string | undefined;
  reader: Reader;
}

/** A member's ledger lines, newest first in the order of booking. */
export async function entriesPage(
  db: Db,
  page: EntriesPage,
): Promise<{ items: EntryView[]; nextCursor: string | null }> {
  const { limit } = page;
  const rows = await entryRows(db, page, {
    limit: limit + 1,
    before: page.cursor === undefined ? null : readIdCursor(page.cursor),
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => entryView(row, page.reader)),
    nextCursor: rows.length > limit && last ? writeIdCursor(last.id) : null,
  };
}

async function entryRows(
  db: Db,
  { memberId, wallet, kind, from, to }: EntryFilter,
  { limit, before }: { limit: number; before: string | null },
): Promise<EntryRow[]> {
  const conditions = [
    sql`bucket = ${bucketOf(memberId)} and member_id = ${memberId}`,
    ...(before === null ? [] : [sql`id < ${before}::uuid`]),
    ...(wallet === undefined ? [] : [sql`wallet = ${wallet}`]),
    ...(kind === undefined ? [] : [sql`kind = any(${kind})`]),
    ...(from === undefined ? [] : [sql`effective_at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`effective_at < ${to}::timestamptz`]),
  ];
  const { rows } = await sql<EntryRow>`
    select ${sql.raw(entryColumns)} from entries where ${sql.join(conditions, sql` and `)}
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

const rowsPerRead = 1000;

/** The same lines without end, read page by page, so that an export of any length stays flat in memory. */
export async function* eachEntry(db: Db, filter: EntryFilter, reader: Reader): AsyncGenerator<EntryView> {
  let before: string | null = null;
  for (;;) {
    const rows: EntryRow[] = await entryRows(db, filter, { limit: rowsPerRead, before });
    for (const row of rows) yield entryView(row, reader);
    before = rows.at(-1)?.id ?? null;
    if (rows.length < rowsPerRead || before === null) return;
  }
}
