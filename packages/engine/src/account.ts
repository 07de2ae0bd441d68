import type { CompiledProgramme } from "./compile.ts";
import { emptyWallet } from "./draft.ts";
import { nextConditionChangeAt } from "./due.ts";
import type { AccountState, Fact, Instant, Lot, LotNeeds, MemberProfile, TierState } from "./facts.ts";
import { emptyLeaf } from "./leaf-state.ts";
import { activationOf, expiryOf } from "./lot-dates.ts";
import { earlier } from "./settle-lots.ts";
import { stageOf, worldOf } from "./stage.ts";
import { nextTierLookAt } from "./tier-notice.ts";

/** The account of a member without a past: every leaf filled, in the first tier of each ladder since joining. */
export function emptyAccount(compiled: CompiledProgramme, profile: MemberProfile): AccountState {
  const tiers: Record<string, TierState> = {};
  for (const { ladder, tierIds } of compiled.ladders) {
    const tier = tierIds[0];
    if (tier !== undefined) tiers[ladder.id] = { tier, since: profile.joinedAt, until: null };
  }
  const account: AccountState = {
    settledAt: 0,
    wallets: Object.fromEntries([...compiled.wallets.keys()].map((id) => [id, emptyWallet()])),
    tiers,
    leaves: Object.fromEntries(compiled.leaves.map((leaf) => [leaf.key, emptyLeaf(leaf)])),
    stage: null,
    orders: { count: 0, net: 0, firstAt: null, lastAt: null },
  };
  const stage = stageOf(compiled, { profile, account }, profile.joinedAt);
  return stage === null ? account : { ...account, stage: { id: stage, since: profile.joinedAt } };
}

/** Which lots `decide` will need for these facts of one member, taken together and in any order. `now` may be later than all of them. */
export function lotNeeds(
  compiled: CompiledProgramme,
  account: AccountState,
  facts: readonly Fact[],
  now: Instant,
): LotNeeds {
  const debit: Record<string, number> = {};
  const lotIds = new Set<string>();
  const changesUntil = facts.reduce((latest, fact) => Math.max(latest, fact.at), Math.max(account.settledAt, now));
  for (const fact of facts) {
    if (fact.kind === "order") for (const { wallet, points } of fact.redeem) owe(debit, wallet, points);
    if (fact.kind === "adjust" && fact.points < 0) owe(debit, fact.wallet, -fact.points);
    if (fact.kind !== "refund") continue;
    for (const earned of fact.order.earned) {
      lotIds.add(earned.entryId);
      owe(debit, earned.wallet, earned.amount - earned.clawedBack);
    }
    for (const spent of fact.order.spent) for (const { lotId } of spent.allocations) lotIds.add(lotId);
  }
  const changes = new Set<string>();
  for (const [id, { nextLotChangeAt }] of Object.entries(account.wallets)) {
    if (nextLotChangeAt !== null && nextLotChangeAt <= changesUntil) changes.add(id);
  }
  if (facts.length > 1) for (const id of changedOnTheWay(compiled, facts, changesUntil)) changes.add(id);
  return { debit, lotIds: [...lotIds], changes: [...changes], changesUntil };
}

function owe(debit: Record<string, number>, wallet: string, points: number): void {
  // An absurd wish is refused by `decide`; here it must not ask for more than a number can say.
  if (points > 0) debit[wallet] = Math.min(Number.MAX_SAFE_INTEGER, (debit[wallet] ?? 0) + points);
}

const DAY_MS = 86_400_000;

/** Wallets in which an earlier fact may open, or give back to, a lot that changes before a later fact: their next change must be found again. */
function changedOnTheWay({ wallets, zone }: CompiledProgramme, facts: readonly Fact[], until: Instant): Set<string> {
  const first = Math.min(...facts.map((fact) => fact.at));
  // The member's own zone may be ahead of the programme's.
  const latest = until + 2 * DAY_MS;
  const found = new Set<string>();
  for (const wallet of wallets.values()) {
    const activeFrom = activationOf(wallet, first, zone);
    const expiresAt = expiryOf(wallet, first, zone);
    if ((activeFrom > first && activeFrom <= latest) || (expiresAt !== null && expiresAt <= latest))
      found.add(wallet.id);
  }
  for (const fact of facts) {
    if (fact.kind === "adjust" && fact.expiresAt !== undefined && fact.expiresAt <= until) found.add(fact.wallet);
    if (fact.kind === "refund") for (const { wallet } of fact.order.spent) found.add(wallet);
  }
  return found;
}

const MAX_STEPS = 4;

/**
 * The earliest instant after `settledAt` at which time alone changes something: a lot activates or expires, a tier's period ends,
 * the life-cycle stage moves. null = never. At that instant a `settle` fact is due. May be early, never late.
 */
export function nextDueAt(compiled: CompiledProgramme, account: AccountState, profile: MemberProfile): Instant | null {
  let due: Instant | null = null;
  for (const wallet of Object.values(account.wallets)) due = earlier(due, wallet.nextLotChangeAt);
  due = earlier(due, nextTierLookAt(compiled, account, profile));
  return earlier(due, nextStageAt(compiled, account, profile));
}

/** When the stage moves next; after a bounded number of steps without a move, the step reached. */
function nextStageAt(compiled: CompiledProgramme, account: AccountState, profile: MemberProfile): Instant | null {
  // A leaf that is missing will be filled, and the member settled, before anything can be told.
  if (compiled.stageLeaves.some((leaf) => !account.leaves[leaf.key])) return null;
  const state = { profile, account };
  const world = worldOf(compiled, state);
  const conditions = compiled.stages.map((stage) => stage.when);
  let at = Math.max(account.settledAt, profile.joinedAt);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = nextConditionChangeAt(conditions, world, at);
    if (next === null || stageOf(compiled, state, next) !== (account.stage?.id ?? null)) return next;
    at = next;
  }
  return at;
}

/** One wallet as a member or a clerk sees it. */
export interface WalletView {
  wallet: string;
  available: number;
  pending: number;
  held: number;
  arrears: number;
  /** What will expire and when, soonest first, as far as the given lots tell. */
  expiring: { at: Instant; amount: number }[];
}

/**
 * Every wallet as of an instant: what time has done since `settledAt` is taken in without booking it.
 * `lots` = all open lots, or at least those that activate or expire by `asOf`; `expiring` lists only the lots given.
 */
export function walletView(account: AccountState, lots: readonly Lot[], asOf: Instant): WalletView[] {
  return Object.entries(account.wallets).map(([wallet, state]) => {
    const view = {
      wallet,
      available: state.available,
      pending: state.pending,
      held: state.held,
      arrears: state.arrears,
    };
    const expiring = new Map<Instant, number>();
    for (const lot of lots) {
      if (lot.wallet !== wallet || lot.remaining === 0) continue;
      const isDead = lot.expiresAt !== null && lot.expiresAt <= asOf;
      const isActive = !isDead && lot.activeFrom <= asOf;
      if (lot.activated && isDead) view.available -= lot.remaining;
      if (!lot.activated && (isDead || isActive)) view.pending -= lot.remaining;
      if (!lot.activated && isActive) view.available += lot.remaining;
      if (!isDead && lot.expiresAt !== null)
        expiring.set(lot.expiresAt, (expiring.get(lot.expiresAt) ?? 0) + lot.remaining);
    }
    return { ...view, expiring: [...expiring].map(([at, amount]) => ({ at, amount })).sort((a, b) => a.at - b.at) };
  });
}
