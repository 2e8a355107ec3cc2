"""What retention needs to know of a person and of the person's matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.catalogue.records import Record, RetentionRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter: an intake, an investigation or an intervention, and the file it rests in."""

    matter_id: UUID
    file_id: UUID
    group: str  # the catalogue's retention group
    record: Record
    opened_on: date
    ended_on: date | None  # None while it is open
    last_note_on: date  # the day something was last written in it
    intervention_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of when somebody was born: the registered day, never the true one."""

    birth_year: int | None
    birth_days: frozenset[int] = frozenset()
    """Of the month (of a coordination number less sixty); several where pseudonyms differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The rules: all wordings of each rule of a group, and of the rules for everybody."""

    by_group: dict[str, Sequence[Sequence[RetentionRule]]]
    for_everybody: Sequence[Sequence[RetentionRule]]
