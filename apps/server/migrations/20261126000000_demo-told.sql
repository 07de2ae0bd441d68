-- The demo tells of more than its file of orders: check-ins, households, holds. When that is done is known here, so that it is done once.

alter table imports add column demo_told_at timestamptz;
comment on column imports.demo_told_at is 'Demo only: when the till was told what no file of orders tells; null = not yet';
