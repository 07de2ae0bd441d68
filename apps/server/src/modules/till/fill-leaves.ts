import {
  type CompiledLeaf,
  type CompiledProgramme,
  emptyLeaf,
  foldEvent,
  type HistoryEvent,
  type LeafContext,
  POINTS_EARNED,
} from "@regulars/engine";
import { rows, type TillClient } from "./sql.ts";
import type { LineRecord, MemberWork, OrderLedger } from "./till-records.ts";

interface HistoryRow {
  member_id: string;
  source: string;
  store_id: string | null;
  channel: string | null;
  currency: string;
  placed_at: Date;
  lines: LineRecord[];
  outcome: OrderLedger | null;
}

const historyStatement = {
  name: "till_member_history",
  text: `select o.member_id, o.source, o.store_id, o.channel, o.currency, o.placed_at, o.lines, o.outcome
    from unnest($1::smallint[], $2::uuid[]) k(bucket, id)
    join orders o on o.bucket = k.bucket and o.member_id = k.id
    where not o.complete_refund order by o.placed_at, o.id`,
};

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
  const history = await rows<HistoryRow>(client, historyStatement, [
    lacking.map(({ member }) => member.bucket),
    lacking.map(({ member }) => member.id),
  ]);
  const byMember = Map.groupBy(history, (row) => row.member_id);
  for (const { member, leaves } of lacking) {
    const events = (byMember.get(member.id) ?? []).flatMap(toEvents);
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

/** An order as it now stands, and the points it earned less what refunds clawed back. */
function toEvents(row: HistoryRow): HistoryEvent[] {
  const at = row.placed_at.getTime();
  const lines = row.lines
    .map((line) => ({
      sku: line.sku,
      name: line.name,
      category: line.category,
      quantity: line.quantity - line.refundedQuantity,
      unitPrice: line.unitPrice,
      discount: Math.max(
        0,
        line.unitPrice * (line.quantity - line.refundedQuantity) - (line.net - line.refundedAmount),
      ),
      net: line.net - line.refundedAmount,
    }))
    .filter((line) => line.quantity > 0);
  const order: HistoryEvent = {
    type: "order",
    at,
    order: {
      net: lines.reduce((sum, line) => sum + line.net, 0),
      gross: lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0),
      discount: lines.reduce((sum, line) => sum + line.discount, 0),
      storeId: row.store_id,
      channel: row.channel,
      source: row.source,
      currency: row.currency,
      placedAt: at,
      lines,
    },
  };
  const earned = (row.outcome?.earned ?? []).map(
    (entry): HistoryEvent => ({
      type: POINTS_EARNED,
      at,
      properties: { wallet: entry.wallet, points: entry.amount - entry.clawedBack },
    }),
  );
  return [order, ...earned];
}
