-- The first business schema: organisation, programme versions, members, orders, the points ledger, tiers and imports.
-- Member-owned tables begin their primary key with `bucket` (0-255, the last byte of the member's UUID): the unit of
-- batching, of parallel work and, on a cluster, of distribution. `txid` lets the lens follow commits without losing rows:
-- it reads only transactions older than pg_snapshot_xmin(pg_current_snapshot()).

create table stores (
  id text primary key check (id ~ '^sto_[a-z0-9_-]{1,60}$'),
  name text not null,
  city text,
  latitude double precision,
  longitude double precision,
  zone text,
  opened_on date,
  closed_on date,
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table stores is 'Shops of the organisation; orders name them';
comment on column stores.id is 'Readable id such as sto_main';
comment on column stores.name is 'Name staff and members read';
comment on column stores.city is 'City, for grouping in reports';
comment on column stores.latitude is 'Degrees north, for distance conditions';
comment on column stores.longitude is 'Degrees east, for distance conditions';
comment on column stores.zone is 'IANA time zone when it differs from the programme''s';
comment on column stores.opened_on is 'First business day';
comment on column stores.closed_on is 'Last business day, null while open';
comment on column stores.demo is 'Made by the demo; removed with it';
comment on column stores.created_at is 'When the row was made';

create table programme_versions (
  version integer primary key check (version > 0),
  status text not null check (status in ('activating', 'scheduled', 'published', 'superseded', 'failed')),
  document jsonb not null,
  note text,
  based_on integer references programme_versions (version),
  valid_from timestamptz not null,
  published_by text not null,
  created_at timestamptz not null default now(),
  activated_at timestamptz,
  filled integer not null default 0,
  error text
);
create index programme_versions_based_on on programme_versions (based_on);
create unique index programme_versions_one_published on programme_versions (status) where status = 'published';
create unique index programme_versions_one_activating on programme_versions ((true)) where status in ('activating', 'scheduled');
comment on table programme_versions is 'Immutable versions of the programme; the newest published one decides';
comment on column programme_versions.version is 'Counts up from 1; every ledger entry names the version that made it';
comment on column programme_versions.status is 'activating: leaves are being filled from history; scheduled: waits for valid_from; published: in force; superseded; failed';
comment on column programme_versions.document is 'The whole programme as JSON (engine: programmeSchema)';
comment on column programme_versions.note is 'What the publisher wrote';
comment on column programme_versions.based_on is 'The version the draft started from';
comment on column programme_versions.valid_from is 'When it comes into force';
comment on column programme_versions.published_by is 'Actor';
comment on column programme_versions.created_at is 'When publishing began';
comment on column programme_versions.activated_at is 'When it came into force';
comment on column programme_versions.filled is 'Accounts whose leaves have been filled so far';
comment on column programme_versions.error is 'Why activation failed';

create table programme_draft (
  singleton boolean primary key default true check (singleton),
  document jsonb not null,
  based_on integer references programme_versions (version),
  revision integer not null default 1,
  updated_by text not null,
  updated_at timestamptz not null default now()
);
create index programme_draft_based_on on programme_draft (based_on);
comment on table programme_draft is 'The one draft being edited';
comment on column programme_draft.singleton is 'Only one row';
comment on column programme_draft.document is 'The programme as edited; may be incomplete';
comment on column programme_draft.based_on is 'The published version it started from';
comment on column programme_draft.revision is 'Counts up at each save; a save names the revision it read';
comment on column programme_draft.updated_by is 'Actor of the last save';
comment on column programme_draft.updated_at is 'When it was last saved';

create sequence member_numbers start 10000001;

create table members (
  bucket smallint not null check (bucket >= 0 and bucket < 256),
  id uuid not null,
  member_no text not null,
  name text,
  phone text,
  email text,
  external_id text,
  birthday date,
  gender text check (gender in ('female', 'male', 'other')),
  kind text not null default 'person' check (kind in ('person', 'company', 'partner')),
  status text not null default 'active' check (status in ('active', 'frozen', 'cancelled', 'merged', 'erased')),
  zone text,
  source jsonb not null default '{}',
  attributes jsonb not null default '{}',
  tags text[] not null default '{}',
  joined_at timestamptz not null,
  stage text,
  stage_since timestamptz,
  merged_into uuid,
  import_id uuid,
  demo boolean not null default false,
  version integer not null default 1,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (bucket, id)
);
create index members_joined on members (joined_at desc, id desc);
create index members_txid on members (txid);
create index members_phone_tail on members (reverse(phone) text_pattern_ops) where phone is not null;
create extension if not exists pg_trgm;
create index members_name on members using gin (name gin_trgm_ops);
create index members_stage on members (stage, joined_at desc, id desc);
create index members_import on members (import_id) where import_id is not null;
comment on table members is 'People, companies and partners of the organisation';
comment on column members.bucket is 'Last byte of id';
comment on column members.id is 'UUIDv7; public form mbr_<hex>';
comment on column members.member_no is 'Number on the card, unique (member_identities)';
comment on column members.name is 'Name as given';
comment on column members.phone is 'E.164; copy of the identity row, for lists';
comment on column members.email is 'Lower case; copy of the identity row, for lists';
comment on column members.external_id is 'The merchant''s own id; copy of the identity row';
comment on column members.birthday is 'Local date';
comment on column members.gender is 'As declared';
comment on column members.kind is 'person, company or partner';
comment on column members.status is 'active, frozen, cancelled, merged or erased';
comment on column members.zone is 'IANA zone of the member, null = the programme''s';
comment on column members.source is 'How they came: channel, storeId, campaign, referralCode';
comment on column members.attributes is 'Merchant attributes';
comment on column members.tags is 'Tags set by hand';
comment on column members.joined_at is 'When they joined; may lie before created_at';
comment on column members.stage is 'Life-cycle stage at the last lens run';
comment on column members.stage_since is 'When that stage began';
comment on column members.merged_into is 'The member this one was merged into';
comment on column members.import_id is 'The import that made the row';
comment on column members.demo is 'Made by the demo; removed with it';
comment on column members.version is 'Counts up at each change';
comment on column members.txid is 'Transaction that last wrote the row, for the lens';
comment on column members.created_at is 'When the row was made';
comment on column members.updated_at is 'When the row last changed';

create table member_identities (
  kind text not null check (kind in ('phone', 'email', 'external', 'card', 'member_no')),
  value text not null,
  bucket smallint not null,
  member_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (kind, value),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
);
create index member_identities_member on member_identities (bucket, member_id);
comment on table member_identities is 'One owner for each phone, e-mail, card, external id and member number';
comment on column member_identities.kind is 'What the value is';
comment on column member_identities.value is 'Normalised value';
comment on column member_identities.bucket is 'Of the owner';
comment on column member_identities.member_id is 'The owner';
comment on column member_identities.created_at is 'When it was claimed';

create table member_consents (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null,
  purpose text not null,
  granted boolean not null,
  text_version text not null,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (bucket, member_id, id),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
);
comment on table member_consents is 'Consents given and withdrawn; the newest per purpose holds';
comment on column member_consents.bucket is 'Of the member';
comment on column member_consents.member_id is 'The member';
comment on column member_consents.id is 'UUIDv7';
comment on column member_consents.purpose is 'What was agreed to';
comment on column member_consents.granted is 'Given or withdrawn';
comment on column member_consents.text_version is 'Version of the text shown';
comment on column member_consents.at is 'When the member said so';
comment on column member_consents.recorded_at is 'When it was written';

create table member_accounts (
  bucket smallint not null,
  member_id uuid not null,
  state json not null,
  next_due_at timestamptz,
  primary key (bucket, member_id),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
) with (fillfactor = 70);
create index member_accounts_due on member_accounts (next_due_at) where next_due_at is not null;
comment on table member_accounts is 'What the till knows of a member: wallets, tiers and leaf states, bounded however long the past';
comment on column member_accounts.bucket is 'Of the member';
comment on column member_accounts.member_id is 'The member';
comment on column member_accounts.state is 'AccountState of the engine; json, not jsonb: the till reads and writes it whole';
comment on column member_accounts.next_due_at is 'Earliest instant at which time alone changes something (lot, tier)';

create table orders (
  bucket smallint not null,
  id uuid not null,
  member_id uuid,
  source text not null,
  external_id text not null,
  content_hash bytea not null,
  store_id text,
  channel text,
  currency text not null,
  placed_at timestamptz not null,
  recorded_at timestamptz not null,
  gross bigint not null check (gross >= 0),
  discount bigint not null check (discount >= 0),
  points_paid bigint not null default 0 check (points_paid >= 0),
  net bigint not null check (net >= 0),
  refunded bigint not null default 0 check (refunded >= 0),
  complete_refund boolean not null default false,
  lines json not null,
  outcome json,
  programme_version integer not null,
  actor text not null,
  import_id uuid,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id),
  check (refunded <= net)
) with (fillfactor = 90);
create unique index orders_business_key on orders (source, external_id);
create index orders_member on orders (bucket, member_id, placed_at desc, id desc) where member_id is not null;
create index orders_placed on orders using brin (placed_at) with (pages_per_range = 16, autosummarize = on);
create index orders_txid on orders using brin (txid) with (pages_per_range = 16, autosummarize = on);
create index orders_import on orders (import_id) where import_id is not null;
comment on table orders is 'Orders as they were told, with what they earned; also the fact the ledger refers to';
comment on column orders.bucket is 'Last byte of id; the member''s bucket when the member is known';
comment on column orders.id is 'UUIDv7; public form ord_<hex>';
comment on column orders.member_id is 'null = guest order, may be claimed';
comment on column orders.source is 'Where it comes from: till, shop, import';
comment on column orders.external_id is 'Receipt number; with source the business key, for ever';
comment on column orders.content_hash is 'SHA-256 of the content, to tell a repeat from a different order under the same number';
comment on column orders.store_id is 'Store, as named by the source';
comment on column orders.channel is 'pos, web, mini-program ...';
comment on column orders.currency is 'ISO 4217';
comment on column orders.placed_at is 'When the customer bought';
comment on column orders.recorded_at is 'When we were told';
comment on column orders.gross is 'Minor units before discounts';
comment on column orders.discount is 'Minor units off';
comment on column orders.points_paid is 'Minor units paid with points';
comment on column orders.net is 'gross - discount - points_paid';
comment on column orders.refunded is 'Minor units given back so far';
comment on column orders.complete_refund is 'Nothing of the order is left';
comment on column orders.lines is 'Array of {lineNo, sku, name, category, quantity, unitPrice, discount, net, refundedQuantity, refundedAmount}';
comment on column orders.outcome is 'What the till answered beside the entries: tier changes, wallets';
comment on column orders.programme_version is 'Version that decided';
comment on column orders.actor is 'Who sent it';
comment on column orders.import_id is 'The import that brought it';
comment on column orders.demo is 'Made by the demo';
comment on column orders.txid is 'Transaction that last wrote the row, for the lens';

create table order_moves (
  bucket smallint not null,
  order_id uuid not null,
  to_bucket smallint not null,
  moved_at timestamptz not null default now(),
  primary key (bucket, order_id)
);
comment on table order_moves is 'Where a claimed guest order went: its id still names the bucket it was born in';
comment on column order_moves.bucket is 'Bucket in the order''s id';
comment on column order_moves.order_id is 'The order';
comment on column order_moves.to_bucket is 'Bucket it lives in now: its member''s';
comment on column order_moves.moved_at is 'When it was claimed';

create table refunds (
  bucket smallint not null,
  id uuid not null,
  order_id uuid not null,
  member_id uuid,
  source text not null,
  external_id text not null,
  content_hash bytea not null,
  refunded_at timestamptz not null,
  recorded_at timestamptz not null,
  amount bigint not null check (amount >= 0),
  lines jsonb not null,
  reason text,
  outcome jsonb not null,
  programme_version integer not null,
  actor text not null,
  import_id uuid,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, id)
);
create unique index refunds_business_key on refunds (source, external_id);
create index refunds_order on refunds (bucket, order_id);
create index refunds_member on refunds (bucket, member_id, refunded_at desc, id desc) where member_id is not null;
create index refunds_txid on refunds using brin (txid) with (pages_per_range = 16, autosummarize = on);
create index refunds_import on refunds (import_id) where import_id is not null;
comment on table refunds is 'Refunds of orders, by line and quantity or by amount';
comment on column refunds.bucket is 'Of the order';
comment on column refunds.id is 'UUIDv7; public form rfd_<hex>';
comment on column refunds.order_id is 'The order';
comment on column refunds.member_id is 'The order''s member';
comment on column refunds.source is 'Where it comes from';
comment on column refunds.external_id is 'With source the business key, for ever';
comment on column refunds.content_hash is 'SHA-256 of the content';
comment on column refunds.refunded_at is 'When the customer got the money back';
comment on column refunds.recorded_at is 'When we were told';
comment on column refunds.amount is 'Minor units given back';
comment on column refunds.lines is 'Array of {lineNo, quantity, amount}';
comment on column refunds.reason is 'As told';
comment on column refunds.outcome is 'Clawed back, returned, arrears';
comment on column refunds.programme_version is 'Version that decided';
comment on column refunds.actor is 'Who sent it';
comment on column refunds.import_id is 'The import that brought it';
comment on column refunds.demo is 'Made by the demo';
comment on column refunds.txid is 'Transaction that wrote the row, for the lens';

create table entries (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null,
  wallet text not null,
  kind text not null check (kind in ('earn', 'activate', 'spend', 'expire', 'revoke', 'return', 'adjust', 'transfer_in', 'transfer_out', 'hold', 'release', 'import')),
  amount bigint not null,
  balance_after bigint not null,
  fact_kind text not null check (fact_kind in ('order', 'refund', 'adjust', 'settle', 'claim')),
  fact_id uuid not null,
  order_id uuid,
  rule_id text,
  lot_id uuid,
  related_entry_id uuid,
  allocations json,
  per_line json,
  explanation json not null,
  programme_version integer not null,
  actor text not null,
  effective_at timestamptz not null,
  recorded_at timestamptz not null,
  available_at timestamptz,
  expires_at timestamptz,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, id)
);
create index entries_txid on entries using brin (txid) with (pages_per_range = 16, autosummarize = on);
comment on table entries is 'The points ledger: append-only, signed; corrections are new entries';
comment on column entries.bucket is 'Of the member';
comment on column entries.member_id is 'The member';
comment on column entries.id is 'UUIDv7; public form ent_<hex>; ids of one member rise in the order of booking';
comment on column entries.wallet is 'Wallet of the programme';
comment on column entries.kind is 'What happened';
comment on column entries.amount is 'Signed points; activate moves pending to available and leaves the sum';
comment on column entries.balance_after is 'available + pending - arrears after this entry';
comment on column entries.fact_kind is 'What kind of fact made it';
comment on column entries.fact_id is 'The order, refund, adjustment ...';
comment on column entries.order_id is 'The order it belongs to, also for claw-backs and returns';
comment on column entries.rule_id is 'Earning rule';
comment on column entries.lot_id is 'The lot a credit opened';
comment on column entries.related_entry_id is 'The earn entry a revoke takes back, the spend entry a return gives back';
comment on column entries.allocations is 'Lots a debit drew on or a return went back to: [{lotId, amount}]';
comment on column entries.per_line is 'Share of each order line: [{lineNo, amount}]';
comment on column entries.explanation is 'The inputs that explain the number, as data';
comment on column entries.programme_version is 'Version that decided';
comment on column entries.actor is 'Who caused it';
comment on column entries.effective_at is 'When it took effect';
comment on column entries.recorded_at is 'When it was booked';
comment on column entries.available_at is 'When a credit becomes spendable';
comment on column entries.expires_at is 'When a credit dies';
comment on column entries.demo is 'Made by the demo';
comment on column entries.txid is 'Transaction that wrote the row, for the lens';

create table lots (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null,
  wallet text not null,
  amount bigint not null check (amount > 0),
  remaining bigint not null check (remaining >= 0 and remaining <= amount),
  active_from timestamptz not null,
  expires_at timestamptz,
  activated boolean not null,
  lapsed bigint not null default 0 check (lapsed >= 0),
  fact_id uuid not null,
  demo boolean not null default false,
  primary key (bucket, member_id, id)
) with (fillfactor = 80);
create index lots_open on lots (bucket, member_id, wallet, expires_at, active_from, id) where remaining > 0;
create index lots_pending on lots (bucket, member_id, active_from) where not activated and remaining > 0;
comment on table lots is 'Every credit opens one; debits are taken from lots, soonest-expiring first';
comment on column lots.bucket is 'Of the member';
comment on column lots.member_id is 'The member';
comment on column lots.id is 'The id of the entry that opened it; public form lot_<hex>';
comment on column lots.wallet is 'Wallet of the programme';
comment on column lots.amount is 'Points credited';
comment on column lots.remaining is 'Points not yet spent, expired or clawed back';
comment on column lots.active_from is 'Spendable from';
comment on column lots.expires_at is 'Spendable until (exclusive); null = never expires';
comment on column lots.activated is 'Whether activation is booked in the account';
comment on column lots.lapsed is 'Points of the lot that expired unspent, less what a later refund set off against them';
comment on column lots.fact_id is 'The fact that opened it';
comment on column lots.demo is 'Made by the demo';

create table member_tiers (
  bucket smallint not null,
  member_id uuid not null,
  ladder text not null,
  tier text not null,
  since timestamptz not null,
  until timestamptz,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, ladder),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
);
create index member_tiers_tier on member_tiers (ladder, tier, bucket, member_id);
create index member_tiers_txid on member_tiers (txid);
comment on table member_tiers is 'The tier each member has now; written when it changes';
comment on column member_tiers.bucket is 'Of the member';
comment on column member_tiers.member_id is 'The member';
comment on column member_tiers.ladder is 'Ladder of the programme';
comment on column member_tiers.tier is 'Tier of the ladder';
comment on column member_tiers.since is 'When it began';
comment on column member_tiers.until is 'When it is looked at again; null = for ever';
comment on column member_tiers.txid is 'Transaction that last wrote the row, for the lens';

create table tier_changes (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null,
  ladder text not null,
  from_tier text,
  to_tier text not null,
  since timestamptz not null,
  until timestamptz,
  reason text not null,
  explanation jsonb not null,
  fact_kind text not null,
  fact_id uuid not null,
  programme_version integer not null,
  recorded_at timestamptz not null,
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, id)
);
create index tier_changes_txid on tier_changes using brin (txid) with (pages_per_range = 16, autosummarize = on);
comment on table tier_changes is 'Every change of tier with its reason, append-only';
comment on column tier_changes.bucket is 'Of the member';
comment on column tier_changes.member_id is 'The member';
comment on column tier_changes.id is 'UUIDv7';
comment on column tier_changes.ladder is 'Ladder of the programme';
comment on column tier_changes.from_tier is 'null when the member had none';
comment on column tier_changes.to_tier is 'The tier from then on';
comment on column tier_changes.since is 'When it took effect';
comment on column tier_changes.until is 'When it is looked at again';
comment on column tier_changes.reason is 'enrolled, upgraded, downgraded, refund, renewed or manual';
comment on column tier_changes.explanation is 'The metric seen and the threshold that decided';
comment on column tier_changes.fact_kind is 'What kind of fact made it';
comment on column tier_changes.fact_id is 'The fact';
comment on column tier_changes.programme_version is 'Version that decided';
comment on column tier_changes.recorded_at is 'When it was booked';
comment on column tier_changes.demo is 'Made by the demo';
comment on column tier_changes.txid is 'Transaction that wrote the row, for the lens';

create table adjustments (
  bucket smallint not null,
  id uuid not null,
  member_id uuid not null,
  source text not null,
  external_id text not null,
  content_hash bytea not null,
  wallet text not null,
  points bigint not null,
  reason text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  demo boolean not null default false,
  primary key (bucket, id)
);
create unique index adjustments_business_key on adjustments (source, external_id);
create index adjustments_member on adjustments (bucket, member_id, at desc);
comment on table adjustments is 'Points given or taken by hand, with reason and actor';
comment on column adjustments.bucket is 'Of the member';
comment on column adjustments.id is 'UUIDv7; public form adj_<hex>';
comment on column adjustments.member_id is 'The member';
comment on column adjustments.source is 'Where it comes from';
comment on column adjustments.external_id is 'With source the business key, for ever';
comment on column adjustments.content_hash is 'SHA-256 of the content';
comment on column adjustments.wallet is 'Wallet';
comment on column adjustments.points is 'Signed';
comment on column adjustments.reason is 'Why';
comment on column adjustments.at is 'When it takes effect';
comment on column adjustments.recorded_at is 'When it was booked';
comment on column adjustments.actor is 'Who did it';
comment on column adjustments.demo is 'Made by the demo';

create table imports (
  id uuid primary key,
  kind text not null check (kind in ('orders')),
  mapping text not null,
  source text not null,
  file_name text not null,
  file_path text not null,
  file_hash text,
  file_bytes bigint not null,
  encoding text,
  status text not null check (status in ('waiting', 'running', 'cancelling', 'cancelled', 'finished', 'failed')),
  checkpoint jsonb not null default '{}',
  rows_read bigint not null default 0,
  rows_accepted bigint not null default 0,
  rows_refused bigint not null default 0,
  rows_skipped bigint not null default 0,
  totals jsonb not null default '{}',
  error text,
  error_file text,
  options jsonb not null default '{}',
  demo boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index imports_created on imports (created_at desc, id desc);
comment on table imports is 'Files taken in; each can be resumed from its checkpoint';
comment on column imports.id is 'UUIDv7; public form imp_<hex>';
comment on column imports.kind is 'What the file holds';
comment on column imports.mapping is 'Column mapping used';
comment on column imports.source is 'The source its orders get; part of their business key';
comment on column imports.file_name is 'Name as uploaded';
comment on column imports.file_path is 'Path under the data directory';
comment on column imports.file_hash is 'SHA-256, once known';
comment on column imports.file_bytes is 'Size';
comment on column imports.encoding is 'utf-8 or gbk, as detected';
comment on column imports.status is 'Where it stands';
comment on column imports.checkpoint is 'Where to go on after a stop';
comment on column imports.rows_read is 'Rows seen';
comment on column imports.rows_accepted is 'Rows taken in (or already there)';
comment on column imports.rows_refused is 'Rows in the error file';
comment on column imports.rows_skipped is 'Rows left out for a stated reason';
comment on column imports.totals is 'Lines, invoices, customers, money; counts by reason';
comment on column imports.error is 'Why it failed';
comment on column imports.error_file is 'Path of the file with refused rows';
comment on column imports.options is 'What the starter asked for';
comment on column imports.demo is 'Part of the demo';
comment on column imports.created_by is 'Actor';
comment on column imports.created_at is 'When it was asked for';
comment on column imports.started_at is 'When it began';
comment on column imports.finished_at is 'When it ended';
