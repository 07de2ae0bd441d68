import type { Draft } from "./draft.ts";
import type { CapCount, Instant } from "./facts.ts";
import type { Period } from "./programme.ts";
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
  draft.account.caps = {
    ...draft.account.caps,
    [key]: { period: count.period, points: count.points + points, times: count.times + 1 },
  };
}

function release(draft: Draft, key: string, per: CapPer, at: Instant, points: number, times: number): void {
  const known = draft.account.caps?.[key];
  if (!known || known.period !== periodOf(per, at, draft.zone)) return;
  draft.account.caps = {
    ...draft.account.caps,
    [key]: {
      period: known.period,
      points: Math.max(0, known.points - points),
      times: Math.max(0, known.times - times),
    },
  };
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
  for (const { per } of rule.caps)
    if (per !== "order") release(draft, `rule:${rule.id}:${per}`, per, at, points, times);
  for (const { per } of draft.compiled.wallets.get(walletId)?.caps ?? [])
    release(draft, `wallet:${walletId}:${per}`, per, at, points, times);
}
