-- The lens learns what members did beside buying, every change of stage, and what members have refused; the models keep their versions and
-- runs; acquisition costs make CAC tellable.

create table stage_changes (
  bucket smallint not null,
  member_id uuid not null,
  id uuid not null,
  from_stage text,
  to_stage text not null,
  since timestamptz not null,
  recorded_at timestamptz not null default now(),
  demo boolean not null default false,
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, id)
);
create index stage_changes_txid on stage_changes using brin (txid) with (pages_per_range = 16, autosummarize = on);
comment on table stage_changes is 'Every change of life-cycle stage that was written; append-only';
comment on column stage_changes.bucket is 'Bucket of the member';
comment on column stage_changes.member_id is 'Whose stage changed';
comment on column stage_changes.id is 'UUIDv7';
comment on column stage_changes.from_stage is 'Stage before; null = the first';
comment on column stage_changes.to_stage is 'Stage from then on';
comment on column stage_changes.since is 'When the stage began, as the account knows it';
comment on column stage_changes.recorded_at is 'When it was written';
comment on column stage_changes.demo is 'Belongs to a member of the demo';
comment on column stage_changes.txid is 'Transaction that wrote the row, for the lens';

create table model_versions (
  kind text not null check (kind in ('purchases', 'spend', 'churn', 'recommendation')),
  version integer not null check (version > 0),
  trained_at timestamptz not null,
  trained_from date,
  trained_to date,
  rows bigint not null check (rows >= 0),
  method text not null,
  params jsonb not null,
  card jsonb not null,
  primary key (kind, version)
);
comment on table model_versions is 'Models as they were fitted; immutable';
comment on column model_versions.kind is 'What it predicts';
comment on column model_versions.version is 'Counts from 1 in each kind';
comment on column model_versions.trained_at is 'When it was fitted';
comment on column model_versions.trained_from is 'First day of the data';
comment on column model_versions.trained_to is 'Last day of the data';
comment on column model_versions.rows is 'Members (or rows) it was fitted on';
comment on column model_versions.method is 'Which model, such as mbgNbd or stack';
comment on column model_versions.params is 'All that is needed to score with it';
comment on column model_versions.card is 'How good it is and why it was chosen';

create table score_runs (
  id uuid primary key,
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  reason text not null check (reason in ('nightly', 'asked', 'lens')),
  requested_by text not null,
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  step text,
  progress real not null default 0 check (progress >= 0 and progress <= 1),
  members bigint,
  outcome jsonb,
  error text
);
create index score_runs_requested on score_runs (requested_at desc, id desc);
create unique index score_runs_one_at_a_time on score_runs ((true)) where status in ('queued', 'running');
comment on table score_runs is 'Scorings of all members: nightly, on demand, after the lens was filled';
comment on column score_runs.id is 'UUIDv7; public form scr_<hex>';
comment on column score_runs.status is 'queued, running, done, failed, cancelled; one at a time is queued or running';
comment on column score_runs.reason is 'Why it runs';
comment on column score_runs.requested_by is 'Who asked';
comment on column score_runs.requested_at is 'When it was asked for';
comment on column score_runs.started_at is 'When it began';
comment on column score_runs.ended_at is 'When it ended';
comment on column score_runs.step is 'What it is at';
comment on column score_runs.progress is '0 to 1';
comment on column score_runs.members is 'Members scored';
comment on column score_runs.outcome is 'Per model: version, or why there is none';
comment on column score_runs.error is 'What went wrong';

create table acquisition_costs (
  id uuid primary key,
  month date not null check (extract(day from month) = 1),
  channel text,
  type text not null check (type in ('ads', 'promotion', 'channel_fee', 'referral_reward', 'other')),
  amount bigint not null check (amount >= 0),
  note text,
  demo boolean not null default false,
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index acquisition_costs_month on acquisition_costs (month desc, id);
comment on table acquisition_costs is 'What winning members cost, by month, channel and type; the numerator of CAC';
comment on column acquisition_costs.id is 'UUIDv7; public form cst_<hex>';
comment on column acquisition_costs.month is 'First day of the month it belongs to';
comment on column acquisition_costs.channel is 'Joining channel it was spent on; null = all of them';
comment on column acquisition_costs.type is 'ads, promotion, channel_fee, referral_reward, other';
comment on column acquisition_costs.amount is 'Minor units of the programme currency';
comment on column acquisition_costs.note is 'For people';
comment on column acquisition_costs.demo is 'Made by the demo';
comment on column acquisition_costs.version is 'Counts changes, against lost updates';
comment on column acquisition_costs.created_by is 'Who entered it';
comment on column acquisition_costs.created_at is 'When it was entered';
comment on column acquisition_costs.updated_at is 'When it was changed last';

drop view lens.members;
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
    coalesce((
      select json_agg(latest.purpose)::text
      from (
        select distinct on (c.purpose) c.purpose, c.granted
        from member_consents c
        where c.bucket = members.bucket and c.member_id = members.id
        order by c.purpose, c.at desc, c.id desc
      ) latest
      where not latest.granted
    ), '[]') as refusals,
    joined_at, stage, stage_since, demo, txid
  from members;
comment on view lens.members is 'Members without contact data; consents are the purposes granted now, refusals those refused now';

create view lens.events as
  select bucket, id, coalesce(member_id, '00000000-0000-0000-0000-000000000000') as member_id, type, source, store_id, channel,
    properties::text as properties, at, recorded_at, demo, txid
  from events;
comment on view lens.events is 'What members did beside buying; unknown people carry the zero UUID as member';

create view lens.stage_changes as
  select bucket, member_id, id, from_stage, to_stage, since, recorded_at, demo, txid
  from stage_changes;
comment on view lens.stage_changes is 'Every change of life-cycle stage';
