import { sql } from "kysely";
import type { Tx } from "../../../platform/db.ts";
import { type FindingRow, mostFindings } from "./finding.ts";

/** What no single member answers for: budgets against the lines that drew on them, and the kept sums of the liability. */
export async function proveSums(tx: Tx): Promise<FindingRow[]> {
  return [...(await proveBudgets(tx)), ...(await proveLiability(tx))];
}

/**
 * A budget has used what its entries took. What refunds gave back lies between what their claw-backs booked (points may have died or been
 * waived before, and gave back their part all the same) and everything that the refunded or reversed entry took.
 */
async function proveBudgets(tx: Tx): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with drawn as (
      select bucket, member_id, id, amount, budgets, order_id from entries
      where budgets is not null and exists (select 1 from budgets)
    ), taken_back as (
      select d.bucket, d.member_id, d.id, -sum(r.amount) as amount
      from drawn d join entries r on r.bucket = d.bucket and r.member_id = d.member_id and r.related_entry_id = d.id and r.kind = 'revoke'
      group by 1, 2, 3
    ), shares as (
      select b.value->>'key' as key, (b.value->>'points')::numeric as points, (b.value->>'money')::numeric as money,
        coalesce(t.amount, 0) / d.amount as booked_back,
        exists (select 1 from refunds f where f.bucket = d.bucket and f.order_id = d.order_id)
          or exists (select 1 from reversals v where v.bucket = d.bucket and v.member_id = d.member_id and v.entry_id = d.id) as undone
      from drawn d left join taken_back t using (bucket, member_id, id) cross join lateral json_array_elements(d.budgets) b
    ), used as (
      select key, sum(points - floor(points * booked_back))::bigint as most_points, sum(money - floor(money * booked_back))::bigint as most_money,
        coalesce(sum(points) filter (where not undone), 0)::bigint as least_points,
        coalesce(sum(money) filter (where not undone), 0)::bigint as least_money
      from shares group by key
    ), compared as (
      select key, coalesce(u.most_points, 0) as most_points, coalesce(u.least_points, 0) as least_points,
        coalesce(u.most_money, 0) as most_money, coalesce(u.least_money, 0) as least_money,
        coalesce(k.used_points, 0) as used_points, coalesce(k.used_money, 0) as used_money
      from used u full join (select budget_id || '@' || period as key, used_points, used_money from budgets) k using (key)
    )
    select null as member_id, key as wallet, 'budget_differs' as code,
      case when used_points > most_points then most_points else least_points end as expected, used_points as actual
    from compared where used_points not between least_points and most_points
    union all
    select null, key, 'budget_cost_differs', case when used_money > most_money then most_money else least_money end, used_money
    from compared where used_money not between least_money and most_money
    limit ${mostFindings}`.execute(tx);
  return rows;
}

async function proveLiability(tx: Tx): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with summed as (
      select e.wallet, liability_day(e.kind, e.effective_at, m.zone) as day,
        liability_kind(e.kind, e.fact_kind, e.bucket, e.member_id, e.related_entry_id) as kind, sum(e.amount)::bigint as amount
      from entries e cross join liability_mark m
      where m.zone is not null and e.txid < m.txid and e.kind not in ('activate', 'hold', 'release') group by 1, 2, 3
    )
    select null as member_id, wallet, 'liability_differs' as code, sum(coalesce(s.amount, 0))::bigint as expected,
      sum(coalesce(k.amount, 0))::bigint as actual
    from summed s full join liability_days k using (wallet, day, kind)
    where coalesce(s.amount, 0) <> coalesce(k.amount, 0)
    group by wallet limit ${mostFindings}`.execute(tx);
  return rows;
}
