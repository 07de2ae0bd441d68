import type { Condition } from "./condition.ts";
import type { FindingCode } from "./finding.ts";
import type { Programme } from "./programme.ts";
import { parseDuration } from "./time.ts";
import { type ConditionScope, type KnownNames, validateCondition } from "./validate-condition.ts";

export type ProgrammeFindingCode =
  | FindingCode
  | "programme.duplicate_id"
  | "programme.unknown_wallet"
  | "programme.unknown_ladder"
  | "programme.unknown_tier"
  | "programme.unknown_group"
  | "programme.unknown_budget"
  | "programme.unknown_currency"
  | "programme.reserved_event"
  | "programme.cap_twice"
  | "wallet.bad_duration"
  | "wallet.no_such_day"
  | "wallet.expires_before_active"
  | "wallet.cancel_without_limit"
  | "wallet.redemption_not_spendable"
  | "wallet.pooling_not_spendable"
  | "wallet.transfer_not_spendable"
  | "wallet.transfer_impossible"
  | "wallet.min_not_in_steps"
  | "ladder.first_tier_not_zero"
  | "ladder.first_tier_invitation_only"
  | "ladder.first_tier_conditional"
  | "ladder.tiers_not_ascending"
  | "ladder.or_points_not_ascending"
  | "ladder.keep_above_from"
  | "ladder.keep_not_used"
  | "ladder.tier_without_condition"
  | "ladder.tier_never_reached"
  | "ladder.tier_hides_others"
  | "ladder.tiers_same_condition"
  | "ladder.when_not_used"
  | "ladder.where_not_used"
  | "ladder.invitation_threshold"
  | "ladder.bad_duration"
  | "ladder.notice_too_long"
  | "ladder.counts_twice"
  | "rule.never_valid"
  | "rule.never_holds"
  | "rule.no_lines_ever"
  | "rule.shadowed"
  | "rule.never_stops"
  | "rule.feeds_own_ladder"
  | "rule.amount_needs_order"
  | "rule.lines_need_order"
  | "rule.tenders_need_order"
  | "rule.cap_needs_order"
  | "rule.cap_empty"
  | "rule.bad_formula"
  | "rule.steps_not_ascending"
  | "rule.step_gives_less"
  | "rule.table_starts_above_zero"
  | "rule.gives_nothing"
  | "rule.first_tier_entry"
  | "multiplier.never_holds"
  | "multiplier.never_highest"
  | "group.unused"
  | "budget.no_limit"
  | "budget.unused"
  | "budget.money_without_cost"
  | "offer.wallet_not_spendable"
  | "offer.wallet_never_filled"
  | "offer.voucher_pays_money"
  | "offer.nothing_higher"
  | "offer.first_tier"
  | "offer.bad_duration"
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

export function error(
  pointer: string,
  code: ProgrammeFindingCode,
  params: ProgrammeFinding["params"] = {},
): ProgrammeFinding {
  return { severity: "error", pointer, code, params };
}

export function warning(
  pointer: string,
  code: ProgrammeFindingCode,
  params: ProgrammeFinding["params"] = {},
): ProgrammeFinding {
  return { severity: "warning", pointer, code, params };
}

/** What the parts of a programme may refer to. */
export interface Check {
  programme: Programme;
  wallets: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  budgets: ReadonlySet<string>;
  names: KnownNames & { ladders: Record<string, string[]> };
}

export function duplicates(items: readonly { id: string }[], pointer: string): ProgrammeFinding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (seen.has(id)) return [error(`${pointer}/${index}/id`, "programme.duplicate_id", { id })];
    seen.add(id);
    return [];
  });
}

/** Two caps for the same period: only the smaller could ever bind. */
export function repeatedCaps(caps: readonly { per: string }[], pointer: string): ProgrammeFinding[] {
  return caps.flatMap(({ per }, index) =>
    caps.findIndex((cap) => cap.per === per) < index ? [error(`${pointer}/${index}/per`, "programme.cap_twice")] : [],
  );
}

export function conditionFindings(
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

/** A condition that picks events of a type, as an event leaf's `where` does. */
export function whereFindings(
  event: string,
  where: Condition | undefined,
  pointer: string,
  { names }: Check,
): ProgrammeFinding[] {
  if (!where) return [];
  const findings = validateCondition({ event, where, is: { count: { gte: 1 } } }, "member", names);
  return findings.map((one) => error(`${pointer}${one.pointer.replace(/^\/where/, "")}`, one.code, one.params));
}

/** What the program itself tells of. Nothing may wait for these as for an event that the shop reports. */
const ownEvents = new Set([
  "order",
  "order.recorded",
  "order.refunded",
  "points.earned",
  "points.spent",
  "points.expired",
  "points.clawed_back",
  "points.expiring",
  "tier.changed",
  "tier.ending",
  "stage.changed",
  "member.created",
  "member.updated",
  "member.merged",
  "member.erased",
]);

export function isOwnEvent(event: string): boolean {
  return ownEvents.has(event);
}

/** Days of a duration, a month taken for so many. */
export function daysOf(duration: string, monthDays: number): number {
  const { months, days, time } = parseDuration(duration);
  return months * monthDays + days + time / 86_400_000;
}
