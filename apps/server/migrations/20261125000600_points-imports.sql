-- Files may hold points as well: balances taken over from elsewhere, each with its own date.

alter table imports drop constraint imports_kind_check;
alter table imports add constraint imports_kind_check check (kind in ('orders', 'points'));
