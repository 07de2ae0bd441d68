import { describeDowngrade, describeLadder, describeMetric, orPointsText } from "./describe-ladder.ts";
import { conditionWords, facet, type Kind, listWords, nameFacet, none, yesNo } from "./diff-facet.ts";
import { countText, plainMoney } from "./money-text.ts";
import type { Ladder, Programme, Tier } from "./programme.ts";
import type { Locale } from "./sentence.ts";

function threshold(value: number, ladder: Ladder | undefined, programme: Programme): string {
  return ladder?.metric.kind === "spend" ? plainMoney(value, programme.currency) : countText(value);
}

function addedTier(tier: Tier, ladder: Ladder | undefined, programme: Programme, locale: Locale): string {
  if (tier.invitationOnly) return locale === "zh" ? "只能由商家授予" : "only by invitation";
  if (ladder?.metric.kind === "condition") return conditionWords(tier.when, programme, locale);
  return `${locale === "zh" ? "门槛" : "from"} ${threshold(tier.from, ladder, programme)}`;
}

export function tierKind(ladderId: string): Kind<Tier> {
  const ladderOf = (programme: Programme): Ladder | undefined =>
    programme.ladders.find((ladder) => ladder.id === ladderId);
  return {
    label: { zh: "等级", en: "tier" },
    describe: (tier, programme, locale) => addedTier(tier, ladderOf(programme), programme, locale),
    facets: [
      nameFacet(),
      facet(
        "from",
        ["门槛", "threshold"],
        (tier) => tier.from,
        (tier, programme) => threshold(tier.from, ladderOf(programme), programme),
      ),
      facet(
        "keep",
        ["保级门槛", "threshold to keep"],
        (tier) => tier.keep,
        (tier, programme) => threshold(tier.keep ?? tier.from, ladderOf(programme), programme),
      ),
      facet(
        "orPoints",
        ["积分门槛", "points threshold"],
        (tier) => tier.orPoints,
        (tier, programme, locale) => orPointsText(tier, programme, locale) ?? none(locale),
      ),
      facet(
        "when",
        ["条件", "condition"],
        (tier) => tier.when,
        (tier, programme, locale) => conditionWords(tier.when, programme, locale),
      ),
      facet(
        "invitationOnly",
        ["仅限授予", "invitation only"],
        (tier) => tier.invitationOnly,
        (tier, _, locale) => yesNo(tier.invitationOnly, locale),
      ),
      facet(
        "discountBps",
        ["折扣", "discount"],
        (tier) => tier.discountBps,
        (tier) => `${(tier.discountBps ?? 0) / 100}%`,
      ),
      facet(
        "benefits",
        ["权益", "benefits"],
        (tier) => tier.benefits,
        (tier, _, locale) =>
          listWords(
            tier.benefits.map((benefit) => benefit[locale]),
            locale,
          ),
      ),
      facet(
        "color",
        ["颜色", "colour"],
        (tier) => tier.color,
        (tier, _, locale) => tier.color ?? none(locale),
      ),
    ],
  };
}

const boundaryWords = {
  gte: { zh: "达到门槛即升级（含等于）", en: "reached at the threshold" },
  gt: { zh: "超过门槛才升级（不含等于）", en: "reached only above the threshold" },
} as const;

export const ladderKind: Kind<Ladder> = {
  label: { zh: "等级体系", en: "ladder" },
  describe: describeLadder,
  facets: [
    nameFacet(),
    facet("metric", ["成绩", "metric"], ({ metric, window }) => [metric, window], describeMetric),
    facet(
      "where",
      ["计入的订单", "orders counted"],
      (ladder) => ladder.where,
      (ladder, programme, locale) => conditionWords(ladder.where, programme, locale),
    ),
    facet(
      "boundary",
      ["边界", "boundary"],
      (ladder) => ladder.boundary,
      (ladder, _, locale) => boundaryWords[ladder.boundary][locale],
    ),
    facet(
      "downgrade",
      ["降级", "downgrade"],
      (ladder) => ladder.downgrade,
      (ladder, _, locale) => describeDowngrade(ladder, locale),
    ),
  ],
};
