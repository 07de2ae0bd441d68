import { book, change, type Draft, ownLot, ownWallet, UNEXPLAINED, walletWords } from "./draft.ts";
import { type Allocation, type Explanation, FAR_FUTURE, type Instant, type Lot, type WalletState } from "./facts.ts";
import { lapseOf } from "./lot-dates.ts";
import { localDate } from "./time.ts";

/** When the lot next changes by time alone after `after`, or null. */
export function nextChangeOf(lot: Lot, after: Instant): Instant | null {
  if (lot.remaining === 0) return null;
  if (!lot.activated && lot.activeFrom > after) return lot.activeFrom === FAR_FUTURE ? null : lot.activeFrom;
  return lot.expiresAt !== null && lot.expiresAt > after ? lot.expiresAt : null;
}

export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** Keeps the wallet's `nextLotChangeAt` from being later than an instant at which something of it changes. */
export function watchAt(draft: Draft, wallet: string, at: Instant | null): void {
  const state = draft.account.wallets[wallet];
  if (!state) return;
  const next = earlier(state.nextLotChangeAt, at);
  if (next !== state.nextLotChangeAt) ownWallet(draft, wallet).nextLotChangeAt = next;
}

export function watch(draft: Draft, lot: Lot): void {
  watchAt(draft, lot.wallet, nextChangeOf(lot, draft.account.settledAt));
}

/**
 * Notes that a fact of the member has used the wallet, which puts off its expiry by inactivity. Returns when the wallet's points expire by
 * it: an instant up to `settledAt` when the fact came so late that its own points are dead already.
 */
export function touch(draft: Draft, wallet: string, at: Instant): Instant | undefined {
  const config = draft.compiled.wallets.get(wallet);
  const state = draft.account.wallets[wallet];
  if (!config || !state) return undefined;
  if (config.expiry.kind !== "inactivity" && state.lapsesAt === undefined) return undefined;
  const lastActiveAt = Math.max(state.lastActiveAt ?? at, at);
  const lapse = lapseOf(config, lastActiveAt, draft.zone);
  const isOver = lapse !== undefined && lapse <= draft.account.settledAt;
  const own = ownWallet(draft, wallet);
  own.lastActiveAt = lastActiveAt;
  own.lapsesAt = isOver ? undefined : lapse;
  own.lapsedAt = isOver ? Math.max(own.lapsedAt ?? lapse, lapse) : lapsedBefore(own, lastActiveAt);
  return lapse;
}

/** A late fact that keeps its own points alive does not bring back what has lapsed, and is not taken for older than that. */
function lapsedBefore({ lapsedAt }: WalletState, lastActiveAt: Instant): Instant | undefined {
  return lapsedAt === undefined ? undefined : Math.min(lapsedAt, lastActiveAt);
}

/** Makes a waiting lot spendable from `at` on. */
export function activateLot(draft: Draft, lot: Lot, at: Instant): void {
  const owned = ownLot(draft, lot);
  owned.activated = true;
  change(draft, lot.wallet, { pending: -owned.remaining, available: owned.remaining });
  const code = owned.awaits === undefined ? "activate.lot" : "activate.awaited";
  book(draft, {
    wallet: lot.wallet,
    kind: "activate",
    amount: owned.remaining,
    at,
    allocations: [{ lotId: owned.id, amount: owned.remaining }],
    // What the earning could not tell yet.
    ...(owned.awaits === undefined ? {} : { availableAt: at, expiresAt: owned.expiresAt }),
    explanation: draft.explains
      ? { code, params: { ...walletWords(draft.compiled, lot.wallet), points: owned.remaining } }
      : UNEXPLAINED,
  });
}

type ExpiryCode = "expire.lot" | "expire.inactivity" | "expire.cancelled";

/** Books that nothing is left of a lot, spendable or waiting. */
export function expireLot(draft: Draft, lot: Lot, at: Instant, code: ExpiryCode = "expire.lot"): void {
  const owned = ownLot(draft, lot);
  const lapsed = owned.remaining;
  owned.remaining = 0;
  owned.lapsed = (owned.lapsed ?? 0) + lapsed;
  change(draft, lot.wallet, { [owned.activated ? "available" : "pending"]: -lapsed, expired: lapsed });
  book(draft, {
    wallet: lot.wallet,
    kind: "expire",
    amount: -lapsed,
    at,
    allocations: [{ lotId: owned.id, amount: lapsed }],
    explanation: draft.explains ? explainExpiry(draft, owned, lapsed, code) : UNEXPLAINED,
  });
}

function explainExpiry(draft: Draft, lot: Lot, lapsed: number, code: ExpiryCode): Explanation {
  const params: Explanation["params"] = {
    ...walletWords(draft.compiled, lot.wallet),
    points: lapsed,
    of: lot.amount,
  };
  const { lastActiveAt } = draft.account.wallets[lot.wallet] ?? {};
  if (code === "expire.inactivity" && lastActiveAt !== undefined) params.since = localDate(lastActiveAt, draft.zone);
  return { code, params };
}

/** A waiting lot whose latest instant has come: spendable now, or cancelled. */
export function endWaiting(draft: Draft, lot: Lot): void {
  if (lot.isCancelledUnlessAwaited) expireLot(draft, lot, lot.activeFrom, "expire.cancelled");
  else activateLot(draft, lot, lot.activeFrom);
}

/** Whether points of a lot that come back by `until` are dead: its date is past, or its wallet has lapsed since. */
export function isDead(draft: Draft, lot: Lot, until: Instant): boolean {
  if (lot.expiresAt !== null && lot.expiresAt <= until) return true;
  const { lapsedAt } = draft.account.wallets[lot.wallet] ?? {};
  return lapsedAt !== undefined && lot.activeFrom < lapsedAt;
}

/** Books what time has done to one lot up to `until`, not before `from`. */
export function settleLot(draft: Draft, lot: Lot, from: Instant, until: Instant = draft.account.settledAt): void {
  if (lot.remaining > 0 && !lot.activated && lot.activeFrom <= until) endWaiting(draft, lot);
  if (lot.remaining > 0 && lot.expiresAt !== null && lot.expiresAt <= until)
    expireLot(draft, lot, Math.max(lot.expiresAt, from));
}

/** Puts points back into their lots; arrears are paid first. Returns the lots, and how much was paid. */
export function putBack(
  draft: Draft,
  wallet: string,
  given: readonly { lot: Lot; amount: number }[],
): { lots: Lot[]; paid: number } {
  const owed = draft.account.wallets[wallet]?.arrears ?? 0;
  let left = owed;
  const lots = given.map(({ lot, amount }) => {
    const owned = ownLot(draft, lot);
    const paid = Math.min(left, amount);
    left -= paid;
    owned.remaining += amount - paid;
    change(draft, wallet, { arrears: -paid, [owned.activated ? "available" : "pending"]: amount - paid });
    return owned;
  });
  return { lots: [...new Set(lots)], paid: owed - left };
}

/** Lets points that have come back at `at` die where their lots are dead by `until`. Returns how many did. */
export function settleReturned(draft: Draft, lots: readonly Lot[], at: Instant, until: Instant): number {
  let lapsed = 0;
  for (const lot of lots) {
    const before = lot.remaining;
    if (before > 0 && (lot.expiresAt === null || lot.expiresAt > until) && isDead(draft, lot, until))
      expireLot(draft, lot, at, "expire.inactivity");
    else settleLot(draft, lot, at, until);
    if (lot.remaining === 0) lapsed += before;
    else watch(draft, lot);
  }
  return lapsed;
}

/** Allocations with their lots, as they now are. Throws when one was not loaded. */
export function lotsOf(
  find: (lotId: string) => Lot | undefined,
  allocations: readonly Allocation[],
): { lot: Lot; amount: number }[] {
  return allocations.map(({ lotId, amount }) => {
    const lot = find(lotId);
    if (!lot) throw new Error(`lot ${lotId} was not loaded`);
    return { lot, amount };
  });
}
