import { changedLot, type Draft, ownLot, ownWallet } from "./draft.ts";
import type { AccountState, EventFact, Instant, Lot } from "./facts.ts";
import { timeOutHold } from "./holds.ts";
import { expiryOf } from "./lot-dates.ts";
import { activateLot, earlier, endWaiting, expireLot, nextChangeOf, settleLot, watch } from "./lot-life.ts";

interface Step {
  at: Instant;
  /** Among steps of one instant: activations, then holds that give back, then expiries, then whole wallets. */
  rank: number;
  id: string;
  run: () => void;
}

/** Moves `settledAt` to `until` and books every activation, time-out of a hold and expiry on the way, each at its own instant. */
export function settleLots(draft: Draft, until: Instant): void {
  const { account } = draft;
  if (until <= account.settledAt) return;
  account.settledAt = until;
  if (!isAnyDue(account, until)) return;
  const due = new Set<string>();
  const steps: Step[] = [];
  for (const [id, { nextLotChangeAt, lapsesAt }] of Object.entries(account.wallets)) {
    const lapses = lapsesAt !== undefined && lapsesAt <= until;
    if (lapses) steps.push({ at: lapsesAt, rank: 3, id, run: () => lapseWallet(draft, id, lapsesAt) });
    if (lapses || (nextLotChangeAt !== null && nextLotChangeAt <= until)) due.add(id);
  }
  steps.push(...holdSteps(draft, due, until), ...lotSteps(draft, due, until));
  // The store may hand lots over in any order; the result must not depend on it.
  steps.sort((a, b) => a.at - b.at || a.rank - b.rank || (a.id < b.id ? -1 : 1));
  for (const { run } of steps) run();
  for (const id of due) ownWallet(draft, id).nextLotChangeAt = nextChange(draft, id, until);
}

function isAnyDue({ wallets }: AccountState, until: Instant): boolean {
  for (const id in wallets) {
    const { nextLotChangeAt = null, lapsesAt } = wallets[id] ?? {};
    if (nextLotChangeAt !== null && nextLotChangeAt <= until) return true;
    if (lapsesAt !== undefined && lapsesAt <= until) return true;
  }
  return false;
}

function isTimedOut({ status, expiresAt }: Draft["holds"][number], until: Instant): boolean {
  return status === "held" && expiresAt <= until;
}

function holdSteps(draft: Draft, due: ReadonlySet<string>, until: Instant): Step[] {
  return draft.holds
    .filter((hold) => due.has(hold.wallet) && isTimedOut(hold, until))
    .map((hold) => ({ at: hold.expiresAt, rank: 1, id: hold.id, run: () => timeOutHold(draft, hold) }));
}

function lotSteps(draft: Draft, due: ReadonlySet<string>, until: Instant): Step[] {
  const steps: Step[] = [];
  // An empty lot may get points back on the way.
  const refilled = new Set(
    draft.holds.filter((hold) => isTimedOut(hold, until)).flatMap((hold) => hold.allocations.map(({ lotId }) => lotId)),
  );
  for (const lot of draft.lots) {
    if (!due.has(lot.wallet) || (lot.remaining === 0 && !refilled.has(lot.id))) continue;
    const { id, activeFrom, expiresAt } = lot;
    if (!lot.activated && activeFrom <= until)
      steps.push({ at: activeFrom, rank: 0, id, run: () => whileOpen(draft, lot, (open) => endWaiting(draft, open)) });
    if (expiresAt !== null && expiresAt <= until)
      steps.push({
        at: expiresAt,
        rank: 2,
        id,
        run: () => whileOpen(draft, lot, (open) => expireLot(draft, open, expiresAt)),
      });
  }
  return steps;
}

function whileOpen(draft: Draft, given: Lot, run: (lot: Lot) => void): void {
  const lot = changedLot(draft, given.id) ?? given;
  if (lot.remaining > 0) run(lot);
}

function lapseWallet(draft: Draft, wallet: string, at: Instant): void {
  const open = draft.lots.filter((lot) => lot.wallet === wallet && lot.remaining > 0);
  for (const lot of open.sort((a, b) => (a.id < b.id ? -1 : 1))) expireLot(draft, lot, at, "expire.inactivity");
  const state = ownWallet(draft, wallet);
  if (state.available + state.pending > 0)
    throw new Error(`lots of wallet ${wallet} were not loaded: ${state.available + state.pending} points left over`);
  state.lapsesAt = undefined;
  state.lapsedAt = at;
}

function nextChange(draft: Draft, wallet: string, after: Instant): Instant | null {
  let next: Instant | null = null;
  for (const lot of draft.lots) if (lot.wallet === wallet) next = earlier(next, nextChangeOf(lot, after));
  for (const hold of draft.holds)
    if (hold.wallet === wallet && hold.status === "held") next = earlier(next, hold.expiresAt);
  return next;
}

/** Lots that waited for this event become spendable at its instant, and their life counts from then. */
export function activateAwaited(draft: Draft, fact: EventFact): void {
  const waiting = draft.lots.filter(
    (lot) =>
      !lot.activated &&
      lot.remaining > 0 &&
      lot.awaits === fact.type &&
      (fact.orderId === null || lot.orderId === fact.orderId),
  );
  for (const lot of waiting.sort((a, b) => a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1))) {
    const owned = ownLot(draft, lot);
    const config = draft.compiled.wallets.get(owned.wallet);
    owned.activeFrom = fact.at;
    owned.expiresAt = config ? expiryOf(config, fact.at, draft.zone) : null;
    activateLot(draft, owned, fact.at);
    settleLot(draft, owned, fact.at);
    watch(draft, owned);
  }
}
