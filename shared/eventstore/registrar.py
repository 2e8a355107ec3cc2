"""The registrar's process side: has committed events registered, soon and one batch at a time."""

import asyncio
import logging

import psycopg

from shared.eventstore.connections import OPTIONS

POLL_SECONDS = 0.1  # for what another process appended, and died before it could poke
REST_SECONDS = 0.002  # so that appends made together are registered together
RETRY_SECONDS = 0.5
CHANNEL = "store_ledger"

log = logging.getLogger(__name__)


class Registrar:
    """Calls ``store.register()``; any number of processes may run one."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._poked = asyncio.Event()

    def poke(self) -> None:
        """Say that something was committed just now."""
        self._poked.set()

    async def run(self) -> None:
        """Register until cancelled, through every loss of the connection."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, **OPTIONS
                ) as connection:
                    await self._register_on(connection)
            except psycopg.Error as error:
                log.warning("the registrar starts over", extra={"fault": error.sqlstate})
                await asyncio.sleep(RETRY_SECONDS)

    async def _register_on(self, connection: psycopg.AsyncConnection) -> None:
        while True:
            self._poked.clear()
            cursor = await connection.execute("SELECT store.register()", prepare=True)
            if await cursor.fetchone() != (0,):
                await connection.execute(f"NOTIFY {CHANNEL}")
            try:
                await asyncio.wait_for(self._poked.wait(), POLL_SECONDS)
            except TimeoutError:
                continue
            await asyncio.sleep(REST_SECONDS)
