import type { Condition } from "./condition.ts";
import type { FindingCode } from "./finding.ts";
import type { Ladder, Programme, Rule, Wallet } from "./programme.ts";
import { isAlways, isNever } from "./tautology.ts";
import { type ConditionScope, type KnownNames, validateCondition } from "./validate-condition.ts";
import { isLongDuration } from "./validate-field.ts";

export type ProgrammeFindingCode =
  | FindingCode
  | "programme.duplicate_id"
  | "programme.unknown_wallet"
  | "programme.unknown_currency"
  | "wallet.bad_duration"
  | "wallet.redemption_not_spendable"
  | "ladder.first_tier_not_zero"
  | "ladder.tiers_not_ascending"
  | "ladder.bad_duration"
  | "rule.never_valid"
  | "rule.never_holds"
  | "rule.no_lines_ever"
  | "multiplier.never_holds"
  | "lifecycle.no_catch_all"
  | "lifecycle.stage_unreachable";

/** Something about a programme that is wrong (error: it may not be published) or probably not meant (warning). */
export interface ProgrammeFinding {
  severity: "error" | "warning";
  /** JSON pointer into the programme. */
  pointer: string;
  code: ProgrammeFindingCode;
  params: Record<string, string | number>;
}

function error(pointer: string, code: ProgrammeFindingCode, params: ProgrammeFinding["params"] = {}): ProgrammeFinding {
  return { severity: "error", pointer, code, params };
}

function warning(
  pointer: string,
  code: ProgrammeFindingCode,
  params: ProgrammeFinding["params"] = {},
): ProgrammeFinding {
  return { severity: "warning", pointer, code, params };
}

function duplicates(items: readonly { id: string }[], pointer: string): ProgrammeFinding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (seen.has(id)) return [error(`${pointer}/${index}/id`, "programme.duplicate_id", { id })];
    seen.add(id);
    return [];
  });
}

interface Check {
  wallets: ReadonlySet<string>;
  names: KnownNames;
}

function conditionFindings(
  condition: Condition | undefined,
  scope: ConditionScope,
  pointer: string,
  { names }: Check,
): ProgrammeFinding[] {
  if (!condition) return [];
  return validateCondition(condition, scope, names).map((one) =>
    error(`${pointer}${one.pointer}`, one.code, one.params),
  );
}

function walletFindings(wallet: Wallet, pointer: string): ProgrammeFinding[] {
  const findings: ProgrammeFinding[] = [];
  const { pending, expiry } = wallet;
  if (pending.kind === "duration" && !isLongDuration(pending.duration))
    findings.push(error(`${pointer}/pending/duration`, "wallet.bad_duration"));
  if (expiry.kind === "duration" && !isLongDuration(expiry.duration))
    findings.push(error(`${pointer}/expiry/duration`, "wallet.bad_duration"));
  if (wallet.redemption && !wallet.spendable)
    findings.push(warning(`${pointer}/redemption`, "wallet.redemption_not_spendable", { wallet: wallet.id }));
  return findings;
}

function tierFindings({ tiers }: Ladder, pointer: string, { wallets }: Check): ProgrammeFinding[] {
  return tiers.flatMap((tier, index) => {
    const previous = tiers[index - 1];
    const findings: ProgrammeFinding[] = [];
    if (!previous && tier.from !== 0)
      findings.push(error(`${pointer}/tiers/0/from`, "ladder.first_tier_not_zero", { tier: tier.id }));
    if (previous && tier.from <= previous.from) {
      findings.push(
        error(`${pointer}/tiers/${index}/from`, "ladder.tiers_not_ascending", { tier: tier.id, previous: previous.id }),
      );
    }
    if (tier.orPoints && !wallets.has(tier.orPoints.wallet)) {
      findings.push(
        error(`${pointer}/tiers/${index}/orPoints/wallet`, "programme.unknown_wallet", {
          wallet: tier.orPoints.wallet,
        }),
      );
    }
    return findings;
  });
}

/** A ladder's `where` picks orders, as an event's `where` does. */
function whereFindings(where: Condition | undefined, pointer: string, { names }: Check): ProgrammeFinding[] {
  if (!where) return [];
  const findings = validateCondition({ event: "order", where, is: { count: { gte: 1 } } }, "member", names);
  return findings.map((one) => error(`${pointer}${one.pointer}`, one.code, one.params));
}

function ladderFindings(ladder: Ladder, pointer: string, check: Check): ProgrammeFinding[] {
  const { metric, window, downgrade } = ladder;
  const findings = [
    ...duplicates(ladder.tiers, `${pointer}/tiers`),
    ...tierFindings(ladder, pointer, check),
    ...whereFindings(ladder.where, pointer, check),
  ];
  if (metric.kind === "points_earned" && !check.wallets.has(metric.wallet)) {
    findings.push(error(`${pointer}/metric/wallet`, "programme.unknown_wallet", { wallet: metric.wallet }));
  }
  if (window.kind === "rolling" && !isLongDuration(window.duration))
    findings.push(error(`${pointer}/window/duration`, "ladder.bad_duration"));
  if (downgrade.kind === "period_end" && window.kind !== "calendar" && !isLongDuration(downgrade.validFor)) {
    findings.push(error(`${pointer}/downgrade/validFor`, "ladder.bad_duration"));
  }
  return findings;
}

function ruleFindings(rule: Rule, pointer: string, check: Check): ProgrammeFinding[] {
  const findings = [
    ...duplicates(rule.multipliers, `${pointer}/multipliers`),
    ...conditionFindings(rule.when, "order", `${pointer}/when`, check),
    ...conditionFindings(rule.lines, "line", `${pointer}/lines`, check),
  ];
  if (!check.wallets.has(rule.wallet))
    findings.push(error(`${pointer}/wallet`, "programme.unknown_wallet", { wallet: rule.wallet }));
  if (
    rule.validFrom !== undefined &&
    rule.validTo !== undefined &&
    Date.parse(rule.validTo) <= Date.parse(rule.validFrom)
  ) {
    findings.push(error(`${pointer}/validTo`, "rule.never_valid", { rule: rule.id }));
  }
  if (rule.when && isNever(rule.when)) findings.push(warning(`${pointer}/when`, "rule.never_holds", { rule: rule.id }));
  if (rule.lines && isNever(rule.lines))
    findings.push(warning(`${pointer}/lines`, "rule.no_lines_ever", { rule: rule.id }));
  rule.multipliers.forEach((multiplier, index) => {
    const at = `${pointer}/multipliers/${index}/when`;
    findings.push(...conditionFindings(multiplier.when, "order", at, check));
    if (isNever(multiplier.when)) findings.push(warning(at, "multiplier.never_holds", { multiplier: multiplier.id }));
  });
  return findings;
}

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

/** Everything about a programme that is wrong or doubtful beyond its schema. With no error among them it may be published. */
export function validateProgramme(programme: Programme, known: Pick<KnownNames, "segment"> = {}): ProgrammeFinding[] {
  const check: Check = {
    wallets: new Set(programme.wallets.map((wallet) => wallet.id)),
    names: {
      ...known,
      ladders: Object.fromEntries(programme.ladders.map((ladder) => [ladder.id, ladder.tiers.map((tier) => tier.id)])),
      stages: programme.lifecycle.stages.map((stage) => stage.id),
    },
  };
  const isCurrency = Intl.supportedValuesOf("currency").includes(programme.currency);
  return [
    ...(isCurrency ? [] : [error("/currency", "programme.unknown_currency", { currency: programme.currency })]),
    ...duplicates(programme.wallets, "/wallets"),
    ...programme.wallets.flatMap((wallet, index) => walletFindings(wallet, `/wallets/${index}`)),
    ...duplicates(programme.ladders, "/ladders"),
    ...programme.ladders.flatMap((ladder, index) => ladderFindings(ladder, `/ladders/${index}`, check)),
    ...duplicates(programme.rules, "/rules"),
    ...programme.rules.flatMap((rule, index) => ruleFindings(rule, `/rules/${index}`, check)),
    ...lifecycleFindings(programme.lifecycle, check),
  ];
}
