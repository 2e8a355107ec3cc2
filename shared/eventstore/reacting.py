"""Running reactions: each event once, the outcome and the position in one transaction."""

import asyncio
import logging
from typing import Any

from shared.eventstore.reactions import Reaction
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.kernel.context import Recorded
from shared.kernel.refusal import Refusal, StreamMoved

SPAN = 2000
BATCH = 100
log = logging.getLogger(__name__)


class Reacting:
    """One reaction at work."""

    def __init__(self, store: PostgresStore, reaction: Reaction) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._reaction = reaction
        self._names = store.codec.names_of(reaction.hears)
        self.consumers = [reaction.name]
        self.parked = 0

    async def step(self, head: int) -> int:
        """Do what the next events call for; return how far the reaction has come."""
        async with self._store.transaction() as tx:
            start = (await self._tracking.positions(tx, self.consumers))[self._reaction.name]
            upto = min(head, start + SPAN)
            events = await tx.registered(start, self._names, upto=upto, most=BATCH)
        for recorded in events:
            await self._react(recorded)
        if len(events) == BATCH:
            return events[-1].position or 0
        async with self._store.transaction() as tx:
            await self._tracking.advance(tx, self.consumers, upto)
        return upto

    async def _react(self, recorded: Recorded[Any]) -> None:
        while True:
            try:
                async with self._store.transaction() as tx:
                    position = recorded.position or 0
                    if await self._tracking.advance(tx, self.consumers, position):
                        await self._reaction.react(tx, recorded)
            except StreamMoved:
                await asyncio.sleep(0)
            except Refusal as refusal:
                await self._park(recorded, refusal)
                return
            else:
                return

    async def _park(self, recorded: Recorded[Any], refusal: Refusal) -> None:
        name, position = self._reaction.name, recorded.position or 0
        async with self._store.transaction() as tx:
            if not await self._tracking.advance(tx, self.consumers, position):
                return
            await self._tracking.park(tx, name, position, recorded.event_id, refusal.code)
        self.parked += 1
        log.error(
            "a reaction was refused, and its event parked",
            extra={"reaction": name, "event_id": str(recorded.event_id), "code": refusal.code},
        )
