import type { ProgrammeDifference, ProgrammeWords } from "@regulars/contracts";
import {
  budgetSchema,
  describeBudget,
  describeLadder,
  describeRule,
  describeRuleGroup,
  describeStage,
  describeTierOffer,
  describeWallet,
  diffProgrammes,
  LookupError,
  ladderSchema,
  type Programme,
  programmeSchema,
  ruleGroupSchema,
  ruleSchema,
  stageSchema,
  tierOfferSchema,
  walletSchema,
} from "@regulars/engine";
import type { z } from "zod";
import type { ProgrammeDocument } from "./store.ts";

type Describe<Part> = (part: Part, programme: Programme, locale: "zh" | "en") => string;

/** Each wallet, ladder, rule, group, budget, tier offer and stage in words; of an incomplete document those that are whole. */
export function wordsOf(document: ProgrammeDocument): ProgrammeWords {
  const programme = readableParts(document);
  const say = <Part extends { id: string }>(parts: Part[], describe: Describe<Part>) =>
    parts.map((part) => ({
      id: part.id,
      zh: describe(part, programme, "zh"),
      en: describe(part, programme, "en"),
    }));
  return {
    wallets: say(programme.wallets, describeWallet),
    ladders: say(programme.ladders, describeLadder),
    rules: say(programme.rules, describeRule),
    ruleGroups: say(programme.ruleGroups, describeRuleGroup),
    budgets: say(programme.budgets, describeBudget),
    tierOffers: say(programme.tierOffers, describeTierOffer),
    stages: say(programme.lifecycle.stages, describeStage),
  };
}

/** What changes from one document to the other, in words. Parts that are half typed count as unchanged until they are whole. */
export function differencesOf(before: ProgrammeDocument, after: ProgrammeDocument): ProgrammeDifference[] {
  const old = readableParts(before);
  const now = readableParts(after);
  return diffProgrammes(old, {
    ...now,
    name: isWhole("name", after) ? now.name : old.name,
    currency: isWhole("currency", after) ? now.currency : old.currency,
    zone: isWhole("zone", after) ? now.zone : old.zone,
    wallets: withBroken(now.wallets, old.wallets, after.wallets),
    ladders: withBroken(now.ladders, old.ladders, after.ladders),
    rules: withBroken(now.rules, old.rules, after.rules),
    ruleGroups: withBroken(now.ruleGroups, old.ruleGroups, after.ruleGroups ?? []),
    budgets: withBroken(now.budgets, old.budgets, after.budgets ?? []),
    tierOffers: withBroken(now.tierOffers, old.tierOffers, after.tierOffers ?? []),
    lifecycle: {
      ...now.lifecycle,
      stages: withBroken(now.lifecycle.stages, old.lifecycle.stages, stagesOf(after)),
    },
  });
}

function isWhole(key: "name" | "currency" | "zone", document: ProgrammeDocument): boolean {
  return programmeSchema.shape[key].safeParse(document[key]).success;
}

function withBroken<Part extends { id: string }>(whole: Part[], old: Part[], given: unknown): Part[] {
  if (!Array.isArray(given)) return old;
  const known = new Map([...old, ...whole].map((part) => [part.id, part]));
  const ids = new Set(given.map((item: unknown) => idOf(item)));
  return [...ids].flatMap((id) => known.get(id ?? "") ?? []);
}

function idOf(item: unknown): string | null {
  return typeof item === "object" && item !== null && "id" in item && typeof item.id === "string" ? item.id : null;
}

function stagesOf({ lifecycle }: ProgrammeDocument): unknown {
  return typeof lifecycle === "object" && lifecycle !== null && "stages" in lifecycle ? lifecycle.stages : [];
}

/** As much of a document as fits the schema and can be said, so that an editor can show words while something is missing. */
export function readableParts(document: ProgrammeDocument): Programme {
  const { shape } = programmeSchema;
  const parts: Programme = {
    name: shape.name.safeParse(document.name).data ?? { zh: "会员计划", en: "Programme" },
    currency: shape.currency.safeParse(document.currency).data ?? "CNY",
    zone: shape.zone.safeParse(document.zone).data ?? "UTC",
    wallets: fitting(walletSchema, document.wallets),
    ladders: fitting(ladderSchema, document.ladders),
    rules: fitting(ruleSchema, document.rules),
    ruleGroups: fitting(ruleGroupSchema, document.ruleGroups),
    budgets: fitting(budgetSchema, document.budgets),
    tierOffers: fitting(tierOfferSchema, document.tierOffers),
    lifecycle: { template: "draft", stages: fitting(stageSchema, stagesOf(document)) },
  };
  return {
    ...parts,
    ladders: parts.ladders.filter((ladder) => canSay(ladder, describeLadder, parts)),
    rules: parts.rules.filter((rule) => canSay(rule, describeRule, parts)),
    lifecycle: {
      ...parts.lifecycle,
      stages: parts.lifecycle.stages.filter((stage) => canSay(stage, describeStage, parts)),
    },
  };
}

/** A condition may name what does not exist; the findings say so. */
function canSay<Part>(part: Part, describe: Describe<Part>, programme: Programme): boolean {
  try {
    return describe(part, programme, "en") !== "";
  } catch (error) {
    if (error instanceof LookupError) return false;
    throw error;
  }
}

function fitting<Schema extends z.ZodType>(schema: Schema, items: unknown): z.output<Schema>[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}
