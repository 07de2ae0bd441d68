import type { AccountState, CompiledProgramme, Fact, Lot, MemberProfile, MemberState } from "@regulars/engine";
import { toWork } from "./batch-context.ts";
import { loadBudgets } from "./budget-store.ts";
import { loadNeededLots, toHold } from "./decide-batch.ts";
import { fillMissingLeaves } from "./fill-leaves.ts";
import { loadHolds } from "./load-holds.ts";
import { findOrdersById, loadMembers } from "./read-store.ts";
import type { TillClient } from "./sql.ts";
import type { MemberWork, OrderRecord } from "./till-records.ts";

/** Somebody who is not in the books. */
export interface InventedMember {
  profile: MemberProfile;
  account: AccountState;
  lots: Lot[];
}

export interface TrialWish {
  /** Any programme, also one that never was in force. */
  programme: CompiledProgramme;
  member: { id: string } | InventedMember;
  /** What will be decided, so that the lots and budgets it may touch are read. */
  facts: Fact[];
}

/**
 * A member as `decide` would find them, under a programme that need not be the one in force: what its rules ask about is filled from
 * history on the side. Nothing is locked or written. Null when nobody has the id, or the member takes no facts.
 */
export async function trialState(client: TillClient, wish: TrialWish): Promise<MemberState | null> {
  const { programme, facts } = wish;
  const member = await workOf(client, wish);
  if (!member) return null;
  const members = new Map([[member.id, member]]);
  const byMember = new Map([[member.id, facts]]);
  const now = facts.reduce((latest, fact) => Math.max(latest, fact.at), 0);
  if ("id" in wish.member) {
    await loadHolds(client, [], members);
    await fillMissingLeaves(client, programme, [member]);
    await loadNeededLots(client, { programme, members }, byMember, now);
  }
  const budgets = await loadBudgets(client, { programme, members }, { facts: byMember, dry: true });
  const { profile, account, lots, holds } = member;
  return { profile, account, lots, holds: [...holds.values()].map(toHold), budgets };
}

async function workOf(client: TillClient, { member }: TrialWish): Promise<MemberWork | null> {
  if (!("id" in member)) {
    const { profile, account, lots } = member;
    return { ...toWork({ id: profile.id, status: "active", mergedInto: null, demo: false, profile, account }), lots };
  }
  const [loaded] = await loadMembers(client, [member.id], { dry: true, withConsents: true });
  return loaded?.status === "active" ? toWork(loaded) : null;
}

/** What was bought, where and by whom. */
export type Basket = Pick<OrderRecord, "memberId" | "storeId" | "channel" | "source" | "currency" | "lines">;

export async function basketOf(client: TillClient, orderId: string): Promise<Basket | null> {
  const [order] = await findOrdersById(client, [orderId], false);
  return order ?? null;
}
