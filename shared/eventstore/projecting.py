"""Keeping projections up to date: all of a service's at once, a batch at a time."""

from collections.abc import Sequence
from typing import Any

from shared.eventstore.projections import Projection
from shared.eventstore.read_model import ReadModel
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.eventstore.transaction import PostgresTransaction
from shared.kernel.context import Recorded

BATCH = 500


class Projecting:
    """Projections that move together: read, folded and written in one transaction."""

    def __init__(self, store: PostgresStore, projections: Sequence[Projection[Any]]) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._projections = projections
        self._models = {each.name: ReadModel(each) for each in projections}
        self._names = store.codec.names_of(cls for each in projections for cls in each.hears)
        self.consumers = [each.name for each in projections]

    async def step(self, head: int) -> int:
        """Take in the next batch; return how far the last of the projections has come."""
        async with self._store.transaction() as tx:
            positions = await self._tracking.lock(tx, self.consumers)
            start = min(positions.values())
            if start >= head:
                return start
            upto = min(head, start + BATCH)
            events = await tx.registered(start, self._names, upto=upto, most=BATCH)
            for projection in self._projections:
                new = [e for e in events if (e.position or 0) > positions[projection.name]]
                await self._take_in(tx, projection, new)
            await self._tracking.advance(tx, self.consumers, upto)
            return upto

    async def _take_in(
        self,
        tx: PostgresTransaction,
        projection: Projection[Any],
        events: Sequence[Recorded[Any]],
    ) -> None:
        touched = projection.touched(events)
        if touched:
            model = self._models[projection.name]
            rows = await model.load(tx.connection, touched)
            before = set(rows)
            projection.fold(rows, events)
            await model.save(tx.connection, rows, gone=before - set(rows))
