import { amountText, books, walletName } from "./describe-book.ts";
import { NEXT_TIER, type Programme, type TierOffer } from "./programme.ts";
import type { Locale } from "./sentence.ts";

/** What an offer gives: the tier by name, or one tier up. No final stop. */
export function describeOfferTier({ ladder, tier }: TierOffer, { ladders }: Programme, locale: Locale): string {
  const found = ladders.find(({ id }) => id === ladder);
  const name = tier === NEXT_TIER ? null : (found?.tiers.find(({ id }) => id === tier)?.name[locale] ?? tier);
  return books[locale].offerTier(name, found?.name[locale] ?? ladder);
}

/** What an offer costs, and out of which wallet. No final stop. */
export function describeOfferPrice({ wallet, points }: TierOffer, programme: Programme, locale: Locale): string {
  return books[locale].offerPrice(amountText(points, programme, wallet, locale), walletName(programme, wallet, locale));
}

/** A tier offer in words: price, tier, for how long, how often. No final stop. */
export function describeTierOffer(offer: TierOffer, programme: Programme, locale: Locale): string {
  const book = books[locale];
  const parts = [
    book.offer(
      describeOfferPrice(offer, programme, locale),
      describeOfferTier(offer, programme, locale),
      book.duration(offer.duration),
    ),
  ];
  if (offer.oncePer !== undefined) parts.push(book.oncePer(offer.oncePer));
  return book.pieces(parts);
}
