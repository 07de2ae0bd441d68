import type { Allocation } from "@regulars/engine";
import { type Balance, bySoonest } from "./queries/open-points.ts";

/** A ledger line as stored; instants in epoch milliseconds. */
export interface LedgerLine {
  wallet: string;
  kind: string;
  amount: number;
  lotId: string | null;
  allocations: Allocation[];
  /** When it took effect. */
  at: number;
  availableAt: number | null;
  expiresAt: number | null;
  /** A spend of points that a hold had taken out of their lots before. */
  isOfHold: boolean;
}

interface ReplayedLot {
  remaining: number;
  activeFrom: number;
  expiresAt: number | null;
}

interface ReplayedWallet {
  held: number;
  arrears: number;
  lots: Map<string, ReplayedLot>;
}

/**
 * What the wallets held at an instant, worked out anew from every line booked until then, in the order of booking.
 * Credits and returns pay off arrears first; a claw-back that its lots do not cover leaves arrears.
 */
export function replayWallets(lines: readonly LedgerLine[], asOf: number): Balance[] {
  const wallets = new Map<string, ReplayedWallet>();
  for (const line of lines) {
    const wallet = wallets.get(line.wallet) ?? { held: 0, arrears: 0, lots: new Map<string, ReplayedLot>() };
    wallets.set(line.wallet, wallet);
    apply(wallet, line);
  }
  return [...wallets].map(([wallet, state]) => balanceAt(wallet, state, asOf));
}

function apply(wallet: ReplayedWallet, line: LedgerLine): void {
  if (line.kind === "activate") {
    for (const { lotId } of line.allocations) activate(wallet.lots.get(lotId), line.at);
    return;
  }
  if (line.isOfHold) {
    wallet.held += line.amount;
    return;
  }
  if (line.kind === "hold" || line.kind === "release") wallet.held -= line.amount;
  if (line.amount >= 0 && line.lotId !== null) {
    const paid = Math.min(wallet.arrears, line.amount);
    wallet.arrears -= paid;
    const activeFrom = line.availableAt ?? Number.NEGATIVE_INFINITY;
    wallet.lots.set(line.lotId, { remaining: line.amount - paid, activeFrom, expiresAt: line.expiresAt });
    return;
  }
  if (line.amount >= 0) {
    giveBack(wallet, line.allocations);
    return;
  }
  let covered = 0;
  for (const { lotId, amount } of line.allocations) {
    const lot = wallet.lots.get(lotId);
    if (lot) lot.remaining -= amount;
    covered += amount;
  }
  wallet.arrears += -line.amount - covered;
}

/** Points that waited for an event become spendable when it comes, earlier than the latest instant they were booked with. */
function activate(lot: ReplayedLot | undefined, at: number): void {
  if (lot) lot.activeFrom = Math.min(lot.activeFrom, at);
}

function giveBack(wallet: ReplayedWallet, allocations: readonly Allocation[]): void {
  for (const { lotId, amount } of allocations) {
    const paid = Math.min(wallet.arrears, amount);
    wallet.arrears -= paid;
    const lot = wallet.lots.get(lotId);
    if (lot) lot.remaining += amount - paid;
  }
}

function balanceAt(wallet: string, state: ReplayedWallet, asOf: number): Balance {
  let available = 0;
  let pending = 0;
  const deaths: { at: number | null; amount: number }[] = [];
  for (const lot of state.lots.values()) {
    if (lot.expiresAt !== null && lot.expiresAt <= asOf) continue;
    if (lot.activeFrom > asOf) pending += lot.remaining;
    else available += lot.remaining;
    deaths.push({ at: lot.expiresAt, amount: lot.remaining });
  }
  return { wallet, available, pending, held: state.held, arrears: state.arrears, expiring: bySoonest(deaths) };
}
