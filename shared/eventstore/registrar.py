"""The registrar's process side: has committed events registered, soon and one batch at a time."""

import asyncio
import logging

import psycopg

from shared.eventstore.connections import Connection, connect

POLL_SECONDS = 0.1  # for what another process appended, and died before it could poke
REST_SECONDS = 0.005  # after a batch, so that the next has company
RETRY_SECONDS = 0.5
CHANNEL = "store_ledger"

log = logging.getLogger(__name__)


class Registrar:
    """Calls ``store.register()``; any number of processes may run one.

    ``trouble`` says in a word why it does not work right now.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._poked = asyncio.Event()
        self.trouble: str | None = None

    def poke(self) -> None:
        """Say that something was committed just now."""
        self._poked.set()

    async def run(self) -> None:
        """Register until cancelled, through every loss of the connection."""
        while True:
            try:
                async with await connect(self._url) as connection:
                    await self._register_on(connection)
            except psycopg.Error as error:
                self._tell(error.sqlstate or "unreachable")
                await asyncio.sleep(RETRY_SECONDS)

    async def _register_on(self, connection: Connection) -> None:
        while True:
            self._poked.clear()
            cursor = await connection.execute("SELECT store.register()", prepare=True)
            self.trouble = None
            if await cursor.fetchone() != (0,):
                await connection.execute(f"NOTIFY {CHANNEL}")
                await asyncio.sleep(REST_SECONDS)
            try:
                async with asyncio.timeout(POLL_SECONDS):
                    await self._poked.wait()
            except TimeoutError:
                continue

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.error("events are not being registered", extra={"fault": trouble})
        self.trouble = trouble
