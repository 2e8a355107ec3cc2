"""Keeping a derivation up to date, behind the read models it is worked out from."""

import asyncio
import logging
from time import monotonic

from shared.eventstore.derivations import Derivation
from shared.eventstore.faults import described
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import LedgerRewritten, Tracking
from shared.kernel.refusal import StoreUnavailable

BATCH = 200
SPAN = 5000  # positions looked through at a time
REST_SECONDS = 5.0  # after a failure
WAIT_SECONDS = 0.02  # for the read models it is behind

log = logging.getLogger(__name__)


class Deriving:
    """One derivation at work."""

    def __init__(self, store: PostgresStore, derivation: Derivation) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._derivation = derivation
        self._names = store.codec.names_of(derivation.hears)
        self._resting_until = 0.0
        self.name = derivation.name
        self.consumers = [derivation.name]

    @property
    def failing(self) -> list[str]:
        """The derivation, if it failed a moment ago."""
        return self.consumers if self._resting_until else []

    async def step(self, head: int) -> int:
        """Take in the next batch; return how far the derivation has come."""
        if self._resting_until > monotonic():
            return head
        try:
            reached = await self._batch(head)
        except (StoreUnavailable, LedgerRewritten):
            raise
        except Exception as error:
            self._resting_until = monotonic() + REST_SECONDS
            told = {"projection": self.name, "fault": described(error)}
            log.error("a derivation fails", extra={"fields": told})
            return head
        self._resting_until = 0.0
        return reached

    async def _batch(self, head: int) -> int:
        async with self._store.transaction() as tx:
            start = (await self._tracking.lock(tx, self.consumers))[self.name]
            ahead = await self._tracking.positions(tx, self._derivation.behind)
            found = [ahead.get(name, 0) for name in self._derivation.behind]
            upto = min([head, start + SPAN, *found])
            if start >= upto:
                await asyncio.sleep(WAIT_SECONDS if start < head else 0)
                return start
            events = await tx.registered(start, self._names, upto=upto, most=BATCH)
            if len(events) == BATCH:
                upto = events[-1].position or upto
            if events:
                await self._derivation.derive(tx, events)
            await self._tracking.advance(tx, self.consumers, upto)
            return upto


async def start_over(store: PostgresStore, derivation: Derivation) -> None:
    """Empty the derivation and put it at the beginning; whoever runs it fills it again."""
    tracking = Tracking(store.service)
    async with store.transaction() as tx:
        await tracking.begin(tx, [derivation.name])
        await tracking.hold(tx, [derivation.name])
        for table in derivation.tables:
            await tx.rows(table.delete())
        await tx.fetch(
            f"UPDATE {store.service}.tracking SET position = 0, chain_hash = NULL WHERE name = %s",
            (derivation.name,),
        )
