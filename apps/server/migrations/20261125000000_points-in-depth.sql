-- The ledger takes every fact: events, holds, direct spends, transfers, reversals and granted tiers beside orders, refunds and
-- adjustments. Each kind has a table of its own with its business key, unique for ever; the row keeps the first answer, so that a
-- repeat needs no search. Entries are chained per member (seq, hash), so that a row changed or taken away later shows.

alter table entries
  add column seq bigint check (seq > 0),
  add column hash bytea,
  add column budgets json;
alter table entries drop constraint entries_fact_kind_check;
alter table entries add constraint entries_fact_kind_check check (fact_kind in ('order', 'refund', 'adjust', 'settle', 'claim',
  'event', 'spend', 'hold', 'commit', 'release', 'transfer', 'reverse', 'tier_grant'));
comment on column entries.seq is 'Place in the member''s chain: 1, 2, 3 ...; null = booked before there were chains';
comment on column entries.hash is 'SHA-256 of the hash before and the canonical text of this row; null = booked before there were chains';
comment on column entries.budgets is 'What an earning took of budgets: [{key, points, money}]';
comment on column entries.order_id is 'The order it belongs to, also for claw-backs and returns; null for what other facts and occasions gave';
comment on column entries.fact_id is 'The order, refund, adjustment, event, spend, hold, transfer, reversal or grant; a fact without a row for settle';

alter table lots
  add column awaits text,
  add column order_id uuid,
  add column cancelled_unless_awaited boolean not null default false;
comment on column lots.awaits is 'Not activated before an event of this type; active_from is then the latest instant';
comment on column lots.order_id is 'The order whose points wait; an awaited event may name it';
comment on column lots.cancelled_unless_awaited is 'Cancelled, not activated, when active_from comes without the event';

alter table orders add column tenders json;
comment on column orders.tenders is 'How the money was paid, as far as told: [{kind, amount}]';

alter table adjustments
  add column entry_kind text not null default 'adjust' check (entry_kind in ('adjust', 'import')),
  add column expires_at timestamptz,
  add column import_id uuid,
  add column txid bigint not null default (pg_current_xact_id()::text::bigint);
create index adjustments_import on adjustments (import_id) where import_id is not null;
comment on column adjustments.entry_kind is 'import = an opening balance taken over from elsewhere';
comment on column adjustments.expires_at is 'When the points given expire, where that was told';
comment on column adjustments.import_id is 'The import that brought it';
comment on column adjustments.txid is 'Transaction that wrote the row';

create table events (
  bucket smallint not null,
  id uuid not null,
  member_id uuid,
  anonymous_id text,
  type text not null,
  source text not null,
  external_id text not null,
  content_hash bytea not null,
  store_id text,
  channel text,
  order_id uuid,
  properties json not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  outcome json not null,
  programme_version integer not null,
  actor text not null,
  import_id uuid,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id)
);
create unique index events_business_key on events (source, external_id);
create index events_member on events (bucket, member_id, at desc, id desc) where member_id is not null;
create index events_txid on events using brin (txid) with (pages_per_range = 16, autosummarize = on);
create index events_import on events (import_id) where import_id is not null;
comment on table events is 'What members did beside buying: check-ins, shares, reviews, an order''s completion ...';
comment on column events.bucket is 'Last byte of id; the member''s bucket when the member is known';
comment on column events.id is 'UUIDv7; public form evt_<hex>';
comment on column events.member_id is 'null = nobody known did it';
comment on column events.anonymous_id is 'Who did it, where no member is known';
comment on column events.type is 'What happened, as rules, wallets and ladders name it';
comment on column events.source is 'Where it comes from';
comment on column events.external_id is 'With source the business key, for ever';
comment on column events.content_hash is 'SHA-256 of the content';
comment on column events.store_id is 'Store, where one is named';
comment on column events.channel is 'web, app, pos ...';
comment on column events.order_id is 'The order it is about, where it names one of the member''s';
comment on column events.properties is 'What conditions may read: text, numbers, booleans by name';
comment on column events.at is 'When it happened';
comment on column events.recorded_at is 'When we were told';
comment on column events.outcome is 'The first answer: {entryIds, tierChanges, wallets}';
comment on column events.programme_version is 'Version that decided';
comment on column events.actor is 'Who sent it';
comment on column events.import_id is 'The import that brought it';
comment on column events.demo is 'Made by the demo';
comment on column events.txid is 'Transaction that wrote the row, for the lens';

create table holds (
  bucket smallint not null,
  id uuid not null,
  member_id uuid not null,
  source text,
  external_id text,
  content_hash bytea not null,
  wallet text not null,
  points bigint not null check (points > 0),
  status text not null check (status in ('held', 'committed', 'released', 'expired')),
  committed bigint not null default 0 check (committed >= 0 and committed <= points),
  expires_at timestamptz not null,
  reference text not null,
  allocations json not null,
  order_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null,
  closed_at timestamptz,
  outcome json not null,
  closing json,
  programme_version integer not null,
  actor text not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id),
  check ((source is null) = (external_id is null)),
  check ((status = 'held') = (closed_at is null))
) with (fillfactor = 80);
create unique index holds_business_key on holds (source, external_id) where source is not null;
create index holds_member on holds (bucket, member_id, at desc, id desc);
create index holds_open on holds (bucket, member_id) where status = 'held';
comment on table holds is 'Points reserved for a while: spent by a commit or an order, else given back';
comment on column holds.bucket is 'Of the member';
comment on column holds.id is 'UUIDv7; public form hld_<hex>';
comment on column holds.member_id is 'The member';
comment on column holds.source is 'Where it comes from, when the caller gave a business key';
comment on column holds.external_id is 'With source the business key, for ever';
comment on column holds.content_hash is 'SHA-256 of the content';
comment on column holds.wallet is 'Wallet of the programme';
comment on column holds.points is 'Points reserved';
comment on column holds.status is 'As booked; a hold past expires_at is over by time, whether or not that is booked yet';
comment on column holds.committed is 'Of points, those that were spent';
comment on column holds.expires_at is 'Given back from then on (exclusive)';
comment on column holds.reference is 'What the caller calls it: an order being prepared, a table';
comment on column holds.allocations is 'Lots the points came from: [{lotId, amount}]';
comment on column holds.order_id is 'The order that spent it';
comment on column holds.at is 'When it began';
comment on column holds.recorded_at is 'When it was booked';
comment on column holds.closed_at is 'When it was committed, released or timed out';
comment on column holds.outcome is 'The answer of the opening: {entryIds, tierChanges, wallets}';
comment on column holds.closing is 'The first answer of the commit or release: {points, entryIds, tierChanges, wallets}';
comment on column holds.programme_version is 'Version that decided';
comment on column holds.actor is 'Who asked for it';
comment on column holds.demo is 'Made by the demo';
comment on column holds.txid is 'Transaction that last wrote the row, for the lens';

create table spends (
  bucket smallint not null,
  id uuid not null,
  member_id uuid not null,
  source text not null,
  external_id text not null,
  content_hash bytea not null,
  wallet text not null,
  points bigint not null check (points > 0),
  reason text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  outcome json not null,
  programme_version integer not null,
  actor text not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id)
);
create unique index spends_business_key on spends (source, external_id);
create index spends_member on spends (bucket, member_id, at desc, id desc);
comment on table spends is 'Points spent outside an order';
comment on column spends.bucket is 'Of the member';
comment on column spends.id is 'UUIDv7; public form spd_<hex>';
comment on column spends.member_id is 'The member';
comment on column spends.source is 'Where it comes from';
comment on column spends.external_id is 'With source the business key, for ever';
comment on column spends.content_hash is 'SHA-256 of the content';
comment on column spends.wallet is 'Wallet of the programme';
comment on column spends.points is 'Points spent';
comment on column spends.reason is 'What for';
comment on column spends.at is 'When it took effect';
comment on column spends.recorded_at is 'When it was booked';
comment on column spends.outcome is 'The first answer: {entryIds, tierChanges, wallets}';
comment on column spends.programme_version is 'Version that decided';
comment on column spends.actor is 'Who sent it';
comment on column spends.demo is 'Made by the demo';
comment on column spends.txid is 'Transaction that wrote the row, for the lens';

create table transfers (
  bucket smallint not null,
  id uuid not null,
  member_id uuid not null,
  to_bucket smallint not null,
  to_member_id uuid not null,
  source text,
  external_id text,
  content_hash bytea not null,
  wallet text not null,
  points bigint not null check (points > 0),
  reason text not null check (reason in ('member', 'household')),
  note text,
  for_fact_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null,
  outcome json not null,
  programme_version integer not null,
  actor text not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id),
  check (member_id <> to_member_id),
  check ((source is null) = (external_id is null))
);
create unique index transfers_business_key on transfers (source, external_id) where source is not null;
create index transfers_sender on transfers (bucket, member_id, at desc, id desc);
create index transfers_recipient on transfers (to_bucket, to_member_id, at desc, id desc);
comment on table transfers is 'Points that changed hands: given by one member to another, or lent by a household to the one who pays';
comment on column transfers.bucket is 'Of the sender';
comment on column transfers.id is 'UUIDv7; public form trf_<hex>';
comment on column transfers.member_id is 'The sender';
comment on column transfers.to_bucket is 'Of the recipient';
comment on column transfers.to_member_id is 'The recipient';
comment on column transfers.source is 'Where it comes from; null for a household''s';
comment on column transfers.external_id is 'With source the business key, for ever';
comment on column transfers.content_hash is 'SHA-256 of the content';
comment on column transfers.wallet is 'Wallet of the programme';
comment on column transfers.points is 'Points moved';
comment on column transfers.reason is 'member: a gift; household: pulled for a payment';
comment on column transfers.note is 'As told';
comment on column transfers.for_fact_id is 'The order, spend or hold that a household''s points were pulled for';
comment on column transfers.at is 'When it took effect';
comment on column transfers.recorded_at is 'When it was booked';
comment on column transfers.outcome is 'The first answer: {entryIds, tierChanges, wallets, counterpart: {entryIds, wallets}}';
comment on column transfers.programme_version is 'Version that decided';
comment on column transfers.actor is 'Who sent it';
comment on column transfers.demo is 'Made by the demo';
comment on column transfers.txid is 'Transaction that wrote the row, for the lens';

create table reversals (
  bucket smallint not null,
  member_id uuid not null,
  entry_id uuid not null,
  id uuid not null,
  content_hash bytea not null,
  reason text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  outcome json not null,
  programme_version integer not null,
  actor text not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, entry_id)
);
create index reversals_member on reversals (bucket, member_id, at desc);
comment on table reversals is 'Entries that were taken back: each at most once';
comment on column reversals.bucket is 'Of the member';
comment on column reversals.member_id is 'The member';
comment on column reversals.entry_id is 'The entry taken back; the business key, for ever';
comment on column reversals.id is 'UUIDv7; public form rev_<hex>; the entries of one transfer are taken back together and share it';
comment on column reversals.content_hash is 'SHA-256 of the content';
comment on column reversals.reason is 'Why';
comment on column reversals.at is 'When it took effect';
comment on column reversals.recorded_at is 'When it was booked';
comment on column reversals.outcome is 'The first answer: {entryIds, tierChanges, wallets, counterpart: {memberId, entryIds, wallets}}';
comment on column reversals.programme_version is 'Version that decided';
comment on column reversals.actor is 'Who did it';
comment on column reversals.demo is 'Made by the demo';
comment on column reversals.txid is 'Transaction that wrote the row, for the lens';

create table tier_grants (
  bucket smallint not null,
  id uuid not null,
  member_id uuid not null,
  source text,
  external_id text,
  content_hash bytea not null,
  ladder text not null,
  tier text,
  until timestamptz,
  lifetime boolean not null default false,
  kind text not null check (kind in ('manual', 'invitation', 'voucher', 'points')),
  reason text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  outcome json not null,
  programme_version integer not null,
  actor text not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id),
  check ((source is null) = (external_id is null))
);
create unique index tier_grants_business_key on tier_grants (source, external_id) where source is not null;
create index tier_grants_member on tier_grants (bucket, member_id, at desc, id desc);
comment on table tier_grants is 'Tiers given by hand, invitation, voucher or for points, and such grants taken back';
comment on column tier_grants.bucket is 'Of the member';
comment on column tier_grants.id is 'UUIDv7; public form grt_<hex>';
comment on column tier_grants.member_id is 'The member';
comment on column tier_grants.source is 'Where it comes from, when the caller gave a business key';
comment on column tier_grants.external_id is 'With source the business key, for ever';
comment on column tier_grants.content_hash is 'SHA-256 of the content';
comment on column tier_grants.ladder is 'Ladder of the programme';
comment on column tier_grants.tier is 'Tier given; null = the grant is taken back';
comment on column tier_grants.until is 'When it ends; null = until it is taken back';
comment on column tier_grants.lifetime is 'For life';
comment on column tier_grants.kind is 'How the member came by it';
comment on column tier_grants.reason is 'Why';
comment on column tier_grants.at is 'When it took effect';
comment on column tier_grants.recorded_at is 'When it was booked';
comment on column tier_grants.outcome is 'The first answer: {entryIds, tierChanges, wallets}';
comment on column tier_grants.programme_version is 'Version that decided';
comment on column tier_grants.actor is 'Who did it';
comment on column tier_grants.demo is 'Made by the demo';
comment on column tier_grants.txid is 'Transaction that wrote the row, for the lens';

create table budgets (
  budget_id text not null,
  period text not null,
  used_points bigint not null default 0,
  used_money bigint not null default 0,
  primary key (budget_id, period)
) with (fillfactor = 50);
comment on table budgets is 'What rules have used of each budget in each of its periods; locked in key order, after the accounts';
comment on column budgets.budget_id is 'Budget of the programme';
comment on column budgets.period is 'total, or the local period: 2026-03-01, 2026-W09, 2026-03, 2026';
comment on column budgets.used_points is 'Points given, less what was taken back';
comment on column budgets.used_money is 'Their cost in minor units';

comment on column tier_changes.reason is 'enrolled, upgraded, downgraded, refund, renewed, granted or grant_ended';
comment on column tier_changes.fact_kind is 'What kind of fact made it, as in entries; enrol for the first';
