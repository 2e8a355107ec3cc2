"""The door for the ``eventsourcing`` library: ``PERSISTENCE_MODULE=shared.eventstore.library``.

Its applications then live among one service's own events, under stored names of their own.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any

from eventsourcing.domain import DomainEventProtocol, TAggregateID
from eventsourcing.persistence import (
    AggregateRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    Mapper,
    StoredEvent,
    Transcoder,
)
from eventsourcing.utils import Environment, EnvType, get_topic, resolve_topic

from shared.eventstore.blocking import BlockingConnections
from shared.eventstore.codec import NotStorable, StoredOtherwise, UnknownEventName
from shared.eventstore.recorder import StoreProcessRecorder, StoreRecorder


class NamedMapper(Mapper[TAggregateID]):
    """Stores events under names we chose, and takes back exactly what their classes have."""

    def __init__(self, names: Mapping[str, type], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._classes = names
        self._names = {cls: name for name, cls in names.items()}

    def to_stored_event(self, domain_event: DomainEventProtocol[TAggregateID]) -> StoredEvent:
        """Return the event under its stored name.

        Raises:
            NotStorable: its class has none.
        """
        name = self._names.get(type(domain_event))
        if name is None:
            raise NotStorable(type(domain_event).__qualname__)
        return dataclasses.replace(super().to_stored_event(domain_event), topic=name)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[TAggregateID]:
        """Return the event that was stored.

        Raises:
            UnknownEventName: no class goes by its name.
            StoredOtherwise: it lacks a field of its class, or has one more.
        """
        cls: Any = self._classes.get(stored_event.topic)
        if cls is None:
            raise UnknownEventName(stored_event.topic)
        as_known = dataclasses.replace(stored_event, topic=get_topic(cls))
        event = super().to_domain_event(as_known)
        if vars(event).keys() != {field.name for field in dataclasses.fields(cls)}:
            raise StoredOtherwise(stored_event.topic)
        return event


class Factory(InfrastructureFactory[StoreProcessRecorder]):
    """Reads STORE_URL, STORE_SERVICE and STORE_NAMES (the topic of a mapping of names)."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        self._service = self._given("STORE_SERVICE")
        self._names: Mapping[str, type] = resolve_topic(self._given("STORE_NAMES"))
        self._connections = BlockingConnections(self._given("STORE_URL"))

    def close(self) -> None:
        """Close every connection."""
        self._connections.close()

    def mapper(
        self,
        transcoder: Transcoder | None = None,
        mapper_class: type[Mapper[TAggregateID]] | None = None,
    ) -> Mapper[TAggregateID]:
        """Return a mapper that is strict, whatever class was asked for."""
        return NamedMapper(
            self._names, transcoder or self.transcoder(), self.compressor(), self.cipher()
        )

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """Return a recorder of streams; the store keeps no snapshots."""
        if purpose != "events":
            raise InfrastructureFactoryError(f"the store keeps no {purpose}")
        return self.application_recorder()

    def application_recorder(self) -> StoreRecorder:
        """Return a recorder of events."""
        return StoreRecorder(self._connections, service=self._service, names=list(self._names))

    def tracking_recorder(
        self, tracking_recorder_class: type[StoreProcessRecorder] | None = None
    ) -> StoreProcessRecorder:
        """Return a recorder of positions, or a view built on one."""
        cls = tracking_recorder_class or StoreProcessRecorder
        if not issubclass(cls, StoreProcessRecorder):
            raise InfrastructureFactoryError(f"{cls.__name__} does not track in this store")
        return self._made(cls)

    def process_recorder(self) -> StoreProcessRecorder:
        """Return a recorder of events and positions."""
        return self._made(StoreProcessRecorder)

    def _made(self, cls: type[StoreProcessRecorder]) -> StoreProcessRecorder:
        return cls(self._connections, service=self._service, names=list(self._names))

    def _given(self, key: str) -> str:
        value = self.env.get(key)
        if not value:
            raise InfrastructureFactoryError(f"{key} is not set")
        return value
