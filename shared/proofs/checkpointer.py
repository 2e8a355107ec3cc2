"""The worker that makes checkpoints as the ledger grows: one at work, in whichever process."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

import psycopg

from shared.kernel.endless import end_if_cancelled
from shared.proofs.anchor import Anchor, AnchorRefused
from shared.proofs.checkpoints import LedgerContradicted, check, make_checkpoint
from shared.proofs.kept import Connection
from shared.proofs.keys import SigningKey, SigningKeyRefused

EVERY_EVENTS = 1000
EVERY_SECONDS = 60.0
LOOK_SECONDS = 0.5
OPTIONS: Mapping[str, Any] = {
    "autocommit": True,
    "application_name": "rodatraden-checkpoints",
    "options": "-c timezone=UTC",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
DUTY = "SELECT pg_try_advisory_lock(hashtextextended('store.keep_checkpoint', 0))"
SIZES = """
    SELECT coalesce((SELECT max(position) FROM store.ledger), 0),
           coalesce((SELECT max(tree_size) FROM store.checkpoint), 0)"""

log = logging.getLogger(__name__)


class Checkpointer:
    """Makes a checkpoint every so many events, and after so many seconds if there were fewer.

    Any number of processes may run one. ``key`` is asked each time, so that a key that was rotated
    is taken up. ``trouble`` says in words why it does not work right now.
    """

    def __init__(
        self,
        url: str,
        key: Callable[[], SigningKey],
        anchor: Anchor | None,
        *,
        every_events: int = EVERY_EVENTS,
        every_seconds: float = EVERY_SECONDS,
    ) -> None:
        self._url = url
        self._key = key
        self._anchor = anchor
        self._every_events = every_events
        self._every_seconds = every_seconds
        self._made_at: float | None = None  # by a clock that nobody sets
        self._is_checked = False
        self.trouble: str | None = None

    async def run(self) -> None:
        """Make checkpoints until cancelled, through every loss of the connection."""
        while True:
            end_if_cancelled()
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, **OPTIONS
                ) as connection:
                    while not await self._is_on_duty(connection):
                        end_if_cancelled()
                        await asyncio.sleep(LOOK_SECONDS)
                    await self._work(connection)
            except psycopg.Error as error:
                self._tell(error.sqlstate or "unreachable")
                await asyncio.sleep(LOOK_SECONDS)

    async def troubled(self) -> Mapping[str, float]:
        """Return 1 when the ledger is not being signed as it should, else 0."""
        return {"": float(self.trouble is not None)}

    async def _is_on_duty(self, connection: Connection) -> bool:
        """Say whether nobody else is, from now until this connection ends."""
        cursor = await connection.execute(DUTY)
        return await cursor.fetchone() == (True,)

    async def _work(self, connection: Connection) -> None:
        while True:
            end_if_cancelled()
            try:
                if not self._is_checked:
                    await check(connection, self._anchor)
                if await self._is_due(connection):
                    await make_checkpoint(connection, self._key(), self._anchor)
                    self._made_at = monotonic()
                self._is_checked = True
                self._tell(None)
            except (LedgerContradicted, AnchorRefused, SigningKeyRefused) as trouble:
                self._is_checked = False
                self._tell(str(trouble))
            await asyncio.sleep(LOOK_SECONDS)

    async def _is_due(self, connection: Connection) -> bool:
        """Say whether there is enough to sign, or it has waited for long enough."""
        ((position, signed),) = await (await connection.execute(SIZES)).fetchall()
        has_waited = self._made_at is None or monotonic() - self._made_at >= self._every_seconds
        return bool(position - signed >= self._every_events or (position > signed and has_waited))

    def _tell(self, trouble: str | None) -> None:
        if trouble and trouble != self.trouble:
            log.critical("the ledger is not being signed", extra={"fields": {"fault": trouble}})
        self.trouble = trouble
