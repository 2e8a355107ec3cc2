"""Learning that the ledger has grown: by a hint when there is one, else by looking."""

import asyncio
import logging

import psycopg

from shared.eventstore.connections import Connection, connect
from shared.eventstore.registrar import CHANNEL, POLL_SECONDS, RETRY_SECONDS
from shared.kernel.endless import end_if_cancelled

HEAD = "SELECT position FROM store.ledger_head"
log = logging.getLogger(__name__)


class Follower:
    """Knows where the ledger ends, a poll late at most."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._grown = asyncio.Condition()
        self.head = 0

    async def run(self) -> None:
        """Follow until cancelled, through every loss of the connection."""
        while True:
            end_if_cancelled()
            try:
                async with await connect(self._url) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    await self._follow_on(connection)
            except psycopg.Error as error:
                log.warning(
                    "following the ledger starts over", extra={"fields": {"fault": error.sqlstate}}
                )
                await asyncio.sleep(RETRY_SECONDS)

    async def beyond(self, position: int, *, seconds: float) -> int:
        """Wait, bounded, until the ledger ends after ``position``; return where it ends."""
        try:
            async with asyncio.timeout(seconds), self._grown:
                await self._grown.wait_for(lambda: self.head > position)
        except TimeoutError:
            pass
        return self.head

    async def _follow_on(self, connection: Connection) -> None:
        while True:
            end_if_cancelled()
            cursor = await connection.execute(HEAD, prepare=True)
            row = await cursor.fetchone()
            if row is not None and row[0] != self.head:
                async with self._grown:
                    self.head = row[0]
                    self._grown.notify_all()
            async for _ in connection.notifies(timeout=POLL_SECONDS, stop_after=1):
                pass
