import { describeStage } from "./describe.ts";
import { conditionWords, facet, type Kind, nameFacet, none } from "./diff-facet.ts";
import type { Stage } from "./programme.ts";

export { type Kind, listWords } from "./diff-facet.ts";
export { ladderKind, tierKind } from "./diff-ladder.ts";
export { tierOfferKind } from "./diff-offer.ts";
export { budgetKind, multiplierKind, ruleGroupKind, ruleKind } from "./diff-rule.ts";
export { walletKind } from "./diff-wallet.ts";

export const stageKind: Kind<Stage> = {
  label: { zh: "阶段", en: "stage" },
  describe: describeStage,
  facets: [
    nameFacet(),
    facet(
      "when",
      ["条件", "condition"],
      (stage) => stage.when,
      (stage, programme, locale) => conditionWords(stage.when, programme, locale),
    ),
    facet(
      "color",
      ["颜色", "colour"],
      (stage) => stage.color,
      (stage, _, locale) => stage.color ?? none(locale),
    ),
  ],
};
