create table score_history (
  day date primary key,
  run_id uuid not null references score_runs (id),
  scored bigint not null,
  health double precision,
  churn double precision,
  at_risk bigint not null,
  clv double precision,
  groups jsonb not null default '{}'
);
create index score_history_run on score_history (run_id);
comment on table score_history is 'How members stood by their scores at the end of each day on which they were scored; the scores themselves are replaced by each run';
comment on column score_history.day is 'Local day of the programme';
comment on column score_history.run_id is 'The last run of the day';
comment on column score_history.scored is 'Members with orders';
comment on column score_history.health is 'Mean health index, 0 to 100';
comment on column score_history.churn is 'Mean chance of staying away for the horizon';
comment on column score_history.at_risk is 'Members whose chance passed the threshold in force';
comment on column score_history.clv is 'Mean value to come, minor units';
comment on column score_history.groups is 'Members by RFM group';
