import type { Rule } from "@regulars/engine";
import { formatNumber } from "../../../shared/format.ts";
import { useLocalText, usePreferences } from "../../../shared/preferences.tsx";
import { useDraft } from "../draft-context.tsx";
import { usePointsText } from "../quantity-inputs.tsx";

interface RuleSummary {
  eligible: string[];
  multipliers: string[];
  limits: string[];
  shared: string[];
  validity: string[];
}

/** The foldable parts of a rule in phrases. */
export function useRuleSummary(rule: Rule): RuleSummary {
  const { t, locale } = usePreferences();
  const say = useLocalText();
  const { programme } = useDraft();
  const points = usePointsText(rule.wallet);
  const isOrder = rule.trigger.kind === "order";
  const nameOf = (items: readonly { id: string; name: { zh: string; en: string } }[], id: string) => {
    const item = items.find((one) => one.id === id);
    return item ? say(item.name) || id : id;
  };
  const capText = ({ per, points: most, times }: Rule["caps"][number]) =>
    [
      t(`console.rules.capPer.${per}`),
      "≤",
      [
        ...(most === undefined ? [] : [points(most)]),
        ...(times === undefined ? [] : [`${formatNumber(locale, times)} ${t("console.programme.times")}`]),
      ].join(" / "),
    ].join(" ");
  const day = (iso: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: programme.zone }).format(
      Date.parse(iso),
    );
  const validity = [
    ...(rule.validFrom ? [t("console.rules.say.from", { at: day(rule.validFrom) })] : []),
    ...(rule.validTo ? [t("console.rules.say.to", { at: day(rule.validTo) })] : []),
  ];
  return {
    eligible: [
      rule.when ? t("console.rules.say.when") : t(isOrder ? "console.programme.everyOrder" : "console.rules.everyTime"),
      ...(isOrder ? [rule.lines ? t("console.rules.say.lines") : t("console.programme.everyLine")] : []),
      ...(rule.excludeTenders.length > 0
        ? [t("console.rules.say.tenders", { count: rule.excludeTenders.length })]
        : []),
    ],
    multipliers:
      rule.multipliers.length === 0
        ? [t("console.programme.noMultipliers")]
        : rule.multipliers.map((one) => `${say(one.name)} ×${formatNumber(locale, one.factorBps / 10_000, 4)}`.trim()),
    limits: [
      ...(rule.caps.length === 0 ? [t("console.rules.noCaps")] : rule.caps.map(capText)),
      ...rule.budgets.map((id) => t("console.rules.say.budget", { name: nameOf(programme.budgets, id) })),
    ],
    shared: [
      rule.group === undefined
        ? t("console.rules.noGroup")
        : t("console.rules.say.group", { name: nameOf(programme.ruleGroups, rule.group) }),
      t("console.rules.priorityTag", { priority: rule.priority }),
    ],
    validity: validity.length === 0 ? [t("console.rules.say.always")] : validity,
  };
}
