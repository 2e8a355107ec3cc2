"""Everything that follows the ledger in one service process."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from shared.eventstore.follow import Follower
from shared.eventstore.projecting import Projecting
from shared.eventstore.projections import Projection
from shared.eventstore.reacting import Reacting
from shared.eventstore.reactions import Reaction
from shared.eventstore.registrar import RETRY_SECONDS
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking

log = logging.getLogger(__name__)


class Runner:
    """Runs a service's projections and reactions; any number of processes may."""

    def __init__(
        self,
        store: PostgresStore,
        *,
        projections: Sequence[Projection[Any]] = (),
        reactions: Sequence[Reaction] = (),
    ) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._follower = Follower(store.url)
        self._consumers: list[Projecting | Reacting] = [
            Reacting(store, reaction) for reaction in reactions
        ]
        if projections:
            self._consumers.append(Projecting(store, projections))
        self._names = [name for each in self._consumers for name in each.consumers]

    async def run(self) -> None:
        """Follow the ledger until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follower.run())
            for consumer in self._consumers:
                tasks.create_task(self._keep_up(consumer))

    async def lag(self) -> Mapping[str, int]:
        """Return how many positions each consumer is behind the ledger's end."""
        async with self._store.transaction() as tx:
            ((head,),) = await tx.fetch("SELECT position FROM store.ledger_head")
            positions = await self._tracking.positions(tx, self._names)
        return {name: head - positions.get(name, 0) for name in self._names}

    async def _keep_up(self, consumer: Projecting | Reacting) -> None:
        position = -1
        while True:
            try:
                if position < 0:
                    async with self._store.transaction() as tx:
                        await self._tracking.begin(tx, consumer.consumers)
                head = await self._follower.beyond(position)
                position = await consumer.step(head)
            except Exception:
                log.exception("a consumer starts over", extra={"consumers": consumer.consumers})
                position = -1
                await asyncio.sleep(RETRY_SECONDS)
