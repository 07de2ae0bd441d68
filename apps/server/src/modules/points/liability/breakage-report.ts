import type { BreakageReport } from "@regulars/contracts";
import type { CompiledProgramme } from "@regulars/engine";
import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/db.ts";
import { refuse } from "../../../platform/errors.ts";
import { inSnapshot } from "../proof/prove-chain.ts";
import { type AgeCount, expectedToExpire, hazards, type OpenShare, survivalCurve } from "./breakage.ts";
import { costOf, shareBps } from "./money.ts";

/** Fewer lots whose story is over than this tell too little. */
const fewestEnded = 100;
/** A month of age: 365.2425 / 12 days. */
const monthSeconds = 2_629_746;

const method = {
  zh: "按批次生效以来的整月数统计：每月的核销积分除以当月仍在的积分（当月失效、追回、转出或截至今天仍未用的按一半计），连乘得到未核销比例（Kaplan-Meier 乘积限估计）。尚在的批次按各自剩余月数延续该比例，走到失效日的部分即预计失效。样本不足首月 1% 的月份，采用此前最多六个月的合并比例。取消等待、永不过期的积分不计入失效。",
  en: "By full months since lots became spendable: points spent in a month over the points there in it (those that died, were clawed back, given away or are open today count half), multiplied up to the share unspent (Kaplan-Meier product-limit estimate). Each open lot lives on at these rates for the months it has left; what reaches its date is expected to expire. Months with under 1% of the first month's points take the pooled rate of up to six months before. Points that never expire are not counted as dying.",
};

const reasons = {
  too_little_history: {
    zh: `已用完或已失效的批次不足 ${fewestEnded} 个，尚不足以估计。`,
    en: `Fewer than ${fewestEnded} lots have been spent or have died; too few to tell from.`,
  },
  expires_by_inactivity: {
    zh: "该账户按不活跃失效，批次没有自己的失效日，无法按批次估计。",
    en: "The wallet expires by inactivity: lots have no date of their own to live towards.",
  },
  nothing_owed: { zh: "目前没有尚未使用的积分。", en: "No points are open now." },
};

/** How much of what is open in a wallet will die unspent, as its own history tells. */
export async function breakageReport(
  db: Db,
  ask: { wallet: string; programme: CompiledProgramme; now: Date },
): Promise<BreakageReport> {
  const { wallet, programme, now } = ask;
  const config = programme.wallets.get(wallet);
  if (!config) refuse("points.unknown_wallet", { wallet });
  const curve = (await keptCurve(db, wallet, now)) ?? (await drawCurve(db, wallet, now));
  const { ages: counts } = curve;
  const open = await readOpen(db, wallet, now);
  const outstanding = open.reduce((sum, { points }) => sum + points, 0);
  const code = reasonFor({ byInactivity: config.expiry.kind === "inactivity", outstanding, ended: curve.lotsEnded });
  const expected = code === null ? expectedToExpire(open, hazards(counts)) : null;
  return {
    wallet,
    asOf: now.toISOString(),
    breakageBps: expected === null ? null : shareBps(expected, outstanding),
    expectedToExpire: expected,
    moneyValue:
      expected === null
        ? null
        : { amount: costOf(expected, config.costPer1000), currency: programme.programme.currency },
    outstanding,
    reason: code === null ? null : { code, text: reasons[code] },
    method,
    lotsSeen: curve.lotsSeen,
    curveAsOf: curve.computedAt.toISOString(),
    ages: survivalCurve(counts),
  };
}

interface KeptCurve {
  computedAt: Date;
  lotsSeen: number;
  lotsEnded: number;
  ages: AgeCount[];
}

const freshHours = 36;

/** The curve of last night; null when there is none, or when there was too little to draw one from. */
async function keptCurve(db: Db, wallet: string, now: Date): Promise<KeptCurve | null> {
  const { rows } = await sql<KeptCurve>`
    select computed_at as "computedAt", lots_seen as "lotsSeen", lots_ended as "lotsEnded", ages from breakage_curves
    where wallet = ${wallet} and lots_ended >= ${fewestEnded}
      and computed_at > ${now}::timestamptz - make_interval(hours => ${freshHours}) and computed_at <= ${now}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Draws the curve of a wallet from its whole history and keeps it. */
export async function drawCurve(db: Db, wallet: string, now: Date): Promise<KeptCurve> {
  const { ages, lots } = await inSnapshot(db, async (tx) => ({
    ages: await readAges(tx, wallet, now),
    lots: await readLots(tx, wallet, now),
  }));
  await sql`insert into breakage_curves (wallet, computed_at, lots_seen, lots_ended, ages)
    values (${wallet}, ${now}, ${lots.seen}, ${lots.ended}, ${JSON.stringify(ages)})
    on conflict (wallet) do update set computed_at = excluded.computed_at, lots_seen = excluded.lots_seen,
      lots_ended = excluded.lots_ended, ages = excluded.ages`.execute(db);
  return { computedAt: now, lotsSeen: lots.seen, lotsEnded: lots.ended, ages };
}

function reasonFor(given: { byInactivity: boolean; outstanding: number; ended: number }): keyof typeof reasons | null {
  if (given.byInactivity) return "expires_by_inactivity";
  if (given.ended < fewestEnded) return "too_little_history";
  return given.outstanding === 0 ? "nothing_owed" : null;
}

/** Returned points count as not spent, at the age at which they had been; releases of holds undo what the hold took. */
async function readAges(tx: Tx, wallet: string, now: Date): Promise<AgeCount[]> {
  const { rows } = await sql<AgeCount>`
    with moves as (
      select e.bucket, e.member_id, (m.value->>'lotId')::uuid as lot_id, (m.value->>'amount')::bigint as amount, e.kind, s.kind as returned,
        case when e.kind = 'return' then coalesce(s.effective_at, e.effective_at) else e.effective_at end as at
      from entries e cross join lateral json_array_elements(e.allocations) m
        left join entries s on e.kind = 'return' and s.bucket = e.bucket and s.member_id = e.member_id and s.id = e.related_entry_id
      where e.wallet = ${wallet} and e.allocations is not null
        and e.kind in ('spend', 'return', 'expire', 'revoke', 'adjust', 'transfer_out')
    ), aged as (
      select greatest(0, floor(extract(epoch from v.at - l.active_from) / ${monthSeconds}))::int as month,
        case when v.kind = 'spend' then v.amount when v.returned = 'spend' then -v.amount else 0 end as spent,
        case when v.kind = 'spend' or v.returned = 'spend' then 0 when v.kind = 'return' then -v.amount else v.amount end as "left",
        0::bigint as open
      from moves v join lots l on l.bucket = v.bucket and l.member_id = v.member_id and l.id = v.lot_id
      where l.active_from <= ${now}
      union all
      select floor(extract(epoch from ${now}::timestamptz - active_from) / ${monthSeconds})::int, 0, 0, remaining
      from lots where wallet = ${wallet} and remaining > 0 and active_from <= ${now}
        and (expires_at is null or expires_at > ${now})
      union all
      select floor(extract(epoch from expires_at - active_from) / ${monthSeconds})::int, 0, remaining, 0
      from lots where wallet = ${wallet} and remaining > 0 and active_from <= ${now} and expires_at <= ${now}
    )
    select month, sum(spent)::bigint as spent, sum("left")::bigint as "left", sum(open)::bigint as open
    from aged group by month order by month`.execute(tx);
  return rows;
}

/** Spendable and waiting points; the latter are of age nought when they become spendable. */
async function readOpen(db: Db, wallet: string, now: Date): Promise<OpenShare[]> {
  const { rows } = await sql<OpenShare>`
    select greatest(0, floor(extract(epoch from ${now}::timestamptz - active_from) / ${monthSeconds}))::int as age,
      round(extract(epoch from expires_at - active_from) / ${monthSeconds})::int as until, sum(remaining)::bigint as points
    from lots
    where wallet = ${wallet} and remaining > 0 and (expires_at is null or expires_at > ${now})
      and not (cancelled_unless_awaited and not activated and active_from <= ${now})
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

async function readLots(tx: Tx, wallet: string, now: Date): Promise<{ seen: number; ended: number }> {
  const { rows } = await sql<{ seen: number; ended: number }>`
    select count(*) as seen, count(*) filter (where remaining = 0 or expires_at <= ${now}) as ended
    from lots where wallet = ${wallet} and active_from <= ${now}`.execute(tx);
  return rows[0] ?? { seen: 0, ended: 0 };
}
