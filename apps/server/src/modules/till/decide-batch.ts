import {
  type AdjustFact,
  type Decision,
  decide,
  type Fact,
  lotNeeds,
  type OrderFact,
  type RefundFact,
  type SettleFact,
  walletView,
} from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import type { BatchContext } from "./batch-context.ts";
import { loadLots, type MemberLotNeeds } from "./read-store.ts";
import type { TillClient } from "./sql.ts";
import type { Accepted } from "./till-answer.ts";
import type { EntryRecord, MemberWork, TierChangeRecord, WalletRecord } from "./till-records.ts";

export type AcceptedDecision = Extract<Decision, { ok: true }>;

/** The facts of a batch by member, known before anything is decided, so that all lots are read at once. */
export async function loadNeededLots(
  client: TillClient,
  context: BatchContext,
  facts: Map<string, Fact[]>,
  now: number,
): Promise<void> {
  const wanted: MemberLotNeeds[] = [];
  for (const [memberId, memberFacts] of facts) {
    const member = context.members.get(memberId);
    if (!member) continue;
    const needs = lotNeeds(context.programme, member.account, memberFacts, now);
    const isNeeded = needs.lotIds.length > 0 || needs.changes.length > 0 || Object.keys(needs.debit).length > 0;
    if (isNeeded) wanted.push({ memberId, needs });
  }
  if (wanted.length === 0) return;
  const lots = await loadLots(client, wanted);
  for (const [memberId, found] of lots) {
    const member = context.members.get(memberId);
    if (member) member.lots = found;
  }
}

/** Decides one fact of one member and keeps the new state for the facts that follow. */
export function applyFact(context: BatchContext, member: MemberWork, fact: Fact): Decision {
  const state = { profile: member.profile, account: member.account, lots: member.lots };
  const decision = decide(context.programme, state, fact, () => newId(member.bucket));
  if (!decision.ok) return decision;
  member.account = decision.state.account;
  member.lots = decision.state.lots;
  member.isChanged = true;
  for (const lot of decision.changedLots) member.changedLots.set(lot.id, lot);
  return decision;
}

interface BookingOrigin {
  factKind: EntryRecord["factKind"];
  factId: string;
  orderId: string | null;
  programmeVersion: number;
  actor: string;
  recordedAt: Date;
}

/** Ledger rows of a decision. */
export function toEntries(decision: AcceptedDecision, member: MemberWork, origin: BookingOrigin): EntryRecord[] {
  return decision.entries.map((entry) => ({
    bucket: member.bucket,
    memberId: member.id,
    id: entry.id,
    wallet: entry.wallet,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    factKind: origin.factKind,
    factId: origin.factId,
    orderId: origin.orderId,
    ruleId: entry.ruleId,
    lotId: entry.lotId,
    relatedEntryId: entry.relatedEntryId,
    allocations: entry.allocations,
    perLine: entry.perLine,
    explanation: entry.explanation,
    programmeVersion: origin.programmeVersion,
    actor: origin.actor,
    effectiveAt: new Date(entry.at),
    recordedAt: origin.recordedAt,
    availableAt: entry.availableAt === null ? null : new Date(entry.availableAt),
    expiresAt: entry.expiresAt === null ? null : new Date(entry.expiresAt),
    demo: member.demo,
  }));
}

/** Tier changes of a decision, also noted with the member to be written. */
export function noteTierChanges(
  decision: AcceptedDecision,
  member: MemberWork,
  origin: BookingOrigin,
): TierChangeRecord[] {
  const changes = decision.tierChanges.map((change) => ({ ...change, id: newId(member.bucket) }));
  for (const record of changes) {
    member.tierChanges.push({
      record,
      factKind: origin.factKind,
      factId: origin.factId,
      recordedAt: origin.recordedAt,
    });
  }
  return changes;
}

/** The member's wallets at `asOf`, from the lots that were loaded for it. */
export function walletsOf(member: MemberWork, asOf: number): WalletRecord[] {
  return walletView(member.account, member.lots, asOf).map((view) => ({
    wallet: view.wallet,
    available: view.available,
    pending: view.pending,
    held: view.held,
    arrears: view.arrears,
    asOf,
  }));
}

export function accepted(parts: Partial<Accepted> & Pick<Accepted, "status" | "memberId">): Accepted {
  return { order: null, refund: null, entries: [], tierChanges: [], wallets: [], ...parts };
}

export function settleFact(at: number, recordedAt: number): SettleFact {
  return { kind: "settle", id: newId(), at, recordedAt };
}

export type MemberFact = OrderFact | RefundFact | AdjustFact | SettleFact;
