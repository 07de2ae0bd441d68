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

/** True by time, whatever is booked: open lots and holds less what time has taken. Arrears are what the lines add up to less. */
export async function standings(tx: Tx, ask: Ask): Promise<Map<string, Standing>> {
  const lots = (await readLots(tx, ask)).filter((row) => !row.isDead);
  const others = new Map((await readOthers(tx, ask)).map((row) => [row.wallet, row]));
  const months = monthsFrom(ask.now, ask.programme.zone);
  return new Map(
    ask.wallets.map((wallet) => {
      const own = lots.filter((row) => row.wallet === wallet);
      const { returned, held, owed } = others.get(wallet) ?? { returned: 0, held: 0, owed: 0 };
      const available = sumOf(own.filter((row) => !row.isWaiting)) + returned;
      const pending = sumOf(own.filter((row) => row.isWaiting));
      const dyingIn = (isMonth: (month: string | null) => boolean) => sumOf(own.filter((row) => isMonth(row.month)));
      return [
        wallet,
        {
          available,
          pending,
          held,
          arrears: available + pending + held - owed,
          expiring: months.map((month) => ({ month, points: dyingIn((other) => other === month) })),
          expiringLater: dyingIn((month) => month !== null && !months.includes(month)),
          neverExpiring: dyingIn((month) => month === null),
        },
      ];
    }),
  );
}

function sumOf(rows: LotSum[]): number {
  return rows.reduce((sum, { points }) => sum + points, 0);
}

interface LotSum {
  wallet: string;
  isWaiting: boolean;
  isDead: boolean;
  /** Local month of the last moment of life; null = never. */
  month: string | null;
  points: number;
}

/** Open lots in one pass, by pot and month of death. */
async function readLots(tx: Tx, { now, wallets, programme }: Ask): Promise<LotSum[]> {
  const byInactivity = wallets.filter((wallet) => programme.wallets.get(wallet)?.expiry.kind === "inactivity");
  const { rows } = await sql<LotSum>`
    with lapses as (
      select a.bucket, a.member_id, w.key as wallet, to_timestamp((w.value->>'lapsesAt')::float8 / 1000) as at
      from member_accounts a cross join lateral json_each(a.state->'wallets') w
      where ${byInactivity.length > 0} and w.key = any(${byInactivity}) and w.value->>'lapsesAt' is not null
    ), dying as (
      select l.wallet, l.active_from > ${now} as waiting,
        l.cancelled_unless_awaited and not l.activated and l.active_from <= ${now} as cancelled,
        coalesce(l.expires_at, p.at) as at, sum(l.remaining) as points
      from lots l left join lapses p on p.bucket = l.bucket and p.member_id = l.member_id and p.wallet = l.wallet
      where l.remaining > 0 and l.wallet = any(${wallets}) group by 1, 2, 3, 4
    )
    select wallet, waiting as "isWaiting", cancelled or coalesce(at <= ${now}, false) as "isDead",
      to_char((at - interval '1 millisecond') at time zone ${programme.zone}, 'YYYY-MM') as month, sum(points)::bigint as points
    from dying group by 1, 2, 3, 4`.execute(tx);
  return rows;
}

interface OtherPots {
  wallet: string;
  /** Held points whose time is out and whose lots live. */
  returned: number;
  held: number;
  /** What all lines and unbooked deaths add up to. */
  owed: number;
}

async function readOthers(tx: Tx, { now, wallets, kept }: Ask): Promise<OtherPots[]> {
  const { rows } = await sql<OtherPots>`
    with parts as (
      select wallet, null::numeric as returned, sum(points) as held, null::numeric as owed
      from holds where status = 'held' and expires_at > ${now} group by wallet
      union all
      select wallet, sum(points), null, null from holds where status = 'held' and expires_at <= ${now} group by wallet
      union all
      select wallet, -sum(amount) filter (where pot = 'returned'), null, -sum(amount)
      from (${unbookedDeaths(now)}) dead group by wallet
      union all
      select wallet, null, null, sum(amount) from liability_days where ${kept.isKept} group by wallet
      union all
      select wallet, null, null, sum(amount) from entries
      where txid >= ${kept.from} and kind not in ('activate', 'hold', 'release') group by wallet
    )
    select wallet, coalesce(sum(returned), 0)::bigint as returned, coalesce(sum(held), 0)::bigint as held,
      coalesce(sum(owed), 0)::bigint as owed
    from parts where wallet = any(${wallets}) group by wallet`.execute(tx);
  return rows;
}

function monthsFrom(now: Date, zone: string): string[] {
  const first = { ...civilOfDay(localDay(now.getTime(), zone)), day: 1 };
  return Array.from({ length: 12 }, (_, index) => isoOfDay(dayOfCivil(addMonths(first, index))).slice(0, 7));
}
