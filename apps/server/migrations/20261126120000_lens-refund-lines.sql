-- What stood of an order on a past day is what later refunds took off put back, line by line.

drop view lens.refunds;
create view lens.refunds as
  select r.bucket, r.id, r.order_id, coalesce(o.member_id, r.member_id, '00000000-0000-0000-0000-000000000000') as member_id,
    o.store_id, o.currency, r.refunded_at, r.recorded_at, r.amount, r.lines::text as lines, r.demo, r.txid
  from refunds r
  left join orders o on o.bucket = r.bucket and o.id = r.order_id;
comment on view lens.refunds is 'Refunds, line by line, with the store and currency of their order';
