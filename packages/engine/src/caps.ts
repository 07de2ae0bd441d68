import type { Draft } from "./draft.ts";
import type { CapCount, Instant } from "./facts.ts";
import { safe } from "./integer.ts";
import type { Period, Rule, Wallet } from "./programme.ts";
import { civilOfDay, isoOfDay, localDay, weekdayOfDay } from "./time.ts";

type CapPer = Period | "lifetime";

/** The local period around an instant: `2026-03-01`, `2026-W09` (ISO week), `2026-03`, `2026` or `ever`. Later periods compare as greater. */
export function periodOf(per: CapPer, at: Instant, zone: string): string {
  if (per === "lifetime") return "ever";
  const day = localDay(at, zone);
  if (per === "day") return isoOfDay(day);
  if (per === "month") return isoOfDay(day).slice(0, 7);
  if (per === "year") return isoOfDay(day).slice(0, 4);
  // An ISO week belongs to the year of its Thursday.
  const thursday = day - weekdayOfDay(day) + 4;
  const { year } = civilOfDay(thursday);
  const firstDay = localDay(Date.UTC(year, 0, 1), "UTC");
  const week = Math.floor((thursday - firstDay) / 7) + 1;
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

/** What has been counted in the period around `at`. A late fact of an earlier period counts in the open one, as the earlier count is gone. */
export function capCount(draft: Draft, key: string, per: CapPer, at: Instant): CapCount {
  const period = periodOf(per, at, draft.zone);
  const known = draft.account.caps?.[key];
  return known && known.period >= period ? known : { period, points: 0, times: 0 };
}

/** Counts points, and a time, in the period around `at`. */
export function countCap(draft: Draft, key: string, per: CapPer, at: Instant, points: number): void {
  const count = capCount(draft, key, per, at);
  ownCaps(draft)[key] = { period: count.period, points: safe(count.points + points), times: count.times + 1 };
}

/** The counts as this decision may change them. */
export function ownCaps({ account, isOwned }: Draft): Record<string, CapCount> {
  const { caps } = account;
  if (caps && isOwned) return caps;
  const own = { ...caps };
  account.caps = own;
  return own;
}

interface LocalCap {
  key: string;
  per: CapPer;
}

function isCapped({ compiled }: Draft, rule: Rule): boolean {
  return rule.caps.length > 0 || (compiled.wallets.get(rule.wallet)?.caps.length ?? 0) > 0;
}

/** The periods in which caps count for a rule and its wallet, each once. */
function countedPeriods(rule: Rule, wallet: Wallet | undefined): LocalCap[] {
  const found = new Map<string, LocalCap>();
  for (const { per } of rule.caps) {
    if (per !== "order") found.set(`rule:${rule.id}:${per}`, { key: `rule:${rule.id}:${per}`, per });
  }
  for (const { per } of wallet?.caps ?? [])
    found.set(`wallet:${rule.wallet}:${per}`, { key: `wallet:${rule.wallet}:${per}`, per });
  return [...found.values()];
}

/** What the caps of a rule and its wallet leave of `wanted` points, and the cap that decides. */
export interface CapRoom {
  points: number;
  by: { per: CapPer | "order"; of: "rule" | "wallet"; isByTimes: boolean } | null;
}

export function capRoom(draft: Draft, rule: Rule, wanted: number, at: Instant): CapRoom {
  let room: CapRoom = { points: wanted, by: null };
  if (!isCapped(draft, rule)) return room;
  const narrow = (points: number, by: CapRoom["by"]): void => {
    if (points < room.points) room = { points: Math.max(0, points), by };
  };
  for (const { per, points, times } of rule.caps) {
    const count = per === "order" ? null : capCount(draft, `rule:${rule.id}:${per}`, per, at);
    if (points !== undefined) narrow(points - (count?.points ?? 0), { per, of: "rule", isByTimes: false });
    if (times !== undefined && count && count.times >= times) narrow(0, { per, of: "rule", isByTimes: true });
  }
  for (const { per, points } of draft.compiled.wallets.get(rule.wallet)?.caps ?? []) {
    const count = capCount(draft, `wallet:${rule.wallet}:${per}`, per, at);
    narrow(points - count.points, { per, of: "wallet", isByTimes: false });
  }
  return room;
}

/** Counts what a rule gave towards every cap that concerns it. */
export function takeCaps(draft: Draft, rule: Rule, points: number, at: Instant): void {
  if (!isCapped(draft, rule)) return;
  for (const { key, per } of countedPeriods(rule, draft.compiled.wallets.get(rule.wallet)))
    countCap(draft, key, per, at, points);
}

function release(draft: Draft, key: string, per: CapPer, at: Instant, points: number, times: number): void {
  const known = draft.account.caps?.[key];
  if (!known || known.period !== periodOf(per, at, draft.zone)) return;
  ownCaps(draft)[key] = {
    period: known.period,
    points: Math.max(0, known.points - points),
    times: Math.max(0, known.times - times),
  };
}

/** Gives back what a gift at `at` counted towards the most that may be given in a day, where the day is still open. */
export function releaseTransferCap(draft: Draft, walletId: string, at: Instant, points: number): void {
  release(draft, transferCapKey(walletId), "day", at, points, 1);
}

export function transferCapKey(walletId: string): string {
  return `wallet:${walletId}:transfer`;
}

/**
 * Gives back what an earning at `at` counted towards caps, where its period is still open.
 * `isWhole`: nothing is left of the earning, so that its time no longer counts either.
 */
export function releaseCaps(
  draft: Draft,
  ruleId: string | null,
  walletId: string,
  at: Instant,
  points: number,
  isWhole = false,
): void {
  const times = isWhole ? 1 : 0;
  const rule = draft.compiled.programme.rules.find((one) => one.id === ruleId);
  if (!rule) return;
  for (const { key, per } of countedPeriods(rule, draft.compiled.wallets.get(walletId)))
    release(draft, key, per, at, points, times);
}
