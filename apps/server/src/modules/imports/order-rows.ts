export interface CustomerIdentity {
  kind: "external" | "phone" | "email" | "card" | "member_no";
  value: string;
}

/** What the file says of a member; used only when the member is new. */
export interface PersonDetails {
  name?: string;
  joinedAt?: number;
  channel?: string;
  storeId?: string;
  phone?: string;
  email?: string;
  birthday?: string;
  gender?: "female" | "male" | "other";
}

export interface Reason {
  code: string;
  params: Record<string, string | number>;
}

export interface OrderItem {
  sku: string;
  name: string | null;
  category: string | null;
  quantity: number;
  /** Minor units. */
  unitPrice: number;
  /** Minor units off the line. */
  discount: number;
}

interface RowBase {
  line: number;
  raw: string;
  /** Quantity x price as it stands, signed, in ten-thousandths of a major unit; null when it cannot be read. */
  exact: number | null;
  /** The row names no customer. */
  isGuest: boolean;
}

/** Points that pay a part of the order, in the smallest unit of their wallet. */
export interface PointsPaid {
  wallet: string;
  points: number;
}

/** What all rows of an order or refund say alike; the first row's counts. */
export interface RowHead {
  /** Epoch milliseconds. */
  at: number;
  customer: CustomerIdentity | null;
  currency: string;
  storeId: string | null;
  channel: string | null;
  person: PersonDetails;
  /** Sales only; stands on one row of the order, or on several alike. */
  paid: PointsPaid | null;
}

export interface SaleRow extends RowBase {
  kind: "sale";
  head: RowHead;
  item: OrderItem;
}

export interface RefundRow extends RowBase {
  kind: "refund";
  head: RowHead;
  /** The order it refers to; null = to be matched. */
  reference: string | null;
  /** null = not limited to one SKU. */
  sku: string | null;
  quantity: number | null;
  /** Minor units; only with a reference and without SKU. */
  amount: number | null;
  reason: string | null;
}

export interface SettledRow extends RowBase {
  kind: "skipped" | "refused";
  reason: Reason;
}

export type ReadRow = SaleRow | RefundRow | SettledRow;

/** A row with the number of its order; null when it has none that can be read. */
export interface KeyedRow {
  orderKey: string | null;
  customerKey: string | null;
  row: ReadRow;
}
