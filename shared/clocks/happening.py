"""What clocks are moved by: published events, and facts that something tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from shared.catalogue.clocks import Trigger

PERIODS = UUID("c1f0b0f4-52a5-5d0a-9a61-6f6f0d7f5d11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Tilldragelse: something that happened in a matter, and when it became known."""

    event_id: UUID
    position: int  # in the ledger
    name: str  # a stored name, or the name of a fact
    happened_on: date
    recorded_at: datetime
    thread_id: UUID
    matter_id: UUID  # the stream
    person_id: UUID | None
    fields: Mapping[str, object]  # as JSON has them: dates and ids are text

    @property
    def what(self) -> str:
        """The fact that was noted; otherwise the event's own name."""
        return str(self.fields.get("fact_code") or self.name)


def matter_of(stream_id: UUID, fields: Mapping[str, object]) -> UUID:
    """Return the matter that an event happened in: a noted fact says in which."""
    noted_in = fields.get("investigation_id") if "fact_code" in fields else None
    return stream_id if noted_in is None else UUID(str(noted_in))


def duty_of(stream_id: UUID, fields: Mapping[str, object]) -> UUID:
    """Return the duty of the authority's own that an event belongs to: of a period, or asked."""
    period, matter = fields.get("period_code"), fields.get("administrative_matter_id")
    if period is not None:
        return period_id(str(period))
    return stream_id if matter is None else UUID(str(matter))


def period_id(code: str) -> UUID:
    """Return what the duties of a period belong to: of 2026, 2026Q3 or 2026-09."""
    return uuid5(PERIODS, code)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A happening as a trigger sees it: on the day that the trigger counts from."""

    day: date
    happening: Happening

    @property
    def moment(self) -> tuple[date, int]:
        """Its place in time: by day, and within a day as the ledger has it."""
        return self.day, self.happening.position


def occurrence(trigger: Trigger, happening: Happening) -> Occurrence | None:
    """Return ``happening`` as ``trigger`` sees it, or None when it is something else."""
    if happening.what != (trigger.event or trigger.fact):
        return None
    for field, accepted in (trigger.where or {}).items():
        if _as_text(happening.fields.get(field)) not in accepted:
            return None
    if trigger.date is None:
        return Occurrence(happening.happened_on, happening)
    day = happening.fields.get(trigger.date)
    return None if day is None else Occurrence(date.fromisoformat(str(day)), happening)


def _as_text(value: object) -> str:
    """Return ``value`` as the catalogue writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
