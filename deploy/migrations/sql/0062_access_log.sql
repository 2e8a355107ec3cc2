-- Who looked at whom: ids and codes only. Added to by one function, changed by nobody.

create schema access;

create table access.look (
    seq bigint generated always as identity (cache 1),
    at timestamptz not null,
    service text not null,
    request_id uuid not null,
    trace_id text not null,
    method text not null,
    route text not null,
    purpose text not null,
    outcome text not null check (outcome in ('shown', 'refused', 'declined')),
    actor_subject text not null,
    actor_role text not null,
    actor_client text not null,
    actor_client_id text not null,
    actor_unit text,
    person_ids uuid[] not null,
    hit_ids uuid[] not null,
    -- the top-level transaction's, and of the epoch's cluster: how the sealer finds the row
    xid xid8 not null default pg_current_xact_id(),
    epoch integer not null,
    -- who is sealed when: see access.seal
    constraint look_order primary key (epoch, xid, seq)
);
create index look_person on access.look using gin (person_ids);
create index look_subject on access.look (actor_subject, at);
create index look_time on access.look using brin (at);

-- The only way a look gets in. The service is the session's own, and the time is the database's.
create function access.keep(
    request_id uuid, trace_id text, method text, route text, purpose text, outcome text,
    actor_subject text, actor_role text, actor_client text, actor_client_id text, actor_unit text,
    person_ids uuid[], hit_ids uuid[]
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
begin
    insert into access.look (
        at, service, request_id, trace_id, method, route, purpose, outcome,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        person_ids, hit_ids, epoch)
    select
        clock_timestamp(), w.service, request_id, trace_id, method, route, purpose, outcome,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        person_ids, hit_ids, h.epoch
    from store.writer w, store.ledger_head h
    where w.role_name = session_user;
    if not found then
        raise insufficient_privilege using message = 'the session is no service''s';
    end if;
end
$function$;

create trigger append_only before update or delete or truncate on access.look
    for each statement execute function store.refuse_change();
alter table access.look enable always trigger append_only;

revoke all on all functions in schema access from public;
grant usage on schema access to @intake@, @investigation@, @interventions@, @reporting@;
grant execute on function access.keep(
    uuid, text, text, text, text, text, text, text, text, text, text, uuid[], uuid[])
    to @intake@, @investigation@, @interventions@, @reporting@;
