import { sql } from "kysely";
import type { Tx } from "../../../platform/db.ts";
import { type FindingRow, mostFindings } from "./finding.ts";

/** What no single member answers for: budgets against the lines that drew on them, and the kept sums of the liability. */
export async function proveSums(tx: Tx): Promise<FindingRow[]> {
  return [...(await proveBudgets(tx)), ...(await proveLiability(tx))];
}

/** A claw-back of a part gives back that part of the budget, rounded down over all claw-backs of the earning together. */
async function proveBudgets(tx: Tx): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with drawn as (
      select bucket, member_id, id, amount, budgets from entries
      where budgets is not null and exists (select 1 from budgets)
    ), taken_back as (
      select d.bucket, d.member_id, d.id, -sum(r.amount) as amount
      from drawn d join entries r on r.bucket = d.bucket and r.member_id = d.member_id and r.related_entry_id = d.id and r.kind = 'revoke'
      group by 1, 2, 3
    ), used as (
      select b.value->>'key' as key,
        sum((b.value->>'points')::bigint - floor((b.value->>'points')::numeric * coalesce(t.amount, 0) / d.amount))::bigint as points,
        sum((b.value->>'money')::bigint - floor((b.value->>'money')::numeric * coalesce(t.amount, 0) / d.amount))::bigint as money
      from drawn d left join taken_back t using (bucket, member_id, id) cross join lateral json_array_elements(d.budgets) b
      group by 1
    ), kept as (
      select budget_id || '@' || period as key, used_points, used_money from budgets
    )
    select null as member_id, key as wallet, 'budget_differs' as code, coalesce(u.points, 0) as expected, coalesce(k.used_points, 0) as actual
    from used u full join kept k using (key) where coalesce(u.points, 0) <> coalesce(k.used_points, 0)
    union all
    select null, key, 'budget_cost_differs', coalesce(u.money, 0), coalesce(k.used_money, 0)
    from used u full join kept k using (key) where coalesce(u.money, 0) <> coalesce(k.used_money, 0)
    limit ${mostFindings}`.execute(tx);
  return rows;
}

async function proveLiability(tx: Tx): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with summed as (
      select e.wallet, liability_day(e.kind, e.effective_at, m.zone) as day, e.kind, sum(e.amount)::bigint as amount
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
