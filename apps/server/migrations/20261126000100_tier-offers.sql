-- A tier may be redeemed: for points, or for a voucher, which is a wallet of its own. Which offer it came from is part of the grant,
-- so that a replay can ask for the price again.

alter table tier_grants add column offer text;
comment on column tier_grants.offer is 'The tier offer it was redeemed from, whose price its spend entry paid; null = given without a price';
