import type { CompiledProgramme } from "./compile.ts";
import type {
  AccountState,
  Allocation,
  BudgetLeft,
  BudgetShare,
  EntryDecision,
  EntryKind,
  Explanation,
  Hold,
  Instant,
  Lot,
  MemberState,
  TierNotice,
  WalletState,
} from "./facts.ts";
import type { TraceSink } from "./happening.ts";
import { safe } from "./integer.ts";
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
  /** The input was given away: it is the working copy itself. */
  isOwned: boolean;
  explains: boolean;
  profile: MemberState["profile"];
  zone: string;
  ids: () => string;
  factId: string;
  account: AccountState;
  lots: Lot[];
  /** Lots this decision opened or changed, each once; a copied state's other lots belong to the input. */
  changed: Lot[];
  /** Places among `changed`, once there are many. */
  changedPlaces: Map<string, number> | null;
  /** Where each lot is among `lots`, as far as asked; lots are only ever added at the end. */
  positions: Map<string, number> | null;
  /** Open holds as they now are. */
  holds: Hold[];
  /** Holds this decision opened or closed, by id. */
  changedHolds: Map<string, Hold> | null;
  /** What is left of budgets after what this decision took. */
  budgets: Record<string, BudgetLeft>;
  budgetUse: BudgetShare[];
  tierNotices: TierNotice[];
  entries: EntryDecision[];
  /** Who wants to be told what rules came to; absent = nobody. */
  trace: TraceSink | undefined;
}

export function openDraft(
  compiled: CompiledProgramme,
  state: MemberState,
  factId: string,
  ids: () => string,
  { trace, isOwned = false, explains = true }: Partial<Pick<Draft, "trace" | "isOwned" | "explains">> = {},
): Draft {
  const { account, profile } = state;
  return {
    compiled,
    isOwned,
    explains,
    profile,
    zone: zoneOf({ profile, zone: compiled.zone }),
    ids,
    factId,
    account: isOwned ? account : copyAccount(account),
    lots: isOwned ? state.lots : state.lots.slice(),
    changed: [],
    changedPlaces: null,
    positions: null,
    holds: state.holds?.slice() ?? [],
    changedHolds: null,
    budgets: state.budgets ? { ...state.budgets } : {},
    budgetUse: [],
    tierNotices: [],
    entries: [],
    trace,
  };
}

/** The account with its parts; what is in the parts is copied when it changes. */
function copyAccount(account: AccountState): AccountState {
  return {
    ...account,
    wallets: { ...account.wallets },
    tiers: { ...account.tiers },
    leaves: { ...account.leaves },
    orders: { ...account.orders },
  };
}

export function emptyWallet(): WalletState {
  return { available: 0, pending: 0, held: 0, arrears: 0, earned: 0, spent: 0, expired: 0, nextLotChangeAt: null };
}

/** What the wallet holds less what is owed; what the entries of the wallet add up to. */
export function balanceOf(wallet: WalletState): number {
  return wallet.available + wallet.pending + wallet.held - wallet.arrears;
}

/** The wallet as this decision may change it. */
export function ownWallet({ account, isOwned }: Draft, wallet: string): WalletState {
  const known = account.wallets[wallet];
  if (known && isOwned) return known;
  const own = known ? { ...known } : emptyWallet();
  account.wallets[wallet] = own;
  return own;
}

/** Adds to a wallet; throws AmountTooLargeError rather than hold a wrong number. */
export function change(draft: Draft, wallet: string, delta: Partial<WalletState>): WalletState {
  const next = ownWallet(draft, wallet);
  next.available = safe(next.available + (delta.available ?? 0));
  next.pending = safe(next.pending + (delta.pending ?? 0));
  next.held = safe(next.held + (delta.held ?? 0));
  next.arrears = safe(next.arrears + (delta.arrears ?? 0));
  next.earned = safe(next.earned + (delta.earned ?? 0));
  next.spent = safe(next.spent + (delta.spent ?? 0));
  next.expired = safe(next.expired + (delta.expired ?? 0));
  safe(balanceOf(next));
  return next;
}

const FEW_LOTS = 16;

/** The lot as this decision may change it. */
export function ownLot(draft: Draft, lot: Lot): Lot {
  const known = changedLot(draft, lot.id);
  if (known) return known;
  const own = draft.isOwned ? lot : { ...lot };
  if (own !== lot) draft.lots[positionOf(draft, lot.id)] = own;
  draft.changed.push(own);
  return own;
}

/** The lot when this decision has opened or changed it. */
export function changedLot(draft: Draft, lotId: string): Lot | undefined {
  const { changed } = draft;
  if (changed.length <= FEW_LOTS) {
    for (const lot of changed) if (lot.id === lotId) return lot;
    return undefined;
  }
  draft.changedPlaces ??= new Map();
  const places = draft.changedPlaces;
  for (let index = places.size; index < changed.length; index += 1) places.set(changed[index]?.id ?? "", index);
  return changed[places.get(lotId) ?? -1];
}

/** The lot as it now stands, or undefined when it was not loaded. */
export function findLot(draft: Draft, lotId: string): Lot | undefined {
  return changedLot(draft, lotId) ?? draft.lots[positionOf(draft, lotId)];
}

function positionOf(draft: Draft, lotId: string): number {
  const { lots } = draft;
  if (lots.length <= FEW_LOTS) return lots.findIndex((lot) => lot.id === lotId);
  draft.positions ??= new Map();
  const { positions } = draft;
  for (let index = positions.size; index < lots.length; index += 1) positions.set(lots[index]?.id ?? "", index);
  return positions.get(lotId) ?? -1;
}

/** What entries and changes of tier carry where nobody asks why. */
export const UNEXPLAINED: Explanation = Object.freeze({ code: "", params: Object.freeze({}) });

/** An entry to book; what is absent is null or empty in the entry. */
export interface Booking {
  wallet: string;
  kind: EntryKind;
  amount: number;
  at: Instant;
  explanation: Explanation;
  id?: string;
  ruleId?: string | undefined;
  lotId?: string;
  availableAt?: Instant | undefined;
  expiresAt?: Instant | null;
  allocations?: Allocation[];
  perLine?: EntryDecision["perLine"] | undefined;
  relatedEntryId?: string | undefined;
  budgets?: BudgetShare[] | undefined;
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
    explanation: draft.explains ? booking.explanation : UNEXPLAINED,
  };
  if (booking.budgets && booking.budgets.length > 0) entry.budgets = booking.budgets;
  draft.entries.push(entry);
  return entry;
}

/** The wallet's name and the word for one point, as explanations carry them. */
export function walletWords(compiled: CompiledProgramme, wallet: string): { wallet: LocalText; unit?: LocalText } {
  const config = compiled.wallets.get(wallet);
  return { wallet: config?.name ?? { zh: wallet, en: wallet }, ...(config?.unit ? { unit: config.unit } : {}) };
}
