import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../../../platform/db.ts";
import { type FindingRow, mostFindings } from "./finding.ts";

/** Points that move between pots of one wallet and leave its sum. */
const moves = sql`('activate', 'hold', 'release')`;

/**
 * Proves the books of some members: for each wallet the entries add up to what the account holds, open lots and open holds to its pots,
 * each line continues the balance of the line before, and no lot holds more than its own lines leave.
 */
export async function proveBooks(tx: Tx, scope: RawBuilder<unknown>): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    with lines as (
      select member_id, wallet, id, kind, fact_id, amount, balance_after, effective_at, allocations,
        kind = 'spend' and explanation->'params'->>'hold' is not null as of_hold,
        case when kind in ${moves} then 0 else amount end as change
      from entries where ${scope}
    ), running as (
      select member_id, wallet, balance_after,
        sum(change) over (partition by member_id, wallet order by id)::bigint as expected
      from lines
    ), totals as (
      select member_id, wallet, sum(change)::bigint as total from lines group by member_id, wallet
    ), own_lots as (
      select member_id, id, wallet, amount, remaining, activated, active_from from lots where ${scope}
    ), open_lots as (
      select member_id, wallet, coalesce(sum(remaining) filter (where activated), 0)::bigint as active,
        coalesce(sum(remaining) filter (where not activated), 0)::bigint as waiting
      from own_lots group by member_id, wallet
    ), own_holds as (
      select member_id, id, wallet, points, status, allocations from holds where ${scope}
    ), open_holds as (
      select member_id, wallet, sum(points)::bigint as reserved from own_holds where status = 'held' group by member_id, wallet
    ), accounts as (
      select member_id, w.key as wallet, (w.value->>'available')::bigint as available,
        (w.value->>'pending')::bigint as pending, (w.value->>'held')::bigint as held,
        (w.value->>'arrears')::bigint as arrears
      from member_accounts cross join lateral json_each(state->'wallets') w where ${scope}
    ), books as (
      select member_id, wallet, coalesce(t.total, 0) as total, coalesce(l.active, 0) as active,
        coalesce(l.waiting, 0) as waiting, coalesce(h.reserved, 0) as reserved, coalesce(a.available, 0) as available,
        coalesce(a.pending, 0) as pending, coalesce(a.held, 0) as held, coalesce(a.arrears, 0) as arrears
      from totals t full join open_lots l using (member_id, wallet) full join open_holds h using (member_id, wallet)
        full join accounts a using (member_id, wallet)
    ), drawn as (
      select l.member_id, (m.value->>'lotId')::uuid as lot_id,
        sum(case when l.amount >= 0 then (m.value->>'amount')::bigint else -(m.value->>'amount')::bigint end)::bigint as change
      from lines l cross join lateral json_array_elements(l.allocations) m
      where l.allocations is not null and l.kind <> 'activate' and not l.of_hold
      group by 1, 2
    ), activations as (
      select l.member_id, (m.value->>'lotId')::uuid as lot_id, sum((m.value->>'amount')::bigint)::bigint as amount
      from lines l cross join lateral json_array_elements(l.allocations) m
      where l.kind = 'activate' and l.allocations is not null group by 1, 2
    )
    select member_id, wallet, 'entries_differ_from_account' as code, total as expected,
      available + pending + held - arrears as actual
    from books where total <> available + pending + held - arrears
    union all
    select member_id, wallet, 'lots_differ_from_available', active, available from books where active <> available
    union all
    select member_id, wallet, 'lots_differ_from_pending', waiting, pending from books where waiting <> pending
    union all
    select member_id, wallet, 'holds_differ_from_held', reserved, held from books where reserved <> held
    union all
    select member_id, wallet, 'negative_amount', 0, least(available, pending, held, arrears)
    from books where least(available, pending, held, arrears) < 0
    union all
    select member_id, wallet, 'balance_chain_broken', expected, balance_after from running where expected <> balance_after
    union all
    select l.member_id, l.wallet, 'lot_without_entry', null, l.amount
    from own_lots l left join lines e on e.member_id = l.member_id and e.id = l.id
    where e.id is null or e.change <> l.amount
    union all
    select l.member_id, l.wallet, 'activation_differs', a.amount, case when l.activated then l.remaining else 0 end
    from own_lots l join lines e on e.member_id = l.member_id and e.id = l.id
      left join activations a on a.member_id = l.member_id and a.lot_id = l.id
    where l.activated <> (a.lot_id is not null) and (not l.activated or l.active_from > e.effective_at)
    union all
    select l.member_id, l.wallet, 'lot_overdrawn', l.amount + coalesce(d.change, 0), l.remaining
    from own_lots l left join drawn d on d.member_id = l.member_id and d.lot_id = l.id
    where l.remaining > l.amount + coalesce(d.change, 0)
    union all
    select member_id, wallet, 'hold_without_lots', points, taken
    from (
      select h.member_id, h.wallet, h.points, coalesce(sum((m.value->>'amount')::bigint), 0)::bigint as taken
      from own_holds h left join lateral json_array_elements(h.allocations) m on true
      where h.status = 'held' group by h.member_id, h.id, h.wallet, h.points
    ) allocated where taken <> points
    union all
    select h.member_id, h.wallet, 'hold_without_entry', -h.points, e.amount
    from own_holds h left join (
      select member_id, fact_id, sum(amount)::bigint as amount from lines where kind = 'hold' group by 1, 2
    ) e on e.member_id = h.member_id and e.fact_id = h.id
    where h.status = 'held' and e.amount is distinct from -h.points
    limit ${mostFindings + 1}`.execute(tx);
  return rows;
}
