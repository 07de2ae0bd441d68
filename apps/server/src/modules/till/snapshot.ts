import type { Run } from "./plan.ts";
import type { MemberWork } from "./till-records.ts";

/**
 * Remembers how far a batch has come with some members. Calling the answer puts it all back: a fact that touches two members,
 * or comes in several steps, happens whole or not at all.
 */
export function snapshot(run: Run, members: MemberWork[]): () => void {
  const kept = members.map((member) => ({
    member,
    before: {
      ...member,
      changedLots: new Map(member.changedLots),
      holds: new Map(member.holds),
      changedHolds: new Set(member.changedHolds),
      tierChanges: [...member.tierChanges],
      tierNotices: [...member.tierNotices],
    },
  }));
  const { budgets } = run.context;
  const stale = new Set(run.staleMembers);
  const { length: entries } = run.entries;
  const { length: budgetUse } = run.budgetUse;
  const { length: transfers } = run.transfers;
  return () => {
    for (const { member, before } of kept) Object.assign(member, before);
    run.context.budgets = budgets;
    run.staleMembers = stale;
    run.entries.length = entries;
    run.budgetUse.length = budgetUse;
    run.transfers.length = transfers;
  };
}
