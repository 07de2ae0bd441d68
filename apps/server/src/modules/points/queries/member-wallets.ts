import type { WalletSummary } from "@regulars/contracts";
import { type AccountState, type Allocation, FAR_FUTURE } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { bucketOf } from "../../../platform/ids.ts";
import { type LedgerLine, replayWallets } from "../replay.ts";
import { type Balance, balancesAt, readOpenPoints } from "./open-points.ts";

const listedExpiries = 12;

/** Every wallet of a member as of an instant: ahead, as time alone will leave it; back, as the ledger says it was. */
export async function memberWallets(
  db: Db | Tx,
  member: { id: string; account: AccountState },
  asOf: Date,
): Promise<WalletSummary[]> {
  const balances = new Map((await memberBalances(db, member, asOf)).map((balance) => [balance.wallet, balance]));
  return Object.keys(member.account.wallets).map((wallet) => {
    const balance = balances.get(wallet);
    return {
      wallet,
      available: balance?.available ?? 0,
      pending: balance?.pending ?? 0,
      held: balance?.held ?? 0,
      arrears: balance?.arrears ?? 0,
      expiring: (balance?.expiring ?? [])
        .slice(0, listedExpiries)
        .map((share) => ({ at: new Date(share.at).toISOString(), amount: share.amount })),
      asOf: asOf.toISOString(),
    };
  });
}

/** The same with every date on which something dies. */
export async function memberBalances(
  db: Db | Tx,
  { id, account }: { id: string; account: AccountState },
  asOf: Date,
): Promise<Balance[]> {
  const at = asOf.getTime();
  if (at < account.settledAt) return replayWallets(await readLines(db, id, asOf), at);
  return balancesAt(account, await readOpenPoints(db, [id], asOf), at);
}

interface LineRow {
  wallet: string;
  kind: string;
  amount: number;
  lot_id: string | null;
  allocations: Allocation[] | null;
  effective_at: Date;
  available_at: Date | null;
  expires_at: Date | null;
  of_hold: boolean;
  waits: boolean;
}

/** A look back reads every line up to then. Points that waited for an event got their date when it came: the lot knows it. */
async function readLines(db: Db | Tx, id: string, asOf: Date): Promise<LedgerLine[]> {
  const { rows } = await sql<LineRow>`
    select e.wallet, e.kind, e.amount, e.lot_id, e.allocations, e.effective_at, e.available_at,
      case when l.awaits is null then e.expires_at else l.expires_at end as expires_at,
      e.kind = 'spend' and e.explanation->'params'->>'hold' is not null as of_hold, l.awaits is not null as waits
    from entries e left join lots l on l.bucket = e.bucket and l.member_id = e.member_id and l.id = e.lot_id
    where e.bucket = ${bucketOf(id)} and e.member_id = ${id} and e.effective_at <= ${asOf} order by e.id`.execute(db);
  return rows.map((row) => ({
    wallet: row.wallet,
    kind: row.kind,
    amount: row.amount,
    lotId: row.lot_id,
    allocations: row.allocations ?? [],
    at: row.effective_at.getTime(),
    // Without a latest instant the line that activates them alone says since when they can be spent.
    availableAt: row.available_at?.getTime() ?? (row.waits ? FAR_FUTURE : null),
    expiresAt: row.expires_at?.getTime() ?? null,
    isOfHold: row.of_hold,
  }));
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
  const stale = members.filter(({ account }) => isStale(account, at)).map(({ id }) => id);
  const open = stale.length === 0 ? { lots: [], held: [] } : await readOpenPoints(db, stale, asOf);
  const lots = Map.groupBy(open.lots, (row) => row.member_id);
  const held = Map.groupBy(open.held, (row) => row.member_id);
  return new Map(
    members.map(({ id, account }) => {
      const balances = isStale(account, at)
        ? balancesAt(account, { lots: lots.get(id) ?? [], held: held.get(id) ?? [] }, at)
        : Object.entries(account.wallets).map(([wallet, state]) => ({ wallet, ...state }));
      return [id, balances.map(({ wallet, available, pending }) => ({ wallet, available, pending }))];
    }),
  );
}

function isStale(account: AccountState, at: number): boolean {
  return Object.values(account.wallets).some(
    ({ nextLotChangeAt, lapsesAt }) =>
      (nextLotChangeAt !== null && nextLotChangeAt <= at) || (lapsesAt !== undefined && lapsesAt <= at),
  );
}
