-- The only way an event gets in. Called by the services' own logins; runs as the owner.

-- Appends events in the order given, to one stream or several, and returns the transaction's id.
-- Events that are stored already, just as given (a retry after a lost answer), are left alone.
-- Refuses with RT001 when a stream is not at the version before the first given for it, with
-- RT002 when an event id belongs to another event, with 42501 when the session's role may not
-- append that name or to that stream. A stream moved at the same moment shows as 23505.
create function store.append(
    event_ids uuid[], stream_ids uuid[], versions integer[], names text[], datas bytea[],
    thread_ids uuid[], causation_ids uuid[], person_ids uuid[], file_ids uuid[],
    actor_subject text, actor_role text, actor_client text, actor_client_id text, actor_unit text
) returns xid8
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
declare
    own constant text := (select w.service from store.writer w where w.role_name = session_user);
    moment constant timestamptz := clock_timestamp();
    stored bigint;
begin
    select count(*) into stored from store.event e where e.event_id = any (event_ids);
    if stored > 0 then
        return store.retried(event_ids, stream_ids, versions, names, datas);
    end if;

    insert into store.event (
        event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        thread_id, causation_id, person_id, file_id, data)
    select
        given.event_id, given.stream_id, given.version, given.name, known.schema_version, moment,
        append.actor_subject, append.actor_role, append.actor_client, append.actor_client_id,
        append.actor_unit,
        given.thread_id, given.causation_id, given.person_id, given.file_id, given.data
    from unnest(event_ids, stream_ids, versions, names, datas,
                thread_ids, causation_ids, person_ids, file_ids) with ordinality
        as given (event_id, stream_id, version, name, data,
                  thread_id, causation_id, person_id, file_id, place)
    join store.event_name known on known.name = given.name and known.service = own
    order by given.place;
    get diagnostics stored = row_count;
    if stored <> cardinality(event_ids) then
        raise insufficient_privilege using message = 'a stored name is not the role''s to append';
    end if;

    if exists (
        select from unnest(stream_ids, versions) as given (stream_id, version)
        left join store.event e
            on e.stream_id = given.stream_id and e.version = given.version - 1
        where given.version <> 1 and (e.name is null or not e.name ^@ (own || '.'))
    ) then
        raise sqlstate 'RT001' using message = 'a stream is not at the expected version';
    end if;
    return pg_current_xact_id();
end
$function$;

-- Says that all of these events are stored exactly so, and in which transaction they were.
create function store.retried(
    event_ids uuid[], stream_ids uuid[], versions integer[], names text[], datas bytea[]
) returns xid8
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
declare
    same bigint;
    kept xid8;
begin
    select count(*), max(e.xid) into same, kept
    from unnest(event_ids, stream_ids, versions, names, datas)
        as given (event_id, stream_id, version, name, data)
    join store.event e using (event_id, stream_id, version, name, data);
    if same <> cardinality(event_ids) then
        raise sqlstate 'RT002' using message = 'an event id belongs to another event';
    end if;
    return kept;
end
$function$;
