"""What the database knows of the ledger's end and of the last checkpoint."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from psycopg import AsyncConnection
from psycopg.rows import TupleRow, class_row

Connection: TypeAlias = AsyncConnection[TupleRow]

_HEAD = """
    SELECT position, chain_hash, epoch, registered_at, clock_timestamp() AS now
    FROM store.ledger ORDER BY position DESC LIMIT 1"""
_LAST = """
    SELECT number, tree_size, root_hash, chain_hash, made_at, note, frontier
    FROM store.checkpoint ORDER BY number DESC LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the ledger ends, and what the database's clock says."""

    position: int
    chain_hash: bytes
    epoch: int
    registered_at: datetime
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The last checkpoint as the database keeps it."""

    number: int
    tree_size: int
    root_hash: bytes
    chain_hash: bytes
    made_at: datetime
    note: str
    frontier: bytes


async def head_of(connection: Connection) -> Head | None:
    """Return where the ledger ends; None while it is empty."""
    cursor = connection.cursor(row_factory=class_row(Head))
    return await (await cursor.execute(_HEAD)).fetchone()


async def last_of(connection: Connection) -> Kept | None:
    """Return the last checkpoint; None before the first."""
    cursor = connection.cursor(row_factory=class_row(Kept))
    return await (await cursor.execute(_LAST)).fetchone()
