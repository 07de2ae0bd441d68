import type { Instant } from "./facts.ts";
import type { Wallet } from "./programme.ts";
import { addDuration, civilOfDay, dayOfCivil, localDay, startOf, startOfLocalDay } from "./time.ts";

/** When points credited at `at` become spendable. */
export function activationOf(wallet: Wallet, at: Instant, zone: string): Instant {
  return wallet.pending.kind === "none" ? at : addDuration(at, wallet.pending.duration, zone);
}

const known = new WeakMap<Wallet, Map<string, Instant | null>>();
const MAX_KNOWN = 20_000;

/**
 * When a lot that is spendable from `activeFrom` expires (exclusive), or null for never. Always a local midnight after `activeFrom`:
 * points live through their last day. `fixed_day` with `years: 1` is that day of the next calendar year.
 */
export function expiryOf(wallet: Wallet, activeFrom: Instant, zone: string): Instant | null {
  const { expiry } = wallet;
  if (expiry.kind === "never") return null;
  // Hours in a duration can carry over midnight; all else depends on the local day alone and is worked out once a day.
  if (expiry.kind === "duration" && expiry.duration.includes("T")) return workOut(expiry, activeFrom, zone);
  const days = known.get(wallet) ?? new Map<string, Instant | null>();
  known.set(wallet, days);
  const key = `${localDay(activeFrom, zone)} ${zone}`;
  const found = days.get(key);
  if (found !== undefined) return found;
  if (days.size >= MAX_KNOWN) days.clear();
  const expiresAt = workOut(expiry, activeFrom, zone);
  days.set(key, expiresAt);
  return expiresAt;
}

function workOut(expiry: Exclude<Wallet["expiry"], { kind: "never" }>, activeFrom: Instant, zone: string): Instant {
  if (expiry.kind === "duration") return startOf(expiry.round, addDuration(activeFrom, expiry.duration, zone), zone, 1);
  const today = localDay(activeFrom, zone);
  const { year } = civilOfDay(today);
  const planned = fixedDay(year + expiry.years, expiry.month, expiry.day);
  const day = planned >= today ? planned : fixedDay(year + expiry.years + 1, expiry.month, expiry.day);
  return startOfLocalDay(day + 1, zone);
}

/** The day, or the last of its month when that is shorter (29 February, 31 April). */
function fixedDay(year: number, month: number, day: number): number {
  const firstOfNext = dayOfCivil(
    month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 },
  );
  return Math.min(dayOfCivil({ year, month, day: 1 }) + day - 1, firstOfNext - 1);
}
