-- Checkpoints: signed statements of what the ledger was. Kept as append-only as the ledger.

create table store.checkpoint (
    number bigint primary key,
    tree_size bigint not null,
    root_hash bytea not null check (octet_length(root_hash) = 32),
    chain_hash bytea not null,
    epoch integer not null,
    made_at timestamptz not null,
    note text not null,
    -- the nodes that cover the tree, one after the other: where the next one goes on from
    frontier bytea not null check (octet_length(frontier) % 32 = 0)
);
create index checkpoint_size on store.checkpoint (tree_size, number);

-- Every eighth level of the tree, so that no proof takes more than some hundred leaves. All are
-- under the last checkpoint, and can be computed from the ledger.
create table store.subtree (
    level smallint not null,
    index bigint not null,
    hash bytea not null check (octet_length(hash) = 32),
    primary key (level, index)
);

create trigger append_only before update or delete or truncate on store.checkpoint
    for each statement execute function store.refuse_change();
create trigger append_only before update or delete or truncate on store.subtree
    for each statement execute function store.refuse_change();
alter table store.checkpoint enable always trigger append_only;
alter table store.subtree enable always trigger append_only;

-- Keeps a checkpoint and the subtrees that became complete since the last, and returns its number.
-- Refuses with RT004 one that is not of this ledger, or that goes back in size or in time.
create function store.keep_checkpoint(
    tree_size bigint, root_hash bytea, chain_hash bytea, epoch integer, made_at timestamptz,
    note text, frontier bytea, after bigint, levels integer[], indexes bigint[], hashes bytea[]
) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $function$
#variable_conflict use_variable
declare
    last store.checkpoint;
begin
    lock table store.checkpoint in share row exclusive mode;
    select c.* into last from store.checkpoint c order by c.number desc limit 1;
    if coalesce(last.number, 0) <> after then
        raise sqlstate 'RT005' using message = 'somebody else has made a checkpoint meanwhile';
    end if;
    if tree_size < last.tree_size or made_at < last.made_at
        or (tree_size = last.tree_size and root_hash <> last.root_hash)
        or not exists (
            select from store.ledger l
            where (l.position, l.chain_hash, l.epoch) = (tree_size, chain_hash, epoch)
                and l.registered_at <= made_at)
    then
        raise sqlstate 'RT004' using
            message = 'a checkpoint is of this ledger, and never goes back in size or time';
    end if;
    insert into store.checkpoint
    values (after + 1, tree_size, root_hash, chain_hash, epoch, made_at, note, frontier);
    insert into store.subtree (level, index, hash)
    select s.level, s.index, s.hash
    from unnest(levels, indexes, hashes) as s (level, index, hash);
    return after + 1;
end
$function$;

revoke all on function store.keep_checkpoint(
    bigint, bytea, bytea, integer, timestamptz, text, bytea, bigint,
    integer[], bigint[], bytea[]) from public;
grant execute on function store.keep_checkpoint(
    bigint, bytea, bytea, integer, timestamptz, text, bytea, bigint,
    integer[], bigint[], bytea[]) to @registrar@;
grant select on store.checkpoint, store.subtree
    to @registrar@, @intake@, @investigation@, @interventions@, @reporting@;
