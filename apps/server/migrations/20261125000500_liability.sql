-- What is owed in points, by wallet and day, without reading the whole ledger: sums of everything written by transactions below a
-- mark are kept, and a report adds the lines above it in one snapshot. Beside it, what each proof of the ledger found.

create table liability_days (
  wallet text not null,
  day date not null,
  kind text not null,
  amount bigint not null,
  entries bigint not null,
  late_amount bigint not null,
  late_entries bigint not null,
  late_at timestamptz,
  primary key (wallet, day, kind)
);
comment on table liability_days is 'Sums of the ledger lines below the mark; can be made anew from the lines at any time';
comment on column liability_days.wallet is 'Wallet of the programme';
comment on column liability_days.day is 'Local day of the programme''s zone on which they took effect; what lapses at midnight lapsed on the day that ends';
comment on column liability_days.kind is 'Kind of line';
comment on column liability_days.amount is 'Sum of the signed points';
comment on column liability_days.entries is 'Number of lines';
comment on column liability_days.late_amount is 'Of amount, what facts brought that were recorded after the month of the day had ended';
comment on column liability_days.late_entries is 'Of entries, those recorded after the month of the day had ended';
comment on column liability_days.late_at is 'The latest of these was recorded then';

create table liability_mark (
  one boolean primary key default true check (one),
  txid bigint not null,
  zone text,
  folded_at timestamptz
);
comment on table liability_mark is 'How far the sums of liability_days reach: one row';
comment on column liability_mark.one is 'Keeps it one row';
comment on column liability_mark.txid is 'Lines of transactions below this are in the sums, those from it on are not';
comment on column liability_mark.zone is 'Zone whose days the sums follow; when the programme''s differs they are made anew';
comment on column liability_mark.folded_at is 'When the sums were last brought forward';
insert into liability_mark (txid) values (0);

create function liability_day(kind text, effective_at timestamptz, zone text) returns date language sql immutable
  return ((case when kind = 'expire' then effective_at - interval '1 millisecond' else effective_at end) at time zone zone)::date;
comment on function liability_day is 'The local day a line counts on; points that die at midnight died on the day that ends';

create function liability_is_late(fact_kind text, effective_at timestamptz, recorded_at timestamptz, zone text) returns boolean
  language sql immutable
  return fact_kind <> 'settle' and recorded_at > effective_at
    and date_trunc('month', recorded_at at time zone zone) > date_trunc('month', effective_at at time zone zone);
comment on function liability_is_late is 'Whether a line changed a month that was over; what time alone brings was known before it was booked';

create function liability_kind(kind text, fact_kind text, bucket smallint, member_id uuid, related_entry_id uuid) returns text
  language sql stable
  return case when fact_kind <> 'reverse' or kind not in ('return', 'revoke') then kind
    else coalesce((select case when r.kind in ('earn', 'spend') then null else r.kind end from entries r
      where r.bucket = liability_kind.bucket and r.member_id = liability_kind.member_id and r.id = liability_kind.related_entry_id), kind) end;
comment on function liability_kind is 'The kind a line counts under: a reversal of an adjustment or transfer takes from what it reverses';

-- Lines are only ever deleted with their member (erasure, removal of the demo). The sums follow in the same transaction; the lock on
-- the mark puts it before or after a fold, never in between.
create function liability_forget() returns trigger language plpgsql as $$
declare
  mark liability_mark;
begin
  if not exists (select 1 from gone) then return null; end if;
  select * into mark from liability_mark for update;
  if mark.zone is null then return null; end if;
  update liability_days d
  set amount = d.amount - g.amount, entries = d.entries - g.entries,
    late_amount = d.late_amount - g.late_amount, late_entries = d.late_entries - g.late_entries
  from (
    select wallet, liability_day(kind, effective_at, mark.zone) as day,
      case when fact_kind = 'reverse' and kind in ('return', 'revoke') then coalesce(
        (select case when r.kind in ('earn', 'spend') then null else r.kind end from gone r where r.id = gone.related_entry_id),
        liability_kind(kind, fact_kind, bucket, member_id, related_entry_id)) else kind end as kind,
      sum(amount)::bigint as amount, count(*) as entries,
      coalesce(sum(amount) filter (where liability_is_late(fact_kind, effective_at, recorded_at, mark.zone)), 0)::bigint as late_amount,
      count(*) filter (where liability_is_late(fact_kind, effective_at, recorded_at, mark.zone)) as late_entries
    from gone where txid < mark.txid and kind not in ('activate', 'hold', 'release') group by 1, 2, 3
  ) g
  where d.wallet = g.wallet and d.day = g.day and d.kind = g.kind;
  return null;
end $$;
comment on function liability_forget is 'Takes deleted lines out of the sums';
create trigger entries_forgotten after delete on entries referencing old table as gone for each statement execute function liability_forget();

create table breakage_curves (
  wallet text primary key,
  computed_at timestamptz not null,
  lots_seen bigint not null,
  lots_ended bigint not null,
  ages json not null
);
comment on table breakage_curves is 'How long points live before they are spent, drawn anew every night from the history of lots';
comment on column breakage_curves.wallet is 'Wallet of the programme';
comment on column breakage_curves.computed_at is 'As of when';
comment on column breakage_curves.lots_seen is 'Lots it was drawn from';
comment on column breakage_curves.lots_ended is 'Of these, lots that have been spent or have died';
comment on column breakage_curves.ages is 'By full months of age: [{month, spent, left, open}]';

create table integrity_runs (
  id uuid primary key,
  trigger text not null check (trigger in ('nightly', 'request', 'command')),
  status text not null check (status in ('running', 'finished', 'failed', 'stopped')),
  started_by text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  finished_at timestamptz,
  buckets_done smallint not null default 0,
  checked bigint not null default 0,
  entries bigint not null default 0,
  unchained bigint not null default 0,
  finding_count bigint not null default 0,
  findings jsonb not null default '[]',
  error text
);
create index integrity_runs_started on integrity_runs (started_at desc, id desc);
comment on table integrity_runs is 'Every proof of the ledger with what it found';
comment on column integrity_runs.id is 'UUIDv7; public form itr_<hex>';
comment on column integrity_runs.trigger is 'The nightly job, somebody in the console or the API, or the command line';
comment on column integrity_runs.status is 'Where it stands';
comment on column integrity_runs.started_by is 'Who asked for it';
comment on column integrity_runs.started_at is 'When it began';
comment on column integrity_runs.seen_at is 'Last sign of life; a running one without it for minutes was cut off';
comment on column integrity_runs.finished_at is 'When it ended';
comment on column integrity_runs.buckets_done is 'Of 256';
comment on column integrity_runs.checked is 'Members whose books were checked';
comment on column integrity_runs.entries is 'Lines whose place in the chain was checked';
comment on column integrity_runs.unchained is 'Lines from before the chain was kept';
comment on column integrity_runs.finding_count is 'Findings in all';
comment on column integrity_runs.findings is 'The first two hundred';
comment on column integrity_runs.error is 'Why it failed';
