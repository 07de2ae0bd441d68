import { amountText, books, type CountedWords, namesOf, type TierWords, walletName } from "./describe-book.ts";
import { countText, moneyText } from "./money-text.ts";
import type { Counted, GrowthPart, Ladder, Programme, Tier } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";

function countedWords(counted: Counted, programme: Programme, locale: Locale): CountedWords {
  return {
    kind: counted.kind,
    event: counted.kind === "events" ? counted.event : null,
    wallet: counted.kind === "points_earned" ? walletName(programme, counted.wallet, locale) : null,
    where:
      counted.kind === "events" && counted.where ? sentence(counted.where, locale, namesOf(programme, locale)) : null,
  };
}

function growthPartWords({ of, points, per }: GrowthPart, programme: Programme, locale: Locale): string {
  const counted = countedWords(of, programme, locale);
  const unit = of.kind === "spend" ? moneyText(per, locale, programme.currency) : countText(per);
  return books[locale].growthPart(counted, countText(points), of.kind !== "spend" && per === 1 ? null : unit);
}

/** What a ladder counts and over what time. No final stop. */
export function describeMetric(ladder: Ladder, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const { metric, window } = ladder;
  if (metric.kind === "condition") return book.byCondition;
  if (metric.kind === "growth") {
    const parts = metric.parts.map((part) => growthPartWords(part, programme, locale));
    return book.growth(parts, window);
  }
  return book.metric(countedWords(metric, programme, locale), window);
}

/** A value of the ladder's metric in its own unit. */
export function describeThreshold(value: number, ladder: Ladder, programme: Programme, locale: Locale): string {
  const { kind } = ladder.metric;
  return books[locale].metricValue(
    kind,
    kind === "spend" ? moneyText(value, locale, programme.currency) : countText(value),
  );
}

export function orPointsText(tier: Tier, programme: Programme, locale: Locale): string | null {
  return tier.orPoints ? amountText(tier.orPoints.from, programme, tier.orPoints.wallet, locale) : null;
}

/** How a tier is reached and kept. No final stop. */
export function describeTier(tier: Tier, ladder: Ladder, programme: Programme, locale: Locale): string {
  const words: TierWords = {
    name: tier.name[locale],
    from: describeThreshold(tier.from, ladder, programme, locale),
    orPoints: orPointsText(tier, programme, locale),
    keep: tier.keep === undefined ? null : describeThreshold(tier.keep, ladder, programme, locale),
    when:
      ladder.metric.kind === "condition" && tier.when ? sentence(tier.when, locale, namesOf(programme, locale)) : null,
    isInvitationOnly: tier.invitationOnly,
    isFirst: ladder.tiers[0]?.id === tier.id,
  };
  return books[locale].tier(words, ladder.boundary);
}

/** How long a tier lasts and when members are told that it ends. No final stop. */
export function describeDowngrade({ window, downgrade }: Ladder, locale: Locale): string {
  const book = books[locale];
  if (downgrade.kind === "never") return book.never;
  const notice = downgrade.noticeDays.length > 0 ? [book.notice(downgrade.noticeDays)] : [];
  return book.pieces([book.periodEnd(window, downgrade), ...notice]);
}

/** A ladder in words: what is counted, each threshold, and how long a tier lasts. No final stop. */
export function describeLadder(ladder: Ladder, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const parts = [describeMetric(ladder, programme, locale)];
  if (ladder.where) parts.push(book.where(sentence(ladder.where, locale, namesOf(programme, locale))));
  parts.push(...ladder.tiers.map((tier) => describeTier(tier, ladder, programme, locale)));
  parts.push(describeDowngrade(ladder, locale));
  return book.pieces(parts);
}
