import { type Booking, book, change, type Draft, findLot, ownLot, Refusal } from "./draft.ts";
import {
  type Allocation,
  type BudgetShare,
  type EntryDecision,
  type Explanation,
  FAR_FUTURE,
  type Instant,
  type Lot,
} from "./facts.ts";
import { sum } from "./integer.ts";
import { datesOfEarned, expiryOf, returnedUntil } from "./lot-dates.ts";
import { expireLot, isDead, lotsOf, putBack, settleLot, settleReturned, touch, watch } from "./lot-life.ts";
import type { Wallet } from "./programme.ts";

export interface Credit {
  wallet: string;
  kind: "earn" | "adjust" | "import" | "transfer_in" | "return";
  amount: number;
  at: Instant;
  explanation: Explanation;
  ruleId?: string | undefined;
  /** Of an order's lines; what is earned without was not earned by an order. */
  perLine?: EntryDecision["perLine"];
  budgets?: BudgetShare[] | undefined;
  relatedEntryId?: string | undefined;
  /** Instead of what the wallet's expiry gives; null = never. */
  expiresAt?: Instant | null | undefined;
  /** Since when the points have been spendable, when they come from elsewhere. Absent = since `at`. */
  activeFrom?: Instant;
  /** Time alone gives them (a birthday): a wallet in use does not count as used again. */
  isByTime?: boolean;
}

type LotDates = Omit<ReturnType<typeof datesOfEarned>, "orderId"> & { orderId?: string | undefined };

function datesOf(draft: Draft, given: Credit, config: Wallet): LotDates {
  if (given.kind !== "earn") {
    const activeFrom = given.activeFrom ?? given.at;
    const expiresAt = given.expiresAt === undefined ? expiryOf(config, given.at, draft.zone) : given.expiresAt;
    return { activeFrom, expiresAt };
  }
  const dates = datesOfEarned(config, given.at, draft.zone, given.perLine?.length ? draft.factId : undefined);
  return given.expiresAt === undefined ? dates : { ...dates, expiresAt: given.expiresAt };
}

/**
 * Opens a lot; what is earned waits as the wallet says, all else is spendable at once. Arrears are paid first: the entry keeps the whole amount, the lot starts with what is left.
 * A lot whose life lies before `settledAt` (a backdated fact) is activated and expired at once.
 */
export function credit(draft: Draft, given: Credit): EntryDecision {
  const { wallet, kind, amount, at, ruleId, perLine, budgets, relatedEntryId } = given;
  const config = draft.compiled.wallets.get(wallet);
  if (!config) throw new Refusal("points.unknown_wallet", { wallet });
  const dates = datesOf(draft, given, config);
  const { activeFrom, expiresAt } = dates;
  const paid = Math.min(draft.account.wallets[wallet]?.arrears ?? 0, amount);
  const remaining = amount - paid;
  const activated = activeFrom <= at;
  const earned = kind === "earn" ? amount : 0;
  change(
    draft,
    wallet,
    activated ? { arrears: -paid, available: remaining, earned } : { arrears: -paid, pending: remaining, earned },
  );
  const id = draft.ids();
  const lot: Lot = { id, wallet, amount, remaining, factId: draft.factId, activated, activeFrom, expiresAt };
  if (dates.awaits !== undefined) Object.assign(lot, dates);
  draft.lots.push(lot);
  draft.changed.push(lot);
  const explanation =
    paid === 0 || !draft.explains
      ? given.explanation
      : withPart(given.explanation, { code: "arrears.paid", params: { points: paid } });
  const entry = book(draft, {
    wallet,
    kind,
    amount,
    at,
    id,
    lotId: id,
    ruleId,
    availableAt: activeFrom === FAR_FUTURE ? undefined : activeFrom,
    expiresAt,
    perLine,
    relatedEntryId,
    budgets,
    explanation,
  });
  const lapse = useWallet(draft, given);
  settleLot(draft, lot, at);
  if (lapse !== undefined && lapse <= draft.account.settledAt && lot.remaining > 0)
    expireLot(draft, lot, Math.max(lapse, at), "expire.inactivity");
  watch(draft, lot);
  return entry;
}

/** When what is credited expires with the whole wallet, as far as known. */
function useWallet(draft: Draft, { wallet, at, isByTime }: Credit): Instant | undefined {
  if (!isByTime) return touch(draft, wallet, at);
  const { lapsesAt, lapsedAt } = draft.account.wallets[wallet] ?? {};
  // Time is booked in one go: a gift from before a lapse has lapsed with the rest.
  if (lapsedAt !== undefined && at < lapsedAt) return lapsedAt;
  return lapsesAt === undefined ? touch(draft, wallet, at) : undefined;
}

function withPart(explanation: Explanation, part: Explanation): Explanation {
  return { ...explanation, parts: [...(explanation.parts ?? []), part] };
}

function byAge(a: Lot, b: Lot): number {
  return a.activeFrom - b.activeFrom || (a.id < b.id ? -1 : 1);
}

function byExpiry(a: Lot, b: Lot): number {
  // Infinity less Infinity is NaN, which `||` passes over.
  return (a.expiresAt ?? Number.POSITIVE_INFINITY) - (b.expiresAt ?? Number.POSITIVE_INFINITY) || byAge(a, b);
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

/** Takes up to `amount` out of spendable lots, in the wallet's spend order. Never more than `available`. */
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
  const isOldestFirst = draft.compiled.wallets.get(wallet)?.spendOrder === "oldest";
  const allocations: Allocation[] = [];
  for (const lot of open.sort(isOldestFirst ? byAge : byExpiry)) {
    if (left === 0) break;
    const taken = Math.min(lot.remaining, left);
    allocations.push(takeFrom(draft, lot, taken));
    left -= taken;
  }
  if (left > 0)
    throw new Error(`lots of wallet ${wallet} were not loaded: ${left} points short of what the account holds`);
  return allocations;
}

/** What may be spent: what is available less what is owed. Points that waited while a debt arose pay it first. */
export function spendableOf(draft: Draft, wallet: string): number {
  const { available = 0, arrears = 0 } = draft.account.wallets[wallet] ?? {};
  return Math.max(0, available - arrears);
}

/** Spends exactly `amount`; refuses when less may be spent. */
export function spend(
  draft: Draft,
  booking: Omit<Booking, "kind" | "allocations"> & { kind: "spend" | "adjust" | "transfer_out" },
): EntryDecision {
  const available = spendableOf(draft, booking.wallet);
  const amount = -booking.amount;
  if (available < amount)
    throw new Refusal("points.insufficient_balance", { wallet: booking.wallet, available, needed: amount });
  const allocations = drawAvailable(draft, booking.wallet, amount);
  change(draft, booking.wallet, { spent: booking.kind === "spend" ? amount : 0 });
  touch(draft, booking.wallet, booking.at);
  return book(draft, { ...booking, allocations });
}

/** What a debit gives back. */
export interface GiveBack {
  wallet: string;
  amount: number;
  at: Instant;
  /** The lots they came from. */
  allocations: Allocation[];
  relatedEntryId: string;
  /** Whether they had counted as spent. */
  wasSpent: boolean;
  explain: (amount: number, lapsed: number) => Explanation;
}

/**
 * Gives points back to the lots they came from. Arrears are paid first. What must live longer by the wallet's `returns` opens a lot of its
 * own; a lot that has expired since otherwise keeps its date: its share is booked as returned and lapses at once. Returns the points that lapsed.
 */
export function giveBack(draft: Draft, given: GiveBack): number {
  const { wallet, at, relatedEntryId, explain } = given;
  const { settledAt } = draft.account;
  const shares = lotsOf((id) => findLot(draft, id), given.allocations);
  const config = draft.compiled.wallets.get(wallet);
  const livesUntil = config && config.returns.kind !== "keep" ? returnedUntil(config, at, draft.zone) : at;
  const moves = ({ lot }: { lot: Lot }): boolean => {
    if (!config || config.returns.kind === "keep") return false;
    if (isDead(draft, lot, settledAt)) return true;
    return config.returns.kind === "minimum" && lot.expiresAt !== null && lot.expiresAt < (livesUntil ?? 0);
  };
  const back = shares.filter((share) => !moves(share));
  const moved = shares.filter(moves);
  if (given.wasSpent) change(draft, wallet, { spent: -given.amount });
  let lapsed = 0;
  if (back.length > 0) {
    const amount = sum(back.map((share) => share.amount));
    const dead = sum(back.filter(({ lot }) => isDead(draft, lot, settledAt)).map((share) => share.amount));
    const { lots } = putBack(draft, wallet, back);
    const allocations = back.map((share) => ({ lotId: share.lot.id, amount: share.amount }));
    book(draft, {
      wallet,
      kind: "return",
      amount,
      at,
      allocations,
      relatedEntryId,
      explanation: explain(amount, dead),
    });
    touch(draft, wallet, at);
    lapsed = settleReturned(draft, lots, at, settledAt);
  }
  if (moved.length > 0) {
    const amount = sum(moved.map((share) => share.amount));
    const part = { code: "return.renewed", params: { policy: config?.returns.kind ?? "keep" } };
    const explanation = withPart(explain(amount, 0), part);
    credit(draft, { wallet, kind: "return", amount, at, relatedEntryId, expiresAt: livesUntil, explanation });
  }
  return lapsed;
}
