-- The access log read by reporting, sealed into the ledger in batches, and kept for as long as the
-- committee has decided: never longer or shorter because a file is destroyed.

-- One look as the bytes that are hashed: every column in the table's order, as store.canonical.
create function access.canonical(l access.look) returns bytea
language sql stable
return substr(array_send(array[
    int8send(l.seq), timestamptz_send(l.at), convert_to(l.service, 'UTF8'),
    uuid_send(l.request_id), convert_to(l.trace_id, 'UTF8'), convert_to(l.method, 'UTF8'),
    convert_to(l.route, 'UTF8'), convert_to(l.purpose, 'UTF8'), convert_to(l.outcome, 'UTF8'),
    convert_to(l.actor_subject, 'UTF8'), convert_to(l.actor_role, 'UTF8'),
    convert_to(l.actor_client, 'UTF8'), convert_to(l.actor_client_id, 'UTF8'),
    convert_to(l.actor_unit, 'UTF8'), array_send(l.person_ids), array_send(l.hit_ids),
    xid8send(l.xid), int4send(l.epoch)
]), 21);

-- What is in the log of one epoch from one transaction id up to another, and its digest.
create function access.batch(in_epoch integer, since xid8, until xid8)
returns table (looks bigint, digest bytea, first_at timestamptz, last_at timestamptz)
language sql stable
begin atomic
    select count(*),
        sha256(coalesce(string_agg(sha256(access.canonical(l)), ''::bytea order by l.xid, l.seq),
            ''::bytea)),
        min(l.at), max(l.at)
    from access.look l
    where l.epoch = in_epoch and l.xid >= since and l.xid < until;
end;

-- Where a batch of an epoch may end: before the first transaction that has not ended yet; of an
-- epoch that is over, after the last that left a look.
create function access.batch_end(in_epoch integer) returns xid8
language sql stable
begin atomic
    select case
        when in_epoch = (select h.epoch from store.ledger_head h)
            then pg_snapshot_xmin(pg_current_snapshot())
        else coalesce(
            (select (l.xid::text::bigint + 1)::text::xid8
             from access.look l where l.epoch = in_epoch order by l.xid desc limit 1),
            '0'::xid8)
    end;
end;

-- For how long looks are kept, as it was decided: the latest row holds. Without one, for good.
create table access.retention (
    decided_at timestamptz primary key default clock_timestamp(),
    years smallint not null check (years between 1 and 100),
    decided_by text not null
);

-- What has been let go of, once its time was over.
create table access.expiry (
    xid xid8 primary key default pg_current_xact_id(),
    before timestamptz not null,
    expired_at timestamptz not null default clock_timestamp(),
    expired_by text not null
);

-- Refuses to remove a look that the transaction has not said it lets go of as out of time.
create function access.refuse_removal() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
begin
    if exists (
        select from access.expiry e where e.xid = pg_current_xact_id() and old.at < e.before
    ) then
        return old;
    end if;
    raise insufficient_privilege using message = 'access.look is append-only';
end
$function$;

-- Lets go of the looks whose time is over, and returns how many. For the owner alone. Refuses with
-- RT006 while no time has been decided, and anything that it has not run out for.
create function access.expire(before timestamptz, expired_by text) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
declare
    kept smallint := (select r.years from access.retention r order by r.decided_at desc limit 1);
    gone bigint;
begin
    if kept is null or before > now() - make_interval(years => kept) then
        raise sqlstate 'RT006' using message = 'the time that looks are kept is not over';
    end if;
    insert into access.expiry (before, expired_by) values (before, expired_by);
    delete from access.look l where l.at < before;
    get diagnostics gone = row_count;
    return gone;
end
$function$;

drop trigger append_only on access.look;
create trigger append_only before update or truncate on access.look
    for each statement execute function store.refuse_change();
create trigger no_removal before delete on access.look
    for each row execute function access.refuse_removal();
create trigger append_only before update or delete or truncate on access.retention
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on access.expiry
    for each statement execute function store.refuse_change();
alter table access.look enable always trigger append_only;
alter table access.look enable always trigger no_removal;
alter table access.retention enable always trigger append_only;
alter table access.expiry enable always trigger append_only;

revoke all on all functions in schema access from public;
grant execute on function access.canonical(access.look), access.batch(integer, xid8, xid8),
    access.batch_end(integer) to @reporting@;
grant select on access.look, access.retention, access.expiry to @reporting@;
