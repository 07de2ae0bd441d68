-- Programmes learn more triggers and more caps, so a rule's trigger becomes an object and its cap per order one of its caps. Stored
-- versions and the draft are rewritten; what is half typed in a draft stays as it is. A version that waits for its day can be cancelled.

create function rewritten_rule(rule jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(rule) <> 'object' then rule else
    (rule - case when jsonb_typeof(rule->'maxPerOrder') = 'number' then 'maxPerOrder' else '' end)
    || case when jsonb_typeof(rule->'trigger') = 'string'
         then jsonb_build_object('trigger', jsonb_build_object('kind', rule->'trigger')) else '{}' end
    || case when jsonb_typeof(rule->'maxPerOrder') = 'number'
         then jsonb_build_object('caps', coalesce(rule->'caps', '[]') || jsonb_build_array(jsonb_build_object('per', 'order', 'points', rule->'maxPerOrder')))
         else '{}' end
    end
$$;

create function rewritten_programme(document jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(document->'rules') = 'array' then jsonb_set(document, '{rules}', coalesce(
    (select jsonb_agg(rewritten_rule(r.rule) order by r.place) from jsonb_array_elements(document->'rules') with ordinality r(rule, place)),
    '[]')) else document end
$$;

update programme_versions set document = rewritten_programme(document) where document is distinct from rewritten_programme(document);
update programme_draft set document = rewritten_programme(document) where document is distinct from rewritten_programme(document);

drop function rewritten_programme(jsonb);
drop function rewritten_rule(jsonb);

alter table programme_versions drop constraint programme_versions_status_check;
alter table programme_versions add constraint programme_versions_status_check
  check (status in ('activating', 'scheduled', 'published', 'superseded', 'failed', 'cancelled'));
comment on column programme_versions.status is 'activating: leaves are being filled from history; scheduled: waits for valid_from; published: in force; superseded; failed; cancelled: taken back before its day';
