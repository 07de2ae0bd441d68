import type { liabilityMembersResponse } from "@regulars/contracts";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { toPublicId } from "../../../platform/ids.ts";
import { costOf } from "./money.ts";

type Answer = z.output<typeof liabilityMembersResponse>;

export interface HoldersAsk {
  wallet: string;
  limit: number;
  cursor?: string | undefined;
  now: Date;
  costPer1000: number;
  currency: string;
}

interface HolderRow {
  member_id: string;
  member_no: string;
  name: string | null;
  points: number;
  next_at: Date | null;
}

const cursorPattern = /^(\d{1,16})\|([0-9a-f-]{36})$/;

/** To whom points are owed, most first: what is open in lots that live and in holds. */
export async function holdersPage(db: Db, ask: HoldersAsk): Promise<Answer> {
  const { wallet, now, limit } = ask;
  const mark = ask.cursor === undefined ? null : readCursor(ask.cursor);
  const after = mark ? sql`where (-points, member_id) > (${-mark.points}, ${mark.memberId}::uuid)` : sql``;
  const { rows } = await sql<HolderRow>`
    with lapsed as (
      select bucket, member_id from member_accounts
      where next_due_at <= ${now} and (state->'wallets'->${wallet}->>'lapsesAt')::float8 / 1000 <= extract(epoch from ${now}::timestamptz)
    ), owed as (
      select l.bucket, l.member_id, l.remaining as points, l.expires_at as at
      from lots l left join lapsed p on p.bucket = l.bucket and p.member_id = l.member_id
      where l.wallet = ${wallet} and l.remaining > 0 and (l.expires_at is null or l.expires_at > ${now}) and p.member_id is null
        and not (l.cancelled_unless_awaited and not l.activated and l.active_from <= ${now})
      union all
      select h.bucket, h.member_id, (m.value->>'amount')::bigint, greatest(h.expires_at, l.expires_at)
      from holds h cross join lateral json_array_elements(h.allocations) m
        join lots l on l.bucket = h.bucket and l.member_id = h.member_id and l.id = (m.value->>'lotId')::uuid
      where h.status = 'held' and h.wallet = ${wallet} and (h.expires_at > ${now} or l.expires_at is null or l.expires_at > ${now})
    ), holders as (
      select bucket, member_id, sum(points)::bigint as points, min(at) as next_at from owed group by bucket, member_id
    ), page as (
      select * from holders ${after} order by points desc, member_id limit ${limit + 1}
    )
    select p.member_id, m.member_no, m.name, p.points,
      least(p.next_at, to_timestamp((a.state->'wallets'->${wallet}->>'lapsesAt')::float8 / 1000)) as next_at
    from page p join members m on m.bucket = p.bucket and m.id = p.member_id
      left join member_accounts a on a.bucket = p.bucket and a.member_id = p.member_id
    order by p.points desc, p.member_id`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    wallet,
    asOf: now.toISOString(),
    items: shown.map((row) => ({
      memberId: toPublicId("mbr", row.member_id),
      memberNo: row.member_no,
      name: row.name,
      points: row.points,
      moneyValue: { amount: costOf(row.points, ask.costPer1000), currency: ask.currency },
      nextExpiryAt: row.next_at?.toISOString() ?? null,
    })),
    nextCursor: rows.length > limit && last ? writeCursor(last) : null,
  };
}

function writeCursor(row: HolderRow): string {
  return Buffer.from(`${row.points}|${row.member_id}`).toString("base64url");
}

function readCursor(cursor: string): { points: number; memberId: string } {
  const match = cursorPattern.exec(Buffer.from(cursor, "base64url").toString());
  if (!match?.[1] || !match[2]) refuse("cursor.malformed");
  return { points: Number(match[1]), memberId: match[2] };
}
