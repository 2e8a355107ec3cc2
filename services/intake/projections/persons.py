"""Persons: who is in the register, by pseudonym and never by name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Table, Text, Uuid

from services.intake.domain.person.events import IdentityKept
from shared.contracts.intake import FileDisposed, PersonRegistered, Sex
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded
from shared.kernel.files import IDENTITY_GROUP

PERSONS = Table(
    "person",
    MetaData(),
    Column("person_id", Uuid, primary_key=True),
    Column("birth_year", Integer),
    Column("sex", Text, nullable=False),
    Column("district_code", Text),
    Column("registered_on", Date, nullable=False),
    Column("is_identified", Boolean, nullable=False),
    schema="intake",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person, as far as a pseudonym says."""

    person_id: UUID
    birth_year: int | None
    sex: Sex
    district_code: str | None
    registered_on: date
    is_identified: bool = False  # a personal or coordination number is known


def keys(recorded: Recorded[Any]) -> Sequence[UUID]:
    """Return the person; of a destroyed file, only when the identity itself is destroyed."""
    event = recorded.event
    if isinstance(event, FileDisposed):
        return [event.person_id] if event.retention_group == IDENTITY_GROUP else []
    return [recorded.stream_id]


def project(key: UUID, row: PersonRow | None, recorded: Recorded[Any]) -> PersonRow | None:
    """Return the person's row after one of its events."""
    event = recorded.event
    if isinstance(event, FileDisposed):
        return None
    if isinstance(event, PersonRegistered):
        return PersonRow(
            person_id=event.person_id,
            birth_year=event.birth_year,
            sex=event.sex,
            district_code=event.district_code,
            registered_on=event.registered_on,
        )
    if row is None:
        return None
    return replace(row, is_identified=event.number_kind is not None)


PERSONS_PROJECTION = Projection(
    name="persons",
    table=PERSONS,
    row=PersonRow,
    hears=(PersonRegistered, IdentityKept, FileDisposed),
    keys=keys,
    project=project,
)
