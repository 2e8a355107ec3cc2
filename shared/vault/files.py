"""File keys at rest: the statements of the keys database, and no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from psycopg.abc import Params
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from shared.vault.database import Connected

_READ = """
SELECT f.file_id, f.destroyed_at IS NOT NULL AS is_destroyed,
       coalesce(f.epoch, s.epoch) AS epoch, coalesce(f.wrapped, s.wrapped) AS wrapped,
       s.holder_id, s.share,
       EXISTS (SELECT FROM vault.file_share x WHERE x.holder_id = f.file_id) AS is_holder
FROM vault.file_key f
LEFT JOIN LATERAL (
    SELECT s.holder_id, s.wrapped AS share, h.epoch, h.wrapped
    FROM vault.file_share s JOIN vault.file_key h ON h.file_id = s.holder_id
    WHERE s.file_id = f.file_id AND f.wrapped IS NULL AND h.wrapped IS NOT NULL
    ORDER BY s.holder_id LIMIT 1
) s ON true
WHERE f.file_id = ANY(%s)
ORDER BY f.file_id"""

# FOR SHARE: an epoch on its way to be retired is waited for, and then no longer found
_CURRENT = """
WITH current AS (
    SELECT epoch FROM vault.epoch_key
    WHERE epoch = %(epoch)s AND wrapped IS NOT NULL
      AND epoch = (SELECT max(epoch) FROM vault.epoch_key)
    FOR SHARE)"""

_INSERT = f"""{_CURRENT}
INSERT INTO vault.file_key (file_id, epoch, wrapped)
SELECT %(id)s, epoch, %(wrapped)s FROM current
ON CONFLICT DO NOTHING"""

# All or nothing: either the known rows are as they were known to be, and the new ones new, or
# nothing is written.
_SHARE = f"""{_CURRENT},
held AS (
    SELECT f.file_id FROM vault.file_key f
    WHERE EXISTS (SELECT FROM current) AND f.file_id = ANY(%(known)s) AND f.destroyed_at IS NULL
      AND CASE WHEN f.file_id = %(id)s
          THEN NOT EXISTS (SELECT FROM vault.file_share x WHERE x.holder_id = f.file_id)
          ELSE f.wrapped IS NOT NULL END
    ORDER BY f.file_id FOR NO KEY UPDATE),
made AS (
    INSERT INTO vault.file_key (file_id, epoch, wrapped)
    SELECT new.file_id, CASE WHEN new.wrapped IS NOT NULL THEN current.epoch END, new.wrapped
    FROM unnest(%(new)s::uuid[], %(wrapped)s::bytea[]) AS new (file_id, wrapped), current
    WHERE (SELECT count(*) FROM held) = cardinality(%(known)s::uuid[])
      AND NOT EXISTS (SELECT FROM vault.file_key f WHERE f.file_id = ANY(%(new)s))
    ORDER BY new.file_id
    RETURNING file_id),
done AS (
    SELECT WHERE (SELECT count(*) FROM held) = cardinality(%(known)s::uuid[])
             AND (SELECT count(*) FROM made) = cardinality(%(new)s::uuid[])),
no_longer_own AS (
    UPDATE vault.file_key SET epoch = NULL, wrapped = NULL
    WHERE file_id = %(id)s AND wrapped IS NOT NULL AND EXISTS (SELECT FROM done)),
shared AS (
    INSERT INTO vault.file_share (file_id, holder_id, wrapped)
    SELECT %(id)s, share.holder_id, share.wrapped
    FROM done, unnest(%(holders)s::uuid[], %(shares)s::bytea[]) AS share (holder_id, wrapped)
    ON CONFLICT DO NOTHING)
SELECT FROM done"""

_LOCK_TOUCHED = """
SELECT FROM vault.file_key f
WHERE f.file_id = ANY(%(ids)s)
   OR f.file_id IN (SELECT file_id FROM vault.file_share WHERE holder_id = ANY(%(ids)s))
ORDER BY f.file_id FOR NO KEY UPDATE"""

_DESTROY = """
INSERT INTO vault.file_key (file_id, destroyed_at)
SELECT file_id, now() FROM unnest(%s::uuid[]) AS doomed (file_id) ORDER BY file_id
ON CONFLICT (file_id) DO UPDATE SET epoch = NULL, wrapped = NULL, destroyed_at = now()
WHERE vault.file_key.destroyed_at IS NULL
RETURNING file_id"""

_UNSHARE = """
DELETE FROM vault.file_share WHERE file_id = ANY(%(ids)s) OR holder_id = ANY(%(ids)s)
RETURNING file_id"""

_DESTROY_UNHELD = """
UPDATE vault.file_key f SET destroyed_at = now()
WHERE f.file_id = ANY(%s) AND f.wrapped IS NULL AND f.destroyed_at IS NULL
  AND NOT EXISTS (SELECT FROM vault.file_share s WHERE s.file_id = f.file_id)
RETURNING file_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A file's key as it rests: own, shared through a holder's, or destroyed.

    ``wrapped`` is the file's own key or, when ``share`` is there, the holder's.
    """

    file_id: UUID
    is_destroyed: bool
    epoch: int | None
    wrapped: bytes | None
    holder_id: UUID | None
    share: bytes | None
    is_holder: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """A file to be shared: what is known to rest already, what is new, and for whom.

    ``new`` holds own keys wrapped under ``epoch``, and None for the shared file itself.
    """

    file_id: UUID
    epoch: int
    known: Sequence[UUID]
    new: Mapping[UUID, bytes | None]
    shares: Mapping[UUID, bytes]


async def read(connection: Connected, file_ids: Sequence[UUID]) -> list[Resting]:
    """Return what rests for ``file_ids``, unknown ones left out."""
    async with connection.cursor(row_factory=class_row(Resting)) as cursor:
        await cursor.execute(_READ, (list(file_ids),))
        return await cursor.fetchall()


async def insert(connection: Connected, file_id: UUID, epoch: int, wrapped: bytes) -> bool:
    """Insert a new file whose key is wrapped under ``epoch``.

    Returns:
        False when it was there already, or ``epoch`` is not the newest.
    """
    made = {"id": file_id, "epoch": epoch, "wrapped": wrapped}
    return (await connection.execute(_INSERT, made)).rowcount == 1


async def share(connection: Connected, sharing: Sharing) -> bool:
    """Write ``sharing``, so that the file is opened through its holders and not by itself.

    Returns:
        False, with nothing written, when something was not as it was known to be.
    """
    parameters = {
        "id": sharing.file_id,
        "epoch": sharing.epoch,
        "known": list(sharing.known),
        "new": list(sharing.new),
        "wrapped": list(sharing.new.values()),
        "holders": list(sharing.shares),
        "shares": list(sharing.shares.values()),
    }
    try:
        return (await connection.execute(_SHARE, parameters)).rowcount == 1
    except UniqueViolation:  # another process made one of them at the same moment
        return False


async def destroy(connection: Connected, file_ids: Sequence[UUID]) -> frozenset[UUID]:
    """Delete the keys of ``file_ids``, and of what only they could open; return all of them."""
    ids = {"ids": list(file_ids)}
    async with connection.transaction():
        await connection.execute(_LOCK_TOUCHED, ids)
        destroyed = await _ids(connection, _DESTROY, (ids["ids"],))
        touched = await _ids(connection, _UNSHARE, ids)
        return destroyed | await _ids(connection, _DESTROY_UNHELD, (list(touched),))


async def _ids(
    connection: Connected, statement: LiteralString, parameters: Params
) -> frozenset[UUID]:
    cursor = await connection.execute(statement, parameters)
    return frozenset(row[0] for row in await cursor.fetchall())
