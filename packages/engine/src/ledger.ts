import { type Booking, book, change, type Draft, findLot, ownLot, Refusal } from "./draft.ts";
import type { Allocation, EntryDecision, Explanation, Instant, Lot } from "./facts.ts";
import { activationOf, expiryOf } from "./lot-dates.ts";
import { settleLot, watch } from "./settle-lots.ts";

export interface Credit {
  wallet: string;
  kind: "earn" | "adjust";
  amount: number;
  at: Instant;
  explanation: Explanation;
  ruleId?: string;
  perLine?: EntryDecision["perLine"];
  /** Instead of what the wallet's expiry gives; null = never. */
  expiresAt?: Instant | null | undefined;
}

/**
 * Opens a lot; what is earned waits as the wallet says, what is given by hand is spendable at once. Arrears are paid first: the entry keeps the whole amount, the lot starts with what is left.
 * A lot whose life lies before `settledAt` (a backdated fact) is activated and expired at once.
 */
export function credit(draft: Draft, given: Credit): EntryDecision {
  const config = draft.compiled.wallets.get(given.wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet: given.wallet });
  const activeFrom = given.kind === "earn" ? activationOf(config, given.at, draft.zone) : given.at;
  const expiresAt = given.expiresAt === undefined ? expiryOf(config, activeFrom, draft.zone) : given.expiresAt;
  const paid = Math.min(draft.account.wallets[given.wallet]?.arrears ?? 0, given.amount);
  const remaining = given.amount - paid;
  const activated = activeFrom <= given.at;
  change(draft, given.wallet, {
    arrears: -paid,
    [activated ? "available" : "pending"]: remaining,
    earned: given.kind === "earn" ? given.amount : 0,
  });
  const id = draft.ids();
  const lot: Lot = {
    id,
    wallet: given.wallet,
    amount: given.amount,
    remaining,
    activeFrom,
    expiresAt,
    factId: draft.factId,
    activated,
  };
  draft.lots.push(lot);
  draft.changed.set(id, lot);
  const explanation =
    paid === 0 ? given.explanation : withPart(given.explanation, { code: "arrears.paid", params: { points: paid } });
  const entry = book(draft, {
    ...given,
    id,
    lotId: id,
    explanation,
    availableAt: activeFrom,
    expiresAt,
  });
  settleLot(draft, lot, given.at);
  watch(draft, lot);
  return entry;
}

function withPart(explanation: Explanation, part: Explanation): Explanation {
  return { ...explanation, parts: [...(explanation.parts ?? []), part] };
}

function bySpendOrder(a: Lot, b: Lot): number {
  const byExpiry = (a.expiresAt ?? Number.POSITIVE_INFINITY) - (b.expiresAt ?? Number.POSITIVE_INFINITY);
  // Infinity less Infinity is NaN, which `||` passes over.
  return byExpiry || a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1);
}

function takeFrom(draft: Draft, lot: Lot, amount: number): Allocation {
  const owned = ownLot(draft, lot);
  owned.remaining -= amount;
  change(draft, lot.wallet, { [owned.activated ? "available" : "pending"]: -amount });
  return { lotId: owned.id, amount };
}

/** Takes up to `amount` out of one lot, spendable or pending. */
export function drawLot(draft: Draft, lotId: string, amount: number): Allocation[] {
  const lot = findLot(draft, lotId);
  const taken = Math.min(lot?.remaining ?? 0, amount);
  return lot && taken > 0 ? [takeFrom(draft, lot, taken)] : [];
}

/** Takes up to `amount` out of spendable lots, soonest-expiring first, then oldest. Never more than `available`. */
export function drawAvailable(draft: Draft, wallet: string, amount: number): Allocation[] {
  let left = Math.min(amount, draft.account.wallets[wallet]?.available ?? 0);
  if (left <= 0) return [];
  const { settledAt } = draft.account;
  const open = draft.lots.filter(
    (lot) =>
      lot.wallet === wallet &&
      lot.remaining > 0 &&
      lot.activated &&
      (lot.expiresAt === null || lot.expiresAt > settledAt),
  );
  const allocations: Allocation[] = [];
  for (const lot of open.sort(bySpendOrder)) {
    if (left === 0) break;
    const taken = Math.min(lot.remaining, left);
    allocations.push(takeFrom(draft, lot, taken));
    left -= taken;
  }
  if (left > 0)
    throw new Error(`lots of wallet ${wallet} were not loaded: ${left} points short of what the account holds`);
  return allocations;
}

/** Spends exactly `amount`; refuses when the wallet has less. */
export function spend(
  draft: Draft,
  booking: Omit<Booking, "kind" | "allocations"> & { kind: "spend" | "adjust" },
): EntryDecision {
  const available = draft.account.wallets[booking.wallet]?.available ?? 0;
  const amount = -booking.amount;
  if (available < amount)
    throw new Refusal("points.insufficient_balance", { wallet: booking.wallet, available, needed: amount });
  const allocations = drawAvailable(draft, booking.wallet, amount);
  change(draft, booking.wallet, { spent: booking.kind === "spend" ? amount : 0 });
  return book(draft, { ...booking, allocations });
}

/** Books a claw-back whose lots were drawn on already; what was not covered by them becomes arrears. */
export function bookRevoke(draft: Draft, booking: Omit<Booking, "kind">, arrears: number): EntryDecision {
  change(draft, booking.wallet, { arrears, earned: booking.amount });
  return book(draft, { ...booking, kind: "revoke" });
}

/**
 * Gives points back to the lots they came from. Arrears are paid first. A lot that has expired since keeps its date:
 * its share is booked as returned and lapses at once. Returns the points that lapsed.
 */
export function giveBack(draft: Draft, booking: Omit<Booking, "kind"> & { allocations: Allocation[] }): number {
  let owed = draft.account.wallets[booking.wallet]?.arrears ?? 0;
  const touched: Lot[] = [];
  for (const { lotId, amount } of booking.allocations) {
    const lot = findLot(draft, lotId);
    if (!lot) throw new Error(`lot ${lotId} was not loaded`);
    const owned = ownLot(draft, lot);
    const paid = Math.min(owed, amount);
    owed -= paid;
    owned.remaining += amount - paid;
    change(draft, booking.wallet, {
      arrears: -paid,
      spent: -amount,
      [owned.activated ? "available" : "pending"]: amount - paid,
    });
    touched.push(owned);
  }
  book(draft, { ...booking, kind: "return" });
  let lapsed = 0;
  for (const lot of touched) {
    const before = lot.remaining;
    settleLot(draft, lot, booking.at);
    if (lot.remaining === 0) lapsed += before;
    else watch(draft, lot);
  }
  return lapsed;
}
