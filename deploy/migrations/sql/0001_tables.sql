-- The store's tables. Everything in this chain is created by, and so belongs to, the owner role.

create schema store;
create schema intake;
create schema investigation;
create schema interventions;
create schema reporting;

-- What may be stored, and who may store it. A name is never renamed, moved or removed.
create table store.event_name (
    name text primary key,
    service text not null,
    is_published boolean not null,
    schema_version smallint not null
        generated always as (substring(name from '\.v([0-9]+)$')::smallint) stored,
    constraint event_name_begins_with_its_service check (name ^@ (service || '.'))
);

create table store.writer (
    role_name text primary key,
    service text not null
);

-- An epoch is a stretch of the store's life within one cluster; transaction ids start over
-- when a dump is restored in another.
create table store.epoch (
    epoch integer primary key,
    system_identifier bigint not null,
    reason text not null,
    begun_at timestamptz not null
);
insert into store.epoch
select 1, system_identifier, 'created', clock_timestamp() from pg_control_system();

-- The envelope and the data, exactly as they were appended. Never updated.
create table store.event (
    seq bigint generated always as identity (cache 1),
    event_id uuid not null,
    stream_id uuid not null,
    version integer not null,
    name text not null,
    schema_version smallint not null,
    recorded_at timestamptz not null,
    actor_subject text not null,
    actor_role text not null,
    actor_client text not null,
    actor_client_id text not null,
    actor_unit text,
    thread_id uuid not null,
    causation_id uuid not null,
    person_id uuid,
    file_id uuid,
    data bytea not null,
    -- the top-level transaction's, and of the epoch's cluster: how the registrar finds the row
    xid xid8 not null default pg_current_xact_id(),
    -- begin_epoch() raises the default
    epoch integer not null default 1,
    constraint event_stream primary key (stream_id, version),
    constraint event_identity unique (event_id)
);
create index event_transaction on store.event (epoch, xid);

-- The one global order.
create table store.ledger (
    position bigint primary key,
    event_id uuid not null,
    leaf_hash bytea not null,
    chain_hash bytea not null,
    registered_at timestamptz not null,
    epoch integer not null,
    constraint ledger_event unique (event_id)
);

-- Where the ledger ends, and what had been seen when it was written last.
create table store.ledger_head (
    is_head boolean primary key default true check (is_head),
    position bigint not null,
    chain_hash bytea not null,
    registered_at timestamptz not null,
    snapshot pg_snapshot not null,
    epoch integer not null
) with (fillfactor = 20, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
-- Position 0 is nobody's: the chain begins at the hash of the words below, and the snapshot
-- is one in which no transaction has happened yet.
insert into store.ledger_head (position, chain_hash, registered_at, snapshot, epoch)
values (0, sha256('rodatraden ledger 1'), '-infinity', '3:3:', 1);
