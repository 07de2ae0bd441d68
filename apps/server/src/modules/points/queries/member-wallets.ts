import type { WalletSummary } from "@regulars/contracts";
import type { AccountState, Allocation } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { type ReplayedBalance, replayWallets } from "../replay.ts";

const listedExpiries = 12;

/** Every wallet of a member as of an instant: ahead, as time alone will leave it; back, as the ledger says it was. */
export async function memberWallets(
  db: Db | Tx,
  member: { id: string; account: AccountState },
  asOf: Date,
): Promise<WalletSummary[]> {
  const { id, account } = member;
  const at = asOf.getTime();
  const balances = at >= account.settledAt ? await fromLots(db, id, asOf) : await fromEntries(db, id, asOf);
  const byWallet = new Map(balances.map((balance) => [balance.wallet, balance]));
  return Object.entries(account.wallets).map(([wallet, state]) => {
    const balance = byWallet.get(wallet);
    const isNow = at >= account.settledAt;
    return {
      wallet,
      available: balance?.available ?? 0,
      pending: balance?.pending ?? 0,
      held: isNow ? state.held : 0,
      arrears: isNow ? state.arrears : (balance?.arrears ?? 0),
      expiring: (balance?.expiring ?? [])
        .slice(0, listedExpiries)
        .map((share) => ({ at: new Date(share.at).toISOString(), amount: share.amount })),
      asOf: asOf.toISOString(),
    };
  });
}

/** From the open lots alone, exact for any instant after everything that is booked. Arrears are in the account, not in lots. */
async function fromLots(db: Db | Tx, id: string, asOf: Date): Promise<ReplayedBalance[]> {
  const { rows } = await sql<{ wallet: string; expires_at: Date | null; available: number; pending: number }>`
    select wallet, expires_at,
      coalesce(sum(remaining) filter (where active_from <= ${asOf}), 0)::bigint as available,
      coalesce(sum(remaining) filter (where active_from > ${asOf}), 0)::bigint as pending
    from lots
    where bucket = ${bucketOf(id)} and member_id = ${id} and remaining > 0
      and (expires_at is null or expires_at > ${asOf})
    group by wallet, expires_at order by wallet, expires_at`.execute(db);
  const wallets = Map.groupBy(rows, (row) => row.wallet);
  return [...wallets].map(([wallet, groups]) => ({
    wallet,
    available: groups.reduce((sum, group) => sum + group.available, 0),
    pending: groups.reduce((sum, group) => sum + group.pending, 0),
    arrears: 0,
    expiring: groups.flatMap((group) =>
      group.expires_at ? [{ at: group.expires_at.getTime(), amount: group.available + group.pending }] : [],
    ),
  }));
}

/** A look back: every line of the ledger up to then, replayed. */
async function fromEntries(db: Db | Tx, id: string, asOf: Date): Promise<ReplayedBalance[]> {
  const { rows } = await sql<{
    wallet: string;
    kind: string;
    amount: number;
    lot_id: string | null;
    allocations: Allocation[] | null;
    available_at: Date | null;
    expires_at: Date | null;
  }>`
    select wallet, kind, amount, lot_id, allocations, available_at, expires_at from entries
    where bucket = ${bucketOf(id)} and member_id = ${id} and effective_at <= ${asOf} order by id`.execute(db);
  const lines = rows.map((row) => ({
    wallet: row.wallet,
    kind: row.kind,
    amount: row.amount,
    lotId: row.lot_id,
    allocations: row.allocations ?? [],
    availableAt: row.available_at?.getTime() ?? null,
    expiresAt: row.expires_at?.getTime() ?? null,
  }));
  return replayWallets(lines, asOf.getTime());
}

export interface WalletTotals {
  wallet: string;
  available: number;
  pending: number;
}

/** The wallets of the members of a list, now. Lots are read only for those that time has changed since their last fact. */
export async function walletTotals(
  db: Db | Tx,
  members: { id: string; account: AccountState }[],
  asOf: Date,
): Promise<Map<string, WalletTotals[]>> {
  const at = asOf.getTime();
  const isStale = (account: AccountState) =>
    Object.values(account.wallets).some((state) => state.nextLotChangeAt !== null && state.nextLotChangeAt <= at);
  const stale = members.filter((member) => isStale(member.account)).map((member) => member.id);
  const fresh = stale.length === 0 ? new Map<string, WalletTotals>() : await totalsFromLots(db, stale, asOf);
  const staleIds = new Set(stale);
  return new Map(
    members.map(({ id, account }) => [
      id,
      Object.entries(account.wallets).map(([wallet, state]) => {
        if (!staleIds.has(id)) return { wallet, available: state.available, pending: state.pending };
        return fresh.get(`${id} ${wallet}`) ?? { wallet, available: 0, pending: 0 };
      }),
    ]),
  );
}

async function totalsFromLots(db: Db | Tx, ids: string[], asOf: Date): Promise<Map<string, WalletTotals>> {
  const { rows } = await sql<WalletTotals & { member_id: string }>`
    select k.id as member_id, l.wallet, l.available, l.pending
    from unnest(${ids.map(bucketOf)}::smallint[], ${ids}::uuid[]) as k(bucket, id)
    cross join lateral (
      select wallet, coalesce(sum(remaining) filter (where active_from <= ${asOf}), 0)::bigint as available,
        coalesce(sum(remaining) filter (where active_from > ${asOf}), 0)::bigint as pending
      from lots where bucket = k.bucket and member_id = k.id and remaining > 0
        and (expires_at is null or expires_at > ${asOf})
      group by wallet) l`.execute(db);
  return new Map(
    rows.map(({ member_id, wallet, available, pending }) => [`${member_id} ${wallet}`, { wallet, available, pending }]),
  );
}
