"""What the services may do in the keys database: each a function that runs as its owner.

None of them takes away or replaces anything, so that nobody can lose a file by them.
"""

_RUNS_AS_OWNER = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"

_BEGIN_FIRST_EPOCH = f"""
CREATE OR REPLACE FUNCTION vault.begin_first_epoch(wrapped bytea) RETURNS void
LANGUAGE sql {_RUNS_AS_OWNER}
AS $function$
    INSERT INTO vault.epoch_key (epoch, wrapped)
    SELECT 1, $1 WHERE NOT EXISTS (SELECT FROM vault.epoch_key)
    ON CONFLICT DO NOTHING
$function$"""

_MAKE_LOOKUP_KEY = f"""
CREATE OR REPLACE FUNCTION vault.make_lookup_key(wrapped bytea) RETURNS void
LANGUAGE sql {_RUNS_AS_OWNER}
AS $function$
    INSERT INTO vault.lookup_key (version, wrapped) VALUES (1, $1) ON CONFLICT DO NOTHING
$function$"""

# FOR SHARE: an epoch on its way to be retired is waited for, and then no longer found
_CURRENT = """
    WITH current AS (
        SELECT epoch FROM vault.epoch_key
        WHERE epoch = $2 AND wrapped IS NOT NULL
          AND epoch = (SELECT max(epoch) FROM vault.epoch_key)
        FOR SHARE)"""

_MAKE_FILE_KEY = f"""
CREATE OR REPLACE FUNCTION vault.make_file_key(file_id uuid, epoch integer, wrapped bytea)
RETURNS boolean LANGUAGE sql {_RUNS_AS_OWNER}
AS $function$
    {_CURRENT},
    made AS (
        INSERT INTO vault.file_key (file_id, epoch, wrapped)
        SELECT $1, current.epoch, $3 FROM current
        ON CONFLICT DO NOTHING
        RETURNING 1)
    SELECT EXISTS (SELECT FROM made)
$function$"""

# All or nothing: either the known rows are as they were known to be, and the new ones new, or
# nothing is written. A file with a key of its own stays as it is.
_SHARE_FILE_KEY = f"""
CREATE OR REPLACE FUNCTION vault.share_file_key(
    file_id uuid, epoch integer, known uuid[], new uuid[], wrapped bytea[],
    holders uuid[], shares bytea[]) RETURNS boolean
LANGUAGE sql {_RUNS_AS_OWNER}
AS $function$
    {_CURRENT},
    held AS (
        SELECT f.file_id FROM vault.file_key f
        WHERE EXISTS (SELECT FROM current) AND f.file_id = ANY($3) AND f.destroyed_at IS NULL
          AND (f.wrapped IS NULL) = (f.file_id = $1)
        ORDER BY f.file_id FOR NO KEY UPDATE),
    made AS (
        INSERT INTO vault.file_key (file_id, epoch, wrapped)
        SELECT each.id, CASE WHEN each.wrapped IS NOT NULL THEN current.epoch END, each.wrapped
        FROM unnest($4, $5) AS each (id, wrapped), current
        WHERE (SELECT count(*) FROM held) = cardinality($3)
          AND NOT EXISTS (SELECT FROM vault.file_key f WHERE f.file_id = ANY($4))
        ORDER BY each.id
        RETURNING file_key.file_id),
    done AS (
        SELECT WHERE (SELECT count(*) FROM held) = cardinality($3)
                 AND (SELECT count(*) FROM made) = cardinality($4)),
    shared AS (
        INSERT INTO vault.file_share (file_id, holder_id, wrapped)
        SELECT $1, share.holder_id, share.wrapped
        FROM done, unnest($6, $7) AS share (holder_id, wrapped)
        ON CONFLICT DO NOTHING)
    SELECT EXISTS (SELECT FROM done)
$function$"""

FUNCTIONS = (_BEGIN_FIRST_EPOCH, _MAKE_LOOKUP_KEY, _MAKE_FILE_KEY, _SHARE_FILE_KEY)
