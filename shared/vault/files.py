"""File keys at rest: the statements of the keys database, and no others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import LiteralString
from uuid import UUID

from psycopg.abc import Params
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
_MAKE = """
WITH current AS (
    SELECT epoch FROM vault.epoch_key
    WHERE epoch = %(epoch)s AND wrapped IS NOT NULL
      AND epoch = (SELECT max(epoch) FROM vault.epoch_key)
    FOR SHARE)
INSERT INTO vault.file_key (file_id, epoch, wrapped)
SELECT made.file_id, CASE WHEN made.wrapped IS NOT NULL THEN current.epoch END, made.wrapped
FROM unnest(%(ids)s::uuid[], %(wrapped)s::bytea[]) AS made (file_id, wrapped), current
ORDER BY made.file_id
ON CONFLICT DO NOTHING
RETURNING file_id"""

_SHARE = """
INSERT INTO vault.file_share (file_id, holder_id, wrapped)
SELECT %s, unnest(%s::uuid[]), unnest(%s::bytea[])
ON CONFLICT DO NOTHING"""

_OWN_NO_LONGER = "UPDATE vault.file_key SET epoch = NULL, wrapped = NULL WHERE file_id = %s"

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


async def read(
    connection: Connected, file_ids: Sequence[UUID], *, lock: bool = False
) -> list[Resting]:
    """Return what rests for ``file_ids``, unknown ones left out; with ``lock``, held still."""
    statement = f"{_READ} FOR NO KEY UPDATE OF f" if lock else _READ
    async with connection.cursor(row_factory=class_row(Resting)) as cursor:
        await cursor.execute(statement, (list(file_ids),))
        return await cursor.fetchall()


async def insert(
    connection: Connected, epoch: int, wrapped: dict[UUID, bytes | None]
) -> frozenset[UUID]:
    """Insert new files: own keys wrapped under ``epoch``, None for one that is to be shared.

    Returns:
        Those now inserted. The others were there already, or ``epoch`` is not the newest.
    """
    made = {"epoch": epoch, "ids": list(wrapped), "wrapped": list(wrapped.values())}
    return await _ids(connection, _MAKE, made)


async def insert_shares(connection: Connected, file_id: UUID, wrapped: dict[UUID, bytes]) -> None:
    """Let ``file_id`` be opened through each of the holders, and no longer by itself."""
    await connection.execute(_SHARE, (file_id, list(wrapped), list(wrapped.values())))
    await connection.execute(_OWN_NO_LONGER, (file_id,))


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
