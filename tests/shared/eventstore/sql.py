"""The store's functions called as a login would, without the Python around them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from shared.eventstore.appending import NewEvent, append_call
from shared.eventstore.arrays import register as register_arrays
from shared.eventstore.leaf import COLUMNS
from shared.testing.database import Database
from tests.shared.eventstore.events import CONTEXT

ENTRIES = (
    "SELECT l.registered_at, l.epoch, l.leaf_hash, l.chain_hash, "
    + ", ".join(f"e.{name}" for name in COLUMNS)
    + " FROM store.ledger l JOIN store.event e USING (event_id) ORDER BY l.position"
)


def event(
    stream_id: UUID,
    version: int = 1,
    *,
    name: str = "intake.assigned.v1",
    data: bytes = b"{}",
    event_id: UUID | None = None,
) -> NewEvent:
    """Return an event whose id follows from where it stands, unless another is given."""
    own_id = UUID(int=(stream_id.int << 16) + version)
    return NewEvent(event_id or own_id, stream_id, version, name, data, CONTEXT)


def append(connection: psycopg.Connection, *events: NewEvent) -> str:
    """Append on a connection of one's own; return the transaction's id."""
    register_arrays(connection)
    ((xid,),) = connection.execute(*append_call(events)).fetchall()
    return str(xid)


def append_at_once(database: Database, *events: NewEvent) -> str:
    """Append and commit, as intake."""
    with psycopg.connect(database.url_for("intake")) as connection:
        return append(connection, *events)


def register(database: Database) -> int:
    """Let the registrar work once, without a wake-up for anybody."""
    with psycopg.connect(database.url_for("registrar"), autocommit=True) as connection:
        ((registered,),) = connection.execute("SELECT store.register()").fetchall()
    return int(registered)


def administer(database: Database, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement as the administrator."""
    with psycopg.connect(database.admin_url, options="-c timezone=UTC") as admin:
        cursor = admin.execute(statement)
        return cursor.fetchall() if cursor.description else []


def entries(database: Database) -> Sequence[tuple[datetime, int, bytes, bytes, list[Any]]]:
    """Return the ledger: when registered, epoch, leaf, chain, and the event's columns."""
    rows = administer(database, ENTRIES)
    return [(at, epoch, leaf, chain, row) for at, epoch, leaf, chain, *row in rows]
