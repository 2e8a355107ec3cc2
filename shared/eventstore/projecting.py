"""Keeping projections up to date: all of a service's at once, a batch at a time."""

import logging
from collections.abc import Sequence
from time import monotonic
from typing import Any

from shared.eventstore.faults import described
from shared.eventstore.projections import Projection
from shared.eventstore.read_model import ReadModel
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import LedgerRewritten, Tracking
from shared.kernel.refusal import StoreUnavailable

BATCH = 500
REST_SECONDS = 5.0  # for a projection that failed

log = logging.getLogger(__name__)


class Projecting:
    """The projections of a service.

    Those that are equally far move together: read once, and written in one transaction. One that
    is behind (new, or it failed) catches up by itself, a batch for each batch of the others.
    """

    def __init__(self, store: PostgresStore, projections: Sequence[Projection[Any]]) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._hears = {each.name: store.codec.names_of(each.hears) for each in projections}
        self._models = {each.name: ReadModel(each) for each in projections}
        self._resting_until: dict[str, float] = {}
        self.consumers = list(self._models)

    @property
    def failing(self) -> list[str]:
        """The projections that failed a moment ago."""
        return list(self._resting_until)

    async def step(self, head: int) -> int:
        """Take in the next batch; return how far the last of those at work has come."""
        async with self._store.statements() as statements:
            positions = await self._tracking.positions(statements, self.consumers)
        now = monotonic()
        awake = {n: p for n, p in positions.items() if self._resting_until.get(n, 0) <= now}
        if not awake:
            return head
        front = max(awake.values())
        last = min(awake, key=lambda name: awake[name])
        reached = front
        if front < head:
            reached = await self._together([n for n in awake if awake[n] == front], head)
        if awake[last] < front:
            reached = await self._together([last], head)
        return reached

    async def _together(self, names: Sequence[str], head: int) -> int:
        try:
            reached = await self._batch(names, head)
        except (StoreUnavailable, LedgerRewritten):
            raise
        except Exception as error:
            if len(names) > 1:
                return min([await self._together([name], head) for name in names])
            self._resting_until[names[0]] = monotonic() + REST_SECONDS
            told = {"projection": names[0], "fault": described(error)}
            log.error("a projection fails", extra={"fields": told})
            return head
        for name in names:
            self._resting_until.pop(name, None)
        return reached

    async def _batch(self, names: Sequence[str], head: int) -> int:
        async with self._store.transaction() as tx:
            positions = await self._tracking.lock(tx, names)
            start = min(positions.values())
            upto = min(head, start + BATCH)
            if start >= upto:
                return start
            heard = {name for each in names for name in self._hears[each]}
            heard.update(self._store.codec.corrections())
            events = await tx.registered(start, sorted(heard), upto=upto, most=BATCH)
            for name in names:
                new = [e for e in events if (e.position or 0) > positions[name]]
                await self._models[name].take_in(tx.connection, new, tx.past)
            await self._tracking.advance(tx, names, upto)
            return upto
