import { ownCaps } from "./caps.ts";
import type { CompiledProgramme } from "./compile.ts";
import type { CompiledRule } from "./compile-rule.ts";
import type { Draft } from "./draft.ts";
import { earn } from "./earning.ts";
import type { AccountState, CapCount, Instant, MemberProfile, TierChangeDecision } from "./facts.ts";
import type { Happening } from "./happening.ts";
import type { Trigger } from "./programme.ts";
import { worldAt } from "./stage.ts";
import { anniversaryDay, type CivilDate, civilOfDay, dayOfIso, localDay, startOf, startOfLocalDay } from "./time.ts";
import { zoneOf } from "./world.ts";

function happen(draft: Draft, trigger: Trigger["kind"], at: Instant): Happening {
  const event = { type: trigger, at };
  return {
    trigger,
    at,
    budgetAt: draft.account.settledAt,
    world: worldAt(draft.compiled, draft, event),
    order: null,
  };
}

/** Registration, birthdays and anniversaries up to `settledAt`: earns what rules give for them, each at its own instant. */
export function earnOccasions(draft: Draft): void {
  earnRegistration(draft);
  earnYearly(draft);
}

/** Registration rules look once, at the first fact after joining, as of joining. */
function earnRegistration(draft: Draft): void {
  const { account, profile } = draft;
  if (!account.isNew || profile.joinedAt > account.settledAt) return;
  const { isNew: _, ...known } = account;
  draft.account = known;
  earn(draft, draft.compiled.rulesOf.registration, happen(draft, "registration", profile.joinedAt));
}

/** When an occasion of a rule comes in a year, and the year whose occasion it is. */
interface Occasion {
  rule: CompiledRule;
  year: number;
  at: Instant;
}

/** Remembers the latest year for which a yearly rule has given; kept with the counts of caps, one for each rule. */
function memoryKey({ rule }: CompiledRule): string {
  return `rule:${rule.id}:occasion`;
}

function yearlyRules({ rulesOf }: CompiledProgramme): readonly CompiledRule[] {
  return rulesOf.birthday.length === 0 ? rulesOf.anniversary : [...rulesOf.birthday, ...rulesOf.anniversary];
}

/** The day that a yearly rule celebrates; null when it is not known. */
function originOf({ rule }: CompiledRule, profile: MemberProfile, zone: string): CivilDate | null {
  const day = rule.trigger.kind === "birthday" ? birthDay(profile) : localDay(profile.joinedAt, zone);
  return day === null ? null : civilOfDay(day);
}

function birthDay({ birthday }: MemberProfile): number | null {
  return birthday === null ? null : dayOfIso(birthday);
}

function occasionIn(rule: CompiledRule, origin: CivilDate, year: number, zone: string): Occasion {
  const { trigger } = rule.rule;
  const ahead = trigger.kind === "birthday" ? trigger.daysBefore : 0;
  return { rule, year, at: startOfLocalDay(anniversaryDay(origin, year) - ahead, zone) };
}

function yearOf(at: Instant, zone: string): number {
  return civilOfDay(localDay(at, zone)).year;
}

/** Occasions of a rule inside `(after, until]`, oldest first; those of the year of birth or joining itself are none. */
function occasionsOf(
  rule: CompiledRule,
  profile: MemberProfile,
  zone: string,
  after: Instant,
  until: Instant,
): Occasion[] {
  const origin = originOf(rule, profile, zone);
  if (!origin) return [];
  const found: Occasion[] = [];
  // An occasion announced days ahead may belong to the next year.
  for (let year = Math.max(yearOf(after, zone), origin.year + 1); year <= yearOf(until, zone) + 1; year += 1) {
    const occasion = occasionIn(rule, origin, year, zone);
    if (occasion.at > after && occasion.at <= until) found.push(occasion);
  }
  return found;
}

function hasGiven(caps: AccountState["caps"], { rule, year }: Occasion): boolean {
  const known = caps?.[memoryKey(rule)];
  return known !== undefined && known.period >= String(year).padStart(4, "0");
}

/**
 * Looks at the occasions since the last look, each of a rule's at its own instant. A rule that this member is looked at with for the first
 * time begins with the day that has come, so that a rule published today gives nothing for birthdays of months ago.
 */
function earnYearly(draft: Draft): void {
  const rules = yearlyRules(draft.compiled);
  const { account } = draft;
  if (rules.length === 0) {
    if (account.occasionsUntil !== undefined) account.occasionsUntil = undefined;
    return;
  }
  const until = account.settledAt;
  const since = account.occasionsUntil ?? until;
  // Where no rule has looked for a while, the look begins anew, also for rules that have looked before.
  const isLooking = account.occasionsUntil !== undefined;
  if (isLooking && since >= until && rules.every((rule) => account.caps?.[memoryKey(rule)])) return;
  const today = startOf("day", until, draft.zone) - 1;
  const due = rules.flatMap((rule) => {
    const after = account.caps?.[memoryKey(rule)] ? since : Math.max(today, startOfJoining(draft));
    return occasionsOf(rule, draft.profile, draft.zone, after, until);
  });
  remember(draft, rules, until);
  for (const occasions of byInstant(due)) earnTogether(draft, occasions);
}

/** Just before the day of joining: who joins on a birthday has it. */
function startOfJoining({ profile, zone }: Draft): Instant {
  return startOf("day", profile.joinedAt, zone) - 1;
}

function remember(draft: Draft, rules: readonly CompiledRule[], until: Instant): void {
  draft.account.occasionsUntil = until;
  const fresh = rules.filter((rule) => !draft.account.caps?.[memoryKey(rule)]);
  if (fresh.length === 0) return;
  const never: CapCount = { period: "", points: 0, times: 0 };
  Object.assign(ownCaps(draft), Object.fromEntries(fresh.map((rule) => [memoryKey(rule), never])));
}

/** Occasions of one kind at one instant are one happening; oldest first. */
function byInstant(occasions: readonly Occasion[]): Occasion[][] {
  const groups = new Map<string, Occasion[]>();
  for (const occasion of occasions.toSorted((a, b) => a.at - b.at)) {
    const key = `${occasion.at} ${occasion.rule.rule.trigger.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), occasion]);
  }
  return [...groups.values()];
}

function earnTogether(draft: Draft, occasions: readonly Occasion[]): void {
  const open = occasions.filter((occasion) => !hasGiven(draft.account.caps, occasion));
  const [first] = open;
  if (!first) return;
  const booked = draft.entries.length;
  const at = Math.max(first.at, draft.profile.joinedAt);
  const { kind } = first.rule.rule.trigger;
  earn(
    draft,
    open.map(({ rule }) => rule),
    happen(draft, kind, at),
  );
  const gave = new Set(draft.entries.slice(booked).map((entry) => entry.ruleId));
  for (const { rule, year } of open) {
    if (!gave.has(rule.rule.id)) continue;
    const memory: CapCount = { period: String(year).padStart(4, "0"), points: 0, times: 0 };
    ownCaps(draft)[memoryKey(rule)] = memory;
  }
}

/**
 * The earliest instant at which registration, birthday or anniversary rules have something to look at; null = never.
 * May be early, never late.
 */
export function nextOccasionAt(
  compiled: CompiledProgramme,
  account: AccountState,
  profile: MemberProfile,
): Instant | null {
  const start = Math.max(account.settledAt, profile.joinedAt);
  if (account.isNew && compiled.rulesOf.registration.length > 0) return start;
  const zone = zoneOf({ profile, zone: compiled.zone });
  let next: Instant | null = null;
  for (const rule of yearlyRules(compiled)) {
    const at = nextOf(rule, account, profile, zone);
    if (at !== null && (next === null || at < next)) next = at;
  }
  return next;
}

function nextOf(rule: CompiledRule, account: AccountState, profile: MemberProfile, zone: string): Instant | null {
  const origin = originOf(rule, profile, zone);
  if (!origin) return null;
  const after = Math.max(account.settledAt, profile.joinedAt, account.occasionsUntil ?? 0);
  const from = Math.max(after, rule.from);
  const year = Math.max(yearOf(from, zone), origin.year + 1);
  for (let candidate = year; candidate <= year + 2; candidate += 1) {
    const occasion = occasionIn(rule, origin, candidate, zone);
    if (occasion.at <= after || occasion.at < rule.from || hasGiven(account.caps, occasion)) continue;
    return occasion.at < rule.to ? occasion.at : null;
  }
  return null;
}

/** What rules give for tiers entered just now. Returns whether any points were given. */
export function earnTierEntries(draft: Draft, changes: readonly TierChangeDecision[]): boolean {
  const rules = draft.compiled.rulesOf.tierEntry;
  if (rules.length === 0) return false;
  let hasEarned = false;
  for (const change of changes) {
    if (change.reason !== "upgraded" && change.reason !== "granted") continue;
    const fitting = rules.filter(({ rule }) => isEntered(rule.trigger, change, draft.compiled));
    if (earn(draft, fitting, happen(draft, "tier_entry", change.since))) hasEarned = true;
  }
  return hasEarned;
}

function isEntered(
  trigger: Trigger,
  { ladder, from, to }: TierChangeDecision,
  { ladderTiers }: CompiledProgramme,
): boolean {
  if (trigger.kind !== "tier_entry" || trigger.ladder !== ladder) return false;
  const order = ladderTiers[ladder] ?? [];
  // A grant may also prolong a tier, or take the place of a higher one.
  if (order.indexOf(to) <= (from === null ? 0 : order.indexOf(from))) return false;
  return trigger.tiers ? trigger.tiers.includes(to) : true;
}
