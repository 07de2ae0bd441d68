import { FAR_FUTURE, type Instant, type Lot, type WalletState } from "@regulars/engine";
import type { AwaitedLot, LedgerLine } from "./history.ts";

interface Books {
  lots: Map<string, Lot>;
  wallets: Map<string, WalletState>;
}

/**
 * Lots and wallets as the lines booked until `from` leave them, in the order of booking. What time did by then counts as done, booked or not.
 * Holds are not in `held` here: they are told by their own rows.
 */
export function lotsAt(lines: readonly LedgerLine[], awaited: ReadonlyMap<string, AwaitedLot>, from: Instant): Books {
  const books: Books = { lots: new Map(), wallets: new Map() };
  for (const line of lines) apply(books, line, awaited);
  for (const lot of books.lots.values()) settle(books, lot, from - 1);
  return books;
}

function walletOf({ wallets }: Books, id: string): WalletState {
  const known = wallets.get(id);
  if (known) return known;
  const state: WalletState = {
    available: 0,
    pending: 0,
    held: 0,
    arrears: 0,
    earned: 0,
    spent: 0,
    expired: 0,
    nextLotChangeAt: null,
  };
  wallets.set(id, state);
  return state;
}

function apply(books: Books, line: LedgerLine, awaited: ReadonlyMap<string, AwaitedLot>): void {
  const wallet = walletOf(books, line.wallet);
  if (line.kind === "earn" || line.kind === "revoke") wallet.earned += line.amount;
  if (line.kind === "spend" || line.kind === "return") wallet.spent -= line.amount;
  if (line.kind === "expire") wallet.expired -= line.amount;
  if (line.kind === "activate") activate(books, line, awaited);
  else if (line.amount >= 0 && line.lotId !== null) open(books, wallet, line, awaited);
  else if (line.amount >= 0) giveBack(books, wallet, line);
  else take(books, wallet, line);
}

function activate({ lots }: Books, line: LedgerLine, awaited: ReadonlyMap<string, AwaitedLot>): void {
  for (const { lotId } of line.allocations ?? []) {
    const lot = lots.get(lotId);
    if (!lot) continue;
    const waited = awaited.get(lotId);
    // The life of a lot that waited for an event counts from the event; its row says until when.
    if (waited && line.at !== lot.activeFrom) lot.expiresAt = waited.expiresAt;
    lot.activeFrom = line.at;
    lot.activated = true;
  }
}

function open({ lots }: Books, wallet: WalletState, line: LedgerLine, awaited: ReadonlyMap<string, AwaitedLot>): void {
  const paid = Math.min(wallet.arrears, line.amount);
  wallet.arrears -= paid;
  const id = line.lotId ?? line.id;
  const waits = awaited.get(id);
  // A lot that waits for ever names no day.
  const activeFrom = line.availableAt ?? (waits ? FAR_FUTURE : line.at);
  lots.set(id, {
    id,
    wallet: line.wallet,
    amount: line.amount,
    remaining: line.amount - paid,
    activeFrom,
    expiresAt: line.expiresAt,
    factId: line.factId ?? id,
    activated: activeFrom <= line.at,
    ...(waits ? { awaits: waits.awaits } : {}),
    ...(waits?.orderId ? { orderId: waits.orderId } : {}),
    ...(waits?.isCancelledUnlessAwaited ? { isCancelledUnlessAwaited: true } : {}),
  });
}

function giveBack({ lots }: Books, wallet: WalletState, line: LedgerLine): void {
  for (const { lotId, amount } of line.allocations ?? []) {
    const paid = Math.min(wallet.arrears, amount);
    wallet.arrears -= paid;
    const lot = lots.get(lotId);
    if (lot) lot.remaining += amount - paid;
  }
}

function take({ lots }: Books, wallet: WalletState, line: LedgerLine): void {
  // What a hold had reserved left its lots when the hold began.
  if (line.kind === "spend" && line.holdId !== null) return;
  let covered = 0;
  for (const { lotId, amount } of line.allocations ?? []) {
    covered += amount;
    const lot = lots.get(lotId);
    if (!lot) continue;
    lot.remaining -= amount;
    if (line.kind === "expire") lot.lapsed = (lot.lapsed ?? 0) + amount;
  }
  wallet.arrears += -line.amount - covered;
}

function settle(books: Books, lot: Lot, until: Instant): void {
  const wallet = walletOf(books, lot.wallet);
  if (lot.remaining > 0 && lot.expiresAt !== null && lot.expiresAt <= until) {
    wallet.expired += lot.remaining;
    lot.lapsed = (lot.lapsed ?? 0) + lot.remaining;
    lot.remaining = 0;
  }
  if (!lot.activated && lot.activeFrom <= until) lot.activated = true;
  if (lot.remaining === 0) return;
  if (lot.activated) wallet.available += lot.remaining;
  else wallet.pending += lot.remaining;
  const next = lot.activated ? lot.expiresAt : lot.activeFrom;
  if (next !== null && next !== FAR_FUTURE) wallet.nextLotChangeAt = Math.min(wallet.nextLotChangeAt ?? next, next);
}
