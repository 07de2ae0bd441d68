import type { LeafState } from "./leaf-state.ts";

/** Milliseconds since the Unix epoch. The engine has no clock of its own. */
export type Instant = number;

export interface OrderLine {
  lineNo: number;
  sku: string;
  name?: string | undefined;
  category?: string | undefined;
  quantity: number;
  /** Minor units. */
  unitPrice: number;
  /** Minor units off the whole line. */
  discount: number;
}

/** An order as a fact. Money in minor units of `currency`. */
export interface OrderFact {
  kind: "order";
  id: string;
  at: Instant;
  recordedAt: Instant;
  storeId: string | null;
  channel: string | null;
  source: string;
  currency: string;
  lines: OrderLine[];
  /** Points the member pays with; refused when the wallet has not enough. */
  redeem: { wallet: string; points: number }[];
}

/** What an earlier order did, as the ledger remembers it; given to the engine with a refund. */
export interface OrderOutcome {
  orderId: string;
  at: Instant;
  storeId: string | null;
  channel: string | null;
  source: string;
  lines: (OrderLine & { refundedQuantity: number; refundedAmount: number; net: number })[];
  net: number;
  refundedAmount: number;
  /** Earn entries of the order, with the lot each opened (lot id = entry id), the amount per line, and what earlier refunds have clawed back. */
  earned: {
    entryId: string;
    wallet: string;
    ruleId: string;
    amount: number;
    clawedBack: number;
    perLine: { lineNo: number; amount: number }[];
  }[];
  /** Spend entries of the order: points paid, the lots they came from, and what earlier refunds have returned. */
  spent: {
    entryId: string;
    wallet: string;
    amount: number;
    moneyValue: number;
    returned: number;
    allocations: Allocation[];
  }[];
}

export interface RefundFact {
  kind: "refund";
  id: string;
  at: Instant;
  recordedAt: Instant;
  reason: string | null;
  order: OrderOutcome;
  /** Absent lines and amount = everything that is left. */
  lines?: { lineNo: number; quantity: number }[] | undefined;
  amount?: number | undefined;
}

/** Signed points by hand or by import. */
export interface AdjustFact {
  kind: "adjust";
  id: string;
  at: Instant;
  recordedAt: Instant;
  wallet: string;
  points: number;
  reason: string;
  expiresAt?: Instant | undefined;
}

/** Nothing but time has passed: expiry, activation, period ends up to `at` are booked. */
export interface SettleFact {
  kind: "settle";
  id: string;
  at: Instant;
  recordedAt: Instant;
}

export type Fact = OrderFact | RefundFact | AdjustFact | SettleFact;

/** `amount` taken from (or given back to) a lot. */
export interface Allocation {
  lotId: string;
  amount: number;
}

export interface Lot {
  id: string;
  wallet: string;
  amount: number;
  remaining: number;
  activeFrom: Instant;
  /** null = never. The lot is spendable for activeFrom <= t < expiresAt. */
  expiresAt: Instant | null;
  /** The fact that opened it. */
  factId: string;
  /** Whether the activation has been booked into the wallet's `available`. */
  activated: boolean;
  /** Points of this lot that expired unspent, less what a later refund has set off against them. Absent = 0. */
  lapsed?: number | undefined;
}

/** One wallet of a member, exact as of the state's `settledAt`. */
export interface WalletState {
  available: number;
  pending: number;
  held: number;
  /** Points owed: a positive number; the next credits pay it off first. */
  arrears: number;
  /** Total ever earned and spent, for metrics and screens. */
  earned: number;
  spent: number;
  expired: number;
  /**
   * No open lot of the wallet activates or expires before this instant; null = none ever will. May be early (the lot it was kept for has
   * been spent since), never late. Instants after it need the lots that `lotNeeds` names.
   */
  nextLotChangeAt: Instant | null;
}

export interface TierState {
  tier: string;
  since: Instant;
  /** When the tier will be looked at again; null = for ever. */
  until: Instant | null;
  /** When the metric was last seen to reach this tier; a refund that would have prevented it takes the tier back. Absent = `since`. */
  qualifiedAt?: Instant | undefined;
  /** The valid period is over and the grace runs until `until`. */
  inGrace?: boolean | undefined;
  /** What an upgrade stood on, to fall back to when a refund undoes the upgrade. */
  previous?: { tier: string; since: Instant; until: Instant | null; qualifiedAt: Instant } | undefined;
}

/** What the engine needs to know about the member. Instants are epoch ms; dates are `YYYY-MM-DD`. */
export interface MemberProfile {
  id: string;
  joinedAt: Instant;
  birthday: string | null;
  gender: string | null;
  kind: string;
  zone: string | null;
  source: { channel?: string; storeId?: string; campaign?: string };
  attributes: Record<string, string | number | boolean | null>;
  tags: string[];
  consents: string[];
}

/** A member's account: bounded in size however long the past. Stored as JSON, one row per member. */
export interface AccountState {
  /** Everything up to this instant is booked. */
  settledAt: Instant;
  wallets: Record<string, WalletState>;
  tiers: Record<string, TierState>;
  /** Leaf states by leaf key (see `leaf-state.ts`); a key that is absent has not been filled from history yet. */
  leaves: Record<string, LeafState>;
  stage: { id: string; since: Instant } | null;
  orders: { count: number; net: number; firstAt: Instant | null; lastAt: Instant | null };
}

/** Everything `decide` may read. `lots` holds at least what `lotNeeds` asked for. */
export interface MemberState {
  profile: MemberProfile;
  account: AccountState;
  lots: Lot[];
}

/** Which lots must be in `MemberState.lots` before `decide` is called (each once), per wallet. More is never wrong. */
export interface LotNeeds {
  /**
   * Spendable lots, soonest-expiring first (never last), then oldest, then by id, until their remaining adds up to this or none is left.
   * Spendable = activated, remaining > 0, and not expiring by `changesUntil` (those that are, `changes` asks for).
   */
  debit: Record<string, number>;
  /** Lots by id, also empty ones (opened or drawn on by a refunded order). */
  lotIds: string[];
  /**
   * Wallets some lot of which may activate or expire up to `changesUntil`: all their open lots with `not activated and activeFrom <= changesUntil`
   * or `expiresAt <= changesUntil`, and beyond these the first to activate and the first to expire, which become `nextLotChangeAt`.
   * Usually empty: then no lot need be read for the passing of time.
   */
  changes: string[];
  changesUntil: Instant;
}

export type EntryKind =
  | "earn"
  | "activate"
  | "spend"
  | "expire"
  | "revoke"
  | "return"
  | "adjust"
  | "transfer_in"
  | "transfer_out"
  | "hold"
  | "release"
  | "import";

/** Signed ledger line, as decided. `id` comes from the `ids` given to `decide`. */
export interface EntryDecision {
  id: string;
  wallet: string;
  kind: EntryKind;
  /** Signed; `activate` moves `amount` from pending to available and does not change the sum. */
  amount: number;
  /** Wallet balance after: available + pending - arrears. */
  balanceAfter: number;
  at: Instant;
  ruleId: string | null;
  /** The lot a credit opened. */
  lotId: string | null;
  availableAt: Instant | null;
  expiresAt: Instant | null;
  /** The lots a debit drew on, or a return went back to. */
  allocations: Allocation[];
  /** For earn entries of orders: the share of each line, adds up to `amount`. */
  perLine: { lineNo: number; amount: number }[];
  /** For returns: the spend entry; for revokes: the earn entry. */
  relatedEntryId: string | null;
  explanation: Explanation;
}

/** Data, not text: `explainEntry(explanation, locale)` makes the sentence. */
export interface Explanation {
  code: string;
  params: Record<string, string | number | boolean | null | { zh: string; en: string }>;
  /** e.g. the multipliers that fitted. */
  parts?: Explanation[] | undefined;
}

export interface TierChangeDecision {
  ladder: string;
  from: string | null;
  to: string;
  since: Instant;
  until: Instant | null;
  reason: "enrolled" | "upgraded" | "downgraded" | "refund" | "renewed" | "manual";
  /** The metric seen and the threshold that decided. */
  explanation: Explanation;
}

/**
 * What happened, or why it may not. Refusals leave the state as it was. `changedLots` are the lots to write (new or changed, as they now are);
 * `staleLeaves` are leaf keys that a refund could not take back in place: they are gone from the state and must be filled from history.
 */
export type Decision =
  | {
      ok: true;
      state: MemberState;
      entries: EntryDecision[];
      tierChanges: TierChangeDecision[];
      stageChange: { from: string | null; to: string } | null;
      order: OrderResult | null;
      refund: RefundResult | null;
      changedLots: Lot[];
      staleLeaves: string[];
    }
  | { ok: false; code: string; params: Record<string, string | number> };

export interface OrderResult {
  gross: number;
  discount: number;
  /** Money value of the points used. */
  pointsPaid: number;
  net: number;
  lines: { lineNo: number; net: number }[];
}

export interface RefundResult {
  /** Money given back, without the part that was paid with points. */
  amount: number;
  lines: { lineNo: number; quantity: number; amount: number }[];
  clawedBack: { wallet: string; amount: number }[];
  returned: { wallet: string; amount: number; lapsed: number }[];
  arrears: { wallet: string; amount: number }[];
  /** True when nothing of the order is left. */
  complete: boolean;
  /** Points a claw-back gave up on, because the wallet's policy stops at zero. */
  waived: { wallet: string; amount: number }[];
}
