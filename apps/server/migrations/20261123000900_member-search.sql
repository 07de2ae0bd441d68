-- Members are searched by part of a name. Trigrams do not know Chinese letters where the database has the C character type,
-- and Chinese names have two or three letters, fewer than a trigram; so names are indexed by their letters and letter pairs.
-- The partial indexes hold only the members a rare filter can find, so that they cost next to nothing when a member joins.

create function name_pairs(name text) returns text[] language sql immutable parallel safe
return array_remove(
  string_to_array(regexp_replace(lower(name), '(..)', E'\\1\x01', 'g'), E'\x01')
    || string_to_array(regexp_replace(substr(lower(name), 2), '(..)', E'\\1\x01', 'g'), E'\x01'),
  ''
);
comment on function name_pairs is 'The neighbouring letters of a name, in lower case, beginning at each letter; a last letter may stand alone';

create function name_grams(name text) returns text[] language sql immutable parallel safe
return string_to_array(lower(name), null) || name_pairs(name);
comment on function name_grams is 'The letters and the neighbouring letters of a name, in lower case';

drop index members_name;
drop extension pg_trgm;
create index members_name on members using gin (name_grams(name)) where name is not null;
create index members_tags on members using gin (tags) where tags <> '{}';
create index members_store on members ((source ->> 'storeId'), joined_at desc, id desc) where source ? 'storeId';
create index members_status on members (status, joined_at desc, id desc) where status <> 'active';
create statistics members_store_shares on (source ->> 'storeId') from members;
