import type { CompiledProgramme } from "./compile.ts";
import type {
  AccountState,
  Allocation,
  EntryDecision,
  EntryKind,
  Explanation,
  Instant,
  Lot,
  MemberState,
  WalletState,
} from "./facts.ts";
import { safe } from "./integer.ts";
import { activationOf, expiryOf } from "./lot-dates.ts";
import type { LocalText } from "./programme.ts";
import { zoneOf } from "./world.ts";

/** Why a fact may not happen. Thrown inside `decide` only, which turns it into an outcome. */
export class Refusal extends Error {
  readonly code: string;
  readonly params: Record<string, string | number>;
  constructor(code: string, params: Record<string, string | number> = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.params = params;
  }
}

/** The working copy of one decision: shares with the input whatever it does not touch. */
export interface Draft {
  compiled: CompiledProgramme;
  profile: MemberState["profile"];
  zone: string;
  ids: () => string;
  factId: string;
  account: AccountState;
  lots: Lot[];
  /** Lots this decision owns, by id; all others belong to the input. */
  changed: Map<string, Lot>;
  entries: EntryDecision[];
}

export function openDraft(compiled: CompiledProgramme, state: MemberState, factId: string, ids: () => string): Draft {
  const { account, profile } = state;
  return {
    compiled,
    profile,
    zone: zoneOf({ profile, zone: compiled.zone }),
    ids,
    factId,
    account: {
      ...account,
      wallets: { ...account.wallets },
      tiers: { ...account.tiers },
      leaves: { ...account.leaves },
      orders: { ...account.orders },
    },
    lots: state.lots.slice(),
    changed: new Map(),
    entries: [],
  };
}

export function emptyWallet(): WalletState {
  return { available: 0, pending: 0, held: 0, arrears: 0, earned: 0, spent: 0, expired: 0, nextLotChangeAt: null };
}

/** What the wallet holds less what is owed; what the entries of the wallet add up to. */
export function balanceOf(wallet: WalletState): number {
  return wallet.available + wallet.pending + wallet.held - wallet.arrears;
}

function change(draft: Draft, wallet: string, delta: Partial<WalletState>): WalletState {
  const next = { ...(draft.account.wallets[wallet] ?? emptyWallet()) };
  next.available = safe(next.available + (delta.available ?? 0));
  next.pending = safe(next.pending + (delta.pending ?? 0));
  next.arrears = safe(next.arrears + (delta.arrears ?? 0));
  next.earned = safe(next.earned + (delta.earned ?? 0));
  next.spent = safe(next.spent + (delta.spent ?? 0));
  next.expired = safe(next.expired + (delta.expired ?? 0));
  safe(balanceOf(next));
  draft.account.wallets[wallet] = next;
  return next;
}

function ownLot(draft: Draft, lot: Lot): Lot {
  const owned = draft.changed.get(lot.id);
  if (owned) return owned;
  const copy = { ...lot };
  draft.lots[draft.lots.indexOf(lot)] = copy;
  draft.changed.set(copy.id, copy);
  return copy;
}

/** The lot as it now stands, or undefined when it was not loaded. */
export function findLot(draft: Draft, lotId: string): Lot | undefined {
  return draft.changed.get(lotId) ?? draft.lots.find((lot) => lot.id === lotId);
}

interface Booking {
  wallet: string;
  kind: EntryKind;
  amount: number;
  at: Instant;
  explanation: Explanation;
  id?: string;
  ruleId?: string;
  lotId?: string;
  availableAt?: Instant;
  expiresAt?: Instant | null;
  allocations?: Allocation[];
  perLine?: EntryDecision["perLine"];
  relatedEntryId?: string;
}

/** Appends an entry whose effect on the wallet has already been made. */
export function book(draft: Draft, booking: Booking): EntryDecision {
  const state = draft.account.wallets[booking.wallet] ?? emptyWallet();
  const entry: EntryDecision = {
    id: booking.id ?? draft.ids(),
    wallet: booking.wallet,
    kind: booking.kind,
    amount: booking.amount,
    balanceAfter: balanceOf(state),
    at: booking.at,
    ruleId: booking.ruleId ?? null,
    lotId: booking.lotId ?? null,
    availableAt: booking.availableAt ?? null,
    expiresAt: booking.expiresAt ?? null,
    allocations: booking.allocations ?? [],
    perLine: booking.perLine ?? [],
    relatedEntryId: booking.relatedEntryId ?? null,
    explanation: booking.explanation,
  };
  draft.entries.push(entry);
  return entry;
}

/** The wallet's name and the word for one point, as explanations carry them. */
export function walletWords(compiled: CompiledProgramme, wallet: string): { wallet: LocalText; unit?: LocalText } {
  const config = compiled.wallets.get(wallet);
  return { wallet: config?.name ?? { zh: wallet, en: wallet }, ...(config?.unit ? { unit: config.unit } : {}) };
}

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
function watch(draft: Draft, lot: Lot): void {
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
function settleLot(draft: Draft, lot: Lot, from: Instant): void {
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
