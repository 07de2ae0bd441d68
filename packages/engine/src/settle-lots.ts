import { book, change, type Draft, emptyWallet, findLot, ownLot, walletWords } from "./draft.ts";
import type { EventFact, Instant, Lot } from "./facts.ts";

/** When the lot next changes by time alone after `after`, or null. */
export function nextChangeOf(lot: Lot, after: Instant): Instant | null {
  if (lot.remaining === 0) return null;
  if (!lot.activated && lot.activeFrom > after) return lot.activeFrom;
  return lot.expiresAt !== null && lot.expiresAt > after ? lot.expiresAt : null;
}

export function earlier(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

/** Keeps the wallet's `nextLotChangeAt` from being later than this lot's next change. */
export function watch(draft: Draft, lot: Lot): void {
  const wallet = draft.account.wallets[lot.wallet];
  if (!wallet) return;
  const next = earlier(wallet.nextLotChangeAt, nextChangeOf(lot, draft.account.settledAt));
  if (next !== wallet.nextLotChangeAt) draft.account.wallets[lot.wallet] = { ...wallet, nextLotChangeAt: next };
}

function activate(draft: Draft, lot: Lot): void {
  const owned = ownLot(draft, lot);
  owned.activated = true;
  change(draft, lot.wallet, { pending: -owned.remaining, available: owned.remaining });
  book(draft, {
    wallet: lot.wallet,
    kind: "activate",
    amount: owned.remaining,
    at: owned.activeFrom,
    allocations: [{ lotId: owned.id, amount: owned.remaining }],
    explanation: {
      code: "activate.lot",
      params: { ...walletWords(draft.compiled, lot.wallet), points: owned.remaining },
    },
  });
}

function expire(draft: Draft, lot: Lot, at: Instant): void {
  const owned = ownLot(draft, lot);
  const lapsed = owned.remaining;
  owned.remaining = 0;
  owned.lapsed = (owned.lapsed ?? 0) + lapsed;
  change(draft, lot.wallet, { available: -lapsed, expired: lapsed });
  book(draft, {
    wallet: lot.wallet,
    kind: "expire",
    amount: -lapsed,
    at,
    allocations: [{ lotId: owned.id, amount: lapsed }],
    explanation: {
      code: "expire.lot",
      params: { ...walletWords(draft.compiled, lot.wallet), points: lapsed, of: owned.amount },
    },
  });
}

/** Books what time has done to one owned lot up to `settledAt`, not before `from`. */
export function settleLot(draft: Draft, lot: Lot, from: Instant): void {
  const until = draft.account.settledAt;
  if (lot.remaining > 0 && !lot.activated && lot.activeFrom <= until) activate(draft, lot);
  if (lot.remaining > 0 && lot.expiresAt !== null && lot.expiresAt <= until)
    expire(draft, lot, Math.max(lot.expiresAt, from));
}

/** Moves `settledAt` to `until` and books every activation and expiry on the way, each at its own instant. */
export function settleLots(draft: Draft, until: Instant): void {
  const { account } = draft;
  if (until <= account.settledAt) return;
  account.settledAt = until;
  const due = new Set<string>();
  for (const [id, wallet] of Object.entries(account.wallets)) {
    if (wallet.nextLotChangeAt !== null && wallet.nextLotChangeAt <= until) due.add(id);
  }
  if (due.size === 0) return;
  const steps: { at: Instant; lot: Lot; kind: "activate" | "expire" }[] = [];
  for (const lot of draft.lots) {
    if (!due.has(lot.wallet) || lot.remaining === 0) continue;
    if (!lot.activated && lot.activeFrom <= until) steps.push({ at: lot.activeFrom, lot, kind: "activate" });
    if (lot.expiresAt !== null && lot.expiresAt <= until) steps.push({ at: lot.expiresAt, lot, kind: "expire" });
  }
  // The store may hand lots over in any order; the result must not depend on it.
  steps.sort(
    (a, b) =>
      a.at - b.at ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.lot.id < b.lot.id ? -1 : a.lot.id > b.lot.id ? 1 : 0),
  );
  for (const { lot, kind } of steps) {
    const current = findLot(draft, lot.id) ?? lot;
    if (kind === "activate") activate(draft, current);
    else expire(draft, current, current.expiresAt ?? until);
  }
  for (const id of due)
    account.wallets[id] = {
      ...(account.wallets[id] ?? emptyWallet()),
      nextLotChangeAt: nextChange(draft.lots, id, until),
    };
}

function nextChange(lots: readonly Lot[], wallet: string, after: Instant): Instant | null {
  let next: Instant | null = null;
  for (const lot of lots) if (lot.wallet === wallet) next = earlier(next, nextChangeOf(lot, after));
  return next;
}

/** Lots that waited for this event become spendable now. */
export function activateAwaited(_draft: Draft, _fact: EventFact): void {}
