import type { LiabilityFlows, LiabilityQuery, LiabilityReport } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { inSnapshot } from "../proof/prove-chain.ts";
import { unbookedDeaths } from "./dying.ts";
import { type FlowKind, flowsOf, totalOf } from "./flows.ts";
import { type Kept, readMark, sumsOfLines } from "./fold.ts";
import { costOf, shareBps } from "./money.ts";
import { type Span, spanOf } from "./span.ts";
import { type Standing, standings } from "./standing.ts";

export interface LiabilityAsk extends Omit<LiabilityQuery, "wallet"> {
  wallet?: string | undefined;
  now: Date;
  programme: CompiledProgramme;
}

export interface LiabilityAnswer {
  items: LiabilityReport[];
  asOf: string;
  zone: string;
}

interface SumRow {
  wallet: string;
  period: string | null;
  kind: FlowKind;
  amount: number;
  late_amount: number;
  late_entries: number;
  late_at: Date | null;
}

/**
 * What is owed in points, by wallet and month: kept sums, the lines above their mark, and what time has taken but nobody has booked,
 * all of one snapshot, so that a receipt that has been answered is in it.
 */
export async function liabilityReport(db: Db, ask: LiabilityAsk): Promise<LiabilityAnswer> {
  const { programme, now } = ask;
  const { zone } = programme;
  const wallets = walletsAsked(programme, ask.wallet);
  const span = spanOf(ask, zone, now);
  const { sums, standing } = await inSnapshot(db, async (tx) => {
    const mark = await readMark(tx);
    // Sums by the days of another zone are of no use until they are made anew.
    const kept: Kept = mark.zone === zone ? { isKept: true, from: mark.txid } : { isKept: false, from: 0 };
    return {
      sums: await readSums(tx, { span, zone, now, wallets, kept }),
      standing: await standings(tx, { programme, now, wallets, kept }),
    };
  });
  return {
    items: wallets.map((wallet) => {
      const own = sums.filter((row) => row.wallet === wallet);
      return walletReport({ wallet, programme, span, own, standing: standing.get(wallet), by: ask.by });
    }),
    asOf: now.toISOString(),
    zone,
  };
}

function walletsAsked(programme: CompiledProgramme, wallet: string | undefined): string[] {
  if (wallet === undefined) return [...programme.wallets.keys()];
  if (!programme.wallets.has(wallet)) refuse("points.unknown_wallet", { wallet });
  return [wallet];
}

async function readSums(
  tx: Tx,
  { span, zone, now, wallets, kept }: { span: Span; zone: string; now: Date; wallets: string[]; kept: Kept },
): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`
    with sums as (
      select wallet, day, kind, amount, late_amount, late_entries, late_at from liability_days where ${kept.isKept}
      union all
      select wallet, day, kind, amount, late_amount, late_entries, late_at
      from (${sumsOfLines({ zone, from: kept.from, until: null })}) lines
      union all
      select wallet, liability_day('expire', died_at, ${zone}), 'expire', -amount, 0, 0, null from (${unbookedDeaths(now)}) dead
    )
    select wallet, case when day < ${span.from}::date then null
        else greatest(date_trunc('month', day)::date, ${span.from}::date)::text end as period, kind,
      sum(amount)::bigint as amount, sum(late_amount)::bigint as late_amount, sum(late_entries)::bigint as late_entries, max(late_at) as late_at
    from sums where day < ${span.to}::date and wallet = any(${wallets})
    group by 1, 2, 3`.execute(tx);
  return rows;
}

interface WalletFigures {
  wallet: string;
  programme: CompiledProgramme;
  span: Span;
  own: SumRow[];
  standing: Standing | undefined;
  by: LiabilityQuery["by"];
}

function walletReport({ wallet, programme, span, own, standing, by }: WalletFigures): LiabilityReport {
  const costPer1000 = programme.wallets.get(wallet)?.costPer1000 ?? 0;
  const money = (points: number) => ({ amount: costOf(points, costPer1000), currency: programme.programme.currency });
  const flows = flowsOf(
    own,
    span.periods.map(({ key }) => key),
  );
  const period = (figures: LiabilityFlows, place: { from: Date; to: Date }, late: SumRow[]) => ({
    ...figures,
    from: place.from.toISOString(),
    to: place.to.toISOString(),
    moneyValue: money(figures.closing),
    redemptionRateBps: shareBps(figures.spent, figures.issued),
    changedAfterClose: lateChanges(late),
  });
  const first = span.periods[0];
  const last = span.periods.at(-1);
  if (!first || !last) throw new Error("a report of no days");
  const now = standing ?? {
    available: 0,
    pending: 0,
    held: 0,
    arrears: 0,
    expiring: [],
    expiringLater: 0,
    neverExpiring: 0,
  };
  const owed = now.available + now.pending + now.held - now.arrears;
  return {
    wallet,
    ...period(
      totalOf(flows),
      { from: first.from, to: last.to },
      own.filter((row) => row.period !== null),
    ),
    periods:
      by === "total"
        ? []
        : span.periods.map((place, index) =>
            period(
              flows[index] ?? totalOf([]),
              place,
              own.filter((row) => row.period === place.key),
            ),
          ),
    now: {
      available: now.available,
      pending: now.pending,
      held: now.held,
      arrears: now.arrears,
      owed,
      moneyValue: money(owed),
    },
    expiring: now.expiring.map(({ month, points }) => ({ month, points, moneyValue: money(points) })),
    expiringLater: now.expiringLater,
    neverExpiring: now.neverExpiring,
    costPer1000,
  };
}

function lateChanges(rows: SumRow[]): LiabilityReport["changedAfterClose"] {
  const entries = rows.reduce((sum, row) => sum + row.late_entries, 0);
  if (entries === 0) return null;
  const points = rows.reduce((sum, row) => sum + row.late_amount, 0);
  const latest = Math.max(...rows.map((row) => row.late_at?.getTime() ?? 0));
  return { entries, points, latestAt: new Date(latest).toISOString() };
}
