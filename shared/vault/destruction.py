"""Destroying file keys, under the one login that may: text sealed by them is gone for good."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from psycopg.abc import Params

from shared.vault.database import Connected, KeyDatabase
from shared.vault.master import KeyManager
from shared.vault.rotation import forget_retired, renew_epoch

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


class Destroyer:
    """Destroys files, and then what old backups could open them with."""

    def __init__(self, url: str, manager: KeyManager) -> None:
        self._database = KeyDatabase(url)
        self._manager = manager

    async def open(self) -> None:
        """Begin connecting."""
        await self._database.open()

    async def close(self) -> None:
        """Let go of every connection."""
        await self._database.close()

    async def destroy(self, file_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Destroy the keys of ``file_ids``, and of shared files whose last holder they were.

        All of them or none. A file that had no key can never get one. Running processes may use
        a key that they have opened for some seconds more.

        Returns:
            What was destroyed now, and not before.
        """
        async with self._database.connection() as connection:
            return await _destroy(connection, file_ids)

    async def retire(self) -> int:
        """Let no backup of the keys database open what has been destroyed; return the new epoch.

        The living file keys move to a new epoch, and the secrets of all earlier ones are
        forgotten. May be broken off at any point and asked for again.
        """
        async with self._database.connection() as connection:
            epoch = await renew_epoch(connection, self._manager)
            await forget_retired(connection, self._manager)
            return epoch


async def _destroy(connection: Connected, file_ids: Sequence[UUID]) -> frozenset[UUID]:
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
