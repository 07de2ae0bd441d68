-- Simulations: a span of the install's own history replayed under a programme. A run keeps what it has worked out bucket by bucket, so that a
-- killed one goes on where it stopped, and its result and the members most affected when it is done.

create table simulations (
  id uuid primary key,
  name text,
  status text not null check (status in ('waiting', 'running', 'cancelling', 'cancelled', 'finished', 'failed')),
  programme jsonb not null,
  programme_kind text not null check (programme_kind in ('draft', 'published', 'version', 'document')),
  programme_version integer,
  compare jsonb,
  compare_kind text check (compare_kind in ('draft', 'published', 'version', 'document')),
  compare_version integer,
  published_version integer not null references programme_versions (version),
  span_from timestamptz not null,
  span_to timestamptz not null,
  segment jsonb,
  known_at timestamptz not null,
  bucket_span smallint check (bucket_span > 0),
  progress jsonb not null default '{}',
  closings jsonb,
  result jsonb,
  error text,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check (span_from < span_to)
);
create index simulations_created on simulations (created_at desc, id desc);
create index simulations_published_version on simulations (published_version);
comment on table simulations is 'Replays of history under a programme';
comment on column simulations.id is 'UUIDv7; public form sim_<hex>';
comment on column simulations.name is 'What its maker called it';
comment on column simulations.status is 'Where it stands';
comment on column simulations.programme is 'The document replayed, with every default filled in';
comment on column simulations.programme_kind is 'Where the document came from';
comment on column simulations.programme_version is 'The version it is, or that the draft started from';
comment on column simulations.compare is 'A second document, replayed over the same history';
comment on column simulations.compare_kind is 'Where the second document came from';
comment on column simulations.compare_version is 'As programme_version';
comment on column simulations.published_version is 'In force when it was asked for; prices what really happened';
comment on column simulations.span_from is 'First instant of the span';
comment on column simulations.span_to is 'Its end, exclusive';
comment on column simulations.segment is 'Condition: only members for whom it held at span_from';
comment on column simulations.known_at is 'Facts recorded later are not looked at, so that a run that goes on sees what it saw before';
comment on column simulations.bucket_span is 'Buckets of one part of the work; null before it began';
comment on column simulations.progress is 'Members and facts done, rate and time left';
comment on column simulations.closings is 'What the first pass found out about budgets, and when they were used up; null before it ended';
comment on column simulations.result is 'The answer; null until finished';
comment on column simulations.error is 'Why it failed: a code';
comment on column simulations.created_by is 'Actor';
comment on column simulations.created_at is 'When it was asked for';
comment on column simulations.started_at is 'When it began';
comment on column simulations.finished_at is 'When it ended';

create table simulation_parts (
  simulation_id uuid not null references simulations (id) on delete cascade,
  pass smallint not null,
  bucket smallint not null check (bucket >= 0 and bucket < 256),
  tally jsonb not null,
  primary key (simulation_id, pass, bucket)
);
comment on table simulation_parts is 'What a running simulation has worked out so far; emptied when it ends';
comment on column simulation_parts.simulation_id is 'The run';
comment on column simulation_parts.pass is '1: with budgets open; 2: with those closed that ran out';
comment on column simulation_parts.bucket is 'First bucket of the part; it spans simulations.bucket_span of them';
comment on column simulation_parts.tally is 'Sums over them; adding up all buckets gives the result';

create table simulation_members (
  simulation_id uuid not null references simulations (id) on delete cascade,
  rank smallint not null check (rank > 0),
  bucket smallint not null,
  member_id uuid not null,
  delta bigint not null,
  sides jsonb not null,
  primary key (simulation_id, rank)
);
create index simulation_members_member on simulation_members (bucket, member_id);
comment on table simulation_members is 'Members whom the simulated programme would have treated most differently';
comment on column simulation_members.simulation_id is 'The run';
comment on column simulation_members.rank is '1 = the greatest difference';
comment on column simulation_members.bucket is 'Of the member';
comment on column simulation_members.member_id is 'The member; no foreign key, a member erased since is left out when read';
comment on column simulation_members.delta is 'Points to spend, simulated less actual';
comment on column simulation_members.sides is 'Points and tiers as they were and as simulated';
