"""The registrar's process side: has committed events registered, soon and one batch at a time.

Every process may run one. The one that holds an advisory lock is on duty, and looks often; the
others stand by, and step in when they have been poked and the ledger has not moved for a while. So
nothing waits for a process that hangs, and eight processes do not do the work of one.
"""

import asyncio
import logging

import psycopg

from shared.eventstore.connections import Connection, connect
from shared.kernel.endless import end_if_cancelled

REST_SECONDS = 0.01  # on duty, after a batch, so that the next has company
LOOK_SECONDS = 0.02  # on duty, when there was nothing: for what other processes append
STAND_BY_SECONDS = 0.05  # for the one on duty to have seen to it
POLL_SECONDS = 0.1  # standing by, and following: whatever else was lost
RETRY_SECONDS = 0.5
CHANNEL = "store_ledger"
HEAD = "SELECT epoch, position FROM store.ledger_head"
DUTY = "SELECT pg_try_advisory_lock(hashtextextended('store.register', 0))"

log = logging.getLogger(__name__)


class Registrar:
    """Calls ``store.register()``.

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
            end_if_cancelled()
            try:
                async with await connect(self._url) as connection:
                    while not await self._is_on_duty(connection):
                        await self._stand_by(connection)
                    while True:
                        await self._work(connection)
            except psycopg.Error as error:
                self._tell(error.sqlstate or "unreachable")
                await asyncio.sleep(RETRY_SECONDS)

    async def _is_on_duty(self, connection: Connection) -> bool:
        end_if_cancelled()
        cursor = await connection.execute(DUTY, prepare=True)
        return await cursor.fetchone() == (True,)

    async def _stand_by(self, connection: Connection) -> None:
        if await self._poke_within(POLL_SECONDS):
            head = await self._head(connection)
            await asyncio.sleep(STAND_BY_SECONDS)
            self._poked.clear()
            if await self._head(connection) == head:
                await self._register(connection)
            else:  # the one on duty is at work: look again until the ledger rests
                self._poked.set()

    async def _head(self, connection: Connection) -> tuple[int, int]:
        cursor = await connection.execute(HEAD, prepare=True)
        ((epoch, position),) = await cursor.fetchall()
        return epoch, position

    async def _work(self, connection: Connection) -> None:
        end_if_cancelled()
        self._poked.clear()
        if await self._register(connection):
            await asyncio.sleep(REST_SECONDS)
        else:
            await self._poke_within(LOOK_SECONDS)

    async def _register(self, connection: Connection) -> int:
        cursor = await connection.execute("SELECT store.register()", prepare=True)
        ((registered,),) = await cursor.fetchall()
        if registered:
            await connection.execute(f"NOTIFY {CHANNEL}")
        self.trouble = None
        return int(registered)

    async def _poke_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._poked.wait()
        except TimeoutError:
            return False

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.error("events are not being registered", extra={"fields": {"fault": trouble}})
        self.trouble = trouble
