"""Connections to the store's database that come back by themselves."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from shared.kernel.refusal import StoreUnavailable

Connection: TypeAlias = psycopg.AsyncConnection[TupleRow]

OPTIONS: dict[str, Any] = {"options": "-c timezone=UTC", "application_name": "rodatraden"}
# no connection; no room on the server; shutting down or starting; a standby
AWAY = ("08", "53", "57P", "25006")
PATIENCE_SECONDS = 3.0  # for a connection: then the answer is 503


@contextmanager
def unavailable_when_lost() -> Iterator[None]:
    """Tell a lost or refused connection as ``StoreUnavailable``."""
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        if error.sqlstate is None or error.sqlstate.startswith(AWAY):
            raise StoreUnavailable(type(error).__name__) from error
        raise


class Connections:
    """The pool of one service process."""

    def __init__(self, url: str, *, most: int) -> None:
        self._pool = AsyncConnectionPool[Connection](
            url,
            kwargs=OPTIONS,
            min_size=1,
            max_size=most,
            timeout=PATIENCE_SECONDS,
            reconnect_timeout=PATIENCE_SECONDS,  # given up, and tried anew by the next who asks
            open=False,
        )

    async def open(self) -> None:
        """Begin to connect; does not wait for the database to answer."""
        await self._pool.open(wait=False)

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Connection]:
        """Lend a connection; what was not committed is rolled back.

        Raises:
            StoreUnavailable: there is none to be had.
        """
        with unavailable_when_lost():
            connection = await self._pool.getconn()
        try:
            yield connection
        finally:
            await self._pool.putconn(connection)
