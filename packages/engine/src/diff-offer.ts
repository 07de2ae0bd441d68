import { books } from "./describe-book.ts";
import { describeOfferPrice, describeOfferTier, describeTierOffer } from "./describe-offer.ts";
import { facet, type Kind, nameFacet, none } from "./diff-facet.ts";
import type { TierOffer } from "./programme.ts";

const kindWords = {
  points: { zh: "积分兑换", en: "for points" },
  voucher: { zh: "升级券", en: "by voucher" },
} as const;

export const tierOfferKind: Kind<TierOffer> = {
  label: { zh: "升级兑换", en: "tier offer" },
  describe: describeTierOffer,
  facets: [
    nameFacet(),
    facet(
      "kind",
      ["方式", "kind"],
      (offer) => offer.kind,
      (offer, _, locale) => kindWords[offer.kind][locale],
    ),
    facet("price", ["所需", "price"], ({ wallet, points }) => [wallet, points], describeOfferPrice),
    facet("tier", ["等级", "tier"], ({ ladder, tier }) => [ladder, tier], describeOfferTier),
    facet(
      "duration",
      ["有效期", "duration"],
      (offer) => offer.duration,
      (offer, _, locale) => books[locale].duration(offer.duration),
    ),
    facet(
      "oncePer",
      ["次数", "how often"],
      (offer) => offer.oncePer,
      ({ oncePer }, _, locale) => (oncePer === undefined ? none(locale) : books[locale].oncePer(oncePer)),
    ),
  ],
};
