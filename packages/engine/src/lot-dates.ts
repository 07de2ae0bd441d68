import { FAR_FUTURE, type Instant, type Lot } from "./facts.ts";
import type { Wallet } from "./programme.ts";
import { addDuration, civilOfDay, dayOfCivil, localDay, startOf, startOfLocalDay } from "./time.ts";

/** When points credited at `at` become spendable; those that wait for an event: at the latest. */
export function activationOf({ pending }: Wallet, at: Instant, zone: string): Instant {
  if (pending.kind === "none") return at;
  if (pending.kind === "duration") return addDuration(at, pending.duration, zone);
  return pending.atLatest === undefined ? FAR_FUTURE : addDuration(at, pending.atLatest, zone);
}

/** The dates with which points earned at `at` begin, `orderId` being the order that earned them. */
export function datesOfEarned(
  wallet: Wallet,
  at: Instant,
  zone: string,
  orderId: string | undefined,
): Pick<Lot, "activeFrom" | "expiresAt" | "awaits" | "orderId" | "isCancelledUnlessAwaited"> {
  const { pending } = wallet;
  const activeFrom = activationOf(wallet, at, zone);
  if (pending.kind !== "event") return { activeFrom, expiresAt: expiryOf(wallet, activeFrom, zone) };
  const isCancelled = pending.otherwise === "cancel" && activeFrom < FAR_FUTURE;
  return {
    activeFrom,
    // Counts from the activation, of which nothing is known yet.
    expiresAt: isCancelled || activeFrom === FAR_FUTURE ? null : expiryOf(wallet, activeFrom, zone),
    awaits: pending.event,
    ...(orderId === undefined ? {} : { orderId }),
    ...(isCancelled ? { isCancelledUnlessAwaited: true } : {}),
  };
}

/** When all points of a wallet expire that was last used at `lastActiveAt`; undefined = not by inactivity. */
export function lapseOf({ expiry }: Wallet, lastActiveAt: Instant, zone: string): Instant | undefined {
  if (expiry.kind !== "inactivity") return undefined;
  return startOf(expiry.round, addDuration(lastActiveAt, expiry.duration, zone), zone, 1);
}

/** The instant until which points that come back at `at` live at least, by the wallet's policy for returns; null = for ever. */
export function returnedUntil(wallet: Wallet, at: Instant, zone: string): Instant | null {
  const { returns } = wallet;
  if (returns.kind === "keep") return at;
  if (returns.kind === "regrant") return expiryOf(wallet, at, zone);
  return startOf("day", addDuration(at, returns.duration, zone), zone, 1);
}

const known = new WeakMap<Wallet, Map<string, Map<number, Instant>>>();
const MAX_KNOWN = 20_000;

/**
 * When a lot that is spendable from `activeFrom` expires (exclusive), or null for never and for expiry by inactivity, which concerns the
 * wallet as a whole. Always a local midnight after `activeFrom`: points live through their last day. `fixed_day` with `years: 1` is that
 * day of the next calendar year.
 */
export function expiryOf(wallet: Wallet, activeFrom: Instant, zone: string): Instant | null {
  const { expiry } = wallet;
  if (expiry.kind === "never" || expiry.kind === "inactivity") return null;
  // Hours in a duration can carry over midnight; all else depends on the local day alone and is worked out once a day.
  if (expiry.kind === "duration" && expiry.duration.includes("T")) return workOut(expiry, activeFrom, zone);
  const days = knownDays(wallet, zone);
  const day = localDay(activeFrom, zone);
  const found = days.get(day);
  if (found !== undefined) return found;
  if (days.size >= MAX_KNOWN) days.clear();
  const expiresAt = workOut(expiry, activeFrom, zone);
  days.set(day, expiresAt);
  return expiresAt;
}

function knownDays(wallet: Wallet, zone: string): Map<number, Instant> {
  let zones = known.get(wallet);
  if (!zones) {
    zones = new Map();
    known.set(wallet, zones);
  }
  let days = zones.get(zone);
  if (!days) {
    days = new Map();
    zones.set(zone, days);
  }
  return days;
}

type DatedExpiry = Extract<Wallet["expiry"], { kind: "duration" | "fixed_day" }>;

function workOut(expiry: DatedExpiry, activeFrom: Instant, zone: string): Instant {
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
