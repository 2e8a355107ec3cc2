-- The only way an event gets in. Called by the services' own logins; runs as the owner.

-- Appends one event, and returns its transaction's id. An event that is stored already, just as
-- given, is left alone: a retry after a lost answer. Refuses with 42501 when the session's role
-- may not append that name or to that stream, with RT001 when the stream is not at the version
-- before the one given, and with RT002 when the event id belongs to another event.
create function store.append(
    event_id uuid, stream_id uuid, version integer, name text, data bytea,
    thread_id uuid, causation_id uuid, person_id uuid, file_id uuid,
    actor_subject text, actor_role text, actor_client text, actor_client_id text, actor_unit text
) returns xid8
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
begin
    insert into store.event (
        event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        thread_id, causation_id, person_id, file_id, data)
    select
        event_id, stream_id, version, name, n.schema_version, clock_timestamp(),
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        thread_id, causation_id, person_id, file_id, data
    from store.event_name n
    join store.writer w on w.service = n.service
    where n.name = append.name
        and w.role_name = session_user
        and (version = 1 or exists (
            select from store.event e
            where e.stream_id = append.stream_id and e.version = append.version - 1
                and e.name ^@ (n.service || '.')))
    on conflict do nothing;
    if not found then
        perform store.refuse_unless_stored(event_id, stream_id, version, name, data);
    end if;
    return pg_current_xact_id();
end
$function$;

-- Appends several events, in the order given, to one stream or more.
create function store.append(
    event_ids uuid[], stream_ids uuid[], versions integer[], names text[], datas bytea[],
    thread_ids uuid[], causation_ids uuid[], person_ids uuid[], file_ids uuid[],
    actor_subject text, actor_role text, actor_client text, actor_client_id text, actor_unit text
) returns xid8
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
declare
    transaction_id xid8;
begin
    for i in 1 .. cardinality(event_ids) loop
        transaction_id := store.append(
            event_ids[i], stream_ids[i], versions[i], names[i], datas[i],
            thread_ids[i], causation_ids[i], person_ids[i], file_ids[i],
            actor_subject, actor_role, actor_client, actor_client_id, actor_unit);
    end loop;
    return transaction_id;
end
$function$;

-- Returns when this very event is stored already; otherwise says why it could not be.
create function store.refuse_unless_stored(
    event_id uuid, stream_id uuid, version integer, name text, data bytea
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
declare
    stored store.event;
begin
    if not exists (
        select from store.event_name n join store.writer w on w.service = n.service
        where n.name = refuse_unless_stored.name and w.role_name = session_user
    ) then
        raise insufficient_privilege using message = 'the stored name is not the role''s to append';
    end if;
    select e.* into stored from store.event e
    where e.event_id = refuse_unless_stored.event_id;
    if not found then
        raise sqlstate 'RT001' using message = 'the stream is not at the expected version';
    end if;
    if (stored.stream_id, stored.version, stored.name, stored.data)
        is distinct from (stream_id, version, name, data)
    then
        raise sqlstate 'RT002' using message = 'the event id belongs to another event';
    end if;
end
$function$;
