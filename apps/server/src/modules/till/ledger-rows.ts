import { type ChainedEntry, type ChainHead, chainEntries } from "../../platform/chain.ts";
import type { EntryRecord, MemberWork } from "./till-records.ts";

/** A ledger row as stored: JSON as text, instants as epoch milliseconds, linked to the row before it. */
export type LedgerRow = ChainedEntry & ChainHead & { bucket: number };

/** The rows of entries, each linked to its member's chain; the new heads are left in the accounts, which are written next. */
export function toLedger(entries: EntryRecord[], members: MemberWork[]): LedgerRow[] {
  if (entries.length === 0) return [];
  const byMember = Map.groupBy(entries, (entry) => entry.memberId);
  const owners = new Map(members.map((member) => [member.id, member]));
  return [...byMember].flatMap(([memberId, own]) => {
    const member = owners.get(memberId);
    if (!member) throw new Error("an entry belongs to a member whose account is not written");
    const { rows, head } = chainEntries(member.account.chain, own.map(toRow));
    if (head) member.account = { ...member.account, chain: head };
    return rows;
  });
}

function toRow(entry: EntryRecord): ChainedEntry & { bucket: number } {
  return {
    bucket: entry.bucket,
    memberId: entry.memberId,
    id: entry.id,
    wallet: entry.wallet,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    factKind: entry.factKind,
    factId: entry.factId,
    orderId: entry.orderId,
    ruleId: entry.ruleId,
    lotId: entry.lotId,
    relatedEntryId: entry.relatedEntryId,
    allocations: jsonOrNull(entry.allocations),
    perLine: jsonOrNull(entry.perLine),
    budgets: jsonOrNull(entry.budgets),
    explanation: JSON.stringify(entry.explanation),
    programmeVersion: entry.programmeVersion,
    actor: entry.actor,
    effectiveAt: entry.effectiveAt.getTime(),
    recordedAt: entry.recordedAt.getTime(),
    availableAt: entry.availableAt?.getTime() ?? null,
    expiresAt: entry.expiresAt?.getTime() ?? null,
    demo: entry.demo,
  };
}

function jsonOrNull(list: unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}
