"""Who did it, in what matter, and in answer to what: the same for every recorded event."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

Event = TypeVar("Event")
Event_co = TypeVar("Event_co", covariant=True)


class Client(StrEnum):
    """What kind of program the call came through, from the token's ``client_kind``."""

    E_SERVICE = "e-service"
    ROBOT = "robot"
    OFFICIAL = "official"
    REPORTING = "reporting"
    SYSTEM = "system"  # a reaction of our own; never from a token


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: taken from the token only, or a reaction's own name.

    ``subject`` is an opaque id, never a name or a personnummer. ``client_id`` names the program.
    """

    subject: str
    role: str
    client: Client
    client_id: str
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances of one command; kept beside each event it led to."""

    actor: Actor
    thread_id: UUID  # the matter's red thread, from the first report on
    causation_id: UUID  # the event or the request that led to it
    person_id: UUID | None = None  # whom the events are about, by pseudonym
    file_id: UUID | None = None  # under which key their sealed fields rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[Event_co]):
    """A stored event with the circumstances it was recorded under."""

    event: Event_co
    event_id: UUID
    stream_id: UUID
    version: int  # 1 for a stream's first event
    name: str  # the stored name, e.g. "intake.opened.v1"
    context: Context
    recorded_at: datetime  # UTC, by the store's clock
    position: int | None = None  # in the ledger; None until registered
    epoch: int = 1
