"""The connections to the keys database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from psycopg import AsyncConnection, OperationalError
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from shared.kernel.refusal import StoreUnavailable

Connected: TypeAlias = AsyncConnection[TupleRow]


class KeyDatabase:
    """A small pool; each statement commits by itself unless a transaction is asked for."""

    def __init__(self, url: str) -> None:
        self._pool = AsyncConnectionPool[Connected](
            url,
            min_size=1,
            max_size=4,
            timeout=2,
            reconnect_timeout=2,  # then the next request tries anew, so recovery is never far off
            open=False,
            name="keys",
            kwargs={"autocommit": True, "application_name": "rodatraden-keys"},
        )

    async def open(self) -> None:
        """Begin connecting."""
        await self._pool.open()

    async def close(self) -> None:
        """Let go of every connection."""
        await self._pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connected]:
        """Lend a connection.

        Raises:
            StoreUnavailable: the keys database cannot be reached.
        """
        try:
            async with self._pool.connection() as connection:
                yield connection
        except (OperationalError, PoolTimeout) as error:
            raise StoreUnavailable("keys") from error
