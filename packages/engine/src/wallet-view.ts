import type { AccountState, Hold, Instant, Lot, WalletState } from "./facts.ts";

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
 * `holds` = all open holds, or at least those that end by `asOf`, with the lots they draw on among `lots`.
 */
export function walletView(
  account: AccountState,
  lots: readonly Lot[],
  asOf: Instant,
  holds: readonly Hold[] = [],
): WalletView[] {
  return Object.entries(account.wallets).map(([wallet, state]) => {
    const ended = holds.filter((hold) => hold.wallet === wallet && hold.status === "held" && hold.expiresAt <= asOf);
    const view = {
      wallet,
      available: state.available,
      pending: state.pending,
      held: state.held,
      arrears: state.arrears,
    };
    const lapse = state.lapsesAt ?? Number.POSITIVE_INFINITY;
    const isLapsed = lapse <= asOf;
    const own = new Map(lots.filter((lot) => lot.wallet === wallet).map((lot) => [lot.id, lot]));
    const expiring = new Map<Instant, number>();
    const expires = (at: Instant | null, amount: number): void => {
      const until = Math.min(at ?? Number.POSITIVE_INFINITY, isLapsed ? Number.POSITIVE_INFINITY : lapse);
      if (amount > 0 && Number.isFinite(until)) expiring.set(until, (expiring.get(until) ?? 0) + amount);
    };
    if (isLapsed) Object.assign(view, { available: 0, pending: 0 });
    else for (const lot of own.values()) passTime(view, lot, asOf, expires);
    for (const hold of ended) {
      view.held -= hold.points;
      for (const { lotId, amount } of hold.allocations) {
        const paid = Math.min(view.arrears, amount);
        view.arrears -= paid;
        const lot = own.get(lotId);
        if (isLapsed || (lot && isOver(lot, state, asOf))) continue;
        view.available += amount - paid;
        expires(lot?.expiresAt ?? null, amount - paid);
      }
    }
    return { ...view, expiring: [...expiring].map(([at, amount]) => ({ at, amount })).sort((a, b) => a.at - b.at) };
  });
}

function isOver({ expiresAt, activeFrom }: Lot, { lapsedAt }: WalletState, asOf: Instant): boolean {
  return (expiresAt !== null && expiresAt <= asOf) || (lapsedAt !== undefined && activeFrom < lapsedAt);
}

function passTime(
  view: Omit<WalletView, "expiring">,
  lot: Lot,
  asOf: Instant,
  expires: (at: Instant | null, amount: number) => void,
): void {
  const { remaining, activated } = lot;
  if (remaining === 0) return;
  const hasWaited = !activated && lot.activeFrom <= asOf;
  const isDead =
    (lot.expiresAt !== null && lot.expiresAt <= asOf) || (hasWaited && lot.isCancelledUnlessAwaited === true);
  if (activated && isDead) view.available -= remaining;
  if (!activated && (isDead || hasWaited)) view.pending -= remaining;
  if (hasWaited && !isDead) view.available += remaining;
  if (!isDead) expires(lot.expiresAt, remaining);
}
