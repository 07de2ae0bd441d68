import type { LeafState } from "./leaf-state.ts";

/** Milliseconds since the Unix epoch. The engine has no clock of its own. */
export type Instant = number;

/** Later than anything that happens: 9999-01-01T00:00:00Z. */
export const FAR_FUTURE: Instant = 253_370_764_800_000;

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
  /** Open holds whose points pay, as well as `redeem`. Absent = none. */
  holds?: Hold[] | undefined;
  /** How the money was paid, as far as told, e.g. `gift_card`; rules may leave such money out. Absent = not told. */
  tenders?: { kind: string; amount: number }[] | undefined;
}

/** Something a member did that is no order: a check-in, a share, a review, an order's completion ... */
export interface EventFact {
  kind: "event";
  id: string;
  at: Instant;
  recordedAt: Instant;
  type: string;
  source: string;
  storeId: string | null;
  channel: string | null;
  properties: Record<string, string | number | boolean | null>;
  /** The order it is about, where it names one. */
  orderId: string | null;
}

/** Points spent outside an order. */
export interface SpendFact {
  kind: "spend";
  id: string;
  at: Instant;
  recordedAt: Instant;
  wallet: string;
  /** Positive. */
  points: number;
  reason: string;
}

/** Points reserved until `expiresAt` (exclusive). The fact's id is the hold's. */
export interface HoldFact {
  kind: "hold";
  id: string;
  at: Instant;
  recordedAt: Instant;
  wallet: string;
  points: number;
  expiresAt: Instant;
  reference: string;
}

/** A hold is spent: all of it, or `points`, and the rest goes back. */
export interface CommitFact {
  kind: "commit";
  id: string;
  at: Instant;
  recordedAt: Instant;
  hold: Hold;
  points?: number | undefined;
}

export interface ReleaseFact {
  kind: "release";
  id: string;
  at: Instant;
  recordedAt: Instant;
  hold: Hold;
}

/** Why points change hands: one member gives to another, or a household lends them to the one who pays. */
export type TransferReason = "member" | "household";

export interface TransferOutFact {
  kind: "transfer_out";
  id: string;
  at: Instant;
  recordedAt: Instant;
  wallet: string;
  points: number;
  to: string;
  reason: TransferReason;
  note: string | null;
}

/** What `transfer_out` took, with the dates the points keep. */
export interface TransferredLot {
  amount: number;
  activeFrom: Instant;
  expiresAt: Instant | null;
}

export interface TransferInFact {
  kind: "transfer_in";
  id: string;
  at: Instant;
  recordedAt: Instant;
  wallet: string;
  from: string;
  lots: TransferredLot[];
  reason: TransferReason;
  note: string | null;
  /** The sender's entry. */
  relatedEntryId: string;
}

/** Takes one entry back: what it gave is clawed back, what it took is returned. Entries of orders are taken back by refunds. */
export interface ReverseFact {
  kind: "reverse";
  id: string;
  at: Instant;
  recordedAt: Instant;
  reason: string;
  entry: {
    id: string;
    wallet: string;
    kind: EntryKind;
    amount: number;
    at: Instant;
    /** The order it was booked for; such entries are refused. */
    orderId: string | null;
    ruleId: string | null;
    lotId: string | null;
    allocations: Allocation[];
    budgets: BudgetShare[];
  };
}

/** A tier given by hand, invitation, voucher or for points; null ends the grant and the member returns to what was earned. */
export interface TierGrantFact {
  kind: "tier_grant";
  id: string;
  at: Instant;
  recordedAt: Instant;
  ladder: string;
  tier: string | null;
  /** null = until it is taken back. */
  until: Instant | null;
  /** A tier for life: no period, no downgrade, and shown as such. */
  isLifetime: boolean;
  source: TierGrantSource;
  reason: string;
}

/** A tier taken in return for points, as the programme's tier offer says: the points are spent and the tier is given, or neither. */
export interface TierRedeemFact {
  kind: "tier_redeem";
  id: string;
  at: Instant;
  recordedAt: Instant;
  offer: string;
}

export type TierGrantSource = "manual" | "invitation" | "voucher" | "points";

/** Points reserved; `allocations` are the lots they came from. Open until `expiresAt` (exclusive) by time alone, booked or not. */
export interface Hold {
  id: string;
  wallet: string;
  points: number;
  status: "held" | "committed" | "released" | "expired";
  expiresAt: Instant;
  reference: string;
  allocations: Allocation[];
  /** Of `points`, those that were spent when it was committed. */
  committed: number;
}

/** What an earning took of a budget's period. */
export interface BudgetShare {
  /** `<budget id>@<period>`, e.g. `spring@2026-03`, `spring@total`. */
  key: string;
  points: number;
  /** Minor units, at the wallet's cost. */
  money: number;
}

/** What is left of a budget's period; null = not limited in that unit. */
export interface BudgetLeft {
  points: number | null;
  money: number | null;
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
    /** Absent = none. */
    budgets?: BudgetShare[] | undefined;
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
  /** `import` = an opening balance taken over from elsewhere. Absent = `adjust`. */
  entryKind?: "adjust" | "import" | undefined;
}

/** Nothing but time has passed: expiry, activation, hold time-outs, period ends, birthdays and anniversaries up to `at` are booked. */
export interface SettleFact {
  kind: "settle";
  id: string;
  at: Instant;
  recordedAt: Instant;
}

export type Fact =
  | OrderFact
  | RefundFact
  | EventFact
  | AdjustFact
  | SettleFact
  | SpendFact
  | HoldFact
  | CommitFact
  | ReleaseFact
  | TransferOutFact
  | TransferInFact
  | ReverseFact
  | TierGrantFact
  | TierRedeemFact;

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
  /** Not activated before an event of this type; `activeFrom` is then the latest instant, or FAR_FUTURE. */
  awaits?: string | undefined;
  /** The order it was earned by, where there is one; an awaited event may name it. */
  orderId?: string | undefined;
  /** A waiting lot that is cancelled, not activated, when `activeFrom` comes without its event. */
  isCancelledUnlessAwaited?: boolean | undefined;
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
   * been spent since), never late. Instants after it need the lots that `lotNeeds` names. Time-outs of open holds count as well.
   */
  nextLotChangeAt: Instant | null;
  /** Wallets that expire by inactivity: the latest credit or debit. */
  lastActiveAt?: Instant | undefined;
  /** When all open lots expire unless the wallet is credited or debited before. */
  lapsesAt?: Instant | undefined;
  /** When they last did: points of older lots that come back since are dead. */
  lapsedAt?: Instant | undefined;
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
  previous?:
    | {
        tier: string;
        since: Instant;
        until: Instant | null;
        qualifiedAt: Instant;
        countsFrom?: Instant | undefined;
        qualifiedFrom?: Instant | undefined;
        isKept?: boolean | undefined;
      }
    | undefined;
  /** Ladders that count since the tier began: what counts is from here on. Absent = `since`. */
  countsFrom?: Instant | undefined;
  /** The same of the count that reached this tier. Absent = `countsFrom`. */
  qualifiedFrom?: Instant | undefined;
  /** It was last qualified for at the end of a period, by the threshold that keeps it rather than the one that reaches it. */
  isKept?: boolean | undefined;
  /** A tier given rather than earned; `earned` is what the member would have without it and returns to when it ends. The higher of the two is in force. */
  grant?: TierGrant | undefined;
  /** The last notice of this period's end was due so many days ahead. */
  noticedDays?: number | undefined;
}

/** The tier of a ladder that a member would have without a grant. */
export type EarnedTier = Omit<TierState, "grant">;

export interface TierGrant {
  tier: string;
  since: Instant;
  until: Instant | null;
  source: TierGrantSource;
  isLifetime: boolean;
  reason: string;
  earned: EarnedTier;
  /** The last notice of the grant's end was due so many days ahead. */
  noticedDays?: number | undefined;
}

/** What caps have counted for one rule or wallet in its open period. */
export interface CapCount {
  /** e.g. `2026-03-01`, `2026-W09`, `2026-03`, `2026`, `ever`. */
  period: string;
  points: number;
  times: number;
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
  /** Registration rules have not been looked at yet. Absent = they have. */
  isNew?: boolean | undefined;
  /** Birthdays and anniversaries up to this instant have been looked at; absent = `settledAt`. */
  occasionsUntil?: Instant | undefined;
  /** Counts of caps, by `rule:<id>:<per>` or `wallet:<id>:<per>`. Absent = none counted. */
  caps?: Record<string, CapCount> | undefined;
  /** Head of the member's chain of entries: kept by the ledger's writer, passed through here. */
  chain?: { seq: number; hash: string } | undefined;
}

/** Everything `decide` may read. `lots` holds at least what `lotNeeds` asked for. */
export interface MemberState {
  profile: MemberProfile;
  account: AccountState;
  lots: Lot[];
  /** Open holds, at least those that `lotNeeds` asked for; those closed by earlier facts stay here, closed. Absent = none. */
  holds?: Hold[] | undefined;
  /** What is left of the budgets that rules of this fact may draw on, by key; a budget that is absent gives nothing. */
  budgets?: Readonly<Record<string, BudgetLeft>> | undefined;
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
  /** Wallets of `debit` whose spendable lots go by (activeFrom, id) alone. Absent = none. */
  oldestFirst?: string[] | undefined;
  /** Wallets all of whose open lots are needed: they may expire by inactivity. Absent = none. */
  everyLot?: string[] | undefined;
  /** Wallets all of whose open holds are needed, with every lot that their allocations name. Absent = none. */
  holds?: string[] | undefined;
  /** Lots that wait for an event of one of these types; with an order, only that order's. Absent = none. */
  awaiting?: { event: string; orderId: string | null }[] | undefined;
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
  /** What an earn entry took of budgets. Absent = nothing. */
  budgets?: BudgetShare[] | undefined;
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
  reason: "enrolled" | "upgraded" | "downgraded" | "refund" | "renewed" | "granted" | "grant_ended";
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
      /** Holds to write: new or changed, as they now are. */
      changedHolds: Hold[];
      /** What this took of budgets (negative = gave back). */
      budgetUse: BudgetShare[];
      /** Members to be told that a period ends and the tier with it. */
      tierNotices: TierNotice[];
      staleLeaves: string[];
    }
  | { ok: false; code: string; params: Record<string, string | number> };

/** A tier that will be lost at `until` (a grace included) unless the metric reaches `threshold`; ladders by condition have neither. */
export interface TierNotice {
  ladder: string;
  tier: string;
  until: Instant;
  daysBefore: number;
  /** As it will be at `until` if nothing more happens. */
  metric: number | null;
  threshold: number | null;
}

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
