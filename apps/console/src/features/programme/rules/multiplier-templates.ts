import type { Multiplier, Programme, Trigger } from "@regulars/engine";
import { freeId } from "../quantities.ts";
import { inBoth } from "./rule-defaults.ts";

const orderTemplates = [
  "tiers",
  "weekdays",
  "hours",
  "firstOrder",
  "nthOrder",
  "birthdayMonth",
  "store",
  "channel",
  "category",
  "blank",
] as const;
const otherTemplates = ["tiers", "weekdays", "hours", "birthdayMonth", "blank"] as const;
export type MultiplierTemplate = (typeof orderTemplates)[number];

/** The templates that make sense for a trigger, in the order in which they are offered. */
export function templatesFor(trigger: Trigger, hasLadder: boolean): readonly MultiplierTemplate[] {
  const all: readonly MultiplierTemplate[] = trigger.kind === "order" ? orderTemplates : otherTemplates;
  return hasLadder ? all : all.filter((template) => template !== "tiers");
}

type Draft = Omit<Multiplier, "id">;

/** Multipliers of a template with ids that none of `taken` has. Shops, channels and categories are left to be chosen. */
export function fromTemplate(
  template: MultiplierTemplate,
  { ladders }: Pick<Programme, "ladders">,
  taken: readonly string[],
): Multiplier[] {
  const ids = [...taken];
  return draftsOf(template, ladders).map((draft) => {
    const id = freeId("multiplier", ids);
    ids.push(id);
    return { id, ...draft };
  });
}

function draftsOf(template: MultiplierTemplate, ladders: Programme["ladders"]): Draft[] {
  const named = (when: Multiplier["when"], factorBps = 20_000): Draft => ({
    name: inBoth(`console.rules.template.${template}`),
    factorBps,
    when,
  });
  switch (template) {
    case "tiers":
      return tierDrafts(ladders[0]);
    case "weekdays":
      return [named({ schedule: { days: [6, 7] } })];
    case "hours":
      return [named({ schedule: { from: "14:00", to: "17:00" } })];
    case "firstOrder":
      return [named({ event: "order", is: { count: { eq: 1 } } })];
    case "nthOrder":
      return [named({ event: "order", window: { last: "P30D" }, is: { count: { gte: 3 } } }, 15_000)];
    case "birthdayMonth":
      return [named({ field: "member.birthday", op: "onAnniversary", value: "month" })];
    case "store":
      return [named({ field: "order.storeId", op: "in", value: [] })];
    case "channel":
      return [named({ field: "order.channel", op: "in", value: [] })];
    case "category":
      return [{ ...named({ all: [] }), lines: { field: "line.category", op: "in", value: [] } }];
    case "blank":
      return [{ name: { zh: "", en: "" }, factorBps: 20_000, when: { all: [] } }];
  }
}

/** One for each tier above the first, a quarter more at each step: 1.25, 1.5, 1.75 ... */
function tierDrafts(ladder: Programme["ladders"][number] | undefined): Draft[] {
  if (!ladder) return [];
  return ladder.tiers.slice(1).map((tier, index) => ({
    name: tier.name,
    factorBps: 12_500 + index * 2500,
    when: { tier: { ladder: ladder.id, is: "exactly", tier: tier.id } },
  }));
}
