"""A published event as an object-centric log tells it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from services.reporting.application.ocel.pseudonyms import Pseudonyms
from services.reporting.application.ocel.shapes import ALWAYS, EventShape, event_shapes
from services.reporting.application.ocel.words import OFFICIAL, PERSON, UNIT
from shared.contracts.names import HAPPENED_ON
from shared.kernel.clock import CIVIL_ZONE, civil_date
from shared.kernel.context import Client

BY = "by"
"""How the official who did it is related to an event."""


class Precision(StrEnum):
    """How exactly a log says when something happened."""

    SECOND = "second"
    DAY = "day"


Related: TypeAlias = tuple[str, str, str]
"""An object that an event is about: its pseudonym, its type, and how it is related."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A registered event, before anything is hidden."""

    position: int
    stream_id: UUID
    name: str
    recorded_at: datetime
    actor_subject: str
    actor_role: str
    actor_client: str
    person_id: UUID | None
    event: Any


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the log. ``attributes`` stand in the order of its type."""

    id: str
    shape: EventShape
    time: str
    attributes: Sequence[object]
    objects: Sequence[Related]  # the first is the one whose stream it stands in, if any
    describes: Mapping[str, object] | None  # the object that begins with it


class Teller:
    """Tells events under one export's pseudonyms."""

    def __init__(self, pseudonyms: Pseudonyms, precision: Precision) -> None:
        self._pseudonym = pseudonyms.of
        self._is_by_day = precision is Precision.DAY
        self._shapes = event_shapes()

    def tell(self, heard: Heard) -> Told:
        """Return what the log says of ``heard``."""
        shape, event = self._shapes[heard.name], heard.event
        happened_on: date = getattr(event, HAPPENED_ON[type(event)])
        own = [getattr(event, name) for name in shape.attributes if name not in ALWAYS]
        always = (
            midnight(happened_on),
            self._instant(heard.recorded_at),
            heard.actor_role,
            heard.actor_client,
        )
        return Told(
            id=f"event-{heard.position}",
            shape=shape,
            time=self._time(happened_on, heard.recorded_at),
            attributes=[*always, *map(_told, own)],
            objects=list(self._objects(shape, heard)),
            describes={name: _told(getattr(event, name)) for name in shape.begins} or None,
        )

    def _objects(self, shape: EventShape, heard: Heard) -> Iterable[Related]:
        """Return what the event is about, the stream's own object first."""
        pseudonym, own = self._pseudonym, heard.stream_id
        found = [(pseudonym(shape.stream, own.int), shape.stream, "in")]
        for field, kind, qualifier in shape.objects:
            value = getattr(heard.event, field)
            if isinstance(value, UUID):
                if value != own:
                    found.append((pseudonym(kind, value.int), kind, qualifier))
            elif isinstance(value, str):
                shown = value if kind == UNIT else pseudonym(kind, value)
                found.append((shown, kind, qualifier))
            elif value is not None:
                found += [(pseudonym(kind, each.int), kind, qualifier) for each in value]
        if heard.person_id is not None and heard.person_id != own:
            found.append((pseudonym(PERSON, heard.person_id.int), PERSON, PERSON))
        if heard.actor_client == Client.OFFICIAL:
            found.append((pseudonym(OFFICIAL, heard.actor_subject), OFFICIAL, BY))
        return dict.fromkeys(found)

    def _time(self, happened_on: date, recorded_at: datetime) -> str:
        """Return the moment it was recorded if that was the same day; else the day's beginning."""
        if self._is_by_day or civil_date(recorded_at) != happened_on:
            return midnight(happened_on)
        return _instant(recorded_at)

    def _instant(self, moment: datetime) -> str:
        return midnight(civil_date(moment)) if self._is_by_day else _instant(moment)


@lru_cache(maxsize=20_000)
def midnight(day: date) -> str:
    """Return the first moment of a Swedish day, in UTC."""
    return _instant(datetime.combine(day, time(), CIVIL_ZONE))


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds')[:19]}Z"


_AS: Mapping[type, Callable[[Any], object]] = {
    date: midnight,
    bool: int,
    tuple: lambda codes: " ".join(map(str, codes)),
}


def _told(value: Any) -> object:
    convert = _AS.get(type(value))
    if convert is not None:
        return convert(value)
    return value.value if isinstance(value, StrEnum) else value
