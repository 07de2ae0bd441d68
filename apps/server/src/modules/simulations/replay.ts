import {
  type AccountState,
  type BudgetLeft,
  type BudgetShare,
  budgetKeys,
  type CompiledProgramme,
  type Decision,
  decide,
  type EntryDecision,
  type Fact,
  type Hold,
  type Instant,
  type Lot,
  lotNeeds,
  type MemberProfile,
  nextDueAt,
  nextOccasionAt,
  type OrderOutcome,
  POINTS_EARNED,
} from "@regulars/engine";
import { eventsBefore, foldInto } from "./fold-history.ts";
import type { MemberHistory } from "./history.ts";
import type { Closings } from "./spec.ts";
import type { StateAt } from "./state-at.ts";

export type Accepted = Extract<Decision, { ok: true }>;

/** What a replay tells of, as it happens. */
export interface ReplayObserver {
  entry(entry: EntryDecision): void;
  budget(share: BudgetShare, at: Instant): void;
  /** Money of orders less refunds. */
  revenue(at: Instant, amount: number, orders: number): void;
  unaffordable(wallet: string, points: number): void;
  refused(code: string): void;
}

export interface ReplaySide {
  compiled: CompiledProgramme;
  /** Absent = budgets give whatever is asked of them. */
  closings: Closings | null;
  /** Whether time alone may move what rules or tiers ask about, so that no due instant may be passed over. */
  isTimely: boolean;
  hasOccasions: boolean;
}

export function sideOf(compiled: CompiledProgramme, closings: Closings | null): ReplaySide {
  const { programme, rulesOf } = compiled;
  // A name with these letters in it only makes the replay look more often.
  const text = JSON.stringify([programme.rules, programme.ladders]);
  return {
    compiled,
    closings,
    isTimely: text.includes('"stage":') || programme.ladders.some((ladder) => ladder.metric.kind === "condition"),
    hasOccasions: rulesOf.birthday.length > 0 || rulesOf.anniversary.length > 0 || rulesOf.registration.length > 0,
  };
}

const unlimited: BudgetLeft = { points: null, money: null };
const nothingLeft: BudgetLeft = { points: 0, money: 0 };

/** One member's past, decided again under one programme. */
export interface Replay {
  side: ReplaySide;
  profile: MemberProfile;
  history: MemberHistory;
  /** When the span begins. */
  from: Instant;
  observer: ReplayObserver;
  account: AccountState;
  /** Open lots; of members whose points may come back, all lots. */
  lots: Map<string, Lot>;
  holds: Map<string, Hold>;
  /** Orders that are refunded in the span, as they stand. */
  orders: Map<string, OrderOutcome>;
  keepsEmptyLots: boolean;
  /** Entries of facts that are reversed in the span. */
  reversible: Map<string, EntryDecision[]>;
  nextOccasion: Instant | null;
  ids: () => string;
}

/** Ids of one length rise as their numbers do. */
const firstId = 1_000_000_000;
const returning = new Set(["refund", "reverse", "commit", "release", "hold"]);

export function openReplay(
  side: ReplaySide,
  { history, state }: { history: MemberHistory; state: StateAt },
  from: Instant,
  observer: ReplayObserver,
): Replay {
  const keepsEmptyLots =
    state.holds.size > 0 || history.happenings.some((fact) => fact.at >= from && returning.has(fact.kind));
  if (!keepsEmptyLots) for (const lot of state.lots.values()) if (lot.remaining === 0) state.lots.delete(lot.id);
  let made = 0;
  return {
    side,
    profile: history.profile,
    history,
    from,
    observer,
    ...state,
    orders: new Map(),
    keepsEmptyLots,
    reversible: new Map(),
    nextOccasion: side.hasOccasions ? nextOccasionAt(side.compiled, state.account, history.profile) : null,
    // After all real ids, and rising, as the till's are.
    ids() {
      made += 1;
      return `s${firstId + made}`;
    },
  };
}

/** Nobody else has the state, and nobody reads why. */
const asReplay = { owned: true, explain: false };

/** Decides one fact, keeps the new state and tells what came of it. */
export function apply(replay: Replay, fact: Fact): Decision {
  const { side, profile, account } = replay;
  const { compiled } = side;
  const state = {
    profile,
    account,
    lots: lotsFor(replay, fact),
    ...(replay.holds.size > 0 ? { holds: [...replay.holds.values()] } : {}),
    ...(compiled.budgets.size > 0 ? { budgets: budgetsFor(replay, fact) } : {}),
  };
  const decision = decide(compiled, state, fact, replay.ids, asReplay);
  if (!decision.ok) return decision;
  replay.account = decision.state.account;
  for (const lot of decision.changedLots) {
    if (lot.remaining > 0 || replay.keepsEmptyLots) replay.lots.set(lot.id, lot);
    else replay.lots.delete(lot.id);
  }
  for (const hold of decision.changedHolds) {
    if (hold.status === "held") replay.holds.set(hold.id, hold);
    else replay.holds.delete(hold.id);
  }
  for (const entry of decision.entries) replay.observer.entry(entry);
  for (const share of decision.budgetUse) replay.observer.budget(share, Math.max(fact.at, account.settledAt));
  if (decision.staleLeaves.length > 0) refill(replay, decision.staleLeaves);
  return decision;
}

/** Whether nothing but the fact itself can touch lots: it names none, and none changes by its time. */
function needsNoLots({ account, holds }: Replay, fact: Fact): boolean {
  if (holds.size > 0 || (fact.kind !== "order" && fact.kind !== "settle")) return false;
  if (fact.kind === "order" && fact.redeem.length > 0) return false;
  for (const id in account.wallets) {
    const wallet = account.wallets[id];
    if (wallet?.nextLotChangeAt != null && wallet.nextLotChangeAt <= fact.at) return false;
    if (wallet?.lapsesAt !== undefined && wallet.lapsesAt <= fact.at) return false;
  }
  return true;
}

function lotsFor(replay: Replay, fact: Fact): Lot[] {
  if (needsNoLots(replay, fact)) return [];
  const needs = lotNeeds(replay.side.compiled, replay.account, [fact], fact.at);
  const wallets = new Set([...needs.changes, ...(needs.everyLot ?? [])]);
  for (const wallet in needs.debit) wallets.add(wallet);
  const isAny = needs.awaiting !== undefined;
  if (wallets.size === 0 && needs.lotIds.length === 0 && !isAny && replay.holds.size === 0) return [];
  const named = new Set(needs.lotIds);
  for (const hold of replay.holds.values()) for (const { lotId } of hold.allocations) named.add(lotId);
  const lots: Lot[] = [];
  for (const lot of replay.lots.values()) {
    if (named.has(lot.id) || (lot.remaining > 0 && (isAny || wallets.has(lot.wallet)))) lots.push(lot);
  }
  return lots;
}

function budgetsFor({ side, account, profile }: Replay, fact: Fact): Record<string, BudgetLeft> {
  const at = Math.max(fact.at, account.settledAt);
  const budgets: Record<string, BudgetLeft> = {};
  for (const key of budgetKeys(side.compiled, [fact], account, profile.zone)) {
    const closedAt = side.closings?.[key];
    budgets[key] = closedAt !== undefined && at >= closedAt ? nothingLeft : unlimited;
  }
  return budgets;
}

/** A refund took from a leaf what it cannot tell any more: it is folded again from everything up to now, and tiers are judged then. */
function refill(replay: Replay, keys: readonly string[]): void {
  const { side, history, profile, account } = replay;
  const stale = new Set(keys);
  const now = account.settledAt + 1;
  const withEarned = side.compiled.leaves.some(
    ({ key, leaf }) => stale.has(key) && "event" in leaf && leaf.event === POINTS_EARNED,
  );
  const events = eventsBefore(history, now, withEarned);
  const leaves: AccountState["leaves"] = {};
  const context = { profile, zone: side.compiled.zone, account };
  foldInto(leaves, (type) => side.compiled.leavesOf(type).filter((leaf) => stale.has(leaf.key)), events, context);
  replay.account = { ...account, leaves: { ...account.leaves } };
  for (const leaf of side.compiled.leaves)
    if (stale.has(leaf.key)) replay.account.leaves[leaf.key] = leaves[leaf.key] ?? { at: [] };
  settle(replay, account.settledAt);
}

const mostSteps = 10_000;

/** Lets time pass up to `until`, stopping wherever something falls due on the way. */
export function passTime(replay: Replay, until: Instant): void {
  for (let step = 0; step < mostSteps; step += 1) {
    const due = dueAt(replay);
    if (due === null || due > until || due <= replay.account.settledAt) return;
    settle(replay, due);
  }
}

function dueAt({ side, account, profile, nextOccasion }: Replay): Instant | null {
  if (side.isTimely) return nextDueAt(side.compiled, account, profile);
  let due = nextOccasion ?? Number.POSITIVE_INFINITY;
  for (const id in account.wallets) {
    const wallet = account.wallets[id];
    if (!wallet) continue;
    if (wallet.nextLotChangeAt !== null && wallet.nextLotChangeAt < due) due = wallet.nextLotChangeAt;
    if (wallet.lapsesAt !== undefined && wallet.lapsesAt < due) due = wallet.lapsesAt;
  }
  for (const id in account.tiers) {
    const tier = account.tiers[id];
    if (tier?.until != null && tier.until < due) due = tier.until;
    if (tier?.grant?.until != null && tier.grant.until < due) due = tier.grant.until;
    if (tier?.grant?.earned.until != null && tier.grant.earned.until < due) due = tier.grant.earned.until;
  }
  return due === Number.POSITIVE_INFINITY ? null : due;
}

export function settle(replay: Replay, at: Instant): void {
  const decision = apply(replay, { kind: "settle", id: "settle", at, recordedAt: at });
  if (!decision.ok) replay.observer.refused(decision.code);
  const { side, account, profile, nextOccasion } = replay;
  if (nextOccasion !== null && nextOccasion <= account.settledAt)
    replay.nextOccasion = nextOccasionAt(side.compiled, account, profile);
}
