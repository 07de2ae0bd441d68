import { books } from "./describe-book.ts";
import {
  budgetNames,
  describeAmount,
  describeBudget,
  describeCaps,
  describeRule,
  describeRuleGroup,
} from "./describe-rule.ts";
import { conditionWords, facet, type Kind, listWords, nameFacet, none, yesNo } from "./diff-facet.ts";
import { factorText } from "./money-text.ts";
import type { Budget, LocalText, Multiplier, Rule, RuleGroup } from "./programme.ts";
import { dateText } from "./sentence-parts.ts";

export const multiplierKind: Kind<Multiplier> = {
  label: { zh: "倍数", en: "multiplier" },
  describe: (item, programme, locale) => {
    const lines = item.lines
      ? `${locale === "zh" ? "；" : "; "}${books[locale].lines(conditionWords(item.lines, programme, locale))}`
      : "";
    return `${factorText(item.factorBps)} (${conditionWords(item.when, programme, locale)}${lines})`;
  },
  facets: [
    nameFacet(),
    facet(
      "factorBps",
      ["倍数", "factor"],
      (item) => item.factorBps,
      (item) => factorText(item.factorBps),
    ),
    facet(
      "when",
      ["条件", "condition"],
      (item) => item.when,
      (item, programme, locale) => conditionWords(item.when, programme, locale),
    ),
    facet(
      "lines",
      ["商品范围", "items"],
      (item) => item.lines,
      (item, programme, locale) => conditionWords(item.lines, programme, locale),
    ),
  ],
};

const roundingWords: Record<Rule["rounding"], LocalText> = {
  floor: { zh: "舍去", en: "down" },
  half_up: { zh: "四舍五入", en: "to the nearest" },
  ceil: { zh: "进位", en: "up" },
};

export const ruleKind: Kind<Rule> = {
  label: { zh: "积分规则", en: "rule" },
  describe: describeRule,
  facets: [
    nameFacet(),
    facet(
      "enabled",
      ["启用", "enabled"],
      (rule) => rule.enabled,
      (rule, _, locale) => yesNo(rule.enabled, locale),
    ),
    facet("amount", ["内容", "content"], ({ trigger, amount }) => [trigger, amount], describeAmount),
    facet(
      "wallet",
      ["记入账户", "wallet"],
      (rule) => rule.wallet,
      (rule, programme, locale) =>
        programme.wallets.find((wallet) => wallet.id === rule.wallet)?.name[locale] ?? rule.wallet,
    ),
    facet(
      "when",
      ["条件", "condition"],
      (rule) => rule.when,
      (rule, programme, locale) => conditionWords(rule.when, programme, locale),
    ),
    facet(
      "lines",
      ["商品范围", "items"],
      (rule) => rule.lines,
      (rule, programme, locale) => conditionWords(rule.lines, programme, locale),
    ),
    facet(
      "excludeTenders",
      ["不计的支付方式", "tenders left out"],
      (rule) => rule.excludeTenders,
      (rule, _, locale) => listWords(rule.excludeTenders, locale),
    ),
    facet(
      "rounding",
      ["取整", "rounding"],
      (rule) => rule.rounding,
      (rule, _, locale) => roundingWords[rule.rounding][locale],
    ),
    facet(
      "stacking",
      ["倍数叠加", "stacking"],
      (rule) => rule.stacking,
      (rule, _, locale) => books[locale].stacking[rule.stacking],
    ),
    facet(
      "group",
      ["规则组", "group"],
      (rule) => rule.group,
      (rule, programme, locale) =>
        programme.ruleGroups.find((group) => group.id === rule.group)?.name[locale] ?? rule.group ?? none(locale),
    ),
    facet(
      "priority",
      ["优先级", "priority"],
      (rule) => rule.priority,
      (rule) => String(rule.priority),
    ),
    facet(
      "caps",
      ["上限", "caps"],
      (rule) => rule.caps,
      (rule, programme, locale) => listWords(describeCaps(rule, programme, locale), locale),
    ),
    facet(
      "budgets",
      ["预算", "budgets"],
      (rule) => rule.budgets,
      (rule, programme, locale) => listWords(budgetNames(rule, programme, locale), locale),
    ),
    facet(
      "validFrom",
      ["开始时间", "start"],
      (rule) => rule.validFrom,
      (rule, { zone }, locale) => (rule.validFrom ? dateText(rule.validFrom, locale, zone) : none(locale)),
    ),
    facet(
      "validTo",
      ["结束时间", "end"],
      (rule) => rule.validTo,
      (rule, { zone }, locale) => (rule.validTo ? dateText(rule.validTo, locale, zone) : none(locale)),
    ),
  ],
};

export const ruleGroupKind: Kind<RuleGroup> = {
  label: { zh: "规则组", en: "rule group" },
  describe: describeRuleGroup,
  facets: [nameFacet(), facet("pick", ["取用", "pick"], (group) => group.pick, describeRuleGroup)],
};

export const budgetKind: Kind<Budget> = {
  label: { zh: "预算", en: "budget" },
  describe: describeBudget,
  facets: [
    nameFacet(),
    facet("limit", ["额度", "limit"], ({ points, money, per }) => [points, money, per], describeBudget),
  ],
};
