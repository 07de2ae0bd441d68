import type {
  AdjustFact,
  Allocation,
  EntryKind,
  EventFact,
  HoldFact,
  Instant,
  MemberProfile,
  OrderFact,
  SpendFact,
  TierGrantFact,
  TransferInFact,
  TransferOutFact,
} from "@regulars/engine";

/** A member's past as far as a simulation reads it: everything that took effect before the end of the span and was known when it was asked for. */
export interface MemberHistory {
  bucket: number;
  profile: MemberProfile;
  /** In the order in which they were told, which is the order in which the till decided them. */
  happenings: Happening[];
  /** In the order of booking. */
  entries: LedgerLine[];
  tierChanges: TierChange[];
  /** Lots that wait, or waited, for an event; by lot. */
  awaited: Map<string, AwaitedLot>;
  /** Holds that were open when the span began. */
  openHolds: HoldLine[];
}

interface Told {
  id: string;
  /** When it took effect. */
  at: Instant;
  recordedAt: Instant;
}

const stillLive = 7 * 86_400_000;

/**
 * Up to when time had passed when the till heard of it. A till that was cut off for a few days told late, and time went on meanwhile;
 * what was told much later is a history that was taken in, with no time passing but its own.
 */
export function toldAt({ at, recordedAt }: Omit<Told, "id">): Instant {
  return recordedAt - at <= stillLive ? Math.max(at, recordedAt) : at;
}

export interface OrderLineRow {
  lineNo: number;
  sku: string;
  name?: string;
  category?: string;
  quantity: number;
  unitPrice: number;
  discount: number;
  net: number;
  /** What a guest order had lost to refunds when it was claimed; the ledger counts from there. */
  claimedQuantity?: number;
  claimedAmount?: number;
}

export interface OrderHappening extends Told {
  kind: "order";
  storeId: string | null;
  channel: string | null;
  source: string;
  currency: string;
  /** As it was paid: minor units after discounts and points. */
  net: number;
  lines: OrderLineRow[];
  tenders: OrderFact["tenders"];
  redeem: OrderFact["redeem"];
  holdIds: string[];
}

export interface RefundHappening extends Told {
  kind: "refund";
  orderId: string;
  /** What was given back, per line; a quantity of 0 is money alone. */
  lines: { lineNo: number; quantity: number; amount: number }[];
  amount: number;
  /** Nothing of the order was left. */
  complete: boolean;
  reason: string | null;
}

export interface HoldEndHappening extends Told {
  kind: "commit" | "release";
  holdId: string;
  points: number;
}

export interface ReversalHappening extends Told {
  kind: "reverse";
  entryId: string;
  reason: string;
}

/** What a redemption costs and gives is for the programme's offer to say; the tier and its end are what really came of it. */
export interface TierGrantHappening extends TierGrantFact {
  offer: string | null;
}

/** What happened, as it was told: what it did is for the programme at hand to say. */
export type Happening =
  | OrderHappening
  | RefundHappening
  | HoldEndHappening
  | ReversalHappening
  | AdjustFact
  | EventFact
  | SpendFact
  | HoldFact
  | TransferOutFact
  | TransferInFact
  | TierGrantHappening;

/** A ledger line as it was really booked; what nobody asks of a line of the span is null. */
export interface LedgerLine {
  id: string;
  wallet: string;
  kind: EntryKind;
  amount: number;
  factKind: string;
  factId: string | null;
  orderId: string | null;
  ruleId: string | null;
  lotId: string | null;
  relatedEntryId: string | null;
  allocations: Allocation[] | null;
  perLine: { lineNo: number; amount: number }[] | null;
  at: Instant;
  /** When the guest order it was booked for became the member's. */
  claimedAt: Instant | null;
  availableAt: Instant | null;
  expiresAt: Instant | null;
  /** The hold that these points had been reserved by. */
  holdId: string | null;
}

export interface AwaitedLot {
  awaits: string;
  orderId: string | null;
  isCancelledUnlessAwaited: boolean;
  expiresAt: Instant | null;
}

export interface TierChange {
  ladder: string;
  to: string;
  since: Instant;
  until: Instant | null;
  reason: string;
}

export interface HoldLine {
  id: string;
  wallet: string;
  points: number;
  expiresAt: Instant;
  reference: string;
  allocations: Allocation[];
}
