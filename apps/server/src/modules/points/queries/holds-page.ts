import type { memberHoldsQuery, memberHoldsResponse } from "@regulars/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";

type HoldView = z.output<typeof memberHoldsResponse>["items"][number];

interface HoldRow {
  id: string;
  wallet: string;
  points: number;
  status: HoldView["status"];
  committed: number;
  reference: string;
  at: Date;
  expires_at: Date;
}

export interface HoldsPage extends z.output<typeof memberHoldsQuery> {
  memberId: string;
  now: Date;
}

/** A member's holds, newest first; one whose time is out is expired, whether or not that is booked. */
export async function holdsPage(db: Db, page: HoldsPage): Promise<{ items: HoldView[]; nextCursor: string | null }> {
  const { memberId, wallet, limit, now } = page;
  const status = sql`case when status = 'held' and expires_at <= ${now} then 'expired' else status end`;
  const conditions = [
    sql`bucket = ${bucketOf(memberId)} and member_id = ${memberId}`,
    ...(page.cursor === undefined ? [] : [sql`id < ${readIdCursor(page.cursor)}::uuid`]),
    ...(wallet === undefined ? [] : [sql`wallet = ${wallet}`]),
    ...(page.status === "all" ? [] : [sql`${status} = ${page.status}`]),
  ];
  const { rows } = await sql<HoldRow>`
    select id, wallet, points, ${status} as status, committed, reference, at, expires_at from holds
    where ${sql.join(conditions, sql` and `)} order by id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ at, expires_at, ...row }) => ({
      ...row,
      id: toPublicId("hld", row.id),
      createdAt: at.toISOString(),
      expiresAt: expires_at.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? writeIdCursor(last.id) : null,
  };
}
