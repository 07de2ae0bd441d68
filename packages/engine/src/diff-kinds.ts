import type { Condition } from "./condition.ts";
import { describeLadder, describeRule, describeStage, describeWallet, namesOf } from "./describe.ts";
import { countText, factorText, moneyText, plainMoney } from "./money-text.ts";
import type { Ladder, LocalText, Multiplier, Programme, Rule, Stage, Tier, Wallet } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";

/** One thing about an entity that may change, how it is called and how its value is said. */
export interface Facet<T> {
  key: string;
  label: LocalText;
  value: (item: T) => unknown;
  say: (item: T, programme: Programme, locale: Locale) => string;
}

export interface Kind<T> {
  label: LocalText;
  facets: Facet<T>[];
  describe: (item: T, programme: Programme, locale: Locale) => string;
}

function facet<T>(key: string, zh: string, en: string, value: (item: T) => unknown, say: Facet<T>["say"]): Facet<T> {
  return { key, label: { zh, en }, value, say };
}

function yesNo(value: boolean, locale: Locale): string {
  return locale === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
}

function none(locale: Locale): string {
  return locale === "zh" ? "无" : "none";
}

function conditionWords(condition: Condition | undefined, programme: Programme, locale: Locale): string {
  return condition ? sentence(condition, locale, namesOf(programme, locale)) : none(locale);
}

function nameFacet<T extends { name: LocalText }>(): Facet<T> {
  return facet<T>(
    "name",
    "名称",
    "name",
    (item) => item.name,
    (item, _, locale) => item.name[locale],
  );
}

function threshold(tier: Tier, ladder: Ladder | undefined, programme: Programme): string {
  return ladder?.metric.kind === "spend" ? plainMoney(tier.from, programme.currency) : countText(tier.from);
}

export const walletKind: Kind<Wallet> = {
  label: { zh: "积分账户", en: "wallet" },
  describe: describeWallet,
  facets: [
    nameFacet(),
    facet(
      "unit",
      "单位",
      "unit",
      (item) => item.unit,
      (item, _, locale) => item.unit?.[locale] ?? none(locale),
    ),
    facet(
      "rules",
      "规则",
      "rules",
      ({ pending, expiry, negative, redemption, spendable }) => [pending, expiry, negative, redemption, spendable],
      describeWallet,
    ),
    facet(
      "costPer1000",
      "每 1,000 分成本",
      "cost per 1,000",
      (item) => item.costPer1000,
      (item, programme, locale) => moneyText(item.costPer1000, locale, programme.currency),
    ),
  ],
};

export function tierKind(ladderId: string): Kind<Tier> {
  const ladderOf = (programme: Programme): Ladder | undefined =>
    programme.ladders.find((ladder) => ladder.id === ladderId);
  return {
    label: { zh: "等级", en: "tier" },
    describe: (tier, programme, locale) =>
      `${locale === "zh" ? "门槛" : "from"} ${threshold(tier, ladderOf(programme), programme)}`,
    facets: [
      nameFacet(),
      facet(
        "from",
        "门槛",
        "threshold",
        (tier) => tier.from,
        (tier, programme) => threshold(tier, ladderOf(programme), programme),
      ),
      facet(
        "orPoints",
        "积分门槛",
        "points threshold",
        (tier) => tier.orPoints,
        (tier, _, locale) => (tier.orPoints ? countText(tier.orPoints.from) : none(locale)),
      ),
      facet(
        "discountBps",
        "折扣",
        "discount",
        (tier) => tier.discountBps,
        (tier) => `${(tier.discountBps ?? 0) / 100}%`,
      ),
      facet(
        "benefits",
        "权益",
        "benefits",
        (tier) => tier.benefits,
        (tier, _, locale) =>
          listWords(
            tier.benefits.map((benefit) => benefit[locale]),
            locale,
          ),
      ),
      facet(
        "color",
        "颜色",
        "colour",
        (tier) => tier.color,
        (tier, _, locale) => tier.color ?? none(locale),
      ),
    ],
  };
}

export function listWords(words: readonly string[], locale: Locale): string {
  return words.length === 0 ? none(locale) : words.join(locale === "zh" ? "、" : ", ");
}

export const ladderKind: Kind<Ladder> = {
  label: { zh: "等级体系", en: "ladder" },
  describe: describeLadder,
  facets: [
    nameFacet(),
    facet(
      "rules",
      "规则",
      "rules",
      ({ metric, where, window, downgrade }) => [metric, where, window, downgrade],
      (ladder, programme, locale) => describeLadder({ ...ladder, tiers: ladder.tiers.slice(0, 1) }, programme, locale),
    ),
  ],
};

export const multiplierKind: Kind<Multiplier> = {
  label: { zh: "倍数", en: "multiplier" },
  describe: (item, programme, locale) =>
    `${factorText(item.factorBps)} (${conditionWords(item.when, programme, locale)})`,
  facets: [
    nameFacet(),
    facet(
      "factorBps",
      "倍数",
      "factor",
      (item) => item.factorBps,
      (item) => factorText(item.factorBps),
    ),
    facet(
      "when",
      "条件",
      "condition",
      (item) => item.when,
      (item, programme, locale) => conditionWords(item.when, programme, locale),
    ),
  ],
};

function withoutMultipliers(rule: Rule, programme: Programme, locale: Locale): string {
  return describeRule({ ...rule, multipliers: [] }, programme, locale);
}

export const ruleKind: Kind<Rule> = {
  label: { zh: "积分规则", en: "rule" },
  describe: describeRule,
  facets: [
    nameFacet(),
    facet(
      "enabled",
      "启用",
      "enabled",
      (rule) => rule.enabled,
      (rule, _, locale) => yesNo(rule.enabled, locale),
    ),
    facet(
      "gives",
      "内容",
      "content",
      ({ wallet, amount, when, lines, rounding, maxPerOrder, validFrom, validTo }) => [
        wallet,
        amount,
        when,
        lines,
        rounding,
        maxPerOrder,
        validFrom,
        validTo,
      ],
      withoutMultipliers,
    ),
    facet(
      "stacking",
      "倍数叠加",
      "stacking",
      (rule) => rule.stacking,
      (rule, _, locale) => stackingWords[rule.stacking][locale],
    ),
  ],
};

const stackingWords: Record<Rule["stacking"], LocalText> = {
  highest: { zh: "取最高一项", en: "the highest counts" },
  multiply: { zh: "依次相乘", en: "one after the other" },
};

export const stageKind: Kind<Stage> = {
  label: { zh: "阶段", en: "stage" },
  describe: describeStage,
  facets: [
    nameFacet(),
    facet(
      "when",
      "条件",
      "condition",
      (stage) => stage.when,
      (stage, programme, locale) => conditionWords(stage.when, programme, locale),
    ),
    facet(
      "color",
      "颜色",
      "colour",
      (stage) => stage.color,
      (stage, _, locale) => stage.color ?? none(locale),
    ),
  ],
};
