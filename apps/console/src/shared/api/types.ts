export interface LocalText {
  zh: string;
  en: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Role = "owner" | "operator" | "analyst" | "clerk";

export type Permission =
  | "members:read"
  | "members:write"
  | "members:reveal"
  | "orders:read"
  | "orders:write"
  | "points:read"
  | "points:write"
  | "programme:read"
  | "programme:write"
  | "insights:read"
  | "imports:read"
  | "imports:write"
  | "settings:read"
  | "settings:write"
  | "keys:write"
  | "staff:write"
  | "audit:read"
  | "demo:write";

/** Who is signed in. */
export interface Session {
  kind: "staff" | "key";
  id: string;
  name: string;
  email: string | null;
  role: Role | null;
  permissions: Permission[];
  storeId: string | null;
  locale: "zh-CN" | "en";
  organisationName: string;
}

export interface TierOf {
  ladder: string;
  tier: string;
  since: string;
  until: string | null;
}

export interface TierNow extends TierOf {
  progress: {
    metric: number;
    next: { tier: string; from: number; missing: number } | null;
    sentence: LocalText;
  } | null;
}

export interface WalletNow {
  wallet: string;
  available: number;
  pending: number;
  held: number;
  arrears: number;
  expiring: { at: string; amount: number }[];
  asOf: string;
}

export type MemberStatus = "active" | "frozen" | "cancelled" | "merged" | "erased";

export interface MemberRow {
  id: string;
  memberNo: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  status: MemberStatus;
  joinedAt: string;
  stage: string | null;
  stageSince: string | null;
  tiers: TierOf[];
  wallets: { wallet: string; available: number; pending: number }[];
  orders: { count: number; net: number; lastAt: string | null };
}

export interface MemberPage extends Page<MemberRow> {
  currency: string;
  /** On the first page only. */
  total: number | null;
  totalIsEstimate: boolean;
}

export interface Member {
  id: string;
  memberNo: string;
  externalId: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  birthday: string | null;
  gender: "female" | "male" | "other" | null;
  kind: "person" | "company" | "partner";
  status: MemberStatus;
  joinedAt: string;
  cards: string[];
  source: Record<string, unknown>;
  attributes: Record<string, unknown>;
  tags: string[];
  zone: string | null;
  stage: string | null;
  stageSince: string | null;
  tiers: TierNow[];
  wallets: WalletNow[];
  orders: { count: number; net: number; firstAt: string | null; lastAt: string | null };
}

export interface NewMember {
  name?: string;
  phone?: string;
  email?: string;
  externalId?: string;
  birthday?: string;
  gender?: "female" | "male" | "other";
  source?: { channel: string; storeId?: string };
}

export interface Lot {
  id: string;
  wallet: string;
  amount: number;
  remaining: number;
  activeFrom: string;
  expiresAt: string | null;
  status: "pending" | "open" | "empty" | "expired";
}

export interface TimelineItem {
  id: string;
  type: "order" | "refund" | "points" | "tier" | "consent" | "member";
  at: string;
  title: LocalText;
  data: Record<string, unknown>;
}

export interface Entry {
  id: string;
  wallet: string;
  kind: string;
  amount: number;
  balanceAfter: number;
  factKind: string;
  factId: string;
  orderId: string | null;
  ruleId: string | null;
  programmeVersion: number;
  effectiveAt: string;
  recordedAt: string;
  availableAt: string | null;
  expiresAt: string | null;
  explanation: unknown;
  text: string;
}

export interface OrderExplanation {
  order: { id: string; externalId: string; placedAt: string; net: number; currency: string; programmeVersion: number };
  entries: (Entry & { perLine: { lineNo: number; amount: number }[] })[];
  tierChanges: { ladder: string; from: string | null; to: string; since: string; reason: string; text: string }[];
}

export interface Order {
  id: string;
  externalId: string;
  source: string;
  memberId: string | null;
  storeId: string | null;
  channel: string | null;
  currency: string;
  placedAt: string;
  recordedAt: string;
  status: "paid" | "partly_refunded" | "refunded";
  grossAmount: number;
  discountAmount: number;
  pointsPaidAmount: number;
  netAmount: number;
  refundedAmount: number;
  programmeVersion: number;
  lines: OrderLine[];
}

export interface OrderLine {
  lineNo: number;
  sku: string;
  name: string | null;
  category: string | null;
  quantity: number;
  unitPrice: number;
  discount: number;
  netAmount: number;
  refundedQuantity: number;
  refundedAmount: number;
}

export interface Store {
  id: string;
  name: string;
  city: string | null;
}

export interface Word extends LocalText {
  id: string;
}

export interface ProgrammeNow {
  programme: {
    name: LocalText;
    currency: string;
    zone: string;
    wallets: { id: string; name: LocalText; redemption?: { points: number; amount: number } }[];
    ladders: {
      id: string;
      name: LocalText;
      metric: { kind: string };
      tiers: { id: string; name: LocalText; from: number; color?: string; benefits: LocalText[] }[];
    }[];
    rules: { id: string; name: LocalText }[];
    lifecycle: { stages: { id: string; name: LocalText; color?: string }[] };
  };
  version: number;
  words: { wallets: Word[]; ladders: Word[]; rules: Word[]; stages: Word[] };
}
