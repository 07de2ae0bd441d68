import type { lotSchema } from "@regulars/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";

type LotView = z.output<typeof lotSchema>;

interface LotRow {
  id: string;
  wallet: string;
  amount: number;
  remaining: number;
  active_from: Date;
  expires_at: Date | null;
}

export interface LotsPage {
  memberId: string;
  wallet?: string | undefined;
  status: "open" | "all";
  limit: number;
  cursor?: string | undefined;
  now: Date;
}

/** A member's lots, newest first; `open` = with points left that have not expired. */
export async function lotsPage(db: Db, page: LotsPage): Promise<{ items: LotView[]; nextCursor: string | null }> {
  const { memberId, wallet, limit, now } = page;
  const before = page.cursor === undefined ? sql`` : sql`and id < ${readIdCursor(page.cursor)}::uuid`;
  const ofWallet = wallet === undefined ? sql`` : sql`and wallet = ${wallet}`;
  const open = page.status === "all" ? sql`` : sql`and remaining > 0 and (expires_at is null or expires_at > ${now})`;
  const { rows } = await sql<LotRow>`
    select id, wallet, amount, remaining, active_from, expires_at from lots
    where bucket = ${bucketOf(memberId)} and member_id = ${memberId} ${ofWallet} ${open} ${before}
    order by id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toLot(row, now)),
    nextCursor: rows.length > limit && last ? writeIdCursor(last.id) : null,
  };
}

function toLot(row: LotRow, now: Date): LotView {
  return {
    id: toPublicId("lot", row.id),
    wallet: row.wallet,
    amount: row.amount,
    remaining: row.remaining,
    activeFrom: row.active_from.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    status: statusOf(row, now),
  };
}

function statusOf(row: LotRow, now: Date): LotView["status"] {
  if (row.expires_at !== null && row.expires_at <= now) return "expired";
  if (row.remaining === 0) return "empty";
  return row.active_from > now ? "pending" : "open";
}
