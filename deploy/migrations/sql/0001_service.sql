-- What every service keeps for itself: how far its consumers have come, what they could not do,
-- and the answers it has given.

insert into store.writer (role_name, service) values (@role_name@, '@service@');

create table @service@.tracking (
    name text primary key,
    position bigint not null default 0,
    chain_hash bytea,
    epoch integer not null default 1
) with (fillfactor = 50);

create table @service@.parked (
    name text not null,
    position bigint not null,
    event_id uuid not null,
    code text not null,
    parked_at timestamptz not null default clock_timestamp(),
    primary key (name, position)
);

create table @service@.answer (
    client_id text not null,
    key text not null,
    digest bytea not null,
    status smallint not null,
    headers jsonb not null,
    body bytea not null,
    kept_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null default clock_timestamp() + interval '7 days',
    primary key (client_id, key)
);
create index answer_expiry on @service@.answer (expires_at);

grant usage on schema @service@ to @role@;
grant select, insert, update, delete on all tables in schema @service@ to @role@;
alter default privileges in schema @service@
    grant select, insert, update, delete on tables to @role@;
alter default privileges in schema @service@ grant usage on sequences to @role@;
