"""Connections to the store's database that come back by themselves."""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from shared.eventstore.arrays import register
from shared.kernel.refusal import StoreUnavailable

Connection: TypeAlias = psycopg.AsyncConnection[TupleRow]

OPTIONS: Mapping[str, Any] = {
    "application_name": "rodatraden",
    # Rows are found by index, most often in memory; nobody's answer is worth all processors.
    "options": "-c timezone=UTC -c jit=off -c random_page_cost=1.1"
    " -c max_parallel_workers_per_gather=0",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
PATIENCE_SECONDS = 3.0  # for a connection: then the answer is 503
# no connection; no room on the server; shutting down or starting; a standby
AWAY = ("08", "53", "57P", "25006")


def is_away(error: psycopg.Error) -> bool:
    """Say whether ``error`` means that the database cannot be reached now."""
    if not isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return isinstance(error, psycopg.errors.ReadOnlySqlTransaction)
    return error.sqlstate is None or error.sqlstate.startswith(AWAY)


@contextmanager
def unavailable_when_lost() -> Iterator[None]:
    """Tell a lost or refused connection as ``StoreUnavailable``."""
    try:
        yield
    except psycopg.Error as error:
        if is_away(error):
            raise StoreUnavailable(type(error).__name__) from error
        raise


async def connect(url: str) -> Connection:
    """Return a connection for one purpose alone, in autocommit."""
    return await psycopg.AsyncConnection.connect(url, autocommit=True, **OPTIONS)


class Connections:
    """A pool of one service process.

    In autocommit every statement is a transaction of its own; otherwise the first one begins a
    transaction, on its way.
    """

    def __init__(self, url: str, *, autocommit: bool, most: int) -> None:
        self._pool = AsyncConnectionPool[Connection](
            url,
            kwargs={"autocommit": autocommit, **OPTIONS},
            min_size=1,
            max_size=most,
            timeout=PATIENCE_SECONDS,
            reconnect_timeout=PATIENCE_SECONDS,  # given up, and tried anew by the next who asks
            configure=_configure,
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect; does not wait for the database to answer."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()

    async def lend(self) -> Connection:
        """Lend a connection, to be given back.

        Raises:
            StoreUnavailable: there is none to be had.
        """
        with unavailable_when_lost():
            while _is_cut(connection := await self._pool.getconn()):
                await connection.close()
                await self._pool.putconn(connection)
        return connection

    async def give_back(self, connection: Connection) -> None:
        """Take a connection back; what was not committed is rolled back."""
        await self._pool.putconn(connection)


async def _configure(connection: Connection) -> None:
    register(connection)


def _is_cut(connection: Connection) -> bool:
    """Say whether the server has hung up on an idle connection, without asking the server."""
    poll = select.poll()
    poll.register(connection.pgconn.socket, select.POLLIN)
    return bool(poll.poll(0))
