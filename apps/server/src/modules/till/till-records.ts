import type { AccountState, Explanation, Lot, MemberProfile, OrderOutcome } from "@regulars/engine";

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

export interface EntryRecord {
  bucket: number;
  memberId: string;
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balanceAfter: number;
  factKind: "order" | "refund" | "adjust" | "settle" | "claim";
  factId: string;
  orderId: string | null;
  ruleId: string | null;
  lotId: string | null;
  relatedEntryId: string | null;
  allocations: { lotId: string; amount: number }[];
  perLine: { lineNo: number; amount: number }[];
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

/** A member while a batch is being worked out. */
export interface MemberWork {
  id: string;
  bucket: number;
  demo: boolean;
  profile: MemberProfile;
  account: AccountState;
  lots: Lot[];
  changedLots: Map<string, Lot>;
  isChanged: boolean;
  tierChanges: { record: TierChangeRecord; factKind: EntryRecord["factKind"]; factId: string; recordedAt: Date }[];
}
