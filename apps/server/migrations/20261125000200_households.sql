-- Households: members who pay with each other's points of the wallets that pool. Each lot keeps its owner until it is used,
-- so joining and leaving move nothing; a household only says who may draw on whom.

create table households (
  id uuid primary key,
  name text not null,
  owner_bucket smallint not null,
  owner_id uuid not null,
  created_at timestamptz not null,
  foreign key (owner_bucket, owner_id) references members (bucket, id) on delete cascade
);
create index households_owner on households (owner_bucket, owner_id);
comment on table households is 'Groups of members who share points of pooled wallets';
comment on column households.id is 'UUIDv7; public form hsh_<hex>';
comment on column households.name is 'As its members call it';
comment on column households.owner_bucket is 'Bucket of the owner';
comment on column households.owner_id is 'The member who answers for it; always one of its members';
comment on column households.created_at is 'When it was made';

create table household_members (
  bucket smallint not null,
  member_id uuid not null,
  household_id uuid not null references households (id) on delete cascade,
  joined_at timestamptz not null,
  primary key (bucket, member_id),
  foreign key (bucket, member_id) references members (bucket, id) on delete cascade
);
create index household_members_household on household_members (household_id, joined_at, member_id);
comment on table household_members is 'Who belongs to which household; at most one each, by the primary key';
comment on column household_members.bucket is 'Of the member';
comment on column household_members.member_id is 'The member';
comment on column household_members.household_id is 'The household';
comment on column household_members.joined_at is 'Since when';
