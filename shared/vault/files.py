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

_INSERT = "SELECT vault.make_file_key(%(id)s, %(epoch)s, %(wrapped)s)"

_SHARE = """
SELECT vault.share_file_key(%(id)s, %(epoch)s, %(known)s::uuid[], %(new)s::uuid[],
    %(wrapped)s::bytea[], %(holders)s::uuid[], %(shares)s::bytea[])"""


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
    return await _is_done(connection, _INSERT, made)


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
        return await _is_done(connection, _SHARE, parameters)
    except UniqueViolation:  # another process made one of them at the same moment
        return False


async def _is_done(connection: Connected, statement: LiteralString, parameters: Params) -> bool:
    return await (await connection.execute(statement, parameters)).fetchone() == (True,)
