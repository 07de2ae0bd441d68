import type { lotSchema, lotsQuery } from "@regulars/contracts";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Db } from "../../../platform/db.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { readIdCursor, writeIdCursor } from "../cursor.ts";
import { factPublicId } from "../present.ts";

type LotView = z.output<typeof lotSchema>;
type LotStatus = z.output<typeof lotsQuery>["status"];

interface LotRow {
  id: string;
  wallet: string;
  amount: number;
  remaining: number;
  active_from: Date;
  expires_at: Date | null;
  awaits: string | null;
  status: LotView["status"];
  kind: string;
  fact_kind: string;
  fact_id: string;
  order_id: string | null;
  rule_id: string | null;
}

export interface LotsPage {
  memberId: string;
  wallet?: string | undefined;
  status: LotStatus;
  limit: number;
  cursor?: string | undefined;
  now: Date;
}

/** Lots newest first with what opened them; their status is true by time. */
export async function lotsPage(db: Db, page: LotsPage): Promise<{ items: LotView[]; nextCursor: string | null }> {
  const { memberId, wallet, limit, now } = page;
  const conditions = [
    sql`l.bucket = ${bucketOf(memberId)} and l.member_id = ${memberId}`,
    ...(page.cursor === undefined ? [] : [sql`l.id < ${readIdCursor(page.cursor)}::uuid`]),
    ...(wallet === undefined ? [] : [sql`l.wallet = ${wallet}`]),
    ...statusCondition(page.status, now),
  ];
  const { rows } = await sql<LotRow>`
    select l.id, l.wallet, l.amount, l.remaining, l.active_from, l.expires_at, case when l.activated then null else l.awaits end as awaits,
      ${statusAt(now)} as status, e.kind, e.fact_kind, e.fact_id, e.order_id, e.rule_id
    from lots l join entries e on e.bucket = l.bucket and e.member_id = l.member_id and e.id = l.id
    where ${sql.join(conditions, sql` and `)}
    order by l.id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(toLot), nextCursor: rows.length > limit && last ? writeIdCursor(last.id) : null };
}

function isDead(now: Date): RawBuilder<unknown> {
  return sql`(l.expires_at is not null and l.expires_at <= ${now} or l.lapsed > 0 and l.remaining = 0
    or l.cancelled_unless_awaited and not l.activated and l.active_from <= ${now})`;
}

function statusAt(now: Date): RawBuilder<unknown> {
  return sql`case when ${isDead(now)} then 'expired' when l.remaining = 0 then 'empty'
    when l.active_from > ${now} then 'pending' else 'open' end`;
}

function statusCondition(status: LotStatus, now: Date): RawBuilder<unknown>[] {
  if (status === "all") return [];
  if (status === "open") return [sql`l.remaining > 0 and not ${isDead(now)}`];
  return [sql`${statusAt(now)} = ${status}`];
}

function toLot(row: LotRow): LotView {
  return {
    id: toPublicId("lot", row.id),
    entryId: toPublicId("ent", row.id),
    wallet: row.wallet,
    amount: row.amount,
    remaining: row.remaining,
    activeFrom: row.active_from.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    status: row.status,
    awaits: row.awaits,
    origin: {
      kind: row.kind,
      factKind: row.fact_kind,
      factId: factPublicId(row.fact_kind, row.fact_id),
      orderId: row.order_id === null ? null : toPublicId("ord", row.order_id),
      ruleId: row.rule_id,
    },
  };
}
