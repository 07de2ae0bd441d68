import type { Condition } from "./condition.ts";
import { english } from "./describe-en.ts";
import { chinese } from "./describe-zh.ts";
import { countText, factorText, moneyText, plainMoney } from "./money-text.ts";
import type { Ladder, Multiplier, Programme, Rule, Stage, Wallet } from "./programme.ts";
import { type Locale, type SentenceNames, sentence } from "./sentence.ts";
import { dateText } from "./sentence-parts.ts";
import { isAlways } from "./tautology.ts";

interface Rate {
  points: string;
  unit: string;
  per: string;
  of: "net" | "gross";
  /** `per` is one yuan. */
  isOne: boolean;
}

interface MultiplierWords {
  name: string;
  factor: string;
  when: string;
}

type PeriodEnd = Extract<Ladder["downgrade"], { kind: "period_end" }>;
type MetricKind = Ladder["metric"]["kind"];

/** How one language puts a programme into words. */
export interface DescribeBook {
  unit: string;
  pieces: (parts: string[]) => string;
  rate: (rate: Rate) => string;
  perUnit: (amount: Pick<Rate, "points" | "unit">) => string;
  fixed: (amount: Pick<Rate, "points" | "unit">) => string;
  when: (condition: string) => string;
  lines: (condition: string) => string;
  multipliers: (list: MultiplierWords[], isHighest: boolean) => string;
  rounding: Record<Rule["rounding"], string>;
  cap: (points: string) => string;
  from: (date: string) => string;
  to: (date: string) => string;
  disabled: string;
  into: (wallet: string) => string;
  metric: (kind: MetricKind, window: Ladder["window"]) => string;
  metricValue: (kind: MetricKind, value: string) => string;
  where: (condition: string) => string;
  firstTier: (name: string) => string;
  tier: (name: string, from: string, orPoints: string | null) => string;
  never: string;
  periodEnd: (window: Ladder["window"], downgrade: PeriodEnd) => string;
  pending: (iso: string | null) => string;
  expiry: (expiry: Wallet["expiry"]) => string;
  redemption: (points: string, money: string, share: string | null) => string;
  notSpendable: string;
  negative: Record<Wallet["negative"], string>;
  stage: (name: string, condition: string) => string;
  otherwise: (name: string) => string;
}

const books: Record<Locale, DescribeBook> = { zh: chinese, en: english };

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

function unitOf(programme: Programme, wallet: string, locale: Locale): string {
  return programme.wallets.find((one) => one.id === wallet)?.unit?.[locale] ?? books[locale].unit;
}

function amountWords(rule: Rule, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { amount } = rule;
  const words = { points: countText(amount.points), unit: unitOf(programme, rule.wallet, locale) };
  if (amount.kind === "fixed") return book.fixed(words);
  if (amount.kind === "per_unit") return book.perUnit(words);
  const isOne = programme.currency === "CNY" && amount.per === 100;
  return book.rate({ ...words, per: moneyText(amount.per, locale, programme.currency), of: amount.of, isOne });
}

function multiplierWords({ name, factorBps, when }: Multiplier, locale: Locale, names: SentenceNames): MultiplierWords {
  return { name: name[locale], factor: factorText(factorBps), when: sentence(when, locale, names) };
}

/** An earning rule in words: what it gives, for what, when, how it is multiplied, rounded and capped. No final stop. */
export function describeRule(rule: Rule, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const names = namesOf(programme, locale);
  const say = (condition: Condition): string => sentence(condition, locale, names);
  const parts = [amountWords(rule, programme, locale)];
  if (!rule.enabled) parts.unshift(book.disabled);
  if (rule.when && !isAlways(rule.when)) parts.push(book.when(say(rule.when)));
  if (rule.lines && !isAlways(rule.lines)) parts.push(book.lines(say(rule.lines)));
  if (rule.multipliers.length > 0) {
    parts.push(
      book.multipliers(
        rule.multipliers.map((one) => multiplierWords(one, locale, names)),
        rule.stacking === "highest",
      ),
    );
  }
  if (rule.amount.kind === "rate" || rule.multipliers.length > 0) parts.push(book.rounding[rule.rounding]);
  if (rule.maxPerOrder !== undefined)
    parts.push(book.cap(`${countText(rule.maxPerOrder)} ${unitOf(programme, rule.wallet, locale)}`));
  if (rule.validFrom !== undefined) parts.push(book.from(dateText(rule.validFrom, locale, programme.zone)));
  if (rule.validTo !== undefined) parts.push(book.to(dateText(rule.validTo, locale, programme.zone)));
  if (programme.wallets.length > 1)
    parts.push(book.into(programme.wallets.find((one) => one.id === rule.wallet)?.name[locale] ?? rule.wallet));
  return book.pieces(parts);
}

/** A ladder in words: what is counted, each threshold (all are `>=`), and how long a tier lasts. No final stop. */
export function describeLadder(ladder: Ladder, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { metric, window, downgrade } = ladder;
  const parts = [book.metric(metric.kind, window)];
  if (ladder.where) parts.push(book.where(sentence(ladder.where, locale, namesOf(programme, locale))));
  ladder.tiers.forEach((tier, index) => {
    const from = book.metricValue(
      metric.kind,
      metric.kind === "spend" ? moneyText(tier.from, locale, programme.currency) : countText(tier.from),
    );
    const orPoints = tier.orPoints
      ? `${countText(tier.orPoints.from)} ${unitOf(programme, tier.orPoints.wallet, locale)}`
      : null;
    parts.push(index === 0 ? book.firstTier(tier.name[locale]) : book.tier(tier.name[locale], from, orPoints));
  });
  parts.push(downgrade.kind === "never" ? book.never : book.periodEnd(window, downgrade));
  return book.pieces(parts);
}

/** A wallet in words: when points can be spent, when they expire, what they pay, what a refund does. No final stop. */
export function describeWallet(wallet: Wallet, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { redemption } = wallet;
  const parts = [
    book.pending(wallet.pending.kind === "none" ? null : wallet.pending.duration),
    book.expiry(wallet.expiry),
  ];
  if (!wallet.spendable || !redemption) parts.push(book.notSpendable);
  else {
    const points = `${countText(redemption.points)} ${unitOf(programme, wallet.id, locale)}`;
    const share =
      redemption.maxShareBps === 10_000 ? null : `${plainMoney(redemption.maxShareBps, "CNY").replace(/\.?0+$/, "")}%`;
    parts.push(book.redemption(points, moneyText(redemption.amount, locale, programme.currency), share));
  }
  parts.push(book.negative[wallet.negative]);
  return book.pieces(parts);
}

/** A life-cycle stage in words; the condition applies to members whom no stage before it takes. No final stop. */
export function describeStage(stage: Stage, programme: Programme, locale: Locale): string {
  const book = books[locale];
  if (isAlways(stage.when)) return book.otherwise(stage.name[locale]);
  return book.stage(stage.name[locale], sentence(stage.when, locale, namesOf(programme, locale)));
}
