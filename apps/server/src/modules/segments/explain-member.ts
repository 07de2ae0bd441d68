import type { SegmentReason } from "@regulars/contracts";
import {
  type CompiledProgramme,
  type Condition,
  type ConditionExplanation,
  explainCondition,
  moneyText,
  namesOf,
  type SeenValue,
  segmentTree,
  type World,
} from "@regulars/engine";

type Language = "zh" | "en";

const words = {
  missing: { zh: "无", en: "none" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
} as const;
const tags: Record<Language, string> = { zh: "zh-CN", en: "en" };

/** The condition's tree with what each part came to for this member, and the value seen, in both languages. */
export function explainMember(
  condition: Condition,
  world: World,
  programme: CompiledProgramme,
  asOf: Date,
): SegmentReason {
  const spoken: Spoken = {
    programme,
    names: { zh: namesOf(programme.programme, "zh"), en: namesOf(programme.programme, "en") },
    world,
  };
  return reason(condition, explainCondition(condition, world, asOf.getTime()), "/condition", spoken);
}

interface Spoken {
  programme: CompiledProgramme;
  names: Record<Language, ReturnType<typeof namesOf>>;
  world: World;
}

function reason(condition: Condition, node: ConditionExplanation, pointer: string, spoken: Spoken): SegmentReason {
  const { names } = spoken;
  const parts = partsOf(condition, spoken.world);
  const isLeaf = parts === null;
  return {
    pointer,
    kind: node.kind,
    holds: node.holds,
    sentence: { zh: node.sentence("zh", names.zh), en: node.sentence("en", names.en) },
    seen: isLeaf ? node.seen : null,
    seenText: isLeaf
      ? { zh: seenText(condition, node, "zh", spoken), en: seenText(condition, node, "en", spoken) }
      : null,
    children: (parts ?? []).flatMap(({ inner, step }, index) => {
      const child = node.children[index];
      return child ? [reason(inner, child, `${pointer}${step}`, spoken)] : [];
    }),
  };
}

/** The parts of a group; null for a leaf. */
function partsOf(condition: Condition, world: World): { inner: Condition; step: string }[] | null {
  if ("all" in condition) return condition.all.map((inner, index) => ({ inner, step: `/all/${index}` }));
  if ("any" in condition) return condition.any.map((inner, index) => ({ inner, step: `/any/${index}` }));
  if ("not" in condition) return [{ inner: condition.not, step: "/not" }];
  if ("segment" in condition) return [{ inner: segmentTree(condition.segment, world, []), step: "/segment" }];
  return null;
}

function seenText(
  leaf: Condition,
  { seen, isMoney }: ConditionExplanation,
  language: Language,
  { names, programme }: Spoken,
): string {
  const one = (value: Exclude<SeenValue, null | unknown[]>): string => {
    if (typeof value === "boolean") return words[value ? "yes" : "no"][language];
    if (typeof value === "string") {
      if ("tier" in leaf) return names[language].tier?.(leaf.tier.ladder, value) ?? value;
      return "stage" in leaf ? (names[language].stage?.(value) ?? value) : value;
    }
    return isMoney
      ? moneyText(value, language, programme.programme.currency)
      : new Intl.NumberFormat(tags[language], { maximumFractionDigits: 4 }).format(value);
  };
  if (seen === null || (Array.isArray(seen) && seen.length === 0)) return words.missing[language];
  return Array.isArray(seen) ? seen.map(one).join(language === "zh" ? "、" : ", ") : one(seen);
}
