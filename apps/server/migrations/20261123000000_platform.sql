-- The ground every module stands on: who may act (staff, sessions, API keys), what was asked before (request keys),
-- what happened and must be told (outbox), who changed what (audit), and settings of the installation.

create table staff_users (
  id text primary key,
  name text not null check (length(name) between 1 and 120),
  email text not null check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null default 'clerk' check (role in ('owner', 'operator', 'analyst', 'clerk')),
  store_id text,
  locale text check (locale in ('zh-CN', 'en')),
  disabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_users_email_key on staff_users (email);
comment on table staff_users is 'People who sign in to the console; written by better-auth and the staff module';
comment on column staff_users.id is 'Opaque id made by better-auth';
comment on column staff_users.name is 'Name colleagues read';
comment on column staff_users.email is 'Sign-in name, lower case';
comment on column staff_users.email_verified is 'True once the address was proved; a one-time link proves it';
comment on column staff_users.image is 'Address of a picture, if any';
comment on column staff_users.role is 'What the person may do';
comment on column staff_users.store_id is 'The one store a clerk works in; null for all stores';
comment on column staff_users.locale is 'Language of the console for this person; null follows the organisation';
comment on column staff_users.disabled is 'True when access was withdrawn; the row stays because the audit log names it';
comment on column staff_users.created_at is 'When the account was made';
comment on column staff_users.updated_at is 'When the account last changed';

create table staff_sessions (
  id text primary key,
  user_id text not null references staff_users (id) on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_sessions_token_key on staff_sessions (token);
create index staff_sessions_user_id_idx on staff_sessions (user_id);
comment on table staff_sessions is 'Signed-in browsers; written by better-auth';
comment on column staff_sessions.id is 'Opaque id';
comment on column staff_sessions.user_id is 'Whose session it is';
comment on column staff_sessions.token is 'Random secret that the signed cookie carries';
comment on column staff_sessions.expires_at is 'The session is void from this instant on';
comment on column staff_sessions.ip_address is 'Address the person signed in from';
comment on column staff_sessions.user_agent is 'Browser the person signed in with';
comment on column staff_sessions.created_at is 'When the person signed in';
comment on column staff_sessions.updated_at is 'When the session was last prolonged';

create table staff_accounts (
  id text primary key,
  user_id text not null references staff_users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index staff_accounts_provider_key on staff_accounts (provider_id, account_id);
create index staff_accounts_user_id_idx on staff_accounts (user_id);
comment on table staff_accounts is 'Ways a person can sign in (password, later OIDC); written by better-auth';
comment on column staff_accounts.id is 'Opaque id';
comment on column staff_accounts.user_id is 'Whose way to sign in it is';
comment on column staff_accounts.account_id is 'Id of the person at the provider';
comment on column staff_accounts.provider_id is 'credential for a password, else the name of the provider';
comment on column staff_accounts.access_token is 'Token of the provider';
comment on column staff_accounts.refresh_token is 'Token of the provider';
comment on column staff_accounts.id_token is 'Token of the provider';
comment on column staff_accounts.access_token_expires_at is 'End of the access token';
comment on column staff_accounts.refresh_token_expires_at is 'End of the refresh token';
comment on column staff_accounts.scope is 'What the provider granted';
comment on column staff_accounts.password is 'Salted scrypt hash of the password';
comment on column staff_accounts.created_at is 'When it was added';
comment on column staff_accounts.updated_at is 'When it last changed';

create table staff_verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_verifications_identifier_idx on staff_verifications (identifier);
comment on table staff_verifications is 'Short-lived proofs such as password resets; written by better-auth';
comment on column staff_verifications.id is 'Opaque id';
comment on column staff_verifications.identifier is 'What is being proved';
comment on column staff_verifications.value is 'The proof';
comment on column staff_verifications.expires_at is 'The proof is void from this instant on';
comment on column staff_verifications.created_at is 'When it was made';
comment on column staff_verifications.updated_at is 'When it last changed';

create table staff_rate_limits (
  id text primary key,
  key text not null,
  count bigint not null,
  last_request bigint not null
);
create unique index staff_rate_limits_key_key on staff_rate_limits (key);
comment on table staff_rate_limits is 'Attempts to sign in per address and path; written by better-auth';
comment on column staff_rate_limits.id is 'Opaque id';
comment on column staff_rate_limits.key is 'Address and path';
comment on column staff_rate_limits.count is 'Attempts within the window';
comment on column staff_rate_limits.last_request is 'Milliseconds since 1970 of the last attempt';

create table staff_invitations (
  id uuid primary key,
  token_hash bytea not null,
  role text not null check (role in ('owner', 'operator', 'analyst', 'clerk')),
  store_id text,
  email text check (email = lower(email)),
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by text references staff_users (id) on delete set null,
  check (expires_at >= created_at)
);
create unique index staff_invitations_token_hash_key on staff_invitations (token_hash);
create index staff_invitations_accepted_by_idx on staff_invitations (accepted_by);
comment on table staff_invitations is 'One-time links with which people join the staff; the first one makes the owner';
comment on column staff_invitations.id is 'Id of the invitation';
comment on column staff_invitations.token_hash is 'SHA-256 of the secret in the link; the secret itself is never stored';
comment on column staff_invitations.role is 'Role the person will have';
comment on column staff_invitations.store_id is 'Store a clerk will work in';
comment on column staff_invitations.email is 'Address the invitation is for; null lets the person choose';
comment on column staff_invitations.invited_by is 'Actor who invited';
comment on column staff_invitations.created_at is 'When the link was made';
comment on column staff_invitations.expires_at is 'The link is void from this instant on';
comment on column staff_invitations.accepted_at is 'When it was used; a link is used once';
comment on column staff_invitations.accepted_by is 'The account that came of it';

create table api_keys (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  secret_hash bytea not null,
  hint text not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  store_id text,
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create unique index api_keys_secret_hash_key on api_keys (secret_hash);
comment on table api_keys is 'Keys of programs that call the API';
comment on column api_keys.id is 'Id of the key, safe to show';
comment on column api_keys.name is 'What the key is for';
comment on column api_keys.secret_hash is 'SHA-256 of the key; the key itself is shown once and never stored';
comment on column api_keys.hint is 'Last characters of the key, so that people can tell keys apart';
comment on column api_keys.scopes is 'Permissions the key has';
comment on column api_keys.store_id is 'The one store the key speaks for; null for all';
comment on column api_keys.created_by is 'Actor who made it';
comment on column api_keys.created_at is 'When it was made';
comment on column api_keys.last_used_at is 'Last use, to the minute';
comment on column api_keys.revoked_at is 'Void from this instant on';

create table request_keys (
  actor_id text not null,
  key text not null check (length(key) between 1 and 255),
  route text not null,
  body_hash bytea not null,
  status integer,
  response text,
  created_at timestamptz not null default now(),
  locked_until timestamptz not null,
  primary key (actor_id, key)
);
create index request_keys_created_at_idx on request_keys (created_at);
comment on table request_keys is 'Idempotency-Key of each write and its first answer, kept eight days';
comment on column request_keys.actor_id is 'Who sent it; keys of different callers never meet';
comment on column request_keys.key is 'The Idempotency-Key header';
comment on column request_keys.route is 'Method and path, because one key means one request';
comment on column request_keys.body_hash is 'SHA-256 of the body';
comment on column request_keys.status is 'HTTP status of the first answer; null while it is being worked out';
comment on column request_keys.response is 'Body of the first answer';
comment on column request_keys.created_at is 'When the first request came';
comment on column request_keys.locked_until is 'Until then nobody else may try the same request; after a crash the lock runs out';

create table outbox (
  txid bigint not null default (pg_current_xact_id()::text)::bigint,
  id bigint generated always as identity,
  topic text not null,
  key text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  primary key (txid, id)
);
create index outbox_created_at_idx on outbox using brin (created_at);
comment on table outbox is 'Events written in the transaction that caused them; handlers read it in order of transaction';
comment on column outbox.txid is 'Transaction that wrote it; readers stay behind the oldest running one, so that none is skipped';
comment on column outbox.id is 'Id of the event, unique for ever; handlers use it against doubles';
comment on column outbox.topic is 'Name of the event, such as order.recorded';
comment on column outbox.key is 'What it is about, such as a member id';
comment on column outbox.payload is 'What happened';
comment on column outbox.created_at is 'When the transaction began';

create table outbox_cursors (
  handler text primary key,
  topic text not null,
  txid bigint not null default 0,
  event_id bigint not null default 0,
  failures integer not null default 0,
  retry_at timestamptz,
  last_error text,
  updated_at timestamptz not null default now()
);
comment on table outbox_cursors is 'How far each handler has read the outbox';
comment on column outbox_cursors.handler is 'Name of the handler';
comment on column outbox_cursors.topic is 'Event it listens to';
comment on column outbox_cursors.txid is 'Transaction of the last event handled';
comment on column outbox_cursors.event_id is 'Last event handled';
comment on column outbox_cursors.failures is 'Failures in a row of the next event';
comment on column outbox_cursors.retry_at is 'Not tried again before this instant';
comment on column outbox_cursors.last_error is 'What the last failure said';
comment on column outbox_cursors.updated_at is 'When it last moved';

create table audit_log (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('staff', 'key', 'system')),
  actor_id text not null,
  actor_name text not null,
  action text not null,
  target text not null,
  before jsonb,
  after jsonb,
  reason text
);
create index audit_log_target_idx on audit_log (target, id);
create index audit_log_actor_idx on audit_log (actor_id, id);
comment on table audit_log is 'Who changed what; append-only';
comment on column audit_log.id is 'Id in order of time';
comment on column audit_log.at is 'When it was done';
comment on column audit_log.actor_kind is 'A person, an API key, or the program itself';
comment on column audit_log.actor_id is 'Id of the actor';
comment on column audit_log.actor_name is 'Name of the actor at that time';
comment on column audit_log.action is 'What was done, such as staff.invited';
comment on column audit_log.target is 'Id of what it was done to';
comment on column audit_log.before is 'What changed, as it was';
comment on column audit_log.after is 'What changed, as it became';
comment on column audit_log.reason is 'Why, in the words of the actor';

create function audit_log_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only' using errcode = 'restrict_violation';
end $$;
comment on function audit_log_append_only is 'Refuses changes to the audit log';
create trigger audit_log_append_only before update or delete or truncate on audit_log
  for each statement execute function audit_log_append_only();

create table settings (
  key text primary key,
  value jsonb not null,
  updated_by text,
  updated_at timestamptz not null default now()
);
comment on table settings is 'Settings of the installation, one row each';
comment on column settings.key is 'Name, such as organisation.name';
comment on column settings.value is 'Its value';
comment on column settings.updated_by is 'Actor who last changed it';
comment on column settings.updated_at is 'When it last changed';
