"""What became of a transaction whose connection was lost while it was being committed."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from uuid import UUID

import psycopg

from shared.eventstore.connections import (
    PATIENCE_SECONDS,
    Connection,
    Connections,
    unavailable_when_lost,
)

POLL_SECONDS = 0.02
STATUS = "SELECT pg_xact_status(%s::text::xid8)"
STORED = "SELECT count(*) FROM store.own_event WHERE event_id = ANY (%s)"


async def was_stored(connections: Connections, xid: str, event_ids: Sequence[UUID]) -> bool:
    """Say whether the events are stored, once their transaction is over.

    Raises:
        StoreUnavailable: nobody can say now.
    """
    deadline = monotonic() + PATIENCE_SECONDS
    connection = await connections.lend()
    try:
        with unavailable_when_lost():
            while await _is_running(connection, xid) and monotonic() < deadline:
                await asyncio.sleep(POLL_SECONDS)
            cursor = await connection.execute(STORED, (list(event_ids),))
            return await cursor.fetchone() == (len(event_ids),)
    finally:
        await connections.give_back(connection)


async def _is_running(connection: Connection, xid: str) -> bool:
    try:
        cursor = await connection.execute(STATUS, (xid,))
    except psycopg.errors.InvalidParameterValue:
        return False  # another cluster than it began in: it is not running there
    return await cursor.fetchone() == ("in progress",)
