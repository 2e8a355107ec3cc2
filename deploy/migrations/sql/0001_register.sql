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

-- The events that were not yet visible in a snapshot: their transactions began later, or were
-- running then. (Asked for so, in two ranges of the index, neither the age of the ledger nor a
-- long transaction elsewhere costs anything.) Stable: it sees with its caller's snapshot.
create function store.unseen(since pg_snapshot, in_epoch integer) returns setof store.event
language sql stable
begin atomic
    select e.* from store.event e
    where e.epoch = in_epoch and e.xid >= pg_snapshot_xmax(since)
        and not pg_visible_in_snapshot(e.xid, since)
    union all
    select e.* from store.event e
    where e.epoch = in_epoch and e.xid = any (array(select pg_snapshot_xip(since)))
        and not pg_visible_in_snapshot(e.xid, since);
end;

-- Refuses with RT003 in another cluster than the epoch began in, or in one that went back in time.
create function store.refuse_unless_same_cluster(head store.ledger_head) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
begin
    if pg_snapshot_xmax(head.snapshot) > pg_snapshot_xmax(pg_current_snapshot())
        or not exists (
            select from store.epoch e, pg_control_system() cluster
            where e.epoch = head.epoch and e.system_identifier = cluster.system_identifier)
    then
        raise sqlstate 'RT003' using
            message = 'the store was restored elsewhere: raise its epoch with store.begin_epoch()';
    end if;
end
$function$;

-- Writes positions, hashes and the head, which the caller has locked.
create function store.enter(
    head store.ledger_head, event_ids uuid[], leaves bytea[], seen pg_snapshot
) returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
declare
    moment constant timestamptz := greatest(head.registered_at, clock_timestamp());
    chain bytea[] := '{}';
    leaf bytea;
begin
    foreach leaf in array leaves loop
        head.chain_hash := sha256(head.chain_hash || leaf);
        chain := chain || head.chain_hash;
    end loop;
    insert into store.ledger (position, event_id, leaf_hash, chain_hash, registered_at, epoch)
    select head.position + entry.place, entry.event_id, entry.leaf, entry.chain, moment, head.epoch
    from unnest(event_ids, leaves, chain) with ordinality
        as entry (event_id, leaf, chain, place);
    update store.ledger_head set position = head.position + cardinality(leaves),
        chain_hash = head.chain_hash, registered_at = moment, snapshot = seen, epoch = head.epoch;
    return cardinality(leaves);
end
$function$;

-- Registers what was committed since the last time, as the difference of two snapshots, and
-- returns how many events that was. It looks before it locks, so that an idle ledger costs no
-- transaction id; what it registers is found by the statement after the lock, with a snapshot of
-- its own.
create function store.register() returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $function$
declare
    head store.ledger_head;
    event_ids uuid[];
    leaves bytea[];
    seen pg_snapshot;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise invalid_transaction_state using message = 'the registrar needs READ COMMITTED';
    end if;
    select * into strict head from store.ledger_head;
    perform store.refuse_unless_same_cluster(head);
    if not exists (select from store.unseen(head.snapshot, head.epoch)) then
        return 0;
    end if;

    select * into strict head from store.ledger_head for update;
    select array_agg(e.event_id order by e.seq),
        array_agg(sha256('\x00'::bytea || store.canonical(e)) order by e.seq),
        pg_current_snapshot()
    into event_ids, leaves, seen
    from store.unseen(head.snapshot, head.epoch) e;
    if leaves is null then
        return 0;
    end if;
    return store.enter(head, event_ids, leaves, seen);
end
$function$;

-- Begins a new epoch, after a dump was restored: waits for whoever is appending, registers every
-- event that has no position yet, and goes on from this cluster's snapshot. For the owner alone.
create function store.begin_epoch(reason text) returns integer
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
declare
    head store.ledger_head;
    event_ids uuid[];
    leaves bytea[];
    seen pg_snapshot;
begin
    select * into strict head from store.ledger_head for update;
    head.epoch := head.epoch + 1;
    execute format('alter table store.event alter column epoch set default %s', head.epoch);
    insert into store.epoch (epoch, system_identifier, reason, begun_at)
    select head.epoch, cluster.system_identifier, reason, clock_timestamp()
    from pg_control_system() cluster;

    select coalesce(array_agg(e.event_id order by e.epoch, e.seq), '{}'),
        coalesce(array_agg(sha256('\x00'::bytea || store.canonical(e)) order by e.epoch, e.seq), '{}'),
        pg_current_snapshot()
    into event_ids, leaves, seen
    from store.event e
    where not exists (select from store.ledger l where l.event_id = e.event_id);
    perform store.enter(head, event_ids, leaves, seen);
    return head.epoch;
end
$function$;
