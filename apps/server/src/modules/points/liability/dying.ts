import { sql } from "kysely";

/**
 * Points that time has taken and nobody has booked yet, as a query of (wallet, pot, died_at, amount), pot being `lot` or `returned`: lots past their date, wallets past their
 * inactivity, waiting lots past their latest instant that are cancelled, and holds past their time whose lots are dead. Only members whose
 * time is due can have any, so that it costs nothing while the books are up to date.
 */
export function unbookedDeaths(asOf: Date) {
  return sql`
    with due as (
      select bucket, member_id, state from member_accounts where next_due_at <= ${asOf}
    ), lapsing as (
      select d.bucket, d.member_id, w.key as wallet, to_timestamp((w.value->>'lapsesAt')::float8 / 1000) as at,
        to_timestamp((w.value->>'lapsedAt')::float8 / 1000) as lapsed_at
      from due d cross join lateral json_each(d.state->'wallets') w
      where w.value->>'lapsesAt' is not null or w.value->>'lapsedAt' is not null
    ), dead_lots as (
      select l.bucket, l.member_id, l.id, l.wallet, l.remaining, l.active_from,
        least(l.expires_at, p.at, case when l.cancelled_unless_awaited and not l.activated then l.active_from end) as died_at,
        case when l.active_from < p.lapsed_at then p.lapsed_at end as lapsed_at
      from due d join lots l on l.bucket = d.bucket and l.member_id = d.member_id
        left join lapsing p on p.bucket = l.bucket and p.member_id = l.member_id and p.wallet = l.wallet
    ), timed_out as (
      select h.wallet, greatest(h.expires_at, coalesce(l.lapsed_at, l.died_at)) as died_at, (m.value->>'amount')::bigint as amount
      from due d join holds h on h.bucket = d.bucket and h.member_id = d.member_id and h.status = 'held' and h.expires_at <= ${asOf}
        cross join lateral json_array_elements(h.allocations) m
        join dead_lots l on l.bucket = h.bucket and l.member_id = h.member_id and l.id = (m.value->>'lotId')::uuid
      where coalesce(l.lapsed_at, l.died_at) is not null
    )
    select wallet, 'lot' as pot, died_at, remaining as amount
    from dead_lots where remaining > 0 and died_at <= ${asOf}
    union all
    select wallet, 'returned', died_at, amount from timed_out where died_at <= ${asOf}`;
}
