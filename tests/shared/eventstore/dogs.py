"""An application of the ``eventsourcing`` library, as its users write them."""

from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection

from shared.eventstore.recorder import StoreProcessRecorder


class Dog(Aggregate):
    class Registered(Aggregate.Created):
        name: str

    class TrickAdded(Aggregate.Event):
        trick: str

    @event(Registered)
    def __init__(self, name: str) -> None:
        self.name = name
        self.tricks: list[str] = []

    @event(TrickAdded)
    def add_trick(self, trick: str) -> None:
        self.tricks.append(trick)


NAMES: dict[str, type] = {
    "intake.dog-registered.v1": Dog.Registered,
    "intake.dog-trick-added.v1": Dog.TrickAdded,
}


class Kennel(Application[UUID]):
    def register(self, name: str) -> UUID:
        dog = Dog(name)
        self.save(dog)
        return dog.id

    def teach(self, dog_id: UUID, trick: str) -> None:
        dog: Dog = self.repository.get(dog_id)
        dog.add_trick(trick)
        self.save(dog)

    def tricks_of(self, dog_id: UUID) -> list[str]:
        dog: Dog = self.repository.get(dog_id)
        return dog.tricks


class TrickCount(StoreProcessRecorder):
    """A view that only tracks; what it counts it counts in memory."""

    count = 0


class CountTricks(Projection[TrickCount]):
    topics = ("intake.dog-trick-added.v1",)

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        self.view.count += 1
        self.view.insert_tracking(tracking)
