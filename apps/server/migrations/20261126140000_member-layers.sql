-- In which layers members stood by their scores, so that a past day is answered as it was shown then: scores are replaced by each run, and cannot be worked out again afterwards.

create table member_layers (
  bucket smallint not null,
  member_id uuid not null,
  day date not null,
  churn text check (churn in ('low', 'medium', 'high')),
  at_risk boolean not null,
  potential text check (potential in ('low', 'mid', 'high')),
  consumption text check (consumption in ('saver', 'value', 'experience')),
  txid bigint not null default (pg_current_xact_id()::text::bigint),
  primary key (bucket, member_id, day),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
);
create index member_layers_txid on member_layers using brin (txid) with (pages_per_range = 16, autosummarize = on);
comment on table member_layers is 'Layers of a member by the scores, from a day on: a row only when one of them changed, at most one a day';
comment on column member_layers.bucket is 'Bucket of the member';
comment on column member_layers.member_id is 'Whose layers these are';
comment on column member_layers.day is 'Local day of the programme from which they held; the last run of a day counts';
comment on column member_layers.churn is 'Band of the chance to stay away; null = cannot be told';
comment on column member_layers.at_risk is 'Whether the chance passed the threshold in force';
comment on column member_layers.potential is 'Layer of value to come; null = cannot be told';
comment on column member_layers.consumption is 'Kind of spending; null = cannot be told';
comment on column member_layers.txid is 'Transaction that wrote the row, for the lens';

create view lens.member_layers as
  select bucket, member_id, day, coalesce(churn, '') as churn, at_risk::int as at_risk, coalesce(potential, '') as potential, coalesce(consumption, '') as consumption, txid
  from member_layers;
comment on view lens.member_layers is 'Layers of members by their scores, from a day on';

create or replace function remember_member_state() returns trigger language plpgsql as $$
begin
  -- Nothing of an erased member may stay behind.
  if new.status = 'erased' then
    delete from member_past_states where bucket = old.bucket and member_id = old.id;
    delete from member_layers where bucket = old.bucket and member_id = old.id;
    return null;
  end if;
  insert into member_past_states (bucket, member_id, until, birthday, gender, kind, status, zone, attributes, tags, demo)
  values (old.bucket, old.id, case when new.updated_at = old.updated_at then now() else new.updated_at end, old.birthday, old.gender, old.kind, old.status, old.zone, old.attributes, old.tags, old.demo);
  return null;
end $$;
