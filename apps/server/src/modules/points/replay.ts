import type { Allocation } from "@regulars/engine";

/** A ledger line as stored; instants in epoch milliseconds. */
export interface LedgerLine {
  wallet: string;
  kind: string;
  amount: number;
  lotId: string | null;
  allocations: Allocation[];
  availableAt: number | null;
  expiresAt: number | null;
}

interface ReplayedLot {
  remaining: number;
  activeFrom: number;
  expiresAt: number | null;
}

interface ReplayedWallet {
  arrears: number;
  lots: Map<string, ReplayedLot>;
}

export interface ReplayedBalance {
  wallet: string;
  available: number;
  pending: number;
  arrears: number;
  expiring: { at: number; amount: number }[];
}

/**
 * What the wallets held at an instant, worked out anew from every line booked until then, in the order of booking.
 * Credits and returns pay off arrears first; a claw-back that its lots do not cover leaves arrears.
 */
export function replayWallets(lines: readonly LedgerLine[], asOf: number): ReplayedBalance[] {
  const wallets = new Map<string, ReplayedWallet>();
  for (const line of lines) {
    const wallet = wallets.get(line.wallet) ?? { arrears: 0, lots: new Map<string, ReplayedLot>() };
    wallets.set(line.wallet, wallet);
    apply(wallet, line);
  }
  return [...wallets].map(([wallet, state]) => balanceAt(wallet, state, asOf));
}

function apply(wallet: ReplayedWallet, line: LedgerLine): void {
  if (line.kind === "activate") return;
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

function giveBack(wallet: ReplayedWallet, allocations: readonly Allocation[]): void {
  for (const { lotId, amount } of allocations) {
    const paid = Math.min(wallet.arrears, amount);
    wallet.arrears -= paid;
    const lot = wallet.lots.get(lotId);
    if (lot) lot.remaining += amount - paid;
  }
}

function balanceAt(wallet: string, state: ReplayedWallet, asOf: number): ReplayedBalance {
  let available = 0;
  let pending = 0;
  const expiring = new Map<number, number>();
  for (const lot of state.lots.values()) {
    if (lot.expiresAt !== null && lot.expiresAt <= asOf) continue;
    if (lot.activeFrom > asOf) pending += lot.remaining;
    else available += lot.remaining;
    if (lot.expiresAt === null || lot.remaining === 0) continue;
    expiring.set(lot.expiresAt, (expiring.get(lot.expiresAt) ?? 0) + lot.remaining);
  }
  const soonest = [...expiring].map(([at, amount]) => ({ at, amount })).sort((a, b) => a.at - b.at);
  return { wallet, available, pending, arrears: state.arrears, expiring: soonest };
}
