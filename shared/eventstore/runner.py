"""Everything that follows the ledger in one service process."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from shared.eventstore.derivations import Derivation
from shared.eventstore.deriving import Deriving
from shared.eventstore.faults import described
from shared.eventstore.follow import Follower
from shared.eventstore.projecting import Projecting
from shared.eventstore.projections import Projection
from shared.eventstore.reacting import Reacting
from shared.eventstore.reactions import Reaction
from shared.eventstore.store import PostgresStore
from shared.eventstore.tracking import Tracking
from shared.kernel.endless import end_if_cancelled
from shared.kernel.refusal import StoreUnavailable

IDLE_SECONDS = 1.0  # then a consumer looks whether another process fell behind
REST_SECONDS = 0.02  # at the ledger's end, so that what comes next has company
RETRY_SECONDS = 0.5

log = logging.getLogger(__name__)


class Runner:
    """Runs a service's projections, derivations and reactions; any number of processes may."""

    def __init__(
        self,
        store: PostgresStore,
        *,
        projections: Sequence[Projection[Any]] = (),
        reactions: Sequence[Reaction] = (),
        derivations: Sequence[Derivation] = (),
    ) -> None:
        self._store = store
        self._tracking = Tracking(store.service)
        self._follower = Follower(store.url)
        self._consumers: list[Projecting | Reacting | Deriving] = [
            *(Reacting(store, reaction) for reaction in reactions),
            *(Deriving(store, derivation) for derivation in derivations),
        ]
        if projections:
            self._consumers.append(Projecting(store, projections))
        self._names = [name for each in self._consumers for name in each.consumers]
        self._stuck: dict[str, str] = {}

    async def run(self) -> None:
        """Follow the ledger until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follower.run())
            for consumer in self._consumers:
                tasks.create_task(self._keep_up(consumer))

    async def lag(self) -> Mapping[str, int]:
        """Return how many positions each consumer is behind the ledger's end."""
        async with self._store.statements() as statements:
            ((head,),) = await statements.fetch("SELECT position FROM store.ledger_head")
            positions = await self._tracking.positions(statements, self._names)
        return {name: max(0, head - positions.get(name, 0)) for name in self._names}

    async def parked(self) -> int:
        """Return how many events are parked in this service."""
        async with self._store.statements() as statements:
            query = f"SELECT count(*) FROM {self._store.service}.parked"
            ((count,),) = await statements.fetch(query)
        return int(count)

    @property
    def troubles(self) -> list[str]:
        """What does not get on right now: consumers, and the kind of fault."""
        failing = [name for consumer in self._consumers for name in consumer.failing]
        return [f"{name}: {fault}" for name, fault in self._stuck.items()] + failing

    async def _keep_up(self, consumer: Projecting | Reacting | Deriving) -> None:
        position = -1
        while True:
            end_if_cancelled()
            try:
                if position < 0:
                    async with self._store.statements() as statements:
                        await self._tracking.begin(statements, consumer.consumers)
                head = await self._follower.beyond(position, seconds=IDLE_SECONDS)
                position = await consumer.step(head)
                self._stuck.pop(consumer.consumers[0], None)
                if position >= head:
                    await asyncio.sleep(REST_SECONDS)
            except Exception as error:
                self._tell(consumer.consumers, error)
                position = -1
                await asyncio.sleep(RETRY_SECONDS)

    def _tell(self, names: Sequence[str], error: Exception) -> None:
        fault = described(error)
        if self._stuck.get(names[0]) != fault:
            level = logging.WARNING if isinstance(error, StoreUnavailable) else logging.ERROR
            told = {"consumers": ", ".join(names), "fault": fault}
            log.log(level, "consumers start over", extra={"fields": told})
        self._stuck[names[0]] = fault
