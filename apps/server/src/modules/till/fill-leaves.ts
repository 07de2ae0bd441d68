import {
  type CompiledLeaf,
  type CompiledProgramme,
  emptyLeaf,
  foldEvent,
  type HistoryEvent,
  type LeafContext,
  orderHistory,
  POINTS_EARNED,
} from "@regulars/engine";
import { orderOutcome } from "./order-outcome.ts";
import { type OrderRow, toOrderRecord } from "./read-store.ts";
import { rows, type TillClient } from "./sql.ts";
import type { MemberWork } from "./till-records.ts";

const historyStatement = {
  name: "till_member_history",
  text: `select o.* from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    join orders o on o.bucket = k.bucket and o.member_id = k.id
    where not o.complete_refund order by o.placed_at, o.id`,
};

const eventsStatement = {
  name: "till_member_events",
  text: `select e.member_id, e.id, e.type, e.at, e.recorded_at, e.properties from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    join events e on e.bucket = k.bucket and e.member_id = k.id and e.type = any($3::text[])`,
};

/** What events and occasions gave, but for what was taken back; points of orders are told by the orders. */
const earnedStatement = {
  name: "till_member_earned",
  text: `select e.member_id, e.id, e.wallet, e.amount, e.effective_at as at from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    join entries e on e.bucket = k.bucket and e.member_id = k.id and e.kind = 'earn'
      and (e.order_id is null or e.fact_kind = 'event')
    where not exists (select from reversals r where r.bucket = e.bucket and r.member_id = e.member_id and r.entry_id = e.id)`,
};

interface EventRow {
  member_id: string;
  id: string;
  type: string;
  at: Date;
  recorded_at: Date;
  properties: NonNullable<HistoryEvent["properties"]>;
}

interface EarnedRow {
  member_id: string;
  id: string;
  wallet: string;
  amount: number;
  at: Date;
}

interface Told {
  memberId: string | null;
  id: string;
  events: HistoryEvent[];
}

function toldByEvent(row: EventRow): Told {
  const at = Math.min(row.at.getTime(), row.recorded_at.getTime());
  return { memberId: row.member_id, id: row.id, events: [{ type: row.type, at, properties: row.properties }] };
}

function toldByEarning({ member_id, id, wallet, amount, at }: EarnedRow): Told {
  const event = { type: POINTS_EARNED, at: at.getTime(), properties: { wallet, points: amount } };
  return { memberId: member_id, id, events: [event] };
}

/** What kinds of events leaves ask about. */
function typesOf(leaves: CompiledLeaf[]): Set<string> {
  return new Set(
    leaves.flatMap(({ leaf }) => {
      if ("event" in leaf) return [leaf.event];
      return "last" in leaf ? [leaf.last] : leaf.sequence.map((step) => step.event);
    }),
  );
}

interface Wanted {
  members: MemberWork[];
  types: Set<string>;
}

/** All that the members did and is asked about, oldest first. */
async function loadHistory(
  client: TillClient,
  { members, types }: Wanted,
): Promise<Map<string | null, HistoryEvent[]>> {
  const keys = [members.map((member) => member.bucket), members.map((member) => member.id)];
  const others = [...types].filter((type) => type !== "order" && type !== POINTS_EARNED);
  const asksForOrders = types.has("order") || types.has(POINTS_EARNED);
  const orders = asksForOrders ? await rows<OrderRow>(client, historyStatement, keys) : [];
  const events = others.length > 0 ? await rows<EventRow>(client, eventsStatement, [...keys, others]) : [];
  const earned = types.has(POINTS_EARNED) ? await rows<EarnedRow>(client, earnedStatement, keys) : [];
  const told = [
    ...orders.map(toOrderRecord).map((order) => ({
      memberId: order.memberId,
      id: order.id,
      events: orderHistory(orderOutcome(order), order.currency),
    })),
    ...events.map(toldByEvent),
    ...earned.map(toldByEarning),
  ];
  const byTime = told.map((one) => ({ ...one, at: one.events[0]?.at ?? 0 }));
  byTime.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const byMember = Map.groupBy(byTime, (one) => one.memberId);
  return new Map([...byMember].map(([memberId, own]) => [memberId, own.flatMap(({ events }) => events)]));
}

/**
 * Fills leaf states that an account lacks from the member's history. Happens when a programme with new leaves is being
 * activated and after a refund that a leaf could not take back in place; never in the ordinary run of a till.
 */
export async function fillMissingLeaves(
  client: TillClient,
  programme: CompiledProgramme,
  members: MemberWork[],
): Promise<number> {
  const lacking = members.flatMap((member) => {
    const leaves = programme.leaves.filter((leaf) => member.account.leaves[leaf.key] === undefined);
    return leaves.length > 0 ? [{ member, leaves }] : [];
  });
  if (lacking.length === 0) return 0;
  const history = await loadHistory(client, {
    members: lacking.map(({ member }) => member),
    types: typesOf(lacking.flatMap(({ leaves }) => leaves)),
  });
  for (const { member, leaves } of lacking) {
    const events = history.get(member.id) ?? [];
    const context: LeafContext = { profile: member.profile, zone: programme.zone, account: member.account };
    const filled = leaves.map((leaf) => [leaf.key, foldAll(leaf, events, context)] as const);
    member.account = { ...member.account, leaves: { ...member.account.leaves, ...Object.fromEntries(filled) } };
    member.isChanged = true;
  }
  return lacking.length;
}

function foldAll(leaf: CompiledLeaf, events: HistoryEvent[], context: LeafContext): ReturnType<typeof emptyLeaf> {
  return events.reduce((state, event) => foldEvent(leaf, state, event, context), emptyLeaf(leaf));
}
