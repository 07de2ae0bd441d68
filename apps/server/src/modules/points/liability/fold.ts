import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";

/** How far the kept sums reach: every line of transactions below `txid`, by days of `zone`; null = nothing is summed yet. */
export interface Mark {
  txid: number;
  zone: string | null;
}

/** Which sums a report may take from the table, and the lowest transaction whose lines it adds itself. */
export interface Kept {
  isKept: boolean;
  from: number;
}

/**
 * Brings the kept sums forward to the oldest transaction that is still under way. Everything below it is committed or gone,
 * so no line is missed and none counted twice; the mark moves in the same transaction. Another zone makes all sums anew.
 */
export async function foldLiability(db: Db, zone: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mark = await lockMark(tx);
    const until = await oldestUnderWay(tx);
    // A dump restored into another cluster begins to count its transactions from the start.
    if (mark.zone !== zone || until < mark.txid) await sumAnew(tx, { zone, until });
    else if (until > mark.txid) await sumInto(tx, { zone, from: mark.txid, until });
  });
}

/** Makes all sums anew from the lines. */
export async function rebuildLiability(db: Db, zone: string): Promise<{ days: number; entries: number }> {
  return db.transaction().execute(async (tx) => {
    await lockMark(tx);
    await sumAnew(tx, { zone, until: await oldestUnderWay(tx) });
    const { rows } = await sql<{ days: number; entries: number }>`
      select count(*) as days, coalesce(sum(entries), 0)::bigint as entries from liability_days`.execute(tx);
    return rows[0] ?? { days: 0, entries: 0 };
  });
}

export async function readMark(tx: Tx): Promise<Mark> {
  const { rows } = await sql<Mark>`select txid, zone from liability_mark`.execute(tx);
  return rows[0] ?? { txid: 0, zone: null };
}

async function lockMark(tx: Tx): Promise<Mark> {
  const { rows } = await sql<Mark>`select txid, zone from liability_mark for update`.execute(tx);
  const mark = rows[0];
  if (!mark) throw new Error("the mark of the liability's sums is missing");
  return mark;
}

async function oldestUnderWay(tx: Tx): Promise<number> {
  const { rows } = await sql<{ txid: number }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as txid`.execute(tx);
  return rows[0]?.txid ?? 0;
}

async function sumAnew(tx: Tx, { zone, until }: { zone: string; until: number }): Promise<void> {
  await sql`delete from liability_days`.execute(tx);
  await sumInto(tx, { zone, from: 0, until });
}

async function sumInto(tx: Tx, { zone, from, until }: { zone: string; from: number; until: number }): Promise<void> {
  await sql`
    insert into liability_days as d (wallet, day, kind, amount, entries, late_amount, late_entries, late_at)
    select wallet, day, kind, sum(amount), sum(entries), sum(late_amount), sum(late_entries), max(late_at)
    from (${sumsOfLines({ zone, from, until })}) lines group by wallet, day, kind
    on conflict (wallet, day, kind) do update set amount = d.amount + excluded.amount, entries = d.entries + excluded.entries,
      late_amount = d.late_amount + excluded.late_amount, late_entries = d.late_entries + excluded.late_entries,
      late_at = greatest(d.late_at, excluded.late_at)`.execute(tx);
  await sql`update liability_mark set txid = ${until}, zone = ${zone}, folded_at = now()`.execute(tx);
}

/** Sums by wallet, day and kind of the lines of transactions `from <= txid < until`; those that move points between pots left out. */
export function sumsOfLines({ zone, from, until }: { zone: string; from: number; until: number | null }) {
  const below = until === null ? sql`` : sql`and txid < ${until}`;
  return sql`
    select wallet, day, kind, sum(amount)::bigint as amount, count(*) as entries,
      coalesce(sum(amount) filter (where is_late), 0)::bigint as late_amount, count(*) filter (where is_late) as late_entries,
      max(recorded_at) filter (where is_late) as late_at
    from (
      -- Offset 0 keeps the zone from being looked up again for each use of a column.
      select wallet, liability_kind(kind, fact_kind, bucket, member_id, related_entry_id) as kind, amount, recorded_at, liability_day(kind, effective_at, ${zone}) as day,
        liability_is_late(fact_kind, effective_at, recorded_at, ${zone}) as is_late
      from entries where txid >= ${from} ${below} and kind not in ('activate', 'hold', 'release') offset 0
    ) line group by wallet, day, kind`;
}
