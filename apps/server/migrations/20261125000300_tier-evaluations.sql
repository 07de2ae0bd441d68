-- Looking at the tiers of all members takes minutes on a large installation and must survive a restart: each run keeps how far it is and what
-- it has found. What the passing of time does day by day is counted here too, one row a day, so that there is one log of evaluations.

create table tier_evaluations (
  id uuid primary key,
  kind text not null check (kind in ('all', 'due')),
  on_day date,
  reason text not null check (reason in ('activation', 'request', 'schedule')),
  status text not null check (status in ('waiting', 'running', 'finished', 'superseded', 'failed')),
  programme_version integer references programme_versions (version),
  members bigint check (members >= 0),
  at_bucket smallint not null default -1,
  at_member uuid not null default '00000000-0000-0000-0000-000000000000',
  looked_at bigint not null default 0,
  enrolled bigint not null default 0,
  upgraded bigint not null default 0,
  kept bigint not null default 0,
  downgraded bigint not null default 0,
  grants_ended bigint not null default 0,
  notices bigint not null default 0,
  failed bigint not null default 0,
  error text,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check ((kind = 'due') = (on_day is not null))
);
create unique index tier_evaluations_open on tier_evaluations (kind) where kind = 'all' and status in ('waiting', 'running');
create unique index tier_evaluations_day on tier_evaluations (on_day);
create index tier_evaluations_created on tier_evaluations (created_at desc, id desc);
create index tier_evaluations_version on tier_evaluations (programme_version);
-- What an evaluation changed is read by when it was booked; orders' own changes are not among it.
create index tier_changes_settled on tier_changes (recorded_at desc, id desc) where fact_kind = 'settle';
comment on table tier_evaluations is 'Log of tier evaluations: runs over all members, and by day what was due';
comment on column tier_evaluations.id is 'UUIDv7; public form tev_<hex>';
comment on column tier_evaluations.kind is 'all = a run over every member; due = members for whom time had done something, one row a day';
comment on column tier_evaluations.on_day is 'Local day of the programme; only for due';
comment on column tier_evaluations.reason is 'A new programme version, a request, or the schedule';
comment on column tier_evaluations.status is 'superseded = a newer version asked for a new run before this one ended';
comment on column tier_evaluations.programme_version is 'In force when it was asked for; null for due';
comment on column tier_evaluations.members is 'How many there were at the start; null for due, or before it began';
comment on column tier_evaluations.at_bucket is 'Where it is: members are taken by bucket and id';
comment on column tier_evaluations.at_member is 'The last member looked at';
comment on column tier_evaluations.looked_at is 'Members looked at so far';
comment on column tier_evaluations.enrolled is 'Put on a ladder that was new';
comment on column tier_evaluations.upgraded is 'Tiers raised';
comment on column tier_evaluations.kept is 'Tiers renewed for another period';
comment on column tier_evaluations.downgraded is 'Tiers lost at the end of a period';
comment on column tier_evaluations.grants_ended is 'Given tiers that came to their end';
comment on column tier_evaluations.notices is 'Members told that a tier will end';
comment on column tier_evaluations.failed is 'Members that could not be settled; the log of the server says why';
comment on column tier_evaluations.error is 'Why it failed: a code';
comment on column tier_evaluations.created_by is 'Actor';
comment on column tier_evaluations.created_at is 'When it was asked for';
comment on column tier_evaluations.started_at is 'When it began';
comment on column tier_evaluations.finished_at is 'When it ended, or was last added to';
