-- What members were before: a condition about a past day is answered as it was. Goals, kept reports and dashboards.

create table member_past_states (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null default gen_random_uuid(),
  until timestamptz not null,
  birthday date,
  gender text,
  kind text not null,
  status text not null,
  zone text,
  attributes jsonb not null,
  tags text[] not null,
  recorded_at timestamptz not null default now(),
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, id)
);
create index member_past_states_txid on member_past_states using brin (txid) with (pages_per_range = 16, autosummarize = on);
comment on table member_past_states is 'What a member was until a change of tags, attributes or profile; append-only, a row only when something changed';
comment on column member_past_states.bucket is 'Bucket of the member';
comment on column member_past_states.member_id is 'Whose state it was';
comment on column member_past_states.id is 'Row id';
comment on column member_past_states.until is 'When it was changed to something else';
comment on column member_past_states.birthday is 'Birthday until then';
comment on column member_past_states.gender is 'Gender until then';
comment on column member_past_states.kind is 'Kind until then';
comment on column member_past_states.status is 'Status until then';
comment on column member_past_states.zone is 'Own time zone until then';
comment on column member_past_states.attributes is 'Attributes until then';
comment on column member_past_states.tags is 'Tags until then';
comment on column member_past_states.recorded_at is 'When it was written';
comment on column member_past_states.demo is 'Belongs to a member of the demo';
comment on column member_past_states.txid is 'Transaction that wrote the row, for the lens';

create function remember_member_state() returns trigger language plpgsql as $$
begin
  -- Nothing of an erased member may stay behind.
  if new.status = 'erased' then
    delete from member_past_states where bucket = old.bucket and member_id = old.id;
    return null;
  end if;
  insert into member_past_states (bucket, member_id, until, birthday, gender, kind, status, zone, attributes, tags, demo)
  values (old.bucket, old.id, case when new.updated_at = old.updated_at then now() else new.updated_at end, old.birthday, old.gender, old.kind, old.status, old.zone, old.attributes, old.tags, old.demo);
  return null;
end $$;
comment on function remember_member_state() is 'Keeps what a member was before a change that conditions can ask for';
create trigger members_remember_state after update on members for each row
  when ((old.birthday, old.gender, old.kind, old.status, old.zone, old.attributes, old.tags) is distinct from
        (new.birthday, new.gender, new.kind, new.status, new.zone, new.attributes, new.tags))
  execute function remember_member_state();

alter table member_consents add column txid bigint not null default (pg_current_xact_id()::text::bigint);
comment on column member_consents.txid is 'Transaction that wrote the row, for the lens';
create index member_consents_txid on member_consents using brin (txid) with (pages_per_range = 16, autosummarize = on);

create view lens.member_past_states as
  select bucket, member_id, id, until, birthday, gender, kind, status, zone, attributes::text as attributes, to_json(tags)::text as tags, txid
  from member_past_states;
comment on view lens.member_past_states is 'What members were until a change';

create view lens.member_consents as
  select bucket, member_id, id, purpose, granted, at, txid
  from member_consents;
comment on view lens.member_consents is 'Every consent and refusal, without the wording';

create table goals (
  id uuid primary key,
  metric text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  store_id text references stores (id),
  channel text,
  target double precision not null check (target >= 0),
  note text,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index goals_ends on goals (ends_on desc, id desc);
create index goals_store on goals (store_id) where store_id is not null;
comment on table goals is 'What a metric is meant to reach in a span of days';
comment on column goals.id is 'UUIDv7; public form gol_<hex>';
comment on column goals.metric is 'Id of the metric in the registry';
comment on column goals.starts_on is 'First day, in the programme''s zone';
comment on column goals.ends_on is 'Last day, included';
comment on column goals.store_id is 'Only this store; null = all';
comment on column goals.channel is 'Only this channel; null = all';
comment on column goals.target is 'In the metric''s unit: minor units, shares, counts';
comment on column goals.note is 'For people';
comment on column goals.version is 'Counts changes, against lost updates';
comment on column goals.created_by is 'Who set it';
comment on column goals.created_at is 'When it was set';
comment on column goals.updated_at is 'When it was changed last';

create table saved_reports (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  question jsonb not null,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index saved_reports_name on saved_reports (lower(name), id);
comment on table saved_reports is 'Questions of the explorer that were kept';
comment on column saved_reports.id is 'UUIDv7; public form rep_<hex>';
comment on column saved_reports.name is 'For people';
comment on column saved_reports.question is 'Measures, dimensions, filter, span and chart';
comment on column saved_reports.version is 'Counts changes, against lost updates';
comment on column saved_reports.created_by is 'Who kept it';
comment on column saved_reports.created_at is 'When it was kept';
comment on column saved_reports.updated_at is 'When it was changed last';

create table dashboards (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  tiles jsonb not null default '[]',
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index dashboards_name on dashboards (lower(name), id);
comment on table dashboards is 'Kept reports side by side, for a screen or a wall';
comment on column dashboards.id is 'UUIDv7; public form dsh_<hex>';
comment on column dashboards.name is 'For people';
comment on column dashboards.tiles is 'Kept reports in order, with their width';
comment on column dashboards.version is 'Counts changes, against lost updates';
comment on column dashboards.created_by is 'Who made it';
comment on column dashboards.created_at is 'When it was made';
comment on column dashboards.updated_at is 'When it was changed last';
