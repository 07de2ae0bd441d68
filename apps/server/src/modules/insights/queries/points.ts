import type { Wallet } from "@regulars/engine";
import { ratio } from "../figure.ts";
import { instant, localDay, type Scope, scopeParams } from "../scope.ts";

/** Kinds that only move points between states of a wallet and leave its sum alone. */
const moves = "('activate', 'hold', 'release')";
const soonDays = 30;
/** Expiry is booked within hours of its time; lots that died longer ago have nothing unbooked. */
const bookedWithinDays = 45;
const dayMilliseconds = 86_400_000;

interface FlowRow {
  wallet: string;
  opening: number;
  issued: number;
  spent: number;
  returned: number;
  expired: number;
  clawed_back: number;
  adjusted: number;
  transferred: number;
  closing: number;
}

interface DayRow {
  wallet: string;
  day: string;
  issued: number;
  spent: number;
  expired: number;
  clawed_back: number;
}

interface LotRow {
  wallet: string;
  overdue: number;
  soon: number;
  soon_members: number;
}

/** When a line counts: points that die at midnight died on the day that ends, as in the report of what is owed. */
const at = "if(kind = 'expire', subtractMilliseconds(effective_at, 1), effective_at)";
const inPeriod = `${at} >= ${instant("start")}`;
const flowOf = (kinds: string, sign: "" | "-") => `sumIf(${sign}amount, kind IN (${kinds}) AND ${inPeriod})`;

function flows(scope: Scope): Promise<FlowRow[]> {
  return scope.lens.query<FlowRow>(
    `SELECT wallet, sumIf(amount, ${at} < ${instant("start")}) AS opening, ${flowOf("'earn', 'import'", "")} AS issued, ${flowOf("'spend'", "-")} AS spent,
       ${flowOf("'return'", "")} AS returned, ${flowOf("'expire'", "-")} AS expired, ${flowOf("'revoke'", "-")} AS clawed_back, ${flowOf("'adjust'", "")} AS adjusted,
       ${flowOf("'transfer_in', 'transfer_out'", "")} AS transferred, sum(amount) AS closing
     FROM entries WHERE ${at} < ${instant("end")} AND kind NOT IN ${moves} AND ${scope.ofMembers("member_id")} GROUP BY wallet`,
    scopeParams(scope),
  );
}

function flowsByDay(scope: Scope): Promise<DayRow[]> {
  return scope.lens.query<DayRow>(
    `SELECT wallet, ${localDay(at)} AS day, sumIf(amount, kind IN ('earn', 'import')) AS issued, sumIf(-amount, kind = 'spend') AS spent,
       sumIf(-amount, kind = 'expire') AS expired, sumIf(-amount, kind = 'revoke') AS clawed_back
     FROM entries WHERE ${inPeriod} AND ${at} < ${instant("end")} AND ${scope.ofMembers("member_id")} GROUP BY wallet, day`,
    scopeParams(scope),
  );
}

/**
 * What is left at the end of the period of lots that die around then. A lot's rest is what it was opened with, less what debits took,
 * plus what was given back; it can never be more than its member's balance (a credit may have paid off arrears first).
 */
const lotsAroundTheEnd = `WITH dying AS (
       SELECT assumeNotNull(lot_id) AS lot, member_id, wallet, amount, assumeNotNull(expires_at) AS dies_at FROM entries
       WHERE lot_id IS NOT NULL AND amount > 0 AND effective_at < ${instant("end")} AND expires_at > ${instant("overdueFrom")} AND expires_at <= ${instant("soonTo")}
     ), moved AS (
       SELECT lot, sum(if(kind = 'return', share, -share)) AS moved FROM entries ARRAY JOIN alloc_lot AS lot, alloc_amount AS share
       WHERE ${at} < ${instant("end")} AND kind NOT IN ${moves} AND lot IN (SELECT lot FROM dying) GROUP BY lot
     ), holders AS (
       SELECT member_id, wallet, sum(amount) AS balance FROM entries
       WHERE ${at} < ${instant("end")} AND kind NOT IN ${moves} AND member_id IN (SELECT member_id FROM dying) GROUP BY member_id, wallet
     ), lots AS (
       SELECT member_id, wallet, sumIf(amount + moved, dies_at <= ${instant("end")}) AS overdue_left, sumIf(amount + moved, dies_at > ${instant("end")}) AS soon_left
       FROM dying LEFT JOIN moved ON moved.lot = dying.lot GROUP BY member_id, wallet
     ), dying_points AS (
       SELECT lots.member_id AS member_id, lots.wallet AS wallet, least(overdue_left, greatest(balance, 0)) AS overdue, least(soon_left, greatest(balance, 0)) AS soon
       FROM lots INNER JOIN holders ON holders.member_id = lots.member_id AND holders.wallet = lots.wallet
     )`;

function lotParams(end: number): Record<string, unknown> {
  return { end, overdueFrom: end - bookedWithinDays * dayMilliseconds, soonTo: end + soonDays * dayMilliseconds };
}

function dyingLots({ lens, period, ofMembers, params }: Scope): Promise<LotRow[]> {
  return lens.query<LotRow>(
    `${lotsAroundTheEnd} SELECT wallet, sum(d.overdue) AS overdue, sum(d.soon) AS soon, countIf(d.soon > 0) AS soon_members FROM dying_points AS d WHERE ${ofMembers("d.member_id")} GROUP BY wallet`,
    { ...params, ...lotParams(period.end) },
  );
}

/** Members who lose points within 30 days of an instant, as a sub-select of ids with its parameters. */
export function expiringMembers(end: number): { sql: string; params: Record<string, unknown> } {
  return { sql: `${lotsAroundTheEnd} SELECT member_id FROM dying_points WHERE soon > 0`, params: lotParams(end) };
}

/** What outstanding points would cost: their stated cost, else what they buy. */
export function liabilityOf(
  wallet: Wallet,
  points: number,
): { liability: number | null; liabilityBasis: "cost" | "redemption" | "none" } {
  if (wallet.costPer1000 > 0)
    return { liability: Math.round((points * wallet.costPer1000) / 1000), liabilityBasis: "cost" };
  if (!wallet.redemption) return { liability: null, liabilityBasis: "none" };
  return {
    liability: Math.round((points * wallet.redemption.amount) / wallet.redemption.points),
    liabilityBasis: "redemption",
  };
}

/** Per wallet: what went in and out, what is outstanding and what that would cost. With a store: of the members who joined there. */
export async function pointFlows(scope: Scope) {
  const [rows, days, lots] = await Promise.all([flows(scope), flowsByDay(scope), dyingLots(scope)]);
  return scope.programme.programme.wallets.map((wallet) => {
    const row = rows.find((flow) => flow.wallet === wallet.id);
    const lot = lots.find((entry) => entry.wallet === wallet.id);
    const onDay = new Map(days.filter((day) => day.wallet === wallet.id).map((day) => [day.day, day]));
    const spent = row?.spent ?? 0;
    const returned = row?.returned ?? 0;
    const issued = row?.issued ?? 0;
    const closing = row?.closing ?? 0;
    const outstanding = Math.max(0, closing - (lot?.overdue ?? 0));
    return {
      wallet: wallet.id,
      name: wallet.name,
      opening: row?.opening ?? 0,
      issued,
      spent,
      returned,
      expired: row?.expired ?? 0,
      clawedBack: row?.clawed_back ?? 0,
      adjusted: row?.adjusted ?? 0,
      transferred: row?.transferred ?? 0,
      closing,
      redemptionRate: ratio(spent - returned, issued),
      outstanding,
      ...liabilityOf(wallet, outstanding),
      expiringSoon: lot?.soon ?? 0,
      expiringMembers: lot?.soon_members ?? 0,
      byDay: scope.period.days.map((date) => {
        const day = onDay.get(date);
        return {
          date,
          issued: day?.issued ?? 0,
          spent: day?.spent ?? 0,
          expired: day?.expired ?? 0,
          clawedBack: day?.clawed_back ?? 0,
        };
      }),
    };
  });
}
