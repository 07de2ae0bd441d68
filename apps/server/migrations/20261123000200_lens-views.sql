-- What the lens (ClickHouse) may read, as views: the lens signs in with a role of its own that sees nothing else, so names,
-- phones and e-mail addresses never leave PostgreSQL. `txid` and `bucket` stay plain columns: the lens asks by ranges of them.

create schema lens;
comment on schema lens is 'Views that the lens copies from; no personal contact data';

create view lens.members as
  select bucket, id, birthday, gender, kind, status, zone,
    source ->> 'channel' as source_channel, source ->> 'storeId' as source_store, source ->> 'campaign' as source_campaign,
    attributes::text as attributes, to_json(tags)::text as tags,
    coalesce((
      select json_agg(latest.purpose)::text
      from (
        select distinct on (c.purpose) c.purpose, c.granted
        from member_consents c
        where c.bucket = members.bucket and c.member_id = members.id
        order by c.purpose, c.at desc, c.id desc
      ) latest
      where latest.granted
    ), '[]') as consents,
    joined_at, stage, stage_since, demo, txid
  from members;
comment on view lens.members is 'Members without contact data; consents are the purposes granted now';

create view lens.orders as
  select bucket, id, coalesce(member_id, '00000000-0000-0000-0000-000000000000') as member_id, source, store_id, channel, currency,
    placed_at, recorded_at, gross, discount, points_paid, net, refunded, complete_refund, lines::text as lines, demo, txid
  from orders;
comment on view lens.orders is 'Orders; guest orders carry the zero UUID as member';

create view lens.refunds as
  select r.bucket, r.id, r.order_id, coalesce(o.member_id, r.member_id, '00000000-0000-0000-0000-000000000000') as member_id,
    o.store_id, o.currency, r.refunded_at, r.recorded_at, r.amount, r.demo, r.txid
  from refunds r
  left join orders o on o.bucket = r.bucket and o.id = r.order_id;
comment on view lens.refunds is 'Refunds with the store and currency of their order';

create view lens.entries as
  select bucket, member_id, id, wallet, kind, amount, fact_kind, order_id, rule_id, lot_id, coalesce(allocations::text, '[]') as allocations,
    effective_at, recorded_at, available_at, expires_at, demo, txid
  from entries;
comment on view lens.entries is 'The points ledger without actors and explanations';

create view lens.member_tiers as
  select bucket, member_id, ladder, tier, since, until, txid
  from member_tiers;
comment on view lens.member_tiers is 'The tier each member has now';

create view lens.tier_changes as
  select bucket, member_id, id, ladder, from_tier, to_tier, since, until, reason, recorded_at, demo, txid
  from tier_changes;
comment on view lens.tier_changes is 'Every change of tier';

create view lens.stores as
  select id, name, city, latitude, longitude
  from stores;
comment on view lens.stores is 'Stores, for names and places';
