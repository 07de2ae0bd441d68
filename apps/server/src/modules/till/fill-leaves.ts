import {
  type CompiledLeaf,
  type CompiledProgramme,
  emptyLeaf,
  foldEvent,
  type HistoryEvent,
  type LeafContext,
  orderHistory,
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
  const history = await rows<OrderRow>(client, historyStatement, [
    lacking.map(({ member }) => member.bucket),
    lacking.map(({ member }) => member.id),
  ]);
  const byMember = Map.groupBy(history.map(toOrderRecord), (order) => order.memberId);
  for (const { member, leaves } of lacking) {
    const events = (byMember.get(member.id) ?? []).flatMap((order) =>
      orderHistory(orderOutcome(order), order.currency),
    );
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
