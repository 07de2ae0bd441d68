import { english } from "./describe-en.ts";
import { chinese } from "./describe-zh.ts";
import { pointsText } from "./money-text.ts";
import type {
  Counted,
  Expiry,
  Ladder,
  Pending,
  Period,
  Programme,
  Rule,
  RuleAmount,
  RuleGroup,
  Wallet,
} from "./programme.ts";
import type { Locale, SentenceNames } from "./sentence.ts";

export type AmountOf = Extract<RuleAmount, { kind: "rate" }>["of"];
export type CapPeriod = Rule["caps"][number]["per"];
export type BudgetPeriod = Programme["budgets"][number]["per"];
export type PeriodEnd = Extract<Ladder["downgrade"], { kind: "period_end" }>;
export type MetricKind = Ladder["metric"]["kind"];

/** A trigger with names instead of ids. */
export type TriggerWords =
  | { kind: "order" }
  | { kind: "registration" }
  | { kind: "anniversary" }
  | { kind: "event"; event: string }
  | { kind: "birthday"; daysBefore: number }
  | { kind: "tier_entry"; ladder: string; tiers: string[] };

export interface Rate {
  points: string;
  unit: string;
  per: string;
  of: AmountOf;
  /** `per` is one yuan. */
  isOne: boolean;
}

export interface MultiplierWords {
  name: string;
  factor: string;
  when: string;
  lines: string | null;
}

export interface TierWords {
  name: string;
  from: string;
  orPoints: string | null;
  keep: string | null;
  when: string | null;
  isInvitationOnly: boolean;
  isFirst: boolean;
}

/** What one term of a growth value counts, with its names. */
export interface CountedWords {
  kind: Counted["kind"];
  event: string | null;
  wallet: string | null;
  where: string | null;
}

/** How one language puts a programme into words. */
export interface DescribeBook {
  unit: string;
  pieces: (parts: string[]) => string;
  list: (parts: string[]) => string;
  duration: (iso: string) => string;
  /** `5 points`. */
  amount: (points: string, unit: string) => string;

  trigger: (trigger: TriggerWords, gives: string) => string;
  rate: (rate: Rate) => string;
  perUnit: (amount: string) => string;
  fixed: (amount: string, isOrder: boolean) => string;
  table: (of: AmountOf, mode: "whole" | "slices", steps: string[]) => string;
  /** `from` is null for a step that begins at nothing. */
  step: (from: string | null, amount: string, per: string | null) => string;
  formula: (expression: string, of: AmountOf) => string;
  when: (condition: string) => string;
  lines: (condition: string) => string;
  excluded: (tenders: string) => string;
  multipliers: (list: MultiplierWords[], stacking: Rule["stacking"]) => string;
  stacking: Record<Rule["stacking"], string>;
  rounding: Record<Rule["rounding"], string>;
  cap: (per: CapPeriod, points: string | null, times: number | null) => string;
  group: (name: string, pick: RuleGroup["pick"]) => string;
  pick: Record<RuleGroup["pick"], string>;
  priority: (value: number) => string;
  budgets: (names: string[]) => string;
  from: (date: string) => string;
  to: (date: string) => string;
  disabled: string;
  into: (wallet: string) => string;

  metric: (counted: CountedWords, window: Ladder["window"]) => string;
  growth: (parts: string[], window: Ladder["window"]) => string;
  growthPart: (counted: CountedWords, points: string, per: string | null) => string;
  byCondition: string;
  metricValue: (kind: MetricKind, value: string) => string;
  where: (condition: string) => string;
  tier: (tier: TierWords, boundary: Ladder["boundary"]) => string;
  never: string;
  periodEnd: (window: Ladder["window"], downgrade: PeriodEnd) => string;
  notice: (days: number[]) => string;

  pending: (pending: Pending) => string;
  expiry: (expiry: Expiry) => string;
  spendOrder: Record<Wallet["spendOrder"], string>;
  redemption: (points: string, money: string, share: string | null) => string;
  redemptionLimits: (min: string | null, step: string | null) => string;
  notSpendable: string;
  negative: Record<Wallet["negative"], string>;
  returns: (returns: Wallet["returns"]) => string;
  transfer: (dates: "keep" | "fresh", min: string | null, perDay: string | null) => string;
  noTransfer: string;
  pooling: Record<Wallet["pooling"], string>;
  walletCap: (per: Period, points: string) => string;
  cost: (points: string, money: string) => string;
  weight: (percent: number) => string;

  /** `name` is null for one tier up. */
  offerTier: (name: string | null, ladder: string) => string;
  offerPrice: (amount: string, wallet: string) => string;
  offer: (price: string, tier: string, length: string) => string;
  oncePer: (per: Period) => string;

  budget: (limits: string[], per: BudgetPeriod) => string;
  stage: (name: string, condition: string) => string;
  otherwise: (name: string) => string;
}

export const books: Record<Locale, DescribeBook> = { zh: chinese, en: english };

/** What conditions of this programme call things. */
export function namesOf(programme: Programme, locale: Locale): SentenceNames {
  const ladder = (id: string): Ladder | undefined => programme.ladders.find((one) => one.id === id);
  return {
    currency: programme.currency,
    zone: programme.zone,
    ladder: (id) => ladder(id)?.name[locale],
    tier: (of, id) => ladder(of)?.tiers.find((one) => one.id === id)?.name[locale],
    stage: (id) => programme.lifecycle.stages.find((one) => one.id === id)?.name[locale],
  };
}

export function walletName(programme: Programme, wallet: string, locale: Locale): string {
  return programme.wallets.find((one) => one.id === wallet)?.name[locale] ?? wallet;
}

/** `1,000 points` in a wallet's own unit and decimals. */
export function amountText(points: number, programme: Programme, wallet: string, locale: Locale): string {
  const found = programme.wallets.find((one) => one.id === wallet);
  const book = books[locale];
  return book.amount(pointsText(points, found?.decimals ?? 0), found?.unit?.[locale] ?? book.unit);
}

/** `50.5%` for 5050 basis points. */
export function percentText(bps: number): string {
  return `${bps / 100}%`;
}
