import type { ErrorCode } from "@regulars/contracts";
import { type Decision, decide, type Fact, type Hold, lotNeeds, type SettleFact, walletView } from "@regulars/engine";
import { newId } from "../../platform/ids.ts";
import type { BatchContext } from "./batch-context.ts";
import { loadLots, type MemberLotNeeds } from "./lot-rows.ts";
import type { Run } from "./plan.ts";
import { programmeFor } from "./programme-for.ts";

import { ruleTriggers } from "./rule-triggers.ts";
import type { TillClient } from "./sql.ts";
import { type Accepted, type Refused, refused } from "./till-answer.ts";
import type { EntryRecord, FactKind, HoldRecord, MemberWork, TierChangeRecord, WalletRecord } from "./till-records.ts";

export type AcceptedDecision = Extract<Decision, { ok: true }>;

/** The facts of a batch by member, known before anything is decided, so that all lots are read at once. */
export async function loadNeededLots(
  client: TillClient,
  context: Pick<BatchContext, "programme" | "members">,
  facts: Map<string, Fact[]>,
  now: number,
): Promise<void> {
  const wanted: MemberLotNeeds[] = [];
  for (const [memberId, memberFacts] of facts) {
    const member = context.members.get(memberId);
    if (!member) continue;
    const needs = lotNeeds(context.programme, member.account, memberFacts, now);
    if (needs.holds) for (const hold of member.holds.values()) needs.lotIds.push(...lotsOfHold(hold, needs.holds));
    wanted.push({ memberId, needs });
  }
  const lots = await loadLots(client, wanted);
  for (const [memberId, found] of lots) {
    const member = context.members.get(memberId);
    if (member) member.lots = found;
  }
}

function lotsOfHold(hold: HoldRecord, wallets: string[]): string[] {
  return wallets.includes(hold.wallet) ? hold.allocations.map(({ lotId }) => lotId) : [];
}

/** A hold as the engine sees it. */
export function toHold(hold: HoldRecord): Hold {
  const { id, wallet, points, status, reference, allocations, committed } = hold;
  return { id, wallet, points, status, expiresAt: hold.expiresAt.getTime(), reference, allocations, committed };
}

/** Decides one fact of one member and keeps the new state for the facts that follow. */
export function applyFact(context: BatchContext, member: MemberWork, fact: Fact): Decision {
  const { profile, account, lots } = member;
  const holds = member.holds.size === 0 ? undefined : [...member.holds.values()].map(toHold);
  const state = { profile, account, lots, holds, budgets: context.budgets };
  const decision = decide(programmeFor(member, context.programme), state, fact, () => newId(member.bucket));
  if (!decision.ok) return decision;
  member.account = decision.state.account;
  member.lots = decision.state.lots;
  member.isChanged = true;
  for (const lot of decision.changedLots) member.changedLots.set(lot.id, lot);
  for (const hold of decision.changedHolds) noteHold(member, hold, fact.at);
  if (decision.budgetUse.length > 0) context.budgets = { ...context.budgets, ...decision.state.budgets };
  member.tierNotices.push(...decision.tierNotices);
  return decision;
}

/** A hold that was there before; a new one is noted by the command that opens it. */
function noteHold(member: MemberWork, hold: Hold, at: number): void {
  const known = member.holds.get(hold.id);
  if (!known) return;
  const { status, committed, allocations } = hold;
  const closedAt = status === "held" ? null : new Date(status === "expired" ? hold.expiresAt : at);
  member.holds.set(hold.id, { ...known, status, committed, allocations, closedAt });
  member.changedHolds.add(hold.id);
}

export interface Origin {
  factKind: FactKind;
  factId: string;
  orderId: string | null;
  actor: string;
}

export interface Booked {
  status: "booked";
  decision: AcceptedDecision;
  entries: EntryRecord[];
  tierChanges: TierChangeRecord[];
  wallets: WalletRecord[];
}

/** Decides a fact and notes all that is to be written of it but its own row. */
export function bookFact(run: Run, member: MemberWork, fact: Fact, origin: Origin): Booked | Refused {
  const { status } = member;
  if (status !== "active" && fact.kind !== "settle") return refused("member.not_active", { status });
  const decision = applyFact(run.context, member, fact);
  if (!decision.ok) return refused(decision.code as ErrorCode, decision.params);
  const entries = toEntries(run, decision, { member, origin });
  run.entries.push(...entries);
  run.budgetUse.push(...decision.budgetUse);
  if (decision.staleLeaves.length > 0) run.staleMembers.add(member.id);
  const { now, withWallets } = run.options;
  return {
    status: "booked",
    decision,
    entries,
    tierChanges: noteTierChanges(run, decision, { member, origin }),
    wallets: withWallets ? walletsOf(member, now.getTime()) : [],
  };
}

/** Ledger rows of a decision. */
function toEntries(
  run: Run,
  decision: AcceptedDecision,
  { member, origin }: { member: MemberWork; origin: Origin },
): EntryRecord[] {
  const { programme } = run.context;
  const recordedAt = run.options.now;
  return decision.entries.map((entry) => ({
    bucket: member.bucket,
    memberId: member.id,
    id: entry.id,
    wallet: entry.wallet,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balanceAfter,
    ...originOf(run, entry, origin),
    ruleId: entry.ruleId,
    lotId: entry.lotId,
    relatedEntryId: entry.relatedEntryId,
    allocations: entry.allocations,
    perLine: entry.perLine,
    budgets: entry.budgets ?? [],
    explanation: entry.explanation,
    programmeVersion: programme.version,
    actor: origin.actor,
    effectiveAt: new Date(entry.at),
    recordedAt,
    availableAt: entry.availableAt === null ? null : new Date(entry.availableAt),
    expiresAt: entry.expiresAt === null ? null : new Date(entry.expiresAt),
    demo: member.demo,
  }));
}

/** A birthday, or a tier entered, may earn while an order is booked; such points do not belong to the order. */
function originOf(
  run: Run,
  entry: AcceptedDecision["entries"][number],
  { factKind, factId, orderId }: Origin,
): Pick<EntryRecord, "factKind" | "factId" | "orderId"> {
  if (entry.kind !== "earn" || entry.ruleId === null) return { factKind, factId, orderId };
  const trigger = ruleTriggers(run.context.programme).get(entry.ruleId);
  const isOfFact = trigger === "order" || trigger === "event";
  return isOfFact ? { factKind, factId, orderId } : { factKind: "settle", factId, orderId: null };
}

/** Tier changes of a decision, also noted with the member to be written. */
function noteTierChanges(
  run: Run,
  decision: AcceptedDecision,
  { member, origin }: { member: MemberWork; origin: Origin },
): TierChangeRecord[] {
  const changes = decision.tierChanges.map((change) => ({ ...change, id: newId(member.bucket) }));
  const { factKind, factId } = origin;
  for (const record of changes) member.tierChanges.push({ record, factKind, factId, recordedAt: run.options.now });
  return changes;
}

/** The member's wallets at `asOf`, from the lots that were loaded for it. */
export function walletsOf(member: MemberWork, asOf: number): WalletRecord[] {
  const holds = member.holds.size === 0 ? [] : [...member.holds.values()].map(toHold);
  return walletView(member.account, member.lots, asOf, holds).map((view) => ({
    wallet: view.wallet,
    available: view.available,
    pending: view.pending,
    held: view.held,
    arrears: view.arrears,
    asOf,
  }));
}

export function accepted(parts: Partial<Accepted> & Pick<Accepted, "status" | "memberId">): Accepted {
  return {
    order: null,
    refund: null,
    entries: [],
    tierChanges: [],
    wallets: [],
    tierNotices: 0,
    factId: null,
    event: null,
    hold: null,
    grant: null,
    counterpart: null,
    ...parts,
  };
}

export function settleFact(at: number, recordedAt: number): SettleFact {
  return { kind: "settle", id: newId(), at, recordedAt };
}
