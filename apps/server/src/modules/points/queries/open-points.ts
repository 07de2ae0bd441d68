import type { AccountState } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";

/** Open lots of a member's wallet that die at the same instant, as they stand at some instant. */
export interface OpenLots {
  member_id: string;
  wallet: string;
  expires_at: Date | null;
  available: number;
  pending: number;
}

/** Points that a hold took from one lot. */
export interface HeldPoints {
  member_id: string;
  wallet: string;
  amount: number;
  hold_expires_at: Date;
  lot_expires_at: Date | null;
  lot_active_from: Date;
}

export interface Balance {
  wallet: string;
  available: number;
  pending: number;
  held: number;
  arrears: number;
  /** Soonest first. */
  expiring: { at: number; amount: number }[];
}

export interface OpenPoints {
  lots: OpenLots[];
  held: HeldPoints[];
}

/** What members have open, from the lots and holds alone. */
export async function readOpenPoints(db: Db | Tx, memberIds: string[], asOf: Date): Promise<OpenPoints> {
  const keys = sql`unnest(${memberIds.map(bucketOf)}::smallint[], ${memberIds}::uuid[]) as k(bucket, id)`;
  const lots = await sql<OpenLots>`
    select k.id as member_id, l.wallet, l.expires_at, l.available, l.pending
    from ${keys} cross join lateral (
      select wallet, expires_at, coalesce(sum(remaining) filter (where active_from <= ${asOf}), 0)::bigint as available,
        coalesce(sum(remaining) filter (where active_from > ${asOf}), 0)::bigint as pending
      from lots
      where bucket = k.bucket and member_id = k.id and remaining > 0 and (expires_at is null or expires_at > ${asOf})
        and not (cancelled_unless_awaited and not activated and active_from <= ${asOf})
      group by wallet, expires_at) l
    order by l.wallet, l.expires_at`.execute(db);
  const held = await sql<HeldPoints>`
    select h.member_id, h.wallet, (m.value->>'amount')::bigint as amount, h.expires_at as hold_expires_at,
      l.expires_at as lot_expires_at, l.active_from as lot_active_from
    from ${keys} join holds h on h.bucket = k.bucket and h.member_id = k.id and h.status = 'held'
      cross join lateral json_array_elements(h.allocations) m
      join lots l on l.bucket = h.bucket and l.member_id = h.member_id and l.id = (m.value->>'lotId')::uuid`.execute(
    db,
  );
  return { lots: lots.rows, held: held.rows };
}

/**
 * The wallets of an account at `asOf`, which may not lie before `settledAt`: lots die on their date or when the wallet lapses, holds whose
 * time is out give back what still lives, and arrears are paid from it first.
 */
export function balancesAt(account: AccountState, open: OpenPoints, asOf: number): Balance[] {
  const lotsOf = Map.groupBy(open.lots, (row) => row.wallet);
  const heldOf = Map.groupBy(open.held, (row) => row.wallet);
  return Object.entries(account.wallets).map(([wallet, state]) => {
    const lapsesAt = state.lapsesAt ?? null;
    const hasLapsed = lapsesAt !== null && lapsesAt <= asOf;
    const groups = hasLapsed ? [] : (lotsOf.get(wallet) ?? []);
    const held = heldOf.get(wallet) ?? [];
    const open = held.filter((row) => row.hold_expires_at.getTime() > asOf);
    const ended = held.filter((row) => row.hold_expires_at.getTime() <= asOf);
    const { back, paid } = comeBack(ended, state.arrears);
    const alive = hasLapsed ? [] : back.filter((row) => isAlive(row, state.lapsedAt, asOf));
    const deaths = [
      ...groups.map((row) => ({ at: row.expires_at?.getTime() ?? lapsesAt, amount: row.available + row.pending })),
      ...alive.map((row) => ({ at: row.lot_expires_at?.getTime() ?? lapsesAt, amount: row.amount })),
    ];
    return {
      wallet,
      available: total(groups.map((row) => row.available)) + total(alive.map((row) => row.amount)),
      pending: total(groups.map((row) => row.pending)),
      held: total(open.map((row) => row.amount)),
      arrears: state.arrears - paid,
      expiring: bySoonest(deaths),
    };
  });
}

/** What ended holds give back pays arrears first, in the order in which they end, also where the points themselves are dead by now. */
function comeBack(ended: readonly HeldPoints[], arrears: number): { back: HeldPoints[]; paid: number } {
  let left = arrears;
  const inOrder = ended.toSorted((a, b) => a.hold_expires_at.getTime() - b.hold_expires_at.getTime());
  const back = inOrder.map((row) => {
    const paid = Math.min(left, row.amount);
    left -= paid;
    return { ...row, amount: row.amount - paid };
  });
  return { back, paid: arrears - left };
}

function isAlive(row: HeldPoints, lapsedAt: number | undefined, asOf: number): boolean {
  if (lapsedAt !== undefined && row.lot_active_from.getTime() < lapsedAt) return false;
  return row.lot_expires_at === null || row.lot_expires_at.getTime() > asOf;
}

export function bySoonest(deaths: readonly { at: number | null; amount: number }[]): { at: number; amount: number }[] {
  const byDate = new Map<number, number>();
  for (const { at, amount } of deaths) {
    if (at !== null && amount > 0) byDate.set(at, (byDate.get(at) ?? 0) + amount);
  }
  return [...byDate].map(([at, amount]) => ({ at, amount })).sort((a, b) => a.at - b.at);
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
