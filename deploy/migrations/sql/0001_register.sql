-- The registrar: gives committed events their positions, in an order that no reader ever has to
-- take back.

-- One stored event as the bytes that are hashed: every column in the table's order, each as its
-- length in four bytes (ffffffff for null) and its value in network order; text as UTF-8.
-- That is how PostgreSQL sends an array, after twenty bytes about the array itself.
-- shared/eventstore/leaf.py says the same in Python.
create function store.canonical(e store.event) returns bytea
language sql stable
return substr(array_send(array[
    int8send(e.seq), uuid_send(e.event_id), uuid_send(e.stream_id), int4send(e.version),
    convert_to(e.name, 'UTF8'), int2send(e.schema_version), timestamptz_send(e.recorded_at),
    convert_to(e.actor_subject, 'UTF8'), convert_to(e.actor_role, 'UTF8'),
    convert_to(e.actor_client, 'UTF8'), convert_to(e.actor_client_id, 'UTF8'),
    convert_to(e.actor_unit, 'UTF8'),
    uuid_send(e.thread_id), uuid_send(e.causation_id), uuid_send(e.person_id),
    uuid_send(e.file_id), e.data, xid8send(e.xid), int4send(e.epoch)
]), 21);

create function store.chained(chain bytea, start bytea, leaf bytea) returns bytea
language sql immutable
return sha256(coalesce(chain, start) || leaf);

-- The chain as it grows along a window: chain(start, leaf) over (order by ...).
create aggregate store.chain(start bytea, leaf bytea) (sfunc = store.chained, stype = bytea);

-- Registers everything that was committed since the last time, as the difference of two
-- snapshots, and returns how many events that was. Refuses with RT003 in another cluster than
-- the epoch began in, or in one that has gone back in time.
create function store.register() returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
as $function$
declare
    head store.ledger_head;
    seen pg_snapshot;
    moment timestamptz;
    last_position bigint;
    last_chain bytea;
    registered integer;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise invalid_transaction_state using message = 'the registrar needs READ COMMITTED';
    end if;
    select * into strict head from store.ledger_head for update;
    if pg_snapshot_xmax(head.snapshot) > pg_snapshot_xmax(pg_current_snapshot())
        or (select e.system_identifier from store.epoch e where e.epoch = head.epoch)
            <> (select c.system_identifier from pg_control_system() c)
    then
        raise sqlstate 'RT003' using
            message = 'the store was restored: its epoch has to be raised before it is written';
    end if;
    moment := greatest(head.registered_at, clock_timestamp());

    with fresh as (
        select e.seq, e.event_id, sha256('\x00'::bytea || store.canonical(e)) as leaf
        from store.event e
        where e.epoch = head.epoch
            and (e.xid >= pg_snapshot_xmax(head.snapshot)
                 or e.xid = any (array(select pg_snapshot_xip(head.snapshot))))
            and not pg_visible_in_snapshot(e.xid, head.snapshot)
    ), entered as (
        insert into store.ledger (position, event_id, leaf_hash, chain_hash, registered_at, epoch)
        select head.position + row_number() over in_order, event_id, leaf,
            store.chain(head.chain_hash, leaf) over in_order, moment, head.epoch
        from fresh
        window in_order as (order by seq)
        returning position, chain_hash
    )
    select count(*), max(position), (array_agg(chain_hash order by position desc))[1],
        pg_current_snapshot()
    into registered, last_position, last_chain, seen
    from entered;

    if registered > 0 then
        update store.ledger_head set position = last_position, chain_hash = last_chain,
            registered_at = moment, snapshot = seen;
    end if;
    return registered;
end
$function$;
