import type {
  AccountState,
  Allocation,
  BudgetShare,
  Explanation,
  Hold,
  Lot,
  MemberProfile,
  OrderOutcome,
  TierNotice,
} from "@regulars/engine";

/** A line as stored with its order. */
export interface LineRecord {
  lineNo: number;
  sku: string;
  name?: string;
  category?: string;
  quantity: number;
  unitPrice: number;
  discount: number;
  net: number;
  refundedQuantity: number;
  refundedAmount: number;
  /** What a guest order had already lost to refunds when it was claimed; the ledger counts from there. */
  claimedQuantity?: number;
  claimedAmount?: number;
}

/** What the ledger did for an order, kept with it so that a refund needs no search. */
export interface OrderLedger {
  entryIds: string[];
  earned: OrderOutcome["earned"];
  spent: OrderOutcome["spent"];
  tierChanges: TierChangeRecord[];
  wallets: WalletRecord[];
}

export interface OrderRecord {
  id: string;
  bucket: number;
  memberId: string | null;
  source: string;
  externalId: string;
  contentHash: Buffer;
  storeId: string | null;
  channel: string | null;
  currency: string;
  placedAt: Date;
  recordedAt: Date;
  gross: number;
  discount: number;
  pointsPaid: number;
  net: number;
  refunded: number;
  completeRefund: boolean;
  lines: LineRecord[];
  tenders: { kind: string; amount: number }[] | null;
  ledger: OrderLedger;
  programmeVersion: number;
  actor: string;
  importId: string | null;
  demo: boolean;
}

export interface RefundRecord {
  id: string;
  bucket: number;
  orderId: string;
  memberId: string | null;
  source: string;
  externalId: string;
  contentHash: Buffer;
  refundedAt: Date;
  recordedAt: Date;
  amount: number;
  lines: { lineNo: number; quantity: number; amount: number }[];
  reason: string | null;
  outcome: RefundOutcome;
  programmeVersion: number;
  actor: string;
  importId: string | null;
  demo: boolean;
}

export interface RefundOutcome {
  clawedBack: { wallet: string; amount: number }[];
  returned: { wallet: string; amount: number; lapsed: number }[];
  arrears: { wallet: string; amount: number }[];
  waived: { wallet: string; amount: number }[];
  complete: boolean;
  entryIds: string[];
  tierChanges: TierChangeRecord[];
  wallets: WalletRecord[];
}

export type FactKind =
  | "order"
  | "refund"
  | "adjust"
  | "settle"
  | "claim"
  | "event"
  | "spend"
  | "hold"
  | "commit"
  | "release"
  | "transfer"
  | "reverse"
  | "tier_grant";

export interface EntryRecord {
  bucket: number;
  memberId: string;
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balanceAfter: number;
  factKind: FactKind;
  factId: string;
  orderId: string | null;
  ruleId: string | null;
  lotId: string | null;
  relatedEntryId: string | null;
  allocations: { lotId: string; amount: number }[];
  perLine: { lineNo: number; amount: number }[];
  budgets: BudgetShare[];
  explanation: Explanation;
  programmeVersion: number;
  actor: string;
  effectiveAt: Date;
  recordedAt: Date;
  availableAt: Date | null;
  expiresAt: Date | null;
  demo: boolean;
}

export interface TierChangeRecord {
  id: string;
  ladder: string;
  from: string | null;
  to: string;
  since: number;
  until: number | null;
  reason: string;
  explanation: Explanation;
}

export interface WalletRecord {
  wallet: string;
  available: number;
  pending: number;
  held: number;
  arrears: number;
  asOf: number;
}

/** What a fact was answered, kept with its row so that a repeat needs no search. */
export interface FactOutcome {
  entryIds: string[];
  tierChanges: TierChangeRecord[];
  wallets: WalletRecord[];
  /** The other member of a transfer. */
  counterpart?: { memberId: string; entryIds: string[]; wallets: WalletRecord[] };
}

/** What all facts with a row of their own have in common. */
interface FactRow {
  id: string;
  bucket: number;
  contentHash: Buffer;
  at: Date;
  recordedAt: Date;
  outcome: FactOutcome;
  programmeVersion: number;
  actor: string;
  demo: boolean;
}

export interface EventRecord extends FactRow {
  memberId: string | null;
  anonymousId: string | null;
  type: string;
  source: string;
  externalId: string;
  storeId: string | null;
  channel: string | null;
  orderId: string | null;
  properties: Record<string, string | number | boolean | null>;
  importId: string | null;
}

export interface SpendRecord extends FactRow {
  memberId: string;
  source: string;
  externalId: string;
  wallet: string;
  points: number;
  reason: string;
}

export interface TransferRecord extends FactRow {
  memberId: string;
  toMemberId: string;
  /** Null for what a household lends. */
  source: string | null;
  externalId: string | null;
  wallet: string;
  points: number;
  reason: "member" | "household";
  note: string | null;
  /** What a household's points were pulled for. */
  forFactId: string | null;
}

export interface ReversalRecord extends FactRow {
  memberId: string;
  entryId: string;
  reason: string;
}

export interface TierGrantRecord extends FactRow {
  memberId: string;
  source: string | null;
  externalId: string | null;
  ladder: string;
  tier: string | null;
  until: Date | null;
  isLifetime: boolean;
  kind: string;
  reason: string;
  /** The tier offer it was redeemed from. */
  offer: string | null;
}

export interface HoldRecord extends FactRow {
  memberId: string;
  source: string | null;
  externalId: string | null;
  wallet: string;
  points: number;
  status: Hold["status"];
  committed: number;
  expiresAt: Date;
  reference: string;
  allocations: Allocation[];
  /** The order that spent it. */
  orderId: string | null;
  closedAt: Date | null;
  /** The first answer of the commit or release; `points` as the caller asked. */
  closing: (FactOutcome & { points: number | null }) | null;
}

export interface AdjustmentRecord {
  id: string;
  memberId: string;
  source: string;
  externalId: string;
  contentHash: Buffer;
  wallet: string;
  points: number;
  reason: string;
  at: Date;
  recordedAt: Date;
  actor: string;
  entryKind: "adjust" | "import";
  expiresAt: Date | null;
  importId: string | null;
  outcome: FactOutcome;
  demo: boolean;
}

/** A member while a batch is being worked out. */
export interface MemberWork {
  id: string;
  bucket: number;
  /** Of those who are not `active` nothing is booked but what time does. */
  status: string;
  demo: boolean;
  profile: MemberProfile;
  account: AccountState;
  lots: Lot[];
  changedLots: Map<string, Lot>;
  /** Open holds, and those that closed in this batch. */
  holds: Map<string, HoldRecord>;
  /** Ids of holds to be written. */
  changedHolds: Set<string>;
  isChanged: boolean;
  tierChanges: { record: TierChangeRecord; factKind: FactKind; factId: string; recordedAt: Date }[];
  tierNotices: TierNotice[];
}
