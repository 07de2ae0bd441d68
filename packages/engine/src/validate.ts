import type { Programme } from "./programme.ts";
import { isAlways, isNever } from "./tautology.ts";
import type { KnownNames } from "./validate-condition.ts";
import {
  type Check,
  conditionFindings,
  duplicates,
  error,
  type ProgrammeFinding,
  warning,
} from "./validate-finding.ts";
import { ladderFindings } from "./validate-ladder.ts";
import { offerFindings } from "./validate-offer.ts";
import { ruleFindings } from "./validate-rule.ts";
import { budgetFindings, feedingFindings, groupFindings } from "./validate-rules.ts";
import { walletFindings } from "./validate-wallet.ts";

export type { ProgrammeFinding, ProgrammeFindingCode } from "./validate-finding.ts";

function lifecycleFindings({ stages }: Programme["lifecycle"], check: Check): ProgrammeFinding[] {
  const findings = duplicates(stages, "/lifecycle/stages");
  const catchAll = stages.findIndex((stage) => isAlways(stage.when));
  stages.forEach((stage, index) => {
    const pointer = `/lifecycle/stages/${index}/when`;
    findings.push(...conditionFindings(stage.when, "member", pointer, check));
    if (isNever(stage.when) || (catchAll >= 0 && index > catchAll))
      findings.push(warning(pointer, "lifecycle.stage_unreachable", { stage: stage.id }));
  });
  if (catchAll < 0) findings.push(warning("/lifecycle/stages", "lifecycle.no_catch_all"));
  return findings;
}

function idsOf(items: readonly { id: string }[]): Set<string> {
  return new Set(items.map((item) => item.id));
}

/** Everything about a programme that is wrong or doubtful beyond its schema. With no error among them it may be published. */
export function validateProgramme(programme: Programme, known: Pick<KnownNames, "segment"> = {}): ProgrammeFinding[] {
  const { wallets, ladders, rules, ruleGroups, budgets, tierOffers, lifecycle } = programme;
  const check: Check = {
    programme,
    wallets: idsOf(wallets),
    groups: idsOf(ruleGroups),
    budgets: idsOf(budgets),
    names: {
      ...known,
      ladders: Object.fromEntries(ladders.map((ladder) => [ladder.id, ladder.tiers.map((tier) => tier.id)])),
      stages: lifecycle.stages.map((stage) => stage.id),
    },
  };
  const isCurrency = Intl.supportedValuesOf("currency").includes(programme.currency);
  return [
    ...(isCurrency ? [] : [error("/currency", "programme.unknown_currency", { currency: programme.currency })]),
    ...duplicates(wallets, "/wallets"),
    ...wallets.flatMap((wallet, index) => walletFindings(wallet, `/wallets/${index}`)),
    ...duplicates(ladders, "/ladders"),
    ...ladders.flatMap((ladder, index) => ladderFindings(ladder, `/ladders/${index}`, check)),
    ...duplicates(rules, "/rules"),
    ...rules.flatMap((rule, index) => ruleFindings(rule, `/rules/${index}`, check)),
    ...feedingFindings(check),
    ...duplicates(ruleGroups, "/ruleGroups"),
    ...groupFindings(check),
    ...duplicates(budgets, "/budgets"),
    ...budgetFindings(check),
    ...duplicates(tierOffers, "/tierOffers"),
    ...offerFindings(check),
    ...lifecycleFindings(lifecycle, check),
  ];
}
