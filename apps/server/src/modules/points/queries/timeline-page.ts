import type { TimelineItem, TimelineType } from "@regulars/contracts";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { bucketOf, toPublicId } from "../../../platform/ids.ts";
import { readInstantCursor, writeInstantCursor } from "../cursor.ts";
import { type TimelineRow, toTimelineItem } from "../timeline-item.ts";

export interface TimelinePage {
  memberId: string;
  types: readonly TimelineType[];
  limit: number;
  cursor?: string | undefined;
  /** Currency of points' explanations. */
  currency: string;
}

/** What happened with a member, newest first: one query, each source cut to a page before they are merged. */
export async function timelinePage(
  db: Db,
  page: TimelinePage,
): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  const { limit } = page;
  const mark = page.cursor === undefined ? null : readInstantCursor(page.cursor);
  const branches = page.types.flatMap((type) =>
    sources[type](page.memberId).map((source) => branchOf(type, source, { limit, mark })),
  );
  const { rows } = await sql<TimelineRow>`
    select type, key, at, at::text as at_text, data
    from (${sql.join(branches, sql` union all `)}) as happened
    order by at desc, key desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => toTimelineItem(row, page.currency)),
    nextCursor: rows.length > limit && last ? writeInstantCursor({ at: last.at_text, id: last.key }) : null,
  };
}

interface Cut {
  limit: number;
  mark: { at: string; id: string } | null;
}

interface Source {
  table: string;
  /** Column of the instant. */
  at: string;
  where: RawBuilder<unknown>;
  data: RawBuilder<unknown>;
}

/** One source in the common shape. The plain comparison with the instant is for its index; the pair decides. */
function branchOf(type: TimelineType, source: Source, { limit, mark }: Cut): RawBuilder<unknown> {
  const at = sql.ref(source.at);
  const key = sql`${type}::text || ':' || id::text`;
  const before = mark
    ? sql`and ${at} <= ${mark.at}::timestamptz and (${at}, ${key} collate "C") < (${mark.at}::timestamptz, ${mark.id})`
    : sql``;
  // Cut first: what is shown is put together for one page, not for a member's whole past.
  return sql`(select ${type}::text as type, (${key}) collate "C" as key, ${at} as at, ${source.data} as data
    from (select * from ${sql.table(source.table)} where ${source.where} ${before}
      order by ${at} desc, id desc limit ${limit + 1}) as page)`;
}

function ofMember(memberId: string): RawBuilder<unknown> {
  return sql`bucket = ${bucketOf(memberId)} and member_id = ${memberId}`;
}

/** What happened to the other member of a transfer is not told; only who it is. */
function transferData(isSender: boolean): RawBuilder<unknown> {
  const other = isSender ? sql`to_member_id` : sql`member_id`;
  return sql`jsonb_build_object('id', id, 'wallet', wallet, 'points', points, 'direction', ${isSender ? "out" : "in"}::text,
    'otherMemberId', ${other}, 'reason', reason, 'note', note)`;
}

const sources: Record<TimelineType, (memberId: string) => Source[]> = {
  order: (memberId) => [
    {
      table: "orders",
      at: "placed_at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'externalId', external_id, 'source', source, 'storeId', store_id,
      'channel', channel, 'currency', currency, 'gross', gross, 'net', net, 'refunded', refunded,
      'lineCount', json_array_length(lines), 'lines', jsonb_path_query_array(lines::jsonb, '$[0 to 9]'))`,
    },
  ],
  refund: (memberId) => [
    {
      table: "refunds",
      at: "refunded_at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'orderId', order_id, 'externalId', external_id, 'amount', amount,
      'reason', reason)`,
    },
  ],
  points: (memberId) => [
    {
      table: "entries",
      at: "effective_at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'wallet', wallet, 'kind', kind, 'amount', amount, 'balanceAfter', balance_after,
      'orderId', order_id, 'ruleId', rule_id, 'programmeVersion', programme_version, 'explanation', explanation)`,
    },
  ],
  tier: (memberId) => [
    {
      table: "tier_changes",
      at: "since",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'ladder', ladder, 'from', from_tier, 'to', to_tier, 'until', until,
      'reason', reason, 'programmeVersion', programme_version, 'explanation', explanation)`,
    },
  ],
  event: (memberId) => [
    {
      table: "events",
      at: "at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'eventType', type, 'externalId', external_id, 'source', source, 'storeId', store_id,
      'channel', channel, 'orderId', order_id, 'properties', properties)`,
    },
  ],
  hold: (memberId) => [
    {
      table: "holds",
      at: "at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'wallet', wallet, 'points', points, 'status', status, 'committed', committed,
      'reference', reference, 'expiresAt', expires_at, 'closedAt', closed_at, 'orderId', order_id)`,
    },
  ],
  transfer: (memberId) => [
    { table: "transfers", at: "at", where: ofMember(memberId), data: transferData(true) },
    {
      table: "transfers",
      at: "at",
      where: sql`to_bucket = ${bucketOf(memberId)} and to_member_id = ${memberId}`,
      data: transferData(false),
    },
  ],
  grant: (memberId) => [
    {
      table: "tier_grants",
      at: "at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'ladder', ladder, 'tier', tier, 'until', until, 'lifetime', lifetime, 'kind', kind,
      'reason', reason)`,
    },
  ],
  consent: (memberId) => [
    {
      table: "member_consents",
      at: "at",
      where: ofMember(memberId),
      data: sql`jsonb_build_object('id', id, 'purpose', purpose, 'granted', granted, 'textVersion', text_version)`,
    },
  ],
  member: (memberId) => [
    {
      table: "audit_log",
      at: "at",
      where: sql`target = ${toPublicId("mbr", memberId)}`,
      data: sql`jsonb_build_object('id', id, 'action', action, 'actor', actor_name, 'before', before, 'after', after,
      'reason', reason)`,
    },
  ],
};
