import type { Counted, Ladder, Tier } from "./programme.ts";
import { isAlways, isNever } from "./tautology.ts";
import { isLongDuration } from "./validate-field.ts";
import {
  type Check,
  conditionFindings,
  daysOf,
  duplicates,
  error,
  isOwnEvent,
  type ProgrammeFinding,
  warning,
  whereFindings,
} from "./validate-finding.ts";

function countedFindings(counted: Counted, pointer: string, check: Check): ProgrammeFinding[] {
  if (counted.kind === "points_earned" && !check.wallets.has(counted.wallet))
    return [error(`${pointer}/wallet`, "programme.unknown_wallet", { wallet: counted.wallet })];
  if (counted.kind !== "events") return [];
  if (isOwnEvent(counted.event))
    return [error(`${pointer}/event`, "programme.reserved_event", { event: counted.event })];
  return whereFindings(counted.event, counted.where, `${pointer}/where`, check);
}

/** A growth value that counts money and also points that rules give for money counts the same money twice. */
function countedTwice({ id, metric }: Ladder, pointer: string, { programme }: Check): ProgrammeFinding[] {
  if (metric.kind !== "growth" || !metric.parts.some(({ of }) => of.kind === "spend")) return [];
  return metric.parts.flatMap(({ of }, index) => {
    if (of.kind !== "points_earned") return [];
    const rule = programme.rules.find(
      ({ wallet, trigger, enabled }) => enabled && wallet === of.wallet && trigger.kind === "order",
    );
    if (!rule) return [];
    const params = { ladder: id, wallet: of.wallet, rule: rule.id };
    return [warning(`${pointer}/parts/${index}/of/wallet`, "ladder.counts_twice", params)];
  });
}

function metricFindings(ladder: Ladder, pointer: string, check: Check): ProgrammeFinding[] {
  const { metric, where } = ladder;
  const at = `${pointer}/metric`;
  const isUnused = metric.kind === "events" || metric.kind === "condition";
  const unused = where && isUnused ? [warning(`${pointer}/where`, "ladder.where_not_used", { ladder: ladder.id })] : [];
  if (metric.kind === "condition") return unused;
  if (metric.kind !== "growth") return [...countedFindings(metric, at, check), ...unused];
  return [
    ...metric.parts.flatMap(({ of }, index) => countedFindings(of, `${at}/parts/${index}/of`, check)),
    ...countedTwice(ladder, at, check),
  ];
}

function firstTierFindings({ metric }: Ladder, tier: Tier, pointer: string): ProgrammeFinding[] {
  const params = { tier: tier.id };
  const findings: ProgrammeFinding[] = [];
  if (tier.from !== 0) findings.push(error(`${pointer}/from`, "ladder.first_tier_not_zero", params));
  if (tier.invitationOnly)
    findings.push(error(`${pointer}/invitationOnly`, "ladder.first_tier_invitation_only", params));
  if (metric.kind === "condition" && tier.when && !isAlways(tier.when))
    findings.push(error(`${pointer}/when`, "ladder.first_tier_conditional", params));
  return findings;
}

/** Thresholds of tiers that the metric reaches: each above the one before it. */
function thresholdFindings(ladder: Ladder, tier: Tier, index: number, pointer: string): ProgrammeFinding[] {
  const params = { tier: tier.id };
  if (tier.invitationOnly)
    return tier.from > 0 ? [warning(`${pointer}/from`, "ladder.invitation_threshold", params)] : [];
  const previous = ladder.tiers.slice(0, index).findLast((one) => !one.invitationOnly);
  const findings: ProgrammeFinding[] = [];
  if (previous && tier.from <= previous.from)
    findings.push(error(`${pointer}/from`, "ladder.tiers_not_ascending", { ...params, previous: previous.id }));
  if (tier.keep !== undefined && tier.keep > tier.from)
    findings.push(error(`${pointer}/keep`, "ladder.keep_above_from", params));
  const lower = ladder.tiers.slice(0, index).findLast((one) => one.orPoints?.wallet === tier.orPoints?.wallet);
  if (tier.orPoints && lower?.orPoints && tier.orPoints.from <= lower.orPoints.from)
    findings.push(
      warning(`${pointer}/orPoints/from`, "ladder.or_points_not_ascending", { ...params, previous: lower.id }),
    );
  return findings;
}

/** Of tiers by condition the highest that holds counts, so a condition must leave something to the others. */
function tierConditionFindings(ladder: Ladder, tier: Tier, index: number, pointer: string): ProgrammeFinding[] {
  if (tier.invitationOnly || index === 0) return [];
  const params = { tier: tier.id };
  if (!tier.when) return [error(`${pointer}/when`, "ladder.tier_without_condition", params)];
  if (isNever(tier.when)) return [warning(`${pointer}/when`, "ladder.tier_never_reached", params)];
  if (isAlways(tier.when)) return [warning(`${pointer}/when`, "ladder.tier_hides_others", params)];
  const text = JSON.stringify(tier.when);
  const same = ladder.tiers.slice(0, index).find((one) => one.when && JSON.stringify(one.when) === text);
  return same ? [warning(`${pointer}/when`, "ladder.tiers_same_condition", { ...params, previous: same.id })] : [];
}

function tierFindings(ladder: Ladder, tier: Tier, index: number, pointer: string, check: Check): ProgrammeFinding[] {
  const isByCondition = ladder.metric.kind === "condition";
  const isKept = ladder.downgrade.kind === "period_end" && !isByCondition && !tier.invitationOnly && index > 0;
  const findings = [
    ...(index === 0 ? firstTierFindings(ladder, tier, pointer) : []),
    ...(isByCondition
      ? tierConditionFindings(ladder, tier, index, pointer)
      : thresholdFindings(ladder, tier, index, pointer)),
    ...conditionFindings(tier.when, "member", `${pointer}/when`, check),
  ];
  if (tier.when && (!isByCondition || tier.invitationOnly))
    findings.push(warning(`${pointer}/when`, "ladder.when_not_used", { tier: tier.id }));
  if (tier.keep !== undefined && !isKept)
    findings.push(warning(`${pointer}/keep`, "ladder.keep_not_used", { tier: tier.id }));
  if (tier.orPoints && !check.wallets.has(tier.orPoints.wallet))
    findings.push(error(`${pointer}/orPoints/wallet`, "programme.unknown_wallet", { wallet: tier.orPoints.wallet }));
  return findings;
}

const shortestUnit = { month: 28, quarter: 90, year: 365 } as const;

/** Fewest days from the beginning of a tier's period to its end. */
function periodDays({ window, downgrade }: Ladder): number {
  if (window.kind === "calendar") return shortestUnit[window.unit];
  if (window.kind === "anniversary") return 365;
  return downgrade.kind === "period_end" ? daysOf(downgrade.validFor, 28) : Number.POSITIVE_INFINITY;
}

function durationFindings(ladder: Ladder, pointer: string): ProgrammeFinding[] {
  const { window, downgrade } = ladder;
  const check = (duration: string, at: string): ProgrammeFinding[] =>
    isLongDuration(duration) ? [] : [error(`${pointer}/${at}`, "ladder.bad_duration")];
  const ofWindow = window.kind === "rolling" ? check(window.duration, "window/duration") : [];
  if (downgrade.kind === "never") return ofWindow;
  const isOwnPeriod = window.kind !== "calendar" && window.kind !== "anniversary";
  const bad = [
    ...ofWindow,
    ...(isOwnPeriod ? check(downgrade.validFor, "downgrade/validFor") : []),
    ...(downgrade.grace === undefined ? [] : check(downgrade.grace, "downgrade/grace")),
  ];
  const most = periodDays(ladder);
  const notices = downgrade.noticeDays.flatMap((days, index) =>
    most > 0 && days >= most
      ? [warning(`${pointer}/downgrade/noticeDays/${index}`, "ladder.notice_too_long", { days, ladder: ladder.id })]
      : [],
  );
  return [...bad, ...notices];
}

/** What is wrong or doubtful about a ladder and its tiers. */
export function ladderFindings(ladder: Ladder, pointer: string, check: Check): ProgrammeFinding[] {
  return [
    ...duplicates(ladder.tiers, `${pointer}/tiers`),
    ...ladder.tiers.flatMap((tier, index) => tierFindings(ladder, tier, index, `${pointer}/tiers/${index}`, check)),
    ...whereFindings("order", ladder.where, `${pointer}/where`, check),
    ...metricFindings(ladder, pointer, check),
    ...durationFindings(ladder, pointer),
  ];
}
