"""Running reactions: each event once, the outcome and the position in one transaction."""

import asyncio
import logging
from typing import Any

from shared.eventstore.reactions import Reaction
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.eventstore.transaction import PostgresTransaction
from shared.kernel.context import Recorded
from shared.kernel.refusal import Refusal, StreamMoved

SPAN = 5000  # positions looked through at a time
BATCH = 100
MOVED_SECONDS = 0.005

log = logging.getLogger(__name__)


class Reacting:
    """One reaction at work."""

    def __init__(self, store: PostgresStore, reaction: Reaction) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._reaction = reaction
        self._names = store.codec.names_of(reaction.hears)
        self.name = reaction.name
        self.consumers = [reaction.name]
        self.failing: list[str] = []

    async def step(self, head: int) -> int:
        """Do what the next events call for; return how far the reaction has come."""
        async with self._store.statements() as statements:
            start = (await self._tracking.positions(statements, self.consumers))[self.name]
            upto = min(head, start + SPAN)
            if start >= upto:
                return start
            events = await statements.registered(start, self._names, upto=upto, most=BATCH)
            if not events:
                await self._tracking.advance(statements, self.consumers, upto)
                return upto
        for recorded in events:
            await self._react(recorded)
        return events[-1].position or 0

    async def _react(self, recorded: Recorded[Any]) -> None:
        while True:
            try:
                async with self._store.transaction() as tx:
                    if await self._is_next(tx, recorded):
                        await self._reaction.react(tx, recorded)
            except StreamMoved:
                await asyncio.sleep(MOVED_SECONDS)
            except Refusal as refusal:
                await self._park(recorded, refusal.code)
                return
            else:
                return

    async def _park(self, recorded: Recorded[Any], code: str) -> None:
        async with self._store.transaction() as tx:
            if not await self._is_next(tx, recorded):
                return
            await self._tracking.park(tx, self.name, recorded, code)
        told = {"reaction": self.name, "event_id": str(recorded.event_id), "code": code}
        log.error(
            "a rule refused what a reaction wanted; its event is parked", extra={"fields": told}
        )

    async def _is_next(self, tx: PostgresTransaction, recorded: Recorded[Any]) -> bool:
        return await self._tracking.advance(tx, self.consumers, recorded.position or 0)
