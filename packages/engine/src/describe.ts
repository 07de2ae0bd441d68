import { books, namesOf } from "./describe-book.ts";
import type { Programme, Stage } from "./programme.ts";
import { type Locale, sentence } from "./sentence.ts";
import { isAlways } from "./tautology.ts";

export { namesOf } from "./describe-book.ts";
export { describeLadder } from "./describe-ladder.ts";
export { describeTierOffer } from "./describe-offer.ts";
export { describeBudget, describeRule, describeRuleGroup } from "./describe-rule.ts";
export { describeWallet } from "./describe-wallet.ts";

/** A life-cycle stage in words; the condition applies to members whom no stage before it takes. No final stop. */
export function describeStage(stage: Stage, programme: Programme, locale: Locale): string {
  const book = books[locale];
  if (isAlways(stage.when)) return book.otherwise(stage.name[locale]);
  return book.stage(stage.name[locale], sentence(stage.when, locale, namesOf(programme, locale)));
}
