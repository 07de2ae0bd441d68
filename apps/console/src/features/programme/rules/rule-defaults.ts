import type { Budget, Multiplier, Programme, Rule, RuleAmount, RuleGroup, Trigger } from "@regulars/engine";
import { createTranslator, type MessageKey } from "@regulars/i18n";
import { freeId, without } from "../quantities.ts";

/** A check-in is an event of this type; a shortcut in the editor, nothing of its own in the programme. */
export const CHECK_IN = "checkin";
export const triggerChoices = [
  "order",
  "event",
  "checkin",
  "registration",
  "birthday",
  "anniversary",
  "tier_entry",
] as const;
export type TriggerChoice = (typeof triggerChoices)[number];

/** A catalogue text in both languages, as names of a programme are. */
export function inBoth(key: MessageKey, params: Record<string, string | number> = {}): { zh: string; en: string } {
  return { zh: createTranslator("zh-CN").t(key, params), en: createTranslator("en").t(key, params) };
}

export function choiceOf(trigger: Trigger): TriggerChoice {
  return trigger.kind === "event" && trigger.event === CHECK_IN ? "checkin" : trigger.kind;
}

export function newTrigger(choice: TriggerChoice, { ladders }: Pick<Programme, "ladders">): Trigger {
  switch (choice) {
    case "event":
      return { kind: "event", event: "review.posted" };
    case "checkin":
      return { kind: "event", event: CHECK_IN };
    case "birthday":
      return { kind: "birthday", daysBefore: 0 };
    case "tier_entry":
      return { kind: "tier_entry", ladder: ladders[0]?.id ?? "" };
    default:
      return { kind: choice };
  }
}

/** Kinds of amounts that need the lines of an order. */
export function needsOrder(kind: RuleAmount["kind"]): boolean {
  return kind === "rate" || kind === "per_unit" || kind === "table";
}

/** The rule with another trigger; what only an order has goes. */
export function withTrigger(rule: Rule, trigger: Trigger): Rule {
  if (trigger.kind === "order") return { ...rule, trigger };
  const amount: RuleAmount = needsOrder(rule.amount.kind)
    ? { kind: "fixed", points: "points" in rule.amount ? rule.amount.points : 10 }
    : rule.amount;
  return {
    ...without(rule, "lines"),
    trigger,
    amount,
    excludeTenders: [],
    multipliers: rule.multipliers.map((multiplier): Multiplier => without(multiplier, "lines")),
    caps: rule.caps.filter((cap) => cap.per !== "order"),
  };
}

/** What an amount of another kind begins with; the points stay where both kinds have them. */
export function newAmount(kind: RuleAmount["kind"], former: RuleAmount, unit: number): RuleAmount {
  const points = "points" in former ? former.points : 10;
  const of = "of" in former ? former.of : "net";
  switch (kind) {
    case "rate":
      return { kind, points, per: unit, of };
    case "table":
      return {
        kind,
        of,
        mode: "whole",
        steps: [
          { from: 0, points: 0 },
          { from: 100 * unit, points: 50 },
          { from: 300 * unit, points: 200 },
        ],
      };
    case "formula":
      return { kind, expression: "eligible / 100.0", of };
    default:
      return { kind, points };
  }
}

/** A new rule for one trigger, named after it; `unit` is one whole piece of money in its smallest unit. */
export function newRule(
  choice: TriggerChoice,
  programme: Pick<Programme, "wallets" | "ladders" | "rules">,
  unit: number,
): Rule {
  return {
    id: freeId(
      "rule",
      programme.rules.map((rule) => rule.id),
    ),
    name: inBoth(`console.rules.newName.${choice}`),
    enabled: true,
    wallet: programme.wallets[0]?.id ?? "",
    trigger: newTrigger(choice, programme),
    amount: choice === "order" ? { kind: "rate", points: 1, per: unit, of: "net" } : { kind: "fixed", points: 10 },
    excludeTenders: [],
    rounding: "floor",
    multipliers: [],
    stacking: "highest",
    priority: 0,
    caps: choice === "checkin" ? [{ per: "day", times: 1 }] : [],
    budgets: [],
  };
}

/** A copy with an id and names of its own, switched off until it has been looked at. */
export function duplicateRule(rule: Rule, rules: readonly Rule[]): Rule {
  const copy = (name: string, key: "zh" | "en") => (name ? inBoth("console.rules.copyOf", { name })[key] : "");
  return {
    ...structuredClone(rule),
    id: freeId(
      "rule",
      rules.map(({ id }) => id),
    ),
    name: { zh: copy(rule.name.zh, "zh").slice(0, 200), en: copy(rule.name.en, "en").slice(0, 200) },
    enabled: false,
  };
}

export function newGroup(groups: readonly RuleGroup[]): RuleGroup {
  return {
    id: freeId(
      "group",
      groups.map(({ id }) => id),
    ),
    name: { zh: "", en: "" },
    pick: "best",
  };
}

export function newBudget(budgets: readonly Budget[]): Budget {
  return {
    id: freeId(
      "budget",
      budgets.map(({ id }) => id),
    ),
    name: { zh: "", en: "" },
    points: 100_000,
    per: "month",
  };
}
