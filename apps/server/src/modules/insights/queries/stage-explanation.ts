import type { StageExplanation } from "@regulars/contracts";
import {
  type AccountState,
  type CompiledProgramme,
  type ConditionExplanation,
  explainCondition,
  type MemberProfile,
  MissingLeafError,
  type SentenceNames,
  sentence,
  worldOf,
} from "@regulars/engine";

/** What the ids of a programme are called, for sentences. */
export function namesOf({ programme, zone }: CompiledProgramme, locale: "zh" | "en"): SentenceNames {
  const ladder = (id: string) => programme.ladders.find((entry) => entry.id === id);
  return {
    currency: programme.currency,
    zone,
    ladder: (id) => ladder(id)?.name[locale],
    tier: (ladderId, id) => ladder(ladderId)?.tiers.find((tier) => tier.id === id)?.name[locale],
    stage: (id) => programme.lifecycle.stages.find((stage) => stage.id === id)?.name[locale],
  };
}

/** Why the member is in this stage: its own condition, and the stages before it that do not hold. Null when it cannot be told now. */
export function explainStage(
  programme: CompiledProgramme,
  state: { profile: MemberProfile; account: AccountState },
  stageId: string,
  asOf: Date,
): StageExplanation | null {
  const index = programme.stages.findIndex((stage) => stage.id === stageId);
  const stage = programme.stages[index];
  if (!stage) return null;
  const names = { zh: namesOf(programme, "zh"), en: namesOf(programme, "en") };
  const world = worldOf(programme, state);
  const spoken = (node: ConditionExplanation): StageExplanation => ({
    holds: node.holds,
    sentence: { zh: node.sentence("zh", names.zh), en: node.sentence("en", names.en) },
    children: node.children.map(spoken),
  });
  try {
    const own = spoken(explainCondition(stage.when, world, asOf.getTime()));
    const earlier = programme.stages.slice(0, index).map((before) => {
      const tree = spoken(explainCondition(before.when, world, asOf.getTime()));
      return {
        ...tree,
        sentence: { zh: `${before.name.zh}：${tree.sentence.zh}`, en: `${before.name.en}: ${tree.sentence.en}` },
      };
    });
    return { ...own, children: [...own.children, ...earlier] };
  } catch (error) {
    if (error instanceof MissingLeafError) return null;
    throw error;
  }
}

/** Each stage's condition in words. */
export function stageSentence(programme: CompiledProgramme, stageId: string): { zh: string; en: string } {
  const when = programme.stages.find((stage) => stage.id === stageId)?.when;
  if (!when) return { zh: "", en: "" };
  return { zh: sentence(when, "zh", namesOf(programme, "zh")), en: sentence(when, "en", namesOf(programme, "en")) };
}
