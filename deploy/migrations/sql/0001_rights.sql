-- Append-only by rights, and by triggers where rights do not reach.

-- Names an event, once and for all. For the owner alone.
create function store.name_event(name text, service text, is_published boolean) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
begin
    insert into store.event_name (name, service, is_published)
    values (name, service, is_published)
    on conflict on constraint event_name_pkey do nothing;
    if not found and not exists (
        select from store.event_name n
        where (n.name, n.service, n.is_published)
            = (name_event.name, name_event.service, name_event.is_published)
    ) then
        raise unique_violation using message = format('%s is named otherwise already', name);
    end if;
end
$function$;

create function store.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
begin
    raise insufficient_privilege
        using message = format('%s.%s is append-only', tg_table_schema, tg_table_name);
end
$function$;

create trigger append_only before update or delete or truncate on store.event
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on store.ledger
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on store.event_name
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on store.epoch
    for each statement execute function store.refuse_change();
create trigger append_only before delete or truncate on store.ledger_head
    for each statement execute function store.refuse_change();
alter table store.event enable always trigger append_only;
alter table store.ledger enable always trigger append_only;
alter table store.event_name enable always trigger append_only;
alter table store.epoch enable always trigger append_only;
alter table store.ledger_head enable always trigger append_only;

-- What a service may read of the ledger: what is published, and its own.
create view store.readable with (security_barrier) as
select l.position, l.epoch, l.chain_hash, l.registered_at,
    e.event_id, e.stream_id, e.version, e.name, e.schema_version, e.recorded_at,
    e.actor_subject, e.actor_role, e.actor_client, e.actor_client_id, e.actor_unit,
    e.thread_id, e.causation_id, e.person_id, e.file_id, e.data
from store.ledger l
join store.event e using (event_id)
where e.name in (
    select n.name from store.event_name n
    where n.is_published
        or n.service = (select w.service from store.writer w where w.role_name = session_user));

-- A service's own events, whether they have a position yet or not.
create view store.own_event with (security_barrier) as
select l.position, e.epoch,
    e.event_id, e.stream_id, e.version, e.name, e.schema_version, e.recorded_at,
    e.actor_subject, e.actor_role, e.actor_client, e.actor_client_id, e.actor_unit,
    e.thread_id, e.causation_id, e.person_id, e.file_id, e.data
from store.event e
left join store.ledger l using (event_id)
where e.name ^@ ((select w.service from store.writer w where w.role_name = session_user) || '.');

revoke all on all functions in schema store from public;

grant usage on schema store to @registrar@, @intake@, @investigation@, @interventions@, @reporting@;
grant execute on function store.register() to @registrar@;
grant execute on function
    store.append(uuid, uuid, integer, text, bytea, uuid, uuid, uuid, uuid,
                 text, text, text, text, text),
    store.append(uuid[], uuid[], integer[], text[], bytea[], uuid[], uuid[], uuid[], uuid[],
                 text, text, text, text, text)
    to @intake@, @investigation@, @interventions@, @reporting@;
grant select on store.readable, store.own_event, store.ledger, store.ledger_head, store.epoch,
    store.event_name
    to @intake@, @investigation@, @interventions@, @reporting@;
grant select on store.ledger, store.ledger_head, store.epoch to @registrar@;
