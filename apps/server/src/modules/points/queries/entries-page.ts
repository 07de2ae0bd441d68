import type { EntryView } from "@regulars/contracts";
import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";
import { type EntryRow, entryColumns, entryView, type Reader } from "../present.ts";

export interface EntriesPage {
  memberId: string;
  wallet?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  reader: Reader;
}

/** A member's ledger lines, newest first in the order of booking. */
export async function entriesPage(
  db: Db,
  page: EntriesPage,
): Promise<{ items: EntryView[]; nextCursor: string | null }> {
  const { memberId, wallet, limit } = page;
  const before = page.cursor === undefined ? sql`` : sql`and id < ${readIdCursor(page.cursor)}::uuid`;
  const ofWallet = wallet === undefined ? sql`` : sql`and wallet = ${wallet}`;
  const { rows } = await sql<EntryRow>`
    select ${sql.raw(entryColumns)} from entries
    where bucket = ${bucketOf(memberId)} and member_id = ${memberId} ${ofWallet} ${before}
    order by id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => entryView(row, page.reader)),
    nextCursor: rows.length > limit && last ? writeIdCursor(last.id) : null,
  };
}
