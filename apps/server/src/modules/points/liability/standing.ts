import { addMonths, type CompiledProgramme, civilOfDay, dayOfCivil, isoOfDay, localDay } from "@regulars/engine";
import { sql } from "kysely";
import type { Tx } from "../../../platform/db.ts";
import { unbookedDeaths } from "./dying.ts";
import type { Kept } from "./fold.ts";

/** Where the points of a wallet stand at an instant, over all members. */
export interface Standing {
  available: number;
  pending: number;
  held: number;
  arrears: number;
  /** The month of the instant and the eleven after it. */
  expiring: { month: string; points: number }[];
  expiringLater: number;
  neverExpiring: number;
}

interface Ask {
  programme: CompiledProgramme;
  now: Date;
  wallets: string[];
  kept: Kept;
}

interface PotRow {
  wallet: string;
  available: number;
  pending: number;
  held: number;
  owed: number;
}

/** True by time, whatever is booked: open lots and holds less what time has taken. Arrears are what the lines add up to less. */
export async function standings(tx: Tx, ask: Ask): Promise<Map<string, Standing>> {
  const pots = await readPots(tx, ask);
  const expiring = await readExpiring(tx, ask);
  const months = monthsFrom(ask.now, ask.programme.zone);
  return new Map(
    pots.map((pot) => {
      const own = expiring.filter((row) => row.wallet === pot.wallet);
      const shown = new Set(months);
      const sumOf = (rows: ExpiringRow[]) => rows.reduce((sum, { points }) => sum + points, 0);
      return [
        pot.wallet,
        {
          available: pot.available,
          pending: pot.pending,
          held: pot.held,
          arrears: pot.available + pot.pending + pot.held - pot.owed,
          expiring: months.map((month) => ({ month, points: sumOf(own.filter((row) => row.month === month)) })),
          expiringLater: sumOf(own.filter((row) => row.month !== null && !shown.has(row.month))),
          neverExpiring: sumOf(own.filter((row) => row.month === null)),
        },
      ];
    }),
  );
}

async function readPots(tx: Tx, { now, wallets, kept }: Ask): Promise<PotRow[]> {
  const { rows } = await sql<PotRow>`
    with parts as (
      select wallet, sum(remaining) filter (where active_from <= ${now}) as available,
        sum(remaining) filter (where active_from > ${now}) as pending, null::numeric as held, null::numeric as owed
      from lots where remaining > 0 group by wallet
      union all
      select wallet, sum(points) filter (where expires_at <= ${now}), null, sum(points) filter (where expires_at > ${now}), null
      from holds where status = 'held' group by wallet
      union all
      select wallet, -sum(amount) filter (where pot = 'available'), -sum(amount) filter (where pot = 'pending'), null, -sum(amount)
      from (${unbookedDeaths(now)}) dead group by wallet
      union all
      select wallet, null, null, null, sum(amount) from liability_days
where ${kept.isKept} group by wallet
      union all
      select wallet, null, null, null, sum(amount) from entries
where txid >= ${kept.from} and kind not in ('activate', 'hold', 'release') group by wallet
    )
    select wallet, coalesce(sum(available), 0)::bigint as available, coalesce(sum(pending), 0)::bigint as pending,
      coalesce(sum(held), 0)::bigint as held, coalesce(sum(owed), 0)::bigint as owed
    from parts where wallet = any(${wallets}) group by wallet`.execute(tx);
  return rows;
}

interface ExpiringRow {
  wallet: string;
  /** Local month of the last moment of life; null = never. */
  month: string | null;
  points: number;
}

async function readExpiring(tx: Tx, { now, wallets, programme }: Ask): Promise<ExpiringRow[]> {
  const byInactivity = wallets.filter((wallet) => programme.wallets.get(wallet)?.expiry.kind === "inactivity");
  const { rows } = await sql<ExpiringRow>`
    with lapses as (
      select a.bucket, a.member_id, w.key as wallet, to_timestamp((w.value->>'lapsesAt')::float8 / 1000) as at
      from member_accounts a cross join lateral json_each(a.state->'wallets') w
      where ${byInactivity.length > 0} and w.key = any(${byInactivity}) and w.value->>'lapsesAt' is not null
    ), dying as (
      select l.wallet, coalesce(l.expires_at, p.at) as at, sum(l.remaining) as points
      from lots l left join lapses p on p.bucket = l.bucket and p.member_id = l.member_id and p.wallet = l.wallet
      where l.remaining > 0 and l.wallet = any(${wallets}) and not (l.cancelled_unless_awaited and not l.activated and l.active_from <= ${now})
      group by 1, 2
    )
    select wallet, to_char((at - interval '1 millisecond') at time zone ${programme.zone}, 'YYYY-MM') as month, sum(points)::bigint as points
    from dying where at is null or at > ${now} group by 1, 2`.execute(tx);
  return rows;
}

function monthsFrom(now: Date, zone: string): string[] {
  const first = { ...civilOfDay(localDay(now.getTime(), zone)), day: 1 };
  return Array.from({ length: 12 }, (_, index) => isoOfDay(dayOfCivil(addMonths(first, index))).slice(0, 7));
}
