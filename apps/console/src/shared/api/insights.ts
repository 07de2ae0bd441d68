import { type Query, request } from "./http.ts";
import type { LocalText, Page } from "./types.ts";

export interface Figure {
  value: number | null;
  previous: number | null;
  change: number | null;
  spark: number[];
  definition: string;
  rows: string | null;
}

export interface DefinitionText {
  name: LocalText;
  text: LocalText;
  formula: string;
}

export interface StageCount {
  stage: string | null;
  name: LocalText;
  color: string | null;
  members: number;
  share: number;
  rows: string;
}

export interface TierCount {
  tier: string;
  name: LocalText;
  color: string | null;
  members: number;
  share: number;
  rows: string;
}

export interface RfmCell {
  r: number;
  f: number;
  members: number;
  meanMonetary: number;
  meanM: number;
  rows: string;
}

export interface RfmBounds {
  score: number;
  from: number;
  to: number;
}

export interface Rfm {
  windowDays: number;
  asOf: string | null;
  scored: number;
  cells: RfmCell[];
  bounds: { recencyDays: RfmBounds[]; frequency: RfmBounds[]; monetary: RfmBounds[] };
  definition: string;
}

export interface WalletFlow {
  wallet: string;
  name: LocalText;
  opening: number;
  issued: number;
  spent: number;
  returned: number;
  expired: number;
  clawedBack: number;
  adjusted: number;
  transferred: number;
  closing: number;
  redemptionRate: number | null;
  outstanding: number;
  liability: number | null;
  liabilityBasis: "cost" | "redemption" | "none";
  expiringSoon: number;
  expiringMembers: number;
  byDay: { date: string; issued: number; spent: number; expired: number; clawedBack: number }[];
}

export interface InsightAlert {
  id: string;
  severity: "high" | "medium" | "low";
  title: LocalText;
  detail: LocalText;
  count: number;
  rows: string | null;
}

export interface Overview {
  currency: string;
  zone: string;
  asOf: string;
  period: { from: string; to: string; days: number; previousFrom: string; previousTo: string };
  storeId: string | null;
  definitions: Record<string, DefinitionText>;
  members: {
    total: Figure;
    joined: Figure;
    active: Figure;
    lost: Figure;
    byStage: StageCount[];
    byTier: { ladder: string; name: LocalText; tiers: TierCount[] }[];
    flow: { from: string | null; to: string | null; members: number }[];
    movement: { date: string; joined: number; lost: number }[];
  };
  value: {
    revenue: Figure;
    memberRevenue: Figure;
    guestRevenue: Figure;
    memberShare: Figure;
    orders: Figure;
    memberOrders: Figure;
    guestOrders: Figure;
    averageOrder: Figure;
    memberAverageOrder: Figure;
    guestAverageOrder: Figure;
    repurchaseRate: Figure;
    arpu: Figure;
    arpuActive: Figure;
    refunds: Figure;
    byDay: { date: string; memberRevenue: number; guestRevenue: number; memberOrders: number; guestOrders: number }[];
  };
  rfm: Rfm;
  points: WalletFlow[];
  topStores: {
    storeId: string;
    name: string;
    city: string | null;
    revenue: number;
    orders: number;
    memberShare: number | null;
    change: number | null;
  }[];
  alerts: InsightAlert[];
}

export interface InsightMemberRow {
  id: string;
  memberNo: string;
  name: string | null;
  phone: string | null;
  joinedAt: string;
  stage: string | null;
  stageSince: string | null;
  rfm: { r: number; f: number; m: number } | null;
  recencyDays: number | null;
  frequency: number;
  monetary: number;
  lastOrderAt: string | null;
}

export interface InsightMemberPage extends Page<InsightMemberRow> {
  currency: string;
  total: number;
}

export interface StageExplanation {
  holds: boolean;
  sentence: LocalText;
  children: StageExplanation[];
}

export interface MemberInsight {
  asOf: string | null;
  currency: string;
  stage: { id: string; since: string | null; explanation: StageExplanation | null } | null;
  rfm: {
    r: number;
    f: number;
    m: number;
    recencyDays: number;
    frequency: number;
    monetary: number;
    percentile: number;
    windowDays: number;
  } | null;
  habits: {
    favouriteHour: number | null;
    favouriteWeekday: number | null;
    averageGapDays: number | null;
    topCategories: { category: string; amount: number }[];
    topProducts: { sku: string; name: string | null; quantity: number }[];
    favouriteStore: string | null;
  } | null;
}

export interface LensStatus {
  state: "off" | "starting" | "rebuilding" | "ready" | "unavailable";
  asOf: string | null;
  rows: number;
  lagSeconds: number | null;
  rebuilding: boolean;
  progress: number;
  scoredAt: string | null;
}

export interface Period {
  from?: string | undefined;
  to?: string | undefined;
  storeId?: string | undefined;
}

export const insights = {
  overview: (period: Period) => request<Overview>("GET", "/v1/insights/overview", { query: { ...period } }),
  members: (query: Query) =>
    request<InsightMemberPage>("GET", "/v1/insights/members", { query: { limit: 50, ...query } }),
  member: (id: string) => request<MemberInsight>("GET", `/v1/members/${encodeURIComponent(id)}/insight`),
  status: () => request<LensStatus>("GET", "/v1/insights/status"),
};
